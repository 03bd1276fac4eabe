import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze, type CheckedClaim } from '../../src/analysis';
import { changed, expressions, extent, latex, symbolsOf, value, type Expression, type Values } from './student';

/** What is said of the symbols, and values that satisfy it. */
interface Setting {
  readonly words: string;
  /** Given four numbers between −4 and 4. */
  readonly values: (free: readonly number[]) => Values;
  readonly allows: (values: Values) => boolean;
}

const names = ['a', 'b', 'x', 'y'];
const plainly = (free: readonly number[]): Map<string, number> => new Map(names.map((name, k) => [name, free[k] ?? 1]));
const at = (values: Values, name: string): number => values.get(name) ?? NaN;

const settings: readonly Setting[] = [
  { words: 'Let $a$, $b$, $x$ and $y$ be real numbers.', values: plainly, allows: () => true },
  {
    words: 'Let $a$, $b$, $x$ and $y$ be positive real numbers.',
    values: (free) => plainly(free.map((v) => Math.abs(v) + 0.01)),
    allows: (values) => names.every((name) => !values.has(name) || at(values, name) > 0),
  },
  {
    words: 'Suppose that $y = 2x + 1$ and $a < 0$.',
    values: (free) => {
      const values = plainly(free);
      return values.set('y', 2 * at(values, 'x') + 1).set('a', -Math.abs(at(values, 'a')) - 0.01);
    },
    allows: (values) =>
      (!values.has('a') || at(values, 'a') < 0) &&
      (!(values.has('x') && values.has('y')) || Math.abs(at(values, 'y') - 2 * at(values, 'x') - 1) < 1e-9),
  },
  {
    words: 'Let $a$ and $b$ be integers with $a + b = 4$.',
    values: (free) => {
      const values = plainly(free);
      const a = Math.round(at(values, 'a'));
      return values.set('a', a).set('b', 4 - a);
    },
    allows: (values) =>
      ['a', 'b'].every((name) => !values.has(name) || Number.isInteger(at(values, name))) &&
      (!(values.has('a') && values.has('b')) || Math.abs(at(values, 'a') + at(values, 'b') - 4) < 1e-9),
  },
];

const cases = fc.record({
  setting: fc.constantFrom(...settings),
  start: expressions,
  changes: fc.array(fc.record({ place: fc.nat(50), move: fc.nat(50) }), { minLength: 2, maxLength: 3 }),
  seed: fc.integer(),
});

/** A seeded stream of numbers between −4 and 4. */
function stream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32) * 8 - 4;
  };
}

/** Whether two sides agree in a model as far as doubles can tell; undefined where one has no value. */
function agree(left: Expression, right: Expression, values: Values): boolean | undefined {
  const [l, r] = [value(left, values), value(right, values)];
  if (!Number.isFinite(l) || !Number.isFinite(r)) return undefined;
  const around = Math.max(extent(left, values), extent(right, values), 1);
  if (around > 1e6 || !Number.isFinite(around)) return undefined;
  return Math.abs(l - r) <= 1e-8 * around;
}

const numberIn = (tex: string): number => {
  const fraction = /^(-?)\\frac\{(\d+)\}\{(\d+)\}$/.exec(tex);
  return fraction ? (Number(fraction[2]) / Number(fraction[3])) * (fraction[1] ? -1 : 1) : Number(tex);
};

const conditions: Readonly<Record<string, (v: number) => boolean>> = {
  '\\ge 0': (v) => v >= 0,
  '\\le 0': (v) => v <= 0,
  '> 0': (v) => v > 0,
};

/** The chain `start = … = end`, and each of its links with its sides. */
function linksOf(
  setting: Setting,
  chain: readonly Expression[],
): readonly { claim: CheckedClaim; left: Expression; right: Expression }[] {
  const text = `${setting.words}\n\nThen we have\n$$${chain.map(latex).join(' = ')}$$\n`;
  const claims = analyze({ text, language: 'markdown' }).claims.slice(1 - chain.length);
  return claims.flatMap((claim, k) => {
    const [left, right] = [chain[k], chain[k + 1]];
    return left && right ? [{ claim, left, right }] : [];
  });
}

/** What is said of one link where the values of a counterexample are stated before it: the sides that differ there. */
function refutedAt(
  words: string,
  counterexample: Readonly<Record<string, string>>,
  left: string,
  right: string,
): string {
  const values = Object.entries(counterexample).map(([name, tex]) => `$${name} = ${tex}$`);
  const text = `${words}\n\n${values.length > 0 ? `Let ${values.join(' and ')}.` : ''}\n\nThen we have\n$$${left} = ${left} = ${right}$$\n`;
  const verdict = analyze({ text, language: 'markdown' }).claims.at(-1)?.verdict;
  return verdict?.status === 'refuted' ? `${verdict.left} and ${verdict.right}` : (verdict?.status ?? 'missing');
}

describe('what is said of a chain of expressions', () => {
  const counts = { proved: 0, tested: 0, refuted: 0, conditional: 0, given: 0, unknown: 0 };

  test('holds in random models of its context', () => {
    fc.assert(
      fc.property(cases, ({ setting, start, changes, seed }) => {
        const chain = [start];
        for (const { place, move } of changes) {
          const last = chain[chain.length - 1] ?? start;
          chain.push(changed(last, place, move));
        }
        const next = stream(seed);
        // A link that is not decided, or under a condition, is in force for those behind it.
        const inForce: { left: Expression; right: Expression }[] = [];
        for (const { claim, left, right } of linksOf(setting, chain)) {
          const { verdict } = claim;
          counts[verdict.status]++;
          const told = `${setting.words} ${latex(left)} = ${latex(right)}: ${verdict.status} ${verdict.reason}`;
          const models = Array.from({ length: 200 }, () => setting.values(names.map(next))).filter((values) =>
            inForce.every((link) => agree(link.left, link.right, values) === true),
          );
          if (verdict.status === 'conditional' || verdict.status === 'unknown') inForce.push({ left, right });
          if (verdict.status === 'proved' || verdict.status === 'tested')
            for (const values of models)
              expect(agree(left, right, values), `${told} at ${[...values].join(' ')}`).not.toBe(false);
          if (verdict.status === 'conditional') {
            const [name = '', relation = '', bound = ''] = verdict.condition.split(' ');
            const meets = conditions[`${relation} ${bound}`];
            for (const values of meets ? models.filter((values) => meets(at(values, name))) : [])
              expect(agree(left, right, values), `${told} at ${[...values].join(' ')}`).not.toBe(false);
          }
          if (verdict.status === 'refuted') {
            const found = new Map(Object.entries(verdict.counterexample).map(([name, tex]) => [name, numberIn(tex)]));
            const symbols = [...symbolsOf(left), ...symbolsOf(right)];
            expect(setting.allows(found), `${told}: in the context`).toBe(true);
            // What the context fixes need not be named.
            for (const name of symbols) if (!found.has(name)) found.set(name, 2);
            expect(agree(left, right, found), `${told}: it breaks the claim`).toBe(false);
            const there = refutedAt(setting.words, verdict.counterexample, latex(left), latex(right));
            expect(there, `${told}: stated before it`).toBe(`${verdict.left} and ${verdict.right}`);
          }
        }
      }),
      { seed: 5, numRuns: 60 },
    );
    expect(counts.proved).toBeGreaterThan(60);
    expect(counts.refuted).toBeGreaterThan(8);
    expect(counts.conditional).toBeGreaterThan(0);
    expect(counts.unknown + counts.given).toBeLessThan(15);
  });
});
