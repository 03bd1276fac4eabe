import { someSubterm } from '../kernel/structure';
import type { FunctionName, Term } from '../kernel/term';
import type { Question } from './checker';

/**
 * Why a claim about complex numbers is left open, if so. Models are real; what agrees there agrees for complex numbers too where both sides are
 * analytic (the identity theorem), but not behind `|w|`, `\sqrt{w}`, `\overline{w}`, an order or a branch.
 */
export function beyondReal({ left, right, comparison, models, symbols }: Question): string | undefined {
  const complex = new Set(symbols.filter((name) => models.domains.get(name)?.complex));
  if (complex.size === 0) return undefined;
  const ordered = comparison !== '=' && comparison !== '!=';
  const name = [...complex].find((each) => ordered || [left, right].some((side) => hidesBranch(side, each)));
  return name === undefined ? undefined : `$${name}$ is a complex number here; this is checked for real numbers only.`;
}

/** Whether the symbol stands where a function is not analytic, or has branches. */
function hidesBranch(term: Term, name: string): boolean {
  return someSubterm(term, (part) => {
    if (part.kind === 'call') return branched.has(part.name) && part.args.some((arg) => mentions(arg, name));
    if (part.kind !== 'power') return false;
    const { base, exponent } = part;
    const whole = exponent.kind === 'rational' && exponent.value.isInteger;
    return (mentions(base, name) && !whole) || (mentions(exponent, name) && !isPositiveConstant(base));
  });
}

function isPositiveConstant(base: Term): boolean {
  return (base.kind === 'constant' && base.name === 'e') || (base.kind === 'rational' && base.value.sign > 0);
}

function mentions(term: Term, name: string): boolean {
  return someSubterm(term, (part) => part.kind === 'symbol' && part.name === name);
}

const branched: ReadonlySet<FunctionName> = new Set<FunctionName>([
  'abs',
  'sign',
  'sqrt',
  'root',
  'log',
  'arcsin',
  'arccos',
  'arctan',
  'arsinh',
  'arcosh',
  'artanh',
  'floor',
  'ceiling',
  'max',
  'min',
  'mod',
  'gcd',
  'lcm',
  'real-part',
  'imaginary-part',
  'conjugate',
]);
