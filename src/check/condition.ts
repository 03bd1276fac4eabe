import { Rational } from '../kernel/rational';
import type { Question } from './checker';
import type { Trial } from './sampling';

/**
 * The simplest condition of the catalogue under which a claim holds that fails in some models: it must hold in every model that was tried and meets
 * the condition, several of them, and fail in some that do not. Of several, the one that most models meet; undefined if there is none.
 */
export function conditionFor(question: Question, trials: readonly Trial[]): string | undefined {
  let best: { readonly latex: string; readonly met: number } | undefined;
  for (const candidate of catalogue) {
    for (const name of question.symbols) {
      const meets: Trial[] = [];
      const fails: Trial[] = [];
      const seen = new Set<string>();
      for (const trial of trials) {
        const value = valueIn(trial, name);
        if (value && candidate.meets(value)) {
          meets.push(trial);
          seen.add(value.toString());
        } else fails.push(trial);
      }
      if (meets.length < 5 || seen.size < 3) continue;
      if (meets.length <= (best?.met ?? 0)) continue;
      if (meets.every((t) => t.outcome === 'holds') && fails.some((t) => t.outcome === 'fails'))
        best = { latex: candidate.latex(name), met: meets.length };
    }
  }
  return best?.latex;
}

interface Candidate {
  readonly meets: (value: Rational) => boolean;
  readonly latex: (name: string) => string;
}

/** From the weakest to the strongest. */
const catalogue: readonly Candidate[] = [
  { meets: (v) => v.sign >= 0, latex: (n) => `${n} \\ge 0` },
  { meets: (v) => v.sign <= 0, latex: (n) => `${n} \\le 0` },
  { meets: (v) => v.compare(Rational.one) >= 0, latex: (n) => `${n} \\ge 1` },
  { meets: (v) => v.compare(Rational.of(2)) >= 0, latex: (n) => `${n} \\ge 2` },
  { meets: (v) => v.isInteger, latex: (n) => `${n} \\in \\mathbb{Z}` },
  { meets: (v) => v.isInteger && v.numerator % 2n === 0n, latex: (n) => `${n} \\text{ even}` },
  { meets: (v) => v.isInteger && v.numerator % 2n !== 0n, latex: (n) => `${n} \\text{ odd}` },
];

function valueIn(trial: Trial, name: string): Rational | undefined {
  const value = trial.model.get(name);
  return value instanceof Rational ? value : undefined;
}
