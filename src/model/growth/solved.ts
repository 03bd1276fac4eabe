import type { Quotient } from '../../kernel/canonical/atom';
import { raise } from '../../kernel/canonical/powers';
import { exponentIn } from '../../kernel/polynomial';
import { Rational } from '../../kernel/rational';
import { quotientDependsOn } from '../../kernel/canonical/depends';
import type { Evaluator } from '../structure/evaluator';
import { NotComputed } from '../structure/outcome';
import { isScalar } from '../structure/value';

/** The positive value of a number that an equation in force asks for, such as c in `E[(cX)^2] = 1`; undefined where none does so alone. */
export function solvedFor(ev: Evaluator, key: string): Quotient | undefined {
  const { world, scope, algebra, instance } = ev;
  if (world.declared(key, scope)?.kind !== 'scalar' || world.definition(key, scope)) return undefined;
  const equations = world.assumptions.equationsOn(key, scope);
  const [equation, more] = equations;
  if (!equation || more) return undefined;
  try {
    const [left, right] = [ev.value(equation.left), ev.value(equation.right)];
    const [l, r] = [left.entries[0], right.entries[0]];
    if (!isScalar(left) || !isScalar(right) || !l || !r) return undefined;
    const own = [...instance.belongs].filter(([, owner]) => owner === key).map(([atom]) => atom);
    const [atom, other] = own;
    if (atom === undefined || other !== undefined || algebra.atom(atom).sign !== 'positive') return undefined;
    if (quotientDependsOn(algebra, r, (k) => k === atom)) return undefined;
    const degrees = [...l.numerator.values()].map(({ monomial }) => exponentIn(monomial, atom));
    const [degree] = degrees;
    if (!degree || degree.isZero || degrees.some((d) => !d.equals(degree))) return undefined;
    const rest = algebra.multiply(l, algebra.fromAtom(algebra.atom(atom), degree.negated()));
    if (quotientDependsOn(algebra, rest, (k) => k === atom)) return undefined;
    const quotient = algebra.multiply(r, algebra.inverse(rest));
    return raise(algebra, quotient, algebra.constant(Rational.one.dividedBy(degree)));
  } catch (error) {
    if (error instanceof NotComputed) return undefined;
    throw error;
  }
}
