import type { Node, SymbolNode } from '../../formula/tree';
import { printLatex } from '../../formula/print';
import type { Quotient } from '../../kernel/canonical/atom';
import { exponentialOf } from '../../kernel/canonical/powers';
import { matrixOf } from '../../kernel/matrix';
import { Rational } from '../../kernel/rational';
import { readSet } from '../../statement/membership';
import { Seeded } from '../seeded';
import type { Scope } from '../../statement/statement';
import { isColumn } from './elementwise';
import type { Evaluator } from './evaluator';
import { stop } from './outcome';
import { mapValue, scalar, valueOf, type Value } from './value';
import type { World } from './world';

/** How many entries something has, and what that number is called; a number has none. */
export interface Size {
  readonly count: number;
  readonly name: string | undefined;
}

const oneNumber: Size = { count: 1, name: undefined };

/** Letters that stand for functions where they are applied and nothing else is known of them. */
const functionLetters = /^(?:[fghuvrqFGHLJR]|\\(?:phi|varphi|psi|ell)|\\mathcal\s?\{?[LJF]\}?)$/;

/** Whether a letter stands for a function of which nothing is known but what it maps from and to. */
export function isUnknownFunction(ev: Evaluator, head: SymbolNode): boolean {
  const { world, scope, instance } = ev;
  const { key } = head;
  if (instance.variant === undefined || ev.locals.has(key) || world.ruleOf(key, scope)) return false;
  return mayBeFunction(head, world, scope);
}

/** A letter of which a function is thought first. */
export function isFunctionLetter({ letter }: SymbolNode): boolean {
  return functionLetters.test(letter);
}

/** Whether a letter that is applied to something is surely no factor. */
export function mayBeFunction({ key, letter }: SymbolNode, world: World, scope: Scope): boolean {
  const kind = world.declared(key, scope)?.kind;
  if (kind === 'function') return true;
  if (kind !== undefined || world.knows(key, scope)) return false;
  if (world.usage.isElementwise(key, scope)) return true;
  if (!functionLetters.test(letter)) return false;
  // Other letters may be factors before a bracket, unless they are applied to letters alone.
  return /^[fg]$/.test(letter) || world.usage.argumentsOf(key, scope) !== undefined;
}

/** The value of such a function: of every letter another polynomial, the same one throughout an instance. */
export function unknownValue(ev: Evaluator, head: SymbolNode, args: readonly Value[]): Value {
  const { instance, world, scope } = ev;
  const { key } = head;
  instance.touched.add(key);
  instance.invented.add(key);
  const [vector, another] = args;
  if (vector && !another && isColumn(vector) && world.usage.isElementwise(key, scope))
    return mapValue(vector, (entry) => quadratic(ev, [entry], new Seeded(`function ${key} ${instance.variant ?? 0}`)));
  const codomain = world.usage.codomainOf(key, scope);
  const size = codomain ? sizeOfSet(ev, codomain) : sizeOfValues(ev, head, args.length);
  if (world.usage.hasSeveralArities(key, scope)) return stop(`$${key}$ is applied in several ways`);
  // What stands below the letter is an argument, too: f_θ depends on θ.
  const below = head.subscripts.flatMap((index) =>
    index.kind === 'symbol' && (/^\\/.test(index.letter) || world.knows(index.key, scope)) ? [ev.value(index)] : [],
  );
  const entries = [...args, ...below].flatMap((arg) => arg.entries);
  const random = new Seeded(`function ${key} ${instance.variant ?? 0}`);
  const bent = instance.outcomes ? world.usage.curvatureOf(key, scope) : undefined;
  const [only, more] = entries;
  if (bent && only && !more && size.count === 1) return scalar(curved(ev, only, bent, random));
  const moved = isMaker(ev, head) && isEven(instance.variant) ? placed(args, size.count, ev) : undefined;
  const values = Array.from({ length: size.count }, (_, k) => {
    const place = moved?.[k];
    if (place) return locationScale(ev, place.at, place.others, random);
    return isLate(ev, head) ? quadratic(ev, entries, random) : polynomial(ev, entries, random);
  });
  const own = values[0];
  if (size.name === undefined && own) return scalar(own);
  return valueOf(
    matrixOf(size.count, 1, (i) => values[i] ?? ev.algebra.integer(0)),
    size.name,
  );
}

/** What makes quantities of a law has as many values as these have entries; else a function has one, of which of several arguments that is a guess. */
function sizeOfValues(ev: Evaluator, head: SymbolNode, count: number): Size {
  const { world, scope, instance } = ev;
  if (instance.losses.has(head.key)) return oneNumber;
  const made = world.usage.madeBy(head.key, scope);
  if (made) {
    const [side, more] = world.declared(made.key, scope)?.shape ?? [];
    const size = side && !more ? { count: ev.wholeNumber(side), name: printLatex(side) } : sizeFromFunctions(ev, made);
    if (size.name !== undefined) return size;
  }
  if (count > 1) instance.guessed.add(head.key);
  return oneNumber;
}

/** A convex function of one number, or one turned upside down. */
function curved(ev: Evaluator, at: Quotient, bent: 'convex' | 'concave', random: Seeded): Quotient {
  const { algebra, instance } = ev;
  const square = algebra.multiply(at, at);
  const value =
    (instance.variant ?? 0) % 3 === 1
      ? exponentialOf(algebra, at)
      : algebra.add(
          algebra.scale(square, Rational.of(1 + random.below(3))),
          algebra.scale(at, Rational.of(random.below(4))),
        );
  return bent === 'convex' ? value : algebra.negate(value);
}

function isEven(variant: number | undefined): boolean {
  return variant !== undefined && variant % 2 === 0;
}

/** Whether it makes quantities of a law out of others: every second instance shifts and stretches, so that the law has a density. */
function isMaker(ev: Evaluator, head: SymbolNode): boolean {
  return ev.world.usage.makers(ev.scope).includes(head.key);
}

interface Placed {
  readonly at: Quotient;
  readonly others: readonly Quotient[];
}

/** For each value the entry of the one random argument that goes with it; undefined where they do not go together. */
function placed(args: readonly Value[], count: number, ev: Evaluator): readonly Placed[] | undefined {
  const random = args.filter((arg) => arg.entries.every((entry) => ev.pointOf(entry) !== undefined));
  const [noise] = random;
  if (!noise || random.length > 1 || noise.entries.length !== count) return undefined;
  const others = args.filter((arg) => arg !== noise).flatMap((arg) => arg.entries);
  return noise.entries.map((at) => ({ at, others }));
}

/** a(θ) + b(θ)·z with b positive. */
function locationScale(ev: Evaluator, at: Quotient, others: readonly Quotient[], random: Seeded): Quotient {
  const { algebra } = ev;
  return algebra.add(location(ev, others, random), algebra.multiply(scale(ev, others, random), at));
}

/** A polynomial in all parameters, quadratic in one of them. */
export function location(ev: Evaluator, parameters: readonly Quotient[], random: Seeded): Quotient {
  const { algebra } = ev;
  let sum = algebra.integer(random.below(3));
  for (const parameter of parameters) sum = algebra.add(sum, algebra.scale(parameter, Rational.of(nonzero(random))));
  const bent = parameters[random.below(Math.max(parameters.length, 1))];
  return bent ? algebra.add(sum, algebra.multiply(bent, bent)) : sum;
}

/** A number times e^θ for one of the parameters: positive everywhere, and its powers are single terms. */
export function scale(ev: Evaluator, parameters: readonly Quotient[], random: Seeded): Quotient {
  const { algebra } = ev;
  const parameter = parameters[random.below(Math.max(parameters.length, 1))];
  const one = algebra.integer(1 + random.below(2));
  return parameter ? algebra.multiply(one, exponentialOf(algebra, parameter)) : one;
}

/** A bare letter of a function stands for its value at the letters that it is applied to elsewhere. */
export function bareValue(ev: Evaluator, head: SymbolNode): Value {
  const args = ev.world.usage.argumentsOf(head.key, ev.scope);
  if (!args) return stop(`nothing says what $${head.key}$ is applied to`);
  return unknownValue(
    ev,
    head,
    args.map((arg) => ev.value(arg)),
  );
}

/** How many entries an element of a set has; what is an element of an unknown set has some. */
export function sizeOfSet(ev: Evaluator, set: Node): Size {
  const known = readSet(set);
  const [side, more] = known?.shape ?? [];
  if (more) return stop(`functions to or from $${printLatex(set)}$ are not tried out yet`);
  if (side) return { count: ev.wholeNumber(side), name: printLatex(side) };
  if (known) return oneNumber;
  if (set.kind !== 'symbol') return stop(`the set $${printLatex(set)}$ was not understood`);
  const name = `\\dim ${set.key}`;
  const { sizes, variant } = ev.instance;
  // In every second instance all such sets are alike, so that one may be the image of another.
  const other = isEven(variant) ? [...sizes].find(([key]) => key.startsWith('\\dim '))?.[1] : undefined;
  if (other !== undefined && !sizes.has(name)) sizes.set(name, other);
  return { count: ev.instance.sizeOf(name), name };
}

/** The size of something that nothing was declared of, from the functions that are applied to it. */
export function sizeFromFunctions(ev: Evaluator, variable: SymbolNode): Size {
  const { world, scope } = ev;
  for (const { key, place, count } of world.usage.functionsOf(variable.key, scope)) {
    const domain = world.usage.domainOf(key, scope);
    const set = domain && factorsOfSet(domain, count)[place];
    if (set) return sizeOfSet(ev, set);
  }
  return oneNumber;
}

/** `A \times B` as A and B. */
function factorsOfSet(domain: Node, count: number): readonly Node[] {
  if (count === 1) return [domain];
  if (domain.kind !== 'product' || domain.factors.length !== count) return [];
  return domain.factors.map((factor) => factor.node);
}

/** Whether a function is applied to what is computed from other things, so that higher powers of it have too many terms. */
function isLate({ world, scope, instance }: Evaluator, { key }: SymbolNode): boolean {
  if (instance.losses.has(key) || world.usage.isElementwise(key, scope)) return true;
  return (world.usage.argumentsOf(key, scope) ?? []).some((arg) => world.definition(arg.key, scope) !== undefined);
}

/** A polynomial of degree two with small coefficients that differ from one another. */
function quadratic(ev: Evaluator, entries: readonly Quotient[], random: Seeded): Quotient {
  const { algebra } = ev;
  let sum = algebra.integer(1 + random.below(3));
  entries.forEach((entry, k) => {
    const next = entries[(k + 1) % entries.length] ?? entry;
    const [slope, bend] = [nonzero(random), nonzero(random)].map((c) => Rational.of(c));
    const linear = algebra.scale(entry, slope ?? Rational.one);
    sum = algebra.add(algebra.add(sum, linear), algebra.scale(algebra.multiply(entry, next), bend ?? Rational.one));
    // Of two entries the one product alone would bend neither.
    if (entries.length === 2) sum = algebra.add(sum, algebra.scale(algebra.multiply(entry, entry), Rational.of(k + 1)));
  });
  return sum;
}

/** A polynomial of degree two, cubic in one argument, with small coefficients that differ from one another. */
function polynomial(ev: Evaluator, entries: readonly Quotient[], random: Seeded): Quotient {
  const { algebra } = ev;
  // The first choice is one that a student can check by hand.
  if (ev.instance.variant === 0)
    return entries.reduce(
      (all, entry, k) => algebra.add(all, algebra.multiply(entry, algebra.add(entry, algebra.integer(k + 1)))),
      algebra.integer(0),
    );
  let sum = algebra.integer(1 + random.below(3));
  const add = (...factors: readonly Quotient[]): void => {
    sum = algebra.add(sum, algebra.scale(algebra.product(factors), Rational.of(nonzero(random))));
  };
  for (const entry of entries) add(entry);
  const first = entries[random.below(Math.max(entries.length, 1))];
  if (!first) return sum;
  // One choice is no polynomial.
  if (ev.instance.variant === 3 && entries.length === 1) add(exponentialOf(algebra, first));
  add(first, first, first);
  // Every argument stands in a product, too.
  entries.forEach((entry, k) => add(entry, entries[(k + 1) % entries.length] ?? entry));
  return sum;
}

function nonzero(random: Seeded): number {
  const size = 1 + random.below(4);
  return random.below(2) === 0 ? size : -size;
}
