import { canonical, difference } from '../kernel/canonical';
import { divide, rational, subtract, symbol } from '../kernel/build';
import { commonMultiple, residueOf } from '../kernel/congruence';
import { evaluateExact } from '../kernel/exact';
import { OutOfFuel, type Fuel } from '../kernel/fuel';
import { absolute, factorize, greatestCommonDivisor } from '../kernel/integer';
import { Rational } from '../kernel/rational';
import { freeSymbols } from '../kernel/structure';
import type { Term } from '../kernel/term';
import { contains, reals } from '../model/domain';
import type { Models } from '../model/models';
import { satisfies } from './arithmetic';
import { type Checker, differs, type Finding, holds, type Question, undecided } from './checker';
import { compareValues, valueOf } from './value';

/** More combinations of residues than this are not gone through. */
const mostCases = 3_000;

/** Congruences and divisibility: exact residues; with symbols all residues that what is in force allows, else small whole numbers. */
export const integer: Checker = {
  name: 'integer',
  check(question, fuel) {
    return question.modulus === undefined ? undefined : congruence(question, question.modulus, fuel);
  },
};

function congruence(question: Question, modulusTerm: Term, fuel: Fuel): Finding | undefined {
  const modulus = evaluateExact(modulusTerm, fuel);
  if (modulus.kind !== 'rational') return symbolicModulus(question, modulusTerm, fuel);
  if (!modulus.value.isInteger || modulus.value.isZero)
    return undecided('The modulus is not a whole number other than 0.');
  const m = absolute(modulus.value.numerator);
  if (question.symbols.length === 0) return closed(question, m, fuel);
  const same = difference(question.left, question.right, { fuel, integer: () => true });
  if (same.kind === 'zero' && question.comparison === '=')
    return holds('proved', 'Both sides have the same canonical form.');
  return byCases(question, m, fuel) ?? byExamples(question, m, fuel);
}

function closed(question: Question, m: bigint, fuel: Fuel): Finding {
  const [left, right] = [question.left, question.right].map((side) => residueOf(side, m, new Map(), fuel));
  if (left === undefined || right === undefined) return undecided('A side is not known to be a whole number.');
  const wanted = question.comparison === '=';
  const reason =
    left === right
      ? `Both sides leave the remainder $${left}$ when divided by $${m}$.`
      : `Divided by $${m}$, the left side leaves the remainder $${left}$, the right side $${right}$.`;
  if ((left === right) === wanted) return holds('proved', reason);
  return differs(reason, `${left}`, `${right}`, 'exact');
}

/** `(n + 1)^2 \equiv 1 \pmod n`: the difference is a multiple with whole coefficients. */
function symbolicModulus(question: Question, modulus: Term, fuel: Fuel): Finding {
  const open = undecided('A modulus with symbols is not gone through here.');
  if (question.comparison !== '=') return open;
  const quotient = canonical(divide(subtract(question.left, question.right), modulus), { fuel });
  return quotient.kind === 'value' && isWholePolynomial(quotient.term)
    ? holds('proved', 'The difference is a multiple of the modulus.')
    : open;
}

/** A sum of products of symbols with whole coefficients and exponents, as written. */
function isWholePolynomial(term: Term): boolean {
  switch (term.kind) {
    case 'rational':
      return term.value.isInteger;
    case 'symbol':
      return true;
    case 'add':
      return term.terms.every(isWholePolynomial);
    case 'multiply':
      return term.factors.every(isWholePolynomial);
    case 'power':
      return (
        isWholePolynomial(term.base) &&
        term.exponent.kind === 'rational' &&
        term.exponent.value.isInteger &&
        term.exponent.value.sign >= 0
      );
    default:
      return false;
  }
}

/** Values of polynomials repeat with the modulus, if no denominator shares a factor with it (with 0: if there is none). */
function repeats(term: Term, m: bigint, fuel: Fuel): boolean {
  if (freeSymbols(term).size === 0) {
    const value = evaluateExact(term, fuel);
    return value.kind === 'rational' && greatestCommonDivisor(value.value.denominator, m) === 1n;
  }
  switch (term.kind) {
    case 'symbol':
      return true;
    case 'add':
      return term.terms.every((part) => repeats(part, m, fuel));
    case 'multiply':
      return term.factors.every((part) => repeats(part, m, fuel));
    case 'power':
      return (
        term.exponent.kind === 'rational' &&
        term.exponent.value.isInteger &&
        term.exponent.value.sign >= 0 &&
        repeats(term.base, m, fuel)
      );
    default:
      return false;
  }
}

interface Restriction {
  readonly left: Term;
  readonly right: Term;
  /** 0 for an equation. */
  readonly modulus: bigint;
  readonly symbols: ReadonlySet<string>;
}

/** What is in force as parities, congruences and equations between whole numbers. */
function restrictionsOf({ constraints, domains }: Models, fuel: Fuel): readonly Restriction[] {
  const parities = [...domains].flatMap(([name, { parity }]): Restriction[] =>
    parity === undefined
      ? []
      : [{ left: symbol(name), right: rational(parity === 'odd' ? 1n : 0n), modulus: 2n, symbols: new Set([name]) }],
  );
  const relations = constraints.flatMap(({ left, right, relation, symbols }): Restriction[] => {
    if (relation !== '=') return [];
    const [inner, modulus] = left.kind === 'call' && left.name === 'mod' && right.kind === 'rational' ? left.args : [];
    if (inner && modulus) {
      const value = evaluateExact(modulus, fuel);
      if (value.kind !== 'rational' || !value.value.isInteger || value.value.isZero) return [];
      const own = absolute(value.value.numerator);
      if (repeats(inner, own, fuel)) return [{ left: inner, right, modulus: own, symbols }];
    }
    return repeats(left, 0n, fuel) && repeats(right, 0n, fuel) ? [{ left, right, modulus: 0n, symbols }] : [];
  });
  return [...parities, ...relations];
}

/** All residues that what is in force allows: if the claim holds for each, it is proved. Undefined where they are too many, or it fails for some. */
function byCases(question: Question, m: bigint, fuel: Fuel): Finding | undefined {
  if (![question.left, question.right].every((side) => repeats(side, m, fuel))) return undefined;
  if (byPrimePowers(question, m, fuel)) return holds('proved', `This holds for all residues modulo $${m}$.`);
  const known = restrictionsOf(question.models, fuel);
  const claimed = new Set(question.symbols);
  const attempts: { names: readonly string[]; period: bigint; restrictions: readonly Restriction[] }[] = [];
  const own = known.filter(({ symbols }) => [...symbols].every((name) => claimed.has(name)));
  const periodOf = (restrictions: readonly Restriction[]): bigint =>
    restrictions.reduce((period, { modulus }) => (modulus === 0n ? period : commonMultiple(period, modulus)), m);
  if (own.length > 0) attempts.push({ names: question.symbols, period: periodOf(own), restrictions: own });
  if (known.length > own.length) {
    const names = [...new Set([...question.symbols, ...known.flatMap(({ symbols }) => [...symbols])])];
    attempts.push({ names, period: periodOf(known), restrictions: known });
  }
  for (const { names, period, restrictions } of attempts) {
    if (Number(period) ** names.length > mostCases) continue;
    let met = 0;
    const right = everyAssignment(names, Number(period), (values) => {
      for (const { left, right: other, modulus } of restrictions) {
        const modulo = modulus === 0n ? period : modulus;
        const [a, b] = [residueOf(left, modulo, values, fuel), residueOf(other, modulo, values, fuel)];
        if (a === undefined || b === undefined) continue;
        if (a !== b) return true;
      }
      met++;
      const [a, b] = [residueOf(question.left, m, values, fuel), residueOf(question.right, m, values, fuel)];
      return a !== undefined && b !== undefined && (a === b) === (question.comparison === '=');
    });
    if (right && met > 0) return holds('proved', 'This holds for all residues that what is in force here allows.');
  }
  return undefined;
}

/** A congruence holds modulo m if it does modulo each of the prime powers that m is made of. */
function byPrimePowers(question: Question, m: bigint, fuel: Fuel): boolean {
  if (question.comparison !== '=') return false;
  const { factors, complete } = factorize(m, fuel);
  if (!complete) return false;
  return factors.every(({ prime, exponent }) => {
    const q = prime ** BigInt(exponent);
    if (Number(q) ** question.symbols.length > mostCases) return false;
    return everyAssignment(question.symbols, Number(q), (values) => {
      const [a, b] = [residueOf(question.left, q, values, fuel), residueOf(question.right, q, values, fuel)];
      return a !== undefined && a === b;
    });
  });
}

function everyAssignment(
  names: readonly string[],
  period: number,
  test: (values: ReadonlyMap<string, bigint>) => boolean,
): boolean {
  const count = period ** names.length;
  for (let k = 0; k < count; k++) {
    const values = new Map<string, bigint>();
    let rest = k;
    for (const name of names) {
      values.set(name, BigInt(rest % period));
      rest = Math.floor(rest / period);
    }
    if (!test(values)) return false;
  }
  return true;
}

/** How far from 0 examples are looked for, positive ones first, by the number of symbols. */
const reach: readonly number[] = [0, 400, 24, 8];
const enough = 12;

/** Small whole numbers that satisfy everything in force: one that breaks the claim refutes it, many that do not test it. */
function byExamples(question: Question, m: bigint, fuel: Fuel): Finding {
  const { constraints, domains } = question.models;
  const names = [...new Set([...question.symbols, ...constraints.flatMap(({ symbols }) => [...symbols])])];
  const far = reach[names.length];
  if (far === undefined) return undecided('There are too many symbols to go through.');
  const span = 2 * far + 1;
  let agreeing = 0;
  for (let k = 0; k < span ** names.length; k++) {
    fuel.spend(1);
    const values = new Map<string, bigint>();
    let rest = k;
    for (const name of names) {
      const place = rest % span;
      values.set(name, BigInt(place < far ? place + 1 : far - place));
      rest = Math.floor(rest / span);
    }
    const model = new Map([...values].map(([name, value]) => [name, Rational.integer(value)] as const));
    if (![...model].every(([name, value]) => contains({ ...(domains.get(name) ?? reals), integer: true }, value)))
      continue;
    if (fuel.left < 4_000) break;
    const outcome = example(question, m, values, model, fuel);
    if (outcome === 'agrees') agreeing++;
    else if (outcome !== undefined) return outcome;
    if (agreeing >= 60) break;
  }
  return agreeing >= enough
    ? holds('tested', `This holds for the first ${agreeing} whole numbers that were tried.`)
    : undecided('Too few whole numbers were found that satisfy everything in force here.');
}

function example(
  question: Question,
  m: bigint,
  values: ReadonlyMap<string, bigint>,
  model: ReadonlyMap<string, Rational>,
  fuel: Fuel,
): Finding | 'agrees' | undefined {
  try {
    for (const { left, right, relation } of question.models.constraints) {
      const order = compareValues(valueOf(left, fuel, model), valueOf(right, fuel, model));
      if (order === 'unclear' || !satisfies(relation, order)) return undefined;
    }
    const [a, b] = [residueOf(question.left, m, values, fuel), residueOf(question.right, m, values, fuel)];
    if (a === undefined || b === undefined) return undefined;
    if ((a === b) === (question.comparison === '=')) return 'agrees';
    const shown = question.symbols.map((name) => [name, `${values.get(name) ?? 0n}`] as const);
    return {
      kind: 'fails',
      everywhere: false,
      determined: false,
      evidence: 'exact',
      reason: `For $${shown.map(([name, value]) => `${name} = ${value}`).join(',\\ ')}$ the left side leaves the remainder $${a}$ modulo $${m}$, the right side $${b}$.`,
      counterexample: Object.fromEntries(shown),
      left: `${a}`,
      right: `${b}`,
    };
  } catch (error) {
    if (error instanceof OutOfFuel) return undefined;
    throw error;
  }
}
