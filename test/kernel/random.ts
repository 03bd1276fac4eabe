import fc from 'fast-check';
import { add, call, constant, integer, multiply, power, rational, symbol } from '../../src/kernel/build';
import { Rational } from '../../src/kernel/rational';
import type { FunctionName, Term } from '../../src/kernel/term';

// The same cases in every run.
fc.configureGlobal({ seed: 1729 });

/** Fractions with small numerators and denominators. */
export const fractions: fc.Arbitrary<Rational> = fc
  .tuple(fc.integer({ min: -12, max: 12 }), fc.integer({ min: 1, max: 6 }))
  .map(([n, d]) => Rational.of(n, d));

/** Fractions of any size. */
export const anyFractions: fc.Arbitrary<Rational> = fc
  .tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.bigInt({ min: 1n, max: 10n ** 20n }))
  .map(([n, d]) => Rational.of(n, d));

export const names: readonly string[] = ['x', 'y', 'z'];

const leaves: fc.Arbitrary<Term> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...names).map(symbol) },
  { weight: 2, arbitrary: fractions.map((value) => rational(value)) },
);

function compound(
  leaf: fc.Arbitrary<Term>,
  more: (inner: fc.Arbitrary<Term>) => readonly fc.Arbitrary<Term>[],
): fc.Arbitrary<Term> {
  return fc.letrec<{ term: Term }>((tie) => {
    const inner = tie('term');
    return {
      term: fc.oneof(
        { maxDepth: 4, depthIdentifier: 'term' },
        leaf,
        fc.array(inner, { minLength: 2, maxLength: 3 }).map((terms) => add(terms)),
        fc.array(inner, { minLength: 2, maxLength: 3 }).map((factors) => multiply(factors)),
        fc.tuple(inner, fc.integer({ min: -2, max: 3 })).map(([base, exponent]) => power(base, integer(exponent))),
        ...more(inner),
      ),
    };
  }).term;
}

/** Sums, products and integer powers of symbols and fractions. */
export const rationalTerms: fc.Arbitrary<Term> = compound(leaves, () => []);

const functions: readonly FunctionName[] = [
  'sin',
  'cos',
  'tan',
  'exp',
  'log',
  'sqrt',
  'abs',
  'sign',
  'floor',
  'arctan',
  'arcsin',
  'sinh',
  'cosh',
  'tanh',
  'arsinh',
];

/** Terms with elementary functions, roots and constants. */
export const realTerms: fc.Arbitrary<Term> = compound(
  fc.oneof(
    { weight: 6, arbitrary: leaves },
    { weight: 1, arbitrary: fc.constantFrom<Term>(constant('pi'), constant('e')) },
  ),
  (inner) => [
    fc.tuple(fc.constantFrom(...functions), inner).map(([name, argument]) => call(name, [argument])),
    fc.tuple(inner, inner).map(([base, exponent]) => power(base, exponent)),
    fc.tuple(inner, fractions).map(([base, exponent]) => power(base, rational(exponent))),
    fc.tuple(inner, fc.integer({ min: 2, max: 5 })).map(([base, degree]) => call('root', [base, integer(degree)])),
    fc.tuple(inner, inner).map((args) => call('max', args)),
    fc.tuple(inner, inner).map((args) => call('mod', args)),
    inner.map((argument) => call('sin', [multiply([constant('pi'), argument])])),
  ],
);

/** Values for the symbols. */
export const points: fc.Arbitrary<ReadonlyMap<string, Rational>> = fc
  .tuple(fractions, fractions, fractions)
  .map((values) => new Map(names.map((name, k) => [name, values[k] ?? Rational.zero])));
