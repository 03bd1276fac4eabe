import type { Quotient } from '../../kernel/canonical/atom';
import { withValues } from '../../kernel/canonical/values';
import { oneQuotient, zeroQuotient } from '../../kernel/canonical/field';
import { lineIntegral } from '../../kernel/gaussian';
import { dependsOn, quotientDependsOn } from '../../kernel/canonical/depends';
import { expectationByCases } from '../../kernel/chance';
import { expectationOf } from '../../kernel/moments';
import { atomsOf, monomialOf } from '../../kernel/polynomial';
import type { Law } from '../../kernel/random';
import type { Evaluator } from './evaluator';
import { densityAtom, logDensity } from './families';
import { stop, unreached } from './outcome';

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
    const whole = algebra.fromTerm(coefficient, monomial);
    const others = monomial.powers.filter((power) => power !== density && !atoms.includes(power.atom));
    if (!density || others.some(({ atom }) => dependsOn(algebra, atom, (k) => atoms.includes(k)))) {
      sum = algebra.add(sum, overLines(ev, whole, atoms));
      continue;
    }
    const rest = algebra.fromTerm(coefficient, monomialOf(monomial.powers.filter((power) => power !== density)));
    const places = instance.densities.get(density.atom)?.quantities ?? new Map<number, () => Quotient>();
    const quantities = new Map([...places].map(([atom, quantity]) => [atom, quantity()]));
    sum = algebra.add(sum, mean(ev, withValues(algebra, rest, quantities)));
  }
  return algebra.multiply(sum, below);
}

/** Over whole lines, one place after another. */
function overLines(ev: Evaluator, value: Quotient, atoms: readonly number[]): Quotient {
  let result = value;
  for (const atom of atoms) {
    const support = ev.instance.points.get(atom)?.support ?? 'line';
    const next = support === 'line' ? lineIntegral(ev.algebra, result, atom) : undefined;
    if (!next) return stop('this integral has no form that can be computed exactly, or no value');
    result = next;
  }
  return result;
}

/** The expectation over the random quantities at these places: by moments, of exponentials by integrals against the density. */
export function expectedOver(ev: Evaluator, value: Quotient, over: (atom: number) => boolean): Quotient {
  const { algebra, instance } = ev;
  const curved = [...instance.points].filter(
    ([atom, { density }]) =>
      over(atom) &&
      density?.kind === 'normal' &&
      value.denominator.size === 0 &&
      atomsOf(value.numerator).some((own) => own !== atom && dependsOn(algebra, own, (k) => k === atom)),
  );
  if (curved.length > 0) {
    let weighted = value;
    for (const [atom, { density }] of curved)
      if (density) weighted = algebra.multiply(weighted, exponentialOfDensity(ev, density, atom));
    const rest = overLines(
      ev,
      weighted,
      curved.map(([atom]) => atom),
    );
    return expectedOver(ev, rest, over);
  }
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

function exponentialOfDensity(ev: Evaluator, law: Law, atom: number): Quotient {
  const { algebra } = ev;
  return densityAtom(ev, logDensity(ev, law, algebra.fromAtom(algebra.atom(atom))));
}

function mean(ev: Evaluator, value: Quotient): Quotient {
  const { algebra, instance } = ev;
  const exactly = (of: Quotient): ReturnType<typeof expectationOf> =>
    expectationOf(algebra, of, instance.random, () => true);
  const result = exactly(value);
  switch (result.kind) {
    case 'value':
      ev.instance.require(result.needs);
      return result.value;
    case 'open':
    case 'untold':
      return (
        expectationByCases(
          algebra,
          instance.random,
          value,
          () => true,
          (rest) => {
            const part = exactly(rest);
            if (part.kind !== 'value') return undefined;
            instance.require(part.needs);
            return part.value;
          },
        ) ?? stop(unreached(result.kind))
      );
    case 'divergent':
      return stop('this expectation may not exist');
  }
}
