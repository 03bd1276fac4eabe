import { benchClaims } from './claims';

/** Claims that need much work, each the last one of its document, and the milliseconds that one may take. */
export const hardClaims: readonly { readonly name: string; readonly text: string; readonly limit: number }[] = [
  {
    name: 'an expectation over a random layer',
    limit: 20,
    text: [
      'Let $W \\in \\mathbb{R}^{m \\times d}$ with entries $W_{ij} \\sim \\mathcal{N}(0, 1)$ i.i.d. and let $x \\in \\mathbb{R}^d$ be fixed.',
      '',
      '$$\\mathbb{E}\\left[\\|Wx\\|_2^2\\right] = m \\|x\\|_2^2$$',
    ].join('\n'),
  },
  {
    name: 'an identity of unknown functions',
    limit: 100,
    text: [
      'Let $p_\\theta(x)$ be a density that depends smoothly on $\\theta \\in \\mathbb{R}$ and let $f$ be a function.',
      '',
      '## Solution',
      '',
      '$$\\nabla_\\theta \\mathbb{E}_{x \\sim p_\\theta}[f(x)] = \\mathbb{E}_{x \\sim p_\\theta}[f(x) \\nabla_\\theta \\log p_\\theta(x)]$$',
    ].join('\n'),
  },
];

/** About four pages of homework: a paragraph, a chain and an inline claim for each of forty problems, every fourth of them with an error. */
export function fourPages(): string {
  const claims = benchClaims(12, 7);
  const right = claims.filter(({ holds }) => holds);
  const wrong = claims.filter(({ holds }) => !holds);
  return Array.from({ length: 40 }, (_, k) => {
    const { leftLatex, rightLatex } = (k % 4 === 3 ? wrong[k % wrong.length] : right[(5 * k) % right.length]) ?? {
      leftLatex: '1',
      rightLatex: '1',
    };
    return [
      `## Problem ${k + 1}`,
      '',
      'We write the expression in another form, using what was shown in the lecture, and check the result with a number.',
      '',
      `$$w = ${leftLatex} = ${rightLatex}$$`,
      '',
      `For a check, $${k + 3} \\cdot ${k + 12} = ${(k + 3) * (k + 12)}$. Solving $2x + ${k} = ${k + 8}$ gives $2x = 8$, so $x = 4$.`,
      '',
    ].join('\n');
  }).join('\n');
}
