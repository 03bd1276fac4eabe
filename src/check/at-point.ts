import type { Node } from '../formula/tree';
import type { Term } from '../kernel/term';
import { factSymbols, type Fact } from '../model/context';
import { symbol } from '../kernel/build';
import { rateOf } from '../model/rates';
import type { Passage } from '../statement/sentence';
import type { Link } from '../statement/statement';
import type { Question } from './checker';

/**
 * A relation between rates alone, in a sentence that speaks of a point: "at $(3, 4)$ we have $\frac{dy}{dx} = -\frac34$". Then x and y are its coordinates,
 * as far as the equations in force speak of both. What holds of x and y themselves is no business of the point: a tangent goes on beyond it.
 */
export function atPoint(question: Question, link: Link): Question {
  if (question.symbols.length === 0 || question.symbols.some((name) => rateOf(name) === undefined)) return question;
  const { constraints, domains } = question.models;
  const spoken = ['x', 'y'].every((name) => constraints.some((fact) => fact.symbols.has(name)) && !domains.has(name));
  const place = spoken ? pointIn(link.passage) : undefined;
  if (!place) return question;
  const values = place.map((node) => question.lower(node));
  const added = ['x', 'y'].flatMap((name, k): Fact[] => {
    const [left, right]: readonly (Term | undefined)[] = [symbol(name), values[k]];
    if (!left || !right) return [];
    return [
      {
        left,
        right,
        relation: '=',
        symbols: factSymbols(left, right),
        scope: link.scope,
        span: link.wholeSpan,
        latex: '',
        sentence: link.passage.sentence,
        restsOn: undefined,
        chain: undefined,
      },
    ];
  });
  return { ...question, models: { ...question.models, constraints: [...constraints, ...added] } };
}

/** The point that the sentence speaks of before a formula: "at", "at the point" and a pair of numbers. */
function pointIn(passage: Passage): readonly Node[] | undefined {
  for (let at = passage.previous; at; at = at.previous) {
    const { root } = at.formula;
    const listed = root.kind === 'tuple' && root.items.length === 2 ? root.items : undefined;
    if (listed && /\bat\s+(?:the\s+)?(?:point\s+)?$/i.test(at.lead)) return listed;
  }
  return undefined;
}
