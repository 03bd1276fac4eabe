import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Algebra } from '../../src/kernel/canonical/algebra';
import { absoluteOf } from '../../src/kernel/canonical/absolute';
import type { Quotient } from '../../src/kernel/canonical/atom';
import { raise } from '../../src/kernel/canonical/powers';
import { toTerm } from '../../src/kernel/canonical/write';
import { compileReal } from '../../src/kernel/compile';
import { Fuel } from '../../src/kernel/fuel';
import { symmetricEigenvalues } from '../../src/kernel/jacobi';
import { determinantOf, inverseOf, matrixOf, multiplyMatrices, transposed, type Matrix } from '../../src/kernel/matrix';
import { vectorNorm } from '../../src/kernel/norm';
import { Rational } from '../../src/kernel/rational';
import { singularValues } from '../../src/kernel/spectrum';
import { Tape } from '../../src/kernel/tape';

const entries = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 9, maxLength: 9 });
const names = Array.from({ length: 9 }, (_, k) => `a_${k}`);

/** Numbers that are made of the entries of a matrix with three rows, by all that a program is to record. */
function made(algebra: Algebra, a: Matrix): readonly Quotient[] {
  const gram = multiplyMatrices(algebra, transposed(a), a);
  const p = { exponent: Rational.of(3), mean: false };
  const shifted = algebra.add(vectorNorm(algebra, a.entries, p), algebra.integer(1));
  return [
    ...gram.entries,
    determinantOf(algebra, a),
    vectorNorm(algebra, gram.entries, { exponent: Rational.two, mean: true }),
    algebra.inverse(shifted),
    raise(algebra, shifted, algebra.constant(Rational.of(-1, 2))),
    absoluteOf(algebra, algebra.subtract(determinantOf(algebra, a), algebra.integer(2))),
    ...(singularValues(algebra, a) ?? []),
  ];
}

describe('a tape', () => {
  it('computes in doubles what an algebra of numbers computes exactly', () => {
    fc.assert(
      fc.property(entries, (values) => {
        const exact = new Algebra(new Fuel(10_000_000), {}, false);
        const tape = new Tape(new Fuel(10_000_000), {}, false);
        const numbers = made(
          exact,
          matrixOf(3, 3, (i, j) => exact.integer(values[3 * i + j] ?? 0)),
        );
        const recorded = made(
          tape,
          matrixOf(3, 3, (i, j) => tape.fromAtom(tape.symbol(names[3 * i + j] ?? ''))),
        );
        const found = tape.compile(recorded, names)(Float64Array.from(values));
        expect(found.length).toBe(numbers.length);
        for (const [k, value] of numbers.entries()) {
          const expected = compileReal(toTerm(exact, value), [], new Fuel(1_000_000))(new Float64Array());
          expect(Math.abs((found[k] ?? NaN) - expected)).toBeLessThan(1e-5 * (1 + Math.abs(expected)));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('inverts matrices, and has no value where there is none', () => {
    const tape = new Tape(new Fuel(1_000_000), {}, false);
    const inverse = inverseOf(
      tape,
      matrixOf(2, 2, (i, j) => tape.fromAtom(tape.symbol(names[2 * i + j] ?? ''))),
    );
    const program = tape.compile(inverse.entries, names);
    expect([...program(Float64Array.of(2, 1, 1, 1, 0, 0, 0, 0, 0))]).toEqual([1, -1, -1, 2]);
    expect([...program(Float64Array.of(1, 1, 1, 1, 0, 0, 0, 0, 0))].every(Number.isNaN)).toBe(true);
  });
});

describe('the eigenvalues of a symmetric matrix in doubles', () => {
  it('have the sum and the sum of squares that its trace and its entries tell', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 5 }),
        fc.infiniteStream(fc.integer({ min: -9, max: 9 })),
        (size, stream) => {
          const a = new Float64Array(size * size);
          for (let i = 0; i < size; i++)
            for (let j = 0; j <= i; j++) a[i * size + j] = a[j * size + i] = Number(stream.next().value);
          const found = new Float64Array(size);
          symmetricEigenvalues(size, false)(a, found);
          const trace = Array.from({ length: size }, (_, k) => a[k * size + k] ?? NaN).reduce((x, y) => x + y, 0);
          expect(found.reduce((x, y) => x + y, 0)).toBeCloseTo(trace, 8);
          expect(found.reduce((x, y) => x + y * y, 0)).toBeCloseTo(
            a.reduce((x, y) => x + y * y, 0),
            7,
          );
          expect([...found]).toEqual([...found].sort((x, y) => y - x));
        },
      ),
      { numRuns: 60 },
    );
  });
});
