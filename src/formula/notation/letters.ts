import { cover } from '../../text/span';
import { at, implicitProduct, symbol } from '../build';
import { isDigit, type Lexeme } from '../lexeme';
import type { Family, OperandReader, Reader } from '../reader';
import type { Node, SymbolNode } from '../tree';
import { readExpectation, uprightOperator } from './probability';

const greek =
  'alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu xi omicron pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega digamma ' +
  'Gamma Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega Delta ell';
const greekNames: ReadonlySet<string> = new Set(greek.split(' '));

/** Whether a command is a letter of the Greek alphabet, or `\ell`. */
export function isGreek(command: string): boolean {
  return greekNames.has(command);
}

/** Letters and letter-like signs: each is a symbol under its own command. */
const letters =
  `${greek} Alpha Beta Epsilon Zeta Eta Iota Kappa Mu Nu Rho Tau Chi ` +
  'hbar imath jmath wp infty aleph beth emptyset top square Box blacksquare bigcirc star bullet diamond Diamond diamondsuit heartsuit spadesuit clubsuit bigstar oplus ominus ' +
  'dagger ddagger Join Finv mho eth complement degree male female S P';

/** Signs with several commands, under one of them. */
const aliases: Readonly<Record<string, string>> = {
  varnothing: 'emptyset',
  iinfty: 'infty',
  varDelta: 'Delta',
  R: 'mathbb{R}',
  N: 'mathbb{N}',
  Z: 'mathbb{Z}',
  Q: 'mathbb{Q}',
  C: 'mathbb{C}',
  RR: 'mathbb{R}',
};

const letter: OperandReader = (_, command) => symbol(`\\${aliases[command.text] ?? command.text}`, command.span);

/** `\Delta x` is one quantity, a change of x; `\Delta` alone a letter. */
const delta: OperandReader = (r, command) => {
  const next = r.peek();
  const sign = symbol('\\Delta', command.span);
  if (next === undefined || next.gap === 'wide' || r.role(r.at) !== 'none') return sign;
  if (next.kind === 'character' && /^\p{L}$/u.test(next.text)) {
    r.next();
    return symbol(`\\Delta ${next.text}`, cover(command.span, next.span));
  }
  if (!isLetterCommand(r)) return sign;
  const letter = r.deeper(() => r.atom());
  if (letter.kind !== 'symbol') return implicitProduct([sign, letter]);
  return symbol(`\\Delta ${letter.letter}`, cover(command.span, letter.span), { marks: letter.marks });
};

/** A letter in a font, with an accent or of the Greek alphabet, which `\Delta` can stand before. */
function isLetterCommand(r: Reader): boolean {
  const next = r.peek();
  return (
    next?.kind === 'command' &&
    (Object.hasOwn(fontNames, next.text) ||
      Object.hasOwn(accentNames, next.text) ||
      (isGreek(next.text) && next.text !== 'Delta'))
  );
}

/** `\angle ABC`, `\triangle ABC`: the sign with its points is one name. */
const figure: OperandReader = (r, command) => {
  const name = command.text === 'measuredangle' ? 'angle' : command.text;
  const from = r.at;
  let text = '';
  const group = r.peek()?.kind === 'open' ? r.mate(r.at) : -1;
  if (group > from) r.at = from + 1;
  const end = group > from ? group : r.end;
  while (r.at < end) {
    const next = r.peek();
    if (next === undefined || (text !== '' && next.gap === 'wide')) break;
    if (next.kind === 'character' && /^\p{Lu}$/u.test(next.text)) text += next.text;
    else if (
      text === '' &&
      next.kind === 'character' &&
      (isDigit(next) || /^\p{Ll}$/u.test(next.text)) &&
      name === 'angle'
    ) {
      text = next.text;
      r.next();
      break;
    } else break;
    r.next();
  }
  if (group > from) {
    if (r.at === group) r.at = group + 1;
    else {
      r.at = from;
      text = '';
    }
  }
  const behind = text === '' ? command.span : cover(command.span, r.behind());
  return symbol(text === '' ? `\\${name}` : `\\${name} ${text}`, behind);
};

// Fonts

const fontNames: Readonly<Record<string, string>> = {
  mathbf: 'mathbf',
  bold: 'mathbf',
  boldsymbol: 'mathbf',
  bm: 'mathbf',
  pmb: 'mathbf',
  mathbb: 'mathbb',
  Bbb: 'mathbb',
  mathds: 'mathbb',
  mathbbm: 'mathbb',
  mathcal: 'mathcal',
  mathscr: 'mathscr',
  mathfrak: 'mathfrak',
  frak: 'mathfrak',
  mathsf: 'mathsf',
  symbf: 'mathbf',
  vb: 'mathbf',
  vu: 'mathbf',
};

/** `\mathbf{x}`, `\mathbb R`, `\boldsymbol{\mu}`: the font belongs to each letter of its argument. */
const font: OperandReader = (r, command) => {
  const name = fontNames[command.text] ?? command.text;
  const place = (): { from: number; to: number } => cover(command.span, r.behind());
  const first = r.peek();
  if (first?.kind === 'character' && /^[\p{L}\p{N}]$/u.test(first.text)) {
    r.next();
    return operatorOr(r, dressed(name, first.text), place());
  }
  const mate = first?.kind === 'open' ? r.mate(r.at) : -1;
  const only = r.lexeme(r.at + 1);
  if (mate === r.at + 2 && mate < r.end && only?.kind === 'character' && /^[\p{L}\p{N}]$/u.test(only.text)) {
    r.at = mate + 1;
    return operatorOr(r, dressed(name, only.text), place());
  }
  const word = mate > 0 && name === 'mathbf' ? lettersOf(r, r.at + 1, mate) : undefined;
  if (word !== undefined && /^(?:Var|Cov|Pr|RMS|argmax|argmin)$/.test(word)) {
    const lexeme: Lexeme = { kind: 'word', text: word, span: r.spanOf(r.at, mate + 1), gap: 'none', style: 'upright' };
    r.at = mate + 1;
    return r.word(lexeme);
  }
  return inFont(r.argument(), name);
};

function operatorOr(r: Reader, text: string, place: { from: number; to: number }): Node {
  const name = symbol(text, place);
  const operator = text.startsWith('\\mathbb{') ? uprightOperator(text.slice(8, 9)) : undefined;
  return operator === undefined ? name : readExpectation(r, { operator, name, lower: undefined });
}

function lettersOf(r: Reader, from: number, to: number): string | undefined {
  let text = '';
  for (let i = from; i < to; i++) {
    const lexeme = r.lexeme(i);
    if (lexeme?.kind === 'word') text += lexeme.text;
    else if (lexeme?.kind === 'character' && /^\p{L}$/u.test(lexeme.text)) text += lexeme.text;
    else return undefined;
  }
  return text === '' ? undefined : text;
}

function dressed(fontName: string, text: string): string {
  if (fontName === 'mathbf' && text.startsWith('\\')) return `\\boldsymbol{${text}}`;
  return `\\${fontName}{${text}}`;
}

/** Puts every plain letter of a node into a font: `\mathbf{x^T x}`, `\mathbf{AB}`. */
function inFont(node: Node, name: string): Node {
  const inner = (part: Node): Node => inFont(part, name);
  if (node.kind === 'symbol')
    return node.letter.includes('{')
      ? node
      : symbol(dressed(name, node.letter), node.span, { marks: node.marks, subscripts: node.subscripts });
  if (node.kind === 'number' && (name === 'mathbb' || name === 'mathbf'))
    return symbol(dressed(name, node.digits), node.span);
  if (node.kind === 'product')
    return { ...node, factors: node.factors.map((factor) => ({ ...factor, node: inner(factor.node) })) };
  if (node.kind === 'add') return { ...node, terms: node.terms.map((term) => ({ ...term, node: inner(term.node) })) };
  if (node.kind === 'chain') return { ...node, operands: node.operands.map(inner) };
  if (node.kind === 'power') return { ...node, base: inner(node.base) };
  if (node.kind === 'transpose') return { ...node, operand: inner(node.operand) };
  return node;
}

// Accents

const accentNames: Readonly<Record<string, string>> = {
  hat: 'hat',
  widehat: 'hat',
  bar: 'bar',
  overline: 'overline',
  tilde: 'tilde',
  widetilde: 'tilde',
  vec: 'vec',
  overrightarrow: 'vec',
  overleftrightarrow: 'overline',
  dot: 'dot',
  ddot: 'ddot',
  underline: 'underline',
  check: 'check',
  widecheck: 'check',
  breve: 'breve',
  acute: 'acute',
  grave: 'grave',
  mathring: 'mathring',
  overbar: 'overline',
  overarc: 'hat',
  wideparen: 'hat',
};

/** `\hat\theta`, `\overline{AB}`: a mark on a letter, or on the letters of a segment. */
const accent: OperandReader = (r, command) => {
  const mark = accentNames[command.text] ?? command.text;
  const from = r.at;
  if (r.peek()?.kind === 'open' && mark === 'underline' && r.isBlank(from + 1, r.mate(from))) {
    const place = cover(command.span, r.spanOf(from, r.mate(from) + 1));
    r.at = r.mate(from) + 1;
    return r.unread('a blank that is still to be filled in', place);
  }
  const node = r.argument();
  const place = cover(command.span, r.behind());
  if (node.kind === 'symbol') return marked(node, mark, place);
  const points = mark === 'underline' ? undefined : pointsOf(node);
  if (points !== undefined) return symbol(points, place, { marks: [mark] });
  if (mark === 'underline' || node.kind === 'unread' || node.kind === 'empty') return at(node, place);
  return { kind: 'call', name: mark, nameSpan: command.span, args: [node], span: place };
};

function marked(node: SymbolNode, mark: string, place: SymbolNode['span']): SymbolNode {
  return symbol(node.letter, place, { subscripts: node.subscripts, marks: [...node.marks, mark] });
}

/** `AB` in `\overline{AB}`, `F_1 F_2`: points side by side. */
function pointsOf(node: Node): string | undefined {
  if (node.kind !== 'product') return undefined;
  const names = node.factors.map((f) =>
    f.operator === 'implicit' && f.node.kind === 'symbol' && /^\p{Lu}$/u.test(f.node.letter) ? f.node.key : undefined,
  );
  return names.includes(undefined) || names.length > 4 ? undefined : names.join('');
}

const each = (names: readonly string[], reader: OperandReader): Record<string, OperandReader> =>
  Object.fromEntries(names.map((name) => [name, reader]));

export const symbols: Family = {
  name: 'symbols',
  operands: {
    ...each(letters.split(' '), letter),
    ...each(Object.keys(aliases), letter),
    Delta: delta,
    ...each(['angle', 'measuredangle', 'triangle', 'odot'], figure),
    ...each(Object.keys(fontNames), font),
    ...each(Object.keys(accentNames), accent),
  },
};
