/** A seeded stream of 32-bit numbers (mulberry32 over an FNV-1a hash of the seed): the same seed gives the same stream everywhere. */
export class Seeded {
  #state: number;

  constructor(seed: string) {
    let hash = 2166136261;
    for (let k = 0; k < seed.length; k++) hash = Math.imul(hash ^ seed.charCodeAt(k), 16777619);
    this.#state = hash | 0;
  }

  /** An integer from 0 to 2³² − 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  }

  /** An integer from 0 to `count` − 1; `count` from 1 to 2³². */
  below(count: number): number {
    return Math.floor((this.next() / 4294967296) * count);
  }
}
