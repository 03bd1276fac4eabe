import { cover } from '../../text/span';
import { orderOf } from '../order';
import type { Reader } from '../reader';
import type { Call, Node } from '../tree';

/** Letters that are indicators before a statement in any brackets, and below which one may stand. */
const surely = /^\\math(?:bf|bb)\{1\}$|^\\mathbb\{I\}$/;

/** Letters that are one before a statement in braces. */
const inBraces = /^(?:I|\\math(?:bf|rm)\{I\})$/;

/**
 * `\mathbf 1\{a = b\}`, `\mathbb{1}[x > 0]`, `\mathbb{I}(y = k)`, `\mathbf{1}_{z > 0}`, `1\{i = j\}`: 1 where the statement holds, else 0.
 * The cursor stands behind `head`; where no statement follows it stays there.
 */
export function readIndicator(r: Reader, head: Node): Call | undefined {
  const letter = head.kind === 'symbol' && head.marks.length + head.subscripts.length === 0 ? head.letter : '';
  const one = head.kind === 'number' && head.digits === '1' && head.radix === undefined && head.repeating === undefined;
  const sure = surely.test(letter);
  if (!sure && !one && !inBraces.test(letter)) return undefined;
  const start = r.at;
  const next = r.peek();
  if (next === undefined || next.gap === 'wide') return undefined;
  const statements = next.kind === 'subscript' ? (sure ? below(r) : []) : inBrackets(r, sure, one);
  if (statements.length === 0 || !statements.every(isStatement)) {
    r.at = start;
    return undefined;
  }
  return { kind: 'call', name: 'indicator', nameSpan: head.span, args: statements, span: cover(head.span, r.behind()) };
}

function inBrackets(r: Reader, sure: boolean, one: boolean): readonly Node[] {
  if (!r.atBracket(...(sure ? (['(', '[', '\\{'] as const) : one ? (['[', '\\{'] as const) : (['\\{'] as const))))
    return [];
  const { args, given } = r.bracketed();
  return given === undefined ? args : [];
}

/** `_{a = b}`, `_{\{a = b\}}`, `_{[a = b]}` */
function below(r: Reader): readonly Node[] {
  const node = r.scriptNode(r.script());
  if (node.kind === 'tuple' && node.open === '{') return node.items;
  return [node.kind === 'group' ? node.body : node];
}

function isStatement(node: Node): boolean {
  if (node.kind === 'logic') return isStatement(node.right);
  return (
    node.kind === 'chain' &&
    node.operands.every((operand) => operand.kind !== 'empty') &&
    node.relations.every(({ kind }) => kind === 'in' || (kind !== ':=' && orderOf(kind) !== undefined))
  );
}
