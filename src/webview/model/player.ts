import { nextStop, previousStop, type Clock } from './clock';

export interface PlayerState {
  /** In beats, from 0 to the clock's length. */
  readonly beat: number;
  readonly playing: boolean;
  /** A multiple of the clock's own tempo; one of `speeds`. */
  readonly speed: number;
}

export type PlayerAction =
  | { readonly kind: 'toggle' | 'pause' | 'step' | 'back' | 'home' | 'end' | 'faster' | 'slower' }
  | { readonly kind: 'seek'; readonly beat: number }
  | { readonly kind: 'tick'; readonly seconds: number };

export const speeds: readonly number[] = [0.25, 0.5, 1, 2, 4, 8, 16];

export const initialPlayer: PlayerState = { beat: 0, playing: false, speed: 1 };

/** Stepping and seeking by hand pause; playing from the end begins anew. */
export function play(state: PlayerState, action: PlayerAction, clock: Clock): PlayerState {
  const { beat, playing, speed } = state;
  switch (action.kind) {
    case 'toggle':
      return { beat: !playing && beat >= clock.length ? 0 : beat, playing: !playing && clock.length > 0, speed };
    case 'pause':
      return { ...state, playing: false };
    case 'step':
      return { beat: nextStop(clock, beat), playing: false, speed };
    case 'back':
      return { beat: previousStop(clock, beat), playing: false, speed };
    case 'home':
      return { beat: 0, playing: false, speed };
    case 'end':
      return { beat: clock.length, playing: false, speed };
    case 'seek':
      return { beat: Math.min(clock.length, Math.max(0, action.beat)), playing: false, speed };
    case 'faster':
      return { ...state, speed: speeds.find((s) => s > speed) ?? speed };
    case 'slower':
      return { ...state, speed: [...speeds].reverse().find((s) => s < speed) ?? speed };
    case 'tick': {
      if (!playing) return state;
      const next = beat + action.seconds * speed * tempoOf(clock);
      return next >= clock.length ? { beat: clock.length, playing: false, speed } : { beat: next, playing, speed };
    }
  }
}

/** Beats a second at speed 1: slow enough to follow, but a long schedule is over after a minute. */
export function tempoOf(clock: Clock): number {
  return Math.max(1.6, clock.length / 60);
}
