import type { Quotient } from '../../kernel/canonical/atom';
import { withValues } from '../../kernel/canonical/differential';
import { oneQuotient, zeroQuotient } from '../../kernel/canonical/field';
import { expectationOf, quotientDependsOn } from '../../kernel/moments';
import { monomialOf } from '../../kernel/polynomial';
import type { Evaluator } from './evaluator';
import { stop } from './outcome';

/** The integral over open places of something that is a density there times a polynomial: an expectation. */
export function integrated(ev: Evaluator, value: Quotient, atoms: readonly number[]): Quotient {
  const { algebra, instance } = ev;
  const below: Quotient = { numerator: oneQuotient.numerator, denominator: value.denominator };
  if (quotientDependsOn(algebra, below, (k) => atoms.includes(k)))
    return stop('this integral is not computed here yet');
  let sum: Quotient = zeroQuotient;
  for (const { coefficient, monomial } of value.numerator.values()) {
    const density = monomial.powers.find(({ atom, exponent }) => {
      const places = instance.densities.get(atom)?.quantities;
      return places && exponent.isOne && places.size === atoms.length && atoms.every((k) => places.has(k));
    });
    if (!density) return stop('no density of a law that was read stands in this integral');
    const rest = algebra.fromTerm(coefficient, monomialOf(monomial.powers.filter((power) => power !== density)));
    const places = instance.densities.get(density.atom)?.quantities ?? new Map<number, () => Quotient>();
    const quantities = new Map([...places].map(([atom, quantity]) => [atom, quantity()]));
    sum = algebra.add(sum, mean(ev, withValues(algebra, rest, quantities)));
  }
  return algebra.multiply(sum, below);
}

/** The expectation over the random quantities at these places. */
export function expectedOver(ev: Evaluator, value: Quotient, over: (atom: number) => boolean): Quotient {
  const { algebra, instance } = ev;
  let result = value;
  for (let depth = 0; depth < 8; depth++) {
    const open = new Map<number, Quotient>();
    for (const [atom, point] of instance.points)
      if (over(atom) && quotientDependsOn(algebra, result, (k) => k === atom)) open.set(atom, point.quantity());
    if (open.size === 0) break;
    result = withValues(algebra, result, open);
  }
  return mean(ev, result);
}

function mean(ev: Evaluator, value: Quotient): Quotient {
  const result = expectationOf(ev.algebra, value, ev.instance.random, () => true);
  switch (result.kind) {
    case 'value':
      return result.value;
    case 'open':
      return stop('this expectation has no form that can be computed exactly yet');
    case 'divergent':
      return stop('this expectation may not exist');
  }
}
