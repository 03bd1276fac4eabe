import { describe, expect, it } from 'vitest';
import { diagnostics, type Finding } from '../../src/features/diagnostics';
import { cursor, sample, verdict, type Judge } from './sample';

const quietly = { showUnknown: false };

function told(text: string, judge?: Judge, options = quietly): [string, string, string][] {
  const analysis = sample(text, judge);
  return diagnostics(analysis, options).map(({ span, severity, message }: Finding) => [
    text.slice(span.from, span.to),
    severity,
    message,
  ]);
}

describe('diagnostics', () => {
  it('underline the right side of a refuted claim, with reason and both sides', () => {
    expect(told('Then $2 + 3 = 6$.')).toEqual([
      ['6', 'error', 'The sides differ. The left side is 5 and the right side is 6.'],
    ]);
  });

  it('name the counterexample', () => {
    const judge: Judge = () => ({ ...verdict('refuted'), counterexample: { a: '1', d_1: '\\frac{1}{2}' } });
    expect(told('$a = b$', judge)[0]?.[2]).toBe(
      'The sides differ. For a = 1, d₁ = 1/2, the left side is 5 and the right side is 6.',
    );
  });

  it('do not repeat what the reason says', () => {
    const judge: Judge = () => ({ ...verdict('refuted'), reason: 'The left side is $5$, not $6$.' });
    expect(told('$a = b$', judge)[0]?.[2]).toBe('The left side is 5, not 6.');
    const other: Judge = () => ({ ...verdict('refuted'), reason: 'The sides differ by 15 and 0.6.' });
    expect(told('$a = b$', other)[0]?.[2]).toContain('The left side is 5 and the right side is 6.');
  });

  it('say how the claim would hold', () => {
    const judge: Judge = () => ({
      verdict: verdict('refuted'),
      repair: { latex: 'a^2 + 2ab + b^2', span: { from: 11, to: 20 } },
    });
    expect(told('$(a+b)^2 = a^2 + b^2$', judge)[0]?.[2]).toMatch(/It would hold as \(a\+b\)² = a² \+ 2ab \+ b²\.$/);
  });

  it('warn of a condition', () => {
    expect(told('$\\sqrt{x^2} = x$', () => verdict('conditional'))).toEqual([
      ['x', 'warning', 'The sides differ for negative x. It holds only if x ≥ 0.'],
    ]);
  });

  it('say nothing about what is proved, tested, given', () => {
    for (const status of ['proved', 'tested', 'given'] as const)
      expect(told('$a = b$', () => verdict(status))).toEqual([]);
  });

  it('give a hint about what is not decided only when asked', () => {
    expect(told('$a = b$')).toEqual([]);
    expect(told('$a = b$', undefined, { showUnknown: true })).toEqual([
      ['b', 'hint', 'Not decided: The notation was not read.'],
    ]);
  });

  it('carry checker and status as their code', () => {
    expect(diagnostics(sample('$1 = 2$'), quietly)[0]?.code).toBe('arithmetic/refuted');
  });

  it('hold back the verdict on the formula under the cursor while it is being typed', () => {
    const { text, offset } = cursor('$1 = 2|$ and $3 = 4$');
    const found = diagnostics(sample(text), { showUnknown: false, typing: { offset } });
    expect(found.map(({ span }) => text.slice(span.from, span.to))).toEqual(['4']);
  });

  it('hold back every claim of the chain that is being typed', () => {
    const { text, offset } = cursor('$1 = |2 = 3$');
    expect(diagnostics(sample(text), { showUnknown: false, typing: { offset } })).toEqual([]);
  });

  it('tell notes on the markup, except on the line that is being typed', () => {
    const text = 'An open $x formula.\n\nMore.';
    const note = { span: { from: 8, to: 9 }, message: 'This $ is never closed.' };
    const analysis = sample(text, undefined, [note]);
    expect(diagnostics(analysis, quietly).map(({ severity, message }) => [severity, message])).toEqual([
      ['warning', 'This $ is never closed.'],
    ]);
    expect(diagnostics(analysis, { showUnknown: false, typing: { offset: 12 } })).toEqual([]);
    expect(diagnostics(analysis, { showUnknown: false, typing: { offset: 24 } })).toHaveLength(1);
  });
});
