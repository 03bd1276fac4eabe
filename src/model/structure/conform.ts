import type { Node, Product, SymbolNode } from '../../formula/tree';
import { printLatex } from '../../formula/print';
import { lawOfFormula } from '../../statement/law';
import { plain } from './known';

/** The length of a side: 1, a dimension that was declared, or one that is only known to be equal to others. */
export type Side =
  | { readonly kind: 'one' }
  | { readonly kind: 'declared'; readonly node: Node }
  | { readonly kind: 'free'; readonly name: string };

export interface Shape<S> {
  readonly rows: S;
  readonly columns: S;
}

/** A place in the table of sides that are known to be equal. */
type Place = number;

/** What a letter without a declared shape is. */
export type Kind = 'vector' | 'matrix' | 'square matrix';

/** What is known of the letters of formulas before these are looked at. */
export interface Letters {
  /** The shape of a letter that was said; a number has sides of length 1. */
  shapeOf(node: SymbolNode): Shape<Side> | undefined;
  /** What a letter stands for. */
  bodyOf(node: SymbolNode): Node | undefined;
  /** What a letter of which no shape is known is; undefined where it may be a number. */
  kindOf(node: SymbolNode): Kind | undefined;
  /** The letter that the rule of a function is written with; undefined where the letter before brackets is a factor. */
  argumentOf(head: SymbolNode): SymbolNode | 'function' | undefined;
  /** The letter whose change a letter denotes: `W` of `\Delta W`. */
  changedBy(node: SymbolNode): SymbolNode | undefined;
  /** Whether a letter of which nothing is known has the shape of what it is added to or equal to. */
  follows(node: SymbolNode): boolean;
  /** Whether nothing is known of a letter at all. */
  isUnsaid?(node: SymbolNode): boolean;
}

/** Sides that formulas make equal: in sums, in products, in relations. Where two different ones meet, nothing is known any more. */
export class Conformity {
  private readonly parents: Place[] = [];
  private readonly sides: (Side | undefined)[] = [];
  private readonly shapes = new Map<string, Shape<Place>>();
  private readonly one = this.place({ kind: 'one' });
  /** Letters whose definitions are being looked at. */
  private readonly open = new Set<string>();
  private clash = false;

  constructor(private readonly letters: Letters) {}

  /** Takes in a formula: what stands in it fits together. */
  take(root: Node): void {
    this.shapeIn(root);
  }

  /** The shape that a letter without a declared one must have; undefined where formulas contradict one another. */
  shapeOf(key: string): Shape<Side> | undefined {
    const shape = this.shapes.get(key);
    if (!shape || this.clash) return undefined;
    const name = (place: Place): Side =>
      this.sides[this.rootOf(place)] ?? { kind: 'free', name: `\\dim\\,${this.firstWith(place)}` };
    return { rows: name(shape.rows), columns: name(shape.columns) };
  }

  /** The lengths that were declared, each once. */
  get declaredSides(): readonly Node[] {
    const found = new Map<string, Node>();
    for (const side of this.sides) if (side?.kind === 'declared') found.set(nameOf(side), side.node);
    return [...found.values()];
  }

  /** How many different lengths are left open. */
  get freedom(): number {
    const open = new Set<Place>();
    for (const { rows, columns } of this.shapes.values())
      for (const place of [rows, columns].map((p) => this.rootOf(p))) if (!this.sides[place]) open.add(place);
    return open.size;
  }

  /** The first letter that has a side of this length, with the number of the side where it has two. */
  private firstWith(place: Place): string {
    const root = this.rootOf(place);
    for (const [key, { rows, columns }] of this.shapes) {
      const both = this.rootOf(columns) !== this.rootOf(this.one) && this.rootOf(rows) !== this.rootOf(columns);
      if (this.rootOf(rows) === root) return both ? `${key}` : key;
      if (this.rootOf(columns) === root) return both ? `${key}^\\top` : key;
    }
    return '';
  }

  private place(side?: Side): Place {
    this.parents.push(this.parents.length);
    this.sides.push(side);
    return this.parents.length - 1;
  }

  private rootOf(place: Place): Place {
    let root = place;
    for (let next = this.parents[root]; next !== undefined && next !== root; next = this.parents[root]) root = next;
    return root;
  }

  private join(a: Place, b: Place): void {
    const [x, y] = [this.rootOf(a), this.rootOf(b)];
    if (x === y) return;
    const [left, right] = [this.sides[x], this.sides[y]];
    if (left && right && nameOf(left) !== nameOf(right)) {
      this.clash = true;
      return;
    }
    this.parents[y] = x;
    this.sides[x] = left ?? right;
  }

  private isOne(place: Place): boolean {
    return this.sides[this.rootOf(place)]?.kind === 'one';
  }

  private isNumber({ rows, columns }: Shape<Place>): boolean {
    return this.isOne(rows) && this.isOne(columns);
  }

  private readonly number = (): Shape<Place> => ({ rows: this.one, columns: this.one });

  private known(side: Side): Place {
    if (side.kind === 'one') return this.one;
    const name = nameOf(side);
    const found = this.sides.findIndex((other) => other && nameOf(other) === name);
    return found >= 0 ? found : this.place(side);
  }

  private letter(node: SymbolNode): Shape<Place> | undefined {
    const said = this.letters.shapeOf(node);
    if (said) return { rows: this.known(said.rows), columns: this.known(said.columns) };
    const made = this.shapes.get(node.key);
    if (made) return made;
    const body = this.letters.bodyOf(node);
    if (body && !this.open.has(node.key)) {
      this.open.add(node.key);
      const shape = this.shapeIn(body);
      this.open.delete(node.key);
      return shape;
    }
    // A change has the shape of what is changed.
    const base = this.letters.changedBy(node);
    const same = base && this.letter(base);
    if (same && !this.isNumber(same)) {
      this.shapes.set(node.key, same);
      return same;
    }
    const kind = this.letters.kindOf(node);
    if (!kind) return undefined;
    const rows = this.place();
    const columns = kind === 'vector' ? this.one : kind === 'matrix' ? this.place() : rows;
    this.shapes.set(node.key, { rows, columns });
    return { rows, columns };
  }

  /** Two things of one shape; a number beside a vector says nothing (it may be 0, or meant for every entry). */
  private alike(a: Shape<Place> | undefined, b: Shape<Place> | undefined): Shape<Place> | undefined {
    if (!a || !b) return a ?? b;
    if (this.isNumber(a) !== this.isNumber(b)) return this.isNumber(a) ? b : a;
    this.join(a.rows, b.rows);
    this.join(a.columns, b.columns);
    return a;
  }

  /** The terms of a sum: a letter that may be anything has the shape of the others. */
  private together(nodes: readonly Node[]): Shape<Place> | undefined {
    const shapes = nodes.map((node) => this.shapeIn(node));
    const whole = shapes.reduce((a, b) => this.alike(a, b), undefined);
    if (whole && !this.isNumber(whole))
      nodes.forEach((node, k) => {
        if (node.kind === 'symbol' && !shapes[k] && this.letters.follows(node)) this.shapes.set(node.key, whole);
      });
    return whole;
  }

  private square(shape: Shape<Place> | undefined): Shape<Place> | undefined {
    if (shape) this.join(shape.rows, shape.columns);
    return shape;
  }

  /** The shape of a formula; undefined where it is not known, as for an identity matrix. */
  private shapeIn(node: Node): Shape<Place> | undefined {
    switch (node.kind) {
      case 'number':
        return this.number();
      case 'symbol':
        return this.letter(node);
      case 'group':
      case 'annotated':
        return this.shapeIn(node.body);
      case 'add':
        return this.together(node.terms.map((term) => term.node));
      case 'product':
        return this.product(node);
      case 'apply': {
        const [argument, more] = node.args;
        const place = this.letters.argumentOf(node.head);
        if (!argument || more || place === 'function') {
          for (const arg of node.args) this.shapeIn(arg);
          return undefined;
        }
        if (place) return void this.together([place, argument]);
        const factors = [node.head, argument].map((factor) => ({ operator: 'implicit' as const, node: factor }));
        return this.product({ kind: 'product', factors, span: node.span });
      }
      case 'derivative': {
        this.shapeIn(node.operand);
        const [at] = node.operand.kind === 'apply' ? node.operand.args : [];
        return at && node.style === 'nabla' && node.order === 1 ? this.shapeIn(at) : undefined;
      }
      case 'quotient': {
        this.shapeIn(node.divisor);
        return this.shapeIn(node.dividend);
      }
      case 'transpose': {
        const shape = this.shapeIn(node.operand);
        if (node.inverse) this.square(shape);
        return shape && { rows: shape.columns, columns: shape.rows };
      }
      case 'power': {
        const base = this.shapeIn(node.base);
        return base && !this.isNumber(base) ? this.square(base) : base;
      }
      case 'norm':
      case 'absolute':
        this.shapeIn(node.operand);
        return this.number();
      case 'call': {
        const [first] = node.args.map((arg) => this.shapeIn(arg));
        if (/^(?:tr|trace|det)$/.test(node.name)) this.square(first);
        if (/^(?:tr|trace|det|rank|rk|dim)$/.test(node.name)) return this.number();
        return /^(?:sign|sgn|relu|ReLU|tanh)$/.test(node.name) ? first : undefined;
      }
      case 'tuple': {
        const shapes = node.items.map((item) => this.shapeIn(item));
        if (node.open !== '<' || shapes.length !== 2) return undefined;
        this.alike(shapes[0], shapes[1]);
        return this.number();
      }
      case 'chain':
        for (const [k, relation] of node.relations.entries()) {
          const pair = node.operands.slice(k, k + 2);
          if (/^:?=$/.test(relation.kind)) this.together(pair);
          else if (relation.kind === '~') this.lawful(pair);
          else for (const side of pair) this.shapeIn(side);
        }
        return undefined;
      case 'sequence':
        for (const { node: item } of node.items) this.shapeIn(item);
        return undefined;
      case 'big': {
        const body = this.shapeIn(node.body);
        return node.operator === 'sum' ? body : undefined;
      }
      case 'expectation':
        return node.operator === 'E' && node.args[0] ? this.shapeIn(node.args[0]) : undefined;
      default:
        return undefined;
    }
  }

  /** `x \sim \mathcal N(\mu, \Sigma)` where Σ is a matrix: the quantity and its mean are as long as it. */
  private lawful([quantity, law]: readonly Node[]): void {
    const whole = quantity && this.shapeIn(quantity);
    const normal = law && lawOfFormula(law);
    const [mean, covariance] = normal?.law === 'normal' ? normal.args : [];
    if (!quantity || !mean || !covariance) return;
    const square = this.shapeIn(covariance);
    if (!square || this.isNumber(square)) return;
    this.square(square);
    const column: Shape<Place> = { rows: square.rows, columns: this.one };
    if (whole) this.alike(column, whole);
    const center = this.shapeIn(mean);
    if (center) this.alike(column, center);
    else if (mean.kind === 'symbol' && this.letters.isUnsaid?.(mean)) this.shapes.set(mean.key, column);
  }

  /** Numbers that stand as factors of vectors and matrices: step sizes and the like. */
  readonly scales = new Set<string>();

  private product(node: Product): Shape<Place> | undefined {
    const whole = this.chained(node);
    if (whole && !this.isNumber(whole))
      for (const { node: factor } of node.factors) {
        const shape = factor.kind === 'symbol' ? this.letter(factor) : undefined;
        if (factor.kind === 'symbol' && shape && this.isNumber(shape)) this.scales.add(factor.key);
      }
    return whole;
  }

  private chained(node: Product): Shape<Place> | undefined {
    let whole: Shape<Place> | undefined = this.number();
    for (const { node: factor, operator } of node.factors) {
      const shape = this.shapeIn(plain(factor));
      if (!shape || !whole) {
        whole = undefined;
        continue;
      }
      if (this.isNumber(shape)) continue;
      if (this.isNumber(whole)) {
        whole = shape;
        continue;
      }
      if (operator === '\\odot') whole = this.alike(whole, shape);
      else if (operator === '\\cdot' && this.isOne(whole.columns) && this.isOne(shape.columns)) {
        this.join(whole.rows, shape.rows);
        whole = this.number();
      } else if (operator === 'implicit' || operator === '\\cdot') {
        this.join(whole.columns, shape.rows);
        whole = { rows: whole.rows, columns: shape.columns };
      } else whole = undefined;
    }
    return whole;
  }
}

function nameOf(side: Side): string {
  switch (side.kind) {
    case 'one':
      return '1';
    case 'declared':
      return printLatex(side.node);
    case 'free':
      return side.name;
  }
}
