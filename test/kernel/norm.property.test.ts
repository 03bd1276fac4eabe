import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Algebra } from '../../src/kernel/canonical/algebra';
import type { Quotient } from '../../src/kernel/canonical/atom';
import { toTerm } from '../../src/kernel/canonical/write';
import { compileReal } from '../../src/kernel/compile';
import { Fuel } from '../../src/kernel/fuel';
import { combineEntries, matrixOf, multiplyMatrices, transposed, type Matrix } from '../../src/kernel/matrix';
import { conjugate, inducedNorm, vectorNorm, type Exponent } from '../../src/kernel/norm';
import { Rational } from '../../src/kernel/rational';
import { eigenvalues, rankOf, singularValues, sumOfSingularValues } from '../../src/kernel/spectrum';

function fresh(): Algebra {
  return new Algebra(new Fuel(10_000_000), {}, false);
}

function number(algebra: Algebra, value: Quotient | undefined): number {
  if (!value) throw new Error('no value');
  return compileReal(toTerm(algebra, value), [], new Fuel(1_000_000))(new Float64Array());
}

const entry = fc.integer({ min: -5, max: 5 });
const side = fc.integer({ min: 1, max: 3 });
const sized = (rows: number, columns: number): fc.Arbitrary<Matrix> =>
  fc
    .array(entry, { minLength: rows * columns, maxLength: rows * columns })
    .map((entries) => matrixOf(rows, columns, (i, j) => integer(entries[i * columns + j] ?? 0)));
const integer = (value: number): Quotient => fresh().integer(value);
const matrix = fc.tuple(side, side).chain(([rows, columns]) => sized(rows, columns));
const exponents: readonly Exponent[] = [Rational.one, Rational.of(3, 2), Rational.two, Rational.of(3), 'infinity'];
const exponent = fc.constantFrom(...exponents);
const near = 1e-9;

function length(algebra: Algebra, vector: Matrix, p: Exponent): number {
  return number(algebra, vectorNorm(algebra, vector.entries, { exponent: p, mean: false }));
}

function induced(algebra: Algebra, a: Matrix, p: Exponent, q: Exponent): number | undefined {
  const norm = inducedNorm(algebra, a, { exponent: p, mean: false }, { exponent: q, mean: false });
  return norm && number(algebra, norm);
}

describe('norms of vectors', () => {
  const pair = fc.integer({ min: 1, max: 4 }).chain((n) => fc.tuple(sized(n, 1), sized(n, 1)));

  it('are subadditive, scale with numbers and vanish at zero only', () => {
    fc.assert(
      fc.property(pair, exponent, entry, ([x, y], p, c) => {
        const algebra = fresh();
        const sum = combineEntries(x, y, (a, b) => algebra.add(a, b));
        const scaled = { ...x, entries: x.entries.map((e) => algebra.scale(e, Rational.of(c))) };
        expect(length(algebra, sum, p)).toBeLessThanOrEqual(length(algebra, x, p) + length(algebra, y, p) + near);
        expect(length(algebra, scaled, p)).toBeCloseTo(Math.abs(c) * length(algebra, x, p), 8);
        expect(length(algebra, x, p) === 0).toBe(x.entries.every((e) => e.numerator.size === 0));
      }),
      { numRuns: 60 },
    );
  });

  it('obey the inequality of Hölder, and fall as p grows', () => {
    fc.assert(
      fc.property(pair, exponent, ([x, y], p) => {
        const algebra = fresh();
        const product = number(algebra, multiplyMatrices(algebra, transposed(x), y).entries[0]);
        expect(Math.abs(product)).toBeLessThanOrEqual(length(algebra, x, p) * length(algebra, y, conjugate(p)) + near);
        const lengths = exponents.map((q) => length(algebra, x, q));
        for (const [k, value] of lengths.entries())
          expect(value).toBeLessThanOrEqual((lengths[k - 1] ?? Infinity) + near);
      }),
      { numRuns: 60 },
    );
  });
});

describe('norms of matrices', () => {
  it('an operator norm bounds every image, and is attained where it runs over corners', () => {
    fc.assert(
      fc.property(
        matrix.chain((a) => fc.tuple(fc.constant(a), sized(a.columns, 1))),
        exponent,
        exponent,
        ([a, x], p, q) => {
          const algebra = fresh();
          const norm = induced(algebra, a, p, q);
          if (norm === undefined) return;
          const image = length(algebra, multiplyMatrices(algebra, a, x), q);
          expect(image).toBeLessThanOrEqual(norm * length(algebra, x, p) + near);
          if (p !== 'infinity' && !p.isOne) return;
          const corners =
            p === 'infinity'
              ? Array.from({ length: 2 ** a.columns }, (_, bits) =>
                  matrixOf(a.columns, 1, (i) => integer((bits >> i) % 2 === 0 ? 1 : -1)),
                )
              : Array.from({ length: a.columns }, (_, k) => matrixOf(a.columns, 1, (i) => integer(i === k ? 1 : 0)));
          const best = Math.max(...corners.map((c) => length(algebra, multiplyMatrices(algebra, a, c), q)));
          expect(best).toBeCloseTo(norm, 8);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('singular values: their squares sum to those of the entries, their product is that of the determinant, and rank counts them', () => {
    fc.assert(
      fc.property(matrix, (a) => {
        const algebra = fresh();
        const values = (singularValues(algebra, a) ?? []).map((value) => number(algebra, value));
        const squares = values.reduce((sum, value) => sum + value * value, 0);
        expect(squares).toBeCloseTo(length(algebra, a, Rational.two) ** 2, 6);
        expect([...values].sort((x, y) => y - x)).toEqual(values);
        expect(values[0]).toBeCloseTo(induced(algebra, a, Rational.two, Rational.two) ?? NaN, 8);
        expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(
          number(algebra, sumOfSingularValues(algebra, a)),
          6,
        );
        expect(values.filter((value) => value > 1e-6)).toHaveLength(rankOf(algebra, a) ?? -1);
      }),
      { numRuns: 100 },
    );
  });

  it('lie between one another: spectral, Frobenius, nuclear, and the root of the rank times them', () => {
    fc.assert(
      fc.property(matrix, (a) => {
        const algebra = fresh();
        const rank = rankOf(algebra, a) ?? 0;
        const spectral = induced(algebra, a, Rational.two, Rational.two) ?? NaN;
        const frobenius = length(algebra, a, Rational.two);
        const nuclear = number(algebra, sumOfSingularValues(algebra, a));
        expect(spectral).toBeLessThanOrEqual(frobenius + near);
        expect(frobenius).toBeLessThanOrEqual(Math.min(nuclear, Math.sqrt(rank) * spectral) + near);
        expect(nuclear).toBeLessThanOrEqual(Math.sqrt(rank) * frobenius + near);
        const bound = Math.sqrt(
          (induced(algebra, a, Rational.one, Rational.one) ?? NaN) *
            (induced(algebra, a, 'infinity', 'infinity') ?? NaN),
        );
        expect(spectral).toBeLessThanOrEqual(bound + near);
      }),
      { numRuns: 60 },
    );
  });

  it('ranks of sums and products are at most what they can be', () => {
    fc.assert(
      fc.property(
        fc.tuple(side, side, side).chain(([m, n, k]) => fc.tuple(sized(m, n), sized(m, n), sized(n, k))),
        ([a, b, c]) => {
          const algebra = fresh();
          const rank = (x: Matrix): number => rankOf(algebra, x) ?? NaN;
          expect(rank(combineEntries(a, b, (x, y) => algebra.add(x, y)))).toBeLessThanOrEqual(rank(a) + rank(b));
          expect(rank(multiplyMatrices(algebra, a, c))).toBeLessThanOrEqual(Math.min(rank(a), rank(c)));
          expect(rank(multiplyMatrices(algebra, transposed(a), a))).toBe(rank(a));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('eigenvalues of a symmetric matrix are its roots, also where two agree or one is zero', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }).chain((n) => sized(n, n)),
        fc.boolean(),
        (b, gram) => {
          const algebra = fresh();
          const a = gram
            ? multiplyMatrices(algebra, b, transposed(b))
            : combineEntries(b, transposed(b), (x, y) => algebra.add(x, y));
          const values = (eigenvalues(algebra, a) ?? []).map((value) => number(algebra, value));
          expect(values).toHaveLength(a.rows);
          const powers = [1, 2, 3].map((k) => values.reduce((sum, value) => sum + value ** k, 0));
          let power = a;
          for (const expected of powers) {
            let trace = 0;
            for (let i = 0; i < a.rows; i++) trace += number(algebra, power.entries[i * a.rows + i]);
            expect(expected).toBeCloseTo(trace, 5);
            power = multiplyMatrices(algebra, power, a);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
