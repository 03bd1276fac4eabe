import { describe, expect, it } from 'vitest';
import { highlights } from '../../src/features/highlights';
import { references } from '../../src/features/references';
import { cursor, sample } from './sample';

/** The text with the places of the symbol behind `|` in guillemets. */
function marked(source: string, withIntroduction = true): string {
  const { text, offset } = cursor(source);
  let shown = '';
  let at = 0;
  for (const { from, to } of references(sample(text), offset, withIntroduction)) {
    shown += `${text.slice(at, from)}«${text.slice(from, to)}»`;
    at = to;
  }
  return shown + text.slice(at);
}

describe('references', () => {
  it.each([
    ['$|x^2 + x_1 + x$', '$«x»^2 + x_1 + «x»$'],
    ['$x_{1} + |x_1$', '$«x_{1}» + «x_1»$'],
    ['$a_{n+1} = 2 |a_n$, $a_1 = 3$', '$«a_{n+1}» = 2 «a_n»$, $«a_1» = 3$'],
    ['$\\sum_{k=1}^n a_|k$, $k = 2$', '$\\sum_{«k»=1}^n a_«k»$, $k = 2$'],
    ['$\\sum_i x^{(|i)} + i$', '$\\sum_«i» x^{(«i»)} + i$'],
    ['$p_|\\theta(x) + \\theta$', '$p_«\\theta»(x) + «\\theta»$'],
    ["$f(x) = x^2$, $|f'(x) = 2x$, $f'$", "$«f»(x) = x^2$, $«f»'(x) = 2x$, $«f'»$"],
    ['$\\hat{|x} + x$', '$«\\hat{x}» + x$'],
    ['$\\text{Total| cost} = 3$, $\\text{Total cost} + 2$', '$«\\text{Total cost}» = 3$, $«\\text{Total cost}» + 2$'],
  ])('%s', (source, expected) => {
    expect(marked(source)).toBe(expected);
  });

  it('leaves the introduction out where only the uses are asked for', () => {
    expect(marked('$x + |x$', false)).toBe('$x + «x»$');
  });

  it('stays inside the part in which a symbol is introduced', () => {
    const part = '# Problem 2\n\nLet $x$ be odd.';
    expect(marked(`# Problem 1\n\nLet $|x$ be even, $x + 1$.\n\n${part}`)).toBe(
      `# Problem 1\n\nLet $«x»$ be even, $«x» + 1$.\n\n${part}`,
    );
  });

  it('finds nothing outside of symbols', () => {
    expect(marked('no| symbol $x$')).toBe('no symbol $x$');
  });
});

describe('highlights', () => {
  it('tell the introduction from the uses', () => {
    const { text, offset } = cursor('$2x$. Let $x$ be an integer, $|x$.');
    expect(highlights(sample(text), offset)).toEqual([
      { span: { from: 2, to: 3 }, kind: 'read' },
      { span: { from: 11, to: 12 }, kind: 'write' },
      { span: { from: 30, to: 31 }, kind: 'read' },
    ]);
  });
});
