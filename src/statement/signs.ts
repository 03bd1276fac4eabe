import type { Block, Boundary, Heading, Inline, Paragraph, SourceDocument } from '../document/document';
import { pushCases } from './cases';
import { readLabel, type Label } from './label';
import type { BlockSign, EnvironmentSign, LabelSign, Sign, SolutionSign } from './sign';

/** The signs of a document's outline, in order. */
export function readSigns(document: SourceDocument): readonly Sign[] {
  const signs: Sign[] = [];
  let before = 0;
  for (const block of document.blocks) {
    pushBlock(block, before, document.text, signs);
    before = Math.max(before, block.span.to);
  }
  return withNamedProblems(signs);
}

/**
 * Headings without a label are problems where several of them lead to a solution of their own, and none has a label:
 *
 *     # Softmax          a problem
 *     ## Solution
 *     # Linear layers    a problem
 *     ## Solution
 */
function withNamedProblems(signs: readonly Sign[]): readonly Sign[] {
  if (signs.some((sign) => sign.kind === 'label' && sign.form.style === 'heading')) return signs;
  const named = new Set<Sign>();
  let heading: BlockSign | undefined;
  for (const [k, sign] of signs.entries()) {
    const next = signs[k + 1];
    if (sign.kind === 'block' && sign.level !== undefined && !(next?.kind === 'solution' && next.from === sign.from))
      heading = sign;
    if (sign.kind !== 'solution') continue;
    if (heading && (sign.level === undefined || sign.level > (heading.level ?? 0))) named.add(heading);
    heading = undefined;
  }
  if (named.size < 2) return signs;
  return signs.flatMap((sign): readonly Sign[] => {
    if (sign.kind !== 'block' || !named.has(sign)) return [sign];
    const { from, before, title, level = 0 } = sign;
    const label: Label = { word: 'problem', path: [], length: 0 };
    return [sign, { kind: 'label', from, before, label, form: { style: 'heading', depth: level }, title }];
  });
}

function pushBlock(block: Block, before: number, source: string, signs: Sign[]): void {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      pushText(block, before, source, signs);
      return;
    case 'code':
      return;
    case 'begin':
    case 'end':
      pushBoundary(block, before, signs);
      return;
  }
}

const environments: Readonly<Record<string, EnvironmentSign['role']>> = {
  problem: 'problem',
  prob: 'problem',
  question: 'problem',
  exercise: 'problem',
  task: 'problem',
  homeworkproblem: 'problem',
  solution: 'solution',
  sol: 'solution',
  soln: 'solution',
  answer: 'solution',
  response: 'solution',
  proof: 'solution',
  theorem: 'theorem',
  lemma: 'theorem',
  proposition: 'theorem',
  corollary: 'theorem',
  claim: 'theorem',
};

function pushBoundary(block: Boundary, before: number, signs: Sign[]): void {
  const name = block.name.toLowerCase().replace(/\*$/, '');
  const role = Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (!role) return;
  const word = /^sol/.test(name) ? 'solution' : name;
  signs.push({
    kind: block.kind,
    from: block.span.from,
    to: block.span.to,
    before,
    role,
    name: word,
    title: block.title,
  });
}

function pushText(block: Heading | Paragraph, before: number, source: string, signs: Sign[]): void {
  const level = block.kind === 'heading' ? block.level : undefined;
  const depth = block.kind === 'paragraph' ? block.depth : 0;
  const from = block.span.from;
  const item = block.kind === 'paragraph' ? block.item : undefined;
  const marker = item && /[0-9a-z]/i.test(item.marker) ? `${item.marker} ` : '';
  const { text, strong } = opening(block.content);
  const lead = marker + text;
  const where = block.kind === 'heading' ? 'heading' : 'paragraph';
  const isStrong = strong.length > 0;
  // A strong "**Problem 2**" needs no full stop behind it.
  const label = (isStrong ? readLabel(marker + strong, where) : undefined) ?? readLabel(lead, where);
  const style = level !== undefined ? 'heading' : isStrong ? 'strong' : item ? 'item' : 'plain';
  const rest = label ? lead.slice(label.length).replace(/^[\s.:)—–-]{1,8}/, '') : lead;
  const title = titleOf(marker, block.content, source);
  signs.push({ kind: 'block', from, before, level, depth, title });
  const solution = readSolution(rest, level !== undefined || isStrong ? strongPart(rest, strong, level) : undefined);
  if (solution) {
    const own = label && (label.word !== undefined || label.path.some((p) => p.style === 'letter')) ? label : undefined;
    signs.push({ kind: 'solution', from, before, level, title, ...solution, of: own ?? solution.of });
  } else if (label && acceptable(label, style)) {
    signs.push({ kind: 'label', from, before, label, form: { style, depth: level ?? item?.depth ?? 0 }, title });
  }
  pushCases(block, before, signs);
}

/** "Problem:" without a number in plain running text is too little to open a problem. */
function acceptable(label: Label, style: LabelSign['form']['style']): boolean {
  return label.path.length > 0 || style === 'heading' || style === 'strong';
}

/** The words before the first formula, at most 200 characters; `strong` is what of them is set in bold at the start. */
function opening(content: readonly Inline[]): { readonly text: string; readonly strong: string } {
  let text = '';
  let strong = '';
  let bold = true;
  for (const inline of content) {
    if (inline.kind === 'directive') continue;
    if (inline.kind !== 'prose' || text.length > 200) break;
    const piece = text === '' ? inline.text.trimStart() : inline.text;
    bold = bold && inline.strong;
    if (bold) strong += piece;
    text += piece;
  }
  return { text: text.slice(0, 240), strong: strong.trimEnd().slice(0, 240) };
}

/** What of the rest behind the label is still bold; all of a heading counts as bold. */
function strongPart(rest: string, strong: string, level: number | undefined): string | undefined {
  if (level !== undefined) return rest;
  for (let length = Math.min(rest.length, strong.length); length > 0; length--) {
    if (strong.endsWith(rest.slice(0, length))) return rest.slice(0, length);
  }
  return undefined;
}

const solutionWord =
  /^((?:(?:my|our|sample|model|official|full|detailed|complete|proposed|short|step[- ]by[- ]step|alternative|alternate|another|second|third|corrected|revised)\s)*)(solutions?|answers?|response|proof)(?![A-Za-z])/i;

type Solution = Pick<SolutionSign, 'word' | 'of' | 'number' | 'fresh' | 'vague'>;

/** `prominent` is the heading or the bold words; in plain text a colon, a full stop or the end must follow and a capital begin. */
function readSolution(text: string, prominent: string | undefined): Solution | undefined {
  const match = solutionWord.exec(prominent ?? text);
  if (!match) return undefined;
  if (prominent === undefined && !/^[A-Z]/.test(text)) return undefined;
  const rest = (prominent ?? text).slice(match[0].length, match[0].length + 80);
  const word = (match[2] ?? '').toLowerCase().replace(/^(solution|answer)s$/, '$1');
  const fresh = /alternat|another|second|third|corrected|revised/i.test(match[1] ?? '');
  const own = { word, of: undefined, number: undefined, fresh, vague: false };
  if (prominent !== undefined ? /^\s*(?:$|[:.(—–-])/.test(rest) : /^\s{0,3}(?:$|[:.]|[—–]\s)/.test(rest)) {
    const inBrackets = /^\s*\((?=(?:part|problem|question|[a-z]\)))/i.exec(rest);
    const of = inBrackets ? readLabel(rest.trimStart().replace(/^\((?!.?\))/, ''), 'heading') : undefined;
    return { ...own, of: of?.path.length ? of : undefined };
  }
  const number = /^\s?#?(\d{1,2})(?=\s*(?:$|[:.]))/.exec(rest)?.[1];
  if (number !== undefined) return { ...own, number };
  const to = /^\s(?:to|for|of)\s(?:the\s)?/i.exec(rest);
  const of = readLabel(rest.slice(to?.[0].length ?? 0).trimStart(), 'heading');
  if (of && of.path.length > 0 && (to || of.word || of.path.some((p) => p.style === 'letter'))) return { ...own, of };
  const ended = prominent !== undefined || /^[^.:]{0,60}[:.](?:\s|$)/.test(rest);
  return to && ended ? { ...own, vague: word !== 'proof' } : undefined;
}

const longestTitle = 80;

/** The text on one line, formulas as they are written. */
function titleOf(marker: string, content: readonly Inline[], source: string): string {
  let text = marker;
  for (const inline of content) {
    if (text.length > 3 * longestTitle) break;
    switch (inline.kind) {
      case 'prose':
        text += inline.text;
        break;
      case 'math':
        text += source.slice(inline.inner.from, Math.min(inline.inner.to, inline.inner.from + 2 * longestTitle));
        break;
      case 'code':
        text += source
          .slice(inline.span.from, Math.min(inline.span.to, inline.span.from + longestTitle))
          .replace(/`/g, '');
        break;
      case 'directive':
        break;
    }
  }
  return oneLine(text);
}

/** White space made single, cut at a word behind about 80 characters. */
export function oneLine(text: string): string {
  const line = text
    .slice(0, 4 * longestTitle)
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= longestTitle) return line;
  const cut = line.slice(0, longestTitle - 1);
  const blank = cut.lastIndexOf(' ');
  return `${blank > longestTitle / 2 ? cut.slice(0, blank) : cut}…`;
}
