import { signOfBall } from './ball';
import { evaluateBall } from './evaluate';
import type { Fuel } from './fuel';
import type { Term } from './term';

/** The sign of a closed real term where fifty digits tell: −1, 0 (for an exact zero only) or 1. */
export function enclosureSign(term: Term, fuel: Fuel): number | undefined {
  const value = evaluateBall(term, new Map(), fuel);
  return value.kind === 'ball' ? signOfBall(value.ball) : undefined;
}
