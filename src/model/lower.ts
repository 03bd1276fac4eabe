import type { Apply, BigOperator, Call, Node, NumberNode, Quotient, SymbolNode } from '../formula/tree';
import {
  apply,
  call,
  constant,
  divide,
  integer,
  multiply,
  negate,
  power,
  rational,
  substitute,
  subtract,
  symbol,
} from '../kernel/build';
import { collectIn } from '../kernel/collect';
import { OutOfFuel, type Fuel } from '../kernel/fuel';
import { Rational } from '../kernel/rational';
import type { Condition, Term } from '../kernel/term';
import {
  compoundOf,
  hasEntries,
  isVector,
  numberFromArray,
  type ArrayValue,
  type Compound,
  type CompoundHost,
} from './compound';
import {
  lowerDerivative,
  lowerEvaluation,
  lowerIntegral,
  partialAt,
  primedSymbol,
  type OperatorHost,
  subscriptDerivative,
} from './operators';
import { behindFunction, differentialTerm } from './differentials';
import { lowerCall } from './lower-calls';
import { memberOf, rangeOfSum } from './lower-members';
import { dotsUnread, hasDifferentials, lowerProduct, lowerSum } from './lower-sums';
import type { RangesSeen } from './ranges';
import type { RatesSeen } from './rates';
import type { Chooser } from './reading';

/** What a formula means under one reading: a term to compute with, or why there is none. */
export type Lowered = { readonly kind: 'term'; readonly term: Term; readonly units: ReadonlySet<string> } | Failure;

export interface Failure {
  readonly kind: 'failure';
  /** In words for the student. */
  readonly reason: string;
}

/** What the context knows that lowering asks for. */
export interface Notation {
  /** `defined`: has a rule; `function`: is one, rule unknown; `variable`: is a quantity; undefined: nothing said or shown. */
  role(key: string): 'defined' | 'function' | 'variable' | undefined;
  /** The rule of a defined function. */
  definition(key: string): FunctionRule | undefined;
  /** The base that `\log` has by what was said, if anything. */
  readonly logBase: '2' | '10' | 'e' | undefined;
  /** Whether complex numbers are at play, so that `i` is the imaginary unit. */
  readonly complex: boolean;
  /** Whether points and figures are spoken of, so that `AB` is a segment unless A or B is known as a quantity. */
  readonly geometric: boolean;
  /** Whether a letter was said to be so many degrees. */
  readonly degrees?: (key: string) => boolean;
  /** Both sides of the relation have a ±, so that the upper signs go with the upper ones; undefined: a ± is not read. */
  readonly signsInStep?: boolean;
  /** What a symbol was said to be: `y = x^2`. */
  readonly quantity?: (key: string) => Term | undefined;
  /** Whether a decimal stands in the problem: then it is no rounded one. */
  readonly stated?: (value: Rational) => boolean;
  /** The entries of a symbol that was given some: `A = \begin{pmatrix} … \end{pmatrix}`. */
  readonly array?: (key: string) => ArrayValue | undefined;
  /** Which derivatives of quantities without a rule the document speaks of. */
  readonly rates: RatesSeen;
  /** From where to where indices run by what the document says. */
  readonly ranges?: RangesSeen;
  /** Symbols that were declared or given a value: `e` or `i` among them are ordinary symbols. */
  readonly named: (key: string) => boolean;
}

export interface FunctionRule {
  readonly parameters: readonly string[];
  readonly body: Term;
}

/** Depth of function definitions applied within one another. */
const deepestApplication = 12;

/** Lowers a formula. Numbers are paid for by their digits. */
export function lower(node: Node, notation: Notation, chooser: Chooser, fuel: Fuel): Lowered {
  const lowering = new Lowering(notation, chooser, fuel);
  try {
    const term = lowering.term(node);
    return { kind: 'term', term, units: lowering.units };
  } catch (error) {
    if (error instanceof NotLowered || error instanceof OutOfFuel) return { kind: 'failure', reason: error.message };
    throw error;
  }
}

/** As `lower`, for a formula that may have entries. */
export function lowerCompound(node: Node, notation: Notation, chooser: Chooser, fuel: Fuel): LoweredCompound {
  const lowering = new Lowering(notation, chooser, fuel);
  try {
    return { kind: 'value', value: compoundOf(node, lowering.host), units: lowering.units };
  } catch (error) {
    if (error instanceof NotLowered || error instanceof OutOfFuel) return { kind: 'failure', reason: error.message };
    throw error;
  }
}

export type LoweredCompound =
  { readonly kind: 'value'; readonly value: Compound; readonly units: ReadonlySet<string> } | Failure;

/**
 * The two sides with a symbol in place of each printed decimal of two digits or more behind the point: such a number may be a rounded one. A
 * side that is nothing but a number stays: it is judged by its own digits.
 */
export function lowerLoosely(
  leftNode: Node,
  rightNode: Node,
  notation: Notation,
  chooser: Chooser,
  fuel: Fuel,
): LooseSides | undefined {
  const lowering = new Lowering(notation, chooser, fuel, new Map());
  try {
    const left = lowering.side(leftNode);
    const right = lowering.side(rightNode);
    const values = lowering.loose;
    return values && values.size > 0 ? { left, right, values } : undefined;
  } catch (error) {
    if (error instanceof NotLowered || error instanceof OutOfFuel) return undefined;
    throw error;
  }
}

export interface LooseSides {
  readonly left: Term;
  readonly right: Term;
  readonly values: ReadonlyMap<string, { readonly value: Rational; readonly half: Rational }>;
}

/** Leaves the recursion; never seen outside `lower`. */
class NotLowered extends Error {}

function fail(reason: string): never {
  throw new NotLowered(reason);
}

class Lowering {
  readonly units = new Set<string>();
  private readonly bound: string[] = [];
  /** The letters over which sums and products run. */
  private readonly running: string[] = [];
  private angle = 0;
  private applications = 0;
  /** Decimals are taken as exact. */
  private fixed = false;

  constructor(
    private readonly notation: Notation,
    private readonly chooser: Chooser,
    private readonly fuel: Fuel,
    /** Filled with the decimals that are left open, where they are to be. */
    readonly loose?: Map<string, { value: Rational; half: Rational }>,
  ) {
    this.host = {
      scalar: (node) => this.term(node),
      array: (key) => (this.bound.includes(key) ? undefined : this.notation.array?.(key)),
      fail,
      fuel,
    };
    this.operators = {
      term: (node) => this.term(node),
      under: (variables, run) => this.under(variables, run),
      notation,
      chooser,
      fail,
      fuel,
    };
  }

  /** A side of a loosened relation. */
  side(node: Node): Term {
    this.fixed = isLoneNumber(node);
    return this.term(node);
  }

  /** For what has entries. */
  readonly host: CompoundHost;
  /** For derivatives, integrals and values at a place. */
  private readonly operators: OperatorHost;

  term(node: Node): Term {
    if (compoundKinds.has(node.kind) && hasEntries(node, this.host.array)) return this.numberIn(node);
    const behind = hasDifferentials(this.operators) ? behindFunction(node) : undefined;
    if (behind) return multiply([this.term(behind.rest), differentialTerm(behind.differential)]);
    switch (node.kind) {
      case 'number':
        return this.number(node);
      case 'symbol':
        return this.symbol(node);
      case 'word':
        return this.word(node.text);
      case 'add':
        return lowerSum(node, this.operators);
      case 'product':
        return lowerProduct(node, this.operators);
      case 'quotient':
        return this.quotient(node);
      case 'power':
        return this.power(node.base, node.exponent);
      case 'root':
        return this.root(node.radicand, node.degree);
      case 'factorial':
        return this.factorial(node.operand, node.count);
      case 'binomial':
        return call('binomial', [this.term(node.upper), this.term(node.lower)]);
      case 'absolute':
        return this.sizeOf(node.operand) ?? call('abs', [this.term(node.operand)]);
      case 'floor':
        return call('floor', [this.term(node.operand)]);
      case 'ceiling':
        return call('ceiling', [this.term(node.operand)]);
      case 'call':
        return this.call(node);
      case 'apply':
        return this.apply(node);
      case 'big':
        return this.big(node);
      case 'group':
        return this.term(node.body);
      case 'annotated':
        return this.term(node.body);
      case 'quantity':
        return this.quantity(node.value, node.unit);
      case 'ambiguous': {
        const choice = this.chooser.choose(
          `at ${node.span.from}`,
          node.readings.map((r) => ({ says: r.says })),
        );
        const reading = node.readings[choice];
        return reading ? this.term(reading.node) : fail('this notation has several readings');
      }
      case 'transpose':
        // A transposed number is itself; a plain T over a number or a scalar is an exponent.
        return node.plain && !node.inverse
          ? power(this.term(node.operand), symbol('T'))
          : fail('transposed matrices are not computed here yet');
      case 'integral':
        return lowerIntegral(node, this.operators);
      case 'limit':
        return {
          kind: 'limit',
          variable: node.variable.key,
          target: this.term(node.target),
          ...(node.side ? { side: node.side } : {}),
          body: this.under([node.variable.key], () => this.term(node.body)),
        };
      case 'derivative':
        return lowerDerivative(node, this.operators);
      case 'evaluated':
        return lowerEvaluation(node, this.operators);
      case 'cases':
        return {
          kind: 'piecewise',
          rows: node.rows.map((row) => ({
            value: this.term(row.value),
            ...(row.condition && !isOtherwise(row.condition) ? { condition: this.condition(row.condition) } : {}),
          })),
        };
      case 'norm':
        return this.norm(node);
      case 'expectation':
        return fail('expectations and probabilities are not computed here yet');
      case 'matrix':
      case 'tuple':
        return this.numberIn(node);
      case 'set-builder':
        return fail('sets that are described by a condition are not compared yet');
      case 'ellipsis':
        return fail(dotsUnread);
      case 'chain':
      case 'logic':
      case 'quantified':
      case 'mapping':
      case 'sequence':
        return fail('a statement stands where a value was expected');
      case 'empty':
        return fail('one side is missing');
      case 'unread':
        return fail(node.reason);
    }
  }

  /** The number that a formula with entries is: a dot product, a product of a row and a column. */
  private numberIn(node: Node): Term {
    const value = compoundOf(node, this.host);
    return value.kind === 'number' ? value.term : fail('a list, vector or matrix stands where a number was expected');
  }

  /** `|v|` of a vector is its length, `|A|` of a matrix its determinant. */
  private sizeOf(operand: Node): Term | undefined {
    if (!hasEntries(operand, this.host.array)) return undefined;
    const value = compoundOf(operand, this.host);
    return value.kind === 'number'
      ? call('abs', [value.term])
      : numberFromArray(isVector(value) ? 'norm' : 'det', value, this.host);
  }

  private norm(node: Extract<Node, { kind: 'norm' }>): Term {
    const euclidean =
      node.subscript === undefined || (node.subscript.kind === 'number' && node.subscript.digits === '2');
    const value =
      euclidean && hasEntries(node.operand, this.host.array) ? compoundOf(node.operand, this.host) : undefined;
    const size = value && numberFromArray('norm', value, this.host);
    return size ?? fail('norms are not computed here yet');
  }

  private number(node: NumberNode): Term {
    const value =
      node.radix === undefined
        ? Rational.parse(node.digits, this.fuel, node.repeating)
        : inRadix(node.digits, node.radix, this.fuel);
    if (!value) return fail('the number was not understood');
    const decimals = node.digits.includes('.') ? node.digits.length - node.digits.indexOf('.') - 1 : 0;
    const exact = decimals < 2 || node.repeating !== undefined || this.notation.stated?.(value) === true;
    if (!this.loose || this.fixed || exact) return rational(value);
    const name = `decimal at ${node.span.from}`;
    this.loose.set(name, { value, half: Rational.of(1n, 2n * 10n ** BigInt(Math.min(decimals, 1000))) });
    return symbol(name);
  }

  private symbol(node: SymbolNode): Term {
    const key = node.key;
    if (this.bound.includes(key)) return symbol(key);
    if (key === '\\pi' && !this.notation.named('\\pi')) return constant('pi');
    if (key === '\\infty') return constant('infinity');
    if (key === '\\mathrm{e}') return constant('e');
    // A lone e may be a letter like any other; as the base of a power it is Euler's number.
    if (
      key === 'e' &&
      !this.notation.named('e') &&
      this.chooser.choose('e', [{ says: '' }, { says: 'e is an unknown' }]) === 0
    )
      return constant('e');
    if ((key === 'i' || key === '\\mathrm{i}') && this.notation.complex && !this.notation.named('i'))
      return constant('i');
    for (const subscript of node.subscripts) if (hasUnread(subscript)) return fail('the subscript was not understood');
    const member = this.running.length > 0 ? memberOf(node, this.running, this.operators) : undefined;
    if (member) return member;
    const derivative = subscriptDerivative(node, this.notation) ?? primedSymbol(node, this.operators);
    if (derivative) return derivative;
    if (this.angle > 0 && this.notation.degrees?.(key) === true) {
      const options = [{ says: `$${key}$ in degrees` }, { says: `$${key}$ in radians` }];
      if (this.chooser.choose('angles in letters', options) === 0)
        return divide(multiply([symbol(key), constant('pi')]), integer(180));
    }
    return symbol(key);
  }

  private word(text: string): Term {
    const name = text.trim().replace(/\s+/g, ' ');
    if (name === '') return fail('one side is missing');
    if (
      /\b(remainder|rem|mod|dozen|hundred|thousand|million|billion|percent|half|twice|double|times|choose)\b|^R$/i.test(
        name,
      )
    )
      return fail(`the word “${name}” was not understood as mathematics`);
    return symbol(`\\text{${name}}`);
  }

  private quantity(value: Node, unit: string): Term {
    const term = this.term(value);
    if (unit === '%') {
      const plain = this.chooser.choose('percent', [{ says: '' }, { says: 'percent taken as a plain unit' }]) === 1;
      return plain ? term : divide(term, integer(100));
    }
    if (unit === 'deg') {
      const radians =
        this.angle > 0 || this.chooser.choose('degree', [{ says: '' }, { says: 'degrees turned into radians' }]) === 1;
      return radians ? multiply([term, divide(constant('pi'), integer(180))]) : term;
    }
    this.units.add(unit);
    return term;
  }

  private quotient(node: Quotient): Term {
    return divide(this.term(node.dividend), this.term(node.divisor));
  }

  private power(base: Node, exponent: Node): Term {
    if (base.kind === 'symbol' && (base.key === 'e' || base.key === '\\mathrm{e}') && !this.notation.named('e'))
      return call('exp', [this.term(exponent)]);
    // n(n - 1)^2 is n times a square, whatever the brackets of an application would say.
    if (
      base.kind === 'apply' &&
      base.args.length === 1 &&
      base.args[0] &&
      !base.inverse &&
      this.roleOf(base) === 'variable'
    ) {
      return multiply([this.symbol(base.head), power(this.term(base.args[0]), this.term(exponent))]);
    }
    if (exponent.kind === 'word' || exponent.kind === 'chain') return fail('the exponent was not understood');
    return power(this.term(base), this.term(exponent));
  }

  private root(radicand: Node, degree: Node | undefined): Term {
    if (!degree) return call('sqrt', [this.term(radicand)]);
    return call('root', [this.term(radicand), this.term(degree)]);
  }

  private factorial(operand: Node, count: number): Term {
    if (count === 1) return call('factorial', [this.term(operand)]);
    return count === 2 ? call('double-factorial', [this.term(operand)]) : fail('more than two exclamation marks');
  }

  private call(node: Call): Term {
    const [matrix] = node.args;
    if ((node.name === 'det' || node.name === 'tr') && matrix && hasEntries(matrix, this.host.array)) {
      const value = numberFromArray(node.name, compoundOf(matrix, this.host), this.host);
      if (value) return value;
    }
    const trigonometric = trigonometricNames.has(node.name);
    if (trigonometric) this.angle++;
    const args = node.args.map((a) => this.term(a));
    if (trigonometric) this.angle--;
    return lowerCall(node, args, this.operators);
  }

  /** What a function takes to a value, where its rule is linear in its parameter or a fraction of such terms. */
  private inverseAt(key: string, value: Term): Term | undefined {
    const rule = this.notation.definition(key);
    const [parameter, ...others] = rule?.parameters ?? [];
    if (!rule || parameter === undefined || others.length > 0) return undefined;
    const unknown = `${key}^{-1}`;
    const equation = subtract(substitute(rule.body, new Map([[parameter, symbol(unknown)]])), value);
    const [constantPart, slope, ...higher] = collectIn(equation, unknown, { fuel: this.fuel })?.coefficients ?? [];
    if (!constantPart || !slope || higher.length > 0) return undefined;
    return negate(divide(constantPart, slope));
  }

  private apply(node: Apply): Term {
    const key = node.head.key;
    if (node.given) return fail('conditional densities are not computed here yet');
    const partial = node.inverse ? undefined : partialAt(node, this.operators);
    if (partial) return partial;
    const role = this.roleOf(node);
    const [argument, ...others] = node.args;
    const undone =
      node.inverse && role === 'defined' && argument && others.length === 0
        ? this.inverseAt(key, this.term(argument))
        : undefined;
    if (undone) return undone;
    if (node.inverse)
      return role === 'variable' && node.args.length === 1
        ? this.asProduct(node)
        : fail(`the inverse of ${key} is not computed here yet`);
    if (role === 'defined')
      return this.applyRule(
        key,
        node.args.map((a) => this.term(a)),
      );
    if (role === 'function' || node.args.length !== 1)
      return apply(
        key,
        node.args.map((a) => this.term(a)),
      );
    return this.asProduct(node);
  }

  /** Whether the letter before the brackets is applied or multiplied; where nothing tells, both readings are kept. */
  private roleOf(node: Apply): 'defined' | 'function' | 'variable' {
    const key = node.head.key;
    if (this.bound.includes(key)) return 'variable';
    const role = this.notation.role(key);
    if (role !== undefined) return role;
    if (key === '\\pi' || node.args.length !== 1) return key === '\\pi' ? 'variable' : 'function';
    return this.chooser.choose(`apply ${key}`, [{ says: '' }, { says: `$${key}$ is a function` }]) === 0
      ? 'variable'
      : 'function';
  }

  private asProduct(node: Apply): Term {
    const [argument] = node.args;
    if (!argument) return fail('empty brackets');
    const head = this.symbol(node.head);
    return multiply([node.inverse ? power(head, integer(-1)) : head, this.term(argument)]);
  }

  private applyRule(key: string, args: readonly Term[]): Term {
    const rule = this.notation.definition(key);
    if (!rule || rule.parameters.length !== args.length) return apply(key, args);
    if (++this.applications > deepestApplication) return fail(`the rule of ${key} was applied too often`);
    return substitute(rule.body, new Map(rule.parameters.map((p, k) => [p, args[k] ?? integer(0)])));
  }

  private big(node: BigOperator): Term {
    if (node.operator !== 'sum' && node.operator !== 'product')
      return fail(`${node.operator} over a set is not computed here yet`);
    const range = rangeOfSum(node, this.operators);
    if (!range) return fail('the range of the sum is not spelled out');
    const lowerTerm = this.term(range.from);
    const upper = this.term(range.to);
    return {
      kind: node.operator,
      variable: range.variable,
      lower: lowerTerm,
      upper,
      body: this.under([range.variable], () => {
        this.running.push(range.variable);
        const body = this.term(node.body);
        this.running.pop();
        return body;
      }),
    };
  }

  private condition(node: Node): Condition {
    const inner = node.kind === 'sequence' ? node.items[node.items.length - 1]?.node : node;
    if (inner?.kind !== 'chain' || inner.relations.length !== 1)
      return fail('a condition of the cases was not understood');
    const [left, right] = inner.operands;
    const relation = inner.relations[0]?.kind;
    if (!left || !right) return fail('a condition of the cases was not understood');
    if (
      relation === '=' ||
      relation === '!=' ||
      relation === '<' ||
      relation === '<=' ||
      relation === '>' ||
      relation === '>='
    )
      return { left: this.term(left), relation, right: this.term(right) };
    return fail('a condition of the cases was not understood');
  }

  private under<T>(variables: readonly string[], run: () => T): T {
    this.bound.push(...variables);
    try {
      return run();
    } finally {
      this.bound.length -= variables.length;
    }
  }
}

/** The last row of cases holds wherever no row before it does. */
function isOtherwise(condition: Node): boolean {
  return condition.kind === 'word' && condition.text === 'otherwise';
}

function isLoneNumber(node: Node): boolean {
  switch (node.kind) {
    case 'number':
      return true;
    case 'group':
      return isLoneNumber(node.body);
    case 'quantity':
      return isLoneNumber(node.value);
    case 'add':
      return node.terms.length === 1 && node.terms.every((t) => isLoneNumber(t.node));
    default:
      return false;
  }
}

/** Digits in a base from 2 to 10; undefined where a digit does not belong to the base. */
function inRadix(digits: string, radix: number, fuel: Fuel): Rational | undefined {
  if (radix < 2 || radix > 10 || !/^\d+$/.test(digits)) return undefined;
  fuel.spendDigits(digits.length);
  let value = 0n;
  for (const digit of digits) {
    if (Number(digit) >= radix) return undefined;
    value = value * BigInt(radix) + BigInt(digit);
  }
  return Rational.of(value);
}

function hasUnread(node: Node): boolean {
  return node.kind === 'unread';
}

/** Kinds of formulas that may be built of things with entries and still be numbers. */
const compoundKinds: ReadonlySet<Node['kind']> = new Set<Node['kind']>([
  'symbol',
  'product',
  'power',
  'quotient',
  'add',
  'group',
  'annotated',
]);

const trigonometricNames: ReadonlySet<string> = new Set(['sin', 'cos', 'tan', 'cot', 'sec', 'csc', 'cis']);
