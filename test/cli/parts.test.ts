import { describe, expect, it } from 'vitest';
import { check } from './files';

describe('files of several parts on the command line', () => {
  it('are read from the folder of the checked file and below', () => {
    const { code, out } = check(['hw/main.tex'], {
      'hw/main.tex': '\\input{parts/given}\nSo $\\two + 2 = 5$.',
      'hw/parts/given.tex': '\\input{parts/macros}',
      'hw/parts/macros.tex': '\\newcommand{\\two}{2}',
    });
    expect(code).toBe(1);
    expect(out).toContain('\\two + 2 = 5');
  });

  it('are not read from outside of it', () => {
    const { code, out } = check(['hw/main.md'], {
      'hw/main.md': 'Text.\n\n<!-- rederive: context ../secret.md -->\n\nSo $x + 1 = x + 2 = x$.',
      'secret.md': 'Let $x > 0$.',
    });
    expect(code).toBe(0);
    expect(out).toContain('3:1      ! “../secret.md” is not read: it lies outside the folders that may be read.');
  });

  it('are missed at their line', () => {
    const { out } = check(['main.tex'], { 'main.tex': 'Text.\n\n\\input{gone}' });
    expect(out).toContain('3:1      ! “gone” is not there.');
  });

  it('have facts beside the checked file only', () => {
    const facts = 'facts:\n  - name: rate\n    value: 312\n    source: the sheet\n';
    const { out, code } = check(['hw/main.md'], {
      'hw/main.md': '## Solution\n\nThe rate is 311.',
      'hw/rederive.yaml': facts,
    });
    expect(code).toBe(1);
    expect(out).toContain('It is 312, not 311 (rederive.yaml, line 2). Source: the sheet.');
    expect(check(['hw/main.md'], { 'hw/main.md': 'The rate is 311.', 'rederive.yaml': facts }).code).toBe(0);
    const broken = check(['main.md'], { 'main.md': 'Text.', 'rederive.yaml': 'facts: [' });
    expect(broken.out).toContain('1:1      ! rederive.yaml, line 1: this is not YAML');
  });
});
