import type { SymbolKind } from './declaration';
import type { DomainWords } from './domain-words';

/** What an adjective before a noun, or behind "is", says of a quantity. */
export interface Adjective {
  readonly domain?: DomainWords;
  readonly kind?: SymbolKind;
}

const none: Adjective = {};

/** Adjectives that may stand in a declaring phrase. Those without meaning here only do not break it. */
export const adjectives: ReadonlyMap<string, Adjective> = new Map(
  Object.entries({
    positive: { domain: { positive: true } },
    negative: { domain: { negative: true } },
    nonnegative: { domain: { nonnegative: true } },
    'non-negative': { domain: { nonnegative: true } },
    nonpositive: { domain: { nonpositive: true } },
    'non-positive': { domain: { nonpositive: true } },
    nonzero: { domain: { nonzero: true } },
    'non-zero': { domain: { nonzero: true } },
    real: { domain: { real: true } },
    'real-valued': { domain: { real: true } },
    complex: { domain: { complex: true } },
    rational: { domain: { rational: true } },
    integral: { domain: { integer: true } },
    // Whether 0 is a natural number is a matter of taste: a model without it is right for either.
    natural: { domain: { integer: true, positive: true } },
    whole: { domain: { integer: true, nonnegative: true } },
    even: { domain: { integer: true, parity: 'even' } },
    odd: { domain: { integer: true, parity: 'odd' } },
    random: { kind: 'random variable' },
    ...Object.fromEntries(
      (
        'strictly distinct different consecutive coprime arbitrary fixed given unknown finite small large single certain specific following ' +
        'independent unique ordered continuous differentiable smooth bounded monic linear quadratic cubic convex concave increasing decreasing ' +
        'invertible symmetric orthogonal diagonal square unit column row input output weight suitable possible two-digit three-digit four-digit ' +
        'gaussian scalar-valued vector-valued nonconstant non-constant monotonic periodic twice infinitely appropriate corresponding other new'
      )
        .split(' ')
        .map((word) => [word, none] as const),
    ),
  } satisfies Record<string, Adjective>),
);

export interface Noun {
  readonly kind: SymbolKind;
  readonly domain?: DomainWords;
  /** It only names a role ("values", "solutions"): alone it says nothing. */
  readonly vague?: true;
}

const scalar: Noun = { kind: 'scalar', vague: true };
const label: Noun = { kind: 'label' };

const singular: Readonly<Record<string, Noun>> = {
  number: scalar,
  value: scalar,
  variable: scalar,
  parameter: scalar,
  coefficient: scalar,
  quantity: scalar,
  solution: scalar,
  root: scalar,
  zero: scalar,
  constant: { kind: 'scalar' },
  scalar: { kind: 'scalar' },
  real: { kind: 'scalar', domain: { real: true } },
  integer: { kind: 'integer', domain: { integer: true } },
  prime: { kind: 'integer', domain: { integer: true, positive: true, prime: true } },
  digit: { kind: 'integer', domain: { integer: true, least: 0, most: 9 } },
  index: { kind: 'integer', domain: { integer: true } },
  angle: { kind: 'scalar' },
  vector: { kind: 'vector' },
  matrix: { kind: 'matrix' },
  function: { kind: 'function' },
  polynomial: { kind: 'function' },
  mapping: { kind: 'function' },
  point: label,
  vertex: label,
  line: label,
  circle: label,
  plane: label,
  event: label,
};
const irregular: Readonly<Record<string, string>> = {
  matrices: 'matrix',
  indices: 'index',
  vertices: 'vertex',
  quantities: 'quantity',
  zeroes: 'zero',
};

/** The noun that a word is, in either number. */
export function nounOf(word: string): { readonly noun: Noun; readonly plural: boolean } | undefined {
  const irregularly = Object.hasOwn(irregular, word) ? irregular[word] : undefined;
  const stem = irregularly ?? (word.endsWith('s') && !Object.hasOwn(singular, word) ? word.slice(0, -1) : word);
  const noun = Object.hasOwn(singular, stem) ? singular[stem] : undefined;
  return noun && { noun, plural: stem !== word };
}

/** Words that may stand before the adjectives of a phrase. */
export const determiners: ReadonlySet<string> = new Set(
  'a an the any some all every each both two three four five several such given'.split(' '),
);

/** Distributions by the words that name them. */
export const laws: ReadonlyMap<string, string> = new Map(
  Object.entries({
    gaussian: 'normal',
    gaussians: 'normal',
    normal: 'normal',
    normals: 'normal',
    normally: 'normal',
    uniform: 'uniform',
    uniformly: 'uniform',
    bernoulli: 'bernoulli',
    rademacher: 'rademacher',
    binomial: 'binomial',
    poisson: 'poisson',
    exponential: 'exponential',
    laplace: 'laplace',
    geometric: 'geometric',
    cauchy: 'cauchy',
  }),
);

/** Distributions by the name that stands in a formula. */
export const lawNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    N: 'normal',
    Normal: 'normal',
    U: 'uniform',
    Unif: 'uniform',
    Uniform: 'uniform',
    Bern: 'bernoulli',
    Ber: 'bernoulli',
    Bernoulli: 'bernoulli',
    Rademacher: 'rademacher',
    Rad: 'rademacher',
    Bin: 'binomial',
    Binomial: 'binomial',
    Pois: 'poisson',
    Poi: 'poisson',
    Poisson: 'poisson',
    Exp: 'exponential',
    Exponential: 'exponential',
    exp: 'exponential',
    Laplace: 'laplace',
    Geom: 'geometric',
    Geometric: 'geometric',
    Beta: 'beta',
    Gamma: 'gamma',
    'chi-square': 'chi-square',
    Cat: 'categorical',
    Categorical: 'categorical',
  }),
);
