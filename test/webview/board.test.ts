import { describe, expect, test } from 'vitest';
import { eventsOf, holdingAfter } from '../../src/schedule/events';
import { atHand, Boards, kept, onDisk } from '../../src/webview/model/board';
import { stepsOfAct, trackOf, type Track } from '../../src/webview/model/track';
import { homework, scheduleOf, variedSchedules } from './schedules';

/** After how many events each step of a track is over, with the stores and drops that follow it. */
function eventCounts(track: Track): readonly number[] {
  const counts: number[] = [];
  let index = 0;
  for (const { kind } of eventsOf(track.schedule)) {
    if (kind !== 'store' && kind !== 'drop') counts.push(index);
    index += 1;
  }
  return [...counts.slice(1), index];
}

function places(board: Uint8Array, isThere: (bits: number) => boolean): readonly number[] {
  return [...board.keys()].filter((i) => isThere(board[i] ?? 0));
}

describe.each(variedSchedules())('the boards of $name', ({ schedule }) => {
  const track = trackOf(schedule);
  const boards = new Boards(track);
  const counts = eventCounts(track);
  const moments = Array.from({ length: track.acts }, (_, act) =>
    Array.from({ length: stepsOfAct(track, act) }, (_, k) => [act, k + 1] as const),
  ).flat();
  const boardAfter = ([act, done]: readonly [number, number]): Uint8Array =>
    done === stepsOfAct(track, act) ? boards.at(act + 1, 0) : boards.at(act, done);

  test('hold after every step what the events say', () => {
    moments.forEach((moment, step) => {
      const board = boardAfter(moment);
      const holding = holdingAfter(schedule, counts[step] ?? 0);
      expect(places(board, (bits) => (bits & kept) !== 0)).toEqual(holding.kept);
      expect(places(board, (bits) => (bits & onDisk) !== 0)).toEqual(holding.disk);
      expect(places(board, (bits) => (bits & (kept | atHand)) === atHand)).toEqual(holding.inFlight);
    });
  });

  test('are the same whichever way they are reached', () => {
    const forward = moments.map((moment) => [...boardAfter(moment)]);
    const backward = [...moments].reverse().map((moment) => [...boardAfter(moment)]);
    expect([...backward].reverse()).toEqual(forward);
  });
});

test('a kept activation is not at hand when the backward pass begins, but after it was loaded', () => {
  const track = trackOf(scheduleOf(homework));
  const boards = new Boards(track);
  expect(boards.at(track.firstPassActs, 0)[10]).toBe(kept);
  expect(boards.at(track.firstPassActs + 1, 0)[10]).toBe(kept | atHand);
});
