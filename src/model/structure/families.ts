import type { Apply, Node, SymbolNode } from '../../formula/tree';
import type { Quotient } from '../../kernel/canonical/atom';
import { derivativeOf } from '../../kernel/canonical/differential';
import { withValues } from '../../kernel/canonical/values';
import { soleAtom } from '../../kernel/canonical/absolute';
import { oneQuotient } from '../../kernel/canonical/field';
import { binomialOf, factorialOf } from '../../kernel/canonical/functions';
import { logarithmOf } from '../../kernel/canonical/logarithms';
import { toTerm } from '../../kernel/canonical/write';
import { quotientDependsOn } from '../../kernel/canonical/depends';
import { matrixOf } from '../../kernel/matrix';
import { power } from '../../kernel/build';
import type { Law } from '../../kernel/random';
import { Rational } from '../../kernel/rational';
import { lawOfFormula } from '../../statement/law';
import { Seeded } from '../seeded';
import { isLaw } from './concern';
import type { Evaluator } from './evaluator';
import type { LawWritten } from './known';
import { lawHere, scalarLaw, vectorOf } from './laws';
import { stop } from './outcome';
import { location, scale, sizeFromFunctions, sizeOfSet, type Size } from './unknowns';
import { lawsOfRule } from './spelled-density';
import { isScalar, mapValue, scalar, valueOf, type Value } from './value';

/** Fresh places for a random quantity of a law that was named, or of a family of which only the letter is known. */
export function drawOf(
  ev: Evaluator,
  variable: SymbolNode,
  law: LawWritten,
  name: string,
  side: SymbolNode | undefined = undefined,
): Value {
  const { world, scope, algebra } = ev;
  const shape = world.shapeOf(variable, scope);
  const written = { ...law, independent: true, entries: false, beside: new Set<string>(), scope, span: undefined };
  const { locals, ...spelled } = spelledOut(ev, law);
  if (isLaw(spelled.law, world, scope) && !isLetter(ev, spelled.law))
    return vectorOf(ev.within(locals), { ...variable, key: name }, { ...written, ...spelled }, side ? [side] : shape);
  const rule = world.ruleOf(law.law, scope);
  const making = makingOf(ev, variable, law.law);
  const size = making ? undefined : sizeOfVariable(ev, variable);
  const entry = (k: number): string => (size?.name === undefined && !making ? name : `${name}_{${k + 1}}`);
  if (making) {
    const value = ev.value(making);
    const made = value.entries.map((from, k) =>
      ev.instance.point(value.entries.length === 1 ? name : entry(k), name, {
        quantity: () => resolved(ev, from),
        density: lawOfMaking(ev, from),
        support: 'line',
      }),
    );
    return { ...value, entries: made };
  }
  const count = size?.count ?? 1;
  const laws = rule ? lawsOfRule(ev, law.law, rule, count) : familyOf(ev, law.law, count);
  const entries = laws.map((own, k) => ev.instance.draw(own, entry(k), name));
  return size?.name === undefined && entries[0]
    ? scalar(entries[0])
    : valueOf(
        matrixOf(count, 1, (i) => entries[i] ?? algebra.integer(0)),
        size?.name,
      );
}

/** A letter of a density that has no definition. */
function isLetter(ev: Evaluator, law: string): boolean {
  const node = ev.world.nodeOf(law);
  return node !== undefined && lawOfFormula(node)?.law === law && !ev.world.lawMeant(law, ev.scope);
}

/** A law as it was defined; of `p_0` as `p_\mu` was, at zero. */
function spelledOut(ev: Evaluator, said: LawWritten): LawWritten & { readonly locals: ReadonlyMap<string, Value> } {
  const { world, scope } = ev;
  const own = world.lawMeant(said.law, scope);
  const member = own ? undefined : memberOf(ev, said.law);
  const law = own ?? (member && world.lawMeant(member.of.key, scope));
  const { args } = law ?? said;
  return { law: law?.law ?? said.law, args, locals: law && member ? member.locals : new Map() };
}

interface Member {
  readonly of: SymbolNode;
  /** The parameters with their values. */
  readonly locals: ReadonlyMap<string, Value>;
}

/** The family that a density with numbers below belongs to. */
function memberOf(ev: Evaluator, key: string): Member | undefined {
  const node = ev.world.nodeOf(key);
  const [number, more] = node?.subscripts ?? [];
  if (!node || number?.kind !== 'number' || more) return undefined;
  const of = ev.world.kin(node).find(({ subscripts }) => subscripts.length === 1 && subscripts[0]?.kind === 'symbol');
  const parameter = of?.subscripts[0];
  if (!of || parameter?.kind !== 'symbol') return undefined;
  const at = ev.number(number, 'a parameter');
  return { of, locals: new Map([[parameter.key, mapValue(ev.value(parameter), () => at)]]) };
}

/** What a quantity of that law is made of: by words, or as the symbol itself is defined. */
function makingOf(ev: Evaluator, variable: SymbolNode, law: string): Node | undefined {
  const { world, scope } = ev;
  const said = world.usage.makingOf(law, scope);
  if (said) return said;
  const definition = world.lawOf(variable.key, scope)?.law === law ? world.definition(variable.key, scope) : undefined;
  return definition?.body;
}

/** A quantity made of open places as one made of independent random atoms. */
export function resolved(ev: Evaluator, value: Quotient): Quotient {
  const { instance, algebra } = ev;
  let result = value;
  for (let depth = 0; depth < 8; depth++) {
    const open = new Map<number, Quotient>();
    for (const [atom, point] of instance.points)
      if (quotientDependsOn(algebra, result, (k) => k === atom)) open.set(atom, point.quantity());
    if (open.size === 0) return result;
    result = withValues(algebra, result, open);
  }
  return stop('these random quantities depend on one another');
}

/** The law of a + bz, where z is a normal quantity and b does not depend on it. */
function lawOfMaking(ev: Evaluator, value: Quotient): Law | undefined {
  const { instance, algebra } = ev;
  const inside = [...instance.points].filter(([atom]) => quotientDependsOn(algebra, value, (k) => k === atom));
  const [only] = inside;
  if (!only || inside.length > 1) return undefined;
  const [atom, { density }] = only;
  if (density?.kind !== 'normal') return undefined;
  const slope = derivativeOf(algebra, value, atom);
  if (quotientDependsOn(algebra, slope, (k) => k === atom)) return undefined;
  return {
    kind: 'normal',
    mean: withValues(algebra, value, new Map([[atom, density.mean]])),
    variance: algebra.multiply(algebra.multiply(slope, slope), density.variance),
  };
}

/** The size of a quantity: as declared, as its functions say, else that of a number. */
export function sizeOfVariable(ev: Evaluator, variable: SymbolNode): Size {
  const [side, more] = ev.world.shapeOf(variable, ev.scope) ?? [];
  if (more) return stop(`families of random matrices are not tried out yet`);
  if (side) return sizeOfSet(ev, { kind: 'power', base: realNumbers(side), exponent: side, span: side.span });
  return sizeFromFunctions(ev, variable);
}

function realNumbers({ span }: Node): SymbolNode {
  return { kind: 'symbol', letter: '\\mathbb{R}', subscripts: [], marks: [], key: '\\mathbb{R}', span };
}

/** The laws that were invented for a letter, of the entries of its variable. */
export function inventedLaws(ev: Evaluator, key: string, variable: SymbolNode): readonly NormalLaw[] {
  return makingOf(ev, variable, key) ? [] : familyOf(ev, key, sizeOfVariable(ev, variable).count);
}

type NormalLaw = Extract<Law, { kind: 'normal' }>;

/** Laws for the entries of a quantity whose density is a letter: other ones for each letter, depending on its parameters. */
function familyOf(ev: Evaluator, key: string, count: number): readonly NormalLaw[] {
  const { algebra, instance } = ev;
  const { variant = 0 } = instance;
  const member = memberOf(ev, key);
  const family = member?.of.key ?? key;
  const parameters = parametersOf(member ? ev.within(member.locals) : ev, family).flatMap((value) => value.entries);
  const random = new Seeded(`family ${family} ${variant}`);
  if (ev.world.usage.isOverloaded(key, ev.scope)) return stop(`$${key}$ stands for several densities here`);
  instance.touched.add(key);
  instance.invented.add(key);
  return Array.from({ length: count }, (): NormalLaw => {
    const mean = variant % 3 === 1 ? algebra.integer(1 + random.below(2)) : location(ev, parameters, random);
    const deviation = variant % 3 === 0 ? algebra.integer(2 + random.below(2)) : scale(ev, parameters, random);
    return { kind: 'normal', mean, variance: algebra.multiply(deviation, deviation) };
  });
}

/** What stands below the letter of a density: `\theta` of `p_\theta`. */
function parametersOf(ev: Evaluator, key: string): readonly Value[] {
  const node = ev.world.nodeOf(key);
  const behind = ev.world.usage.parametersOf(key, ev.scope).map((parameter) => ev.value(parameter));
  const below = (node?.subscripts ?? []).flatMap((index) =>
    index.kind === 'symbol' && (index.letter.startsWith('\\') || ev.world.knows(index.key, ev.scope))
      ? [ev.value(index)]
      : [],
  );
  return [...below, ...behind];
}

/** `p(x; \theta)` and `p(x \mid \theta)` as the density of a family whose parameters stand behind the variable. */
export function densityWith(ev: Evaluator, { head, args, given }: Apply): Value | undefined {
  const [place, ...others] = args;
  const behind = [...others, ...(given ?? [])];
  const parameters = ev.world.usage.parametersOf(head.key, ev.scope);
  if (ev.world.usage.isOverloaded(head.key, ev.scope)) return stop(`$${head.key}$ stands for several densities here`);
  if (!place || parameters.length !== behind.length) return undefined;
  const locals = new Map<string, Value>();
  parameters.forEach((parameter, k) => {
    const value = behind[k];
    if (value) locals.set(parameter.key, ev.value(value));
  });
  return densityAt(ev.within(locals), head, ev.value(place));
}

/** The density of a law at a place, if the letter is one of a density. */
export function densityAt(ev: Evaluator, head: SymbolNode, at: Value): Value | undefined {
  const laws = densityLaws(ev, head, at.entries.length);
  if (!laws) return undefined;
  const { algebra, instance } = ev;
  let exponent = algebra.integer(0);
  const quantities = new Map<number, () => Quotient>();
  laws.forEach((law, k) => {
    const place = at.entries[k] ?? algebra.integer(0);
    exponent = algebra.add(exponent, logDensity(ev, law, place));
    const atom = soleAtom(algebra, place)?.index;
    const name = `${head.key} ${instance.densities.size} ${k}`;
    if (atom !== undefined)
      quantities.set(
        atom,
        once(() => instance.quantity(law, name, head.key)),
      );
  });
  const density = densityAtom(ev, exponent);
  const atom = soleAtom(algebra, density);
  if (atom && !instance.densities.has(atom.index)) instance.densities.set(atom.index, { quantities });
  return scalar(density);
}

/** A density as one atom, by its logarithm. */
export function densityAtom({ algebra }: Evaluator, exponent: Quotient): Quotient {
  return algebra.fromAtom(
    algebra.intern(`density ${algebra.key(exponent)}`, () => ({
      term: power({ kind: 'constant', name: 'e' }, toTerm(algebra, exponent)),
      sign: 'positive',
      integer: false,
      form: { kind: 'exponential', exponent },
    })),
  );
}

/** The laws of the entries of a quantity that has the density; undefined if the letter is none of a density. */
function densityLaws(ev: Evaluator, head: SymbolNode, count: number): readonly Law[] | undefined {
  const { world, scope } = ev;
  const { key } = head;
  if (ev.locals.has(key) || lawOfFormula(head) === undefined) return undefined;
  const spelled = spelledOut(ev, { law: key, args: [] });
  if (spelled.law !== key) {
    const locals = new Map([...ev.locals, ...spelled.locals]);
    const here = lawHere(ev.inside(`law of ${key}`, locals), spelled);
    if (here.args.some((arg) => !arg.identity && !isScalar(arg) && arg.rows !== count))
      return stop(`the density $${key}$ is taken at a place of another size`);
    return Array.from({ length: count }, (_, k) => scalarLaw(ev, here, k));
  }
  if (world.ruleOf(key, scope)) return undefined;
  const variable = world.usage.variableOf(key, scope);
  const making = variable ? makingOf(ev, variable, key) : world.usage.makingOf(key, scope);
  if (making)
    return ev
      .value(making)
      .entries.map((entry) => lawOfMaking(ev, entry) ?? stop('the density of such a quantity is not computed'));
  return variable ? familyOf(ev, key, count) : undefined;
}

/** The logarithm of a density, or of the probability of a value. */
export function logDensity(ev: Evaluator, law: Law, at: Quotient): Quotient {
  const { algebra } = ev;
  switch (law.kind) {
    case 'normal': {
      const two = algebra.integer(2);
      const outside = logarithmOf(algebra, algebra.product([two, algebra.fromAtom(algebra.pi), law.variance]));
      const away = algebra.subtract(at, law.mean);
      const square = algebra.divide(algebra.multiply(away, away), law.variance);
      return algebra.scale(algebra.add(outside, square), Rational.of(-1, 2));
    }
    case 'exponential':
      return algebra.subtract(logarithmOf(algebra, law.rate), algebra.multiply(law.rate, at));
    case 'bernoulli': {
      const other = logarithmOf(algebra, algebra.subtract(oneQuotient, law.probability));
      const one = logarithmOf(algebra, law.probability);
      return algebra.add(algebra.multiply(at, one), algebra.multiply(algebra.subtract(oneQuotient, at), other));
    }
    case 'poisson':
      return algebra.subtract(
        algebra.subtract(algebra.multiply(at, logarithmOf(algebra, law.mean)), law.mean),
        logarithmOf(algebra, factorialOf(algebra, at)),
      );
    case 'geometric': {
      const other = logarithmOf(algebra, algebra.subtract(oneQuotient, law.probability));
      const failures = algebra.subtract(at, algebra.integer(law.from));
      return algebra.add(algebra.multiply(failures, other), logarithmOf(algebra, law.probability));
    }
    case 'binomial': {
      const trials = algebra.integer(law.trials);
      const one = logarithmOf(algebra, law.probability);
      const other = logarithmOf(algebra, algebra.subtract(oneQuotient, law.probability));
      const powers = algebra.add(algebra.multiply(at, one), algebra.multiply(algebra.subtract(trials, at), other));
      return algebra.add(powers, logarithmOf(algebra, binomialOf(algebra, trials, at)));
    }
    case 'rademacher':
      return algebra.negate(logarithmOf(algebra, algebra.integer(2)));
    case 'uniform': {
      // Inside of the support, which moves where its ends are open.
      const width = algebra.subtract(law.upper, law.lower);
      if (!algebra.constantValue(law.upper) || !algebra.constantValue(law.lower)) ev.instance.movingSupport = true;
      return algebra.negate(logarithmOf(algebra, width));
    }
    case 'half-normal':
    case 'laplace':
    case 'chi-square':
    case 'thinned':
    case 'gamma':
    case 'beta':
    case 'density':
    case 'moments':
    case 'points':
      return stop('the density of this law is not computed here yet');
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
