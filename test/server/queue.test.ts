import { describe, expect, it } from 'vitest';
import { LatestWins } from '../../src/server/queue';

/** A clock that the generators move themselves, and rests that the test ends one by one. */
function harness() {
  let time = 0;
  const rests: (() => void)[] = [];
  const queue = new LatestWins<string, number>({ now: () => time, rest: (next) => void rests.push(next), slice: 8 });
  function* job(result: string, steps: number, cost: number): Generator<number, string, void> {
    for (let i = 1; i <= steps; i++) {
      time += cost;
      yield i;
    }
    return result;
  }
  return { queue, job, slice: () => rests.shift()?.(), pending: () => rests.length };
}

describe('the latest-wins queue', () => {
  it('runs a job in slices and answers its result', async () => {
    const { queue, job, slice, pending } = harness();
    const outcome = queue.submit('a', () => job('A', 10, 4));
    let slices = 0;
    while (pending() > 0) {
      slice();
      slices++;
    }
    expect(await outcome).toEqual({ kind: 'done', value: 'A' });
    expect(slices).toBe(6);
  });

  it('does nothing before the first rest', () => {
    const { queue, job, pending } = harness();
    let started = false;
    void queue.submit('a', () => {
      started = true;
      return job('A', 1, 1);
    });
    expect(started).toBe(false);
    expect(pending()).toBe(1);
  });

  it('drops an older job of the same key', async () => {
    const { queue, job, slice, pending } = harness();
    const old = queue.submit('a', () => job('old', 10, 4));
    slice();
    const latest = queue.submit('a', () => job('new', 1, 1));
    while (pending() > 0) slice();
    expect(await old).toEqual({ kind: 'dropped' });
    expect(await latest).toEqual({ kind: 'done', value: 'new' });
  });

  it('runs the job that came last first, and the others after it', async () => {
    const { queue, job, slice, pending } = harness();
    const ended: string[] = [];
    const all = ['a', 'b'].map(async (key) => {
      await queue.submit(key, () => job(key, 5, 4));
      ended.push(key);
    });
    while (pending() > 0) {
      slice();
      await Promise.resolve();
    }
    await Promise.all(all);
    expect(ended).toEqual(['b', 'a']);
  });

  it('tells its followers how far it is', () => {
    const { queue, job, slice, pending } = harness();
    const heard: number[] = [];
    void queue.submit('a', () => job('A', 3, 4));
    const unfollow = queue.follow('a', (progress) => heard.push(progress));
    slice();
    expect(heard).toEqual([1, 2]);
    unfollow();
    while (pending() > 0) slice();
    expect(heard).toEqual([1, 2]);
  });

  it('reports a job that throws, and goes on', async () => {
    const { queue, job, slice, pending } = harness();
    const good = queue.submit('good', () => job('fine', 1, 1));
    const bad = queue.submit('bad', () => {
      throw new Error('broken');
    });
    while (pending() > 0) slice();
    expect(await bad).toEqual({ kind: 'failed', error: new Error('broken') });
    expect(await good).toEqual({ kind: 'done', value: 'fine' });
  });

  it('drops on demand', async () => {
    const { queue, job, slice, pending } = harness();
    const outcome = queue.submit('a', () => job('A', 10, 4));
    expect(queue.waiting('a')).toBe(outcome);
    queue.drop('a');
    expect(queue.waiting('a')).toBeUndefined();
    while (pending() > 0) slice();
    expect(await outcome).toEqual({ kind: 'dropped' });
  });
});
