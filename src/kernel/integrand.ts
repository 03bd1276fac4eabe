import { add, call, multiply, one, power, rational } from './build';
import { Rational } from './rational';
import { childrenOf, freeSymbols } from './structure';
import type { Term } from './term';

/** One product of the canonical form: a factor free of the variable, a power of it, and the rest. */
export interface Part {
  readonly constant: Term;
  readonly exponent: Rational;
  readonly others: readonly Factor[];
}
export interface Factor {
  readonly base: Term;
  readonly exponent: Term;
}

/** The summands of a canonical form, a sum above the line multiplied out. */
export function expanded(term: Term): readonly Term[] {
  if (term.kind === 'add') return term.terms;
  if (term.kind !== 'multiply') return [term];
  const sum = term.factors.find((factor) => factor.kind === 'add');
  if (sum?.kind !== 'add') return [term];
  const rest = term.factors.filter((factor) => factor !== sum);
  return sum.terms.map((part) => multiply([part, ...rest]));
}

export function partOf(term: Term, x: string): Part {
  const constant: Term[] = [];
  const others: Factor[] = [];
  let exponent = Rational.zero;
  for (const factor of term.kind === 'multiply' ? term.factors : [term]) {
    if (!freeSymbols(factor).has(x)) {
      constant.push(factor);
      continue;
    }
    const { base, exponent: raised } = factor.kind === 'power' ? factor : { base: factor, exponent: one };
    if (base.kind === 'symbol' && raised.kind === 'rational') exponent = exponent.plus(raised.value);
    else others.push({ base, exponent: raised });
  }
  return { constant: multiply(constant), exponent, others };
}

export function toTerm({ base, exponent }: Factor): Term {
  return exponent.kind === 'rational' && exponent.value.isOne ? base : power(base, exponent);
}

/** What may be substituted: arguments, bases and exponents with x in them, the inner ones last. */
export function innerTerms(term: Term, x: string): readonly Term[] {
  const found: Term[] = [];
  const visit = (part: Term, depth: number): void => {
    if (depth > 6 || !freeSymbols(part).has(x)) return;
    if (depth > 0 && part.kind !== 'symbol' && part.kind !== 'multiply') found.push(part);
    else if (depth > 1 && part.kind === 'multiply') found.push(part);
    for (const child of childrenOf(part)) visit(child, depth + 1);
  };
  visit(term, 0);
  return found.filter((part) => part.kind !== 'symbol');
}

/** Puts `by` in place of each occurrence of a canonical term, also inside its powers. */
export function replaced(term: Term, what: Term, by: Term): Term {
  const key = shape(what);
  const squared = what.kind === 'power' && what.exponent.kind === 'rational' ? what : undefined;
  const visit = (part: Term): Term => {
    if (shape(part) === key) return by;
    if (
      squared?.exponent.kind === 'rational' &&
      part.kind === 'power' &&
      part.exponent.kind === 'rational' &&
      shape(part.base) === shape(squared.base)
    ) {
      const ratio = part.exponent.value.dividedBy(squared.exponent.value);
      if (ratio.isInteger) return power(by, rational(ratio));
    }
    switch (part.kind) {
      case 'add':
        return add(part.terms.map(visit));
      case 'multiply':
        return multiply(part.factors.map(visit));
      case 'power':
        return power(visit(part.base), visit(part.exponent));
      case 'call':
        return call(part.name, part.args.map(visit));
      default:
        return part;
    }
  };
  return visit(term);
}

function shape(term: Term): string {
  switch (term.kind) {
    case 'rational':
      return term.value.toString();
    case 'symbol':
    case 'constant':
      return term.name;
    case 'add':
    case 'multiply':
    case 'power':
    case 'call':
      return `(${term.kind === 'call' ? term.name : term.kind} ${childrenOf(term).map(shape).join(' ')})`;
    default:
      return `{${term.kind} ${childrenOf(term).map(shape).join(' ')}}`;
  }
}

export function isZero(term: Term): boolean {
  return term.kind === 'rational' && term.value.isZero;
}
