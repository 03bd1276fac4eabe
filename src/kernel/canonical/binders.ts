import { freeSymbols, substitute } from '../structure';
import { rational, symbol } from '../build';
import { atomsOf, monomialOf, type Polynomial } from '../polynomial';
import { Rational } from '../rational';
import type { Condition, IntegralTerm, LimitTerm, PiecewiseTerm, SumTerm, Term } from '../term';
import { holds } from '../exact';
import type { Algebra } from './algebra';
import type { Atom, AtomForm, Quotient } from './atom';
import { NoValue, oneQuotient, zeroQuotient } from './field';
import { read } from './read';
import { signOf } from './sign';
import { toTerm } from './write';

/** As many terms as a sum with numbers as limits is written out to. */
const mostTerms = 200n;

/** Sums: written out where short, otherwise split by terms, with what does not depend on the index before the sign. */
export function readRange(algebra: Algebra, term: SumTerm): Quotient {
  const lower = isInfinite(term.lower) ? undefined : read(algebra, term.lower);
  const upper = isInfinite(term.upper) ? undefined : read(algebra, term.upper);
  const first = lower && algebra.constantValue(lower);
  const last = upper && algebra.constantValue(upper);
  if (first?.isInteger === true && last?.isInteger === true && last.numerator - first.numerator < mostTerms) {
    return writtenOut(algebra, term, first.numerator, last.numerator);
  }
  const index = boundName(algebra, term, first);
  const body = inBinder(algebra, () => read(algebra, renamed(term.body, term.variable, index)));
  const limits = `${lower ? algebra.key(lower) : term.lower.kind} .. ${upper ? algebra.key(upper) : 'infinity'}`;
  const atom = (part: Quotient): Quotient => {
    const made = algebra.intern(`${term.kind} ${index} ${limits} of ${algebra.key(part)}`, () => ({
      term: {
        kind: term.kind,
        variable: term.variable,
        lower: lower ? toTerm(algebra, lower) : term.lower,
        upper: upper ? toTerm(algebra, upper) : term.upper,
        body: substitute(toTerm(algebra, part), new Map([[index, symbol(term.variable)]])),
      },
      sign: algebra.imaginary ? 'complex' : 'real',
      integer: false,
      form: { kind: 'other' },
    }));
    return algebra.fromAtom(made);
  };
  if (term.kind === 'product') return atom(body);
  const count = lower && upper ? algebra.add(algebra.subtract(upper, lower), oneQuotient) : undefined;
  return linearly(algebra, body, index, (part) => (algebra.isOne(part) && count ? count : atom(part)));
}

function writtenOut(algebra: Algebra, term: SumTerm, first: bigint, last: bigint): Quotient {
  algebra.fuel.spend(Math.max(0, Number(last - first)));
  let result: Quotient = term.kind === 'sum' ? zeroQuotient : oneQuotient;
  for (let k = first; k <= last; k += 1n) {
    const value = read(algebra, substitute(term.body, new Map([[term.variable, rational(k)]])));
    result = term.kind === 'sum' ? algebra.add(result, value) : algebra.multiply(result, value);
  }
  return result;
}

/** Applies a linear operator term by term; factors free of `index` stay outside. */
function linearly(algebra: Algebra, body: Quotient, index: string, of: (part: Quotient) => Quotient): Quotient {
  let total: Quotient = zeroQuotient;
  let outsideBelow: Quotient = oneQuotient;
  const inside = new Map(body.denominator);
  for (const [key, { base, exponent }] of body.denominator) {
    if (dependsOn(algebra, base, index)) continue;
    outsideBelow = algebra.multiply(outsideBelow, algebra.power(algebra.fromPolynomial(base), exponent));
    inside.delete(key);
  }
  for (const { coefficient, monomial } of body.numerator.values()) {
    const bound = monomial.powers.filter(({ atom }) => atomDependsOn(algebra.atom(atom), index));
    const free = monomial.powers.filter((power) => !bound.includes(power));
    const unit = algebra.fromTerm(Rational.one, monomialOf(bound));
    const part = of({ numerator: unit.numerator, denominator: inside });
    total = algebra.add(total, algebra.multiply(algebra.fromTerm(coefficient, monomialOf(free)), part));
  }
  return algebra.isOne(outsideBelow) ? total : algebra.divide(total, outsideBelow);
}

function dependsOn(algebra: Algebra, polynomial: Polynomial, name: string): boolean {
  return atomsOf(polynomial).some((index) => atomDependsOn(algebra.atom(index), name));
}

function atomDependsOn(atom: Atom, name: string): boolean {
  const form: AtomForm = atom.form;
  if (form.kind === 'symbol') return form.name === name;
  return freeSymbols(atom.term).has(name);
}

function isInfinite(term: Term): boolean {
  return (
    (term.kind === 'constant' && term.name === 'infinity') ||
    (term.kind === 'multiply' && term.factors.length === 2 && term.factors.some(isInfinite))
  );
}

/** Bound variables are named by how many binders stand inside theirs, so that equal sums have equal keys whatever their index is called. */
function boundName(algebra: Algebra, term: SumTerm | IntegralTerm | LimitTerm, first?: Rational): string {
  const height = heightOf(term.body, 0) + 1;
  if (term.kind === 'sum' || term.kind === 'product') {
    const sign = first === undefined ? 'z' : first.sign > 0 ? 'p' : first.isZero ? 'n' : 'z';
    const name = `#${sign}${height}`;
    if (sign === 'p') algebra.positiveNames.add(name);
    if (sign === 'n') algebra.nonnegativeNames.add(name);
    algebra.integerNames.add(name);
    return name;
  }
  return `#r${height}`;
}

function heightOf(term: Term, depth: number): number {
  if (depth > 500) return 500;
  switch (term.kind) {
    case 'rational':
    case 'constant':
    case 'symbol':
      return 0;
    case 'add':
      return Math.max(0, ...term.terms.map((part) => heightOf(part, depth + 1)));
    case 'multiply':
      return Math.max(0, ...term.factors.map((part) => heightOf(part, depth + 1)));
    case 'power':
      return Math.max(heightOf(term.base, depth + 1), heightOf(term.exponent, depth + 1));
    case 'call':
    case 'apply':
      return Math.max(0, ...term.args.map((part) => heightOf(part, depth + 1)));
    case 'sum':
    case 'product':
    case 'integral':
    case 'limit':
      return 1 + heightOf(term.body, depth + 1);
    case 'derivative':
      return heightOf(term.body, depth + 1);
    case 'piecewise':
      return Math.max(0, ...term.rows.map(({ value }) => heightOf(value, depth + 1)));
  }
}

function renamed(body: Term, from: string, to: string): Term {
  return substitute(body, new Map([[from, symbol(to)]]));
}

/** Conditions on bound variables are nobody's business outside. */
function inBinder<T>(algebra: Algebra, work: () => T): T {
  const before = algebra.conditions.length;
  try {
    return work();
  } finally {
    algebra.conditions.length = before;
  }
}

/** Integrals: linear, with what does not depend on the variable before the sign. Nothing is integrated here. */
export function readIntegral(algebra: Algebra, term: IntegralTerm): Quotient {
  const definite = term.lower !== undefined && term.upper !== undefined;
  const name = definite ? boundName(algebra, term) : term.variable;
  const body = inBinder(algebra, () => read(algebra, definite ? renamed(term.body, term.variable, name) : term.body));
  const limit = (at: Term | undefined): { readonly key: string; readonly term: Term | undefined } => {
    if (at === undefined || isInfinite(at)) return { key: at === undefined ? '' : infinityKey(at), term: at };
    const value = read(algebra, at);
    return { key: algebra.key(value), term: toTerm(algebra, value) };
  };
  const lower = limit(term.lower);
  const upper = limit(term.upper);
  if (definite && lower.key === upper.key) return zeroQuotient;
  return linearly(algebra, body, name, (part) => {
    const key = `integral ${name} ${lower.key} .. ${upper.key} of ${algebra.key(part)}`;
    const made = algebra.intern(key, () => ({
      term: {
        kind: 'integral',
        variable: term.variable,
        ...(lower.term && upper.term ? { lower: lower.term, upper: upper.term } : {}),
        body: definite ? renamed(toTerm(algebra, part), name, term.variable) : toTerm(algebra, part),
      },
      sign: algebra.imaginary ? 'complex' : 'real',
      integer: false,
      form: { kind: 'other' },
    }));
    return algebra.fromAtom(made);
  });
}

function infinityKey(term: Term): string {
  return term.kind === 'constant' ? '+infinity' : '-infinity';
}

/** Limits are linear only where the parts exist: each stays one atom. */
export function readLimit(algebra: Algebra, term: LimitTerm): Quotient {
  const name = boundName(algebra, term);
  const target = isInfinite(term.target) ? undefined : read(algebra, term.target);
  const body = inBinder(algebra, () => read(algebra, renamed(term.body, term.variable, name)));
  const at = target ? algebra.key(target) : infinityKey(term.target);
  const atom = algebra.intern(`limit ${name} ${at} ${term.side ?? ''} of ${algebra.key(body)}`, () => ({
    term,
    sign: algebra.imaginary ? 'complex' : 'real',
    integer: false,
    form: { kind: 'other' },
  }));
  return algebra.fromAtom(atom);
}

/** Cases whose conditions are decided go; the rest is one atom. */
export function readPiecewise(algebra: Algebra, term: PiecewiseTerm): Quotient {
  const parts: string[] = [];
  const rows: { value: Term; condition?: Condition }[] = [];
  for (const { value, condition } of term.rows) {
    const truth = condition === undefined ? true : decided(algebra, condition);
    if (truth === false) continue;
    const canonicalValue = inBinder(algebra, () => read(algebra, value));
    if (truth === true && parts.length === 0) return canonicalValue;
    if (condition === undefined || truth === true) {
      parts.push(`otherwise ${algebra.key(canonicalValue)}`);
      rows.push({ value: toTerm(algebra, canonicalValue) });
      break;
    }
    const difference = algebra.subtract(read(algebra, condition.left), read(algebra, condition.right));
    parts.push(`${algebra.key(difference)} ${condition.relation} 0: ${algebra.key(canonicalValue)}`);
    rows.push({ value: toTerm(algebra, canonicalValue), condition });
  }
  if (parts.length === 0) throw new NoValue('no case applies');
  const atom = algebra.intern(`cases ${parts.join('; ')}`, () => ({
    term: { kind: 'piecewise', rows },
    sign: algebra.imaginary ? 'complex' : 'real',
    integer: false,
    form: { kind: 'other' },
  }));
  return algebra.fromAtom(atom);
}

function decided(algebra: Algebra, { left, relation, right }: Condition): boolean | undefined {
  const difference = algebra.subtract(read(algebra, left), read(algebra, right));
  const value = algebra.constantValue(difference);
  if (value !== undefined) return holds(relation, value.sign);
  switch (signOf(algebra, difference)) {
    case 'zero':
      return holds(relation, 0);
    case 'positive':
      return holds(relation, 1);
    case 'negative':
      return holds(relation, -1);
    case 'nonnegative':
      return relation === '>=' ? true : relation === '<' ? false : undefined;
    case 'nonpositive':
      return relation === '<=' ? true : relation === '>' ? false : undefined;
    case 'real':
    case 'complex':
      return undefined;
  }
}
