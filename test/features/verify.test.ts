import { describe, expect, it } from 'vitest';
import type { Analysis, Problem } from '../../src/analysis';
import { outline } from '../../src/features/outline';
import { documentStatus } from '../../src/features/status';
import { verify } from '../../src/features/verify';
import { sample, verdict } from './sample';

const text = '$1 = 1$\n\n# Problem 1\n\n$1 = 1 = 2$ $x = x$\n\n# Problem 2\n\n$3 = 3$\n';

describe('verify problem', () => {
  it('counts the problem around the cursor', () => {
    const summary = verify(sample(text), text.indexOf('$x = x$'));
    expect(summary.sentence).toBe('Problem 1: 1 proved, 0 tested, 1 refuted, 1 undecided');
    expect(summary.counts).toEqual({ proved: 1, tested: 0, conditional: 0, refuted: 1, given: 0, unknown: 1 });
    expect(text.slice(summary.firstRefuted?.from, summary.firstRefuted?.to)).toBe('2');
  });

  it('takes the problem that begins where another one ends', () => {
    expect(verify(sample(text), text.indexOf('# Problem 2')).title).toBe('Problem 2');
  });

  it('counts the whole document outside of problems', () => {
    expect(verify(sample(text), 3).sentence).toBe('Whole document: 3 proved, 0 tested, 1 refuted, 1 undecided');
  });

  it('names conditional steps only where there are any, and says when there is nothing to check', () => {
    expect(
      verify(
        sample('$x = y$', () => verdict('conditional')),
        0,
      ).sentence,
    ).toBe('Whole document: 0 proved, 0 tested, 1 conditional, 0 refuted, 0 undecided');
    expect(verify(sample('Words.'), 0).sentence).toBe('Whole document: no steps to check');
    expect(
      verify(
        sample('$x = y$', () => verdict('given')),
        0,
      ).sentence,
    ).toBe('Whole document: no steps to check');
  });

  it('takes the innermost of nested problems, with the claims of its parts', () => {
    const flat = sample('# 1\n$1 = 1$ (b) $2 = 2 = 3$ end');
    const part: Problem = { id: '1(b)', title: '', span: { from: 12, to: 28 }, children: [] };
    const problem: Problem = { id: '1', title: 'First', span: { from: 0, to: 32 }, children: [part] };
    const nested: Analysis = { ...flat, problems: [problem] };
    expect(verify(nested, 20).sentence).toBe('Problem 1(b): 1 proved, 0 tested, 1 refuted, 0 undecided');
    expect(verify(nested, 5).sentence).toBe('Problem 1: 2 proved, 0 tested, 1 refuted, 0 undecided');
    expect(outline(nested)).toMatchObject([
      { name: 'First', detail: '✓ 2 · ✗ 1', children: [{ name: 'Problem 1(b)', detail: '✓ 1 · ✗ 1' }] },
    ]);
  });
});

describe('status of a document', () => {
  it('counts ticks and errors', () => {
    expect(documentStatus(sample(text)).text).toBe('✓ 3 · ✗ 1');
    expect(documentStatus(sample('$x = y$', () => verdict('conditional'))).text).toBe('✓ 0 · ⚠ 1 · ✗ 0');
  });

  it('is empty where there is nothing to check', () => {
    expect(documentStatus(sample('Words and $x$.')).text).toBe('');
  });
});
