import { table } from './table';
import { isCharacter, isCommand, type Lexeme } from '../lexeme';
import type { Factor, Logic, Term } from '../tree';
import { isRelationSign } from './relations';
import { functionCommands } from './functions';

/** Signs between terms. */
export function termSign(lexeme: Lexeme | undefined): Term['sign'] | undefined {
  if (lexeme?.kind === 'character') return lexeme.text === '+' || lexeme.text === '-' ? lexeme.text : undefined;
  if (lexeme?.kind !== 'command') return undefined;
  return lexeme.text === 'pm' ? '\\pm' : lexeme.text === 'mp' ? '\\mp' : undefined;
}

const factorCommands = table<Factor['operator']>({
  cdot: '\\cdot',
  cdotp: '\\cdot',
  times: '\\times',
  ast: '*',
  odot: '\\odot',
  otimes: '\\otimes',
  circ: '\\circ',
});

/** Signs between factors. */
export function factorSign(lexeme: Lexeme | undefined): Factor['operator'] | undefined {
  if (lexeme?.kind === 'character') return lexeme.text === '*' ? '*' : undefined;
  return lexeme?.kind === 'command' ? factorCommands.get(lexeme.text) : undefined;
}

export function divisionSign(lexeme: Lexeme | undefined): 'slash' | 'div' | undefined {
  if (lexeme?.kind === 'character') return lexeme.text === '/' ? 'slash' : undefined;
  return lexeme?.kind === 'command' && lexeme.text === 'div' ? 'div' : undefined;
}

/** Operations that the tree has no node for: a `Call` of this name with both operands. Sets bind loosest, the others like a product. */
export const setOperations = table<string>({
  cup: 'union',
  cap: 'intersection',
  setminus: 'difference',
  smallsetminus: 'difference',
  backslash: 'difference',
});
export const namedOperations = table<string>({
  star: 'star',
  diamond: 'diamond',
  Diamond: 'Diamond',
  bullet: 'bullet',
  oplus: 'oplus',
  ominus: 'ominus',
  oslash: 'oslash',
  boxplus: 'boxplus',
  boxtimes: 'boxtimes',
  circledast: 'circledast',
  bigcirc: 'bigcirc',
  diamondsuit: 'diamondsuit',
  heartsuit: 'heartsuit',
  spadesuit: 'spadesuit',
  clubsuit: 'clubsuit',
  bigstar: 'bigstar',
  triangleleft: 'triangleleft',
  triangleright: 'triangleright',
  ltimes: 'ltimes',
  rtimes: 'rtimes',
  sqcup: 'sqcup',
  uplus: 'uplus',
  amalg: 'amalg',
  '#': '#',
  '&': '&',
});

export const connectives = table<Logic['connective']>({
  implies: 'implies',
  Rightarrow: 'implies',
  Longrightarrow: 'implies',
  therefore: 'implies',
  iff: 'iff',
  Leftrightarrow: 'iff',
  Longleftrightarrow: 'iff',
  leftrightarrow: 'iff',
  Leftarrow: 'implied-by',
  Longleftarrow: 'implied-by',
  impliedby: 'implied-by',
  because: 'implied-by',
  land: 'and',
  wedge: 'and',
  lor: 'or',
  vee: 'or',
  neg: 'not',
  lnot: 'not',
});

const otherPrefixes: ReadonlySet<string> = new Set(
  'sum prod int iint iiint oint lim max min sup inf arg bigcup bigcap mid middle not forall exists nexists bmod mod pmod left colon frac dfrac tfrac cfrac sqrt binom partial nabla surd Rightarrow'.split(
    ' ',
  ),
);

/** Whether a lexeme is no end of an operand, so that a bar behind it opens. */
export function noOperand(lexeme: Lexeme): boolean {
  if (lexeme.kind === 'character' && /^[,;:]$/.test(lexeme.text)) return true;
  return (
    termSign(lexeme) !== undefined ||
    factorSign(lexeme) !== undefined ||
    divisionSign(lexeme) !== undefined ||
    isRelationSign(lexeme) ||
    (lexeme.kind === 'command' &&
      (connectives.has(lexeme.text) ||
        setOperations.has(lexeme.text) ||
        functionCommands.has(lexeme.text) ||
        otherPrefixes.has(lexeme.text)))
  );
}

export function factorCommand(name: string): boolean {
  return factorCommands.has(name);
}

/**
 * `P(+ \mid D)`, `f(-)`: a sign between brackets, commas and bars is the name of a result. A bar behind it may open, as in `(-|a|)`: only a
 * probability has a condition there.
 */
export function isLoneSign(lexemeAt: (offset: number) => Lexeme | undefined): boolean {
  const [head, before, sign, behind] = [lexemeAt(-2), lexemeAt(-1), lexemeAt(0), lexemeAt(1)];
  if (!isCharacter(sign, '+', '-')) return false;
  if (!isCharacter(before, '(', '[', ',', '|') && !isCommand(before, 'mid', '{')) return false;
  if (isCharacter(behind, '|')) return isCharacter(head, 'P', 'p') || isCommand(head, 'Pr');
  return isCharacter(behind, ')', ']', ',') || isCommand(behind, 'mid', '}');
}
