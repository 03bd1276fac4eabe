import { expect, it } from 'vitest';
import { structures } from '../mutate-structures';
import { dice, mutantsOf, type Source } from '../mutate';

const homework: Source = {
  name: 'homework',
  language: 'markdown',
  text: [
    '# Problem 1',
    'Let $A \\in \\mathbb{R}^{m \\times n}$ have i.i.d. entries $A_{ij} \\sim \\mathcal{N}(0, 1)$ and let $u \\in \\mathbb{R}^{n}$ have i.i.d. entries $u_j \\sim \\mathcal{N}(0, 1)$, independent of $A$. Let $B \\in \\mathbb{R}^{n \\times m}$ and $y = Au$.',
    '## Solution',
    'Hence $(AB)^T = B^T A^T$, hence $\\|Au\\|_2^2 = u^T A^T A u$, hence $\\mathbb{E}\\|y\\|_2^2 = mn$, hence $\\mathbb{E}[y_i^2] = n$, hence $\\mathbb{E}\\|u\\|_2^4 = n^2 + 2n$, hence $\\mathbb{E}\\|y\\|_2^2 = \\Theta(mn)$.',
  ].join('\n\n'),
};

it('spoiled claims about structures are refuted', () => {
  const mutants = [1, 2].flatMap((seed) => mutantsOf(homework, 5, dice(seed), structures));
  expect(mutants.length).toBeGreaterThan(7);
  for (const { original, spoiled } of mutants) expect(spoiled).not.toBe(original);
  expect(mutants.filter(({ outcome }) => outcome !== 'refuted').map(({ spoiled }) => spoiled)).toEqual([]);
});
