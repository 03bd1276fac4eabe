import { describe, expect, it } from 'vitest';
import { symbolsIn } from '../../src/analysis';
import { definition } from '../../src/features/definition';
import { cursor, sample } from './sample';

/** The text with the introduction of the symbol behind `|` in guillemets. */
function introduced(marked: string): string | undefined {
  const { text, offset } = cursor(marked);
  const found = definition(sample(text), offset);
  return found && `${text.slice(0, found.from)}«${text.slice(found.from, found.to)}»${text.slice(found.to)}`;
}

describe('definition', () => {
  it.each([
    ['Let $x \\in \\mathbb{R}$. Then $|x^2$.', 'Let $«x» \\in \\mathbb{R}$. Then $x^2$.'],
    ['First $x$. Let $x$ be an integer. $|x$', 'First $x$. Let $«x»$ be an integer. $x$'],
    ['$2y$, where $y = 3$. $|y$', '$2y$, where $«y» = 3$. $y$'],
    ['$x + |x$', '$«x» + x$'],
    ['$\\sum_{k=1}^n |k + k$', '$\\sum_{«k»=1}^n k + k$'],
    ['$\\sum_{k=1}^n k + |k$', '$\\sum_{k=1}^n k + «k»$'],
    ['$\\int_0^1 |x\\,dx + x$', '$\\int_0^1 x\\,d«x» + x$'],
    ['$x = 1$, $\\{x \\in A \\mid |x > 0\\}$', '$x = 1$, $\\{«x» \\in A \\mid x > 0\\}$'],
    ['Let $W \\in \\mathbb{R}^{2 \\times 2}$. $|W_{12}$', 'Let $«W» \\in \\mathbb{R}^{2 \\times 2}$. $W_{12}$'],
    ["Let $f(x) = x^2$. $|f'(x)$", "Let $«f»(x) = x^2$. $f'(x)$"],
  ])('%s', (marked, expected) => {
    expect(introduced(marked)).toBe(expected);
  });

  it('is that of the own problem where another one uses the same letter', () => {
    const one = '# Problem 1\n\nLet $x$ be even.\n\n# Problem 2\n\n';
    expect(introduced(`${one}Let $x$ be odd. $|x$`)).toBe(`${one}Let $«x»$ be odd. $x$`);
  });

  it('is undefined outside of symbols', () => {
    for (const marked of ['wo|rds $x$', '$1|2$', '$x \\cd|ot y$']) expect(introduced(marked), marked).toBeUndefined();
  });
});

describe('the symbols of hostile texts', () => {
  it.each([
    '$'.repeat(999),
    `$${'\\sum_{k} '.repeat(3000)}k$`,
    `$${'x_{'.repeat(2000)}$`,
    `$${'\\hat '.repeat(2000)}x$`,
    `${'\\newcommand{\\x}{\\x\\x}'}$\\x$`,
    `$x^{(${'i'.repeat(500)})}$`,
  ])('%.30s are read', (text) => {
    const { occurrences } = symbolsIn({ text, language: 'markdown' });
    for (const { span } of occurrences) expect(span.to).toBeGreaterThan(span.from);
    expect(occurrences.length).toBeLessThanOrEqual(text.length);
  });
});
