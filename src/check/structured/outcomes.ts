import { orderOf } from '../../formula/order';
import type { Node, SymbolNode } from '../../formula/tree';
import { symbolsOf, walk } from '../../formula/walk';
import type { Quotient } from '../../kernel/canonical/atom';
import { NoValue } from '../../kernel/canonical/field';
import { OutOfFuel, type Fuel } from '../../kernel/fuel';
import { signSaid } from '../../model/structure/conditions';
import { Evaluator } from '../../model/structure/evaluator';
import { takenAsNumber, type Entries, type Instance } from '../../model/structure/instance';
import { inventOutcomes, type Unnamed } from '../../model/structure/outcome-laws';
import { stemOf, type Condition } from '../../model/structure/known';
import { NeedsNumbers } from '../../model/structure/outcome';
import { atOutcome, freeLetters } from '../../model/structure/outcomes';
import { isScalar } from '../../model/structure/value';
import type { World } from '../../model/structure/world';
import type { Scope } from '../../statement/statement';
import { holds, undecided, type Comparison } from '../checker';
import type { Role } from '../role';
import type { StructuredChecker, StructuredClaim, StructuredFinding } from './checker';
import { reasonOf } from './compare';
import { judge, type Failure } from './judge';
import { showValue } from '../value';
import { excuse, isMet } from './excuse';
import { failsIn } from './fault';
import { inventionsIn } from './inventions';
import { mentionsExpectation } from './mentions';
import { structuredRole } from './role';
import { makeInstance, numberIn, ownersIn, sidesIn, sizeTables, type Manner, type Sides } from './trial';

/** How many laws are tried. */
const lawsOfEquation = 8;
const lawsOfInequality = 40;

/** Fewer laws than this for which both sides are defined say nothing. */
const fewest = 5;

/** Random letters that are too many to invent laws for. */
const mostLetters = 3;

/**
 * Claims about random variables of which no law is known: laws of small support are invented for them, under which every expectation, also
 * a conditional one, and every probability is a finite sum.
 */
export const outcomes: StructuredChecker = {
  name: 'expectation',
  check(claim, fuel) {
    const comparison = orderOf(claim.relation.kind);
    const { left, right, world, link } = claim;
    if (comparison === undefined) return undefined;
    if (![left, right].some((side) => mentionsExpectation(side, world, link.scope))) return undefined;
    const letters = unnamedIn(claim);
    if (!letters || letters.length === 0 || letters.length > mostLetters) return undefined;
    return new Trials(claim, comparison, letters, fuel).finding();
  },
};

/** The random variables without a law that stand in the claim; undefined where quantities with a law stand beside them. */
function unnamedIn({ left, right, world, link }: StructuredClaim): readonly Unnamed[] | undefined {
  const { scope } = link;
  const found = new Map<string, Unnamed>();
  const seen = new Set<string>();
  let mixed = false;
  const visit = (root: Node): void => {
    walk(root, (node) => {
      if (node.kind !== 'symbol' || seen.has(node.key)) return true;
      seen.add(node.key);
      const definition = world.definition(node.key, scope);
      if (world.hasLaw(node.key, scope)) mixed = true;
      else if (definition) visit(definition.body);
      else if (world.random.isNamed(node.key, scope)) found.set(node.key, unnamed(node, world, scope));
      return true;
    });
  };
  visit(left);
  visit(right);
  return mixed ? undefined : [...found.values()];
}

function unnamed(node: SymbolNode, world: World, scope: Scope): Unnamed {
  const { key } = node;
  const said = world.random.signOf(key, scope);
  const sign = said === 'any' ? signSaid(world, node, 0, scope) : said;
  return { key, sign, centred: sign === 'any' && world.random.isCentred(key, scope) };
}

/** Whole numbers that stand in the claim. */
function numbersIn({ left, right }: StructuredClaim): readonly number[] {
  const found = new Set<number>();
  for (const side of [left, right])
    walk(side, (node) => {
      if (node.kind === 'chain')
        for (const part of node.operands)
          if (part.kind === 'number' && /^\d$/.test(part.digits)) found.add(Number(part.digits));
    });
  return [...found];
}

type Trial =
  | { readonly kind: 'holds' | 'skipped' }
  | { readonly kind: 'fails'; readonly failure: Failure; readonly outcome: number | undefined };

class Trials {
  private readonly leftKeys = new Set<string>();
  private readonly rightKeys = new Set<string>();
  /** Letters of numbers on which a side depends. */
  private readonly numbers = new Set<string>();
  private skippedFor: string | undefined;

  constructor(
    private readonly claim: StructuredClaim,
    private readonly comparison: Comparison,
    private readonly letters: readonly Unnamed[],
    private readonly fuel: Fuel,
  ) {}

  finding(): StructuredFinding {
    const { claim, letters } = this;
    const { world, link } = claim;
    const stems = letters.flatMap(({ key }) => {
      const node = world.nodeOf(key);
      return node ? [stemOf(node)] : [];
    });
    const independent = letters.length > 1 && world.independent(stems, link.scope);
    const first = this.run(independent);
    if (first.kind === 'skipped')
      return {
        finding: undecided(this.skippedFor ?? 'No law was found for which both sides are defined.'),
        role: undefined,
      };
    // Whether a side is the same under all laws shows after a few of them.
    if (first.kind === 'fails') for (let variant = 0; variant < fewest; variant++) this.under(variant, independent);
    const role = this.role();
    if (first.kind !== 'fails') return { finding: holds('tested', 'This holds for all laws that were tried.'), role };
    if (letters.length > 1 && !independent && world.random.speaksOfTies(link.scope)) {
      const apart = this.run(true);
      if (apart.kind !== 'fails')
        return {
          finding: undecided('Whether the quantities here are independent was not understood.'),
          role: undefined,
        };
    }
    return this.failed(first.failure, first.outcome, role);
  }

  /** What is said of the letters in formulas, besides the claim itself. */
  private get conditions(): readonly Condition[] {
    const { letters, claim } = this;
    const { world, link } = claim;
    return letters
      .flatMap(({ key }) => world.assumptions.on(key, link.scope))
      .filter(({ span }) => span === undefined || span.from !== link.wholeSpan.from || span.to !== link.wholeSpan.to);
  }

  private run(independent: boolean): Trial {
    const usual = this.comparison === '=' ? lawsOfEquation : lawsOfInequality;
    const count = this.conditions.length > 0 ? 2 * usual : usual;
    let held = 0;
    for (let variant = 0; variant < count; variant++) {
      const trial = this.under(variant, independent);
      if (trial.kind === 'fails') return trial;
      if (trial.kind === 'holds') held++;
    }
    return { kind: held < fewest ? 'skipped' : 'holds' };
  }

  private under(variant: number, independent: boolean): Trial {
    const manners: readonly Entries[] = this.comparison === '=' ? ['symbols', 'numbers'] : ['numbers'];
    for (const entries of manners) {
      try {
        return this.compared(variant, independent, entries);
      } catch (error) {
        if (error instanceof NeedsNumbers && entries === 'symbols') continue;
        if (error instanceof OutOfFuel) throw error;
        if (error instanceof NoValue) return { kind: 'skipped' };
        this.skippedFor ??= reasonOf(error);
        return { kind: 'skipped' };
      }
    }
    return { kind: 'skipped' };
  }

  private compared(variant: number, independent: boolean, entries: Entries): Trial {
    const { claim, letters, fuel, comparison } = this;
    const table = sizeTables[variant % sizeTables.length] ?? [];
    const invention = { variant, layout: 'columns' } as const;
    const manner: Manner = { table, entries, drawn: false, seed: `${claim.seed} ${variant}`, invention };
    const instance = makeInstance(manner, fuel);
    // Most conditions are that means or products vanish: every second law is made so.
    const isBound = this.conditions.length > 0 && variant % 2 === 1;
    const made = isBound ? letters.map((letter) => ({ ...letter, centred: letter.sign === 'any' })) : letters;
    instance.outcomes = inventOutcomes(instance.algebra, made, { variant, independent, wanted: numbersIn(claim) });
    for (const { key } of letters) instance.touched.add(key);
    const start = new Evaluator(claim.world, claim.link.scope, instance, claim.chooser);
    const free = [claim.left, claim.right].some((side) => freeLetters(start, side).size > 0);
    const places = free ? instance.outcomes.chances.map((_, k) => k) : [undefined];
    let compared = false;
    for (const outcome of places) {
      const at = (ev: Evaluator): Evaluator => (outcome === undefined ? ev : atOutcome(ev, outcome));
      for (const sides of sidesIn(instance, claim, { at })) {
        if (this.conditions.some((condition) => isMet(claim, condition, sides, new Map()) === false))
          return { kind: 'skipped' };
        this.note(sides);
        const judged = judge(claim, sides, comparison, fuel);
        if (judged.kind === 'fails') {
          // Of letters that were never introduced the values are meant for which it makes sense.
          if (this.hasNegative(sides)) return { kind: 'skipped' };
          return { kind: 'fails', failure: judged.failure, outcome };
        }
        compared ||= judged.kind !== 'skipped';
      }
    }
    return { kind: compared ? 'holds' : 'skipped' };
  }

  private hasNegative({ instance }: Sides): boolean {
    const { world, link } = this.claim;
    if (instance.entries !== 'numbers') return false;
    return [...instance.chosen].some(([key, { entries }]) => {
      const value = entries[0] && instance.algebra.constantValue(entries[0]);
      return value !== undefined && value.sign < 0 && !world.declared(key, link.scope);
    });
  }

  private note(sides: Sides): void {
    const { instance, left, right } = sides;
    const drawn = instance.entries === 'numbers';
    for (const key of drawn ? instance.chosen.keys() : ownersIn(instance, [...left.entries, ...right.entries]))
      this.numbers.add(key);
    const key = (entries: Sides['left']['entries']): string => entries.map((e) => instance.algebra.key(e)).join(';');
    this.leftKeys.add(key(left.entries));
    this.rightKeys.add(key(right.entries));
  }

  /** What restricts a law, or gives a number a value, is no claim about all laws. */
  private role(): Role {
    const { link, left, right } = this.claim;
    const depends = (side: Node, key: string): boolean => symbolsOf(side).includes(key);
    const plain = structuredRole(link, undefined);
    if (plain.kind !== 'claim') return plain;
    if (this.leftKeys.size > 1 !== this.rightKeys.size > 1)
      return { kind: 'open', reason: 'This may be a condition on the law.' };
    const lone = [...this.numbers].find((key) => !depends(left, key) || !depends(right, key));
    return lone === undefined ? plain : { kind: 'open', reason: `Taken as a relation for $${lone}$.` };
  }

  private failed({ sides, model, left, right }: Failure, outcome: number | undefined, role: Role): StructuredFinding {
    const { claim, letters } = this;
    const { world, link } = claim;
    // What is multiplied with or added to a random number is a number.
    for (const key of [claim.left, claim.right].flatMap(symbolsOf)) sides.instance.assumed.delete(takenAsNumber(key));
    // Of what set the values are was said, beyond their sign.
    const isBounded = this.conditions.some(({ relation, right: set }) => relation === 'in' && !isAllNumbers(set));
    const doubt =
      (isBounded ? 'Which values these quantities take was said, and is not used yet.' : undefined) ??
      letters.map(({ key }) => world.random.doubtOf(key, link.scope)).find((reason) => reason !== undefined) ??
      excuse(claim, sides, model);
    if (doubt !== undefined) return { finding: undecided(doubt), role };
    const counterexample = {
      ...inventionsIn(claim, sides.instance),
      ...lawShown(sides.instance, letters),
      ...this.numbersShown(sides, model, outcome),
    };
    return { finding: failsIn(counterexample, left, right), role };
  }

  private numbersShown(sides: Sides, model: Failure['model'], outcome: number | undefined): Record<string, string> {
    const words: Record<string, string> = {};
    const { algebra, chosen, outcomes: invented } = sides.instance;
    for (const [key, value] of chosen) {
      const [entry] = value.entries;
      if (entry && isScalar(value)) words[key] = showValue(numberIn(sides, entry, model, this.fuel));
    }
    if (outcome !== undefined)
      for (const [key, values] of invented?.letters ?? []) {
        const value = values[outcome];
        if (value) words[key] = algebra.constantValue(value)?.toLatex() ?? '';
      }
    return words;
  }
}

function isAllNumbers(set: Node): boolean {
  return set.kind === 'symbol' && /R|ℝ/.test(set.letter);
}

/** The invented law: how likely each combination of values is. */
function lawShown({ algebra, outcomes: invented }: Instance, letters: readonly Unnamed[]): Record<string, string> {
  const words: Record<string, string> = {};
  const totals = new Map<string, Quotient>();
  for (const [k, chance] of (invented?.chances ?? []).entries()) {
    const event = letters.map(({ key }) => {
      const value = invented?.letters.get(key)?.[k];
      return `${key} = ${(value && algebra.constantValue(value)?.toLatex()) ?? ''}`;
    });
    const name = `P(${event.join(', ')})`;
    totals.set(name, algebra.add(totals.get(name) ?? algebra.integer(0), chance));
  }
  for (const [name, chance] of totals) words[name] = algebra.constantValue(chance)?.toLatex() ?? '';
  return words;
}
