import type { Fails } from '../checker';
import { evidenceOf, showValue, type Value } from '../value';

/** Which numbers of the two sides are compared. */
interface Compared {
  /** Of complex sides: "real part". */
  readonly part?: string | undefined;
  /** Of vectors and matrices: "entry $2$". */
  readonly place?: string | undefined;
  /** Nothing was chosen: the sides have these values. */
  readonly determined?: boolean;
}

/** The finding that two sides differ in a situation, which is told in LaTeX by symbol; empty where nothing is open. */
export function failsIn(
  counterexample: Readonly<Record<string, string>>,
  left: Value,
  right: Value,
  { part, place, determined = false }: Compared = {},
): Fails {
  const [l, r] = [showValue(left), showValue(right)];
  const of = part ? `${part} of the ` : '';
  const at = place ? ` in ${place}` : '';
  const where = Object.entries(counterexample)
    .map(([key, value]) => `${key} = ${value}`)
    .join(',\\ ');
  return {
    kind: 'fails',
    everywhere: true,
    determined,
    evidence: evidenceOf(left, right),
    reason: `${where === '' ? 'The' : `For $${where}$ the`} ${of}left side is $${l}$${at}, the ${of}right side is $${r}$.`,
    counterexample,
    left: l,
    right: r,
  };
}
