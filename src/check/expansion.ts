import { freeSymbols, someSubterm } from '../kernel/structure';
import type { Link } from '../statement/statement';
import type { Question } from './checker';

/**
 * Whether the words before a relation say that one side is only multiplied out, and nothing else is put in.
 *
 *     Expanding the left-hand side, we get …            yes
 *     Expanding and using $a + b = 3$, we get …         no
 */
export function isExpansion({ passage, implicit }: Link, { comparison }: Question): boolean {
  if (comparison !== '=' || !expands.test(passage.since) || addsMore.test(passage.since)) return false;
  // "Expanding the right-hand side, we get A = …" leaves A as it was.
  return implicit || /\bleft\b/i.test(passage.since);
}

/**
 * Whether the left side is a function at some place, whose rule is put in, in the same symbols as the right side: `p(1) = 3a + 2`. What comes out holds for all values
 * of these, if nothing relates them to each other.
 */
export function isFunctionValue(link: Link, { left, right, symbols, models, comparison }: Question): boolean {
  if (link.left.kind !== 'apply' || link.index !== 0 || comparison !== '=' || symbols.length === 0) return false;
  if ([left, right].some((side) => someSubterm(side, (part) => part.kind === 'apply'))) return false;
  const [own, others] = [freeSymbols(left), freeSymbols(right)];
  if (own.size !== others.size || ![...own].every((name) => others.has(name))) return false;
  return !models.constraints.some((fact) => [...fact.symbols].every((name) => symbols.includes(name)));
}

const expands = /\b(?:expand\w*|multiply\w* out|distribut\w+)\b/i;
const addsMore =
  /\b(?:using|use|substitut\w+|since|because|with|given|recall\w*|and|know\w*|simplif\w+|by|from|as|modulo|mod)\b/i;
