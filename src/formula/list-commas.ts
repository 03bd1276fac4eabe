import { isCharacter, isCommand, isDigit, type Lexeme } from './lexeme';

/**
 * The commas that separate the items of a list although digits stand around them as around the comma of a number:
 *
 *     \gcd(252,198)    \{1,150\}    3 \in (1,200)    (x,y) = (3,400)
 *
 * What tells a number in such a bracket is a group that begins with 0, or another comma with a blank behind: `\max(1,500, 2,000)`. In other
 * brackets a comma among digits belongs to a number: `5(1,200)`. Linear in the number of lexemes.
 */
export function listCommas(lexemes: readonly Lexeme[], mates: Int32Array): readonly number[] {
  const found: number[] = [];
  const open: Bracket[] = [];
  lexemes.forEach((lexeme, i) => {
    const mate = mates[i] ?? -1;
    if (mate > i) open.push({ at: i, tight: [], grouped: false });
    else if (mate >= 0) {
      const closed = open.pop();
      if (closed && !closed.grouped && closed.tight.length > 0 && holdsList(lexemes, mates, closed.at))
        found.push(...closed.tight);
    } else if (isCharacter(lexeme, ',')) {
      const inner = open.at(-1);
      const next = lexemes[i + 1];
      if (!inner) return;
      if (next?.gap !== 'none' || isCharacter(next, '0')) inner.grouped = true;
      else if (isDigit(next)) inner.tight.push(i);
    }
  });
  return found;
}

interface Bracket {
  readonly at: number;
  /** Commas with a digit right behind. */
  readonly tight: number[];
  /** Whether something tells that such commas group digits. */
  grouped: boolean;
}

function holdsList(lexemes: readonly Lexeme[], mates: Int32Array, at: number): boolean {
  const bracket = lexemes[at];
  if (isCommand(bracket, '{', 'lbrace')) return true;
  if (!isCharacter(bracket, '(', '[') && !isCommand(bracket, 'lparen', 'lbrack')) return false;
  const before = lexemes[at - 1];
  if (isCommand(before, 'in', 'notin', 'subset', 'subseteq', 'gcd', 'lcm', 'max', 'min', 'sup', 'inf')) return true;
  if (before?.kind === 'word') return listFunction.test(before.text);
  if (isCharacter(before, '=')) return isTuple(lexemes, mates, at - 2);
  const letters = lexemes.slice(Math.max(0, at - 3), at);
  return letters.every(({ kind }) => kind === 'character') && listFunction.test(letters.map((l) => l.text).join(''));
}

const listFunction = /^(?:gcd|gcf|hcf|lcm|max|min|sup|inf)$/i;

/** Whether a bracket with a list of other things than digits ends there. */
function isTuple(lexemes: readonly Lexeme[], mates: Int32Array, end: number): boolean {
  const from = mates[end] ?? -1;
  if (from < 0 || from > end) return false;
  return lexemes.slice(from, end).some((lexeme, k) => isCharacter(lexeme, ',') && !isDigit(lexemes[from + k + 1]));
}
