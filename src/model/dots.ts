import { add, call, constant, divide, integer, multiply, power, rational, subtract, symbol } from '../kernel/build';
import { difference } from '../kernel/canonical';
import { rationalValue } from '../kernel/exact';
import type { Fuel } from '../kernel/fuel';
import { Rational } from '../kernel/rational';
import { equalTerms, freeSymbols, someSubterm } from '../kernel/structure';
import type { Term } from '../kernel/term';

/** A sum or product with dots, read as one over an index; `certain` where the first three terms fix the rule. */
export interface Continued {
  readonly term: Term;
  readonly certain: boolean;
}

/**
 * `1 + 2 + \dots + n`, `\frac12 + \frac14 + \frac18 + \cdots`: the numbers in the terms go on evenly, or by a factor. `before` and `after` are the terms on both sides of
 * the dots; without any behind them the sum goes on for ever. Undefined where no such rule fits all terms.
 */
export function continued(
  kind: 'sum' | 'product',
  before: readonly Term[],
  after: readonly Term[],
  fuel: Fuel,
): Continued | undefined {
  if (before.length < 2 || (after.length === 0 && before.length < 3)) return undefined;
  const used = [...before, ...after];
  const variable = ['k', 'j', 'm', 'l', 'r'].find(
    (name) => !used.some((term) => someSubterm(term, (part) => part.kind === 'symbol' && part.name === name)),
  );
  if (variable === undefined) return undefined;
  const rule = new Rule(symbol(variable), after.length, fuel);
  const body = rule.of(before, after);
  if (body === undefined || !freeSymbols(body).has(variable)) return undefined;
  const upper = after.length === 0 ? constant('infinity') : rule.last(before.length);
  if (upper === undefined) return undefined;
  return { term: { kind, variable, lower: integer(1), upper, body }, certain: before.length >= 3 };
}

/** Finds the general term out of the first ones, and the number of the last. */
class Rule {
  /** For each place where numbers change, which term of the sum the last one is. */
  private readonly counts: Term[] = [];

  constructor(
    private readonly index: Term,
    private readonly afters: number,
    private readonly fuel: Fuel,
  ) {}

  of(before: readonly Term[], after: readonly Term[]): Term | undefined {
    const [first] = before;
    if (first === undefined) return undefined;
    this.fuel.spend(before.length + after.length);
    if ([...before, ...after].every((term) => equalTerms(term, first))) return first;
    const numbers = before.map((term) => (term.kind === 'rational' ? term.value : undefined));
    if (numbers.every((value) => value !== undefined)) return this.progression(numbers, after);
    const all = [...before, ...after];
    switch (first.kind) {
      case 'add':
      case 'multiply': {
        const lists = all.map((term) =>
          term.kind === 'add' && first.kind === 'add'
            ? term.terms
            : term.kind === 'multiply' && first.kind === 'multiply'
              ? term.factors
              : undefined,
        );
        const parts = this.children(lists, before.length);
        return parts && (first.kind === 'add' ? add(parts) : multiply(parts));
      }
      case 'power': {
        const parts = this.children(
          all.map((term) => (term.kind === 'power' ? [term.base, term.exponent] : undefined)),
          before.length,
        );
        const [base, exponent] = parts ?? [];
        return base && exponent && power(base, exponent);
      }
      case 'call': {
        const parts = this.children(
          all.map((term) => (term.kind === 'call' && term.name === first.name ? term.args : undefined)),
          before.length,
        );
        return parts && call(first.name, parts);
      }
      default:
        return undefined;
    }
  }

  /** Part by part, where all terms have as many. */
  private children(lists: readonly (readonly Term[] | undefined)[], before: number): readonly Term[] | undefined {
    const [first] = lists;
    if (!first) return undefined;
    const result: Term[] = [];
    for (const index of first.keys()) {
      const column: Term[] = [];
      for (const list of lists) {
        const part = list?.length === first.length ? list[index] : undefined;
        if (part === undefined) return undefined;
        column.push(part);
      }
      const found = this.of(column.slice(0, before), column.slice(before));
      if (found === undefined) return undefined;
      result.push(found);
    }
    return result;
  }

  private progression(numbers: readonly Rational[], after: readonly Term[]): Term | undefined {
    const [a, b] = numbers;
    if (!a || !b) return undefined;
    const step = b.minus(a);
    const beyond = subtract(this.index, integer(1));
    if (!step.isZero && numbers.every((value, k) => value.equals(a.plus(step.times(Rational.of(k)))))) {
      after.forEach((term, k) =>
        this.counts.push(add([divide(subtract(term, rational(a)), rational(step)), integer(this.afters - k)])),
      );
      return add([rational(a), multiply([rational(step), beyond])]);
    }
    if (numbers.length < 3 || a.isZero) return undefined;
    const ratio = b.dividedBy(a);
    let expected = a;
    for (const value of numbers) {
      if (!value.equals(expected)) return undefined;
      expected = expected.times(ratio);
    }
    for (const [k, term] of after.entries()) {
      const place = this.placeOf(term, a, ratio);
      if (place === undefined) return undefined;
      this.counts.push(integer(place + this.afters - 1 - k));
    }
    return multiply([rational(a), power(rational(ratio), beyond)]);
  }

  /** Which power of the ratio a number is. */
  private placeOf(term: Term, start: Rational, ratio: Rational): number | undefined {
    const value = freeSymbols(term).size === 0 ? rationalValue(term, this.fuel) : undefined;
    if (!value || ratio.isOne || ratio.isZero) return undefined;
    let expected = start;
    for (let place = 1; place <= 200; place++) {
      if (expected.equals(value)) return place;
      this.fuel.spendDigits(expected.size);
      expected = expected.times(ratio);
    }
    return undefined;
  }

  /** The number of the last term, if all places say the same and it is not among the first ones. */
  last(first: number): Term | undefined {
    const [count, ...others] = this.counts;
    if (count === undefined || others.some((other) => difference(count, other, { fuel: this.fuel }).kind !== 'zero'))
      return undefined;
    if (freeSymbols(count).size > 0) return count;
    const value = rationalValue(count, this.fuel);
    return value?.isInteger && value.compare(Rational.of(first + this.afters)) >= 0 ? rational(value) : undefined;
  }
}
