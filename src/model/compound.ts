import { isList } from '../formula/shape';
import type { Call, Factor, Node, Tuple } from '../formula/tree';
import { add, divide, multiply, negate, power, rational, squareRoot } from '../kernel/build';
import { rationalValue } from '../kernel/exact';
import type { Fuel } from '../kernel/fuel';
import { freeSymbols } from '../kernel/structure';
import type { Term } from '../kernel/term';

/** What a formula is worth that may have entries or elements. */
export type Compound = NumberValue | ArrayValue | SetValue;

export interface NumberValue {
  readonly kind: 'number';
  readonly term: Term;
}

/** A matrix, vector, point or list, row by row. A tuple is a column of its items. */
export interface ArrayValue {
  readonly kind: 'array';
  /** How it is written: `tuple` compares with a row and with a column. */
  readonly shape: 'matrix' | 'tuple';
  /** The brackets of a tuple that stands there as written: `[0, 1)`. */
  readonly brackets: string | undefined;
  readonly rows: number;
  readonly columns: number;
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly term: Term;
  /** Where the entry stands there as written. */
  readonly node: Node | undefined;
}

/** A finite set of numbers. */
export interface SetValue {
  readonly kind: 'set';
  readonly elements: readonly Term[];
}

/** What the caller knows and does. `fail` never returns. */
export interface CompoundHost {
  /** Lowers a formula that is a number. */
  scalar(node: Node): Term;
  /** The entries of a symbol that was given some. */
  array(key: string): ArrayValue | undefined;
  fail(reason: string): never;
  readonly fuel: Fuel;
}

const largest = 64;

/** Whether a formula is, or is built of, things with entries. Numbers made of such things (`\det A`) do not count. */
export function hasEntries(node: Node, array: (key: string) => ArrayValue | undefined): boolean {
  switch (node.kind) {
    case 'matrix':
    case 'tuple':
      return true;
    case 'symbol':
      return array(node.key) !== undefined;
    case 'group':
    case 'annotated':
      return hasEntries(node.body, array);
    case 'add':
      return node.terms.some((term) => hasEntries(term.node, array));
    case 'product':
      return !isSegment(node.factors, array) && node.factors.some((factor) => hasEntries(factor.node, array));
    case 'quotient':
      return hasEntries(node.dividend, array);
    case 'power':
      return hasEntries(node.base, array);
    case 'transpose':
      return hasEntries(node.operand, array);
    case 'call':
      return setOperations.has(node.name) && node.args.some((arg) => hasEntries(arg, array));
    default:
      return false;
  }
}

/** `AB` of two points is the segment between them. */
function isSegment(factors: readonly Factor[], array: (key: string) => ArrayValue | undefined): boolean {
  return factors.every(
    ({ operator, node }) =>
      operator === 'implicit' &&
      node.kind === 'symbol' &&
      /^[A-Z]$/.test(node.letter) &&
      array(node.key)?.shape === 'tuple',
  );
}

const setOperations: ReadonlySet<string> = new Set(['union', 'intersection', 'difference']);

/** Lowers a formula entry by entry. */
export function compoundOf(node: Node, host: CompoundHost): Compound {
  if (!hasEntries(node, (key) => host.array(key))) return number(host.scalar(node));
  switch (node.kind) {
    case 'matrix':
      return matrixOf(node.rows, host);
    case 'tuple':
      return tupleOf(node, host);
    case 'symbol':
      return host.array(node.key) ?? host.fail('the entries are not known');
    case 'group':
    case 'annotated':
      return compoundOf(node.body, host);
    case 'add':
      return node.terms
        .map(({ sign, node: part }): Compound => {
          if (sign === '\\pm' || sign === '\\mp') return host.fail('“±” stands for two values at once');
          const value = compoundOf(part, host);
          return sign === '-' ? scaled(rational(-1n), value, host) : value;
        })
        .reduce((a, b) => sum(a, b, host));
    case 'product':
      return productOf(node.factors, host);
    case 'quotient':
      return scaled(power(host.scalar(node.divisor), rational(-1n)), compoundOf(node.dividend, host), host);
    case 'power':
      return powerOf(compoundOf(node.base, host), node.exponent, host);
    case 'transpose': {
      const operand = arrayIn(compoundOf(node.operand, host), host);
      // A list is written as a row; turned, it is a column.
      if (isList(node.operand)) return { ...operand, shape: 'matrix', brackets: undefined };
      const turned = transposed(operand);
      return node.inverse ? inverse(turned, host) : turned;
    }
    case 'call':
      return setCall(node, host);
    default:
      return host.fail('this cannot be computed entry by entry');
  }
}

/** `\det`, the trace and norms, where the argument has entries; undefined where they are not these. */
export function numberFromArray(name: string, value: Compound, host: CompoundHost): Term | undefined {
  if (value.kind !== 'array') return undefined;
  switch (name) {
    case 'det':
      return square(value) ? determinant(value, host) : host.fail('only square matrices have a determinant');
    case 'tr':
      if (!square(value)) return host.fail('only square matrices have a trace');
      return folded(add(Array.from({ length: value.rows }, (_, k) => at(value, k, k))), host);
    case 'norm':
      if (value.rows > 1 && value.columns > 1) return host.fail('norms of matrices are not computed here yet');
      return squareRoot(folded(add(value.entries.map(({ term }) => power(term, rational(2n)))), host));
    default:
      return undefined;
  }
}

export function isVector(value: Compound): value is ArrayValue {
  return value.kind === 'array' && (value.rows === 1 || value.columns === 1);
}

function number(term: Term): NumberValue {
  return { kind: 'number', term };
}

function arrayIn(value: Compound, host: CompoundHost): ArrayValue {
  return value.kind === 'array' ? value : host.fail('a number stands where a matrix was expected');
}

function matrixOf(rows: readonly (readonly Node[])[], host: CompoundHost): ArrayValue {
  const columns = rows[0]?.length ?? 0;
  if (columns === 0 || rows.some((row) => row.length !== columns))
    return host.fail('the rows of the matrix have different lengths');
  if (rows.length * columns > largest) return host.fail('the matrix is too large');
  const entries = rows.flat().map((node) => ({ term: host.scalar(node), node }));
  return { kind: 'array', shape: 'matrix', brackets: undefined, rows: rows.length, columns, entries };
}

function tupleOf(node: Tuple, host: CompoundHost): Compound {
  if (node.items.length > largest) return host.fail('the list is too long');
  if (node.open === '{') return { kind: 'set', elements: node.items.map((item) => host.scalar(item)) };
  const [u, v] = node.items;
  if (node.open === '<' && node.items.length === 2 && u && v) {
    const pair = [u, v].map((item) =>
      hasEntries(item, (key) => host.array(key)) ? compoundOf(item, host) : undefined,
    );
    const [left, right] = pair;
    if (left && right) return number(dot(arrayIn(left, host), arrayIn(right, host), host));
  }
  const entries = node.items.map((item) => ({ term: host.scalar(item), node: item }));
  return { kind: 'array', shape: 'tuple', brackets: node.open + node.close, rows: entries.length, columns: 1, entries };
}

/** Closed rational entries stay short. */
function folded(term: Term, host: CompoundHost): Term {
  if (term.kind === 'rational' || freeSymbols(term).size > 0) return term;
  const value = rationalValue(term, host.fuel);
  return value === undefined ? term : rational(value);
}

function at(value: ArrayValue, row: number, column: number): Term {
  return value.entries[row * value.columns + column]?.term ?? rational(0n);
}

function build(
  rows: number,
  columns: number,
  shape: ArrayValue['shape'],
  host: CompoundHost,
  entry: (row: number, column: number) => Term,
): ArrayValue {
  const entries: Entry[] = [];
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) entries.push({ term: folded(entry(i, j), host), node: undefined });
  return { kind: 'array', shape, brackets: undefined, rows, columns, entries };
}

function square(value: ArrayValue): boolean {
  return value.rows === value.columns;
}

function sum(left: Compound, right: Compound, host: CompoundHost): Compound {
  if (left.kind === 'number' && right.kind === 'number') return number(add([left.term, right.term]));
  const [a, b] = [asUnitLike(left, right, host), asUnitLike(right, left, host)];
  const aligned = a.kind === 'array' && b.kind === 'array' ? alignedArrays(a, b) : undefined;
  if (!aligned) return host.fail('things of different shapes are added');
  const [x, y] = aligned;
  return build(x.rows, x.columns, x.shape, host, (i, j) => add([at(x, i, j), at(y, i, j)]));
}

/** The two in one shape, where a tuple may be a row or a column; undefined where they do not fit. */
export function alignedArrays(a: ArrayValue, b: ArrayValue): readonly [ArrayValue, ArrayValue] | undefined {
  if (a.rows === b.rows && a.columns === b.columns) return [a, b];
  if (a.shape === 'tuple' && b.rows === 1 && b.columns === a.rows) return [transposed(a), b];
  if (b.shape === 'tuple' && a.rows === 1 && a.columns === b.rows) return [a, transposed(b)];
  return undefined;
}

function scaled(factor: Term, value: Compound, host: CompoundHost): Compound {
  switch (value.kind) {
    case 'number':
      return number(multiply([factor, value.term]));
    case 'array':
      return build(value.rows, value.columns, value.shape, host, (i, j) => multiply([factor, at(value, i, j)]));
    case 'set':
      return host.fail('sets are not calculated with');
  }
}

function transposed(value: ArrayValue): ArrayValue {
  const entries: Entry[] = [];
  for (let j = 0; j < value.columns; j++) {
    for (let i = 0; i < value.rows; i++) {
      const entry = value.entries[i * value.columns + j];
      if (entry) entries.push(entry);
    }
  }
  return { kind: 'array', shape: 'matrix', brackets: undefined, rows: value.columns, columns: value.rows, entries };
}

function productOf(factors: readonly Factor[], host: CompoundHost): Compound {
  const [first, ...rest] = factors;
  if (!first) return host.fail('nothing is multiplied');
  for (const { node } of factors)
    if (mayBeMatrix(node, host)) return host.fail('the entries of a factor are not known');
  return rest.reduce(
    (product, { operator, node }) => times(product, operator, compoundOf(node, host), host),
    compoundOf(first.node, host),
  );
}

/** A bold or capital letter whose entries are not known stands for a matrix or vector as likely as for a number; an I for the unit matrix. */
function mayBeMatrix(node: Node, host: CompoundHost): boolean {
  switch (node.kind) {
    case 'symbol':
      return (
        host.array(node.key) === undefined &&
        /^(?:\\(?:mathbf|bold|boldsymbol|vec|mathbb)\b|[A-Z]$)/.test(node.letter) &&
        !isUnit(node.key)
      );
    case 'group':
    case 'annotated':
      return mayBeMatrix(node.body, host);
    case 'power':
      return mayBeMatrix(node.base, host);
    case 'transpose':
      return mayBeMatrix(node.operand, host);
    case 'add':
      return node.terms.some((term) => mayBeMatrix(term.node, host));
    case 'product':
      return node.factors.some((factor) => mayBeMatrix(factor.node, host));
    default:
      return false;
  }
}

function isUnit(key: string): boolean {
  return /^(?:I|\\(?:mathbf|bold|boldsymbol)\{I\})(?:_\{?[23n]\}?)?$/.test(key);
}

/** The coefficient of the unit matrix in a multiple of it: −5 of `-5I`. */
function unitMultiple(term: Term, host: CompoundHost): Term | undefined {
  switch (term.kind) {
    case 'symbol':
      return isUnit(term.name) ? rational(1n) : undefined;
    case 'add': {
      const parts = term.terms.map((part) => unitMultiple(part, host));
      return parts.every((part) => part !== undefined) ? folded(add(parts), host) : undefined;
    }
    case 'multiply': {
      const parts = term.factors.map((part) => unitMultiple(part, host));
      return parts.some((part) => part !== undefined)
        ? folded(multiply(term.factors.map((factor, k) => parts[k] ?? factor)), host)
        : undefined;
    }
    case 'power': {
      const base = unitMultiple(term.base, host);
      return base && term.exponent.kind === 'rational' && term.exponent.value.isInteger
        ? folded(power(base, term.exponent), host)
        : undefined;
    }
    default:
      return undefined;
  }
}

/** A multiple of the unit matrix as a matrix like `other`, which is square; anything else as it is. */
export function asUnitLike(value: Compound, other: Compound, host: Pick<CompoundHost, 'fuel' | 'fail'>): Compound {
  if (value.kind !== 'number' || other.kind !== 'array' || !square(other)) return value;
  const full: CompoundHost = { ...host, scalar: () => host.fail('nothing is read here'), array: () => undefined };
  const coefficient = unitMultiple(value.term, full);
  return coefficient === undefined
    ? value
    : build(other.rows, other.rows, 'matrix', full, (i, j) => (i === j ? coefficient : rational(0n)));
}

function times(a: Compound, operator: Factor['operator'], b: Compound, host: CompoundHost): Compound {
  if (operator === '\\otimes' || operator === '\\circ')
    return host.fail('products of this kind are not computed here yet');
  if (a.kind === 'set' || b.kind === 'set') return host.fail('sets are not calculated with');
  if (a.kind === 'number') return scaled(unitMultiple(a.term, host) ?? a.term, b, host);
  if (b.kind === 'number') return scaled(unitMultiple(b.term, host) ?? b.term, a, host);
  if (operator === '\\odot') {
    const aligned = alignedArrays(a, b);
    if (!aligned) return host.fail('things of different shapes are multiplied entry by entry');
    const [x, y] = aligned;
    return build(x.rows, x.columns, x.shape, host, (i, j) => multiply([at(x, i, j), at(y, i, j)]));
  }
  const vectors = isVector(a) && isVector(b) && a.entries.length === b.entries.length;
  if (operator === '\\times' && vectors && a.entries.length === 3) return cross(a, b, host);
  if (operator === '\\cdot' && vectors && a.columns === b.columns) return number(dot(a, b, host));
  // A list before a column is a row: `(1, 2)(3, 4)^\top`.
  if (a.shape === 'tuple' && b.shape === 'matrix' && b.columns === 1 && a.rows === b.rows)
    return number(dot(a, b, host));
  if (a.columns !== b.rows || (a.shape === 'tuple' && b.shape === 'tuple'))
    return host.fail('the shapes of the factors do not fit');
  const product = build(a.rows, b.columns, b.shape, host, (i, j) =>
    add(Array.from({ length: a.columns }, (_, k) => multiply([at(a, i, k), at(b, k, j)]))),
  );
  host.fuel.spend(a.rows * a.columns * b.columns);
  const [only] = product.entries;
  return product.entries.length === 1 && only ? number(only.term) : product;
}

function dot(a: ArrayValue, b: ArrayValue, host: CompoundHost): Term {
  if (!isVector(a) || !isVector(b) || a.entries.length !== b.entries.length)
    return host.fail('the vectors have different lengths');
  return folded(add(a.entries.map(({ term }, k) => multiply([term, b.entries[k]?.term ?? rational(0n)]))), host);
}

function cross(a: ArrayValue, b: ArrayValue, host: CompoundHost): ArrayValue {
  const of = (value: ArrayValue, k: number): Term => value.entries[k % 3]?.term ?? rational(0n);
  return build(a.rows, a.columns, a.shape, host, (i, j) => {
    const k = i + j;
    return add([multiply([of(a, k + 1), of(b, k + 2)]), negate(multiply([of(a, k + 2), of(b, k + 1)]))]);
  });
}

function powerOf(base: Compound, exponent: Node, host: CompoundHost): Compound {
  if (base.kind !== 'array')
    return base.kind === 'number'
      ? number(power(base.term, host.scalar(exponent)))
      : host.fail('sets are not calculated with');
  const count_ = folded(host.scalar(exponent), host);
  if (count_.kind !== 'rational' || !count_.value.isInteger || !square(base))
    return host.fail('this power of a matrix is not computed here yet');
  const count = count_.value.toNumber();
  const symbolic = base.entries.some(({ term }) => term.kind !== 'rational');
  if (Math.abs(count) > (symbolic ? 3 : 1000)) return host.fail('this power of a matrix is not computed here yet');
  let factor = count < 0 ? inverse(base, host) : base;
  let result = build(base.rows, base.rows, 'matrix', host, (i, j) => rational(i === j ? 1n : 0n));
  for (let rest = Math.abs(count); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = arrayProduct(result, factor, host);
    if (rest > 1) factor = arrayProduct(factor, factor, host);
  }
  return result;
}

function arrayProduct(a: ArrayValue, b: ArrayValue, host: CompoundHost): ArrayValue {
  host.fuel.spend(a.rows * a.columns * b.columns);
  return build(a.rows, b.columns, 'matrix', host, (i, j) =>
    add(Array.from({ length: a.columns }, (_, k) => multiply([at(a, i, k), at(b, k, j)]))),
  );
}

/** Along the first row: for small matrices. */
function determinant(value: ArrayValue, host: CompoundHost): Term {
  const size = value.rows;
  if (size > 6) return host.fail('the matrix is too large');
  if (size === 1) return at(value, 0, 0);
  host.fuel.spend(2 ** size);
  const terms = Array.from({ length: size }, (_, j) => {
    const part = multiply([at(value, 0, j), determinant(minor(value, 0, j, host), host)]);
    return j % 2 === 0 ? part : negate(part);
  });
  return folded(add(terms), host);
}

function minor(value: ArrayValue, row: number, column: number, host: CompoundHost): ArrayValue {
  return build(value.rows - 1, value.columns - 1, 'matrix', host, (i, j) =>
    at(value, i < row ? i : i + 1, j < column ? j : j + 1),
  );
}

function inverse(value: ArrayValue, host: CompoundHost): ArrayValue {
  if (!square(value) || value.rows > 4) return host.fail('this matrix is not inverted here');
  const size = determinant(value, host);
  if (size.kind === 'rational' && size.value.isZero)
    return host.fail('the matrix has no inverse: its determinant is 0');
  if (value.rows === 1) return build(1, 1, 'matrix', host, () => power(size, rational(-1n)));
  return build(value.rows, value.columns, 'matrix', host, (i, j) => {
    const cofactor = determinant(minor(value, j, i, host), host);
    return divide((i + j) % 2 === 0 ? cofactor : negate(cofactor), size);
  });
}

/** Unions and the like of finite sets of fractions. */
function setCall(node: Call, host: CompoundHost): Compound {
  const sets = node.args.map((arg) => {
    const value = compoundOf(arg, host);
    if (value.kind !== 'set') return host.fail('sets of this kind are not computed here yet');
    return value.elements.map((element) => {
      const exact = folded(element, host);
      return exact.kind === 'rational' ? exact : host.fail('sets of this kind are not computed here yet');
    });
  });
  const [first, ...others] = sets;
  if (!first) return host.fail('nothing is united');
  const has = (set: typeof first, element: (typeof first)[number]): boolean =>
    set.some((other) => other.value.equals(element.value));
  const elements = others.reduce((set, other) => {
    if (node.name === 'union') return [...set, ...other.filter((element) => !has(set, element))];
    return set.filter((element) => has(other, element) === (node.name === 'intersection'));
  }, first);
  return { kind: 'set', elements };
}

/** The array as one term, for questions about the symbols in it. */
export function asTerm(value: Compound): Term {
  switch (value.kind) {
    case 'number':
      return value.term;
    case 'array':
      return { kind: 'apply', function: 'tuple', args: value.entries.map(({ term }) => term) };
    case 'set':
      return { kind: 'apply', function: 'set', args: value.elements };
  }
}
