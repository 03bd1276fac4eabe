import type { Algebra } from '../../kernel/canonical/algebra';
import type { Quotient } from '../../kernel/canonical/atom';
import { Rational } from '../../kernel/rational';
import { Seeded } from '../seeded';
import type { EntrySign } from './instance';
import type { Outcomes } from './outcomes';

/** A letter of which no law is known, and the sign of its values. */
export interface Unnamed {
  readonly key: string;
  readonly sign: EntrySign;
  /** Its mean is zero. */
  readonly centred: boolean;
}

/** Laws of small support, the first ones the simplest: a few whole numbers with simple probabilities. */
export function inventOutcomes(
  algebra: Algebra,
  letters: readonly Unnamed[],
  { variant, independent, wanted }: Invention,
): Outcomes {
  const random = new Seeded(`outcomes ${letters.map(({ key }) => key).join(' ')} ${variant}`);
  const made =
    independent && letters.length > 1
      ? product(algebra, letters, { variant, random, wanted })
      : jointly(algebra, letters, { variant, random, wanted });
  return { ...made, letters: new Map([...made.letters].map(([key, values]) => [key, shifted(key, values, made)])) };

  function shifted(key: string, values: readonly Quotient[], { chances }: Outcomes): readonly Quotient[] {
    if (!letters.some((letter) => letter.key === key && letter.centred)) return values;
    const mean = values.reduce(
      (sum, value, k) => algebra.add(sum, algebra.multiply(value, chances[k] ?? algebra.integer(0))),
      algebra.integer(0),
    );
    return values.map((value) => algebra.subtract(value, mean));
  }
}

interface Invention {
  readonly variant: number;
  readonly independent: boolean;
  /** Numbers that the claim compares with: some of the values. */
  readonly wanted: readonly number[];
}

type Making = Omit<Invention, 'independent'> & { readonly random: Seeded };

function jointly(algebra: Algebra, letters: readonly Unnamed[], making: Making): Outcomes {
  const { variant, random } = making;
  const count = Math.min(letters.length === 1 ? 2 + (variant % 3) : 3 + (variant % 3), 5);
  const values = letters.map((letter, place) => {
    // Later letters take fewer values, so that something is left to average over when they are known.
    const pool = distinct(letter.sign, place === 0 ? count : Math.max(2, count - 2), making);
    return Array.from({ length: count }, (_, k) => pool[k % pool.length] ?? 0);
  });
  return {
    chances: chancesOf(algebra, count, variant, random),
    letters: new Map(letters.map(({ key }, i) => [key, (values[i] ?? []).map((value) => algebra.integer(value))])),
    independent: letters.length === 1,
    means: new Map(),
  };
}

function product(algebra: Algebra, letters: readonly Unnamed[], making: Making): Outcomes {
  const { variant, random } = making;
  const factors = letters.map(({ sign }) => {
    const count = 2 + (letters.length < 3 ? variant % 2 : 0);
    return { values: distinct(sign, count, making), chances: chancesOf(algebra, count, variant, random) };
  });
  let combined: readonly { readonly values: readonly number[]; readonly chance: Quotient }[] = [
    { values: [], chance: algebra.integer(1) },
  ];
  for (const { values, chances } of factors)
    combined = combined.flatMap((before) =>
      values.map((value, k) => ({
        values: [...before.values, value],
        chance: algebra.multiply(before.chance, chances[k] ?? algebra.integer(0)),
      })),
    );
  return {
    chances: combined.map(({ chance }) => chance),
    letters: new Map(letters.map(({ key }, i) => [key, combined.map((c) => algebra.integer(c.values[i] ?? 0))])),
    independent: true,
    means: new Map(),
  };
}

/** Whole numbers near zero, all different, in no order. */
function distinct(sign: EntrySign, count: number, { random, wanted }: Making): readonly number[] {
  const least = sign === 'positive' ? 1 : sign === 'nonnegative' ? 0 : -2;
  const pool = Array.from({ length: 6 }, (_, k) => k + least).filter((value) => sign !== 'nonzero' || value !== 0);
  const picked = wanted.filter((value) => pool.includes(value)).slice(0, Math.max(count - 1, 1));
  for (const value of picked) pool.splice(pool.indexOf(value), 1);
  while (picked.length < count && pool.length > 0) picked.push(...pool.splice(random.below(pool.length), 1));
  return picked;
}

/** Positive fractions with sum 1; in every third choice all alike. */
function chancesOf(algebra: Algebra, count: number, variant: number, random: Seeded): readonly Quotient[] {
  const weights = Array.from({ length: count }, () => (variant % 3 === 0 ? 1 : 1 + random.below(4)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => algebra.constant(Rational.of(weight, total)));
}
