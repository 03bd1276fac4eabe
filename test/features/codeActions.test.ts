import { describe, expect, it } from 'vitest';
import { codeActions } from '../../src/features/codeActions';
import { type Judge, sample, verdict } from './sample';

const text = 'Then $2 + 3 = 6$ and $1 = 1$.';
const withRepair: Judge = (_, right) =>
  right === '6'
    ? { verdict: verdict('refuted'), repair: { latex: '5', span: { from: 14, to: 15 } } }
    : verdict('proved');

describe('quick fixes', () => {
  it('replace what is wrong', () => {
    const [fix] = codeActions(sample(text, withRepair), { from: 14, to: 14 });
    expect(fix?.title).toBe('Replace 6 with 5');
    expect(fix && text.slice(0, fix.edit.span.from) + fix.edit.text + text.slice(fix.edit.span.to)).toBe(
      'Then $2 + 3 = 5$ and $1 = 1$.',
    );
  });

  it('insert what is missing', () => {
    const judge: Judge = () => ({ verdict: verdict('refuted'), repair: { latex: '-', span: { from: 5, to: 5 } } });
    expect(codeActions(sample('$x = y$', judge), { from: 5, to: 6 })[0]?.title).toBe('Insert -');
  });

  it('are offered on the squiggle only', () => {
    expect(codeActions(sample(text, withRepair), { from: 0, to: 10 })).toEqual([]);
    expect(codeActions(sample(text, withRepair), { from: 0, to: text.length })).toHaveLength(1);
  });

  it('have titles that fit into a menu', () => {
    const judge: Judge = () => ({
      verdict: verdict('refuted'),
      repair: { latex: 'x +\n'.repeat(100), span: { from: 5, to: 6 } },
    });
    const [fix] = codeActions(sample('$x = y$', judge), { from: 5, to: 6 });
    expect(fix?.title.length).toBeLessThan(140);
    expect(fix?.title).not.toContain('\n');
  });
});
