import { printLatex } from '../formula/print';
import type { Node } from '../formula/tree';
import { symbolsOf } from '../formula/walk';
import type { Passage } from './sentence';

/**
 * Whether a formula is only recalled or given as a reason, so that what is being worked out goes on behind it.
 *
 *     Since $\cos 144^\circ = -\cos 36^\circ$, substitute this into the expression: $= …$
 *           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^                                          goes on from the line before
 */
export function isAside(passage: Passage): boolean {
  return !/\bexpression\b/i.test(passage.since) && asides.test(passage.lead);
}

const asides = /\b(?:since|because|recall\w*|remember|note|notice|know|identity|formula|fact)\b/i;

/** Whether a leading `=` goes on from "the expression" that is being worked out rather than from the formula right before. */
export function resumesExpression(passage: Passage): boolean {
  if (namesExpression.test(passage.since)) return true;
  const { previous } = passage;
  return previous !== undefined && /^\W*(?:since|because)\b/i.test(previous.lead);
}

const namesExpression =
  /\b(?:the|this|our|that)\s+(?:(?:whole|given|original|previous|same|resulting|entire|above)\s+)*(?:expression|sum|product|fraction|difference|integral)\b/i;

/**
 * What "or" behind an equation is: `same`, where it says the same in other words, `open`, where the words and the shapes of the equations leave that open, else
 * `alternative`: another possibility.
 *
 *     we have $42 \cdot 56 = c$, or $c = 2352$               same: the first is a value worked out
 *     this yields $4x - 4x^2 = 2y$, or $(2x-1)^2 + 2y = 1$  open
 *     so $x = 2$ or $x = 3$; $a = 0$, or $b = 0$            alternative: a side is the same, or both name values
 */
export function kindOfOr(first: Passage | undefined, second: Passage): 'same' | 'open' | 'alternative' {
  if (!first || first.sentence !== second.sentence) return 'alternative';
  const words = /^(,?)\s*or(?: equivalently| simply| in other words)?,?\s*$/i.exec(second.since);
  if (!words || (words[1] === '' && first.origin !== 'display') || /\beither\b/i.test(second.lead))
    return 'alternative';
  const [before, behind] = [equationOf(first.formula.root), equationOf(second.formula.root)];
  if (!before || !behind) return 'alternative';
  const [known, told] = [new Set(symbolsOf(first.formula.root)), symbolsOf(second.formula.root)];
  if (!told.every((key) => known.has(key))) return 'alternative';
  if (printLatex(behind.left) === printLatex(before.left) || (isZero(before.right) && isZero(behind.right)))
    return 'alternative';
  if (before.left.kind === 'symbol' && behind.left.kind === 'symbol') return 'alternative';
  if (known.size === 1 && before.right.kind === 'symbol' && symbolsOf(before.left).length === 0) return 'same';
  return known.size > 1 && told.length === known.size ? 'open' : 'alternative';
}

/** What the words between two relations say of them. */
export function joinIn(words: string): 'or' | 'and' | undefined {
  const text = words
    .toLowerCase()
    .replace(/[\s,;]+/g, ' ')
    .trim();
  if (/^(?:or|and\/or|or else|or that)$/.test(text)) return 'or';
  return text === '' || text === 'and' || text === '&' ? 'and' : undefined;
}

/** "Combine like terms:", "Divide both sides by 4 to solve for $x$:" */
export function announcesStep(words: string): boolean {
  return steps.test(words);
}

const steps =
  /\b(?:simplif\w+|expand\w*|combin\w+|collect\w*|rearrang\w*|distribut\w+|divid\w+|multipl\w+|subtract\w*|add|adding|factor\w*|isolat\w+|solv\w+|cancel\w*)\b[^.;]{0,60}$/i;

/** The same symbol, or the same name in words. */
export function isSameName(a: Node, b: Node): boolean {
  return (a.kind === 'symbol' || a.kind === 'word') && a.kind === b.kind && printLatex(a) === printLatex(b);
}

/** Both sides of a formula that is one equation. */
function equationOf(root: Node): { readonly left: Node; readonly right: Node } | undefined {
  if (root.kind !== 'chain' || root.operands.length !== 2 || root.relations[0]?.kind !== '=') return undefined;
  const [left, right] = root.operands;
  return left && right ? { left, right } : undefined;
}

function isZero(node: Node): boolean {
  return node.kind === 'number' && node.digits === '0';
}
