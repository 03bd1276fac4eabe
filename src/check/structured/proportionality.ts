import { symbolsOf } from '../../formula/walk';
import type { Order } from '../../kernel/growth/order';
import { exactForm, formAlgebra } from '../../model/growth/exact';
import { leadingBounds, type Bounds } from '../../model/growth/bounds';
import { GrowthReader } from '../../model/growth/reader';
import { Sizes } from '../../model/growth/sizes';
import { orderLatex } from '../../model/growth/words';
import { Evaluator } from '../../model/structure/evaluator';
import { Instance } from '../../model/structure/instance';
import { Mismatch } from '../../model/structure/outcome';
import { saysIndependent } from '../../statement/growth-words';
import { holds, undecided, type Finding } from '../checker';
import type { StructuredChecker, StructuredClaim } from './checker';
import { misfit, reasonOf } from './compare';
import { outgrown } from './growth';
import { structuredRole } from './role';
import { sizeTables } from './trial';

/** "scales linearly with $d_1$", "is independent of $d_2$", `\propto`: sizes that are not named stay as they are. */
export const proportionality: StructuredChecker = {
  name: 'growth',
  check(claim, fuel) {
    if (claim.relation.kind !== 'propto') return undefined;
    const [table = []] = sizeTables;
    const instance = new Instance(table, 'symbols', false, claim.seed, fuel);
    const ev = new Evaluator(claim.world, claim.link.scope, instance, claim.chooser);
    const sizes = new Sizes(claim.world, claim.link.scope, []);
    const reader = new GrowthReader(ev, sizes, fuel);
    try {
      const { note } = claim.relation;
      const words = note?.kind === 'word' ? note.text : undefined;
      const finding =
        words !== undefined && saysIndependent(words)
          ? independence(claim, ev)
          : comparison(claim, reader, sizes, words);
      return { finding, role: structuredRole(claim.link, undefined) };
    } catch (error) {
      if (error instanceof Mismatch) return misfit(claim, error);
      return { finding: undecided(reasonOf(error)), role: structuredRole(claim.link, undefined) };
    }
  },
};

function comparison(claim: StructuredClaim, reader: GrowthReader, sizes: Sizes, words: string | undefined): Finding {
  const isSize = (name: string): boolean => sizes.has(name);
  const [left, right] = [claim.left, claim.right].map((side) => leadingBounds(reader.bounds(side), isSize));
  const [a, b] = [left && orderIn(left), right && orderIn(right)];
  if (!a || !b) return undecided('Not checked: how the left side grows does not follow from what was said.');
  const named = new Set(symbolsOf(claim.right));
  const strange = [...a, ...b].flatMap((m) => [...m.keys()]).find((name) => !isSize(name) && named.has(name));
  if (strange !== undefined) return undecided(`Not checked: nothing was said about how $${strange}$ grows.`);
  // Quantities that do not stand on the right are held fixed, whatever they are.
  const kept = (order: Order): Order => order.map((m) => new Map([...m].filter(([name]) => named.has(name))));
  const apart = outgrown(kept(a), kept(b));
  if (apart) {
    const vague =
      words !== undefined && /\bwith$/i.test(words) && claim.right.kind === 'symbol' && !/ly\s/i.test(words);
    return vague ? undecided('“Scales with” may only say that it grows.') : apart;
  }
  if (words === undefined) {
    const algebra = formAlgebra(reader.ev);
    const form = exactForm(reader.ev, claim.left, algebra);
    if (!form || form.sum.length !== 1)
      return undecided('The orders agree; whether the quotient is constant is not known.');
  }
  const how = left?.sampled || right?.sampled ? 'tested' : 'proved';
  return holds(how, `The left side is $\\Theta(${orderLatex(a)})$.`);
}

function orderIn({ lower, upper }: Bounds): Order | undefined {
  return lower && upper && orderLatex(lower) === orderLatex(upper) ? lower : undefined;
}

function independence(claim: StructuredClaim, ev: Evaluator): Finding {
  const algebra = formAlgebra(ev);
  const form = exactForm(ev, claim.left, algebra);
  const key = claim.right.kind === 'symbol' ? claim.right.key : undefined;
  if (!form || key === undefined || !claim.world.isDimension(key, claim.link.scope))
    return undecided('Not checked: no formula in the sizes was found for it.');
  if (!form.sum.some((term) => term.exponents.has(key))) return holds('tested', `It does not change with $${key}$.`);
  return {
    kind: 'fails',
    everywhere: true,
    determined: true,
    evidence: 'exact',
    reason: `It changes with $${key}$.`,
    counterexample: {},
    left: '',
    right: '',
  };
}
