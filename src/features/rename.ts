import { type Analysis, type Occurrence, symbolsIn, symbolSpelling } from '../analysis';
import { filesOf, lineWords, ownText, partAt } from '../document/parts';
import { type Span, span, touches } from '../text/span';
import { formulaAt } from './formula';
import { plainTex } from './plainText';
import { beginnings, type Replacement, replacement } from './replacement';

/** What can be renamed at a place, or why nothing can. */
export type RenameTarget =
  | { readonly kind: 'symbol'; readonly span: Span; readonly name: string }
  | { readonly kind: 'refused'; readonly message: string };

/** The edits of a rename, in document order, or why there is none. */
export type Renaming =
  | { readonly kind: 'edits'; readonly edits: readonly Replacement[] }
  | { readonly kind: 'refused'; readonly message: string };

/** What stands at an offset, for the box in which the new name is typed. */
export function prepareRename(analysis: Analysis, offset: number): RenameTarget {
  const occurrence = analysis.symbols().at(offset);
  if (occurrence === undefined) return refused(nothingToRename(analysis, offset));
  const hindrance = hindranceOf(analysis, occurrence);
  if (hindrance !== undefined) return refused(hindrance);
  const place = nameSpan(analysis, occurrence) ?? occurrence.span;
  return { kind: 'symbol', span: place, name: analysis.document.text.slice(place.from, place.to) };
}

/**
 * Gives the symbol at an offset another name wherever it stands for the same thing. The text with the new name must read as the old one
 * does, each symbol in the place of itself; otherwise the rename is refused.
 */
export function rename(analysis: Analysis, offset: number, newName: string): Renaming {
  const target = prepareRename(analysis, offset);
  const symbols = analysis.symbols();
  const occurrence = symbols.at(offset);
  if (target.kind === 'refused') return target;
  if (occurrence === undefined) return refused('There is no symbol here.');
  const { symbol } = occurrence;
  const name = newName
    .trim()
    .replace(/^\$(.*)\$$/s, '$1')
    .trim();
  if (name === target.name) return { kind: 'edits', edits: [] };
  const spelling = symbolSpelling(name);
  if (spelling === undefined) return refused(`“${name}” is not one symbol: write a letter such as y, \\alpha or x_1.`);
  const indexed = symbol.occurrences.find((other) => !other.whole && other.key.includes('_'));
  if (indexed !== undefined && !spelling.bare)
    return refused(`${plainTex(indexed.key)} has an index of its own, so the new name must be a letter without one.`);
  const clash = symbol.binder === undefined ? symbols.clash(symbol, spelling.key) : undefined;
  if (clash !== undefined)
    return refused(
      `${plainTex(spelling.key)} already stands for something else here (line ${lineOf(analysis, clash.span)}).`,
    );
  const places = symbol.occurrences.flatMap((other) => nameSpan(analysis, other) ?? []);
  const { text } = analysis.document;
  let trouble: number | undefined;
  for (const braces of ['where needed', 'everywhere'] as const) {
    const edits = places.map((place) => replacement(text, place, name, braces));
    trouble = firstDifference(analysis, symbol.id, spelling.key, edits);
    if (trouble === undefined) return { kind: 'edits', edits };
  }
  return refused(
    `With the name ${plainTex(name)}, line ${lineOf(analysis, span(trouble ?? 0, trouble ?? 0))} would be read differently.`,
  );
}

function refused(message: string): { readonly kind: 'refused'; readonly message: string } {
  return { kind: 'refused', message };
}

function nothingToRename(analysis: Analysis, offset: number): string {
  const token = formulaAt(analysis, offset)?.tokens.find(
    ({ span: place }) => touches(place, offset) && offset < place.to,
  );
  if (token?.kind === 'command') return `\\${token.text} is a command, not a symbol that can be renamed.`;
  if (token?.kind === 'character' && /\d/.test(token.text)) return 'A number cannot be renamed.';
  return 'There is no symbol here.';
}

/** Why a symbol cannot be renamed at all. */
function hindranceOf(analysis: Analysis, { symbol }: Occurrence): string | undefined {
  const name = plainTex(symbol.key);
  if (symbol.kind === 'constant') return `${name} has a fixed meaning and cannot be renamed.`;
  if (symbol.kind === 'word') return `“${name}” is a name in words; only symbols can be renamed.`;
  const expanded = symbol.occurrences.find((other) => other.expanded);
  if (expanded !== undefined)
    return `${name} comes out of a macro on line ${lineOf(analysis, expanded.span)}: change the definition of the macro instead.`;
  const elsewhere = symbol.occurrences.find((other) => partAt(analysis.document, other.span.from) !== undefined);
  if (elsewhere !== undefined)
    return `${name} also stands on ${lineWords(analysis.document, elsewhere.span)}, which is taken in here.`;
  const hidden = analysis.symbols().hiddenMention(symbol);
  if (hidden !== undefined)
    return `${name} also stands in something on line ${lineOf(analysis, hidden)} that was not understood.`;
  const scattered = symbol.occurrences.find((other) => nameSpan(analysis, other) === undefined);
  if (scattered !== undefined)
    return `${name} is written in pieces on line ${lineOf(analysis, scattered.span)}, with something between them.`;
  return undefined;
}

/** What a rename replaces: the symbol, or the letter of an entry, a member or a derivative; undefined where that is not in one piece. */
function nameSpan({ document: { text } }: Analysis, { span: place, whole, name }: Occurrence): Span | undefined {
  const pieces = whole ? [place] : beginnings(text, place);
  return pieces.find(({ from, to }) => symbolSpelling(text.slice(from, to))?.key === name);
}

/**
 * Where the new text does not read as the old one: the new name does not stand for one symbol, or two symbols became one. Undefined if all
 * is as it was; that another letter tells indices worse (`W_j` as a member beside `W_1`) does not count.
 */
function firstDifference(
  analysis: Analysis,
  renamed: number,
  key: string,
  edits: readonly Replacement[],
): number | undefined {
  const { language } = analysis.document;
  const text = ownText(analysis.document);
  let grown = 0;
  const places = edits.map(({ span: { from, to }, text: by }) => {
    const place = span(from + grown, from + grown + by.length);
    grown += by.length - (to - from);
    return place;
  });
  const before = outside(
    analysis.symbols().occurrences,
    edits.map((edit) => edit.span),
    ({ symbol }) => symbol.id === renamed,
  );
  const after = outside(
    symbolsIn({ text: applied(text, edits), language, files: filesOf(analysis.document) }).occurrences,
    places,
    (now) => now.key === key,
  );
  const olds = new Map<number, number>();
  let own: number | undefined;
  for (const [i, { symbol, whole, span: place }] of before.entries()) {
    const now = after[i];
    if (!now || group(now) !== group({ symbol })) return place.from;
    const known = olds.get(now.symbol.id);
    if (known !== undefined && known !== symbol.id) return place.from;
    olds.set(now.symbol.id, symbol.id);
    if (symbol.id !== renamed) continue;
    own ??= now.symbol.id;
    if (now.symbol.id !== own || (whole && now.key !== key)) return place.from;
  }
  return after.length > before.length ? (before[before.length - 1]?.span.from ?? 0) : undefined;
}

/** Without what stands inside the name that is put in place of another, as `\theta` in `p_\theta`. Both are in order. */
function outside(
  occurrences: readonly Occurrence[],
  places: readonly Span[],
  isName: (occurrence: Occurrence) => boolean,
): readonly Occurrence[] {
  let next = 0;
  return occurrences.filter((occurrence) => {
    const { from, to } = occurrence.span;
    while ((places[next]?.to ?? Infinity) <= from) next++;
    const place = places[next];
    return place === undefined || from < place.from || to > place.to || isName(occurrence);
  });
}

function group({ symbol: { kind } }: Pick<Occurrence, 'symbol'>): string {
  return kind === 'family' ? 'letter' : kind;
}

function applied(text: string, edits: readonly Replacement[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits) {
    parts.push(text.slice(at, edit.span.from), edit.text);
    at = edit.span.to;
  }
  return parts.join('') + text.slice(at);
}

function lineOf({ document }: Analysis, { from }: Span): number {
  return document.lines.position(from).line + 1;
}
