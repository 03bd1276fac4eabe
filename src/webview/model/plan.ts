import { within } from '../../schedule/compare';
import { createNetwork, type Network } from '../../schedule/network';
import type { Problem } from '../../schedule/problem';
import type { Schedule } from '../../schedule/schedule';
import { simulate } from '../../schedule/simulate';
import type { Choice } from '../../schedule/strategy';
import { parseDurations } from './durations';
import type { Settings } from './settings';
import { trackOf, type Track } from './track';

/** What settings come to. */
export type Plan = NetworkPlan | NetworkProblem;

export interface NetworkPlan {
  readonly kind: 'network';
  readonly network: Network;
  readonly lanes: readonly LanePlan[];
}

/** The network itself cannot be made; `field` says where the reason is to be shown. */
export interface NetworkProblem {
  readonly kind: 'problem';
  readonly field: NetworkField;
  readonly message: string;
}

export type NetworkField = 'layers' | 'fwd' | 'loadmem' | 'loaddisk';

export type LanePlan = LaneTrack | LaneProblem;

export interface LaneTrack {
  readonly kind: 'track';
  readonly choice: Choice;
  readonly schedule: Schedule;
  readonly track: Track;
}

/** The schedule cannot be made; the message is the engine's. */
export interface LaneProblem {
  readonly kind: 'problem';
  readonly choice: Choice;
  readonly message: string;
}

/** Simulates all that is to be shown. */
export function planOf(settings: Settings): Plan {
  const network = networkOf(settings);
  if (network.kind === 'problem') return network;
  return { kind: 'network', network, lanes: settings.lanes.map((choice) => laneOf(network, choice, settings)) };
}

function laneOf(network: Network, choice: Choice, { convention }: Settings): LanePlan {
  const outcome = simulate({ network, choice, convention: within(choice.strategy, convention) });
  return outcome.kind === 'problem'
    ? laneProblem(choice, outcome)
    : { kind: 'track', choice, schedule: outcome, track: trackOf(outcome) };
}

function laneProblem(choice: Choice, { message }: Problem): LaneProblem {
  return { kind: 'problem', choice, message };
}

function networkOf({ layers, fwd, loadmem, loaddisk, sizes }: Settings): Network | NetworkProblem {
  const fields: readonly (readonly [NetworkField, string])[] = [
    ['fwd', fwd],
    ['loadmem', loadmem],
    ['loaddisk', loaddisk],
  ];
  const values: (readonly bigint[])[] = [];
  for (const [field, text] of fields) {
    const reading = parseDurations(text);
    if (reading.kind === 'problem') return { kind: 'problem', field, message: reading.message };
    if (field !== 'fwd' && reading.values.length > 1) {
      return { kind: 'problem', field, message: 'one time is enough: it is that of a load of one unit of size' };
    }
    values.push(reading.values);
  }
  const [forward = [], loadMemory = [], loadDisk = []] = values;
  const network = createNetwork({
    layers,
    forward: forward.length === 1 ? (forward[0] ?? 0n) : forward,
    loadMemory: loadMemory[0] ?? 0n,
    loadDisk: loadDisk[0] ?? 0n,
    ...(sizes === undefined ? {} : { sizes }),
  });
  if (network.kind === 'network') return network;
  const field = network.message.includes('fwd') ? 'fwd' : 'layers';
  return { kind: 'problem', field, message: network.message };
}
