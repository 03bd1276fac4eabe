import type { BigOperator, Node, Norm, SymbolNode } from '../../formula/tree';
import { symbolsOf, walk } from '../../formula/walk';
import type { Quotient } from '../../kernel/canonical/atom';
import { greatestOf, leastOf } from '../../kernel/canonical/extremes';
import {
  combineEntries,
  entryOf,
  matrixOf,
  multiplyMatrices,
  sumOfSquares,
  transposed,
  type Matrix,
} from '../../kernel/matrix';
import { inducedNorm, type VectorNorm } from '../../kernel/norm';
import { Rational } from '../../kernel/rational';
import { singularValues } from '../../kernel/spectrum';
import type { Evaluator } from './evaluator';
import { termsOf } from './indexing';
import { plain } from './known';
import { meant } from './norms';
import { attempt, stop, TooLarge } from './outcome';
import { randomExtreme } from './random-extremes';
import { absoluteValue } from './signs';
import { symmetricSpectrum } from './spectral';
import { numberOf, scalar, valueOf, type Value } from './value';

/** `\max_i |x_i|`, `\max_{\|x\| = 1} \|Ax\|`, `\sup_{x \ne 0} \|Ax\| / \|x\|`: an extreme over indices, or over all vectors. */
export function extremeValue(ev: Evaluator, node: BigOperator): Value {
  const most = node.operator === 'max' || node.operator === 'sup';
  const domain = node.lower && vectorsIn(plain(node.lower));
  if (domain) return scalar(overVectors(ev, node, domain, most));
  const values = termsOf(ev, node).map((term) => numberOf(term, `what ${node.operator} is taken of`));
  if (values.length === 0) throw new TooLarge('there is nothing to take an extreme of');
  const chosen = randomExtreme(ev, values, most);
  if (chosen) return scalar(chosen);
  return scalar(most ? greatestOf(ev.algebra, values) : leastOf(ev.algebra, values));
}

/** The vectors that an extreme runs over: all but zero, or those of one norm. */
interface Vectors {
  readonly letter: SymbolNode;
  readonly sphere: { readonly subscript: Node | undefined; readonly radius: Node } | undefined;
}

function vectorsIn(lower: Node): Vectors | undefined {
  switch (lower.kind) {
    case 'sequence':
    case 'tuple': {
      const items = lower.kind === 'tuple' ? lower.items : lower.items.map((item) => item.node);
      const found = items.map((item) => vectorsIn(plain(item)));
      // `x \in \mathbb{R}^n, \|x\| = 1`
      const isMembership = (item: Node): boolean => item.kind === 'chain' && item.relations[0]?.kind === 'in';
      const [only, more] = found.flatMap((domain) => domain ?? []);
      return only && !more && items.every((item, k) => found[k] ?? isMembership(item)) ? only : undefined;
    }
    case 'chain': {
      const [left, right] = lower.operands.map(plain);
      const [relation, more] = lower.relations;
      if (!left || !right || !relation || more || relation.negated) return undefined;
      if (left.kind === 'symbol' && relation.kind === '!=' && isNumber(right, '0'))
        return { letter: left, sphere: undefined };
      const operand = left.kind === 'norm' ? plain(left.operand) : undefined;
      if (left.kind !== 'norm' || operand?.kind !== 'symbol') return undefined;
      if (relation.kind !== '=' && relation.kind !== '<=') return undefined;
      return { letter: operand, sphere: { subscript: left.subscript, radius: right } };
    }
    default:
      return undefined;
  }
}

function isNumber(node: Node, digits: string): boolean {
  return node.kind === 'number' && node.digits === digits;
}

/** What is taken the extreme of, over its degree in the vector: a norm or a linear function, or a quadratic form. */
function overVectors(ev: Evaluator, node: BigOperator, { letter, sphere }: Vectors, most: boolean): Quotient {
  const { algebra } = ev;
  const like = vectorLike(ev, letter, node.body);
  if (like.columns !== 1 || like.identity)
    return stop(`an extreme over all $${letter.key}$ is computed for vectors only`);
  const body = plain(node.body);
  const at = new Places(ev, letter, like);
  if (sphere) {
    const norm = normOn(ev, sphere.subscript, like);
    const radius = ev.number(sphere.radius, 'the size of the vectors');
    const linear = linearExtreme(ev, at, body, norm, most);
    if (linear) return algebra.multiply(radius, linear);
    return algebra.multiply(algebra.power(radius, 2), quadraticExtreme(ev, at, body, norm, most));
  }
  if (body.kind !== 'quotient') return stop('an extreme over all vectors is computed for quotients by a norm only');
  const divisor = plain(body.divisor);
  const measure = scaledNorm(ev, at, divisor);
  if (measure && at.isItself(measure.norm.operand)) {
    const norm = normOn(ev, measure.norm.subscript, like);
    const linear = linearExtreme(ev, at, plain(body.dividend), norm, most);
    if (linear) return algebra.divide(linear, measure.factor);
  }
  const generic = at.generic();
  const square = algebra.subtract(at.number(divisor, generic), sumOfSquares(algebra, generic));
  if (square.numerator.size > 0) return stop('this quotient is not understood as one by a norm');
  return quadraticExtreme(ev, at, plain(body.dividend), euclideanNorm, most);
}

/** A vector of the length that the letter has; of one that nothing was said of, the one length that fits where it stands. */
function vectorLike(ev: Evaluator, letter: SymbolNode, body: Node): Value {
  const { world, scope, instance, algebra } = ev;
  if (ev.locals.has(letter.key) || world.knows(letter.key, scope)) return ev.value(letter);
  walk(body, (node) => {
    if (node.kind === 'symbol' && node.key !== letter.key) attempt(() => ev.value(node));
  });
  const fitting = [...instance.sizes].flatMap(([name, size]) => {
    const like = valueOf(
      matrixOf(size, 1, (i) => algebra.integer(i + 1)),
      name,
    );
    return attempt(() => new Places(ev, letter, like).value(body, like)) ? [like] : [];
  });
  const [only, more] = fitting;
  // Sides of length 1 fit where longer ones do not.
  if (more) throw new TooLarge(`the length of $${letter.key}$ cannot be told for these sizes`);
  return only ?? stop(`the length of $${letter.key}$ was not said`);
}

/** A norm times a number in which the letter does not stand: $\|x\|_2 / \sqrt n$. */
function scaledNorm(
  ev: Evaluator,
  at: Places,
  given: Node,
): { readonly factor: Quotient; readonly norm: Norm } | undefined {
  const { algebra } = ev;
  const node = plain(given);
  switch (node.kind) {
    case 'norm':
      return { factor: algebra.integer(1), norm: node };
    case 'quotient': {
      const inner = at.standsIn(node.divisor) ? undefined : scaledNorm(ev, at, node.dividend);
      return inner && { ...inner, factor: algebra.divide(inner.factor, ev.number(node.divisor, 'a divisor')) };
    }
    case 'product': {
      const [only, more] = node.factors.filter((factor) => at.standsIn(factor.node));
      const inner = only && !more ? scaledNorm(ev, at, only.node) : undefined;
      if (!inner) return undefined;
      const others = node.factors.filter((factor) => factor !== only).map((f) => ev.number(f.node, 'a factor'));
      return { ...inner, factor: algebra.product([inner.factor, ...others]) };
    }
    default:
      return undefined;
  }
}

const euclideanNorm: VectorNorm = { exponent: Rational.two, mean: false };

/** The norm that vectors are measured by; an operator norm is, of columns, the norm that it goes to. */
function normOn(ev: Evaluator, subscript: Node | undefined, vector: Value): VectorNorm {
  const kind = meant(ev, subscript, vector);
  if (kind.kind === 'entries') return kind.norm;
  if (kind.kind === 'induced') return kind.to;
  return stop('an extreme over the vectors of this norm is not computed');
}

/** The formula at other vectors in place of the letter. */
class Places {
  constructor(
    private readonly ev: Evaluator,
    private readonly letter: SymbolNode,
    private readonly like: Value,
  ) {}

  get count(): number {
    return this.like.rows;
  }

  value(node: Node, vector: Matrix): Value {
    const value = { ...this.like, ...vector };
    return this.ev.varying(new Map([[this.letter.key, value]])).value(node);
  }

  number(node: Node, vector: Matrix): Quotient {
    return numberOf(this.value(node, vector), 'what the extreme is taken of');
  }

  /** The unit vector with its 1 at a place from 0. */
  unit(place: number): Matrix {
    return matrixOf(this.count, 1, (i) => this.ev.algebra.integer(i === place ? 1 : 0));
  }

  /** A vector of symbols of its own. */
  generic(): Matrix {
    const { algebra } = this.ev;
    return matrixOf(this.count, 1, (i) => algebra.fromAtom(algebra.symbol(`any (${this.letter.key})_{${i + 1}}`)));
  }

  standsIn(node: Node): boolean {
    return symbolsOf(node).includes(this.letter.key);
  }

  isItself(node: Node): boolean {
    const bare = plain(node);
    return bare.kind === 'symbol' && bare.key === this.letter.key;
  }
}

/** The greatest or least norm of what is linear in the vector, or the greatest value of a linear function, over the unit sphere. */
function linearExtreme(ev: Evaluator, at: Places, body: Node, from: VectorNorm, most: boolean): Quotient | undefined {
  const { algebra } = ev;
  const scaled = body.kind === 'product' || body.kind === 'quotient' ? scaledNorm(ev, at, body) : undefined;
  if (scaled) {
    const linear = linearExtreme(ev, at, scaled.norm, from, most);
    return linear && algebra.multiply(scaled.factor, linear);
  }
  const inner = body.kind === 'norm' || body.kind === 'absolute' ? body.operand : body;
  const map = matrixOfMap(ev, at, inner);
  if (!map) return undefined;
  if (body.kind !== 'norm') {
    if (map.rows > 1 || (!most && body.kind === 'absolute')) return stop('this extreme is not computed');
    const size = inducedNorm(algebra, map, from, euclideanNorm, absoluteValue);
    return size && (most ? size : algebra.negate(size));
  }
  const image = at.value(inner, at.unit(0));
  const to = normOn(ev, body.subscript, image);
  if (most) {
    const norm = inducedNorm(algebra, map, from, to, absoluteValue);
    if (norm) return norm;
    throw new TooLarge('this maximum is not computed for vectors of this size');
  }
  if (!isEuclidean(from) || !isEuclidean(to)) return stop('this minimum is not computed');
  if (map.rows < map.columns) return algebra.integer(0);
  const values = singularValues(algebra, map);
  const least = values?.[values.length - 1];
  if (!least || values.length < map.columns)
    throw new TooLarge('this minimum is not computed for vectors of this size');
  return least;
}

function isEuclidean({ exponent, mean }: VectorNorm): boolean {
  return !mean && exponent !== 'infinity' && exponent.equals(Rational.two);
}

/** The matrix of a linear map; undefined where it is none. */
function matrixOfMap(ev: Evaluator, at: Places, node: Node): Matrix | undefined {
  const { algebra } = ev;
  const images = Array.from({ length: at.count }, (_, j) => at.value(node, at.unit(j)));
  const [first] = images;
  if (!first || first.columns !== 1 || first.identity) return undefined;
  const map = matrixOf(first.rows, at.count, (i, j) => entryOf(images[j] ?? first, i, 0));
  const generic = at.generic();
  const image = at.value(node, generic);
  const expected = multiplyMatrices(algebra, map, generic);
  const same = image.entries.every((entry, k) => algebra.subtract(entry, entryOf(expected, k, 0)).numerator.size === 0);
  return same && image.rows === map.rows ? map : undefined;
}

/** The greatest or least value of a quadratic form over the unit sphere: an eigenvalue of its symmetric matrix. */
function quadraticExtreme(ev: Evaluator, at: Places, body: Node, norm: VectorNorm, most: boolean): Quotient {
  const { algebra } = ev;
  if (!isEuclidean(norm)) return stop('this extreme is not computed');
  const alone = Array.from({ length: at.count }, (_, i) => at.number(body, at.unit(i)));
  const both = (i: number, j: number): Quotient => {
    const sum = combineEntries(at.unit(i), at.unit(j), (x, y) => algebra.add(x, y));
    const mixed = algebra.subtract(
      at.number(body, sum),
      algebra.add(alone[i] ?? sum.entries[0] ?? algebra.integer(0), alone[j] ?? algebra.integer(0)),
    );
    return algebra.scale(mixed, Rational.half);
  };
  const made = new Map<string, Quotient>();
  const form = matrixOf(at.count, at.count, (i, j) => {
    if (i === j) return alone[i] ?? algebra.integer(0);
    const key = `${Math.min(i, j)} ${Math.max(i, j)}`;
    const value = made.get(key) ?? both(Math.min(i, j), Math.max(i, j));
    made.set(key, value);
    return value;
  });
  const generic = at.generic();
  const expected = multiplyMatrices(algebra, transposed(generic), multiplyMatrices(algebra, form, generic));
  if (algebra.subtract(at.number(body, generic), entryOf(expected, 0, 0)).numerator.size > 0)
    return stop('this extreme over vectors is not computed');
  const spectrum = symmetricSpectrum(ev, form);
  return spectrum[most ? 0 : spectrum.length - 1] ?? algebra.integer(0);
}
