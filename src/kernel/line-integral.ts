import { constant, negate } from './build';
import type { Algebra } from './canonical/algebra';
import type { Quotient } from './canonical/atom';
import { dependsOn } from './canonical/depends';
import { read } from './canonical/read';
import { NoRule, withValues } from './canonical/values';
import { toTerm } from './canonical/write';
import { integralValue } from './definite';
import { atomsOf } from './polynomial';
import { freeSymbols } from './structure';
import type { Term } from './term';

/** The ends of a range; undefined for minus and plus infinity. */
export interface Range {
  readonly lower: Quotient | undefined;
  readonly upper: Quotient | undefined;
}

/** The variable of integration, which no text has. */
const variable = '\\int';

/**
 * The integral over an atom in a range: in closed form where an antiderivative is found, else as an atom that is evaluated by quadrature where a
 * number is asked for. Undefined where it surely is infinite or has no value.
 */
export function integralOver(
  algebra: Algebra,
  of: Quotient,
  atom: number,
  { lower, upper }: Range,
): Quotient | undefined {
  if (of.numerator.size === 0) return of;
  const placed = withValues(algebra, of, new Map([[atom, algebra.fromAtom(algebra.symbol(variable))]]));
  const body = toTerm(algebra, placed);
  const infinity = constant('infinity');
  const ends = {
    lower: lower ? toTerm(algebra, lower) : negate(infinity),
    upper: upper ? toTerm(algebra, upper) : infinity,
  };
  const names = atomsByName(algebra, [of, ...(lower ? [lower] : []), ...(upper ? [upper] : [])]);
  const found = integralValue({ kind: 'integral', variable, body, ...ends }, algebra.fuel);
  if (found && found.kind !== 'value') return undefined;
  const value = found && restored(algebra, found.term, names);
  if (value) return value;
  const left = [...names.values()]
    .filter((index) => index !== atom)
    .map((index) => algebra.fromAtom(algebra.atom(index)));
  const key = [placed, ...(lower ? [lower] : []), ...(upper ? [upper] : [])]
    .map((part) => algebra.key(part))
    .join(' ; ');
  const made = algebra.intern(`integral ${lower ? '' : '-'}..${upper ? '' : '+'} ${key}`, () => ({
    term: { kind: 'integral', variable, body, ...ends },
    sign: 'real',
    integer: false,
    form: { kind: 'other', of: left },
  }));
  return algebra.fromAtom(made);
}

/** The atoms that are plain symbols, by their names. */
function atomsByName(algebra: Algebra, quotients: readonly Quotient[]): ReadonlyMap<string, number> {
  const names = new Set(quotients.flatMap((quotient) => [...freeSymbols(toTerm(algebra, quotient))]));
  const found = new Map<string, number>();
  for (let index = 0; index < algebra.nextIndex && found.size < names.size; index++) {
    const { form } = algebra.atom(index);
    if (form.kind !== 'symbol' || !names.has(form.name) || found.has(form.name)) continue;
    const stands = quotients.some((quotient) =>
      [...atomsOf(quotient.numerator), ...[...quotient.denominator.values()].flatMap(({ base }) => atomsOf(base))].some(
        (atom) => dependsOn(algebra, atom, (k) => k === index),
      ),
    );
    if (stands) found.set(form.name, index);
  }
  return found;
}

/** The canonical form of a term with the atoms that its names stand for, which may be known to be positive. */
function restored(algebra: Algebra, term: Term, names: ReadonlyMap<string, number>): Quotient | undefined {
  try {
    const value = read(algebra, term);
    const own = new Map<number, Quotient>();
    for (const [name, index] of names) {
      const plain = algebra.symbol(name).index;
      if (plain !== index) own.set(plain, algebra.fromAtom(algebra.atom(index)));
    }
    return withValues(algebra, value, own);
  } catch (error) {
    if (error instanceof NoRule) return undefined;
    throw error;
  }
}
