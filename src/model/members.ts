import type { Apply, BigOperator, Node, SymbolNode } from '../formula/tree';
import { addNode, implicitProduct, numberNode } from '../formula/build';
import { mapNodes } from '../formula/map';
import { symbolLatex } from '../formula/symbol';

/** A member of a sequence, as it is written: `a_{n+1}` or `T(n/2)`. */
export interface Member {
  /** The letter with its marks, and how the index is written: `a _`, `T (`. */
  readonly sequence: string;
  readonly index: Node;
}

/** The member of a sequence that a node is, if its form is that of one. */
export function memberIn(node: Node): Member | undefined {
  if (node.kind === 'symbol') {
    const [index, more] = node.subscripts;
    if (!index || more || index.kind === 'word') return undefined;
    return { sequence: `${[node.letter, ...node.marks].join(' ')} _`, index };
  }
  if (node.kind !== 'apply' || node.inverse || node.given || node.brackets !== '(') return undefined;
  const [index, more] = node.args;
  return index && !more ? { sequence: `${node.head.key} (`, index } : undefined;
}

/** The whole number that an index is for values of its letters; undefined where it is none. */
export function indexValue(node: Node, letters: ReadonlyMap<string, number>): number | undefined {
  const value = ratioOf(node, letters);
  return value !== undefined && Number.isSafeInteger(value) ? value : undefined;
}

/** Indices are small: their halves and thirds are told apart from whole numbers in doubles. */
function ratioOf(node: Node, letters: ReadonlyMap<string, number>): number | undefined {
  const of = (part: Node): number | undefined => ratioOf(part, letters);
  const both = (a: Node, b: Node, combine: (x: number, y: number) => number): number | undefined => {
    const [x, y] = [of(a), of(b)];
    return x === undefined || y === undefined ? undefined : combine(x, y);
  };
  switch (node.kind) {
    case 'number':
      return /^\d{1,6}$/.test(node.digits) && node.radix === undefined ? Number(node.digits) : undefined;
    case 'symbol':
      return letters.get(node.key);
    case 'group':
      return of(node.body);
    case 'add': {
      let sum = 0;
      for (const term of node.terms) {
        const value = of(term.node);
        if (value === undefined || (term.sign !== '+' && term.sign !== '-')) return undefined;
        sum += term.sign === '-' ? -value : value;
      }
      return sum;
    }
    case 'product': {
      let product = 1;
      for (const factor of node.factors) {
        const value = of(factor.node);
        if (value === undefined) return undefined;
        product *= value;
      }
      return product;
    }
    case 'quotient': {
      const quotient = both(node.dividend, node.divisor, (x, y) => (y === 0 ? NaN : x / y));
      return quotient === undefined || Number.isNaN(quotient) ? undefined : quotient;
    }
    case 'power':
      return both(node.base, node.exponent, (x, y) => (Number.isInteger(y) && y >= 0 && y < 20 ? x ** y : NaN));
    case 'floor': {
      const value = of(node.operand);
      return value === undefined ? undefined : Math.floor(value);
    }
    case 'ceiling': {
      const value = of(node.operand);
      return value === undefined ? undefined : Math.ceil(value);
    }
    default:
      return undefined;
  }
}

/** The name that a member of a known index has in terms: `a_4`, `T(4)`. */
export function memberName(node: SymbolNode | Apply, index: number): SymbolNode {
  const at = whole(index, node);
  if (node.kind === 'symbol') return { ...node, subscripts: [at], key: symbolLatex(node.letter, node.marks, [at]) };
  const key = `${node.head.key}(${index})`;
  return { ...node.head, letter: key, marks: [], subscripts: [], key, span: node.span };
}

/** A formula with whole numbers put in for letters, and the members of a sequence that it mentions then. */
export interface Instance {
  readonly node: Node;
  /** Index for name. */
  readonly members: ReadonlyMap<string, number>;
}

/** Puts numbers in for letters; undefined where an index is no whole number then, or where something runs over one of the letters. */
export function instantiate(root: Node, sequence: string, letters: ReadonlyMap<string, number>): Instance | undefined {
  const exchange = new Exchange(sequence);
  const node = exchange.in(root, letters);
  return exchange.fits ? { node, members: exchange.members } : undefined;
}

/** Sums and products of more members are not spelled out. */
const longestSum = 60;

class Exchange {
  readonly members = new Map<string, number>();
  fits = true;

  constructor(private readonly sequence: string) {}

  in(root: Node, letters: ReadonlyMap<string, number>): Node {
    return mapNodes(root, (part) => this.change(part, letters));
  }

  private change(part: Node, letters: ReadonlyMap<string, number>): Node | undefined {
    const member = memberIn(part);
    if (member?.sequence === this.sequence && (part.kind === 'symbol' || part.kind === 'apply')) {
      const index = indexValue(member.index, letters);
      if (index === undefined) return this.no(part);
      const name = memberName(part, index);
      this.members.set(name.key, index);
      // Two capital letters side by side could be a segment.
      return { kind: 'group', style: 'round', body: name, span: name.span };
    }
    switch (part.kind) {
      case 'big':
        return this.spelledOut(part, letters);
      case 'integral':
        return part.variables.some(({ key }) => letters.has(key)) ? this.no(part) : undefined;
      case 'limit':
        return letters.has(part.variable.key) ? this.no(part) : undefined;
      case 'unread':
      case 'ellipsis':
        return this.no(part);
      case 'apply': {
        // n(n + 1) and x_n(1 - x_n) are products.
        const multiplies = letters.has(part.head.key) || memberIn(part.head)?.sequence === this.sequence;
        const [factor, more] = multiplies ? part.args : [];
        if (!factor || more || part.inverse || part.given) return undefined;
        const body: Node = { kind: 'group', style: 'round', body: this.in(factor, letters), span: factor.span };
        return implicitProduct([this.in(part.head, letters), body]);
      }
      case 'symbol': {
        const value = part.subscripts.length === 0 && part.marks.length === 0 ? letters.get(part.key) : undefined;
        if (value === undefined) return withIndices(part, letters);
        return { kind: 'group', style: 'round', body: whole(value, part), span: part.span };
      }
      default:
        return undefined;
    }
  }

  /** `\sum_{k=0}^{n} C_k C_{n-k}` for a known n: its terms. */
  private spelledOut(part: BigOperator, letters: ReadonlyMap<string, number>): Node {
    const { lower, upper, operator } = part;
    const [variable, from] = lower?.kind === 'chain' && lower.relations[0]?.kind === '=' ? lower.operands : [];
    const start = from && indexValue(from, letters);
    const end = upper && indexValue(upper, letters);
    if (variable?.kind !== 'symbol' || (operator !== 'sum' && operator !== 'product')) return this.no(part);
    if (start === undefined || end === undefined || end - start > longestSum) return this.no(part);
    const terms: Node[] = [];
    for (let k = start; k <= end; k++) {
      const body = this.in(part.body, new Map([...letters, [variable.key, k]]));
      terms.push({ kind: 'group', style: 'round', body, span: part.span });
    }
    const [only] = terms;
    if (only === undefined) return whole(operator === 'sum' ? 0 : 1, part);
    if (terms.length === 1) return only;
    return operator === 'sum' ? addNode(terms.map((node) => ({ sign: '+', node }))) : implicitProduct(terms);
  }

  private no(part: Node): Node {
    this.fits = false;
    return part;
  }
}

/** A whole number as it is written at a place. */
function whole(value: number, { span }: Node): Node {
  const size = numberNode(String(Math.abs(value)), span);
  return value < 0 ? { kind: 'add', terms: [{ sign: '-', node: size }], span } : size;
}

/** `\varepsilon_{t+1}` for t = 2: `\varepsilon_3`. */
function withIndices(node: SymbolNode, letters: ReadonlyMap<string, number>): SymbolNode | undefined {
  if (node.subscripts.length === 0) return undefined;
  let changed = false;
  const subscripts = node.subscripts.map((subscript) => {
    const value = subscript.kind === 'number' ? undefined : indexValue(subscript, letters);
    if (value === undefined) return subscript;
    changed = true;
    return whole(value, node);
  });
  return changed ? { ...node, subscripts, key: symbolLatex(node.letter, node.marks, subscripts) } : undefined;
}
