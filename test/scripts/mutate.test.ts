import { expect, test } from 'vitest';
import { dice, mutantsOf, slips, type Source } from '../mutate';

const homework: Source = {
  name: 'homework',
  language: 'markdown',
  text: 'We get\n$$(a+b)^2 = a^2 + 2ab + b^2 = a(a + 2b) + b^2$$\nand $3 \\cdot 14 + 2^5 = 42 + 32 = 74$.\n',
};

test('a mutant is a ticked claim with one slip in it', () => {
  for (let seed = 0; seed < 5; seed++) {
    for (const { original, spoiled, slip, outcome } of mutantsOf(homework, 4, dice(seed))) {
      expect(slips).toContain(slip);
      expect(spoiled).not.toBe(original);
      expect(outcome).toBe('refuted');
    }
  }
});

test('the same seed gives the same mutants', () => {
  expect(mutantsOf(homework, 4, dice(7))).toEqual(mutantsOf(homework, 4, dice(7)));
});

test('a repair that gives the claim back counts as restored', () => {
  const mutants = mutantsOf({ ...homework, text: 'So $3 \\cdot 14 = 42$.' }, 3, dice(1));
  expect(mutants.map(({ repair, repaired }) => [repair, repaired])).toEqual([['restored', '3 \\cdot 14 = 42']]);
});
