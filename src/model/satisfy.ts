import { add, divide, integer, multiply, negate, power, substitute, subtract, symbol, zero } from '../kernel/build';
import { canonical } from '../kernel/canonical';
import { compareBalls, containsZero, exactBall, type Ball } from '../kernel/ball';
import { collectIn } from '../kernel/collect';
import { evaluateBall } from '../kernel/evaluate';
import { evaluateExact } from '../kernel/exact';
import type { Fuel } from '../kernel/fuel';
import { Rational } from '../kernel/rational';
import { freeSymbols } from '../kernel/structure';
import type { Term } from '../kernel/term';
import { bracketedRoots } from './bracket';
import { contains, isPositive, reals, type Domain } from './domain';
import { sampleModels, type Model, type Models, type ModelValue } from './models';
import { rootsOf } from './roots';
import { eliminate, type Solved } from './solve';

/** The equations in force for a claim, solved as far as possible. */
export interface Situation {
  /** What linear elimination alone gave. */
  readonly solved: Solved;
  readonly branches: readonly Branch[];
  /** The branches hold every solution, and nothing remains to be solved in them. */
  readonly complete: boolean;
}

/** One way to satisfy the equations that have several solutions. */
export interface Branch {
  /** Values of symbols; terms among them are closed. */
  readonly values: ReadonlyMap<string, ModelValue>;
  /** What further symbols are in terms of others, in the order of elimination. */
  readonly substitutions: Solved['substitutions'];
  /** Terms that must be zero and could not be solved. */
  readonly open: readonly Term[];
}

/** More ways to satisfy the equations are not followed. */
const mostBranches = 16;
/** Nor are more symbols eliminated that no equation gives outright. */
const mostSplits = 12;

/** Solves the equations among the constraints. Symbols outside the claim are eliminated first, so that mere definitions drop out. */
export function situationOf(models: Models, symbols: readonly string[], fuel: Fuel): Situation {
  const claimed = new Set(symbols);
  const equations = models.constraints.filter((f) => f.relation === '=').map((f) => subtract(f.left, f.right));
  const solver = new Solver(models, claimed, fuel);
  const solved = solver.eliminate(equations);
  const { branches, complete } = solver.explore({
    values: new Map(),
    substitutions: solved.substitutions,
    open: solved.remaining,
  });
  return { solved, branches, complete: complete && branches.every((b) => b.open.length === 0) };
}

/** Models of the claim's symbols that satisfy the equations; each fact is for the caller to test. Where not all is solved, some models are looked for. */
export function* modelsIn(
  situation: Situation,
  models: Models,
  symbols: readonly string[],
  seed: string,
  count: number,
  fuel: Fuel,
): Generator<Model> {
  if (situation.solved.contradiction) return;
  const solver = new Solver(models, new Set(symbols), fuel);
  for (const branch of situation.branches) {
    if (branch.open.length === 0) yield* solver.filled(branch, symbols, seed, count);
    else yield* solver.searched(branch, symbols, seed, count, 0);
  }
}

class Solver {
  constructor(
    private readonly models: Models,
    private readonly claimed: ReadonlySet<string>,
    private readonly fuel: Fuel,
  ) {}

  eliminate(equations: readonly Term[]): Solved {
    return eliminate(
      equations,
      (name) => (this.claimed.has(name) ? 1 : 0),
      (coefficient) => this.isNonzero(coefficient),
      this.fuel,
    );
  }

  /** Solves the open equations that have one symbol left, one after another, following every root. */
  explore(start: Branch): { readonly branches: readonly Branch[]; readonly complete: boolean } {
    const done: Branch[] = [];
    const queue: Branch[] = [start];
    let complete = true;
    let splits = 0;
    for (let branch = queue.pop(); branch; branch = queue.pop()) {
      const next = this.solvable(branch);
      const split = next || splits >= mostSplits ? undefined : this.split(branch);
      if (split) {
        splits++;
        if (queue.length + done.length > mostBranches) return { branches: done, complete: false };
        queue.push(...split);
        continue;
      }
      if (!next) {
        done.push(branch);
        if (done.length > mostBranches) return { branches: done.slice(0, mostBranches), complete: false };
        continue;
      }
      const { roots, complete: all } = rootsOf(next.equation, next.name, this.fuel);
      complete &&= all;
      const rest = branch.open.filter((e) => e !== next.equation);
      for (const root of [...roots].reverse()) {
        const follower = this.fixed({ ...branch, open: rest }, next.name, root);
        if (follower) queue.push(follower);
      }
    }
    return { branches: done, complete };
  }

  private solvable(branch: Branch): { equation: Term; name: string } | undefined {
    for (const equation of branch.open) {
      const [name, ...others] = freeSymbols(equation);
      if (name !== undefined && others.length === 0 && !branch.values.has(name)) return { equation, name };
    }
    return undefined;
  }

  /**
   * One equation less where several are open: of two, one symbol is eliminated. D·x + C = 0 is x = −C/D, or D = C = 0; of higher degrees a remainder takes
   * the place of the equation of higher degree. What that adds is found out when models are tested.
   */
  private split(branch: Branch): readonly Branch[] | undefined {
    if (branch.open.length < 2) return undefined;
    for (const equation of branch.open) {
      const rest = branch.open.filter((e) => e !== equation);
      for (const name of [...freeSymbols(equation)].sort()) {
        if (branch.values.has(name) || !rest.some((e) => freeSymbols(e).has(name))) continue;
        const collected = collectIn(equation, name, { fuel: this.fuel });
        const [constant, slope] = collected?.coefficients ?? [];
        if (collected?.coefficients.length !== 2 || !constant || !slope) continue;
        const term = negate(divide(constant, slope));
        const solved = this.eliminate(rest.map((e) => substitute(e, new Map([[name, term]]))));
        const special = this.eliminate([...rest, slope, constant]);
        const branches: Branch[] = [];
        if (!special.contradiction)
          branches.push({
            ...branch,
            substitutions: [...branch.substitutions, ...special.substitutions],
            open: special.remaining,
          });
        if (!solved.contradiction)
          branches.push({
            ...branch,
            substitutions: [...branch.substitutions, { name, term }, ...solved.substitutions],
            open: solved.remaining,
          });
        return branches;
      }
    }
    return this.reduced(branch);
  }

  private reduced(branch: Branch): readonly Branch[] | undefined {
    const [first, second] = branch.open;
    if (!first || !second) return undefined;
    for (const name of [...freeSymbols(first)].sort()) {
      if (branch.values.has(name) || !freeSymbols(second).has(name)) continue;
      const [f, g] = [collectIn(first, name, { fuel: this.fuel }), collectIn(second, name, { fuel: this.fuel })];
      if (!f || !g || f.coefficients.length > 5 || g.coefficients.length > 5) continue;
      const [high, low, kept] = f.coefficients.length >= g.coefficients.length ? [f, g, second] : [g, f, first];
      if (low.coefficients.length < 2) continue;
      const rest = remainderOf(high.coefficients, low.coefficients, name, this.fuel);
      if (!rest) continue;
      const solved = this.eliminate([rest, kept, ...branch.open.slice(2)]);
      if (solved.contradiction) return [];
      return [{ ...branch, substitutions: [...branch.substitutions, ...solved.substitutions], open: solved.remaining }];
    }
    return undefined;
  }

  /** The branch with a symbol set to a value; undefined where an equation then fails. */
  private fixed(branch: Branch, name: string, value: ModelValue): Branch | undefined {
    const values = new Map(branch.values).set(name, value);
    if (!(value instanceof Rational) && value.kind === 'root') return this.checked({ ...branch, values });
    const replacement = new Map([[name, termOf(value)]]);
    const solved = this.eliminate(branch.open.map((e) => substitute(e, replacement)));
    if (solved.contradiction) return undefined;
    return this.checked({
      values,
      substitutions: [...branch.substitutions, ...solved.substitutions],
      open: solved.remaining,
    });
  }

  /** Equations in nothing but symbols with enclosed values are tested by those. */
  private checked(branch: Branch): Branch | undefined {
    const open: Term[] = [];
    let balls: ReadonlyMap<string, Ball | Rational> | undefined;
    for (const equation of branch.open) {
      if (![...freeSymbols(equation)].every((name) => branch.values.has(name))) {
        open.push(equation);
        continue;
      }
      balls ??= this.ballsOf(branch.values);
      const result = evaluateBall(equation, balls, this.fuel);
      // Zero to fifty digits counts as zero.
      if (result.kind !== 'ball' || !containsZero(result.ball)) return undefined;
    }
    return { ...branch, open };
  }

  private ballsOf(values: ReadonlyMap<string, ModelValue>): ReadonlyMap<string, Ball | Rational> {
    const found = new Map<string, Ball | Rational>();
    for (const [name, value] of values) {
      if (value instanceof Rational) found.set(name, value);
      else if (value.kind === 'root') found.set(name, value.ball);
      else {
        const result = evaluateBall(value, found, this.fuel);
        if (result.kind === 'ball') found.set(name, result.ball);
      }
    }
    return found;
  }

  /** Models of a solved branch: its free symbols are sampled. */
  *filled(branch: Branch, symbols: readonly string[], seed: string, count: number, skipped = 0): Generator<Model> {
    const eliminated = new Set(branch.substitutions.map((s) => s.name));
    const wanted = new Set<string>(symbols);
    for (const { name, term } of branch.substitutions) {
      wanted.add(name);
      for (const other of freeSymbols(term)) wanted.add(other);
    }
    const free = [...wanted].filter((name) => !eliminated.has(name) && !branch.values.has(name)).sort();
    const domains = new Map(free.map((name) => [name, this.domainOf(name)] as const));
    for (const sample of sampleModels(domains, seed, free.length === 0 ? 1 : count, skipped)) {
      const model = this.completed(sample, branch);
      if (model && this.inDomains(model)) yield model;
    }
  }

  /** Models of a branch with open equations: all symbols but one of an equation are sampled, and it is solved for that one. */
  *searched(branch: Branch, symbols: readonly string[], seed: string, count: number, depth: number): Generator<Model> {
    const choice = this.choice(branch);
    if (!choice || depth > 3) return;
    const domains = new Map(choice.others.map((name) => [name, this.domainOf(name)] as const));
    const tries = choice.others.length === 0 ? 1 : depth === 0 ? Math.ceil(count / 3) : 3;
    for (const [index, sample] of [...sampleModels(domains, seed, tries)].entries()) {
      let next: Branch | undefined = branch;
      for (const [name, chosen] of sample) {
        // Every third model is a small one: where squares add up to 1, whole numbers are too large.
        const value = index % 3 === 2 && chosen instanceof Rational ? this.shrunk(name, chosen) : chosen;
        next = next && this.fixed(next, name, value);
      }
      if (!next) continue;
      for (const found of this.explore(next).branches) {
        // What is still free must neither be the same in all of them nor go with what was sampled.
        if (found.open.length === 0) yield* this.filled(found, symbols, seed, 1, 5 * index + 1);
        else yield* this.searched(this.enclosed(found) ?? found, symbols, seed, count, depth + 1);
      }
    }
  }

  /** An equation whose other symbols have enclosed values, solved numerically for its last one. */
  private enclosed(branch: Branch): Branch | undefined {
    for (const equation of branch.open) {
      const unknown = [...freeSymbols(equation)].filter((name) => !branch.values.has(name));
      const [name] = unknown;
      if (unknown.length !== 1 || name === undefined) continue;
      const balls = new Map<string, Ball>();
      for (const [key, value] of this.ballsOf(branch.values)) if (!(value instanceof Rational)) balls.set(key, value);
      const [root] = bracketedRoots(equation, name, balls, this.fuel);
      return root
        ? this.checked({ ...branch, values: new Map(branch.values).set(name, { kind: 'root', ball: root }) })
        : undefined;
    }
    return undefined;
  }

  /** The open equation with the fewest symbols, and which of them to sample: what it is of lowest degree in is solved for. */
  private choice(branch: Branch): { readonly others: readonly string[] } | undefined {
    let best: readonly string[] | undefined;
    let from: Term | undefined;
    for (const equation of branch.open) {
      const names = [...freeSymbols(equation)].filter((name) => !branch.values.has(name)).sort();
      if (names.length > 0 && (!best || names.length < best.length)) {
        best = names;
        from = equation;
      }
    }
    if (!best || !from) return undefined;
    let last: string | undefined;
    let lowest = Infinity;
    for (const name of best) {
      const degree =
        (collectIn(from, name, { fuel: this.fuel })?.coefficients.length ?? 100) +
        (this.domainOf(name).integer ? 200 : 0);
      if (degree < lowest) {
        lowest = degree;
        last = name;
      }
    }
    return { others: best.filter((name) => name !== last) };
  }

  private completed(sample: Model, branch: Branch): Model | undefined {
    const values = new Map<string, ModelValue>(sample);
    for (const [name, value] of branch.values)
      values.set(name, value instanceof Rational || value.kind === 'root' ? value : simplified(value, this.fuel));
    for (const { name, term } of [...branch.substitutions].reverse()) {
      const closed = substitute(
        term,
        new Map([...values].flatMap(([key, value]) => (isTerm(value) ? [[key, termOf(value)] as const] : []))),
      );
      // What is left are symbols whose values are enclosed.
      if (![...freeSymbols(closed)].every((key) => values.has(key))) return undefined;
      const exact = evaluateExact(closed, this.fuel);
      if (exact.kind === 'undefined') return undefined;
      values.set(name, exact.kind === 'rational' ? exact.value : closed);
    }
    return values;
  }

  private shrunk(name: string, value: Rational): Rational {
    const small = value.dividedBy(Rational.of(8));
    return contains(this.domainOf(name), small) ? small : value;
  }

  private domainOf(name: string): Domain {
    return this.models.domains.get(name) ?? this.models.around.get(name) ?? reals;
  }

  private inDomains(model: Model): boolean {
    let balls: ReadonlyMap<string, Ball | Rational> | undefined;
    for (const [name, value] of model) {
      const domain = this.domainOf(name);
      if (value instanceof Rational) {
        if (!contains(domain, value)) return false;
        continue;
      }
      if (domain.integer) return false;
      if (!domain.lower && !domain.upper) continue;
      balls ??= this.ballsOf(model);
      const ball = balls.get(name);
      if (ball === undefined || ball instanceof Rational || !this.isWithin(ball, domain)) return false;
    }
    return true;
  }

  /** Surely between the bounds. */
  private isWithin(value: Ball, { lower, upper }: Domain): boolean {
    const above = !lower || compareBalls(value, exactBall(lower.value, this.fuel)) === '>';
    return above && (!upper || compareBalls(value, exactBall(upper.value, this.fuel)) === '<');
  }

  /** A number that is not zero, or a product of such and of symbols whose domain leaves zero out. */
  private isNonzero(term: Term): boolean {
    if (term.kind === 'symbol') {
      const domain = this.domainOf(term.name);
      return domain.nonzero || isPositive(domain);
    }
    if (freeSymbols(term).size === 0) {
      const result = evaluateBall(term, new Map(), this.fuel);
      return result.kind === 'ball' && !containsZero(result.ball);
    }
    if (term.kind === 'multiply') return term.factors.every((f) => this.isNonzero(f));
    if (term.kind === 'power') return term.exponent.kind === 'rational' && this.isNonzero(term.base);
    return false;
  }
}

/** The remainder of a multiple of a polynomial by another, both by their coefficients; undefined where it grows too long. */
function remainderOf(dividend: readonly Term[], divisor: readonly Term[], name: string, fuel: Fuel): Term | undefined {
  const leading = divisor[divisor.length - 1];
  if (!leading) return undefined;
  let rest: Term[] = [...dividend];
  while (rest.length >= divisor.length) {
    const top = rest[rest.length - 1];
    if (!top) return undefined;
    const shift = rest.length - divisor.length;
    const next: Term[] = [];
    for (const [k, coefficient] of rest.slice(0, -1).entries()) {
      const form = canonical(subtract(multiply([coefficient, leading]), multiply([top, divisor[k - shift] ?? zero])), {
        fuel,
      });
      if (form.kind !== 'value') return undefined;
      next.push(form.term);
    }
    while (next.length > 0 && isZeroTerm(next[next.length - 1])) next.pop();
    rest = next;
  }
  return add(rest.map((coefficient, k) => multiply([coefficient, power(symbol(name), integer(k))])));
}

function isZeroTerm(term: Term | undefined): boolean {
  return term?.kind === 'rational' && term.value.isZero;
}

function simplified(term: Term, fuel: Fuel): ModelValue {
  const exact = evaluateExact(term, fuel);
  return exact.kind === 'rational' ? exact.value : term;
}

function isTerm(value: ModelValue): value is Rational | Term {
  return value instanceof Rational || value.kind !== 'root';
}

function termOf(value: Rational | Term): Term {
  return value instanceof Rational ? { kind: 'rational', value } : value;
}
