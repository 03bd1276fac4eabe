import { readFormula } from '../../src/formula/read';
import type { Node, Relation } from '../../src/formula/tree';
import { tokenize } from '../../src/tex/tokenize';

/** Reads LaTeX as one formula. */
export function read(latex: string): Node {
  const region = { from: 0, to: latex.length };
  return readFormula(tokenize(latex, region), region).root;
}

/** The tree of a formula as an S-expression; what is usual (`implicit` factors, `+` terms) is not named. */
export function tree(latex: string): string {
  return show(read(latex));
}

function call(head: string, ...parts: readonly string[]): string {
  return `(${[head, ...parts.filter((part) => part !== '')].join(' ')})`;
}

function all(nodes: readonly Node[]): string {
  return nodes.map(show).join(' ');
}

function opt(name: string, node: Node | undefined): string {
  return node === undefined ? '' : `:${name} ${show(node)}`;
}

function list(name: string, nodes: readonly Node[] | undefined): string {
  return nodes === undefined ? '' : `:${name} [${all(nodes)}]`;
}

function relation(r: Relation): string {
  const negated = r.negated ? `not-${r.kind}` : r.kind;
  const extra = [opt('note', r.note), opt('mod', r.modulus), opt('given', r.given)]
    .filter((part) => part !== '')
    .join(' ');
  return extra === '' ? negated : `<${negated} ${extra}>`;
}

export function show(node: Node): string {
  switch (node.kind) {
    case 'number':
      return (
        node.digits +
        (node.repeating === undefined ? '' : `~${node.repeating}`) +
        (node.radix === undefined ? '' : `#${node.radix}`)
      );
    case 'symbol': {
      if (node.subscripts.length === 0 && node.marks.length === 0) return node.letter;
      const marks = node.marks.map((mark) => `^${mark}`).join('');
      return `${node.letter}${marks}${node.subscripts.length === 0 ? '' : `_[${all(node.subscripts)}]`}`;
    }
    case 'word':
      return `"${node.text}"`;
    case 'add':
      return call(
        '+',
        ...node.terms.map((t, i) =>
          i === 0 && t.signSpan === undefined
            ? show(t.node)
            : t.sign === '+' && i > 0
              ? show(t.node)
              : `${t.sign} ${show(t.node)}`,
        ),
      );
    case 'product':
      return call(
        '*',
        ...node.factors.map((f) => (f.operator === 'implicit' ? show(f.node) : `${f.operator} ${show(f.node)}`)),
      );
    case 'quotient':
      return call(node.style === 'fraction' ? 'frac' : node.style, show(node.dividend), show(node.divisor));
    case 'power':
      return call('^', show(node.base), show(node.exponent));
    case 'root':
      return call('root', opt('degree', node.degree), show(node.radicand));
    case 'factorial':
      return call('!'.repeat(node.count), show(node.operand));
    case 'binomial':
      return call('binom', show(node.upper), show(node.lower));
    case 'absolute':
    case 'floor':
    case 'ceiling':
      return call(node.kind, show(node.operand));
    case 'norm':
      return call('norm', opt('sub', node.subscript), show(node.operand));
    case 'call':
      return call(`call ${node.name}`, opt('sub', node.subscript), all(node.args));
    case 'apply':
      return call(
        `apply${node.brackets === '[' ? '[]' : ''}`,
        node.inverse ? ':inverse' : '',
        show(node.head),
        all(node.args),
        list('given', node.given),
      );
    case 'big':
      return call(node.operator, opt('from', node.lower), opt('to', node.upper), show(node.body));
    case 'integral':
      return call(
        node.operator,
        opt('from', node.lower),
        opt('to', node.upper),
        show(node.body),
        `[${all(node.variables)}]`,
      );
    case 'limit':
      return call(`lim${node.side ?? ''}`, show(node.variable), show(node.target), show(node.body));
    case 'derivative':
      return call(
        `D-${node.style}${node.order === 1 ? '' : node.order}`,
        ...node.variables.map((v) => `[${show(v.variable)}${v.order === undefined ? '' : ` ${show(v.order)}`}]`),
        show(node.operand),
      );
    case 'evaluated':
      return call('at', show(node.operand), opt('from', node.lower), opt('to', node.upper));
    case 'expectation':
      return call(node.operator, opt('sub', node.subscript), all(node.args), list('given', node.given));
    case 'matrix':
      return call('matrix', ...node.rows.map((row) => `[${all(row)}]`));
    case 'tuple':
      return call(`tuple${node.open}${node.close}`, all(node.items));
    case 'set-builder':
      return call('set', show(node.element), show(node.condition));
    case 'transpose':
      return call(`T${node.plain ? '?' : ''}${node.inverse ? '-' : ''}`, show(node.operand));
    case 'cases':
      return call(
        'cases',
        ...node.rows.map(
          (row) => `[${show(row.value)}${row.condition === undefined ? '' : ` if ${show(row.condition)}`}]`,
        ),
      );
    case 'quantity':
      return call('unit', show(node.value), `"${node.unit}"`);
    case 'ellipsis':
      return '...';
    case 'group':
      return call(node.style, show(node.body));
    case 'annotated':
      return call('note', show(node.body), show(node.note));
    case 'chain':
      return call(
        'chain',
        ...node.operands.flatMap((operand, i) =>
          i === 0
            ? [show(operand)]
            : [relation(node.relations[i - 1] ?? { kind: '=', span: node.span, negated: false }), show(operand)],
        ),
      );
    case 'logic':
      return call(node.connective, show(node.left), show(node.right));
    case 'quantified':
      return call(node.quantifier, show(node.bound), show(node.body));
    case 'mapping':
      return call('map', show(node.function), show(node.domain), show(node.codomain));
    case 'sequence':
      return call(
        'seq',
        ...node.items.map(
          (item) =>
            `${item.separator === 'start' ? '' : `${item.separator} `}${item.word === undefined ? '' : `"${item.word}" `}${show(item.node)}`,
        ),
      );
    case 'ambiguous':
      return call('either', ...node.readings.map((reading) => show(reading.node)));
    case 'empty':
      return '_';
    case 'unread':
      return `(unread "${node.reason}"${node.mentions.length === 0 ? '' : ` ${node.mentions.join(' ')}`})`;
  }
}
