import { difference } from '../kernel/canonical';
import { ballToLatex, ballToNumber, containsZero, negateBall } from '../kernel/ball';
import { evaluateComplex, surelyDifferent, type ComplexBall } from '../kernel/complex';
import { mentionsImaginary } from '../kernel/structure';
import { type Checker, differs, holds, undecided } from './checker';

/** Closed claims with the imaginary unit: canonical form, then pairs of decimals with error bounds. */
export const complex: Checker = {
  name: 'arithmetic',
  check(question, fuel) {
    const { left, right, comparison, symbols } = question;
    if (
      symbols.length > 0 ||
      (comparison !== '=' && comparison !== '!=') ||
      !(mentionsImaginary(left) || mentionsImaginary(right))
    )
      return undefined;
    // "i = 3" gives the letter a value; it is no claim about the imaginary unit.
    if (left.kind === 'constant') return undecided('The letter may stand for something else here.');
    const found = difference(left, right, { fuel });
    if (found.kind === 'zero')
      return comparison === '='
        ? holds('proved', 'Both sides have the same exact form.')
        : undecided('The two sides are equal.');
    const [a, b] = [evaluateComplex(left, fuel), evaluateComplex(right, fuel)];
    if (a.kind !== 'complex') return undecided(`The left side could not be computed: ${a.reason}.`);
    if (b.kind !== 'complex') return undecided(`The right side could not be computed: ${b.reason}.`);
    if (!surelyDifferent(a.value, b.value))
      return comparison === '=' ? holds('tested', 'Both sides agree to 50 digits.') : undefined;
    const [l, r] = [show(a.value), show(b.value)];
    if (comparison === '!=') return holds('proved', `The left side is $${l}$, the right side is $${r}$.`);
    const evidence = found.kind === 'nonzero' ? 'exact' : 'bounded';
    return differs(`The left side is $${l}$, the right side is $${r}$.`, l, r, evidence);
  },
};

function show({ re, im }: ComplexBall): string {
  if (containsZero(im)) return ballToLatex(re);
  const negative = ballToNumber(im) < 0;
  const size = ballToLatex(negative ? negateBall(im) : im);
  const imaginary = size === '1' ? 'i' : `${size} i`;
  if (containsZero(re)) return negative ? `-${imaginary}` : imaginary;
  return `${ballToLatex(re)} ${negative ? '-' : '+'} ${imaginary}`;
}
