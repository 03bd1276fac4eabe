import type { Node } from '../../formula/tree';
import { symbolsOf, walk } from '../../formula/walk';
import { integer } from '../../kernel/build';
import { Fuel, OutOfFuel } from '../../kernel/fuel';
import { isBounded, isNegligible, type Bounded, type Direction } from '../../kernel/growth/compare';
import type { Order } from '../../kernel/growth/order';
import { exactly, leadingBounds, type Bounds } from '../../model/growth/bounds';
import { growthIn, splitLimit } from '../../model/growth/notation';
import { isOpen } from '../../model/growth/directions';
import { factsAbout } from '../../model/growth/facts';
import { GrowthReader } from '../../model/growth/reader';
import { Sizes } from '../../model/growth/sizes';
import {
  monomialLatex,
  monomialTerm,
  orderLatex,
  quantityLatex,
  quotientOf,
  valuesAlong,
} from '../../model/growth/words';
import { Evaluator } from '../../model/structure/evaluator';
import { Instance } from '../../model/structure/instance';
import { plain } from '../../model/structure/known';
import { FreeIndex, Mismatch, NotComputed } from '../../model/structure/outcome';
import { isScalar } from '../../model/structure/value';
import { holds, undecided, type Finding } from '../checker';
import { showValue, valueOf } from '../value';
import type { StructuredChecker, StructuredClaim, StructuredFinding } from './checker';
import { misfit, reasonOf } from './compare';
import { structuredRole } from './role';
import { sizeTables } from './trial';

/** Claims with Θ, O, Ω, o or ω: by what was said of the growth of their parts, and by their form. */
export const growth: StructuredChecker = {
  name: 'growth',
  check(claim, fuel) {
    const { relation, world, link } = claim;
    const signs = [growthIn(claim.left), growthIn(claim.right)];
    const sign = signs[1] ?? signs[0];
    if (!sign || !isAsymptotic(relation.kind)) return undefined;
    const { key } = sign.head;
    // A letter that was given a meaning is no sign of growth.
    if (world.ruleOf(key, link.scope) || world.definition(key, link.scope) || world.declared(key, link.scope))
      return undefined;
    if ((relation.kind === '=' || relation.kind === 'in') && !signs[1]) return undefined;
    const right = splitLimit(claim.right);
    const [table = []] = sizeTables;
    const instance = new Instance(table, 'symbols', false, claim.seed, fuel);
    const ev = new Evaluator(world, link.scope, instance, claim.chooser);
    const sizes = new Sizes(world, link.scope, right.growing);
    const reader = new GrowthReader(ev, sizes, fuel);
    try {
      if (relation.kind === 'in' && isMatrix(ev, claim.left)) return undefined;
      const isSize = (name: string): boolean => sizes.has(name);
      const sides = {
        left: leadingBounds(reader.bounds(claim.left), isSize),
        right: leadingBounds(reader.bounds(right.node), isSize),
      };
      const finding = refined(right.node)
        ? undecided('Terms beside a sign of growth ask for more than the order; that is not checked yet.')
        : chosenAnew(
            claim,
            reader,
            judge(claim, sides, right.node, sizes, (direction) => isOpen(reader, direction)),
          );
      return { finding, role: finding.kind === 'undecided' ? openRole(claim) : structuredRole(link, undefined) };
    } catch (error) {
      const [guess] = instance.guessed;
      if (error instanceof Mismatch && guess !== undefined)
        return {
          finding: undecided(`Not checked: nobody said how many entries $${guess}$ has.`),
          role: openRole(claim),
        };
      if (error instanceof Mismatch) return misfit(claim, error);
      return { finding: undecided(reasonOf(error)), role: openRole(claim) };
    }
  },
};

type Sign = '=' | 'in' | '<=' | '<' | '>=' | '>';

/** Words that say what a lower bound needs. */
const aligns = /\balign\w*|\b(?:singular|same) (?:vectors?|directions?|subspaces?)\b|\bpoints? along\b/i;

function isAsymptotic(kind: string): kind is Sign {
  return /^(?:=|in|<=|<|>=|>)$/.test(kind);
}

/** `Q \in O(n)` is a group of matrices. */
function isMatrix(ev: Evaluator, node: Node): boolean {
  try {
    return !isScalar(ev.value(node));
  } catch (error) {
    if (error instanceof NotComputed || error instanceof FreeIndex || error instanceof OutOfFuel) return false;
    throw error;
  }
}

/** What was only asked of a letter before, "so we need \eta = \Theta(1)", may be asked of it differently in another place. */
function chosenAnew({ left, world, link }: StructuredClaim, reader: GrowthReader, finding: Finding): Finding {
  const letter = plain(left);
  if (finding.kind !== 'fails' || letter.kind !== 'symbol') return finding;
  const { key } = letter;
  const isOpen = !world.definition(key, link.scope) && !reader.isSolved(key) && factsAbout(reader, key, letter);
  return isOpen ? undecided(`It was said before how $${key}$ grows; here it may be chosen differently.`) : finding;
}

/** Where nothing follows, a relation that stands by itself says how something grows. */
function openRole(claim: StructuredClaim): StructuredFinding['role'] {
  const { attitude, size, scope } = claim.link;
  if (attitude === 'stated' && size === 1 && scope.kind !== 'statement')
    return { kind: 'given', reason: 'Taken as said about the growth of the left side.' };
  return structuredRole(claim.link, undefined);
}

/** `n^2 + O(n)`: a sign of growth as one of several terms. */
function refined(node: Node): boolean {
  return node.kind === 'add' && node.terms.some((t) => growthIn(t.node)) && !node.terms.every((t) => growthIn(t.node));
}

/** "in the worst case": what was said before may be said of another one. */
export const speaksOfCases = /\b(?:worst|best|average|amorti[sz]ed|typical)\b|\bon average\b|\bwith(?:out)? memo/i;

/** `n^{1.585}`: the exponent may be a rounded one. */
function hasRoundedExponent(node: Node): boolean {
  let found = false;
  walk(node, (part) => {
    found ||= part.kind === 'power' && part.exponent.kind === 'number' && /\.\d\d/.test(part.exponent.digits);
    return !found;
  });
  return found;
}

interface BothSides {
  readonly left: Bounds;
  readonly right: Bounds;
}

function judge(claim: StructuredClaim, sides: BothSides, right: Node, sizes: Sizes, allowed: Allowed): Finding {
  const isSize = (name: string): boolean => sizes.has(name);
  const { kind } = claim.relation;
  const sign: Sign = isAsymptotic(kind) ? kind : '=';
  const clash = [sides.left, sides.right].some(
    ({ lower, upper }) => lower && upper && isBounded(lower, upper, isSize, allowed).kind === 'no',
  );
  if (clash) return undecided('What was said about the growth here contradicts itself.');
  const outcome = follows(sides, sign, isSize, allowed);
  if (outcome.kind === 'holds')
    return holds(
      sides.left.sampled || sides.right.sampled ? 'tested' : 'proved',
      `${described(sides.left)} This is what is claimed.`,
    );
  if (outcome.kind === 'fails' && speaksOfCases.test(claim.link.passage.lead))
    return undecided('Which case was spoken of before is not known.');
  if (outcome.kind === 'fails' && hasRoundedExponent(right)) return undecided('The exponent may be a rounded one.');
  if (outcome.kind === 'fails') {
    const fixed = constantsIn(claim, sides, right, sizes);
    if (fixed.length > 0) {
      const without = (bounds: Bounds): Bounds => ({
        ...bounds,
        lower: bounds.lower && dropped(bounds.lower, fixed),
        upper: bounds.upper && dropped(bounds.upper, fixed),
      });
      if (follows({ left: without(sides.left), right: without(sides.right) }, sign, isSize, allowed).kind === 'holds') {
        const condition = fixed.map((key) => `${key} = \\Theta(1)`).join(',\\ ');
        return {
          kind: 'conditional',
          condition,
          reason: `${described(sides.left)} What is claimed holds only where $${fixed.join(', ')}$ does not grow.`,
        };
      }
    }
    return failure(sides, outcome.witness, outcome.isUpper);
  }
  const { left } = sides;
  if (left.lower === undefined && left.upper !== undefined && left.provided.length > 0) {
    const reached = follows({ ...sides, left: exactly(left.upper) }, sign, isSize, allowed);
    if (reached.kind === 'holds') {
      if (aligns.test(claim.link.passage.lead))
        return undecided('This follows if the vectors point as the text says; what it says of that is not used yet.');
      const condition = [...new Set(left.provided)].join(',\\ ');
      return {
        kind: 'conditional',
        condition,
        reason: `Only the upper bound $O(${orderLatex(left.upper)})$ follows; the lower bound needs: $${condition}$.`,
      };
    }
  }
  return undecided(silence(sides, sizes));
}

/** Whether the context leaves a direction open. */
type Allowed = (direction: Direction) => boolean;

type Outcome =
  | { readonly kind: 'holds' | 'open' }
  /** `isUpper`: the left side outgrows what the right side allows; else it stays behind. */
  | {
      readonly kind: 'fails';
      readonly witness: Extract<Bounded, { kind: 'no' }> | undefined;
      readonly isUpper: boolean;
    };

/** Whether the left side has the growth that the right side stands for. Constant factors are hidden in all signs. */
function follows({ left, right }: BothSides, sign: Sign, isSize: (name: string) => boolean, allowed: Allowed): Outcome {
  let open = false;
  const wanted = sign === '=' || sign === 'in';
  const above = wanted ? right.upper : sign === '<=' || sign === '<' ? right.upper : undefined;
  const below = wanted ? right.lower : sign === '>=' || sign === '>' ? right.lower : undefined;
  if (!above && !below) return { kind: 'open' };
  if (above) {
    const reaches = left.lower && isBounded(left.lower, above, isSize, allowed);
    if (reaches?.kind === 'no') return { kind: 'fails', witness: reaches, isUpper: true };
    if (wanted && right.strict === 'less') {
      if (left.lower && isBounded(above, left.lower, isSize).kind === 'yes')
        return { kind: 'fails', witness: undefined, isUpper: true };
      const less = left.upper && (isNegligible(left.upper, above, isSize) || left.strict === 'less');
      open ||= !less || !left.upper || isBounded(left.upper, above, isSize).kind !== 'yes';
    } else open ||= !left.upper || isBounded(left.upper, above, isSize).kind !== 'yes';
  }
  if (below) {
    const stays = left.upper && isBounded(below, left.upper, isSize, allowed);
    if (stays?.kind === 'no') return { kind: 'fails', witness: stays, isUpper: false };
    if (wanted && right.strict === 'more') {
      if (left.upper && isBounded(left.upper, below, isSize).kind === 'yes')
        return { kind: 'fails', witness: undefined, isUpper: false };
      const more = left.lower && (isNegligible(below, left.lower, isSize) || left.strict === 'more');
      open ||= !more || !left.lower || isBounded(below, left.lower, isSize).kind !== 'yes';
    } else open ||= !left.lower || isBounded(below, left.lower, isSize).kind !== 'yes';
  }
  return { kind: open ? 'open' : 'holds' };
}

/** Sizes that the left side depends on and that nothing as written speaks of, while the right side names others: they may be meant as constants. */
function constantsIn(claim: StructuredClaim, { left }: BothSides, right: Node, sizes: Sizes): readonly string[] {
  const written = new Set([...symbolsOf(claim.left), ...symbolsOf(right)]);
  const involved = new Set([...(left.lower ?? []), ...(left.upper ?? [])].flatMap((m) => [...m.keys()]));
  const named = symbolsOf(right).some((key) => involved.has(key));
  return named ? [...involved].filter((key) => sizes.has(key) && !written.has(key)) : [];
}

function dropped(order: Order, names: readonly string[]): Order {
  return order.map((m) => new Map([...m].filter(([name]) => !names.includes(name))));
}

function described({ lower, upper, strict }: Bounds): string {
  if (lower && upper) {
    const [a, b] = [orderLatex(lower), orderLatex(upper)];
    return a === b ? `The left side is $\\Theta(${a})$.` : `The left side is $\\Omega(${a})$ and $O(${b})$.`;
  }
  if (upper) return `The left side is $${strict === 'less' ? 'o' : 'O'}(${orderLatex(upper)})$.`;
  return lower ? `The left side is $${strict === 'more' ? '\\omega' : '\\Omega'}(${orderLatex(lower)})$.` : '';
}

function silence({ left, right }: BothSides, sizes: Sizes): string {
  const names = [left.lower, left.upper, right.lower, right.upper]
    .flatMap((o) => o ?? [])
    .flatMap((m) => [...m.keys()]);
  const strange = names.find((name) => !sizes.has(name));
  if (!left.lower && !left.upper) return 'Not checked: how the left side grows does not follow from what was said.';
  if (strange !== undefined) return `Not checked: nothing was said about how $${quantityLatex(strange)}$ grows.`;
  return `${described(left)} Whether that is what is claimed does not follow from what was said.`;
}

/** A finding where one order outgrows the other; all that stands in them are sizes. */
export function outgrown(left: Order, right: Order): Finding | undefined {
  const sides = { left: exactly(left), right: exactly(right) };
  const more = isBounded(left, right, () => true);
  if (more.kind === 'no') return failure(sides, more, true);
  const less = isBounded(right, left, () => true);
  return less.kind === 'no' ? failure(sides, less, false) : undefined;
}

const effort = 40_000;

function failure(sides: BothSides, witness: Extract<Bounded, { kind: 'no' }> | undefined, isUpper: boolean): Finding {
  const base = {
    kind: 'fails',
    everywhere: true,
    determined: true,
    evidence: 'exact',
    left: orderLatex((isUpper ? sides.left.lower : sides.left.upper) ?? []),
    right: orderLatex((isUpper ? sides.right.upper : sides.right.lower) ?? []),
  } as const;
  if (!witness)
    return {
      ...base,
      counterexample: {},
      reason: `${described(sides.left)} That is the same order, not a ${isUpper ? 'smaller' : 'greater'} one.`,
    };
  const ratio = quotientOf(witness.first, witness.second);
  const along = valuesAlong(witness.direction);
  const numbers = along.map((values) =>
    showValue(
      valueOf(
        monomialTerm(ratio, (name) => integer(values.get(name) ?? 10n)),
        new Fuel(effort),
      ),
    ),
  );
  const shown = [...witness.direction.keys()].filter((name) => witness.direction.size <= 2 || ratio.has(name));
  const steps = shown.map((name) => `${name} = ${along.map((v) => String(v.get(name))).join(', ')}`).join('$ and $');
  const last = along[along.length - 1];
  const told = numbers.every((n) => n !== '?') ? `: $${numbers.join(', ')}$ for $${steps}$` : '';
  return {
    ...base,
    counterexample: Object.fromEntries(shown.map((name) => [name, String(last?.get(name))])),
    reason: `${described(sides.left)} ${isUpper ? 'Its quotient by what is claimed' : 'The quotient of what is claimed by it'} grows like $${monomialLatex(ratio)}$${told}.`,
  };
}
