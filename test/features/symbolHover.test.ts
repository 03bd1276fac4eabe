import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analysis';
import { hover } from '../../src/features/hover';
import { symbolLine } from '../../src/features/symbolHover';
import { cursor } from './sample';

/** What is told of the symbol behind the cursor `|`. */
function told(marked: string): string | undefined {
  const { text, offset } = cursor(marked);
  const analysis = analyze({ text, language: 'markdown' });
  const occurrence = analysis.symbols().at(offset);
  return occurrence && symbolLine(analysis, occurrence);
}

describe('what is known of a symbol', () => {
  it.each([
    ['Let $|x \\in \\mathbb{R}^{d_1}$.', '$x$: a vector in $\\mathbb{R}^{d_1}$ (line 1)'],
    ['Let $n$ be an even positive integer.\n\nThen $|n + 1$.', '$n$: an even positive integer (line 1)'],
    [
      'Let $W \\in \\mathbb{R}^{m \\times n}$.\n\nThe entries of $W$ are i.i.d. standard Gaussian. So $|W$.',
      '$W$: a matrix in $\\mathbb{R}^{m \\times n}$ (line 1), entries i.i.d. standard normal (line 3)',
    ],
    [
      'Let $W \\in \\mathbb{R}^{m \\times n}$.\n\nThen $|W_{ij}$.',
      '$W_{ij}$: an entry of $W$, a matrix in $\\mathbb{R}^{m \\times n}$ (line 1)',
    ],
    ['Suppose $a > 0$.\n\nThen $|a$.', '$a$: a real number (by default), $a > 0$ (line 1)'],
    ['Let $0 \\le t < 2$ and $s \\in [0, 1)$. Then $|s$.', '$s$: a real number in $[0, 1)$ (line 1)'],
    ['Let $f(x) = x^2$.\n\nThen $|f(3) = 9$.', '$f$: a function, $f(x) = x^{2}$ (line 1)'],
    ['So $t = 2 + 1 = 3$.\n\nNow $2|t$.', '$t$: $t = 3$ (line 1)'],
    ['$$|x + y$$', '$x$: a real number (by default)'],
    ['$$\\sum_{k=1}^{|n} k$$', '$n$: an integer (by default)'],
    ['$$\\sum_{k=1}^{n} |k$$', '$k$: the index of this sum, an integer from $1$ to $n$'],
    ['$$\\int_0^1 |x \\, dx$$', '$x$: the variable of this integral, from $0$ to $1$'],
    ['$$\\lim_{h \\to 0} |h$$', '$h$: the variable of this limit, which tends to $0$'],
    [
      'Let $x \\in \\mathbb{R}^{d}$ and $|d_1 = 2$.',
      '$d_1$: a dimension, a positive integer (by default), $d_1 = 2$ (line 1)',
    ],
    ['$$|\\pi r^2$$', '$\\pi$: the number $\\pi \\approx 3.14159$'],
    ['$|\\text{Total cost} = 3$', '“Total cost”: a quantity, $\\text{Total cost} = 3$ (line 1)'],
  ])('%s', (marked, line) => {
    expect(told(marked)).toBe(line);
  });

  it('is only what was said in a scope that is seen', () => {
    const problems = '# Problem 1\n\nLet $x$ be an even integer.\n\n# Problem 2\n\nNow $|x$.';
    expect(told(problems)).toBe('$x$: a real number (by default)');
  });

  it('is only what was said before, and nothing that is wrong', () => {
    expect(told('First $|n + 1$.\n\nLet $n$ be an odd integer.')).toBe('$n$: a real number (by default)');
    expect(told('So $t = 2 + 1 = 4$. Then $|t$.')).not.toContain('4');
  });
});

describe('the hover over a symbol', () => {
  const hoverOf = (marked: string) => {
    const { text, offset } = cursor(marked);
    return hover(analyze({ text, language: 'markdown' }), offset, () => undefined);
  };

  it('tells the verdict of the step first, then the symbol', () => {
    const markdown = hoverOf('Let $n$ be an integer.\n\n$2|n = n + n$')?.markdown ?? '';
    expect(markdown.indexOf('✓ Proved')).toBeGreaterThan(0);
    expect(markdown.indexOf('n: an integer \\(line 1\\)')).toBeGreaterThan(markdown.indexOf('✓ Proved'));
  });

  it('tells the symbol alone where there is no step', () => {
    expect(hoverOf('Let $|x \\in \\mathbb{R}^{d_1}$. Then $x$.')?.markdown).toContain('a vector in ℝ');
    const found = hoverOf('Here $|y_1 + 2$.');
    expect(found?.markdown).toBe('y₁: a real number \\(by default\\)');
    expect(found?.span).toEqual({ from: 6, to: 9 });
  });
});
