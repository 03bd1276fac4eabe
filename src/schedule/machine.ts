import { targetOf, type Convention } from './convention';

/**
 * What a machine did, run by run: a strategy makes a few moves a layer, while the events that they stand for may be a thousand times as
 * many. `toward` is the layer whose backward step the move prepares, or 0 in the first pass.
 */
export type Move = RunMove | LoadMove | StoreMove | BackwardMove | DropMove;

/** `fwd` of the layers `from + 1` to `to`. Unless `hold`, an activation on the way is dropped as soon as the next one is there. */
export interface RunMove {
  readonly kind: 'run';
  readonly toward: number;
  readonly from: number;
  readonly to: number;
  readonly hold: boolean;
  /** Whether activation `from` is dropped too once the first layer has run: it is not where activations are kept. */
  readonly dropsFrom: boolean;
}
export interface LoadMove {
  readonly kind: 'load';
  readonly toward: number;
  readonly activation: number;
  readonly place: Place;
}
export interface StoreMove {
  readonly kind: 'store';
  readonly toward: number;
  readonly activation: number;
  readonly place: Place;
}
export interface BackwardMove {
  readonly kind: 'backward';
  readonly toward: number;
}
export interface DropMove {
  readonly kind: 'drop';
  readonly toward: number;
  readonly activation: number;
}
export type Place = 'memory' | 'disk';

/**
 * Carries out a strategy's orders, refuses impossible ones, and writes down the moves. It knows three places: what is *at hand* (layers
 * run on it, and backward steps use it), what is *kept* in memory until no later step needs it, and what lies on disk. An activation
 * that is kept and at hand is held once. Activations above the next target are of no more use and are dropped by `backward`.
 *
 * Orders must be possible: a strategy that gives an impossible one is wrong, and an error is thrown.
 */
export class Machine {
  readonly moves: Move[] = [];
  private readonly atHand = new Set<number>([0]);
  private readonly kept = new Set<number>();
  private readonly onDisk = new Set<number>();
  private next: number;
  private inBackwardPass = false;

  /** `inputPlace` is where the input lies from the beginning. */
  constructor(
    private readonly layers: number,
    private readonly convention: Convention,
    inputPlace: Place,
  ) {
    this.next = layers;
    (inputPlace === 'memory' ? this.kept : this.onDisk).add(0);
  }

  /** The layer whose backward step comes next, from `layers` down to 0 when all are done. */
  get nextLayer(): number {
    return this.next;
  }

  /** The activation that this step needs. */
  get nextTarget(): number {
    return targetOf(this.next, this.convention);
  }

  isAtHand(activation: number): boolean {
    return this.atHand.has(activation);
  }

  /** Runs layers on activation `from`, which must be at hand, up to activation `to`, which then is. Does nothing where they are the same. */
  run(from: number, to: number, hold: 'hold' | 'pass' = 'pass'): void {
    if (from === to) return;
    this.demand(from < to && to <= this.layers && this.atHand.has(from), `run from ${from} to ${to}`);
    const dropsFrom = hold === 'pass' && !this.kept.has(from);
    this.moves.push({ kind: 'run', toward: this.toward, from, to, hold: hold === 'hold', dropsFrom });
    if (hold === 'hold') for (let i = from + 1; i < to; i++) this.atHand.add(i);
    else this.atHand.delete(from);
    this.atHand.add(to);
  }

  /** Keeps an activation that is at hand. */
  store(activation: number, place: Place = 'memory'): void {
    this.demand(this.atHand.has(activation), `store ${activation}`);
    (place === 'memory' ? this.kept : this.onDisk).add(activation);
    this.moves.push({ kind: 'store', toward: this.toward, activation, place });
  }

  /** Brings a kept activation to hand; whether that costs a load is for the convention to say. */
  load(activation: number): void {
    this.demand(this.kept.has(activation), `load ${activation}`);
    this.atHand.add(activation);
    const free =
      (activation === 0 && this.convention.inputLoad === 'free') ||
      (activation === this.nextTarget && this.convention.keptLoad === 'free');
    if (!free) this.moves.push({ kind: 'load', toward: this.toward, activation, place: 'memory' });
  }

  loadFromDisk(activation: number): void {
    this.demand(this.onDisk.has(activation), `load ${activation} from disk`);
    this.atHand.add(activation);
    this.moves.push({ kind: 'load', toward: this.toward, activation, place: 'disk' });
  }

  /** Ends the first pass. Only the activations from `from` to the next target remain at hand, and nothing is held above that target. */
  turn(from: number): void {
    this.inBackwardPass = true;
    for (const i of [...this.atHand].sort((a, b) => b - a)) {
      if (i < from || i > this.nextTarget) {
        this.atHand.delete(i);
        if (!this.kept.has(i)) this.drop(i);
      }
    }
    for (const i of [...this.kept]) {
      if (i > this.nextTarget) {
        this.kept.delete(i);
        this.drop(i);
      }
    }
  }

  /** The backward step of the next layer. Its target must be at hand; no later step needs it, so it is dropped, unless it is the input. */
  backward(): void {
    const target = this.nextTarget;
    this.demand(this.inBackwardPass && this.next > 0 && this.atHand.has(target), `backward of layer ${this.next}`);
    this.moves.push({ kind: 'backward', toward: this.next });
    this.atHand.delete(target);
    const isKeptInput = target === 0 && this.kept.has(0);
    this.kept.delete(isKeptInput ? -1 : target);
    if (!isKeptInput) this.drop(target);
    this.next -= 1;
  }

  private get toward(): number {
    return this.inBackwardPass ? this.next : 0;
  }

  private drop(activation: number): void {
    this.moves.push({ kind: 'drop', toward: this.toward, activation });
  }

  private demand(possible: boolean, order: string): void {
    if (!possible) throw new Error(`impossible order to the schedule's machine: ${order}`);
  }
}
