import fc from 'fast-check';

/** Expressions as a student writes them, with values by doubles that owe nothing to the program: what it says is held against these. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'sum'; readonly terms: readonly Expression[] }
  | { readonly kind: 'product'; readonly factors: readonly Expression[] }
  | { readonly kind: 'quotient'; readonly above: Expression; readonly below: Expression }
  | { readonly kind: 'power'; readonly base: Expression; readonly exponent: number }
  | { readonly kind: 'call'; readonly name: 'sqrt' | 'abs' | 'sin' | 'cos' | 'ln'; readonly of: Expression };

export type Values = ReadonlyMap<string, number>;

export const number = (value: number): Expression => ({ kind: 'number', value });
export const named = (name: string): Expression => ({ kind: 'symbol', name });
export const sum = (...terms: readonly Expression[]): Expression => ({ kind: 'sum', terms });
export const times = (...factors: readonly Expression[]): Expression => ({ kind: 'product', factors });
export const over = (above: Expression, below: Expression): Expression => ({ kind: 'quotient', above, below });
export const raised = (base: Expression, exponent: number): Expression => ({ kind: 'power', base, exponent });
export const minus = (e: Expression): Expression => times(number(-1), e);

/** The value; not a finite number where there is none. */
export function value(e: Expression, values: Values): number {
  switch (e.kind) {
    case 'number':
      return e.value;
    case 'symbol':
      return values.get(e.name) ?? NaN;
    case 'sum':
      return e.terms.reduce((total, term) => total + value(term, values), 0);
    case 'product':
      return e.factors.reduce((total, factor) => total * value(factor, values), 1);
    case 'quotient':
      return value(e.above, values) / value(e.below, values);
    case 'power':
      return value(e.base, values) ** e.exponent;
    case 'call': {
      const of = value(e.of, values);
      return { sqrt: Math.sqrt, abs: Math.abs, sin: Math.sin, cos: Math.cos, ln: Math.log }[e.name](of);
    }
  }
}

/** The largest number that turns up on the way to a value: how much of it rounding may spoil. */
export function extent(e: Expression, values: Values): number {
  const own = Math.abs(value(e, values));
  return parts(e).reduce((most, part) => Math.max(most, extent(part, values)), own);
}

export function parts(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case 'number':
    case 'symbol':
      return [];
    case 'sum':
      return e.terms;
    case 'product':
      return e.factors;
    case 'quotient':
      return [e.above, e.below];
    case 'power':
      return [e.base];
    case 'call':
      return [e.of];
  }
}

export function latex(e: Expression): string {
  switch (e.kind) {
    case 'number':
      return String(e.value);
    case 'symbol':
      return e.name;
    case 'sum':
      return e.terms.map((term, k) => (k === 0 ? latex(term) : signed(term))).join('');
    case 'product': {
      const [first, ...rest] = e.factors;
      if (first?.kind === 'number' && first.value === -1 && rest.length > 0) return `-${rest.map(factor).join(' ')}`;
      return e.factors.map((f, k) => (k > 0 && f.kind === 'number' ? `\\cdot ${factor(f)}` : factor(f))).join(' ');
    }
    case 'quotient':
      return `\\frac{${latex(e.above)}}{${latex(e.below)}}`;
    case 'power':
      return `${e.base.kind === 'symbol' ? e.base.name : `(${latex(e.base)})`}^{${e.exponent}}`;
    case 'call':
      switch (e.name) {
        case 'sqrt':
          return `\\sqrt{${latex(e.of)}}`;
        case 'abs':
          return `\\left|${latex(e.of)}\\right|`;
        case 'sin':
        case 'cos':
        case 'ln':
          return `\\${e.name}(${latex(e.of)})`;
      }
  }
}

function signed(term: Expression): string {
  const text = latex(term);
  return text.startsWith('-') ? ` - ${text.slice(1)}` : ` + ${text}`;
}

function factor(e: Expression): string {
  const text = latex(e);
  return e.kind === 'sum' || e.kind === 'product' || text.startsWith('-') ? `(${text})` : text;
}

export function symbolsOf(e: Expression): ReadonlySet<string> {
  return e.kind === 'symbol' ? new Set([e.name]) : new Set(parts(e).flatMap((part) => [...symbolsOf(part)]));
}

/** The same expression with one part replaced; `at` counts parts in the order of reading. */
function rewritten(e: Expression, at: number, change: (part: Expression) => Expression): Expression {
  let left = at;
  const visit = (part: Expression): Expression => {
    if (left-- === 0) return change(part);
    switch (part.kind) {
      case 'number':
      case 'symbol':
        return part;
      case 'sum':
        return { ...part, terms: part.terms.map(visit) };
      case 'product':
        return { ...part, factors: part.factors.map(visit) };
      case 'quotient':
        return { ...part, above: visit(part.above), below: visit(part.below) };
      case 'power':
        return { ...part, base: visit(part.base) };
      case 'call':
        return { ...part, of: visit(part.of) };
    }
  };
  return visit(e);
}

function size(e: Expression): number {
  return parts(e).reduce((total, part) => total + size(part), 1);
}

const names = ['a', 'b', 'x', 'y'] as const;

export const expressions: fc.Arbitrary<Expression> = fc.letrec<{ e: Expression }>((tie) => ({
  e: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 3, arbitrary: fc.constantFrom(...names).map(named) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 9 }).map(number) },
    { weight: 4, arbitrary: fc.array(tie('e'), { minLength: 2, maxLength: 3 }).map((terms) => sum(...terms)) },
    { weight: 4, arbitrary: fc.array(tie('e'), { minLength: 2, maxLength: 3 }).map((factors) => times(...factors)) },
    { weight: 2, arbitrary: fc.tuple(tie('e'), tie('e')).map(([above, below]) => over(above, below)) },
    { weight: 3, arbitrary: fc.tuple(tie('e'), fc.integer({ min: 2, max: 3 })).map(([e, n]) => raised(e, n)) },
    { weight: 2, arbitrary: tie('e').map(minus) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom('sqrt' as const, 'abs' as const, 'sin' as const, 'cos' as const, 'ln' as const),
          tie('e'),
        )
        .map(([name, of]): Expression => ({ kind: 'call', name, of })),
    },
  ),
})).e;

/** What a student does to a part of an expression: first what is right, then what is wrong or holds only sometimes. */
const moves: readonly ((e: Expression) => Expression)[] = [
  (e) => (e.kind === 'sum' ? sum(...[...e.terms].reverse()) : e),
  (e) => (e.kind === 'product' ? times(...[...e.factors].reverse()) : e),
  (e) => {
    const [a, b] = e.kind === 'product' ? e.factors : [];
    return e.kind === 'product' && e.factors.length === 2 && a && b?.kind === 'sum'
      ? sum(...b.terms.map((term) => times(a, term)))
      : e;
  },
  (e) => {
    const [a, b] = e.kind === 'power' && e.base.kind === 'sum' && e.exponent === 2 ? e.base.terms : [];
    return e.kind === 'power' && e.base.kind === 'sum' && e.base.terms.length === 2 && a && b
      ? sum(raised(a, 2), times(number(2), a, b), raised(b, 2))
      : e;
  },
  (e) =>
    e.kind === 'quotient' && e.above.kind === 'sum' ? sum(...e.above.terms.map((term) => over(term, e.below))) : e,
  (e) => (e.kind === 'power' ? times(...Array.from({ length: e.exponent }, () => e.base)) : e),
  (e) => (e.kind === 'quotient' ? times(e.above, over(number(1), e.below)) : e),
  (e) => (e.kind === 'number' ? sum(number(e.value + 2), number(-2)) : e),
  // Wrong, or right under a condition:
  (e) =>
    e.kind === 'power' && e.base.kind === 'sum' ? sum(...e.base.terms.map((term) => raised(term, e.exponent))) : e,
  (e) => (e.kind === 'number' ? number(e.value + 1) : e),
  (e) => (e.kind === 'call' && e.name === 'abs' ? e.of : e),
  (e) => (e.kind === 'symbol' ? { kind: 'call', name: 'sqrt', of: raised(e, 2) } : e),
  (e) => (e.kind === 'sum' ? sum(...e.terms.map((term, k) => (k === 1 ? minus(term) : term))) : e),
  (e) => (e.kind === 'quotient' ? over(e.below, e.above) : e),
  (e) => {
    const [a, b] = e.kind === 'call' && e.of.kind === 'product' ? e.of.factors : [];
    return e.kind === 'call' && e.name === 'ln' && e.of.kind === 'product' && e.of.factors.length === 2 && a && b
      ? sum({ ...e, of: a }, { ...e, of: b })
      : e;
  },
];

/** One change somewhere: the first that applies, looking from a given place and move on. */
export function changed(e: Expression, place: number, move: number): Expression {
  const before = latex(e);
  for (let m = 0; m < moves.length; m++) {
    const change = moves[(move + m) % moves.length];
    for (let k = 0; change && k < size(e); k++) {
      const after = rewritten(e, (place + k) % size(e), change);
      if (latex(after) !== before) return after;
    }
  }
  return e;
}
