/** One step of a place in an outline: the 3 of "Problem 3", the b of "(b)", the ii of "(ii)". */
export interface Place {
  readonly style: 'number' | 'letter';
  /** "3", "1.2", "b", "ii"; letters of a keyword as written ("Problem A", "Problem II"). */
  readonly text: string;
}

/** What names a place of the outline, at the start of a heading or paragraph. */
export interface Label {
  /** "Problem", "Question", "Exercise" give `problem`, "Part" gives `part`; undefined for a bare marker. */
  readonly word: 'problem' | 'part' | undefined;
  /** From the outside in: `1. (a)` is 1, then a. Empty for a keyword alone. */
  readonly path: readonly Place[];
  /** How many characters of the text it takes. */
  readonly length: number;
}

/**
 * The label that a heading or paragraph begins with.
 *
 *     Problem 3(b): Gradients     1. (a) Let $x$ be …     (ii) Find …     3 Policy gradients
 *     ^^^^^^^^^^^^                 ^^^^^^                  ^^^^            ^
 *
 * A bare number without full stop or bracket counts in headings only.
 */
export function readLabel(text: string, where: 'heading' | 'paragraph'): Label | undefined {
  return keywordLabel(text, where) ?? bareLabel(text, where);
}

/** Sub-places behind a number: `(b)`, `(b)(ii)`, `b`, `.b`. */
const below = String.raw`(?:\s?\(([a-z]{1,4})\)|\.?([a-h])(?![A-Za-z0-9]))?(?:\s?\(([ivx]{1,4})\))?`;
const keyword = new RegExp(
  String.raw`^(problem|question|exercise|task|prob\.|subproblem|part|q\.?(?=\s?\d))(?![A-Za-z])` +
    String.raw`(?:\s{0,3}(?:no\.?|number|#)?\s{0,3}(?:(\d{1,3}(?:\.\d{1,3}){0,3})|([IVX]{1,5}|[A-Z])(?![A-Za-z0-9'’]))${below}|\s{1,3}\(([a-z]{1,4})\)|\s{1,3}([a-h])(?=[):.]|\s{0,3}$))?`,
  'i',
);
/** What has to follow in running text, so that "Problem 2 asks for …" opens nothing. */
const closed = /^\s{0,3}(?:[:.)—–-]|\(|\[|$)/;
/** "Problem Set 3", "Problem Restatement" are no labels of a problem. */
const otherProblem =
  /^(?:problem|question|task|part|exercise)\s{1,3}(?:sets?|restate\w*|statements?|descriptions?|solving|with|of|is|and|to|in|on)\b/i;

function keywordLabel(text: string, where: 'heading' | 'paragraph'): Label | undefined {
  const match = keyword.exec(text);
  if (!match || otherProblem.test(text)) return undefined;
  const [whole, word = '', number, capital, bracket, letter, roman, onlyBracket, onlyLetter] = match;
  const path: Place[] = [];
  if (number !== undefined) path.push({ style: 'number', text: number });
  else if (capital !== undefined) path.push({ style: 'letter', text: capital });
  for (const deeper of [bracket ?? letter, roman, onlyBracket, onlyLetter]) {
    if (deeper !== undefined) path.push({ style: 'letter', text: deeper.toLowerCase() });
  }
  if (where === 'paragraph' && !closed.test(text.slice(whole.length, whole.length + 8))) return undefined;
  const part = /^(?:part|subproblem)$/i.test(word);
  if (part && path.length === 0) return undefined;
  // "Part B" names the same place as "(b)".
  const places = part ? path.map((p): Place => ({ ...p, text: p.text.toLowerCase() })) : path;
  return { word: part ? 'part' : 'problem', path: places, length: whole.length };
}

const numberAndLetter = /^(\d{1,3})\s?[.)]?\s{0,3}\(([a-z])\)(?:\s?\(([ivx]{1,4})\))?(?=\s{0,3}(?:$|[.:&,]|[A-Za-z*]))/;
const bracketed = /^\(([a-z]|[ivx]{1,4})\)(?:\s?\(([ivx]{1,4})\))?/;
const halfBracketed = /^([a-z]|[ivx]{2,4})\)(?=\s|$)/;
const numbered = /^(\d{1,3})[.)](?=\s|$)/;
const headingNumber = /^(\d{1,3}(?:\.\d{1,3}){0,3})[.):]?(?=\s{1,4}\S|$)/;

function bareLabel(text: string, where: 'heading' | 'paragraph'): Label | undefined {
  const both = numberAndLetter.exec(text);
  if (both) return label(both[0], [both[1]], [both[2], both[3]]);
  const letter = bracketed.exec(text) ?? halfBracketed.exec(text);
  if (letter) return label(letter[0], [], [letter[1], letter[2]]);
  const number = (where === 'heading' ? headingNumber : numbered).exec(text);
  return number ? label(number[0], [number[1]], []) : undefined;
}

function label(
  whole: string,
  numbers: readonly (string | undefined)[],
  letters: readonly (string | undefined)[],
): Label {
  const path: Place[] = [];
  for (const text of numbers) if (text !== undefined) path.push({ style: 'number', text });
  for (const text of letters) if (text !== undefined) path.push({ style: 'letter', text });
  return { word: undefined, path, length: whole.length };
}

const romans = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii', 'xiii', 'xiv', 'xv'];

/** The value of a roman numeral in small letters up to 15, or undefined. */
export function romanValue(text: string): number | undefined {
  const index = romans.indexOf(text);
  return index < 0 ? undefined : index + 1;
}
