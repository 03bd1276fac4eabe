import { expect, test } from 'vitest';
import type { Schedule } from '../../src/schedule/schedule';
import { captionAt } from '../../src/webview/model/caption';
import { clockOf, positionAt } from '../../src/webview/model/clock';
import { trackOf } from '../../src/webview/model/track';
import { homework, scheduleOf } from './schedules';

/** What is said at each stop, the beginning first. */
function captions(schedule: Schedule): readonly string[] {
  const track = trackOf(schedule);
  const clock = clockOf([track]);
  return [...clock.stops].flatMap((beat) => clock.lanes.map((lane) => captionAt(track, positionAt(clock, lane, beat))));
}

test('every step of the homework is told in words', () => {
  const said = captions(scheduleOf(homework));
  expect(said.slice(0, 3)).toEqual([
    'The input lies in memory as activation 0. The first pass is about to begin.',
    'First pass: layer 1 runs, the input becomes activation 1.',
    'First pass: layer 2 runs, activation 1 becomes activation 2. Activation 1 is dropped.',
  ]);
  expect(said[5]).toBe(
    'First pass: layer 5 runs, activation 4 becomes activation 5. Activation 5 is kept. Activation 4 is dropped.',
  );
  expect(said.slice(11, 15)).toEqual([
    'For layer 10: activation 10 is loaded from memory.',
    'Backward step of layer 10: it uses activation 10, and the gradient moves on. Activation 10 is dropped.',
    'For layer 9: activation 5 is loaded from memory.',
    'For layer 9: layer 6 runs again, activation 5 becomes activation 6.',
  ]);
  expect(said[said.length - 1]).toBe(
    'Backward step of layer 1: it uses activation 1, and the gradient has arrived. Activation 1 is dropped. That was the last step: the backward pass is over.',
  );
});

test('on disk, writing and loading are told apart from memory', () => {
  const said = captions(scheduleOf({ strategy: 'disk' }));
  expect(said[0]).toBe('The input lies on disk as activation 0. The first pass is about to begin.');
  expect(said[1]).toBe(
    'First pass: layer 1 runs, the input becomes activation 1. Activation 1 is written to disk. The input is dropped.',
  );
  expect(said).toContain('For layer 3: activation 3 is loaded from disk.');
});

test('several activations that go at once are listed, or told as a range', () => {
  const few = captions(scheduleOf({ strategy: 'segments', every: 10 }, { convention: { lastSegment: 'end' } }));
  expect(few.join(' ')).not.toContain('undefined');
  const many = captions(
    scheduleOf({ strategy: 'every', every: 5 }, { convention: { lastSegment: 'whole', needs: 'input' } }),
  );
  expect(many.some((caption) => /Activations? .* dropped\./.test(caption))).toBe(true);
});

test('a schedule that begins later says that it waits', () => {
  const tracks = [
    trackOf(scheduleOf(homework)),
    trackOf(scheduleOf({ strategy: 'store-all' }, { convention: { needs: 'input', firstPass: 'needed' } })),
  ];
  const clock = clockOf(tracks);
  const [, later] = clock.lanes;
  if (later === undefined) throw new Error('no lane');
  expect(captionAt(later.track, positionAt(clock, later, 0.5))).toBe(
    'The input lies in memory as activation 0. The first pass is about to begin.',
  );
});
