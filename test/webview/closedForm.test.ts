import { describe, expect, test } from 'vitest';
import { closedFormOf } from '../../src/webview/model/closedForm';
import { homework, scheduleOf } from './schedules';

test('the homework is explained by its formula', () => {
  expect(closedFormOf(scheduleOf(homework))).toEqual({
    counts: 'recomputed',
    latex: '\\frac{L}{k}\\binom{k}{2} = \\frac{10}{5}\\binom{5}{2} = 2\\cdot 10 = 20',
    value: 20,
  });
});

describe.each([1, 2, 3, 7, 10, 30])('for %i layers', (layers) => {
  test('each formula gives what the simulation counts', () => {
    for (let k = 1; k <= layers; k++) {
      expect(closedFormOf(scheduleOf({ strategy: 'every', every: k }, { layers }))).toBeDefined();
      expect(closedFormOf(scheduleOf({ strategy: 'segments', every: k }, { layers }))).toBeDefined();
      for (const needs of ['input', 'output'] as const) {
        const convention = { needs, firstPass: 'needed' } as const;
        expect(closedFormOf(scheduleOf({ strategy: 'binomial', slots: k }, { layers, convention }))).toBeDefined();
      }
    }
    expect(closedFormOf(scheduleOf({ strategy: 'from-input' }, { layers }))).toBeDefined();
    expect(closedFormOf(scheduleOf({ strategy: 'sqrt' }, { layers }))).toBeDefined();
  });
});

test('under a convention that no formula is known for, none is shown', () => {
  expect(closedFormOf(scheduleOf(homework, { convention: { lastSegment: 'whole' } }))).toBeUndefined();
});
