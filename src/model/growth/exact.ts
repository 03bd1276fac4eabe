import type { Node } from '../../formula/tree';
import { symbolsOf } from '../../formula/walk';
import { Algebra } from '../../kernel/canonical/algebra';
import type { Quotient } from '../../kernel/canonical/atom';
import { NoValue } from '../../kernel/canonical/field';
import { raise } from '../../kernel/canonical/powers';
import { read, Unreadable } from '../../kernel/canonical/read';
import { toTerm } from '../../kernel/canonical/write';
import { isNegligible, leading } from '../../kernel/growth/compare';
import {
  constantOrder,
  multiplyOrders,
  orderOf,
  raiseOrder,
  type Monomial,
  type Order,
} from '../../kernel/growth/order';
import { freeSymbols } from '../../kernel/structure';
import { signOf } from '../../kernel/canonical/sign';
import { signSaid } from '../structure/conditions';
import { OutOfFuel } from '../../kernel/fuel';
import { Rational } from '../../kernel/rational';
import { Evaluator } from '../structure/evaluator';
import { Instance } from '../structure/instance';
import { FreeIndex, NotComputed } from '../structure/outcome';
import { isScalar, scalar } from '../structure/value';
import { attempts, fitted, type Sample, type SumOfPowers } from './fit';
import { solvedFor } from './solved';

/** A quantity as a formula in the sizes: the root of a sum of products of powers of them. */
export interface ExactForm {
  readonly sum: SumOfPowers;
  /** The quantity is the sum to that power. */
  readonly power: Rational;
}

/** Powers of the quantity that may be polynomials: those of a root of an expectation are its squares. */
const powers = [Rational.one, Rational.two, Rational.minusOne, Rational.of(-2)];

/**
 * The formula in the sizes for something that is computed from them, such as an expectation over random layers: found from exact values at small
 * sizes, and checked at others. Undefined where the values are no such formula, or cannot be computed.
 */
export function exactForm(ev: Evaluator, node: Node, algebra: Algebra): ExactForm | undefined {
  const found = namesOfSizes(ev, node);
  if (!found || found.length > 3) return undefined;
  const known = new Map<string, Quotient | undefined>();
  const plain: Sample = (sizes) => {
    const key = found.map((name) => sizes.get(name)).join(' ');
    if (!known.has(key)) known.set(key, valueAt(ev, node, sizes, algebra));
    return known.get(key);
  };
  for (const tried of attempts)
    for (const power of powers) {
      const exponent = algebra.constant(power);
      const sample: Sample = (sizes) => {
        const value = plain(sizes);
        return value && raise(algebra, value, exponent);
      };
      const sum = attempt(() => fitted(algebra, found, sample, tried));
      if (sum === 'never') return undefined;
      if (sum) return { sum, power: power.inverse() };
    }
  return undefined;
}

function namesOfSizes(ev: Evaluator, node: Node): readonly string[] | undefined {
  const instance = instanceFor(ev, new Map());
  const result = attempt(() => {
    valueIn(ev, node, instance);
    return [...instance.sizes.keys()];
  });
  return result === 'never' ? undefined : result;
}

function instanceFor(ev: Evaluator, sizes: ReadonlyMap<string, number>): Instance {
  const instance = new Instance([2, 3, 4], 'symbols', false, 'sizes', ev.instance.fuel);
  for (const [key, size] of sizes) instance.sizes.set(key, size);
  return instance;
}

/** The value for given sizes in the algebra; numbers that an equation determines are solved for. */
function valueAt(
  ev: Evaluator,
  node: Node,
  sizes: ReadonlyMap<string, number>,
  algebra: Algebra,
): Quotient | undefined {
  const instance = instanceFor(ev, sizes);
  const value = valueIn(ev, node, instance);
  return value && read(algebra, toTerm(instance.algebra, value));
}

function valueIn(ev: Evaluator, node: Node, instance: Instance): Quotient | undefined {
  const inside = new Evaluator(ev.world, ev.scope, instance, ev.chooser);
  for (const key of new Set(symbolsOf(node))) {
    const solution = solvedFor(inside, key);
    if (!solution) continue;
    // What was computed with the number left open is computed again.
    instance.values.clear();
    instance.values.set(key, scalar(solution));
  }
  const value = inside.value(node);
  // What was taken for granted is no basis for a formula.
  if (!isScalar(value) || instance.assumed.size > 0 || instance.guessed.size > 0) return undefined;
  return value.entries[0];
}

/** `never`: other powers or sizes will not do better. */
function attempt<T>(work: () => T | undefined): T | undefined | 'never' {
  try {
    return work();
  } catch (error) {
    if (error instanceof NoValue || error instanceof Unreadable) return undefined;
    if (error instanceof NotComputed || error instanceof FreeIndex || error instanceof OutOfFuel) return 'never';
    throw error;
  }
}

/** The algebra for coefficients of forms: symbols are positive where that was said. */
export function formAlgebra(ev: Evaluator): Algebra {
  const { world, scope } = ev;
  const positive = (name: string): boolean => {
    const node = world.nodeOf(name);
    return node !== undefined && /^(?:positive|unit)$/.test(signSaid(world, node, 0, scope));
  };
  return new Algebra(ev.instance.fuel, { positive }, false);
}

/** The term that outgrows all others, if one does and its coefficient is a positive constant. */
export interface Leading {
  readonly monomial: Monomial;
  readonly coefficient: Quotient;
}

/** What of the form is not outgrown: its order, and the one term that decides, if it is only one. */
export function leadOf(
  ev: Evaluator,
  { sum, power }: ExactForm,
  algebra: Algebra,
): { order: Order; leading: Leading | undefined } | undefined {
  const isSize = (): boolean => true;
  const terms = sum.map(({ coefficient, exponents }) => ({
    coefficient,
    sign: isConstant(ev, algebra, coefficient) ? signOf(algebra, coefficient) : undefined,
    order: [...exponents].map(([name, e]) => orderOf(name, Rational.of(e))).reduce(multiplyOrders, constantOrder),
  }));
  const positive = terms.filter((t) => t.sign === 'positive');
  const whole = positive.flatMap((t) => t.order);
  const others = terms.filter((t) => t.sign !== 'positive');
  if (whole.length === 0 || !others.every((t) => isNegligible(t.order, whole, isSize))) return undefined;
  const greatest = leading(whole, isSize);
  const order = raiseOrder(greatest, power);
  const [monomial, more] = greatest;
  const own = positive.find((t) => t.order[0] === monomial);
  if (!order) return undefined;
  return {
    order,
    leading:
      monomial && own && !more
        ? {
            monomial: order[0] ?? monomial,
            coefficient: raise(algebra, own.coefficient, algebra.constant(power)),
          }
        : undefined,
  };
}

/** Nothing stands in it that may change with the sizes. */
function isConstant({ world, scope }: Evaluator, algebra: Algebra, coefficient: Quotient): boolean {
  return [...freeSymbols(toTerm(algebra, coefficient))].every(
    (name) => world.declared(name, scope)?.kind === 'scalar' && world.assumptions.equationsOn(name, scope).length === 0,
  );
}
