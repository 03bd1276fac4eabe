import { describe, expect, it } from 'vitest';
import { placeOfEvent, scheduleClaimIn, scheduleNear, scheduleTitle, type Wanted } from '../../src/features/schedule';
import { hover } from '../../src/features/hover';
import { scheduled } from './scheduled';

const text = [
  '# Problem 1',
  'Before. 10 layers.',
  'layer 9: 4 fwd and layer 9: 1 loadmem, layer 8: 3 fwd; total: 8 loadmem!',
  '# Problem 2',
  'Then 12 layers.',
  'layer 9: 4 fwd',
  '# Problem 3',
  'Nothing.',
].join('\n');
const analysis = scheduled(text);
const at = (words: string, from = 0): number => text.indexOf(words, from);

describe('the schedule that a place of the text is about', () => {
  it('is that of the claim there, with its event', () => {
    const here = scheduleClaimIn(analysis, { from: at('3 fwd'), to: at('3 fwd') });
    expect(here?.event).toEqual({ layer: 8, event: 'fwd' });
    expect(here?.schedule.layers).toBe(10);
  });

  it('has no event where a total is claimed', () => {
    const here = scheduleClaimIn(analysis, { from: at('8 loadmem!'), to: at('8 loadmem!') });
    expect(here?.claim?.verdict.status).toBe('refuted');
    expect(here?.event).toBeUndefined();
  });

  it('is none outside of claims', () => {
    expect(scheduleClaimIn(analysis, { from: at('Before'), to: at('Before') })).toBeUndefined();
  });

  it.each([
    ['Before', 10],
    ['total', 10],
    ['Then', 12],
    ['Nothing', 12],
  ])('near %s is that of %i layers', (words, layers) => {
    expect(scheduleNear(analysis, at(words))?.schedule.layers).toBe(layers);
  });

  it('is none in a document without schedules', () => {
    expect(scheduleNear(scheduled('$1 = 1$'), 2)).toBeUndefined();
  });
});

describe('the place of an event in the text', () => {
  const found = (wanted: Partial<Wanted>, of = analysis): string | undefined => {
    const words = placeOfEvent(of, { title: 'Problem 1', line: 1, layer: 9, event: 'fwd', ...wanted });
    return words && of.document.text.slice(words.from, words.to);
  };

  it('is the claim about it', () => {
    expect(found({})).toBe('layer 9: 4 fwd');
    expect(found({ event: 'loadmem' })).toBe('layer 9: 1 loadmem');
    expect(found({ layer: 8 })).toBe('layer 8: 3 fwd');
  });

  it('is the first claim about its layer where none is about the event', () => {
    expect(found({ event: 'row' })).toBe('layer 9: 4 fwd');
    expect(found({ event: 'backward' })).toBe('layer 9: 4 fwd');
    expect(found({ layer: 8, event: 'loadmem' })).toBe('layer 8: 3 fwd');
  });

  it('is where the schedule is set up when no claim is about the layer', () => {
    expect(found({ layer: 3 })).toBe('10 layers');
    expect(found({ title: 'Problem 2', layer: 3 })).toBe('12 layers');
  });

  it('is found by the title, also when lines were put in, and by the line when the title has gone', () => {
    expect(found({ title: 'Problem 2', line: 0, layer: 3 })).toBe('12 layers');
    expect(found({ title: 'Problem 7', line: 5, layer: 3 })).toBe('12 layers');
  });

  it('is none in a document without schedules', () => {
    expect(found({}, scheduled('# Problem 1\n$1 = 1$'))).toBeUndefined();
  });
});

describe('the title of a schedule', () => {
  it('names its problem, where it has one', () => {
    expect(analysis.schedules.map(scheduleTitle)).toEqual(['Problem 1', 'Problem 2']);
    expect(scheduled('10 layers').schedules.map(scheduleTitle)).toEqual(['Set up in the text']);
  });
});

describe('the hover of a count in words', () => {
  it('says what was claimed and counted, and does not typeset words', () => {
    const { markdown = '' } = hover(analysis, at('8 loadmem!'), (tex) => `data:${tex}`) ?? {};
    expect(markdown).toContain('**✗ Refuted**');
    expect(markdown).toContain('Claimed **5**, counted **6**');
    expect(markdown).not.toContain('data:');
  });
});
