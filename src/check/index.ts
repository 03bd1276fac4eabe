import { arithmetic } from './arithmetic';
import { calculus } from './calculus';
import type { Checker } from './checker';
import { implicit } from './implicit';
import { families } from './families';
import { integer } from './integer';
import { complex } from './complex';
import { equation } from './equation';
import { inequality } from './inequality';
import { polynomial } from './polynomial';
import { sampling } from './sampling';

/** All checkers, cheapest first: the first that decides, decides. */
export const checkers: readonly Checker[] = [
  arithmetic,
  complex,
  polynomial,
  calculus,
  implicit,
  families,
  equation,
  inequality,
  sampling,
];

/** The checkers of claims with a modulus; no other may look at them. */
export const congruenceCheckers: readonly Checker[] = [integer];
