import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analysis';
import { codeActions } from '../../src/features/codeActions';
import { diagnostics } from '../../src/features/diagnostics';
import { hover } from '../../src/features/hover';

const text = readFileSync(new URL('../../examples/sign-update.md', import.meta.url), 'utf8');

/** What the editor shows of the example in which the number of inputs is not squared at first. */
describe('a first attempt at the size of a sign update', () => {
  const analysis = analyze({ text, language: 'markdown' });
  const [finding, ...others] = diagnostics(analysis, { showUnknown: false });
  const covered = finding ? text.slice(finding.span.from, finding.span.to) : '';

  it('has one squiggle, under the side with the lost square', () => {
    expect(others).toEqual([]);
    expect(finding?.severity).toBe('error');
    expect(finding?.code).toBe('expectation/refuted');
    expect(covered).toBe('d_1\\left(1 - \\frac{2}{\\pi}\\right) + d_1 \\cdot \\frac{2}{\\pi}');
  });

  it('tells the two sides for two inputs', () => {
    expect(finding?.message).toContain('d₁ = 2');
    expect(finding?.message).toContain('3.27');
    expect(finding?.message).toMatch(/right side is 2\b/);
  });

  it('shows the same in the hover of the line', () => {
    const found = hover(analysis, (finding?.span.from ?? 0) + 3, () => undefined);
    expect(found?.markdown).toContain('Refuted');
    expect(found?.markdown).toContain('3\\.27');
    expect(found?.markdown).toContain('evidence: bounded');
  });

  it('offers the square, and nothing is wrong with it', () => {
    const fixes = codeActions(analysis, finding?.span ?? { from: 0, to: 0 });
    expect(fixes.map((fix) => fix.title)).toEqual(['Replace d_1 with d_1^{2}']);
    const [fix] = fixes;
    if (!fix) return;
    const { span, text: put } = fix.edit;
    expect(text.slice(span.from, span.from + 20)).toBe('d_1 \\cdot \\frac{2}{\\');
    const repaired = text.slice(0, span.from) + put + text.slice(span.to);
    const wrong = diagnostics(analyze({ text: repaired, language: 'markdown' }), { showUnknown: false });
    // What followed from the slip is wrong now.
    expect(wrong.map((w) => repaired.slice(w.span.from, w.span.to))).toEqual(['d_1']);
  });
});
