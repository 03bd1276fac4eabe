import { dice } from '../mutate';
import { latex, lettersOf, parse, value, type Typed } from './typed';

/** A claim of school or first-year mathematics, of which it is known whether it is true. */
export interface BenchClaim {
  readonly kind: string;
  readonly holds: boolean;
  /** Both sides as typed, and as LaTeX. */
  readonly left: string;
  readonly right: string;
  readonly leftLatex: string;
  readonly rightLatex: string;
}

/** True identities: `a`, `b`, `c`, `k` stand for small numbers, `n` for an exponent from 2 to 4, `{…}` for the value of what is inside; other letters are symbols. */
const identities: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  arithmetic: [
    ['a/b + c/k', '(a*k + b*c)/(b*k)'],
    ['a*b + c*k', '{a*b + c*k}'],
    ['(a + b)^n', '{(a + b)^n}'],
    ['a^n*a^2', 'a^{n + 2}'],
    ['a*(b - c) + k', '{a*(b - c) + k}'],
    ['(a/b)/(c/k)', '(a*k)/(b*c)'],
    ['1/(a + 1/b)', 'b/(a*b + 1)'],
    ['2^10 - a', '{1024 - a}'],
  ],
  radicals: [
    ['sqrt({a^2*b})', 'a*sqrt(b)'],
    ['sqrt(a)*sqrt(b)', 'sqrt({a*b})'],
    ['1/(sqrt({a+b}) - sqrt(a))', '(sqrt({a+b}) + sqrt(a))/b'],
    ['(a + sqrt(b))*(a - sqrt(b))', '{a^2 - b}'],
    ['(a + sqrt(b))^2', '{a^2 + b} + {2*a}*sqrt(b)'],
  ],
  polynomial: [
    ['(x + a)*(x - b)', 'x^2 + (a - b)*x - {a*b}'],
    ['(a*x + b)^2', '{a^2}*x^2 + {2*a*b}*x + {b^2}'],
    ['(x + y)^3', 'x^3 + 3*x^2*y + 3*x*y^2 + y^3'],
    ['x^2 - {a^2}', '(x - a)*(x + a)'],
    ['a*(x + b) - c*(x - k)', '(a - c)*x + {a*b + c*k}'],
    ['(x - y)*(x^2 + x*y + y^2)', 'x^3 - y^3'],
    ['x^2 + {2*a}*x + {a^2 + b}', '(x + a)^2 + b'],
    ['(x + y + z)^2', 'x^2 + y^2 + z^2 + 2*x*y + 2*x*z + 2*y*z'],
  ],
  rational: [
    ['a/x + b/y', '(a*y + b*x)/(x*y)'],
    ['(x^2 - {a^2})/(x - a)', 'x + a'],
    ['1/x - 1/(x + a)', 'a/(x*(x + a))'],
    ['1/(x - a) + 1/(x + a)', '2*x/(x^2 - {a^2})'],
    ['(x/y)/(y/x)', 'x^2/y^2'],
    ['(x + a)/(x + b) - 1', '(a - b)/(x + b)'],
  ],
  trigonometry: [
    ['sin(x)^2 + cos(x)^2', '1'],
    ['sin(2*x)', '2*sin(x)*cos(x)'],
    ['cos(2*x)', '1 - 2*sin(x)^2'],
    ['tan(x)', 'sin(x)/cos(x)'],
    ['sin(x + y)', 'sin(x)*cos(y) + cos(x)*sin(y)'],
    ['(sin(x) + cos(x))^2', '1 + sin(2*x)'],
    ['a*cos(x)^2 + a*sin(x)^2', 'a'],
    ['sin(pi/6) + a', '{2*a + 1}/2'],
  ],
  exponential: [
    ['exp(x + y)', 'exp(x)*exp(y)'],
    ['exp(a*x)*exp(b*x)', 'exp({a + b}*x)'],
    ['2^(x + n)', '{2^n}*2^x'],
    ['(exp(x))^n', 'exp(n*x)'],
    ['log({a*b})', 'log(a) + log(b)'],
    ['log({a^n})', 'n*log(a)'],
    ['exp(log({a}))', 'a'],
  ],
  derivatives: [
    ['diff(x^n + a*x, x)', 'n*x^{n - 1} + a'],
    ['diff(sin(a*x), x)', 'a*cos(a*x)'],
    ['diff(x*exp(x), x)', 'exp(x) + x*exp(x)'],
    ['diff((x + a)^n, x)', 'n*(x + a)^{n - 1}'],
    ['diff(a/x, x)', '-a/x^2'],
    ['diff(sin(x)*cos(x), x)', 'cos(x)^2 - sin(x)^2'],
  ],
};

/** `each` true and as many false claims of every kind. */
export function benchClaims(each: number, seed: number): readonly BenchClaim[] {
  const roll = dice(seed);
  const claims: BenchClaim[] = [];
  for (const [kind, list] of Object.entries(identities)) {
    for (let k = 0; k < each; k++) {
      const [left, right] = filled(list[k % list.length] ?? ['1', '1'], roll);
      claims.push(claimOf(kind, true, left, right));
      const wrong = spoiled(left, right, roll);
      if (wrong !== undefined) claims.push(claimOf(kind, false, left, wrong));
    }
  }
  return claims;
}

function claimOf(kind: string, holds: boolean, left: string, right: string): BenchClaim {
  return { kind, holds, left, right, leftLatex: latex(parse(left)), rightLatex: latex(parse(right)) };
}

function filled(pair: readonly [string, string], roll: (below: number) => number): readonly [string, string] {
  const numbers: Readonly<Record<string, number>> = {
    a: 2 + roll(8),
    b: 2 + roll(8),
    c: 2 + roll(8),
    k: 2 + roll(8),
    n: 2 + roll(3),
  };
  const fill = (text: string): string =>
    text
      .replace(/(?<![a-z])[abckn](?![a-z(])/g, (letter) => String(numbers[letter] ?? letter))
      .replace(/\{([^{}]*)\}/g, (_, inside: string) => String(value(parse(inside), new Map())));
  return [fill(pair[0]), fill(pair[1])];
}

/** The right side with one number, sign or operator changed so that it is another one surely; undefined if none is found. */
function spoiled(left: string, right: string, roll: (below: number) => number): string | undefined {
  const places = [...right.matchAll(/\d+|[+\-*]|sin|cos/g)];
  for (let tries = 0; tries < 12; tries++) {
    const place = places[roll(Math.max(1, places.length))];
    if (!place) return undefined;
    const [old] = place;
    const other = /\d/.test(old)
      ? String(Number(old) + 1)
      : ({ '+': '-', '-': '+', '*': '+', sin: 'cos', cos: 'sin' }[old] ?? old);
    const candidate = right.slice(0, place.index) + other + right.slice(place.index + old.length);
    if (differ(parse(left), candidate)) return candidate;
  }
  return undefined;
}

function differ(left: Typed, text: string): boolean {
  let right: Typed;
  try {
    right = parse(text);
  } catch {
    return false;
  }
  const letters = [...new Set([...lettersOf(left), ...lettersOf(right)])];
  return [0.7, 1.3].every((start) => {
    const at = new Map(letters.map((letter, k) => [letter, start + 0.37 * k]));
    const [x, y] = [value(left, at), value(right, at)];
    return Number.isFinite(x) && Number.isFinite(y) && Math.abs(x - y) > 1e-4 * Math.max(1, Math.abs(x));
  });
}
