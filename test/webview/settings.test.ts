import { expect, test } from 'vitest';
import { homeworkConvention } from '../../src/schedule/convention';
import { choose, titleOf } from '../../src/webview/model/names';
import { planOf } from '../../src/webview/model/plan';
import { readSaved, type Saved } from '../../src/webview/model/saved';
import {
  addLane,
  defaultSettings,
  maximalLanes,
  removeLane,
  settingsFor,
  withLane,
  type Settings,
} from '../../src/webview/model/settings';

function problemOf(part: Partial<Settings>): unknown {
  const plan = planOf({ ...defaultSettings, ...part });
  return plan.kind === 'problem'
    ? { field: plan.field, message: plan.message }
    : plan.lanes.map((lane) => (lane.kind === 'problem' ? lane.message : 'shown'));
}

test('the panel opens with the homework', () => {
  const plan = planOf(defaultSettings);
  if (plan.kind === 'problem') throw new Error(plan.message);
  const lane = plan.lanes[0];
  if (lane?.kind !== 'track') throw new Error('no schedule');
  expect(lane.schedule.totals).toMatchObject({ fwd: 20, loadmem: 10, time: 500_000n });
});

test('a setup of a text replaces the first schedule and leaves those beside it', () => {
  const before = addLane(defaultSettings, { strategy: 'sqrt' });
  const source = { uri: 'file:///hw.md', title: 'Problem 2(b)', line: 7 };
  const after = settingsFor(
    {
      layers: 12,
      choice: { strategy: 'every', every: 4 },
      fwd: ['1 ns', '2 ns'],
      loadmem: '5 ns',
      convention: { keptLoad: 'free' },
      source,
    },
    before,
  );
  expect(after).toEqual({
    ...before,
    layers: 12,
    fwd: '1 ns, 2 ns',
    loadmem: '5 ns',
    lanes: [{ strategy: 'every', every: 4 }, { strategy: 'sqrt' }],
    convention: { ...homeworkConvention, keptLoad: 'free' },
    source,
  });
});

test('schedules are added up to the limit, changed, and removed down to one', () => {
  let settings = defaultSettings;
  for (let i = 0; i < 5; i++) settings = addLane(settings, { strategy: 'sqrt' });
  expect(settings.lanes).toHaveLength(maximalLanes);
  settings = withLane(settings, 1, { strategy: 'disk' });
  expect(settings.lanes.map(({ strategy }) => strategy)).toEqual(['every', 'disk', 'sqrt']);
  for (let i = 0; i < 5; i++) settings = removeLane(settings, 0);
  expect(settings.lanes).toEqual([{ strategy: 'sqrt' }]);
});

test('what cannot be shown says why, in the words of the engine, where it was entered', () => {
  expect(problemOf({ lanes: [{ strategy: 'every', every: 11 }, { strategy: 'sqrt' }] })).toEqual([
    'every 11 of 10 layers: it must be a whole number from 1 to 10',
    'shown',
  ]);
  expect(problemOf({ layers: 0 })).toEqual({ field: 'layers', message: 'a network has at least 1 layer' });
  expect(problemOf({ fwd: '20' })).toEqual({ field: 'fwd', message: '"20" has no unit: write for example 20ns' });
  expect(problemOf({ fwd: '20, 30 ns' })).toEqual({
    field: 'fwd',
    message: '2 times of a fwd for 10 layers: give one time, or one for each layer',
  });
  expect(problemOf({ loadmem: '1 ns, 2 ns' })).toEqual({
    field: 'loadmem',
    message: 'one time is enough: it is that of a load of one unit of size',
  });
});

test('unequal layers may be given as a list whose last time has the unit', () => {
  const plan = planOf({ ...defaultSettings, layers: 3, fwd: '10, 1.5 µs, 40 ns', lanes: [{ strategy: 'store-all' }] });
  if (plan.kind === 'problem') throw new Error(plan.message);
  expect(plan.network.forward).toEqual([0n, 10_000n, 1_500_000n, 40_000n]);
});

test('another strategy takes over what it can of the parameters', () => {
  expect(choose('segments', { strategy: 'every', every: 5 }, 10)).toEqual({ strategy: 'segments', every: 5 });
  expect(choose('binomial', { strategy: 'every', every: 5 }, 10)).toEqual({ strategy: 'binomial', slots: 3 });
  expect(choose('keep', { strategy: 'every', every: 4 }, 10)).toEqual({ strategy: 'keep', keep: [4, 8] });
  expect(choose('every', { strategy: 'sqrt' }, 100)).toEqual({ strategy: 'every', every: 10 });
  expect(choose('disk', { strategy: 'every', every: 5 }, 10)).toEqual({ strategy: 'disk' });
  expect(titleOf({ strategy: 'binomial', slots: 1 })).toBe('Binomial optimum, 1 slot');
});

const saved: Saved = {
  version: 1,
  settings: {
    ...defaultSettings,
    lanes: [
      { strategy: 'keep', keep: [2, 3] },
      { strategy: 'binomial', slots: 2 },
    ],
    sizes: [1, 2, 3],
    convention: { ...homeworkConvention, needs: 'input' },
    source: { uri: 'file:///hw.md', title: 'Problem 1', line: 0 },
  },
  progress: 0.25,
  speed: 2,
};

test('what is kept comes back the same through JSON', () => {
  expect(readSaved(JSON.parse(JSON.stringify(saved)))).toEqual(saved);
});

test('what another version or another program has left is not trusted', () => {
  const { settings } = saved;
  const wrong: readonly unknown[] = [
    undefined,
    null,
    'state',
    [],
    { ...saved, version: 2 },
    { ...saved, progress: 2 },
    { ...saved, speed: 'fast' },
    { ...saved, settings: { ...settings, layers: '10' } },
    { ...saved, settings: { ...settings, lanes: [] } },
    { ...saved, settings: { ...settings, lanes: [{ strategy: 'guess' }] } },
  ];
  expect(wrong.map(readSaved)).toEqual(wrong.map(() => undefined));
  const odd = readSaved({ ...saved, settings: { ...settings, convention: { needs: 'magic' }, source: { uri: 3 } } });
  expect(odd?.settings).toMatchObject({ convention: homeworkConvention, source: undefined });
});
