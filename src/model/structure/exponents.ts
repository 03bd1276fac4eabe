import type { Node } from '../../formula/tree';
import type { Exponent } from '../../kernel/norm';
import { Rational } from '../../kernel/rational';
import type { Evaluator } from './evaluator';
import { plain, type Condition } from './known';
import { stop, TooLarge } from './outcome';

/** What the letters of p-norms are tried as: with each number its conjugate stands here, too. */
const candidates: readonly Exponent[] = [
  Rational.two,
  Rational.of(3),
  Rational.of(3, 2),
  Rational.one,
  'infinity',
  Rational.of(4),
  Rational.of(4, 3),
  Rational.of(6),
  Rational.of(6, 5),
];

/** The exponent that a letter below norms stands for in this instance, one that all fits that is said of it. A norm has $p \ge 1$. */
export function exponentOf(ev: Evaluator, key: string): Exponent {
  const { exponents } = ev.instance;
  const known = exponents.get(key);
  if (known !== undefined) return known;
  const letters = ev.world.norms.exponentsIn(ev.scope).filter((letter) => isFree(ev, letter));
  const conditions = letters.flatMap((letter) =>
    ev.world.assumptions
      .on(letter, ev.scope)
      .filter((c) => [...c.symbols].every((s) => letters.includes(s) || s === '\\infty')),
  );
  // Letters that conditions tie to one another are chosen together.
  const fitting = assignments(letters).filter((values) => conditions.every((c) => isMet(c, values)));
  const chosen = fitting[ev.instance.pick(fitting.length)];
  if (!chosen) return stop(`no value of $${key}$ fits what is said of it`);
  for (const [letter, value] of chosen) exponents.set(letter, value);
  return exponents.get(key) ?? stop(`nothing was said about $${key}$`);
}

/** Whether a letter is an exponent of norms of which nothing more is known. */
export function isFreeExponent(ev: Evaluator, key: string): boolean {
  return ev.world.norms.isExponent(key, ev.scope) && isFree(ev, key);
}

function isFree({ world, scope, locals }: Evaluator, key: string): boolean {
  if (locals.has(key) || world.definition(key, scope) || world.hasLaw(key, scope)) return false;
  return !world.isDimension(key, scope);
}

/** The exponent where it stands as a number: ∞ is none. */
export function exponentNumber(ev: Evaluator, key: string): Rational {
  const value = exponentOf(ev, key);
  if (value === 'infinity') throw new TooLarge(`$${key}$ is infinite here`);
  return value;
}

type Values = ReadonlyMap<string, Exponent>;

function assignments(letters: readonly string[]): readonly Values[] {
  let all: Values[] = [new Map()];
  // Of more letters at once not all choices are tried.
  for (const letter of letters.slice(0, 3))
    all = all.flatMap((values) => candidates.map((value) => new Map([...values, [letter, value]])));
  return all;
}

/** Whether a condition holds for these exponents; one that is not understood excludes them. Small fractions: doubles tell them apart. */
function isMet({ left, right, relation }: Condition, values: Values): boolean {
  if (relation === 'in') return isWithin(left, right, values);
  const [a, b] = [numberIn(left, values), numberIn(right, values)];
  if (a === undefined || b === undefined) return false;
  const equal = a === b || Math.abs(a - b) < 1e-9;
  switch (relation) {
    case '=':
      return equal;
    case '!=':
      return !equal;
    case '<':
      return !equal && a < b;
    case '<=':
      return equal || a < b;
    case '>':
      return !equal && a > b;
    case '>=':
      return equal || a > b;
    default:
      return false;
  }
}

/** `p \in [1, \infty]` */
function isWithin(letter: Node, set: Node, values: Values): boolean {
  const value = numberIn(letter, values);
  if (set.kind !== 'tuple' || set.items.length !== 2 || value === undefined) return false;
  const [lower, upper] = set.items.map((item) => numberIn(item, values));
  if (lower === undefined || upper === undefined) return false;
  return (set.open === '[' ? value >= lower : value > lower) && (set.close === ']' ? value <= upper : value < upper);
}

function numberIn(given: Node, values: Values): number | undefined {
  const node = plain(given);
  const all = (nodes: readonly Node[]): readonly number[] | undefined => {
    const found = nodes.map((part) => numberIn(part, values));
    return found.every((x) => x !== undefined) ? found : undefined;
  };
  switch (node.kind) {
    case 'number':
      return Number(node.digits);
    case 'symbol': {
      if (node.key === '\\infty') return Infinity;
      const value = values.get(node.key);
      return value === 'infinity' ? Infinity : value?.toNumber();
    }
    case 'quotient': {
      const parts = all([node.dividend, node.divisor]);
      return parts && (parts[0] ?? NaN) / (parts[1] ?? NaN);
    }
    case 'product':
      return all(node.factors.map((f) => f.node))?.reduce((a, b) => a * b, 1);
    case 'add':
      return all(node.terms.map((t) => t.node))?.reduce((sum, x, k) => sum + (node.terms[k]?.sign === '-' ? -x : x), 0);
    default:
      return undefined;
  }
}
