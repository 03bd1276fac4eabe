import { cover } from '../../text/span';
import { at, word } from '../build';
import type { Family, OperandReader, Reader } from '../reader';
import type { Node } from '../tree';
import { readExtremum } from './calls';
import { spell } from '../scripts';

/** `\boxed{x = 5}`, `\cancel{x}` */
function group(style: 'boxed' | 'cancel', skipped = 0): OperandReader {
  return (r, command) => {
    for (let i = 0; i < skipped; i++) r.argument();
    const body = r.argument();
    return { kind: 'group', style, body, span: cover(command.span, r.behind()) };
  };
}

/** `\underbrace{a + b}_{= c}` */
const brace: OperandReader = (r, command) => {
  const body = r.argument();
  const { lower, upper } = r.scripts();
  const script = lower ?? upper;
  const span = cover(command.span, r.behind());
  if (script === undefined) return at(body, span);
  return { kind: 'annotated', body, note: note(r, script.from, script.to), span };
};

/** `\overset{(a)}{x}`, `\underset{x}{\max}`; over a relation it is read with the relation. */
const set: OperandReader = (r, command) => {
  const from = r.at;
  const mate = r.lexeme(from)?.kind === 'open' ? r.mate(from) : from;
  const range = mate > from ? { from: from + 1, to: mate } : { from, to: from + 1 };
  if (mate < from || mate >= r.end) return r.unread('an argument is missing', command.span);
  r.at = mate + 1;
  const extremum = extremumAt(r);
  if (extremum !== undefined && command.text === 'underset') {
    r.at = extremum.to;
    const named = readExtremum(r, extremum.operator, command.span);
    const lower = r.scriptNode(range);
    if (named.kind === 'big') return { ...named, lower, span: cover(command.span, named.span) };
    if (named.kind === 'call') return { ...named, subscript: lower };
  }
  const body = r.argument();
  return { kind: 'annotated', body, note: note(r, range.from, range.to), span: cover(command.span, r.behind()) };
};

/** `{\arg\max}` as the second argument. */
function extremumAt(
  r: Reader,
): { operator: 'max' | 'min' | 'argmax' | 'argmin' | 'sup' | 'inf'; to: number } | undefined {
  const from = r.at;
  const close = r.peek()?.kind === 'open' ? r.mate(from) : -1;
  const [start, end] = close > from ? [from + 1, close] : [from, from + 1];
  let text = '';
  for (let i = start; i < end; i++) text += r.lexeme(i)?.text.replace(/[\s,*]/g, '') ?? '';
  const to = close > from ? close + 1 : end;
  switch (text) {
    case 'max':
    case 'min':
    case 'argmax':
    case 'argmin':
    case 'sup':
    case 'inf':
      return { operator: text, to };
  }
  return undefined;
}

/** Notes are for people: their source is enough, unless they are one word. */
function note(r: Reader, from: number, to: number): Node {
  return word(spell(r, from, to).replace(/^\\text\{([^{}]*)\}$/, '$1'), r.spanOf(from, to));
}

const ellipsis: OperandReader = (_, command) => ({ kind: 'ellipsis', span: command.span });

/** `\$18`, `-\$5` */
const dollars: OperandReader = (r, command) => {
  if (!r.startsOperand() || r.peek()?.kind === 'word') return r.unread('a dollar sign without an amount', command.span);
  const value = r.deeper(() => r.operand());
  const span = cover(command.span, value.span);
  if (value.kind === 'annotated') {
    const amount: Node = { kind: 'quantity', value: value.body, unit: '$', span: cover(command.span, value.body.span) };
    return { ...value, body: amount, span };
  }
  if (value.kind === 'quantity') return { kind: 'quantity', value: value.value, unit: `$ ${value.unit}`, span };
  return { kind: 'quantity', value, unit: '$', span };
};

const argumentOnly: OperandReader = (r, command) => {
  const body = r.argument();
  return at(body, cover(command.span, r.behind()));
};

const ellipses = 'cdots ldots dots dotsc dotsb dotsm dotsi dotso vdots ddots hdots iddots'.split(' ');

export const dress: Family = {
  name: 'dress',
  operands: {
    boxed: group('boxed'),
    cancel: group('cancel'),
    bcancel: group('cancel'),
    xcancel: group('cancel'),
    cancelto: group('cancel', 1),
    underbrace: brace,
    overbrace: brace,
    underbracket: brace,
    overset: set,
    underset: set,
    stackrel: set,
    operatorname: argumentOnly,
    $: dollars,
    ...Object.fromEntries(ellipses.map((name) => [name, ellipsis])),
  },
};
