import { isNeverApplied } from './notation/indices';
import { functionLatex, inverseNames } from './notation/functions';
import { namedOperations, setOperations } from './notation/operators';
import { relationLatex } from './notation/relations';
import { printAmbiguous } from './print-ambiguous';
import { infixOf, isLoose, printCall, printDerivative, printExpectation } from './print-calls';
import { bracketed, command, juxtapose, phrase, words, unitLatex } from './print-parts';
import { printSequence, printCases } from './print-statements';
import type { Add, Call, Chain, Logic, Node, Power, Product, Quotient, SymbolNode } from './tree';

/**
 * How tightly a node holds together: what stands at a place that asks for more is put into brackets.
 * `side` is a side of a relation, `operand` can take part in a product, `base` can carry an exponent.
 */
export const levels = {
  statements: 0,
  implication: 1,
  or: 2,
  and: 3,
  chain: 4,
  side: 5,
  sum: 6,
  product: 7,
  operand: 8,
  base: 9,
} as const;
export type Level = (typeof levels)[keyof typeof levels];

/** Normal LaTeX for a tree. A tree that was read prints as LaTeX that reads as the same tree, up to spans. */
export function printLatex(node: Node): string {
  return printAt(node, levels.statements);
}

/** A node at a place that asks for a level. */
export function printAt(node: Node, level: Level): string {
  const latex = printNode(node);
  return levelOf(node) < level ? bracketed('(', latex, ')') : latex;
}

export function levelOf(node: Node): Level {
  switch (node.kind) {
    case 'sequence':
    case 'quantified':
    case 'mapping':
      return levels.statements;
    case 'logic':
      return logicLevel(node);
    case 'chain':
      return levels.chain;
    case 'add':
      return levels.sum;
    case 'product':
      return levels.product;
    case 'quotient':
      return node.style === 'fraction' ? levels.base : isRatio(node) ? levels.side : levels.product;
    case 'call':
      return callLevel(node);
    case 'big':
    case 'limit':
      return levels.product;
    case 'integral':
      return node.variables.length > 0 ? levels.operand : levels.product;
    case 'derivative':
      return node.style === 'prime' || node.operand.kind === 'empty' ? levels.base : levels.operand;
    case 'ambiguous':
      return node.readings[0]?.node.kind === 'evaluated'
        ? levels.sum
        : node.readings.some((r) => r.node.kind === 'quotient' && r.node.style !== 'fraction')
          ? levels.product
          : levels.operand;
    case 'power':
    case 'transpose':
    case 'annotated':
      return levels.operand;
    case 'quantity':
      return node.unit === '%' ? levels.base : levels.operand;
    case 'number':
    case 'symbol':
    case 'word':
    case 'root':
    case 'factorial':
    case 'binomial':
    case 'absolute':
    case 'floor':
    case 'ceiling':
    case 'norm':
    case 'apply':
    case 'evaluated':
    case 'expectation':
    case 'matrix':
    case 'tuple':
    case 'set-builder':
    case 'cases':
    case 'ellipsis':
    case 'group':
    case 'empty':
    case 'unread':
      return levels.base;
  }
}

function logicLevel(node: Logic): Level {
  return endsQuantified(node) ? levels.statements : connectiveLevel(node);
}

/** Whether the last part is quantified: that reaches to the end of the statement. */
function endsQuantified(node: Node): boolean {
  return node.kind === 'quantified' || (node.kind === 'logic' && endsQuantified(node.right));
}

function connectiveLevel(node: Logic): Level {
  if (node.connective === 'not') return levels.chain;
  return node.connective === 'and' ? levels.and : node.connective === 'or' ? levels.or : levels.implication;
}

/** What the right side of a connective must at least be: connectives lean to the left. */
const nextLevel: Partial<Record<Level, Level>> = {
  [levels.implication]: levels.or,
  [levels.or]: levels.and,
  [levels.and]: levels.chain,
};

const logicSigns = {
  implies: '\\implies',
  iff: '\\iff',
  'implied-by': '\\Longleftarrow',
  and: '\\land',
  or: '\\lor',
  not: '\\neg',
} as const;

/** A quotient whose parts need a colon: `AB : CD`. */
function isRatio(node: Quotient): boolean {
  return (
    node.style === 'div' &&
    ((levelOf(node.divisor) < levels.operand && !isSigned(node.divisor)) || levelOf(node.dividend) < levels.product)
  );
}

function isSigned(node: Node): boolean {
  return node.kind === 'add' && node.terms.length === 1;
}

export function callLevel(node: Call): Level {
  if (infixOf(setOperations, node.name) !== undefined && node.args.length === 2) return levels.side;
  if (node.name === 'mod' && node.args.length === 2)
    return node.args[0] && isLoose(node.args[0]) ? levels.side : levels.product;
  if (infixOf(namedOperations, node.name) !== undefined && node.args.length === 2) return levels.product;
  if (node.name === 'ratio') return levels.side;
  if (node.args.length === 0) return levels.product;
  return levels.base;
}

function printNode(node: Node): string {
  const whole = (inner: Node): string => printAt(inner, levels.statements);
  const base = (inner: Node): string => printBase(inner);
  switch (node.kind) {
    case 'number': {
      const digits = node.repeating === undefined ? node.digits : `${node.digits}\\overline{${node.repeating}}`;
      return node.radix === undefined ? digits : `${digits}_{${node.radix}}`;
    }
    case 'symbol':
      return node.key;
    case 'word':
      return words(node.text);
    case 'add':
      return printSum(node);
    case 'product':
      return printProduct(node);
    case 'quotient':
      if (node.style === 'fraction') return `\\frac{${whole(node.dividend)}}{${whole(node.divisor)}}`;
      if (isRatio(node)) return `${printAt(node.dividend, levels.side)} : ${printAt(node.divisor, levels.side)}`;
      return `${printAt(node.dividend, levels.product)}${node.style === 'slash' ? '/' : ' \\div '}${printRight(node.divisor, levels.operand)}`;
    case 'power':
      return printPower(node);
    case 'root':
      return `\\sqrt${node.degree === undefined ? '' : `[${whole(node.degree)}]`}{${whole(node.radicand)}}`;
    case 'factorial':
      return base(node.operand) + '!'.repeat(node.count);
    case 'binomial':
      return `\\binom{${whole(node.upper)}}{${whole(node.lower)}}`;
    case 'absolute':
      return node.operand.kind === 'symbol' || node.operand.kind === 'number'
        ? `|${whole(node.operand)}|`
        : `\\left|${whole(node.operand)}\\right|`;
    case 'floor':
      return `\\lfloor ${whole(node.operand)} \\rfloor`;
    case 'ceiling':
      return `\\lceil ${whole(node.operand)} \\rceil`;
    case 'norm': {
      const simple = node.operand.kind === 'symbol';
      const inner = simple ? `\\|${whole(node.operand)}\\|` : `\\left\\|${whole(node.operand)}\\right\\|`;
      return inner + lowered(node.subscript);
    }
    case 'call':
      return printCall(node);
    case 'apply': {
      const head = node.inverse ? `${carrier(node.head)}^{-1}` : node.head.key;
      return head + argumentList(node.args, node.given, node.brackets === '[' ? ['[', ']'] : ['(', ')']);
    }
    case 'big':
      return command(
        `\\${bigNames[node.operator]}${lowered(node.lower)}${raised(node.upper)}`,
        printRight(node.body, levels.product),
      );
    case 'integral': {
      const head = `\\${node.operator}${lowered(node.lower)}${raised(node.upper)}`;
      const body = printAt(node.body, node.variables.length > 0 ? levels.sum : levels.product);
      return command(head, body) + node.variables.map((variable) => ` \\, ${juxtapose('d', variable.key)}`).join('');
    }
    case 'limit': {
      const target = node.side === undefined ? whole(node.target) : `${printSided(node.target)}^{${node.side}}`;
      return command(`\\lim_{${node.variable.key} \\to ${target}}`, printAt(node.body, levels.product));
    }
    case 'derivative':
      return printDerivative(node);
    case 'evaluated':
      return `\\left. ${whole(node.operand)} \\right|${lowered(node.lower)}${raised(node.upper)}`;
    case 'expectation':
      return printExpectation(node);
    case 'matrix':
      return `\\begin{pmatrix} ${node.rows.map((row) => row.map(whole).join(' & ')).join(' \\\\ ')} \\end{pmatrix}`;
    case 'tuple': {
      const open = node.open === '{' ? '\\{' : node.open === '<' ? '\\langle ' : node.open;
      const close = node.close === '}' ? '\\}' : node.close === '>' ? ' \\rangle' : node.close;
      return bracketed(open, node.items.map((item) => printAt(item, levels.implication)).join(', '), close);
    }
    case 'set-builder':
      return `\\{${whole(node.element)} \\mid ${whole(node.condition)}\\}`;
    case 'transpose': {
      const sign = `${node.inverse ? '-' : ''}${node.plain ? 'T' : '\\top'}`;
      return `${carried(node.operand)}^{${sign}}`;
    }
    case 'cases':
      return printCases(node);
    case 'quantity': {
      if (node.unit === '$' || node.unit.startsWith('$ '))
        return `\\$${base(node.value)}${unitLatex(node.unit.slice(2))}`;
      if (node.unit === 'deg') return `${carried(node.value)}^{\\circ}`;
      return `${printAt(node.value, node.value.kind === 'ambiguous' ? levels.operand : levels.base)}${unitLatex(node.unit)}`;
    }
    case 'ellipsis':
      return '\\cdots';
    case 'group':
      if (node.style === 'boxed' || node.style === 'cancel') return `\\${node.style}{${whole(node.body)}}`;
      return node.style === 'square'
        ? bracketed('[', whole(node.body), ']')
        : node.style === 'curly'
          ? bracketed('\\{', whole(node.body), '\\}')
          : bracketed('(', whole(node.body), ')');
    case 'annotated':
      if (node.note.kind === 'word' && /^[([]/.test(node.note.text))
        return `${printAt(node.body, node.body.kind === 'quantity' ? levels.operand : levels.base)}\\text{ ${phrase(node.note.text)}}`;
      return `\\underbrace{${whole(node.body)}}_{${noteLatex(node.note)}}`;
    case 'chain':
      return printChain(node);
    case 'logic': {
      const level = connectiveLevel(node);
      const right = endsQuantified(node.right)
        ? printNode(node.right)
        : printAt(node.right, node.connective === 'not' ? levels.chain : (nextLevel[level] ?? level));
      return [printAt(node.left, level), logicSigns[node.connective], right].filter((part) => part !== '').join(' ');
    }
    case 'quantified': {
      const head = `\\${node.quantifier} ${whole(node.bound)}`;
      return node.body.kind === 'empty' ? head : `${head} \\colon ${whole(node.body)}`;
    }
    case 'mapping':
      return `${whole(node.function)} \\colon ${whole(node.domain)} \\to ${whole(node.codomain)}`;
    case 'sequence':
      return printSequence(node);
    case 'ambiguous':
      return printAmbiguous(node);
    case 'empty':
      return '';
    case 'unread':
      return '\\text{(not read)}';
  }
}

const bigNames = {
  sum: 'sum',
  product: 'prod',
  max: 'max',
  min: 'min',
  sup: 'sup',
  inf: 'inf',
  argmax: 'arg\\max',
  argmin: 'arg\\min',
  union: 'bigcup',
  intersection: 'bigcap',
} as const;

export function lowered(node: Node | undefined): string {
  return node === undefined ? '' : `_{${printLatex(node)}}`;
}

export function raised(node: Node | undefined): string {
  return node === undefined ? '' : `^{${printLatex(node)}}`;
}

/** What carries a postfix sign. */
export function printBase(node: Node): string {
  return printAt(node, levels.base);
}

/** What carries a superscript; a mark in that place already needs braces around. */
function carried(node: Node): string {
  return node.kind === 'symbol' ? carrier(node) : printBase(node);
}

export function carrier(node: SymbolNode): string {
  return node.key.includes('^') || node.key.endsWith("'") ? `{${node.key}}` : node.key;
}

function printSided(node: Node): string {
  if (node.kind === 'add' && node.terms.length === 1 && node.terms[0] !== undefined)
    return node.terms[0].sign + carried(node.terms[0].node);
  return carried(node);
}

/** An operand behind a sign; one that begins with a sign of its own stays as it is: `2 \cdot -3`. */
export function printRight(node: Node, level: Level): string {
  return node.kind === 'add' && node.terms.length === 1 ? printSum(node) : printAt(node, level);
}

export function printSum(node: Add): string {
  let latex = '';
  node.terms.forEach((term, i) => {
    const part =
      i === 0 && isUnsigned(term) ? printAt(term.node, levels.product) : printRight(term.node, levels.product);
    if (i > 0) latex += ` ${term.sign} ${part}`;
    else if (!isUnsigned(term)) latex = term.sign.startsWith('\\') ? command(term.sign, part) : term.sign + part;
    else latex = part;
  });
  return latex;
}

/** A first term without a written sign. */
function isUnsigned({ sign, signSpan }: Add['terms'][number]): boolean {
  return sign === '+' && signSpan === undefined;
}

export function printProduct(node: Product): string {
  let latex = '';
  node.factors.forEach((factor, i) => {
    const inner = factor.node;
    const next = node.factors[i + 1];
    const before = node.factors[i - 1]?.node;
    const open =
      inner.kind === 'big' || inner.kind === 'limit' || (inner.kind === 'integral' && inner.variables.length === 0);
    const divided = inner.kind === 'quotient' && inner.style !== 'fraction';
    const bareWord = next?.node.kind === 'word' || next?.node.kind === 'quantity' || next?.node.kind === 'ellipsis';
    const closed =
      (open && next === undefined) ||
      (divided && i === 0 && (next === undefined || next.operator !== 'implicit' || bareWord));
    const infix = inner.kind === 'call' && callLevel(inner) === levels.product && inner.args.length > 0 && i === 0;
    const part =
      inner.kind === 'word'
        ? ` ${words(` ${inner.text} `)} `
        : printRight(
            inner,
            closed || infix || (inner.kind === 'ambiguous' && i === 0) ? levels.product : levels.operand,
          );
    if (i === 0) latex = part;
    else if (factor.operator !== 'implicit') latex += ` ${factor.operator} ${part}`;
    else if (before?.kind === 'symbol' && !isNeverApplied(before.letter) && wouldApply(inner))
      latex += ` \\cdot ${part}`;
    else latex = juxtapose(latex, part);
  });
  return latex.replace(/ {2,}/g, ' ').trim();
}

/** Whether brackets of this node would be read as the arguments of the letter before. */
function wouldApply(node: Node): boolean {
  if (node.kind === 'tuple') return node.open + node.close === '()' || node.open + node.close === '[]';
  if (node.kind === 'group') return node.style === 'round' || node.style === 'square';
  return levelOf(node) < levels.operand;
}

function printPower(node: Power): string {
  const exponent = printLatex(node.exponent);
  const base = node.base;
  if (
    base.kind === 'call' &&
    base.args.length === 1 &&
    raisedNames.test(base.name) &&
    !(exponent === '-1' && inverseNames.has(base.name))
  )
    return `${functionLatex(base.name)}${lowered(base.subscript)}^{${exponent}}${argumentList(base.args, undefined, ['(', ')'])}`;
  return `${carried(base)}^{${exponent}}`;
}

const raisedNames = /^(?:sin|cos|tan|cot|sec|csc|sinh|cosh|tanh|log|ln|lg)$/;

export function argumentList(
  args: readonly Node[],
  given: readonly Node[] | undefined,
  [open, close]: readonly [string, string],
): string {
  const list = (nodes: readonly Node[]): string =>
    nodes
      .map((node) => printAt(node, args.length + (given?.length ?? 0) > 1 ? levels.implication : levels.statements))
      .join(', ');
  return bracketed(open, given === undefined ? list(args) : `${list(args)} \\mid ${list(given)}`, close);
}

function printChain(node: Chain): string {
  let latex = '';
  node.operands.forEach((operand, i) => {
    const relation = node.relations[i - 1];
    const part = printAt(operand, levels.side);
    if (relation === undefined) latex = part;
    else {
      const sign = relationLatex(relation.kind, relation.negated);
      const noted = relation.note === undefined ? sign : `\\overset{${noteLatex(relation.note)}}{${sign}}`;
      if (relation.given !== undefined) latex += ` \\mid ${printAt(relation.given, levels.side)}`;
      latex += `${latex === '' ? '' : ' '}${noted}${part === '' ? '' : ` ${part}`}`;
      const following = node.relations[i];
      if (relation.modulus !== undefined && following?.modulus !== relation.modulus)
        latex += ` \\pmod{${printLatex(relation.modulus)}}`;
    }
  });
  return latex;
}

function noteLatex(note: Node): string {
  if (note.kind !== 'word') return printLatex(note);
  return /[\\{}$^_]/.test(note.text) ? note.text : `\\text{${note.text}}`;
}
