import type { Node, SymbolNode } from '../../formula/tree';
import { lawOfFormula } from '../../statement/law';
import type { Sentence } from '../../statement/sentence';

/** A letter of a function or a density of which words say something that no invented one is made to have. */
export interface Property {
  readonly symbol: SymbolNode;
  /** The words, at least one. */
  readonly words: readonly string[];
}

/** Words that say no more of a function or a density than that there is one, that it can be derived and integrated, and what it depends on. */
const neutral: ReadonlySet<string> = new Set(
  (
    'let be a an the is are was as for any some every each all arbitrary given fixed here where with and or of on in to from over by at into ' +
    'that which such this these its their it we us have has write denote denotes denoted call called consider suppose assume take if then so now also again ' +
    'function functions map maps mapping scalar scalars real valued real-valued vector vector-valued vectors smooth differentiable twice continuously continuous infinitely ' +
    'measurable integrable bounded sufficiently regular well-defined well defined nice gradient gradients derivative derivatives jacobian hessian column row ' +
    'joint marginal conditional posterior prior likelihood evidence variational encoder decoder latent mass pmf ' +
    'density densities distribution distributions probability pdf law laws family families model models parametric parametrized parameterized parametrised parameterised parameter parameters ' +
    'there fixed constant ' +
    'does do not depend depends depending dependent independent only but possibly may can could both exist exists existence ' +
    'random variable variables sample samples sampled drawn draw distributed point points value values variate noise latent input inputs output outputs data ' +
    'action actions state states trajectory trajectories episode loss losses reward rewards objective cost utility network neural policy expectation expected mean estimate estimator gradient-based ' +
    'acts act acting applied apply applies elementwise element-wise entrywise entry-wise componentwise component-wise coordinatewise coordinate-wise pointwise ' +
    'activation activations nonlinearity non-linearity layer layers hidden unit units ' +
    'want would like compute find show derive prove recall note notice see first second next finally following above below ' +
    'positive everywhere support whose same own constant when while between respect interchange swap exchange our problem exercise question part'
  ).split(' '),
);

/** Whether a word says no more of a function or a density than that there is one. */
export function saysNothing(word: string): boolean {
  return neutral.has(word);
}

/**
 * What words say of the letters of functions and densities where these are brought in. Generous: one property too many costs a verdict, one too
 * few an error.
 */
export function propertiesIn(sentence: Sentence): readonly Property[] {
  const found: Property[] = [];
  const pieces = sentence.text.split('⟦⟧');
  sentence.passages.forEach((passage, k) => {
    const heads = headsOf(passage.formula.root);
    if (heads.length === 0) return;
    const words = clauseAround(pieces, k);
    const strange = words.filter((word) => !neutral.has(word));
    if (strange.length > 0) for (const symbol of heads) found.push({ symbol, words: strange });
  });
  return found;
}

/** Words of the clause that brings in the formula behind piece k; none where nothing is brought in. */
function clauseAround(pieces: readonly string[], k: number): readonly string[] {
  const before: string[] = [];
  for (let at = k; at >= 0; at--) {
    const piece = pieces[at] ?? '';
    const cut = Math.max(...[...piece.matchAll(/[.;:?!]\s/g)].map((match) => match.index + 1), -1);
    before.unshift(piece.slice(cut + 1));
    if (cut >= 0) break;
  }
  const behind: string[] = [];
  for (let at = k + 1; at < pieces.length; at++) {
    const piece = pieces[at] ?? '';
    const cut = piece.search(/[.;:?!](?:\s|$)/);
    behind.push(cut < 0 ? piece : piece.slice(0, cut));
    if (cut >= 0) break;
  }
  const told = /^\s*,?\s*(?:is|are|be|denotes?|has|have|with|whose|which|that|an?|the)\b/i.test(behind[0] ?? '');
  const opened =
    /\b(?:let|suppose|assume|consider|given|for (?:any|all|every|each|an?|some)|where|denote|take|write)\b/i.test(
      before.join(' '),
    );
  const named =
    /\p{L}[\p{L}-]*\s*$/u.test(before[before.length - 1] ?? '') &&
    /\b(?:function|density|distribution|family|law|map|loss|reward|policy)s?\s*$/i.test(
      before[before.length - 1] ?? '',
    );
  if (!told && !opened && !named) return [];
  return (
    [...before, ...behind]
      .join(' ')
      // "a $k$-D variable"
      .replace(/(?:^|\s)-?(?:D|dim(?:ensional)?)\b/g, ' ')
      .toLowerCase()
      .match(/\p{L}[\p{L}’'-]*/gu) ?? []
  );
}

/** The functions and densities that a formula by itself brings in. */
function headsOf(root: Node): readonly SymbolNode[] {
  switch (root.kind) {
    case 'symbol':
      return [root];
    case 'apply':
      return [root.head];
    case 'mapping':
      return headsOf(root.function);
    case 'chain': {
      const [left, right] = root.operands;
      const [relation] = root.relations;
      if (relation?.kind !== '~' && relation?.kind !== 'in') return [];
      const law = relation.kind === '~' && right && lawOfFormula(right) ? headsOf(right) : [];
      return [...(left && relation.kind === 'in' ? headsOf(left) : []), ...law];
    }
    case 'sequence':
      return root.items.flatMap((item) => headsOf(item.node));
    default:
      return [];
  }
}
