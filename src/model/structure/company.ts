import { walk } from '../../formula/walk';
import type { Sentence } from '../../statement/sentence';
import type { EntrySign } from './instance';
import { stemOf } from './known';

/** What the k-th parameter of a law, from 0, must be. */
export function parameterSignOf(law: string, k: number): EntrySign {
  switch (law) {
    case 'bernoulli':
    case 'geometric':
      return 'unit';
    case 'binomial':
      return k === 1 ? 'unit' : 'positive';
    case 'exponential':
    case 'poisson':
      return 'positive';
    case 'normal':
    case 'laplace':
    case 'moments':
      return k === 1 ? 'positive' : 'any';
    default:
      return 'any';
  }
}

/** What a sentence says beside a law. */
export interface Company {
  readonly independent: boolean;
  readonly beside: ReadonlySet<string>;
  /** It brings in new quantities: "let", "where", "draw". */
  readonly introduced: boolean;
}

export function companyOf(sentence: Sentence): Company {
  const beside = new Set<string>();
  for (const passage of sentence.passages)
    walk(passage.formula.root, (node) => {
      if (node.kind === 'symbol') beside.add(stemOf(node));
    });
  return {
    independent:
      /\bindependent|\bi\.?\s?i\.?\s?d\b/i.test(sentence.text) &&
      !/\b(?:not|whether|if|were|would|never|neither|need not be|longer)\s(?:[^.;]*\s)?independent|\bindependent\b[^.;]*\?/i.test(
        sentence.text,
      ),
    beside,
    introduced:
      /\b(?:let|suppose|consider|assume|where|with (?!mean|(?:zero|unit)\b|(?:co)?variance|standard)|draw|sample)\b/i.test(
        sentence.text,
      ),
  };
}
