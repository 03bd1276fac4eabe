import type { Convention } from '../../src/schedule/convention';
import type { NetworkInput } from '../../src/schedule/network';
import type { Schedule } from '../../src/schedule/schedule';
import { simulate } from '../../src/schedule/simulate';
import type { Choice } from '../../src/schedule/strategy';

const nanosecond = 1000n;

/** The homework's times: 20 ns a fwd, 10 ns a load from memory; 30 ns from disk. */
export function alike(layers: number): NetworkInput {
  return { layers, forward: 20n * nanosecond, loadMemory: 10n * nanosecond, loadDisk: 30n * nanosecond };
}

/** The schedule of a network whose layers are alike; a setup that makes none fails the test with its message. */
export function scheduled(layers: number, choice: Choice, convention: Partial<Convention> = {}): Schedule {
  return scheduledOn(alike(layers), choice, convention);
}

export function scheduledOn(network: NetworkInput, choice: Choice, convention: Partial<Convention> = {}): Schedule {
  const result = simulate({ network, choice, convention });
  if (result.kind === 'problem') throw new Error(result.message);
  return result;
}

/** The sentence with which a setup is refused. */
export function refusal(network: NetworkInput, choice: Choice, convention: Partial<Convention> = {}): string {
  const result = simulate({ network, choice, convention });
  return result.kind === 'problem' ? result.message : 'not refused';
}
