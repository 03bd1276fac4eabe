import { walk } from '../../formula/walk';
import type { Sentence } from '../../statement/sentence';
import type { EntrySign } from './instance';
import type { Node, SymbolNode } from '../../formula/tree';
import { stemOf } from './known';

/** What the k-th parameter of a law, from 0, must be. */
export function parameterSignOf(law: string, k: number): EntrySign {
  switch (law) {
    case 'bernoulli':
    case 'geometric':
      return 'unit';
    case 'points':
      return k % 2 === 1 ? 'unit' : 'any';
    case 'binomial':
      return k === 1 ? 'unit' : 'positive';
    case 'gamma':
    case 'beta':
    case 'chi-square':
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

/** The letters whose squares stand in a variance: `s` of `\mathcal N(0, s^2 I)`. They are standard deviations, and positive. */
export function squaredIn(variance: Node): ReadonlySet<string> {
  const found = new Set<string>();
  walk(variance, (node) => {
    if (node.kind !== 'power') return true;
    if (node.base.kind === 'symbol' && node.exponent.kind === 'number' && node.exponent.digits === '2')
      found.add(node.base.key);
    return false;
  });
  return found;
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

/** The n of `X_1, \dots, X_n`: how many members a family has that are named from the first to the last. */
export function familySize(members: readonly Node[]): SymbolNode | undefined {
  const [first, ...others] = members.filter((node) => node.kind === 'symbol');
  const [one] = first?.subscripts ?? [];
  if (!first || first.subscripts.length !== 1 || one?.kind !== 'number' || one.digits !== '1') return undefined;
  const last = others[others.length - 1];
  const [size] = last?.subscripts ?? [];
  const alike = last !== undefined && stemOf(last) === stemOf(first) && last.subscripts.length === 1;
  return alike && size?.kind === 'symbol' ? size : undefined;
}
