import type { LanePosition } from './clock';
import { stepOfAct, type Step } from './step';
import type { Track } from './track';

/** What happens at a position, in words for everybody and for screen readers. */
export function captionAt(track: Track, position: LanePosition): string {
  switch (position.phase) {
    case 'before':
      return position.segment === 0 ? beginning(track) : 'Waits for the others on the same clock.';
    case 'after':
    case 'during': {
      const step = stepOfAct(track, position.act, position.offset);
      const words = captionOf(step);
      const isLast = position.phase === 'after';
      return isLast ? `${words} That was the last step: the backward pass is over.` : words;
    }
  }
}

export function captionOf(step: Step): string {
  return [action(step), ...consequences(step)].join(' ');
}

function beginning({ schedule }: Track): string {
  const { strategy } = schedule.choice;
  const input = strategy === 'disk' && schedule.convention.inputLoad === 'counted' ? 'on disk' : 'in memory';
  return `The input lies ${input} as activation 0. The first pass is about to begin.`;
}

function action({ kind, place, layer, activation, toward }: Step): string {
  switch (kind) {
    case 'fwd': {
      const makes = `${named(layer - 1)} becomes activation ${layer}.`;
      return toward === 0
        ? `First pass: layer ${layer} runs, ${makes}`
        : `For layer ${toward}: layer ${layer} runs again, ${makes}`;
    }
    case 'load': {
      const from = place === 'disk' ? 'from disk' : 'from memory';
      return `For layer ${layer}: ${named(activation)} is loaded ${from}.`;
    }
    case 'backward':
      return `Backward step of layer ${layer}: it uses ${named(activation)}, and the gradient ${layer === 1 ? 'has arrived' : 'moves on'}.`;
  }
}

function consequences({ stored, dropped }: Step): readonly string[] {
  const sentences: string[] = [];
  for (const { activation, place } of stored) {
    sentences.push(
      place === 'disk' ? `Activation ${activation} is written to disk.` : `Activation ${activation} is kept.`,
    );
  }
  if (dropped.length === 1) sentences.push(`${capital(named(dropped[0] ?? 0))} is dropped.`);
  if (dropped.length > 1) {
    const last = dropped[dropped.length - 1] ?? 0;
    const [low, high] = [Math.min(...dropped), Math.max(...dropped)];
    const list =
      dropped.length > 3 ? `${low} to ${high} that are not kept` : `${dropped.slice(0, -1).join(', ')} and ${last}`;
    sentences.push(`Activations ${list} are dropped.`);
  }
  return sentences;
}

function named(activation: number): string {
  return activation === 0 ? 'the input' : `activation ${activation}`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
