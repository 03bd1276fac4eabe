import type { Algebra } from './algebra';
import type { Quotient } from './atom';
import { extremeOf } from './functions';
import { signOf } from './sign';
import { NoValue } from './field';

/** The greatest of several values: which one it is where numbers tell, else a formula for it. */
export function greatestOf(algebra: Algebra, values: readonly Quotient[]): Quotient {
  return pickedOf(algebra, values, 'max');
}

export function leastOf(algebra: Algebra, values: readonly Quotient[]): Quotient {
  return pickedOf(algebra, values, 'min');
}

function pickedOf(algebra: Algebra, values: readonly Quotient[], name: 'max' | 'min'): Quotient {
  const [first, ...others] = values;
  if (!first) throw new NoValue('an extreme of nothing');
  let best = first;
  for (const other of others) {
    const difference = algebra.subtract(other, best);
    switch (signOf(algebra, name === 'max' ? difference : algebra.negate(difference))) {
      case 'positive':
      case 'nonnegative':
        best = other;
        break;
      case 'negative':
      case 'nonpositive':
      case 'zero':
        break;
      case 'real':
      case 'complex':
        best = extremeOf(algebra, name, [best, other]);
        break;
    }
  }
  return best;
}
