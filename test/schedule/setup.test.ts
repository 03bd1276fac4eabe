import { describe, expect, it } from 'vitest';
import { conventionsWith, describeConvention, homeworkConvention } from '../../src/schedule/convention';
import { createNetwork } from '../../src/schedule/network';
import { findStrategy, strategies } from '../../src/schedule/strategies';
import { spread, type Choice } from '../../src/schedule/strategy';
import { listed, ordinal } from '../../src/schedule/strategies/per-layer';
import { rangeMaximum } from '../../src/schedule/range-maximum';
import { alike, refusal, scheduled } from './setups';

describe('a network', () => {
  const time = { forward: 20n, loadMemory: 10n };

  it('has between one and a hundred thousand layers', () => {
    expect(createNetwork({ layers: 0, ...time })).toMatchObject({ message: 'a network has at least 1 layer' });
    expect(createNetwork({ layers: 2.5, ...time })).toMatchObject({ message: 'a network has at least 1 layer' });
    expect(createNetwork({ layers: 100_001, ...time })).toMatchObject({
      message: '100001 layers are too many: at most 100000',
    });
    expect(createNetwork({ layers: 1, ...time })).toMatchObject({ kind: 'network', uniformCost: true });
  });

  it('has a time for each layer and a size for each activation, the input included', () => {
    expect(createNetwork({ layers: 3, forward: [1n, 2n], loadMemory: 0n })).toMatchObject({
      message: '2 times of a fwd for 3 layers: give one time, or one for each layer',
    });
    expect(createNetwork({ layers: 1, forward: -1n, loadMemory: 0n })).toMatchObject({
      message: 'a fwd cannot take less than no time',
    });
    expect(createNetwork({ layers: 3, ...time, sizes: [1, 1, 1] })).toMatchObject({
      message: '3 sizes for 3 layers: give 4, that of the input first',
    });
    expect(createNetwork({ layers: 1, ...time, sizes: [1, 0] })).toMatchObject({
      message: '0 is not a size: whole numbers from 1 to 1000000000',
    });
    expect(createNetwork({ layers: 2, forward: [1n, 2n], loadMemory: 0n, sizes: [1, 1, 5] })).toMatchObject({
      uniformCost: false,
      uniformSize: false,
    });
  });
});

describe('a choice', () => {
  const network = alike(10);
  const cases: readonly (readonly [Choice, string])[] = [
    [{ strategy: 'every', every: 11 }, 'every 11 of 10 layers: it must be a whole number from 1 to 10'],
    [{ strategy: 'every', every: 0 }, 'every 0 of 10 layers: it must be a whole number from 1 to 10'],
    [{ strategy: 'every' }, 'the strategy "every" needs "every"'],
    [{ strategy: 'segments' }, 'the strategy "segments" needs "every" or "keep"'],
    [{ strategy: 'segments', every: 2, keep: [2] }, '"every" and "keep" exclude each other'],
    [{ strategy: 'sqrt', every: 2 }, 'the strategy "sqrt" has no use for "every"'],
    [{ strategy: 'keep', keep: [5, 50] }, 'there is no layer 50 to keep: the layers are 1 to 10'],
    [{ strategy: 'keep', keep: [-1] }, 'there is no layer -1 to keep: the layers are 1 to 10'],
    [{ strategy: 'keep', keep: [0] }, 'layer 0 is the input, which is kept in any case: keep layers from 1 on'],
    [{ strategy: 'keep', keep: [5, 5] }, 'layer 5 is kept twice'],
    [{ strategy: 'binomial', slots: 0 }, '0 slots: it must be a whole number from 1; one of them holds the input'],
  ];

  it('that makes no schedule is refused with a sentence', () => {
    for (const [choice, message] of cases) expect(refusal(network, choice)).toBe(message);
  });

  it('of a convention that the strategy decides itself is refused, unless it agrees', () => {
    expect(refusal(network, { strategy: 'binomial', slots: 3 }, { lastSegment: 'whole' })).toBe(
      'the strategy "binomial" leaves no choice here: the last activation of the first pass that is needed is still at hand',
    );
    expect(refusal(network, { strategy: 'disk' }, { keptLoad: 'counted' })).toBe('not refused');
  });
});

describe('the strategies', () => {
  it('are found by one name or alias each', () => {
    const names = strategies.flatMap((s) => [s.name, ...s.aliases]);
    expect(new Set(names).size).toBe(names.length);
    for (const strategy of strategies) {
      for (const name of [strategy.name, ...strategy.aliases]) expect(findStrategy(name.toUpperCase())).toBe(strategy);
    }
    expect(findStrategy('constructor')).toBeUndefined();
  });

  it('describe every choice that they offer, and can schedule it', () => {
    for (const strategy of strategies) {
      for (const L of [1, 2, 10, 400]) {
        for (const choice of strategy.sweep(L)) {
          const schedule = scheduled(L, choice);
          expect(choice.strategy).toBe(strategy.name);
          expect(strategy.describe(schedule)).toMatch(/^[a-z].*[a-z0-9]$/);
          expect(strategy.describe(schedule)).not.toContain('undefined');
        }
      }
    }
  });

  it('say in words what they keep', () => {
    const words = (choice: Choice): string | undefined =>
      findStrategy(choice.strategy)?.describe(scheduled(10, choice));
    expect(words({ strategy: 'every', every: 5 })).toBe(
      'every 5th activation is kept; each layer is recomputed from the last kept one',
    );
    expect(words({ strategy: 'segments', keep: [3, 7] })).toBe(
      'kept: the input and the activations 3 and 7; each segment is recomputed once and held',
    );
    expect(words({ strategy: 'sqrt' })).toBe(
      'every 4th activation is kept, as √10 asks; each segment is recomputed once and held',
    );
    expect(words({ strategy: 'binomial', slots: 3 })).toBe(
      'the binomial optimum with 3 slots, one of which holds the input',
    );
  });

  it('count in ordinals and shorten long lists', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111, 112].map(ordinal).join(' ')).toBe(
      '1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 101st 111th 112th',
    );
    expect([[], [5], [5, 10], [1, 2, 3]].map(listed)).toEqual(['none', '5', '5 and 10', '1, 2 and 3']);
    expect(listed(Array.from({ length: 20 }, (_, i) => i + 1))).toBe('1, 2, 3, 4, … and 20 (20 of them)');
  });

  it('sweep their parameters from end to end', () => {
    expect(spread(1, 5)).toEqual([1, 2, 3, 4, 5]);
    const many = spread(1, 10_000);
    expect(many.length).toBeLessThan(40);
    expect([many[0], many.at(-1)]).toEqual([1, 10_000]);
    expect(many.every((n, i) => i === 0 || n > (many[i - 1] ?? 0))).toBe(true);
  });
});

describe('conventions', () => {
  it('are listed from the homework’s on, within what is fixed', () => {
    expect(conventionsWith({})).toHaveLength(48);
    expect(conventionsWith({})[0]).toEqual(homeworkConvention);
    const open = conventionsWith({ needs: 'input', inputLoad: 'counted', firstPass: 'all' });
    expect(open).toHaveLength(6);
    expect(open.every((c) => c.needs === 'input' && c.inputLoad === 'counted')).toBe(true);
  });

  it('have a sentence for each option', () => {
    const said = conventionsWith({}).map((c) => describeConvention(c).join('; '));
    expect(new Set(said).size).toBe(48);
    expect(describeConvention(homeworkConvention)).toEqual([
      'the backward step of a layer needs the output of that layer',
      'loading the input of the network counts as a load',
      'a kept activation is loaded before it is used',
      'of the first pass nothing but what is kept is still at hand',
      'the first pass runs every layer',
    ]);
  });
});

describe('the greatest value of a range', () => {
  it('is that of a walk over it', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5];
    const maximum = rangeMaximum(values);
    for (let a = 0; a < values.length; a++)
      for (let b = a; b < values.length; b++) expect(maximum(a, b)).toBe(Math.max(...values.slice(a, b + 1)));
  });
});
