import { difference } from './canonical';
import { evaluateBall } from './evaluate';
import { OutOfFuel, type Fuel } from './fuel';
import { Rational } from './rational';
import { leadingTerm, type Approach, type Leading } from './series';
import { zero } from './build';
import type { LimitTerm, Term } from './term';

/** What a limit is: a value, plus or minus infinity, surely neither, or not found. */
export type LimitValue =
  | { readonly kind: 'value'; readonly term: Term }
  | { readonly kind: 'infinite'; readonly sign: 1 | -1 }
  | { readonly kind: 'none' }
  | { readonly kind: 'open' };

/** The limit by series expansion at the place that the variable goes to: exact, or not found. */
export function limitOf({ variable, target, side, body }: LimitTerm, fuel: Fuel): LimitValue {
  const infinite = infinitySign(target);
  if (infinite !== undefined) return oneSided(body, variable, { kind: 'infinite', side: infinite }, fuel);
  const from = (direction: 1 | -1): LimitValue =>
    oneSided(body, variable, { kind: 'finite', at: target, side: direction }, fuel);
  if (side !== undefined) return from(side === '+' ? 1 : -1);
  const [above, below] = [from(1), from(-1)];
  if (above.kind === 'open' && below.kind === 'open') return above;
  // At the edge of its domain a function is approached from inside.
  if (above.kind === 'open') return isUndefinedBeside(body, variable, target, 1, fuel) ? below : above;
  if (below.kind === 'open') return isUndefinedBeside(body, variable, target, -1, fuel) ? above : below;
  if (above.kind === 'value' && below.kind === 'value') {
    switch (difference(above.term, below.term, { fuel }).kind) {
      case 'zero':
        return above;
      case 'nonzero':
        return { kind: 'none' };
      case 'open':
      case 'undefined':
      case 'unreadable':
        return { kind: 'open' };
    }
  }
  if (above.kind === 'infinite' && below.kind === 'infinite' && above.sign === below.sign) return above;
  return { kind: 'none' };
}

/** 1 for infinity, −1 for its negative. */
export function infinitySign(term: Term): 1 | -1 | undefined {
  if (term.kind === 'constant') return term.name === 'infinity' ? 1 : undefined;
  if (term.kind !== 'multiply' || term.factors.length !== 2) return undefined;
  const [factor, rest] = term.factors;
  if (factor?.kind !== 'rational' || rest?.kind !== 'constant' || rest.name !== 'infinity' || factor.value.isZero)
    return undefined;
  return factor.value.sign > 0 ? 1 : -1;
}

function oneSided(body: Term, variable: string, approach: Approach, fuel: Fuel): LimitValue {
  return fromLeading(leadingTerm(body, variable, approach, fuel));
}

function fromLeading(leading: Leading | undefined): LimitValue {
  if (leading === undefined) return { kind: 'open' };
  if (leading.kind === 'zero' || leading.order > 0) return { kind: 'value', term: zero };
  if (leading.order === 0 && !leading.logarithmic) return { kind: 'value', term: leading.coefficient };
  if (leading.sign === undefined || leading.sign === 0) return { kind: 'open' };
  return { kind: 'infinite', sign: leading.sign > 0 ? 1 : -1 };
}

/** Whether the body has no real value close by on that side. */
function isUndefinedBeside(body: Term, variable: string, target: Term, side: 1 | -1, fuel: Fuel): boolean {
  if (target.kind !== 'rational') return false;
  try {
    const near = target.value.plus(Rational.of(side, 1_000_003));
    const value = evaluateBall(body, new Map([[variable, near]]), fuel);
    return value.kind === 'undefined';
  } catch (error) {
    if (error instanceof OutOfFuel) return false;
    throw error;
  }
}
