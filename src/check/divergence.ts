import { canonical } from '../kernel/canonical';
import { integralValue } from '../kernel/definite';
import { ballToLatex } from '../kernel/ball';
import { rationalValue } from '../kernel/exact';
import type { Fuel } from '../kernel/fuel';
import { infiniteSum } from '../kernel/infinite/sum';
import { infinitySign, limitOf } from '../kernel/limit';
import { termToLatex } from '../kernel/print';
import { freeSymbols } from '../kernel/structure';
import type { Term } from '../kernel/term';
import { differs, holds, undecided, type Finding, type Question } from './checker';

/** Where a limit, an integral or an infinite sum goes. */
type Goal =
  | { readonly kind: 'value'; readonly latex: string }
  | { readonly kind: 'infinite'; readonly sign: 1 | -1 }
  | { readonly kind: 'none' }
  | { readonly kind: 'open' };

/**
 * Claims about what grows beyond all bounds: `\sum \frac1n = \infty`, `\int_0^1 \frac{1}{x^2}\,dx < \infty`, and `\int_{-1}^1 \frac{1}{x^2}\,dx = -2`, which equates it with a
 * number. Undefined for other claims.
 */
export function beyondBounds({ left, right, comparison }: Question, fuel: Fuel): Finding | undefined {
  const claimed = infinitySign(right);
  if (claimed === undefined && !isClosedNumber(right)) return undefined;
  if (comparison !== '=' && !(comparison === '<' && claimed === 1)) return undefined;
  const goal = goalOf(left, fuel);
  if (!goal) return undefined;
  const [noun, how] = wordsFor(left);
  const infinite = (sign: 1 | -1): string => (sign > 0 ? '\\infty' : '-\\infty');
  switch (goal.kind) {
    case 'infinite':
      if (comparison === '<' && goal.sign > 0)
        return differs(`The ${noun} grows beyond all bounds.`, '\\infty', termToLatex(right), 'exact');
      if (claimed === goal.sign) return holds('proved', how);
      if (claimed !== undefined)
        return differs(`The sign of the ${noun} is the other one.`, infinite(goal.sign), termToLatex(right), 'exact');
      // Summed in another sense, it may be that number.
      if (left.kind === 'sum') return undecided('The series has no value: it grows beyond all bounds.');
      return left.kind === 'limit'
        ? differs(`The limit is $${infinite(goal.sign)}$.`, infinite(goal.sign), termToLatex(right), 'exact')
        : differs(
            `The ${noun} has no value: it grows beyond all bounds.`,
            infinite(goal.sign),
            termToLatex(right),
            'exact',
          );
    case 'value':
      if (claimed === undefined) return undefined;
      if (comparison === '<') return holds('proved', `The ${noun} converges.`);
      return differs(
        `The ${noun} is $${goal.latex}$.`,
        goal.latex,
        termToLatex(right),
        left.kind === 'sum' ? 'bounded' : 'exact',
      );
    case 'none':
      return claimed === undefined ? undecided(`The ${noun} does not converge.`) : undefined;
    case 'open':
      return claimed === undefined ? undefined : undecided(`Whether the ${noun} converges was not found.`);
  }
}

function isClosedNumber(term: Term): boolean {
  return freeSymbols(term).size === 0;
}

function wordsFor(term: Term): readonly [noun: string, how: string] {
  switch (term.kind) {
    case 'limit':
      return ['limit', 'The limit is found by a series expansion.'];
    case 'integral':
      return ['integral', 'An antiderivative grows beyond all bounds at an end, or where the integrand does.'];
    default:
      return ['series', 'The series does not converge: its partial sums grow beyond all bounds.'];
  }
}

function goalOf(term: Term, fuel: Fuel): Goal | undefined {
  switch (term.kind) {
    case 'limit': {
      const found = limitOf(term, fuel);
      return found.kind === 'value' ? { kind: 'value', latex: shown(found.term, fuel) } : found;
    }
    case 'integral': {
      if (term.lower === undefined || freeSymbols(term).size > 0) return undefined;
      const found = integralValue(term, fuel);
      return found?.kind === 'value' ? { kind: 'value', latex: shown(found.term, fuel) } : (found ?? { kind: 'open' });
    }
    case 'sum': {
      const first = rationalValue(term.lower, fuel);
      if (infinitySign(term.upper) !== 1 || !first?.isInteger || freeSymbols(term).size > 0) return undefined;
      const found = infiniteSum(term.body, term.variable, first.toNumber(), fuel);
      if (found.kind === 'ball') return { kind: 'value', latex: ballToLatex(found.ball) };
      return found.kind === 'diverges' ? { kind: 'infinite', sign: found.sign } : found;
    }
    default:
      return undefined;
  }
}

function shown(term: Term, fuel: Fuel): string {
  const form = canonical(term, { fuel });
  return termToLatex(form.kind === 'value' ? form.term : term);
}
