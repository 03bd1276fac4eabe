import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analysis';

const layer =
  'Let $u \\in \\mathbb{R}^{p}$ and $A \\in \\mathbb{R}^{q \\times p}$, where the entries $A_{jk}$ are i.i.d. $\\mathcal{N}(0,1)$, the entries $u_k$ are i.i.d. $\\mathcal{N}(0,1)$, and $A$ is independent of $u$. Let $v = Au$.';
const signs =
  'Let $x \\in \\mathbb{R}^{n}$ with i.i.d. entries $x_k \\sim \\mathcal{N}(0,1)$ and let $g \\in \\mathbb{R}^{m}$ be a constant vector with $g_j \\ne 0$ for all $j$. Let $y = \\mathrm{sign}(g x^T) x$ and $T = \\sum_{k=1}^{n} |x_k|$.';
const matrices =
  'Let $A \\in \\mathbb{R}^{m \\times n}$, $B \\in \\mathbb{R}^{n \\times m}$ and $x \\in \\mathbb{R}^{n}$. Here $\\|\\cdot\\|_*$ is the spectral norm.';

/** A context, a claim that holds in it, and ways to spoil the claim. */
const claims: readonly (readonly [string, string, readonly string[]])[] = [
  [layer, '\\mathbb{E}[v_j^2] = p', ['\\mathbb{E}[v_j^2] = q', '\\mathbb{E}[v_j^2] = p^2', '\\mathbb{E}[v_j] = p']],
  [
    layer,
    '\\mathbb{E}\\|v\\|_2^2 = pq',
    ['\\mathbb{E}\\|v\\|_2^2 = p', '\\mathbb{E}\\|v\\|_2^2 = 2pq', '\\mathbb{E}\\|v\\|_2^4 = pq'],
  ],
  [
    layer,
    '\\mathbb{E}\\|v\\|_2^2 = \\mathbb{E}[u^T A^T A u]',
    ['\\mathbb{E}\\|v\\|_2^2 = \\mathbb{E}[u^T A A^T u]', '\\mathbb{E}\\|v\\|_2^2 = \\mathbb{E}[A^T A u]'],
  ],
  [
    layer,
    '\\mathrm{Var}(A_{jk} u_k) = \\mathbb{E}[A_{jk}^2] \\mathbb{E}[u_k^2]',
    [
      '\\mathrm{Var}(A_{jk} u_k) = \\mathbb{E}[A_{jk}^2] \\mathbb{E}[u_k^4]',
      '\\mathrm{Var}(A_{jk} u_k) = \\mathbb{E}[A_{jk}] \\mathbb{E}[u_k^2]',
    ],
  ],
  [
    signs,
    '\\mathbb{E}[T^2] = n + \\frac{2}{\\pi} n(n-1)',
    [
      '\\mathbb{E}[T^2] = n + \\frac{2}{\\pi} n(n+1)',
      '\\mathbb{E}[T^2] = n + \\frac{2}{\\pi} n',
      '\\mathbb{E}[T] = n + \\frac{2}{\\pi} n(n-1)',
    ],
  ],
  [signs, 'y = \\mathrm{sign}(g) T', ['y = \\mathrm{sign}(x) T', 'y = g T', 'y = \\mathrm{sign}(g) T^2', 'y = T']],
  [signs, '\\|y\\|_2^2 = m T^2', ['\\|y\\|_2^2 = n T^2', '\\|y\\|_2^2 = m T', '\\|y\\|_2 = m T^2']],
  [signs, '\\mathrm{sign}(x_k) x_k = |x_k|', ['\\mathrm{sign}(x_k) x_k = x_k', '\\mathrm{sign}(x_k) x_k^2 = |x_k|']],
  [matrices, '(AB)^T = B^T A^T', ['(AB)^T = A^T B^T', '(AB)^T = BA']],
  [
    matrices,
    '\\operatorname{tr}(AB) = \\operatorname{tr}(BA)',
    ['\\operatorname{tr}(AB) = 2\\operatorname{tr}(BA)', '\\operatorname{tr}(AB) = \\operatorname{tr}(B^T A)'],
  ],
  [
    matrices,
    '\\|Ax\\|_2 \\le \\|A\\|_* \\|x\\|_2',
    ['\\|Ax\\|_2 \\ge \\|A\\|_* \\|x\\|_2', '\\|Ax\\|_2 \\le \\|A\\|_*', '\\|Bx\\|_2 \\le \\|A\\|_* \\|x\\|_2'],
  ],
  [
    matrices,
    '\\|x\\|_2^2 = \\sum_{k=1}^{n} x_k^2',
    ['\\|x\\|_2^2 = \\sum_{k=1}^{n} x_k', '\\|x\\|_2 = \\sum_{k=1}^{n} x_k^2'],
  ],
];

function verdictOf(context: string, claim: string): string {
  const text = `# Problem 1\n\n${context}\n\n## Solution\n\nTherefore\n\n$$\n${claim}\n$$\n`;
  const { claims: found } = analyze({ text, language: 'markdown' });
  return found[found.length - 1]?.verdict.status ?? 'nothing found';
}

describe('claims about vectors and random quantities', () => {
  for (const [context, claim, spoiled] of claims) {
    it(`holds: ${claim}`, () => {
      expect(['proved', 'tested']).toContain(verdictOf(context, claim));
    });
    for (const variant of spoiled)
      it(`is refuted: ${variant}`, () => {
        expect(verdictOf(context, variant)).toBe('refuted');
      });
  }
});
