import type { Apply, Node, SymbolNode } from '../../formula/tree';
import type { Sentence } from '../../statement/sentence';
import type { Span } from '../../text/span';
import { plain } from './known';

/** Where a density is not zero; ends that are infinite are left out. */
export interface SupportSaid {
  readonly lower: Node | undefined;
  readonly upper: Node | undefined;
}

/** "$X$ has density $f(x) = 2x$ on $[0, 1]$" */
export interface SpelledDensity {
  readonly kind: 'density' | 'distribution';
  readonly head: SymbolNode;
  readonly parameter: SymbolNode;
  readonly body: Node;
  readonly variable: SymbolNode;
  readonly support: SupportSaid | undefined;
  readonly span: Span;
}

/** A formula, or one item of a list, with the words before it. */
interface Piece {
  readonly node: Node;
  readonly words: string;
}

const density =
  '(?:probability )?(?:densit(?:y|ies)|pdf|p\\.d\\.f\\.|density function)(?: function)?(?:\\s*\\([a-z.]+\\))?';
const distribution = '(?:cumulative )?(?:distribution function|cdf|c\\.d\\.f\\.)(?:\\s*\\([a-z.]+\\))?';
const link = '(?: of)?(?: is| are| be)?(?: then)?(?: given by| denoted by)?[\\s,:]*$';
const ahead = (noun: string): RegExp =>
  new RegExp(`\\b(?:has|have|having|with|and)(?: the| an?)?(?: \\w+)? ${noun}${link}`, 'i');
const behind = (noun: string): RegExp => new RegExp(`^\\s*(?:be|is)(?: the| an?)? ${noun} of\\s*$`, 'i');
const kinds = [
  { kind: 'density', ahead: ahead(density), behind: behind(density) },
  { kind: 'distribution', ahead: ahead(distribution), behind: behind(distribution) },
] as const;

/** The densities and distribution functions that words give to quantities by a formula. */
export function readSpelled(sentence: Sentence): readonly SpelledDensity[] {
  const words = sentence.text.split('⟦⟧');
  const pieces: Piece[] = sentence.passages.flatMap(({ formula: { root } }, k) =>
    root.kind === 'sequence'
      ? root.items.map((item, i) => ({ node: item.node, words: i === 0 ? (words[k] ?? '') : (item.word ?? '') }))
      : [{ node: root, words: words[k] ?? '' }],
  );
  const last = words.at(-1) ?? '';
  return pieces.flatMap((piece, k): readonly SpelledDensity[] => {
    const rule = ruleIn(piece.node);
    if (!rule) return [];
    const next = pieces[k + 1];
    const said = next && isLead(next.words) ? supportIn(next.node, rule.parameter) : undefined;
    const following = pieces[k + (said ? 2 : 1)];
    const after = following ? following.words : last;
    for (const { kind, ahead: before, behind: then } of kinds) {
      const variable = before.test(piece.words)
        ? nearest(pieces, k, rule.parameter)
        : then.test(after) && following?.node.kind === 'symbol'
          ? following.node
          : undefined;
      if (!variable || variable.key === rule.head.key) continue;
      const cases = supportOfCases(rule.body, rule.parameter);
      if (rule.body.kind === 'cases' && !cases) continue;
      return [
        {
          kind,
          head: rule.head,
          parameter: rule.parameter,
          body: cases?.body ?? rule.body,
          variable,
          support: cases?.support ?? said,
          span: piece.node.span,
        },
      ];
    }
    return [];
  });
}

function ruleIn(
  node: Node,
): { readonly head: SymbolNode; readonly parameter: SymbolNode; readonly body: Node } | undefined {
  if (node.kind !== 'chain' || node.relations[0]?.kind !== '=') return undefined;
  const [left, body] = node.operands;
  if (left?.kind !== 'apply' || left.given || left.inverse || !body) return undefined;
  const [parameter, more] = (left satisfies Apply).args;
  return parameter?.kind === 'symbol' && !more ? { head: left.head, parameter, body } : undefined;
}

/** Words that lead from a density to where it holds. */
function isLead(words: string): boolean {
  return /^\s*,?\s*(?:(?:on|over|for|when|if|where|with|in)(?: all| the interval)?)?\s*$/i.test(words);
}

/** The quantity that is spoken of before: the last lone symbol. */
function nearest(pieces: readonly Piece[], k: number, parameter: SymbolNode): SymbolNode | undefined {
  for (let i = k - 1; i >= 0; i--) {
    const node = pieces[i]?.node;
    const head = node?.kind === 'chain' ? node.operands[0] : node;
    if (head?.kind === 'symbol' && head.key !== parameter.key) return head;
  }
  return undefined;
}

function supportIn(node: Node, parameter: SymbolNode): SupportSaid | undefined {
  const bare = plain(node);
  if (bare.kind === 'tuple') return intervalIn(bare);
  if (bare.kind !== 'chain') return undefined;
  const { operands, relations } = bare;
  const isParameter = (side: Node | undefined): boolean => side?.kind === 'symbol' && side.key === parameter.key;
  const [first, second, third] = operands;
  const [relation, next] = relations;
  if (!first || !second || !relation || relations.some(({ negated }) => negated)) return undefined;
  if (!next) {
    if (relation.kind === 'in' && isParameter(first))
      return plain(second).kind === 'tuple' ? intervalIn(plain(second)) : lineIn(second);
    const [below, above] = [/^<=?$/, /^>=?$/].map((sign) => sign.test(relation.kind));
    if (isParameter(first)) return above ? finite(second, undefined) : below ? finite(undefined, second) : undefined;
    if (isParameter(second)) return below ? finite(first, undefined) : above ? finite(undefined, first) : undefined;
    return undefined;
  }
  const isRising = /^<=?$/.test(relation.kind) && /^<=?$/.test(next.kind);
  return relations.length === 2 && isRising && isParameter(second) ? finite(first, third) : undefined;
}

function intervalIn(node: Node): SupportSaid | undefined {
  if (node.kind !== 'tuple' || node.open === '{' || node.open === '<' || node.items.length !== 2) return undefined;
  return finite(node.items[0], node.items[1]);
}

/** `\mathbb{R}` */
function lineIn(set: Node): SupportSaid | undefined {
  const isLine =
    set.kind === 'symbol' && /^\\(?:mathbb|mathbf)\s?\{?R\}?$/.test(set.letter) && set.subscripts.length === 0;
  return isLine ? { lower: undefined, upper: undefined } : undefined;
}

function finite(lower: Node | undefined, upper: Node | undefined): SupportSaid {
  const end = (node: Node | undefined): Node | undefined => (node && isInfinite(node) ? undefined : node);
  return { lower: end(lower), upper: end(upper) };
}

function isInfinite(node: Node): boolean {
  const bare = plain(node);
  if (bare.kind === 'symbol') return bare.key === '\\infty';
  return bare.kind === 'add' && bare.terms.length === 1 && bare.terms.every((term) => isInfinite(term.node));
}

/** The one row of cases that is not zero. */
function supportOfCases(
  body: Node,
  parameter: SymbolNode,
): { readonly body: Node; readonly support: SupportSaid } | undefined {
  if (body.kind !== 'cases') return undefined;
  const [row, more] = body.rows.filter(({ value }) => !(value.kind === 'number' && /^0+$/.test(value.digits)));
  const support = row?.condition && supportIn(row.condition, parameter);
  return row && support && !more ? { body: row.value, support } : undefined;
}
