import { orderOf } from '../../formula/order';
import { walk } from '../../formula/walk';
import { NoValue } from '../../kernel/canonical/field';
import { OutOfFuel, type Fuel } from '../../kernel/fuel';
import { atCells, combinations, densitiesIn, inventCells, type Found } from '../../model/structure/cells';
import { isLaw } from '../../model/structure/concern';
import type { Evaluator } from '../../model/structure/evaluator';
import { takenAsNumber } from '../../model/structure/instance';
import { stemOf } from '../../model/structure/known';
import { holds, undecided, type Comparison } from '../checker';
import type { StructuredChecker, StructuredClaim, StructuredFinding } from './checker';
import { reasonOf } from './compare';
import { judge, type Failure } from './judge';
import { excuse } from './excuse';
import { failsIn } from './fault';
import { inventionsIn } from './inventions';
import { structuredRole } from './role';
import { makeInstance, sidesIn, sizeTables, type Sides } from './trial';

/** How many choices of densities are tried, and how few say nothing. */
const choices = 6;
const fewest = 4;

/**
 * Relations between joint, marginal and conditional densities that share a letter: marginalization, Bayes' formula, divergences and
 * expectations under them, for densities that are constant on unit cells.
 */
export const densities: StructuredChecker = {
  name: 'distribution',
  check(claim, fuel) {
    const comparison = orderOf(claim.relation.kind);
    const { left, right, world, link } = claim;
    if (comparison === undefined || derives(claim)) return undefined;
    const found = densitiesIn([left, right], world, link.scope);
    return found && new Comparing(claim, comparison, found, fuel).finding();
  },
};

/** Gradients need densities that depend on their parameters. */
function derives({ left, right }: StructuredClaim): boolean {
  let found = false;
  for (const side of [left, right])
    walk(side, (node) => {
      found ||= node.kind === 'derivative';
      return !found;
    });
  return found;
}

class Comparing {
  private readonly leftKeys = new Set<string>();
  private readonly rightKeys = new Set<string>();
  private reason: string | undefined;
  private readonly independent: boolean;

  constructor(
    private readonly claim: StructuredClaim,
    private readonly comparison: Comparison,
    private readonly found: Found,
    private readonly fuel: Fuel,
  ) {
    const { world, link } = claim;
    const stems = found.directions.flatMap((key) => {
      const node = world.nodeOf(key);
      return node ? [stemOf(node)] : [];
    });
    this.independent = stems.length > 1 && world.independent(stems, link.scope);
  }

  finding(): StructuredFinding | undefined {
    const role = structuredRole(this.claim.link, undefined);
    let failure: (Failure & { readonly places: ReadonlyMap<string, number> }) | undefined;
    let held = 0;
    for (let variant = 0; variant < choices; variant++) {
      const outcome = this.under(variant);
      if (outcome === 'holds') held++;
      else if (outcome !== 'skipped') failure ??= outcome;
    }
    if (failure) {
      const open = this.leftKeys.size > 1 !== this.rightKeys.size > 1;
      if (role.kind === 'claim' && open)
        return {
          finding: undecided('This may be a condition on the densities.'),
          role: { kind: 'open', reason: 'This may be a condition on the densities.' },
        };
      return { ...this.failed(failure), role };
    }
    if (held < fewest) return this.reason === undefined ? undefined : { finding: undecided(this.reason), role };
    return { finding: holds('tested', `This holds for all ${held} choices of the densities that were tried.`), role };
  }

  private under(variant: number): 'holds' | 'skipped' | (Failure & { readonly places: ReadonlyMap<string, number> }) {
    const { claim, found, fuel, comparison } = this;
    const table = sizeTables[variant % sizeTables.length] ?? [];
    const invention = { variant, layout: 'columns' } as const;
    const seed = `${claim.seed} ${variant}`;
    const instance = makeInstance({ table, entries: 'symbols', drawn: false, seed, invention }, fuel);
    const cells = inventCells(instance.algebra, { ...found, independent: this.independent }, variant);
    instance.cells = cells;
    for (const key of found.heads) instance.invented.add(key);
    let compared = false;
    try {
      for (const places of combinations(cells, found.directions)) {
        const at = (ev: Evaluator): Evaluator => atCells(ev, places);
        for (const sides of sidesIn(instance, claim, { at })) {
          this.note(sides);
          const judged = judge(claim, sides, comparison, fuel);
          if (judged.kind === 'fails') return { ...judged.failure, places };
          compared ||= judged.kind !== 'skipped';
        }
      }
    } catch (error) {
      if (error instanceof OutOfFuel) throw error;
      if (!(error instanceof NoValue)) this.reason ??= reasonOf(error);
      return 'skipped';
    }
    return compared ? 'holds' : 'skipped';
  }

  private note({ instance, left, right }: Sides): void {
    const key = (entries: Sides['left']['entries']): string => entries.map((e) => instance.algebra.key(e)).join(';');
    this.leftKeys.add(key(left.entries));
    this.rightKeys.add(key(right.entries));
  }

  private failed({
    sides,
    model,
    left,
    right,
    places,
  }: Failure & { readonly places: ReadonlyMap<string, number> }): StructuredFinding {
    const { claim, found } = this;
    const { world, link } = claim;
    const { scope } = link;
    for (const { key } of found.letters) sides.instance.assumed.delete(takenAsNumber(key));
    const stems = found.directions.map((key) => world.nodeOf(key)?.letter ?? key);
    // Several letters of one kind are members of a family, of which more may be known: that they have one law, or form a chain.
    const alike = new Set(stems).size < stems.length;
    const settled = found.directions.some((key) => {
      const law = world.lawOf(key, scope)?.law;
      return (law !== undefined && isLaw(law, world, scope)) || world.definition(key, scope) !== undefined;
    });
    const doubt =
      !this.independent && world.random.speaksOfTies(scope)
        ? 'Whether the quantities here are independent was not understood.'
        : alike || settled
          ? 'More may be known of these densities than is used here.'
          : (world.random.densityDoubt(scope) ?? this.unmet(sides) ?? excuse(claim, sides, model));
    if (doubt !== undefined) return { finding: undecided(doubt), role: undefined };
    // Their letters are shown by their tables.
    for (const key of found.heads) sides.instance.invented.delete(key);
    const counterexample = { ...inventionsIn(claim, sides.instance), ...this.shown(sides), ...placesShown(places) };
    return { finding: failsIn(counterexample, left, right), role: undefined };
  }

  /** Why the densities may not be ones that are meant: something that was said of them does not hold, or is not computed. */
  private unmet({ instance }: Sides): string | undefined {
    const { claim, found, fuel } = this;
    const { world, link } = claim;
    const { cells } = instance;
    const conditions = [...found.heads, ...found.directions].flatMap((key) => world.assumptions.on(key, link.scope));
    for (const { left, right, relation, span } of conditions) {
      if (span?.from === link.wholeSpan.from && span.to === link.wholeSpan.to) continue;
      const comparison = orderOf(relation);
      try {
        const places = cells && comparison ? [...combinations(cells, found.directions)] : [];
        const met = places.every((at) =>
          sidesIn(instance, { ...claim, left, right }, { at: (ev) => atCells(ev, at) }).every(
            (sides) => comparison && judge({ ...claim, left, right }, sides, comparison, fuel).kind !== 'fails',
          ),
        );
        if (met && places.length > 0) continue;
      } catch (error) {
        reasonOf(error);
      }
      return 'Something that is said about the densities here is not used yet; it may exclude what breaks this.';
    }
    return undefined;
  }

  /** The joint densities, cell by cell. */
  private shown({ instance: { algebra, cells } }: Sides): Record<string, string> {
    const words: Record<string, string> = {};
    if (!cells) return words;
    for (const [name, values] of cells.tables) {
      let index = 0;
      for (const places of combinations(cells, cells.directions)) {
        const value = values[index++];
        const at = [...places].map(([key, cell]) => `${key} = ${cell}`).join(', ');
        if (value) words[`${name}(${at})`] = algebra.constantValue(value)?.toLatex() ?? '';
      }
    }
    return words;
  }
}

function placesShown(places: ReadonlyMap<string, number>): Record<string, string> {
  return Object.fromEntries([...places].map(([key, cell]) => [key, String(cell)]));
}
