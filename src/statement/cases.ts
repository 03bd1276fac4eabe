import type { Heading, Paragraph, Prose } from '../document/document';
import type { Sign } from './sign';

const start = String.raw`(?:^|[.!?:;]["')\]]?\s{1,8}|\n[ \t]{0,8})`;
const order = String.raw`(?:(?:first|second|third|next|now|then|finally|similarly)(?:ly)?,?\s)?`;
const named = String.raw`(?:for\s)?(sub-?case|case)\s{1,3}(?:#?\d{1,2}((?:\.\d{1,2}){0,2})|[IVX]{1,4}|[A-Z]|\(?[a-z]\))\s{0,3}(?:[:.)—–(-]|$)`;
const ordinal = String.raw`(?:first|second|third|fourth|fifth|last|other)\scase\s{0,2}[:.]`;
const described = String.raw`(?:let['’]?s?\s(?:us\s)?(?:now\s)?)?(?:consider|for|take)\sthe\s(?:first\s|second\s|other\s|last\s)?case\s(?:when|where|in which|that|of)\b`;
const allCases = String.raw`(?:(?:so|thus|hence|therefore|consequently|finally|overall)[, ]\s?)?(?:in|from|for)\s(?:both|all|either|any|each|every)\s(?:of\s)?(?:the\s|these\s)?(?:two\s|three\s|four\s|possible\s)?cases?\b`;
const together = String.raw`(?:combining|considering|putting|adding|summing)\b[^.:;]{0,50}\bcases\b|(?:in\s)?(?:conclusion|summary)\b\s?[,:]`;
const turn = new RegExp(
  `${start}\\s{0,3}(?:(${order}(?:${named}|${described})|${ordinal})|(${allCases}|${together}))`,
  'gi',
);

/**
 * The cases that begin and end in the block.
 *
 *     Case 1: $x > 0$. Then … Case 2. Here … In both cases, $x^2 > 0$.
 *     ^^^^^^^                 ^^^^^^^        ^^^^^^^^^^^^^
 */
export function pushCases(block: Heading | Paragraph, before: number, signs: Sign[]): void {
  const level = block.kind === 'heading' ? block.level : undefined;
  const item = block.kind === 'paragraph' ? block.item : undefined;
  let fresh = true;
  let first = true;
  block.content.forEach((inline, index) => {
    if (inline.kind === 'directive') return;
    if (inline.kind === 'prose') {
      // "Case $n = 1$:" names its case by a formula.
      const byFormula =
        fresh && /^\s*Case\s*$/.test(inline.text.slice(0, 20)) && block.content[index + 1]?.kind === 'math';
      const open = { before, level, depth: first ? (item?.depth ?? 0) : 0 };
      if (byFormula) signs.push({ kind: 'case', from: inline.span.from, nested: false, ...open });
      else scan(inline, fresh || inline.strong, level !== undefined || inline.strong, open, signs);
    }
    fresh = inline.kind === 'prose' && /[.!?:;]\s*$|\n\s*$/.test(inline.text.slice(-12));
    first = false;
  });
}

function scan(
  prose: Prose,
  fresh: boolean,
  prominent: boolean,
  open: { readonly before: number; readonly level: number | undefined; readonly depth: number },
  signs: Sign[],
): void {
  if (!/cases?\b|conclusion|summary/i.test(prose.text)) return;
  for (const match of prose.text.matchAll(turn)) {
    const words = match[1] ?? match[4] ?? '';
    const at = match.index + match[0].length - words.length;
    if (match.index === 0 && !fresh && !/^[.!?:;\n]/.test(match[0])) continue;
    if (words.startsWith(words.charAt(0).toLowerCase())) continue;
    const from = prose.span.from + at;
    if (match[1] === undefined) {
      signs.push({ kind: 'cases end', from, before: open.before });
      continue;
    }
    // In running text "Case 2" without a colon only refers to the case.
    const ended = /[:.)—–(-]$|[a-z]$/.test(words);
    if (!ended && !prominent) continue;
    const nested = /^sub/i.test(match[2] ?? '') || (match[3] ?? '') !== '';
    signs.push({ kind: 'case', from, nested, ...open, depth: at < 4 ? open.depth : 0 });
  }
}
