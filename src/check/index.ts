import { arithmetic } from './arithmetic';
import type { Checker } from './checker';
import { polynomial } from './polynomial';
import { sampling } from './sampling';

/** All checkers, cheapest first: the first that decides, decides. */
export const checkers: readonly Checker[] = [arithmetic, polynomial, sampling];
