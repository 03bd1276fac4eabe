import type { Node } from '../formula/tree';
import { subtract } from '../kernel/build';
import { Fuel } from '../kernel/fuel';
import { Rational } from '../kernel/rational';
import { equalTerms, freeSymbols } from '../kernel/structure';
import type { Term } from '../kernel/term';
import { criticalPoints, testPoints } from '../model/critical';
import type { Context, Fact } from '../model/context';
import { contains, reals } from '../model/domain';
import { lower, type Notation } from '../model/lower';
import { modelsOf, type Model } from '../model/models';
import { enumerateReadings } from '../model/reading';
import type { SolutionSet } from '../statement/solution-set';
import { cover } from '../text/span';
import { attemptVerdict } from './ask';
import { comparisonOf } from './checker';
import type { Decision, Place } from './decide';
import { standingOf } from './sampling';
import { showModelValue } from './value';
import { unknown, type Verdict } from './verdict';

const fuelPerRange = 60_000;

/** One comparison of an alternative; all of them together are the alternative. */
type Comparison = Pick<Fact, 'left' | 'right' | 'relation' | 'symbols'>;

/** What one member says: it holds where one of these does. */
interface Ranges {
  readonly index: number;
  readonly alternatives: readonly (readonly Comparison[])[];
}

const listed = 'These values are listed as possible; whether they are could not be checked.';

/**
 * Decides the member at `index` of a solution set of inequalities and intervals in one symbol. The line is cut where the relation before or one of the members
 * changes its sign; a place between two cuts speaks for all of them.
 *
 *     x^2 > 4 \implies x > 2 \text{ or } x < -2        y^2 < 9 \iff y \in (-3, 3)
 */
export function decideRange(
  set: SolutionSet,
  index: number,
  context: Context,
  read: Notation,
  { before, muted }: Pick<Place, 'before' | 'muted'>,
): Decision | undefined {
  const [first] = set.members;
  const { step } = first?.link ?? {};
  if (!first || !step || muted !== undefined || before?.relation === undefined) return undefined;
  const { left, right, relation } = before;
  const fuel = new Fuel(fuelPerRange);
  const { readings } = enumerateReadings((chooser) =>
    rangesOf(set, (node) => {
      const lowered = lower(node, read, chooser, fuel);
      return lowered.kind === 'term' ? lowered.term : undefined;
    }),
  );
  const [reading, ...others] = readings;
  if (!reading?.value || others.length > 0) return undefined;
  const members = reading.value;
  const own = members.find((each) => each.index === index);
  const comparisons = members.flatMap(({ alternatives }) => alternatives.flat());
  const [name, ...more] = new Set(comparisons.flatMap(({ symbols }) => [...symbols]));
  if (!own || name === undefined || more.length > 0 || before.symbols.size !== 1 || !before.symbols.has(name))
    return undefined;
  const { link } = first;
  const except = set.members.map((each) => each.link.wholeSpan).reduce(cover);
  const where = { scope: link.scope, sentence: link.passage.sentence, chain: link.chain, except };
  const models = modelsOf(context, where, [name], [left, right]);
  const premise = { left, right, relation, symbols: before.symbols };
  const facts = models.constraints.filter((fact) => !(equalTerms(fact.left, left) && equalTerms(fact.right, right)));
  if (facts.some((fact) => fact.symbols.size > 1 || fact.relation === '=')) return undefined;
  const told = { reading: reading.says, question: undefined, step: index === first.index ? step.kind : undefined };
  const verdict = attemptVerdict(() => {
    const domain = models.domains.get(name) ?? reals;
    const places = placesFor([premise, ...comparisons, ...facts], name, domain, fuel);
    if (!places) return undefined;
    let lost: Model | undefined;
    let gained: Model | undefined;
    for (const value of places) {
      if (value instanceof Rational && !contains(domain, value)) continue;
      const model: Model = new Map([[name, value]]);
      if (standingOf(facts, model, fuel) !== 'holds') continue;
      const was = standingOf([premise], model, fuel);
      const now = members.map(({ alternatives }) => anyOf(alternatives, model, fuel));
      if (was === 'open' || now.includes('open')) return undefined;
      if (was === 'holds' && !now.includes('holds')) lost ??= model;
      if (was === 'fails' && now.includes('holds')) gained ??= model;
    }
    const shown = (model: Model): string => {
      const value = model.get(name);
      return value === undefined ? '' : showModelValue(value);
    };
    const says = (model: Model): string => `$${name} = ${shown(model)}$`;
    if (lost) {
      if (!set.complete || models.taint !== undefined) return unknown(models.taint ?? listed);
      const cuts = criticalPoints([subtract(left, right)], name, fuel) ?? [];
      const culprit =
        members.find(
          (each) =>
            !cutsAreAmong(
              each,
              name,
              cuts.map(({ value }) => value),
              fuel,
            ),
        ) ?? members.at(-1);
      if (culprit !== own) return unknown(listed);
      return red(`${says(lost)} is lost: it satisfies the relation before, but is not among what is listed here.`, {
        [name]: shown(lost),
      });
    }
    if (gained && step.kind === 'iff')
      return red(
        `This is not equivalent: ${says(gained)} is listed here, but does not satisfy the relation before it.`,
        { [name]: shown(gained) },
      );
    return {
      status: 'proved' as const,
      checker: 'inequality' as const,
      reason: 'Every solution of the relation before is listed here.',
      remarks: gained ? [`This gains ${says(gained)}: the step cannot be taken back there.`] : [],
    };
  });
  return verdict && { ...told, verdict };
}

function placesFor(
  comparisons: readonly Comparison[],
  name: string,
  domain: Parameters<typeof testPoints>[1],
  fuel: Fuel,
): ReturnType<typeof testPoints> {
  const cuts = criticalPoints(
    comparisons.map((each) => subtract(each.left, each.right)),
    name,
    fuel,
  );
  return cuts && testPoints(cuts, domain);
}

function anyOf(alternatives: Ranges['alternatives'], model: Model, fuel: Fuel): 'holds' | 'fails' | 'open' {
  const standings = alternatives.map((all) => standingOf(all, model, fuel));
  return standings.includes('holds') ? 'holds' : standings.includes('open') ? 'open' : 'fails';
}

/** Whether a member begins and ends where the relation before changes. */
function cutsAreAmong({ alternatives }: Ranges, name: string, cuts: readonly unknown[], fuel: Fuel): boolean {
  const own =
    criticalPoints(
      alternatives.flat().map((each) => subtract(each.left, each.right)),
      name,
      fuel,
    ) ?? [];
  return own.every(({ value }) =>
    cuts.some((cut) =>
      value instanceof Rational && cut instanceof Rational ? cut.equals(value) : !(value instanceof Rational),
    ),
  );
}

function rangesOf(set: SolutionSet, term: (node: Node) => Term | undefined): readonly Ranges[] | undefined {
  const found: Ranges[] = [];
  for (const { index, link } of set.members) {
    const left = term(link.left);
    if (!left) return undefined;
    if (link.relation.kind === 'in') {
      const alternatives = intervalsOf(left, link.right, term);
      if (!alternatives) return undefined;
      found.push({ index, alternatives });
      continue;
    }
    const [right, relation] = [term(link.right), comparisonOf(link.relation)];
    if (!right || relation === undefined || relation === 'approx') return undefined;
    found.push({ index, alternatives: [[comparison(left, relation, right)]] });
  }
  return found;
}

/** `(-3, 3)`, `(-\infty, 1] \cup (2, \infty)`: alternatives of at most two comparisons. */
function intervalsOf(
  left: Term,
  set: Node,
  term: (node: Node) => Term | undefined,
): Ranges['alternatives'] | undefined {
  if (set.kind === 'group') return intervalsOf(left, set.body, term);
  if (set.kind === 'call' && set.name === 'union') {
    const parts = set.args.map((part) => intervalsOf(left, part, term));
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  }
  if (set.kind !== 'tuple' || set.open === '{' || set.open === '<' || set.items.length !== 2) return undefined;
  const [from, to] = set.items.map(term);
  if (!from || !to) return undefined;
  return [
    [
      ...(isInfinite(from) ? [] : [comparison(left, set.open === '(' ? '>' : '>=', from)]),
      ...(isInfinite(to) ? [] : [comparison(left, set.close === ')' ? '<' : '<=', to)]),
    ],
  ];
}

function isInfinite(term: Term): boolean {
  if (term.kind === 'multiply') return term.factors.some(isInfinite);
  return term.kind === 'constant' && term.name === 'infinity';
}

function comparison(left: Term, relation: Comparison['relation'], right: Term): Comparison {
  return { left, right, relation, symbols: new Set([...freeSymbols(left), ...freeSymbols(right)]) };
}

function red(reason: string, counterexample: Readonly<Record<string, string>>): Verdict {
  return {
    status: 'refuted',
    checker: 'inequality',
    reason,
    evidence: 'exact',
    counterexample,
    left: Object.values(counterexample).join(),
    right: '',
    remarks: [],
  };
}
