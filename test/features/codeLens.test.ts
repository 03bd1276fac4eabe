import { describe, expect, it } from 'vitest';
import { codeLenses } from '../../src/features/codeLens';
import { scheduled } from './scheduled';

describe('lenses', () => {
  it('stand above the words that set a schedule up', () => {
    const text = '# Problem 1\n\nA network of 10 layers.\n\n# Problem 2\n\nHere 12 layers.';
    const found = codeLenses(scheduled(text));
    expect(found.map(({ span, title }) => [text.slice(span.from, span.to), title])).toEqual([
      ['10 layers', 'Show schedule'],
      ['12 layers', 'Show schedule'],
    ]);
  });

  it('are one a line', () => {
    expect(codeLenses(scheduled('10 layers or 12 layers')).map(({ schedule }) => schedule.layers)).toEqual([10]);
  });

  it('are not there without a schedule', () => {
    expect(codeLenses(scheduled('# Problem 1\n\n$1 = 1$'))).toEqual([]);
  });
});
