import { isList } from '../../formula/shape';
import type { BigOperator, Expectation, Node, Power } from '../../formula/tree';
import { printLatex } from '../../formula/print';
import { symbolsOf } from '../../formula/walk';
import { soleAtom } from '../../kernel/canonical/absolute';
import type { Quotient } from '../../kernel/canonical/atom';
import { exponentialOf, raise } from '../../kernel/canonical/powers';
import { inverseOf, matrixOf } from '../../kernel/matrix';
import { binomialOf, ceilingOf, factorialOf, floorOf } from '../../kernel/canonical/functions';
import { Rational } from '../../kernel/rational';
import type { Scope } from '../../statement/statement';
import type { Chooser } from '../reading';
import { integralOverCells, sumOverCells } from './cells';
import { derivativeValue, evaluatedValue, integralValue } from './calculus';
import { isColumn, isEntrywise, mapColumn } from './elementwise';
import { evaluateExpectation } from './expectations';
import { evaluateProbability, probabilityIn } from './events';
import { extremeValue } from './extremes';
import { sumOver } from './indexing';
import { numbersBeside } from './inferred';
import type { Instance } from './instance';
import { plain } from './known';
import { applyValue } from './applications';
import { callValue } from './calls';
import { normOf } from './norms';
import { Mismatch, stop, type FreeIndex } from './outcome';
import { countingParameters, placeNamed, rangeOfParameter, type Rule } from './places';
import { productValue } from './products';
import { absoluteValue } from './signs';
import { isFunctionHead, symbolValue } from './symbols';
import { exponentValue } from './transforms';
import {
  addValues,
  isScalar,
  mapValue,
  multiplyValues,
  numberOf,
  scalar,
  scaled,
  shapeWords,
  transposeOf,
  valueOf,
  type Value,
} from './value';
import type { World } from './world';

/** The depth of definitions within definitions. */
const deepest = 40;

/**
 * What formulas are worth in one instance. Throws `NotComputed`, `Mismatch` (with the two shapes), `FreeIndex`, and what the kernel throws:
 * `NoValue`, `OutOfFuel`.
 */
export class Evaluator {
  constructor(
    readonly world: World,
    readonly scope: Scope,
    readonly instance: Instance,
    readonly chooser: Chooser,
    /** Values of parameters. */
    readonly locals: ReadonlyMap<string, Value> = new Map(),
    /** Values of index letters. */
    readonly bound: ReadonlyMap<string, number> = new Map(),
    /** Keys whose definitions are being evaluated. */
    readonly open: readonly string[] = [],
    /** Values for symbols that have a meaning, also within definitions: what a derivative is taken by. */
    readonly varied: ReadonlyMap<string, Value> = new Map(),
  ) {}

  get algebra(): Instance['algebra'] {
    return this.instance.algebra;
  }

  /** The same place with more parameters and index letters. */
  within(locals: ReadonlyMap<string, Value>, bound: ReadonlyMap<string, number> = new Map()): Evaluator {
    return new Evaluator(
      this.world,
      this.scope,
      this.instance,
      this.chooser,
      new Map([...this.locals, ...locals]),
      new Map([...this.bound, ...bound]),
      this.open,
      this.varied,
    );
  }

  /** The same place with other values for symbols that have a meaning. */
  varying(varied: ReadonlyMap<string, Value>): Evaluator {
    const { world, scope, instance, chooser, locals, bound, open } = this;
    const all = new Map([...this.varied, ...varied]);
    return new Evaluator(world, scope, instance, chooser, new Map([...locals, ...varied]), bound, open, all);
  }

  /** The same place with these index letters and no others. */
  unbinding(bound: ReadonlyMap<string, number>): Evaluator {
    const { world, scope, instance, chooser, locals, open, varied } = this;
    return new Evaluator(world, scope, instance, chooser, locals, bound, open, varied);
  }

  /** Where a definition is looked into: nothing of the place of use is seen but what is handed over. */
  inside(
    key: string,
    locals: ReadonlyMap<string, Value> = new Map(),
    bound: ReadonlyMap<string, number> = new Map(),
  ): Evaluator {
    if (this.open.length >= deepest) return stop('the definitions here are nested too deeply');
    const { world, scope, instance, chooser, varied } = this;
    return new Evaluator(world, scope, instance, chooser, locals, bound, [...this.open, key], varied);
  }

  /** With what is in force in another scope: there it was said what a symbol stands for. */
  seenFrom(scope: Scope): Evaluator {
    const { world, instance, chooser, locals, bound, open, varied } = this;
    return new Evaluator(world, scope, instance, chooser, locals, bound, open, varied);
  }

  value(node: Node): Value {
    const { fuel } = this.instance;
    fuel.enter();
    try {
      return this.evaluate(node);
    } finally {
      fuel.leave();
    }
  }

  number(node: Node, what: string): Quotient {
    return numberOf(this.value(node), what);
  }

  private evaluate(node: Node): Value {
    const { algebra } = this;
    switch (node.kind) {
      case 'number': {
        const value =
          node.radix === undefined ? Rational.parse(node.digits, this.instance.fuel, node.repeating) : undefined;
        return value ? scalar(algebra.constant(value)) : stop('the number was not understood');
      }
      case 'symbol':
        return symbolValue(this, node);
      case 'word':
        return stop(`the words “${node.text.trim()}” were not understood as mathematics`);
      case 'add': {
        let sum: Value | undefined;
        for (const term of node.terms) {
          if (term.sign === '\\pm' || term.sign === '\\mp') return stop('“±” stands for two values at once');
          const value = this.value(term.node);
          const signed = term.sign === '-' ? scaled(algebra, value, algebra.integer(-1)) : value;
          sum = sum ? addValues(algebra, sum, signed) : signed;
        }
        if (sum && isScalar(sum)) numbersBeside(this, node);
        return sum ?? stop('one side is missing');
      }
      case 'product':
        return productValue(this, node);
      case 'quotient': {
        const divisor = this.number(node.divisor, 'what is divided by');
        return scaled(algebra, this.value(node.dividend), algebra.inverse(divisor));
      }
      case 'power':
        return this.power(node);
      case 'root': {
        const radicand = this.number(node.radicand, 'what stands under a root');
        const degree = node.degree ? this.wholeNumber(node.degree) : 2;
        if (degree < 1) return stop('the degree of the root was not understood');
        return scalar(raise(algebra, radicand, algebra.constant(Rational.of(1, degree))));
      }
      case 'absolute':
        return scalar(absoluteValue(algebra, this.number(node.operand, 'what stands between the bars')));
      case 'norm':
        return normOf(this, node);
      case 'call':
        return callValue(this, node);
      case 'apply':
        return applyValue(this, node);
      case 'big':
        return this.big(node);
      case 'expectation':
        return this.expectation(node);
      case 'transpose': {
        // A list is written as a row; turned, it is the column that it stands for anyway: `(1, 2)^\top`.
        if (isList(node.operand)) return this.value(node.operand);
        // e(Wx)^T is e times what is turned, unless e is a function.
        const { operand } = node;
        const [argument, more] = operand.kind === 'apply' && !operand.given ? operand.args : [];
        if (operand.kind === 'apply' && argument && !more && !isFunctionHead(this, operand))
          return multiplyValues(
            this.algebra,
            this.value(operand.head),
            this.value({ ...node, operand: argument, span: operand.argsSpan }),
            false,
          );
        const value = transposeOf(this.value(operand));
        return node.inverse ? this.inverse(value) : value;
      }
      case 'matrix': {
        const columns = node.rows[0]?.length ?? 0;
        if (node.rows.some((row) => row.length !== columns) || columns === 0)
          return stop('the rows of the matrix have different lengths');
        const entries = node.rows.map((row) => row.map((entry) => this.number(entry, 'an entry of a matrix')));
        return valueOf(matrixOf(entries.length, columns, (i, j) => entries[i]?.[j] ?? algebra.integer(0)));
      }
      case 'tuple':
        return this.tuple(node.open, node.items);
      case 'group':
      case 'annotated':
        return this.value(node.body);
      case 'ambiguous': {
        const choice = this.chooser.choose(
          `at ${node.span.from}`,
          node.readings.map((r) => ({ says: r.says })),
        );
        const reading = node.readings[choice];
        return reading ? this.value(reading.node) : stop('this notation has several readings');
      }
      case 'integral':
      case 'derivative':
      case 'evaluated':
        if (node.kind === 'integral' && this.instance.cells) return integralOverCells(this, node);
        if (this.instance.variant === undefined && !(node.kind === 'derivative' && this.instance.derives))
          return stop('this notation is not computed beside vectors and random quantities yet');
        return node.kind === 'integral'
          ? integralValue(this, node)
          : node.kind === 'derivative'
            ? derivativeValue(this, node)
            : evaluatedValue(this, node);
      case 'factorial':
        if (node.count !== 1) return stop('double factorials are not computed here yet');
        return scalar(factorialOf(algebra, this.number(node.operand, 'what stands before “!”')));
      case 'binomial':
        return scalar(
          binomialOf(
            algebra,
            this.number(node.upper, 'what stands in a binomial'),
            this.number(node.lower, 'what stands in a binomial'),
          ),
        );
      case 'floor':
        return scalar(floorOf(algebra, this.number(node.operand, 'what is rounded')));
      case 'ceiling':
        return scalar(ceilingOf(algebra, this.number(node.operand, 'what is rounded')));
      case 'limit':
      case 'cases':
      case 'quantity':
        return stop('this notation is not computed beside vectors and random quantities yet');
      case 'set-builder':
        return stop('sets are not compared here');
      case 'ellipsis':
        return stop('the dots stand for terms that are not spelled out');
      case 'chain':
      case 'logic':
      case 'quantified':
      case 'mapping':
      case 'sequence':
        return stop('a statement stands where a value was expected');
      case 'empty':
        return stop('one side is missing');
      case 'unread':
        return stop(node.reason);
    }
  }

  private power(node: Power): Value {
    const { algebra } = this;
    const base = plain(node.base);
    if (
      base.kind === 'symbol' &&
      (base.key === 'e' || base.key === '\\mathrm{e}') &&
      !this.world.knows(base.key, this.scope)
    )
      return scalar(exponentialOf(algebra, exponentValue(this, node.exponent)));
    // d(n - 1)^2 is d times a square, whatever the brackets of an application would say.
    const [argument] = base.kind === 'apply' ? base.args : [];
    if (base.kind === 'apply' && node.base.kind === 'apply' && argument && !isFunctionHead(this, base)) {
      const raised: Node = { ...node, base: { kind: 'group', style: 'round', body: argument, span: base.argsSpan } };
      return multiplyValues(algebra, this.value(base.head), this.value(raised), false);
    }
    const value = this.value(node.base);
    const exponent = this.number(node.exponent, 'an exponent');
    if (isScalar(value)) return scalar(raise(algebra, numberOf(value, 'a base'), exponent));
    const times = algebra.constantValue(exponent);
    const root = base.kind === 'symbol' ? this.instance.roots.get(base.key) : undefined;
    if (root && times?.absolute().equals(Rational.half)) {
      const whole = { ...value, ...root };
      return times.sign < 0 ? this.inverse(whole) : whole;
    }
    if (!times?.isInteger || value.rows !== value.columns)
      return stop(`it is not clear what a power of ${shapeWords(value)} means`);
    const count = Number(times.numerator);
    if (Math.abs(count) > 12) return stop('a power too high to be computed with');
    const one = count < 0 ? this.inverse(value) : value;
    let product: Value | undefined;
    for (let k = 0; k < Math.abs(count); k++) product = product ? multiplyValues(algebra, product, one, false) : one;
    return product ?? { ...scalar(algebra.integer(1)), identity: true };
  }

  inverse(value: Value): Value {
    const { algebra } = this;
    if (value.identity || isScalar(value)) return mapValue(value, (entry) => algebra.inverse(entry));
    if (value.rows !== value.columns)
      throw new Mismatch(`Only square matrices have an inverse; this is ${shapeWords(value)}.`);
    return { ...value, ...inverseOf(algebra, value) };
  }

  /** The atom of the random place that a quotient is. */
  pointOf(entry: Quotient): number | undefined {
    const atom = soleAtom(this.algebra, entry)?.index;
    return atom !== undefined && this.instance.points.has(atom) ? atom : undefined;
  }

  /** The rule of a function with values put in. A letter in the rule that names the length of an argument takes its length. */
  applied(key: string, rule: Rule, args: readonly Node[]): Value {
    if (this.open.filter((k) => k === key).length > 3) return stop(`${key} is defined by itself`);
    const [only, more] = args;
    const column = only && !more && isEntrywise(this, key, rule) ? this.value(only) : undefined;
    if (column && isColumn(column))
      return mapColumn(
        column,
        (entry) => this.appliedTo(key, rule, entry),
        (value) => numberOf(value, `a value of $${key}$`),
      );
    const locals = new Map<string, Value>();
    const bound = new Map<string, number>();
    const counting = countingParameters(rule);
    rule.parameters.forEach((parameter, k) => {
      const argument = args[k];
      if (!argument || counting.has(parameter.key)) return;
      const value = this.value(argument);
      locals.set(parameter.key, value);
      const [length] = this.world.declared(parameter.key, this.scope)?.shape ?? [];
      if (length?.kind === 'symbol' && value.columns === 1)
        locals.set(length.key, scalar(this.algebra.integer(value.rows)));
    });
    rule.parameters.forEach((parameter, k) => {
      const argument = args[k];
      if (!argument || !counting.has(parameter.key)) return;
      const range = (): FreeIndex => rangeOfParameter(this.inside(key, locals, bound), rule, parameter);
      bound.set(parameter.key, placeNamed(this, argument, range));
    });
    return this.inside(key, locals, bound).value(rule.body);
  }

  /** The rule of a function of one argument, at a value. */
  appliedTo(key: string, { parameters: [parameter], body }: Rule, value: Value): Value {
    return this.inside(key, new Map(parameter ? [[parameter.key, value]] : [])).value(body);
  }

  private big(node: BigOperator): Value {
    const inCells = this.instance.cells && sumOverCells(this, node);
    if (inCells) return inCells;
    switch (node.operator) {
      case 'sum':
      case 'product':
        return sumOver(this, node);
      case 'max':
      case 'min':
      case 'sup':
      case 'inf':
        return extremeValue(this, node);
      case 'argmax':
      case 'argmin':
      case 'union':
      case 'intersection':
        return stop(`${node.operator} is not computed here yet`);
    }
  }

  private expectation(node: Expectation): Value {
    const asked = probabilityIn(node, this.world, this.scope);
    if (asked) return evaluateProbability(this, asked);
    return evaluateExpectation(this, node.operator, node.subscript, node.args, node.given);
  }

  private tuple(open: string, items: readonly Node[]): Value {
    if (open === '<' && items.length === 2) {
      const [a, b] = items.map((item) => this.value(item));
      if (a && b && a.rows === b.rows && a.columns === b.columns) {
        return scalar(
          a.entries.reduce(
            (sum, entry, k) => this.algebra.add(sum, this.algebra.multiply(entry, b.entries[k] ?? entry)),
            this.algebra.integer(0),
          ),
        );
      }
      if (a && b)
        throw new Mismatch(`The inner product does not fit: one side is ${shapeWords(a)}, the other ${shapeWords(b)}.`);
    }
    if (open === '(' && items.length > 1) {
      const entries = items.map((item) => this.number(item, 'an entry'));
      return valueOf(matrixOf(entries.length, 1, (i) => entries[i] ?? this.algebra.integer(0)));
    }
    return stop('lists and sets are not compared here');
  }

  /** A formula that must come to a whole number, such as a dimension. */
  wholeNumber(node: Node): number {
    this.instance.spans(symbolsOf(node));
    const value = this.algebra.constantValue(this.number(node, `$${printLatex(node)}$`));
    if (!value?.isInteger) return stop(`$${printLatex(node)}$ is no whole number here`);
    return Number(value.numerator);
  }
}
