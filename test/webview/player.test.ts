import { expect, test } from 'vitest';
import { clockOf } from '../../src/webview/model/clock';
import { initialPlayer, play, speeds, tempoOf, type PlayerState } from '../../src/webview/model/player';
import { trackOf } from '../../src/webview/model/track';
import { homework, scheduleOf } from './schedules';

const clock = clockOf([trackOf(scheduleOf(homework))]);

test('playing goes on by the tempo and the speed, and ends at the end', () => {
  const playing = play({ ...initialPlayer, speed: 2 }, { kind: 'toggle' }, clock);
  expect(playing.playing).toBe(true);
  const later = play(playing, { kind: 'tick', seconds: 0.5 }, clock);
  expect(later.beat).toBeCloseTo(tempoOf(clock), 9);
  expect(play(later, { kind: 'tick', seconds: 1e6 }, clock)).toEqual({ beat: clock.length, playing: false, speed: 2 });
});

test('time does not pass while it is paused', () => {
  expect(play(initialPlayer, { kind: 'tick', seconds: 1 }, clock)).toEqual(initialPlayer);
});

test('playing from the end begins anew', () => {
  const end: PlayerState = { beat: clock.length, playing: false, speed: 1 };
  expect(play(end, { kind: 'toggle' }, clock)).toEqual({ beat: 0, playing: true, speed: 1 });
});

test('steps go from stop to stop and pause', () => {
  const playing: PlayerState = { beat: 1.25, playing: true, speed: 1 };
  expect(play(playing, { kind: 'step' }, clock)).toEqual({ beat: 2, playing: false, speed: 1 });
  expect(play(playing, { kind: 'back' }, clock)).toEqual({ beat: 1, playing: false, speed: 1 });
  expect(play(initialPlayer, { kind: 'back' }, clock).beat).toBe(0);
  expect(play(initialPlayer, { kind: 'end' }, clock).beat).toBe(clock.length);
  expect(play({ beat: clock.length, playing: false, speed: 1 }, { kind: 'step' }, clock).beat).toBe(clock.length);
  expect(play(playing, { kind: 'home' }, clock).beat).toBe(0);
});

test('a seek stays within the schedule', () => {
  expect(play(initialPlayer, { kind: 'seek', beat: -3 }, clock).beat).toBe(0);
  expect(play(initialPlayer, { kind: 'seek', beat: 1e9 }, clock).beat).toBe(clock.length);
});

test('speeds go up and down the list and stop at its ends', () => {
  let state = initialPlayer;
  for (let i = 0; i < 20; i++) state = play(state, { kind: 'faster' }, clock);
  expect(state.speed).toBe(speeds[speeds.length - 1]);
  for (let i = 0; i < 20; i++) state = play(state, { kind: 'slower' }, clock);
  expect(state.speed).toBe(speeds[0]);
});

test('a schedule of any length is over after about a minute', () => {
  const long = clockOf([trackOf(scheduleOf({ strategy: 'from-input' }, { layers: 1000 }))]);
  expect(long.length / tempoOf(long)).toBeCloseTo(60, 6);
});

test('nothing plays where there is nothing', () => {
  expect(play(initialPlayer, { kind: 'toggle' }, clockOf([])).playing).toBe(false);
});
