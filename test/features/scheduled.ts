import type { Analysis, CheckedClaim, UnderstoodSchedule, ScheduleEvent } from '../../src/analysis';
import { span, type Span } from '../../src/text/span';
import { sample, verdict } from './sample';

/**
 * An analysis for the tests of what shows a schedule. Each `N layers` of the text sets one up, each `layer N: … fwd` or `layer N: … loadmem`
 * claims something about the last one, and `total …` does so without a layer. Wrong is what ends in `!`.
 */
export function scheduled(text: string): Analysis {
  const analysis = sample(text);
  const schedules: UnderstoodSchedule[] = [];
  const claims: CheckedClaim[] = [];
  for (const match of text.matchAll(/(\d+) layers|(?:layer (\d+)|total): (\d+) (fwd|loadmem)(!?)/g)) {
    const words = span(match.index, match.index + match[0].length);
    const [, layers, layer, number, event, wrong] = match;
    if (layers !== undefined) {
      schedules.push(schedule(words, Number(layers), problemAt(analysis, match.index)));
      continue;
    }
    const place: ScheduleEvent | undefined =
      layer === undefined ? undefined : { layer: Number(layer), event: event === 'fwd' ? 'fwd' : 'loadmem' };
    claims.push({
      span: span(words.to - `${number} ${event}${wrong}`.length, words.to),
      wholeSpan: words,
      formulaSpan: words,
      latex: match[0],
      relation: 'text',
      verdict: verdict(wrong === '' ? 'proved' : 'refuted'),
      checker: 'schedule',
      assumptions: [],
      schedule: { index: schedules.length - 1, ...(place === undefined ? {} : { event: place }) },
    });
  }
  return { ...analysis, schedules, claims };
}

/** What is made of `N layers`. */
export function schedule(words: Span, layers: number, problem?: string): UnderstoodSchedule {
  return {
    span: words,
    ...(problem === undefined ? {} : { problem }),
    layers,
    choice: { strategy: 'every', every: 5 },
    fwd: '20 ns',
    loadmem: '10 ns',
    convention: {},
  };
}

function problemAt({ problems }: Analysis, offset: number): string | undefined {
  return problems.find((problem) => problem.span.from <= offset && offset < problem.span.to)?.id;
}
