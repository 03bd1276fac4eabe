import type { Node, SymbolNode } from '../../formula/tree';
import { lawOfFormula, sameLaw } from '../../statement/law';
import type { Sentence } from '../../statement/sentence';
import type { NormMeaning } from './known';
import { spectraIn } from './spectrum-talk';
import { headsOf, traitsBetween, type Piece, type Trait } from './traits';

/** What the words around formulas say of structure, beyond single declarations. */
export type Remark =
  /** "For a vector $v$ of dimension $n$" */
  | { readonly kind: 'dimension'; readonly symbol: SymbolNode; readonly dimension: Node }
  /** "the entries $W_{jk}$ are i.i.d. $\mathcal N(0,1)$" */
  | { readonly kind: 'law'; readonly symbol: SymbolNode; readonly law: string; readonly args: readonly Node[] }
  /** "$W_j$ for the $j$-th row of $W$" */
  | { readonly kind: 'rows' | 'columns'; readonly matrix: SymbolNode }
  /** "an orthogonal matrix $Q$", "the unit vector $u$" */
  | { readonly kind: 'traits'; readonly symbols: readonly SymbolNode[]; readonly traits: readonly Trait[] }
  /** "a stochastic matrix $P$": not used yet, so that it limits what may be said of the symbols. */
  | { readonly kind: 'restriction'; readonly symbols: readonly SymbolNode[]; readonly words: string }
  /** "$g(z, \theta)$ has the same distribution as $x \sim p_\theta$" */
  | { readonly kind: 'same law'; readonly expression: Node; readonly law: string }
  /** "$\|\cdot\|_*$ the spectral norm" */
  | { readonly kind: 'norm'; readonly subscript: Node; readonly meaning: NormMeaning };

export function readRemarks(sentence: Sentence): readonly Remark[] {
  const words = sentence.text.split('⟦⟧');
  const pieces: Piece[] = sentence.passages.map((passage, k) => ({
    node: passage.formula.root,
    behind: (words[k + 1] ?? '').trim(),
  }));
  // What is understood of eigenvalues restricts nothing.
  const spectra = spectraIn(words, pieces);
  const rest = words.map((text, k) =>
    spectra.reduce((left, s) => (s.place === k ? left.replace(s.words, ', ') : left), text),
  );
  const restrictions = words.flatMap((_, k) => propertiesBetween(rest, pieces, k));
  return [...restrictions, ...pieces.flatMap((piece, k) => remarksAt(piece, pieces[k + 1], words[k] ?? ''))];
}

/** Properties of vectors and matrices; what `traitsBetween` does not understand of them, no instance is made to have. */
const properties =
  /\b(?:(?:(?:skew|anti)-?\s?)?symmetric|orthogonal|orthonormal|unitary|hermitian|diagonal|triangular|invertible|idempotent|nilpotent|positive[- ](?:semi-?\s?)?definite|stochastic|(?:low|full)[- ]rank|non-?singular|S?PD|PSD|one-hot|unit(?:[- ](?:norm|length|vectors?))|normali[sz]ed|(?:standard |canonical )?basis|eigen\w+|singular vectors?|projections?|projectors?|permutation|commut(?:e|es|ing)|circulant|isometr\w+|aligned|rank(?!\s+of)|correlated|linearly (?:in)?dependent|(?:anti-?)?parallel|coll?inear|distinct|sparse|(?:non-?zero|vanishing|equal) (?:entries|entry|components?|coordinates?)|same direction|square(?= matri|\s*$|\s*[,.;)]| and\b))\b/i;

function propertiesBetween(words: readonly string[], pieces: readonly Piece[], k: number): readonly Remark[] {
  const between = words[k] ?? '';
  if (!properties.test(between)) return [];
  // What is said under a condition holds there only.
  const isFree = !/\b(?:if|when|whenever|unless|not|suppose)\b/i.test(words.slice(0, k + 1).join(' '));
  const said = isFree ? traitsBetween(between, pieces, k) : undefined;
  const found = properties.exec(said ? between.replace(said.words, '') : between)?.[0];
  const remarks: Remark[] = said ? [{ kind: 'traits', symbols: said.symbols, traits: said.traits }] : [];
  if (found === undefined) return remarks;
  const symbols = [pieces[k - 1], pieces[k]].flatMap((piece) => (piece ? headsOf(piece.node) : []));
  return symbols.length > 0 ? [...remarks, { kind: 'restriction', symbols, words: found }] : remarks;
}

const lawVerb =
  /^(?:(?:are|is|be|being|has|have|all|each|both|drawn|sampled|distributed|initiali[sz]ed|from|as|to|according|independently|independent|identically|mutually|and|,|i\.?\s?i\.?\s?d\.?)\s*)+$/i;

/** `p_\theta` of itself and of `x \sim p_\theta`. */
function lawSaidBy(node: Node): string | undefined {
  if (node.kind === 'chain')
    return node.relations.length === 1 && node.relations[0]?.kind === '~' && node.operands[1]
      ? lawSaidBy(node.operands[1])
      : undefined;
  return lawOfFormula(node)?.law;
}

function remarksAt(piece: Piece, next: Piece | undefined, before: string): readonly Remark[] {
  const { node, behind } = piece;
  const found: Remark[] = [];
  if (next) {
    if (/^of (?:dimension|length|size)$/.test(behind) && node.kind === 'symbol')
      found.push({ kind: 'dimension', symbol: node, dimension: next.node });
    const law = lawVerb.test(behind) ? lawOfFormula(next.node) : undefined;
    if (law && node.kind === 'symbol') found.push({ kind: 'law', symbol: node, law: law.law, args: law.args });
    const other = sameLaw.test(behind) ? lawSaidBy(next.node) : undefined;
    if (other !== undefined && node.kind !== 'symbol') found.push({ kind: 'same law', expression: node, law: other });
    const part = /^-?\s?th (row|column) of$/.exec(behind)?.[1];
    if (part !== undefined && next.node.kind === 'symbol')
      found.push({ kind: part === 'row' ? 'rows' : 'columns', matrix: next.node });
  }
  if (node.kind === 'norm' && node.subscript) {
    const meaning = normMeant(behind);
    if (meaning && !/\bnot\s*$/.test(before)) found.push({ kind: 'norm', subscript: node.subscript, meaning });
  }
  return found;
}

/** The norm that words right behind its sign name. */
function normMeant(words: string): NormMeaning | undefined {
  const name =
    /^(?:is|denotes|means|stands for|for|be|as|,|\(|:)?\s*(?:the|an?)?\s*(euclidean|spectral|operator|frobenius|nuclear|trace|maximum|max)\s*(?:\(?operator\)?\s*)?norm/i
      .exec(words)?.[1]
      ?.toLowerCase();
  switch (name) {
    case 'euclidean':
      return 'euclidean';
    case 'spectral':
    case 'operator':
      return 'spectral';
    case 'frobenius':
      return 'frobenius';
    case 'nuclear':
    case 'trace':
      return 'nuclear';
    case 'maximum':
    case 'max':
      return 'maximum';
    default:
      return undefined;
  }
}
