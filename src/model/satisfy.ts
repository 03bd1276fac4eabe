import { substitute, subtract } from '../kernel/build';
import { evaluateExact } from '../kernel/exact';
import type { Fuel } from '../kernel/fuel';
import { Rational } from '../kernel/rational';
import { freeSymbols } from '../kernel/structure';
import type { Term } from '../kernel/term';
import { contains, reals } from './domain';
import { sampleModels, type Model, type Models, type ModelValue } from './models';
import { eliminate, realRoots, type Solved } from './solve';

/** The equations in force for a claim, solved as far as possible. */
export interface Situation {
  readonly solved: Solved;
  /** Every real root of each remaining equation in one symbol was found, and nothing else remains. */
  readonly branches: readonly Branch[];
  /** False where equations remain that are neither solved nor listed in `branches`: no model can be vouched for. */
  readonly complete: boolean;
}

/** One way to satisfy the equations that have several solutions: values for some symbols. */
export type Branch = ReadonlyMap<string, Term>;

/** Solves the equations among the constraints. Symbols outside the claim are eliminated first, so that mere definitions drop out. */
export function situationOf(models: Models, symbols: readonly string[], fuel: Fuel): Situation {
  const claimed = new Set(symbols);
  const equations = models.constraints.filter((f) => f.relation === '=').map((f) => subtract(f.left, f.right));
  const solved = eliminate(equations, (name) => (claimed.has(name) ? 1 : 0), () => false, fuel);
  let branches: Branch[] = [new Map()];
  let complete = true;
  for (const equation of solved.remaining) {
    const [name, ...others] = freeSymbols(equation);
    const found = name !== undefined && others.length === 0 ? realRoots(equation, name, fuel) : undefined;
    if (!found?.complete || name === undefined) {
      complete = false;
      continue;
    }
    branches = branches.flatMap((branch) => {
      const fixed = branch.get(name);
      if (fixed) return [branch];
      return found.roots.map((root) => new Map([...branch, [name, root]]));
    });
    if (branches.length > 16) complete = false;
  }
  return { solved, branches: branches.slice(0, 16), complete };
}

/** Models of the claim's symbols that satisfy the equations; inequalities are for the caller to test. */
export function* modelsIn(situation: Situation, models: Models, symbols: readonly string[], seed: string, count: number, fuel: Fuel): Generator<Model> {
  if (!situation.complete || situation.solved.contradiction) return;
  const { substitutions } = situation.solved;
  const eliminated = new Set(substitutions.map((s) => s.name));
  const wanted = new Set<string>(symbols);
  for (const { name, term } of substitutions) {
    wanted.add(name);
    for (const other of freeSymbols(term)) wanted.add(other);
  }
  for (const branch of situation.branches) {
    const free = [...wanted].filter((name) => !eliminated.has(name) && !branch.has(name)).sort();
    const domains = new Map(free.map((name) => [name, models.domains.get(name) ?? reals] as const));
    const tries = free.length === 0 ? 1 : count;
    for (const sample of sampleModels(domains, seed, tries)) {
      const model = completed(sample, branch, situation.solved, fuel);
      if (model && inDomains(model, models)) yield model;
    }
  }
}

function completed(sample: Model, branch: Branch, solved: Solved, fuel: Fuel): Model | undefined {
  const values = new Map<string, ModelValue>(sample);
  for (const [name, term] of branch) values.set(name, simplified(term, fuel));
  for (const { name, term } of [...solved.substitutions].reverse()) {
    const closed = substitute(term, new Map([...values].map(([key, value]) => [key, termOf(value)])));
    if (freeSymbols(closed).size > 0) return undefined;
    const exact = evaluateExact(closed, fuel);
    if (exact.kind === 'undefined') return undefined;
    values.set(name, exact.kind === 'rational' ? exact.value : closed);
  }
  return values;
}

function simplified(term: Term, fuel: Fuel): ModelValue {
  const exact = evaluateExact(term, fuel);
  return exact.kind === 'rational' ? exact.value : term;
}

function termOf(value: ModelValue): Term {
  return value instanceof Rational ? { kind: 'rational', value } : value;
}

/** Values that are no fractions are in the domain if it has no bounds; where it has, they are left to the caller's inequalities. */
function inDomains(model: Model, models: Models): boolean {
  for (const [name, domain] of models.domains) {
    const value = model.get(name);
    if (value === undefined) continue;
    if (value instanceof Rational ? !contains(domain, value) : domain.integer) return false;
  }
  return true;
}
