/**
 * What a set-up may leave open and what changes the numbers. Which activation layer i needs in the backward pass is its *target*:
 * activation i or i−1, by `needs`.
 */
export interface Convention {
  /** Whether the backward step of a layer needs the output of the layer or its input. */
  readonly needs: 'output' | 'input';
  /** Whether a load of the network's input is a load like any other, or the input is always at hand. */
  readonly inputLoad: 'counted' | 'free';
  /** Whether a kept activation that is itself the target has to be loaded, or is used where it lies. The input is one of them. */
  readonly keptLoad: 'counted' | 'free';
  /**
   * What is still at hand of the first pass when the backward pass begins, beside what is kept: nothing, the target of the last layer, or
   * everything from the last kept activation to that target.
   */
  readonly lastSegment: 'dropped' | 'end' | 'whole';
  /** Whether the first pass runs every layer, or ends with the target of the last layer. These differ where layers need their input. */
  readonly firstPass: 'all' | 'needed';
}

export type ConventionName = keyof Convention;

/** What every figure of the homework is counted under, unless a strategy says otherwise. */
export const homeworkConvention: Convention = {
  needs: 'output',
  inputLoad: 'counted',
  keptLoad: 'counted',
  lastSegment: 'dropped',
  firstPass: 'all',
};

/** The values of each option with what they say, in the order in which they are shown. */
export const conventionWords: { readonly [Name in ConventionName]: Readonly<Record<Convention[Name], string>> } = {
  needs: {
    output: 'the backward step of a layer needs the output of that layer',
    input: 'the backward step of a layer needs the input of that layer',
  },
  inputLoad: {
    counted: 'loading the input of the network counts as a load',
    free: 'the input of the network is always at hand and costs no load',
  },
  keptLoad: {
    counted: 'a kept activation is loaded before it is used',
    free: 'a kept activation is used where it lies, without a load, by the layer that needs it',
  },
  lastSegment: {
    dropped: 'of the first pass nothing but what is kept is still at hand',
    end: 'the last activation of the first pass that is needed is still at hand',
    whole: 'the last segment is still in memory from the first pass',
  },
  firstPass: {
    all: 'the first pass runs every layer',
    needed: 'the first pass ends with the last activation that the backward pass needs',
  },
};

export const conventionNames: readonly ConventionName[] = [
  'needs',
  'inputLoad',
  'keptLoad',
  'lastSegment',
  'firstPass',
];

/** A sentence for each option, in the order of `conventionNames`. */
export function describeConvention(convention: Convention): readonly string[] {
  return conventionNames.map((name) => describeOption(convention, name));
}

export function describeOption(convention: Convention, name: ConventionName): string {
  switch (name) {
    case 'needs':
      return conventionWords.needs[convention.needs];
    case 'inputLoad':
      return conventionWords.inputLoad[convention.inputLoad];
    case 'keptLoad':
      return conventionWords.keptLoad[convention.keptLoad];
    case 'lastSegment':
      return conventionWords.lastSegment[convention.lastSegment];
    case 'firstPass':
      return conventionWords.firstPass[convention.firstPass];
  }
}

/** All conventions that agree with `fixed`, those nearest to the homework's first. */
export function conventionsWith(fixed: Partial<Convention>): readonly Convention[] {
  const all: Convention[] = [];
  for (const needs of ['output', 'input'] as const)
    for (const inputLoad of ['counted', 'free'] as const)
      for (const keptLoad of ['counted', 'free'] as const)
        for (const lastSegment of ['dropped', 'end', 'whole'] as const)
          for (const firstPass of ['all', 'needed'] as const)
            all.push({ needs, inputLoad, keptLoad, lastSegment, firstPass });
  const departures = (c: Convention): number =>
    conventionNames.filter((name) => c[name] !== homeworkConvention[name]).length;
  return all
    .filter((c) => conventionNames.every((name) => fixed[name] === undefined || fixed[name] === c[name]))
    .sort((a, b) => departures(a) - departures(b));
}

/** The activation that the backward step of `layer` needs. */
export function targetOf(layer: number, convention: Convention): number {
  switch (convention.needs) {
    case 'output':
      return layer;
    case 'input':
      return layer - 1;
  }
}
