import { add, multiply, rational, subtract, symbol } from '../kernel/build';
import { difference } from '../kernel/canonical';
import { Fuel, OutOfFuel } from '../kernel/fuel';
import { freeSymbols, substitute } from '../kernel/structure';
import type { Term } from '../kernel/term';
import { isVector, type Compound } from '../model/compound';

/**
 * A sum of multiples of the three unit vectors as what has entries, beside a vector of three entries.
 *
 *     \mathbf{a} \times \mathbf{b} = 2\mathbf{i} - \mathbf{k}
 *                                    ^^^^^^^^^^^^^^^^^^^^^^^^ (2, 0, -1)
 *
 * So is a determinant whose first row they are. Anything else stays as it is.
 */
export function inUnitVectors(value: Compound, other: Compound): Compound {
  if (value.kind !== 'number' || other.kind !== 'array' || !isVector(other) || other.entries.length !== 3) return value;
  const { term } = value;
  const free = freeSymbols(term);
  const units = dresses.map(unitsIn).find((names) => names.some((name) => free.has(name)));
  if (!units) return value;
  const entries = units.map((unit) =>
    substitute(term, new Map(units.map((name) => [name, rational(name === unit ? 1n : 0n)]))),
  );
  const sum = add(units.map((unit, k) => multiply([entries[k] ?? rational(0n), symbol(unit)])));
  if (!isZero(subtract(term, sum))) return value;
  return { ...other, brackets: undefined, entries: entries.map((entry) => ({ term: entry, node: undefined })) };
}

function isZero(term: Term): boolean {
  try {
    return difference(term, rational(0n), { fuel: new Fuel(5_000) }).kind === 'zero';
  } catch (error) {
    if (error instanceof OutOfFuel) return false;
    throw error;
  }
}

/** How the letters of unit vectors are set: `x` stands for the letter. */
const dresses: readonly string[] = ['\\mathbf{x}', '\\hat{x}', '\\vec{x}', '\\boldsymbol{x}', '\\hat{\\mathbf{x}}'];

function unitsIn(dress: string): readonly string[] {
  return ['i', 'j', 'k'].map((letter) => dress.replace('x', () => letter));
}
