import type { Algebra } from '../../kernel/canonical/algebra';
import type { Quotient } from '../../kernel/canonical/atom';
import { lawOfFormula } from '../../statement/law';
import { toTerm } from '../../kernel/canonical/write';
import { Fuel } from '../../kernel/fuel';
import { Rational } from '../../kernel/rational';
import { exactForm, formAlgebra, leadOf, type ExactForm } from '../../model/growth/exact';
import { growthIn, splitLimit } from '../../model/growth/notation';
import { orderLatex } from '../../model/growth/words';
import { Evaluator } from '../../model/structure/evaluator';
import { Instance } from '../../model/structure/instance';
import { Mismatch } from '../../model/structure/outcome';
import { differs, type Finding, holds, undecided } from '../checker';
import { showValue, valueOf } from '../value';
import type { StructuredChecker, StructuredClaim } from './checker';
import { misfit, reasonOf } from './compare';
import { hasDecimals } from './judge';
import { outgrown } from './growth';
import { structuredRole } from './role';
import { sizeTables } from './trial';

/** `E[S^2] \sim \frac{2}{\pi} d^2`, `c \approx \frac{1}{d} \ (d \to \infty)`: the quotient of the sides tends to 1. */
export const asymptotics: StructuredChecker = {
  name: 'growth',
  check(claim, fuel) {
    const { kind } = claim.relation;
    const limit = splitLimit(claim.right);
    if (growthIn(claim.left) || growthIn(claim.right) || (kind !== '~' && kind !== 'approx')) return undefined;
    if (limit.growing.length === 0 && (kind === 'approx' || lawOfFormula(claim.right))) return undefined;
    const [table = []] = sizeTables;
    const instance = new Instance(table, 'symbols', false, claim.seed, fuel);
    const ev = new Evaluator(claim.world, claim.link.scope, instance, claim.chooser);
    const algebra = formAlgebra(ev);
    try {
      const right = exactForm(ev, limit.node, algebra);
      // A law has no value: what stands behind a tilde may be anything.
      if (!right || (limit.growing.length === 0 && !grows(right))) return undefined;
      const left = exactForm(ev, claim.left, algebra);
      const leads = left && { left: leadOf(ev, left, algebra), right: leadOf(ev, right, algebra) };
      const role = structuredRole(claim.link, undefined);
      if (!leads?.left || !leads.right)
        return { finding: undecided('Not checked: no formula in the sizes was found for both sides.'), role };
      return { finding: judge(claim, algebra, { left: leads.left, right: leads.right }), role };
    } catch (error) {
      if (error instanceof Mismatch) return misfit(claim, error);
      return { finding: undecided(reasonOf(error)), role: undefined };
    }
  },
};

type Lead = NonNullable<ReturnType<typeof leadOf>>;

function grows({ sum }: ExactForm): boolean {
  return sum.some((term) => term.exponents.size > 0);
}

function judge(
  claim: StructuredClaim,
  algebra: Algebra,
  { left, right }: { readonly left: Lead; readonly right: Lead },
): Finding {
  const apart = outgrown(left.order, right.order);
  if (apart) return apart;
  if (!left.leading || !right.leading || orderLatex(left.order) !== orderLatex(right.order))
    return undecided('Not checked: several terms of the sides are of the greatest order.');
  const quotient = algebra.multiply(left.leading.coefficient, algebra.inverse(right.leading.coefficient));
  const what = `The left side grows like $${orderLatex(left.order)}$ times $${shown(algebra, left.leading.coefficient)}$`;
  if (algebra.isOne(quotient)) return holds('tested', `${what}, the right side too.`);
  const value = valueOf(toTerm(algebra, quotient), new Fuel(20_000));
  const reason = `${what}, the right side $${shown(algebra, right.leading.coefficient)}$ times.`;
  // A tilde often hides constant factors, and decimals may be rounded.
  if (claim.relation.kind === '~' || hasDecimals(claim.left) || hasDecimals(claim.right) || value.kind !== 'exact')
    return undecided(`${reason} Their orders agree, their factors do not.`);
  if (value.value.minus(Rational.one).absolute().compare(Rational.of(1, 20)) < 0) return undecided(reason);
  return differs(reason, shown(algebra, left.leading.coefficient), shown(algebra, right.leading.coefficient), 'exact');
}

function shown(algebra: Algebra, coefficient: Quotient): string {
  return showValue(valueOf(toTerm(algebra, coefficient), new Fuel(20_000)));
}
