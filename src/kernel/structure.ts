import { add, isFamily, member, multiply, power } from './build';
import { OutOfFuel } from './fuel';
import type { Condition, Term } from './term';

/** The parts of a term, in order of writing. Limits of sums and integrals come before the body. */
export function childrenOf(term: Term): readonly Term[] {
  switch (term.kind) {
    case 'rational':
    case 'constant':
    case 'symbol':
      return [];
    case 'add':
      return term.terms;
    case 'multiply':
      return term.factors;
    case 'power':
      return [term.base, term.exponent];
    case 'call':
    case 'apply':
      return term.args;
    case 'sum':
    case 'product':
      return [term.lower, term.upper, term.body];
    case 'integral':
      return term.lower === undefined || term.upper === undefined ? [term.body] : [term.lower, term.upper, term.body];
    case 'derivative':
      return [term.body];
    case 'limit':
      return [term.target, term.body];
    case 'piecewise':
      return term.rows.flatMap(({ value, condition }) =>
        condition === undefined ? [value] : [value, condition.left, condition.right],
      );
  }
}

/** Equal as written: same kinds, same order, same numbers and names (of bound variables too). */
export function equalTerms(left: Term, right: Term): boolean {
  const pairs: [Term, Term][] = [[left, right]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [a, b] = pair;
    if (a === b) continue;
    if (!equalHeads(a, b)) return false;
    const inA = childrenOf(a);
    const inB = childrenOf(b);
    if (inA.length !== inB.length) return false;
    for (const [index, child] of inA.entries()) {
      const other = inB[index];
      if (other !== undefined) pairs.push([child, other]);
    }
  }
  return true;
}

function equalHeads(a: Term, b: Term): boolean {
  switch (a.kind) {
    case 'rational':
      return b.kind === 'rational' && a.value.equals(b.value);
    case 'constant':
      return b.kind === 'constant' && a.name === b.name;
    case 'symbol':
      return b.kind === 'symbol' && a.name === b.name;
    case 'add':
    case 'multiply':
    case 'power':
      return a.kind === b.kind;
    case 'call':
      return b.kind === 'call' && a.name === b.name;
    case 'apply':
      return b.kind === 'apply' && a.function === b.function;
    case 'sum':
    case 'product':
    case 'integral':
    case 'derivative':
      return a.kind === b.kind && a.variable === b.variable;
    case 'limit':
      return b.kind === 'limit' && a.variable === b.variable && a.side === b.side;
    case 'piecewise':
      return (
        b.kind === 'piecewise' &&
        a.rows.length === b.rows.length &&
        a.rows.every((row, k) => row.condition?.relation === b.rows[k]?.condition?.relation)
      );
  }
}

/** The names of the symbols that stand free in a term, in order of first occurrence. The variable of a derivative counts as free. */
export function freeSymbols(term: Term): ReadonlySet<string> {
  const found = new Set<string>();
  collect(term, new Map(), found, 0);
  return found;
}

function collect(term: Term, bound: Map<string, number>, found: Set<string>, depth: number): void {
  refuseDepth(depth);
  switch (term.kind) {
    case 'symbol':
      if ((bound.get(term.name) ?? 0) === 0) found.add(term.name);
      return;
    case 'apply':
      // The members of a family are quantities.
      if (isFamily(term.function)) found.add(term.function);
      for (const child of term.args) collect(child, bound, found, depth + 1);
      return;
    case 'sum':
    case 'product':
    case 'integral':
    case 'limit': {
      const outer = childrenOf(term).slice(0, -1);
      for (const child of outer) collect(child, bound, found, depth + 1);
      // An antiderivative is a function of its own variable.
      const binds = term.kind !== 'integral' || term.lower !== undefined;
      const before = bound.get(term.variable) ?? 0;
      if (binds) bound.set(term.variable, before + 1);
      collect(term.body, bound, found, depth + 1);
      bound.set(term.variable, before);
      return;
    }
    case 'derivative':
      if ((bound.get(term.variable) ?? 0) === 0) found.add(term.variable);
      collect(term.body, bound, found, depth + 1);
      return;
    case 'rational':
    case 'constant':
      return;
    case 'add':
    case 'multiply':
    case 'power':
    case 'call':
    case 'piecewise':
      for (const child of childrenOf(term)) collect(child, bound, found, depth + 1);
      return;
  }
}

/** Whether some part of the term satisfies `test`. */
export function someSubterm(term: Term, test: (part: Term) => boolean): boolean {
  const open: Term[] = [term];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (test(part)) return true;
    open.push(...childrenOf(part));
  }
  return false;
}

/** Whether the imaginary unit stands in it. */
export function mentionsImaginary(term: Term): boolean {
  return someSubterm(term, (part) => part.kind === 'constant' && part.name === 'i');
}

/** The same term with every part replaced by `change` of it; a term whose parts stay is kept. */
export function mapChildren(term: Term, change: (part: Term) => Term): Term {
  switch (term.kind) {
    case 'rational':
    case 'constant':
    case 'symbol':
      return term;
    case 'add': {
      const terms = mapList(term.terms, change);
      return terms === term.terms ? term : add(terms);
    }
    case 'multiply': {
      const factors = mapList(term.factors, change);
      return factors === term.factors ? term : multiply(factors);
    }
    case 'power': {
      const base = change(term.base);
      const exponent = change(term.exponent);
      return base === term.base && exponent === term.exponent ? term : power(base, exponent);
    }
    case 'call': {
      const args = mapList(term.args, change);
      return args === term.args ? term : { ...term, args };
    }
    case 'apply': {
      const args = mapList(term.args, change);
      return args === term.args ? term : member(term.function, args);
    }
    case 'sum':
    case 'product':
      return { ...term, lower: change(term.lower), upper: change(term.upper), body: change(term.body) };
    case 'integral': {
      const body = change(term.body);
      if (term.lower === undefined || term.upper === undefined) return { ...term, body };
      return { ...term, lower: change(term.lower), upper: change(term.upper), body };
    }
    case 'derivative':
      return { ...term, body: change(term.body) };
    case 'limit':
      return { ...term, target: change(term.target), body: change(term.body) };
    case 'piecewise':
      return {
        kind: 'piecewise',
        rows: term.rows.map(({ value, condition }) =>
          condition === undefined
            ? { value: change(value) }
            : { value: change(value), condition: mapCondition(condition, change) },
        ),
      };
  }
}

function mapCondition(condition: Condition, change: (part: Term) => Term): Condition {
  return { left: change(condition.left), relation: condition.relation, right: change(condition.right) };
}

function mapList(terms: readonly Term[], change: (part: Term) => Term): readonly Term[] {
  let changed = false;
  const mapped = terms.map((term) => {
    const next = change(term);
    if (next !== term) changed = true;
    return next;
  });
  return changed ? mapped : terms;
}

/**
 * Replaces free symbols by terms, all at once. Bound variables that would capture a symbol of a replacement are renamed. A derivative
 * with respect to a replaced symbol keeps its meaning "the derivative, taken there" only for renamings: for other replacements it is left
 * as it is, with `substitute` done in the other symbols. Throws `OutOfFuel` for terms nested too deeply.
 */
export function substitute(term: Term, replacements: ReadonlyMap<string, Term>): Term {
  if (replacements.size === 0) return term;
  const incoming = new Set<string>();
  for (const replacement of replacements.values()) for (const name of freeSymbols(replacement)) incoming.add(name);
  return substituted(term, replacements, incoming, 0);
}

function substituted(
  term: Term,
  replacements: ReadonlyMap<string, Term>,
  incoming: ReadonlySet<string>,
  depth: number,
): Term {
  refuseDepth(depth);
  const inside = (part: Term): Term => substituted(part, replacements, incoming, depth + 1);
  switch (term.kind) {
    case 'symbol':
      return replacements.get(term.name) ?? term;
    case 'sum':
    case 'product':
    case 'limit':
    case 'integral': {
      if (term.kind === 'integral' && term.lower === undefined)
        return inDifferential(term, replacements, incoming, depth);
      const { variable, body } = withoutCapture(term, replacements, incoming);
      const rest = without(replacements, variable);
      const newBody = rest.size === 0 ? body : substituted(body, rest, incoming, depth + 1);
      if (term.kind === 'limit') return { ...term, variable, target: inside(term.target), body: newBody };
      if (term.kind !== 'integral') {
        return { ...term, variable, lower: inside(term.lower), upper: inside(term.upper), body: newBody };
      }
      if (term.lower === undefined || term.upper === undefined) return { ...term, variable, body: newBody };
      return { ...term, variable, lower: inside(term.lower), upper: inside(term.upper), body: newBody };
    }
    case 'derivative':
      return inDifferential(term, replacements, incoming, depth);
    case 'rational':
    case 'constant':
    case 'add':
    case 'multiply':
    case 'power':
    case 'call':
    case 'apply':
    case 'piecewise':
      return mapChildren(term, inside);
  }
}

/** Derivatives and antiderivatives: the variable is free but cannot become anything but another name. */
function inDifferential<T extends Extract<Term, { kind: 'derivative' | 'integral' }>>(
  term: T,
  replacements: ReadonlyMap<string, Term>,
  incoming: ReadonlySet<string>,
  depth: number,
): Term {
  const own = replacements.get(term.variable);
  const renames = own?.kind === 'symbol';
  const inner = own === undefined || renames ? replacements : without(replacements, term.variable);
  const variable = renames ? own.name : term.variable;
  return { ...term, variable, body: substituted(term.body, inner, incoming, depth + 1) };
}

function withoutCapture(
  term: Extract<Term, { kind: 'sum' | 'product' | 'limit' | 'integral' }>,
  replacements: ReadonlyMap<string, Term>,
  incoming: ReadonlySet<string>,
): { readonly variable: string; readonly body: Term } {
  if (!incoming.has(term.variable)) return { variable: term.variable, body: term.body };
  const taken = freeSymbols(term.body);
  let fresh = `${term.variable}'`;
  while (incoming.has(fresh) || taken.has(fresh) || replacements.has(fresh)) fresh += "'";
  return {
    variable: fresh,
    body: substitute(term.body, new Map<string, Term>([[term.variable, { kind: 'symbol', name: fresh }]])),
  };
}

function without(replacements: ReadonlyMap<string, Term>, name: string): ReadonlyMap<string, Term> {
  if (!replacements.has(name)) return replacements;
  const rest = new Map(replacements);
  rest.delete(name);
  return rest;
}

const deepest = 1000;

function refuseDepth(depth: number): void {
  if (depth > deepest) throw new OutOfFuel('the expression is nested too deeply');
}
