import type { Node, SymbolNode } from '../../formula/tree';
import type { Sentence } from '../../statement/sentence';
import type { Span } from '../../text/span';

/** A quantity with its values and their probabilities, in turn. */
export interface PointsTold {
  readonly variable: SymbolNode;
  readonly args: readonly Node[];
  readonly span: Span;
  /** Formulas that say no more than one of the values: `X = 1`. */
  readonly places: readonly Span[];
}

const takes =
  /^\s*,?\s*(?:(?:be|is) a (?:discrete )?random variable\s+)?(?:(?:that|which)\s+)?(?:takes?|taking|has|having|assumes?)(?: on)?(?: the)?(?: possible)? values?\s*$/i;
const withProbabilities = /^\s*,?\s*with (?:the )?(?:respective |corresponding )?probabilit(?:y|ies)\s*$/i;
const another = /^\s*,?\s*(?:and)?\s*$/i;

/**
 * What words say of the values of a quantity and of their probabilities:
 *
 *     $X$ takes the values $-1, 0, 2$ with probabilities $\frac14, \frac14, \frac12$
 *     $X = 1$ with probability $p$ and $X = 0$ with probability $1 - p$
 */
export function readPoints(sentence: Sentence): readonly PointsTold[] {
  const words = sentence.text.split('⟦⟧');
  const roots = sentence.passages.map(({ formula }) => formula.root);
  return roots.flatMap((root, k): readonly PointsTold[] => {
    const span = sentence.passages[k]?.formula.span ?? sentence.span;
    const [values, probabilities] = [roots[k + 1], roots[k + 2]];
    if (root.kind === 'symbol' && values && probabilities) {
      if (!takes.test(words[k + 1] ?? '') || !withProbabilities.test(words[k + 2] ?? '')) return [];
      const [places, chances] = [listed(values), listed(probabilities)];
      if (places.length !== chances.length) return [];
      return [{ variable: root, args: places.flatMap((place, i) => [place, chances[i] ?? place]), span, places: [] }];
    }
    const first = valueIn(root);
    if (!first || !withProbabilities.test(words[k + 1] ?? '')) return [];
    const args: Node[] = [];
    const spans: Span[] = [];
    for (let i = k; ; i += 2) {
      const place = roots[i];
      const chance = roots[i + 1];
      const own = place && (valueIn(place) ?? (i > k ? { variable: first.variable, value: place } : undefined));
      if (!own || !chance || own.variable.key !== first.variable.key) break;
      if (!withProbabilities.test(words[i + 1] ?? '') || (i > k && !another.test(words[i] ?? ''))) break;
      args.push(own.value, chance);
      spans.push(place.span);
    }
    return args.length > 2 ? [{ variable: first.variable, args, span, places: spans }] : [];
  });
}

function listed(node: Node): readonly Node[] {
  if (node.kind === 'sequence') return node.items.map((item) => item.node);
  return node.kind === 'tuple' ? node.items : [node];
}

/** `X = 1` */
function valueIn(node: Node): { readonly variable: SymbolNode; readonly value: Node } | undefined {
  if (node.kind !== 'chain' || node.relations.length !== 1 || node.relations[0]?.kind !== '=') return undefined;
  const [variable, value] = node.operands;
  return variable?.kind === 'symbol' && value ? { variable, value } : undefined;
}
