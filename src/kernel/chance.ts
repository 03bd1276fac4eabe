import type { Algebra } from './canonical/algebra';
import type { Quotient } from './canonical/atom';
import { oneQuotient, zeroQuotient } from './canonical/field';
import { signOf } from './canonical/sign';
import { quotientDependsOn } from './canonical/depends';
import { NoRule, withValues } from './canonical/values';
import { chanceBelow } from './line-law';
import type { Point, RandomAtoms } from './moments';
import {
  gaussianPart,
  lineEvent,
  solvedFor,
  type Comparison,
  type Half,
  type LineSpread,
  type Solved,
} from './chance-line';

/** What may happen: `difference` compared with 0, and what is built of such. */
export type Event =
  | { readonly kind: 'compare'; readonly difference: Quotient; readonly comparison: Comparison }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Event[] }
  | { readonly kind: 'not'; readonly of: Event };

/** `open`: no rule here reaches it; `unordered`: it hangs on the order of numbers that are not known. */
export type Chance =
  { readonly kind: 'value'; readonly value: Quotient } | { readonly kind: 'open' } | { readonly kind: 'unordered' };

/** More combinations of values than this are not gone through. */
const mostCases = 3000;

class Left extends Error {
  constructor(readonly how: 'open' | 'unordered') {
    super(how);
  }
}

/** The probability of an event, all random atoms being independent: exactly, by going through cases and by distribution functions. */
export function probabilityOf(algebra: Algebra, random: RandomAtoms, event: Event): Chance {
  try {
    return { kind: 'value', value: new Reckoning(algebra, random).of(event) };
  } catch (error) {
    if (error instanceof Left) return { kind: error.how };
    throw error;
  }
}

/** The expectation of a value where an event happens, 0 elsewhere; undefined where the quantities of the event take infinitely many values. */
export function expectationOn(
  algebra: Algebra,
  random: RandomAtoms,
  event: Event,
  value: Quotient,
  mean: (value: Quotient) => Quotient,
): Quotient | undefined {
  try {
    return new Reckoning(algebra, random).meanOn(event, value, mean);
  } catch (error) {
    if (error instanceof Left) return undefined;
    throw error;
  }
}

/** The expectation by going through the values of the quantities that take finitely many; undefined where there are none, or too many. */
export function expectationByCases(
  algebra: Algebra,
  random: RandomAtoms,
  value: Quotient,
  over: (atom: number) => boolean,
  mean: (value: Quotient) => Quotient | undefined,
): Quotient | undefined {
  try {
    return new Reckoning(algebra, random).meanByCases(value, over, mean);
  } catch (error) {
    if (error instanceof Left) return undefined;
    throw error;
  }
}

class Reckoning {
  constructor(
    private readonly algebra: Algebra,
    private readonly random: RandomAtoms,
  ) {}

  of(event: Event): Quotient {
    const { algebra } = this;
    algebra.fuel.spend(2);
    const straight = decided(this.algebra, plainly(event), this.random);
    if (straight === true) return oneQuotient;
    if (straight === false) return zeroQuotient;
    if (straight.kind === 'or')
      return algebra.subtract(
        oneQuotient,
        this.of({ kind: 'and', parts: straight.parts.map((of) => plainly({ kind: 'not', of })) }),
      );
    const parts = straight.kind === 'and' ? straight.parts : [straight];
    return this.components(parts).reduce(
      (product, component) => algebra.multiply(product, this.together(component)),
      oneQuotient,
    );
  }

  meanOn(event: Event, value: Quotient, mean: (value: Quotient) => Quotient): Quotient {
    const { algebra } = this;
    const atoms = this.atomsIn(event);
    let sum: Quotient = zeroQuotient;
    for (const { values, probability } of this.cases(atoms)) {
      const left = decided(algebra, put(algebra, event, values), this.random);
      if (left === false) continue;
      if (left !== true) throw new Left('open');
      sum = algebra.add(sum, algebra.multiply(probability, mean(replaced(algebra, value, values))));
    }
    return sum;
  }

  meanByCases(
    value: Quotient,
    over: (atom: number) => boolean,
    mean: (value: Quotient) => Quotient | undefined,
  ): Quotient | undefined {
    const { algebra, random } = this;
    const atoms = this.atomsIn({ kind: 'compare', difference: value, comparison: '=' });
    const finite = [...atoms].filter((atom) => over(atom) && random.spreadOf(atom)?.kind === 'points');
    if (finite.length === 0) return undefined;
    let sum: Quotient = zeroQuotient;
    for (const { values, probability } of this.cases(new Set(finite))) {
      const part = mean(replaced(algebra, value, values));
      if (!part) return undefined;
      sum = algebra.add(sum, algebra.multiply(probability, part));
    }
    return sum;
  }

  /** Parts that share no random quantity are independent. */
  private components(parts: readonly Event[]): readonly (readonly Event[])[] {
    const groups: { atoms: Set<number>; parts: Event[] }[] = [];
    for (const part of parts) {
      const atoms = this.atomsIn(part);
      const touching = groups.filter((g) => [...atoms].some((a) => g.atoms.has(a)));
      const joined = { atoms: new Set([...atoms, ...touching.flatMap((g) => [...g.atoms])]), parts: [part] };
      joined.parts.unshift(...touching.flatMap((g) => g.parts));
      for (const g of touching) groups.splice(groups.indexOf(g), 1);
      groups.push(joined);
    }
    return groups.map((g) => g.parts);
  }

  private together(parts: readonly Event[]): Quotient {
    const { algebra, random } = this;
    const event: Event = { kind: 'and', parts };
    const atoms = this.atomsIn(event);
    const finite = [...atoms].filter((a) => random.spreadOf(a)?.kind === 'points');
    if (finite.length < atoms.size) {
      const [only] = parts.length === 1 ? parts : [];
      const found = this.onLine(parts, atoms) ?? (only && (this.counted(only, atoms) ?? this.ordered(only)));
      if (found) return found;
      if (finite.length === 0) throw new Left('open');
    }
    let sum: Quotient = zeroQuotient;
    for (const { values, probability } of this.cases(new Set(finite))) {
      const rest = this.of(put(algebra, event, values));
      if (rest.numerator.size > 0) sum = algebra.add(sum, algebra.multiply(probability, rest));
    }
    return sum;
  }

  /** All combinations of the values of quantities that take finitely many. */
  private *cases(
    atoms: ReadonlySet<number>,
  ): Generator<{ readonly values: ReadonlyMap<number, Quotient>; readonly probability: Quotient }> {
    const spreads: (readonly [number, readonly Point[]])[] = [];
    let count = 1;
    for (const atom of atoms) {
      const spread = this.random.spreadOf(atom);
      if (spread?.kind !== 'points') throw new Left('open');
      spreads.push([atom, spread.points]);
      count *= spread.points.length;
    }
    if (count > mostCases) throw new Left('open');
    for (let index = 0; index < count; index++) {
      this.algebra.fuel.spend(4);
      const values = new Map<number, Quotient>();
      let probability: Quotient = oneQuotient;
      let rest = index;
      for (const [atom, points] of spreads) {
        const point = points[rest % points.length];
        rest = Math.floor(rest / points.length);
        if (!point) continue;
        values.set(atom, point.value);
        probability = this.algebra.multiply(probability, point.probability);
      }
      yield { values, probability };
    }
  }

  /** Comparisons of one quantity with numbers: a sum of Gaussian ones, or a single one that is not finite. */
  private onLine(parts: readonly Event[], atoms: ReadonlySet<number>): Quotient | undefined {
    const { algebra, random } = this;
    const halves: Half[] = [];
    let spread: LineSpread | undefined;
    const [sole] = atoms;
    for (const part of parts) {
      if (part.kind !== 'compare') return undefined;
      const gaussian = gaussianPart(algebra, random, part.difference);
      if (gaussian) {
        if (parts.length > 1 && gaussian.terms > 1) return undefined;
        halves.push(against(part.comparison, gaussian));
        spread = gaussian.spread;
        continue;
      }
      if (atoms.size !== 1 || sole === undefined) return undefined;
      const solved = solvedFor(algebra, part.difference, sole);
      if (!solved) return undefined;
      halves.push(against(part.comparison, solved));
      spread = random.spreadOf(sole);
    }
    if (!spread) return undefined;
    const found = lineEvent(algebra, spread, halves, () => {
      random.outside = true;
    });
    if (found === 'unordered') throw new Left('unordered');
    return found;
  }

  /** `X < Y` of two quantities with distribution functions. */
  private ordered(part: Event): Quotient | undefined {
    const { algebra, random } = this;
    if (part.kind !== 'compare' || part.comparison === '=' || part.comparison === '!=') return undefined;
    const below = chanceBelow(algebra, random, part.difference);
    if (!below) return undefined;
    return part.comparison === '<' || part.comparison === '<=' ? below : algebra.subtract(oneQuotient, below);
  }

  /** `X + Y = 3` of quantities that count: what is at most a bound happens in finitely many cases. */
  private counted(part: Event, atoms: ReadonlySet<number>): Quotient | undefined {
    const { algebra, random } = this;
    if (part.kind !== 'compare' || atoms.size > 4) return undefined;
    if (part.comparison === '>' || part.comparison === '>=' || part.comparison === '!=')
      return algebra.subtract(oneQuotient, this.of(plainly({ kind: 'not', of: part })));
    const { numerator, denominator } = part.difference;
    if (denominator.size > 0) return undefined;
    const order = [...atoms];
    const weights = new Map<number, number>();
    let bound = 0;
    for (const { coefficient, monomial } of numerator.values()) {
      const [only] = monomial.powers;
      if (!coefficient.isInteger || monomial.powers.length > 1) return undefined;
      if (!only) bound = -Number(coefficient.numerator);
      else if (!only.exponent.isOne || coefficient.sign < 0 || !atoms.has(only.atom)) return undefined;
      else weights.set(only.atom, Number(coefficient.numerator));
    }
    if (bound > 60) return undefined;
    const sum = (index: number, left: number): Quotient => {
      const atom = order[index];
      algebra.fuel.spend(4);
      if (atom === undefined) {
        const holds = part.comparison === '=' ? left === 0 : part.comparison === '<' ? left > 0 : left >= 0;
        return holds ? oneQuotient : zeroQuotient;
      }
      const spread = random.spreadOf(atom);
      const weight = weights.get(atom) ?? 1;
      const points: Point[] = [];
      if (spread?.kind === 'points') points.push(...spread.points);
      else if (spread?.kind === 'whole')
        for (let k = spread.least; k * weight <= left; k++)
          points.push({ value: algebra.integer(k), probability: spread.mass(k) });
      else throw new Left('open');
      return points.reduce<Quotient>((total, { value, probability }) => {
        const number = algebra.constantValue(value);
        if (!number?.isInteger || number.sign < 0) throw new Left('open');
        const rest = sum(index + 1, left - weight * Number(number.numerator));
        return algebra.add(total, algebra.multiply(probability, rest));
      }, zeroQuotient);
    };
    return sum(0, bound);
  }

  private atomsIn(event: Event): Set<number> {
    const found = new Set<number>();
    const visit = (part: Event): void => {
      if (part.kind === 'compare') {
        for (const atom of this.random.atoms())
          if (quotientDependsOn(this.algebra, part.difference, (a) => a === atom)) found.add(atom);
      } else if (part.kind === 'not') visit(part.of);
      else part.parts.forEach(visit);
    };
    visit(event);
    return found;
  }
}

function against(comparison: Comparison, { at, flipped }: Solved): Half {
  return { comparison: flipped ? mirrored[comparison] : comparison, at };
}

const mirrored: Readonly<Record<Comparison, Comparison>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

const opposite: Readonly<Record<Comparison, Comparison>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

/** Without negations, and flat. */
function plainly(event: Event): Event {
  switch (event.kind) {
    case 'compare':
      return event;
    case 'and':
    case 'or': {
      const { kind } = event;
      const parts = event.parts.map(plainly).flatMap((part) => (part.kind === kind ? part.parts : [part]));
      return { kind, parts };
    }
    case 'not': {
      const { of } = event;
      switch (of.kind) {
        case 'compare':
          return { ...of, comparison: opposite[of.comparison] };
        case 'not':
          return plainly(of.of);
        case 'and':
        case 'or':
          return plainly({
            kind: of.kind === 'and' ? 'or' : 'and',
            parts: of.parts.map((part) => ({ kind: 'not', of: part })),
          });
      }
    }
  }
}

/** An event with the comparisons that nothing random stands in decided. */
function decided(algebra: Algebra, event: Event, random: RandomAtoms): boolean | Exclude<Event, { kind: 'not' }> {
  const plain = plainly(event);
  switch (plain.kind) {
    case 'compare': {
      if (quotientDependsOn(algebra, plain.difference, (a) => random.has(a))) return plain;
      const holds = compareWithZero(algebra, plain.difference, plain.comparison);
      if (holds === undefined) throw new Left('unordered');
      return holds;
    }
    case 'and':
    case 'or': {
      const parts: Event[] = [];
      for (const part of plain.parts) {
        const found = decided(algebra, part, random);
        if (typeof found !== 'boolean') parts.push(found);
        else if (found === (plain.kind === 'or')) return found;
      }
      const [only] = parts;
      if (!only) return plain.kind === 'and';
      return parts.length === 1 ? decided(algebra, only, random) : { kind: plain.kind, parts };
    }
    case 'not':
      throw new Left('open');
  }
}

/** Undefined where the sign is not known. */
export function compareWithZero(algebra: Algebra, value: Quotient, comparison: Comparison): boolean | undefined {
  const sign = signOf(algebra, value);
  switch (sign) {
    case 'zero':
      return comparison === '=' || comparison === '<=' || comparison === '>=';
    case 'positive':
      return comparison === '!=' || comparison === '>' || comparison === '>=';
    case 'negative':
      return comparison === '!=' || comparison === '<' || comparison === '<=';
    case 'nonnegative':
      return comparison === '>=' ? true : comparison === '<' ? false : undefined;
    case 'nonpositive':
      return comparison === '<=' ? true : comparison === '>' ? false : undefined;
    case 'real':
    case 'complex':
      return undefined;
  }
}

function put(algebra: Algebra, event: Event, values: ReadonlyMap<number, Quotient>): Event {
  switch (event.kind) {
    case 'compare':
      return { ...event, difference: replaced(algebra, event.difference, values) };
    case 'not':
      return { kind: 'not', of: put(algebra, event.of, values) };
    case 'and':
    case 'or':
      return { kind: event.kind, parts: event.parts.map((part) => put(algebra, part, values)) };
  }
}

/** A quotient with values put in for atoms. */
export function replaced(algebra: Algebra, value: Quotient, values: ReadonlyMap<number, Quotient>): Quotient {
  try {
    return withValues(algebra, value, values);
  } catch (error) {
    if (error instanceof NoRule) throw new Left('open');
    throw error;
  }
}
