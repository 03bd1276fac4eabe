import { describe, expect, it } from 'vitest';
import { hover } from '../../src/features/hover';
import { cursor, type Judge, sample, verdict } from './sample';

const address = (tex: string) => `data:${encodeURIComponent(tex)}`;
const shown = (tex: string) => `(data:${encodeURIComponent(tex)})`;

function hoverOf(marked: string, judge?: Judge, typeset: (tex: string) => string | undefined = address) {
  const { text, offset } = cursor(marked);
  const found = hover(sample(text, judge), offset, typeset);
  return found && { covers: text.slice(found.span.from, found.span.to), markdown: found.markdown };
}

describe('hover', () => {
  it('shows the step under the cursor typeset, the verdict and the evidence', () => {
    const found = hoverOf('Then $2 + 3 = |6$.');
    expect(found?.covers).toBe('2 + 3 = 6');
    expect(found?.markdown).toContain(`![2 + 3 = 6]${shown('2 + 3 = 6')}`);
    expect(found?.markdown).toContain('**✗ Refuted** · arithmetic · evidence: exact');
    expect(found?.markdown).toContain('Left side **5**, right side **6**');
  });

  it('tells the reason where no diagnostic is shown above it', () => {
    expect(hoverOf('$2 + 3 = |6$')?.markdown).not.toContain('The sides differ');
    expect(hoverOf('$2| + 3 = 6$')?.markdown).toContain('The sides differ\\.');
  });

  it('is there anywhere inside the formula, also on its delimiters', () => {
    for (const marked of ['|$1 = 1$', '$|1 = 1$', '$1 |= 1$', '$1 = 1|$', '$1 = 1$|']) {
      expect(hoverOf(marked)?.covers, marked).toBe('1 = 1');
    }
    expect(hoverOf('$1 = 1$ w|ords')).toBeUndefined();
  });

  it('chooses the innermost step of a chain: the right side, then the whole relation, then the nearest', () => {
    expect(hoverOf('$1 = |2 = 3$')?.covers).toBe('1 = 2');
    expect(hoverOf('$1 = 2 = |3$')?.covers).toBe('2 = 3');
    expect(hoverOf('$1| = 2 = 3$')?.covers).toBe('1 = 2');
    expect(hoverOf('$$ 1 = 2 = 3 |  $$')?.covers).toBe('2 = 3');
  });

  it('joins the rows of a display and leaves labels out', () => {
    const found = hoverOf('$$a &= 1 \\label{eq:a} \\\\\n  &= |2$$');
    expect(decodeURIComponent(found?.markdown ?? '')).toMatch(/\(data:1\s+= 2\)/);
  });

  it('shows the formula itself where it holds no step', () => {
    const found = hoverOf('$$x +| y$$');
    expect(found?.covers).toBe('$$x + y$$');
    expect(found?.markdown).toContain(shown('x + y'));
    expect(found?.markdown).toContain('Nothing to check');
  });

  it.each([
    ['proved', '**✓ Proved**'],
    ['tested', '**≈✓ Tested**, not a proof'],
    ['conditional', '**⚠ Conditional**'],
    ['refuted', '**✗ Refuted**'],
    ['given', '**Given**, not checked'],
    ['unknown', '**Not decided**'],
  ] as const)('names the verdict %s', (status, words) => {
    expect(hoverOf('$|x = x$', () => verdict(status))?.markdown).toContain(words);
  });

  it('tells condition, counterexample, remarks, reading, assumptions and repair', () => {
    expect(hoverOf('$|x = x$', () => verdict('conditional'))?.markdown).toContain('It holds only if **x ≥ 0**.');
    const judge: Judge = () => ({
      verdict: { ...verdict('refuted'), counterexample: { x: '-1' }, remarks: ['The printed value is rounded.'] },
      reading: '$\\log$ is the natural logarithm',
      assumptions: [{ text: 'x > 0', span: { from: 0, to: 1 } }, { text: 'n is an integer (a default)' }],
      repair: { latex: '4', span: { from: 5, to: 6 } },
    });
    const markdown = hoverOf('$x = |3$', judge)?.markdown ?? '';
    expect(markdown).toContain('at x = −1');
    expect(markdown).toContain('Remark: The printed value is rounded');
    expect(markdown).toContain('Read as: log is the natural logarithm');
    expect(markdown).toContain('Uses: x \\> 0 (line 1); n is an integer \\(a default\\)');
    expect(markdown).toContain(`It would hold as\n\n![x = 4]${shown('x = 4')}`);
  });

  it('shows the source where the formula cannot be typeset', () => {
    expect(hoverOf('$|1 = 1$', undefined, () => undefined)?.markdown).toContain('```latex\n1 = 1\n```');
  });

  it('lets no markup of the reason through', () => {
    const judge: Judge = () =>
      ({ ...verdict('given'), reason: '[click](http://x) <b>`*' }) as ReturnType<typeof verdict>;
    expect(hoverOf('$|x = x$', judge)?.markdown).toContain('\\[click\\]\\(http://x\\) \\<b\\>\\`\\*');
  });
});
