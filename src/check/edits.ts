import { printLatex } from '../formula/print';
import type { Add, Factor, Node, NumberNode, Power, Product, Quotient, Term } from '../formula/tree';
import { span, type Span } from '../text/span';
import { places, type Place } from './places';
import type { Slip } from './slip';

/** One small change of an operand: `node` is put in place of what stands at `span`. */
export interface Edit {
  readonly span: Span;
  readonly node: Node;
  /** The whole operand with the change made. */
  readonly operand: Node;
  /** The change in the source, where it is a smaller one: the rest stays as it was written. */
  readonly patch?: Patch;
  /** How unlikely the slip is that it undoes: about 1 for one wrong digit or sign. */
  readonly cost: number;
  readonly slip: Slip;
}

export interface Patch {
  readonly span: Span;
  readonly latex: string;
}

/**
 * Small changes of an operand that undo a slip: a sign, an exponent, an operator, a function for its neighbour, a dropped term or factor, a fraction
 * upside down. Numbers are left open: see `holes`. In order of reading; the caller sorts them and keeps what holds.
 */
export function* edits(operand: Node): Generator<Edit> {
  for (const place of places(operand)) {
    for (const { node, ...change } of changesOf(place))
      yield { span: place.node.span, node, operand: place.rebuild(node), ...change };
  }
}

/** A number of an operand as a hole: the operand for any node in its place. */
export interface Hole {
  readonly number: NumberNode;
  readonly fill: (node: Node) => Node;
  /** Nothing else stands there but dress, a sign and units. */
  readonly whole: boolean;
  readonly exponent: boolean;
}

export function* holes(operand: Node): Generator<Hole> {
  for (const { node, parent, rebuild } of places(operand)) {
    if (node.kind !== 'number') continue;
    const exponent = parent?.kind === 'power' && parent.exponent === node;
    yield { number: node, fill: rebuild, whole: parent === undefined, exponent };
  }
}

type Change = Omit<Edit, 'span' | 'operand'>;

function* changesOf({ node, parent }: Place): Generator<Change> {
  if (parent === undefined && node.kind !== 'add' && node.kind !== 'quantity') yield minusLost(node, 1);
  if (node.kind === 'add') {
    yield* signs(node);
    yield* addedForMultiplied(node);
    yield* multipliedForAdded(node);
    if (node.terms.length > 1) {
      if (parent === undefined) yield minusLost(node, 1.5);
      yield* withoutTerm(node);
    }
  } else if (node.kind === 'product') {
    if (parent?.kind !== 'add') yield* split(node);
    yield* withoutFactor(node);
  } else if (node.kind === 'power') yield* otherExponents(node);
  else if (node.kind === 'quotient') yield upsideDown(node);
  else if (node.kind === 'group') {
    if (node.style === 'round' || node.style === 'square') yield* raisings(node);
  } else if (node.kind === 'call') {
    yield* otherFunction(node);
    yield* raisings(node);
  } else if (node.kind === 'symbol' || node.kind === 'root' || node.kind === 'number') {
    yield* raisings(node);
    if (parent !== undefined && parent.kind !== 'add') yield minusLost(node, 1.8);
  }
}

function upsideDown(node: Quotient): Change {
  return {
    node: { ...node, dividend: node.divisor, divisor: node.dividend },
    cost: 1.8,
    slip: { kind: 'upside down', of: printLatex(node) },
  };
}

function minusLost(node: Node, cost: number): Change {
  return { node: negated(node), cost, slip: { kind: 'minus lost' } };
}

function* signs(node: Add): Generator<Change> {
  for (const [k, term] of node.terms.entries()) {
    const sign = term.sign === '+' ? '-' : term.sign === '-' ? '+' : undefined;
    if (sign === undefined) continue;
    const terms = node.terms.map((t, j) => (j === k ? { ...t, sign } : t)) satisfies readonly Term[];
    const { signSpan } = term;
    yield {
      node: unwrapped({ ...node, terms }),
      ...(signSpan ? { patch: { span: signSpan, latex: k === 0 ? '' : sign } } : {}),
      cost: signSpan ? 1 : 1.4,
      slip: { kind: 'sign', of: printLatex(term.node) },
    };
  }
}

/** `a + b` for `a \cdot b`, of two terms side by side. */
function* addedForMultiplied(node: Add): Generator<Change> {
  for (const [k, term] of node.terms.entries()) {
    const next = node.terms[k + 1];
    if (next?.sign !== '+') continue;
    const [first, ...rest] = factorsOf(next.node);
    if (!first) continue;
    const dot = times(term.node, next.node);
    const factors: readonly Factor[] = [...factorsOf(term.node), { ...first, operator: dot }, ...rest];
    const joined: Term = { ...term, node: { kind: 'product', span: term.node.span, factors } };
    const terms = [...node.terms.slice(0, k), joined, ...node.terms.slice(k + 2)];
    yield {
      node: unwrapped({ ...node, terms }),
      ...(next.signSpan ? { patch: { span: next.signSpan, latex: ` ${dot} ` } } : {}),
      cost: 1.4,
      slip: { kind: 'operator', was: '+', now: dot },
    };
  }
}

/** The sign of multiplication that is in use in the terms. */
function times(...terms: readonly Node[]): Factor['operator'] {
  const used = terms.flatMap(factorsOf).find(({ operator }) => operator !== 'implicit');
  return used?.operator ?? '\\cdot';
}

/** `a \cdot b` for `a + b`, within a sum. */
function* multipliedForAdded(node: Add): Generator<Change> {
  for (const [k, term] of node.terms.entries()) {
    if (term.node.kind !== 'product') continue;
    for (const { left, right, sign } of splits(term.node)) {
      const terms: readonly Term[] = [
        ...node.terms.slice(0, k),
        { ...term, node: left },
        { sign: '+', node: right },
        ...node.terms.slice(k + 1),
      ];
      yield { node: { ...node, terms }, patch: { span: sign, latex: '+' }, cost: 1.4, slip: addition };
    }
  }
}

const addition: Slip = { kind: 'operator', was: '\\cdot', now: '+' };

function* split(node: Product): Generator<Change> {
  for (const { left, right, sign } of splits(node)) {
    const terms: readonly Term[] = [
      { sign: '+', node: left },
      { sign: '+', node: right },
    ];
    yield {
      node: { kind: 'add', span: node.span, terms },
      patch: { span: sign, latex: '+' },
      cost: 1.4,
      slip: addition,
    };
  }
}

/** A product cut in two at each of its written signs. */
function splits({ factors, span: whole }: Product): readonly { left: Node; right: Node; sign: Span }[] {
  return factors.flatMap(({ operatorSpan }, k) => {
    const [left, right] = [productOf(factors.slice(0, k), whole), productOf(factors.slice(k), whole)];
    return k > 0 && operatorSpan && left && right ? [{ left, right, sign: operatorSpan }] : [];
  });
}

function* withoutTerm(node: Add): Generator<Change> {
  for (const [k, term] of node.terms.entries())
    yield {
      node: unwrapped({ ...node, terms: node.terms.filter((_, j) => j !== k) }),
      cost: 2,
      slip: { kind: 'too much', part: 'term', of: printLatex(term.node) },
    };
}

function* withoutFactor(node: Product): Generator<Change> {
  for (const [k, factor] of node.factors.entries()) {
    const rest = productOf(
      node.factors.filter((_, j) => j !== k),
      node.span,
    );
    if (rest) yield { node: rest, cost: 2, slip: { kind: 'too much', part: 'factor', of: printLatex(factor.node) } };
  }
}

function* otherExponents(node: Power): Generator<Change> {
  const was = printLatex(node.exponent);
  const others: [Node, number][] = [];
  if (node.exponent.kind === 'number') {
    const value = Number(node.exponent.digits);
    if (!Number.isInteger(value)) return;
    for (const other of [value + 1, value - 1, value * 2, value + 2])
      if (other > 1) others.push([numberNode(String(other)), Math.abs(other - value) === 1 ? 1.1 : 1.7]);
  }
  others.push([negated(node.exponent), 1.7]);
  for (const [exponent, cost] of others)
    yield { node: { ...node, exponent }, cost, slip: { kind: 'exponent', was, now: printLatex(exponent) } };
  yield { node: node.base, cost: was === '2' ? 1.2 : 1.8, slip: { kind: 'exponent', was, now: '1' } };
}

function* raisings(base: Node): Generator<Change> {
  for (const [exponent, cost] of [
    ['2', 1.5],
    ['3', 1.9],
  ] as const)
    yield {
      node: { kind: 'power', span: base.span, base, exponent: numberNode(exponent) },
      cost,
      slip: { kind: 'exponent', was: '1', now: exponent },
    };
}

/** Functions that are written for each other. */
const neighbours: Readonly<Record<string, readonly string[]>> = {
  sin: ['cos'],
  cos: ['sin'],
  tan: ['cot'],
  cot: ['tan'],
  sec: ['csc'],
  csc: ['sec'],
  sinh: ['cosh'],
  cosh: ['sinh'],
  arcsin: ['arccos'],
  arccos: ['arcsin'],
  max: ['min'],
  min: ['max'],
  gcd: ['lcm'],
  lcm: ['gcd'],
};

function* otherFunction(node: Extract<Node, { kind: 'call' }>): Generator<Change> {
  for (const name of neighbours[node.name] ?? []) {
    const now = `\\${name}`;
    yield {
      node: { ...node, name },
      patch: { span: node.nameSpan, latex: now },
      cost: 1.4,
      slip: { kind: 'function', was: `\\${node.name}`, now },
    };
  }
}

function factorsOf(node: Node): readonly Factor[] {
  return node.kind === 'product' ? node.factors : [{ operator: 'implicit', node }];
}

function productOf(factors: readonly Factor[], whole: Span): Node | undefined {
  const [first, ...rest] = factors;
  if (!first || rest.length === 0) return first?.node;
  return { kind: 'product', span: whole, factors: [{ operator: 'implicit', node: first.node }, ...rest] };
}

/** A sum of one term with a plus sign is that term. */
function unwrapped(node: Add): Node {
  const [only, ...others] = node.terms;
  return only && others.length === 0 && only.sign === '+' ? only.node : node;
}

export function negated(node: Node): Node {
  const inner: Node = node.kind === 'add' ? { kind: 'group', span: node.span, style: 'round', body: node } : node;
  return { kind: 'add', span: node.span, terms: [{ sign: '-', node: inner }] };
}

export function numberNode(digits: string): NumberNode {
  return { kind: 'number', span: span(0, 0), digits };
}
