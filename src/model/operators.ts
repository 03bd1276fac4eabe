import { symbolLatex } from '../formula/symbol';
import type { Apply, Chain, Derivative, EvaluationBar, Integral, Node, SymbolNode } from '../formula/tree';
import { add, apply, multiply, substitute, subtract, symbol } from '../kernel/build';
import { differentiate } from '../kernel/differentiate';
import type { Fuel } from '../kernel/fuel';
import { canonical } from '../kernel/canonical';
import { infinitySign } from '../kernel/limit';
import { freeSymbols, mapChildren, someSubterm } from '../kernel/structure';
import type { Term } from '../kernel/term';
import type { FunctionRule, Notation } from './lower';
import type { Chooser } from './reading';
import { rateSymbol, usuallyDepends } from './rates';

/** What lowering does for the kinds of formulas that have files of their own. `fail` never returns. */
export interface OperatorHost {
  term(node: Node): Term;
  /** With these variables bound. */
  under<T>(variables: readonly string[], run: () => T): T;
  readonly notation: Notation;
  readonly chooser: Chooser;
  fail(reason: string): never;
  readonly fuel: Fuel;
}

const highestOrder = 8;

export function lowerIntegral(node: Integral, host: OperatorHost): Term {
  const [variable] = node.variables;
  if (node.operator !== 'int' || node.variables.length !== 1 || !variable)
    return host.fail('multiple integrals are not computed here yet');
  if ((node.lower === undefined) !== (node.upper === undefined))
    return host.fail('the integral runs over a set that is not computed here yet');
  const limits = node.lower && node.upper ? { lower: host.term(node.lower), upper: host.term(node.upper) } : {};
  return {
    kind: 'integral',
    variable: variable.key,
    ...limits,
    body: host.under([variable.key], () => host.term(node.body)),
  };
}

export function lowerDerivative(node: Derivative, host: OperatorHost): Term {
  switch (node.style) {
    case 'nabla':
      return host.fail('gradients are not computed here yet');
    case 'prime':
    case 'dot':
      return primed(node, host);
    case 'd':
    case 'partial': {
      const rule = node.operand.kind === 'symbol' ? host.notation.definition(node.operand.key) : undefined;
      if (
        rule &&
        variesWith(
          rule,
          node.variables.map((v) => v.variable),
        )
      )
        return repeatedly(node, rule.body, host);
      const operand = host.term(node.operand);
      const whole = node.style === 'd' ? dependent(node, operand, host) : undefined;
      if (whole) return whole;
      if (node.style === 'partial') return repeatedly(node, operand, host);
      return chained(node, operand, host) ?? repeatedly(node, inTermsOf(node, operand, host), host);
    }
  }
}

/** `f_x`, `f_{xy}` of a function whose rule has these variables; undefined for other symbols. */
export function subscriptDerivative(node: SymbolNode, notation: Notation): Term | undefined {
  if (node.subscripts.length === 0 || node.subscripts.length > highestOrder || notation.named(node.key))
    return undefined;
  const rule = notation.definition(symbolLatex(node.letter, node.marks, []));
  if (!rule || !variesWith(rule, node.subscripts)) return undefined;
  return node.subscripts.reduce<Term>(
    (body, by) => (by.kind === 'symbol' ? { kind: 'derivative', variable: by.key, body } : body),
    rule.body,
  );
}

/** `f_x(1, 2)`: the partial derivative at a place; undefined for what is no such derivative. */
export function partialAt({ head, args }: Apply, host: OperatorHost): Term | undefined {
  const derivative = subscriptDerivative(head, host.notation);
  const rule = derivative && host.notation.definition(symbolLatex(head.letter, head.marks, []));
  if (!derivative || rule?.parameters.length !== args.length) return undefined;
  const values = args.map((arg) => host.term(arg));
  const places = new Map(rule.parameters.map((parameter, k) => [parameter, values[k] ?? symbol(parameter)] as const));
  return substitute(carriedOut(derivative, host), places);
}

/** Whether all these are parameters of a function of several variables, or of its only one. */
function variesWith({ parameters }: FunctionRule, variables: readonly Node[]): boolean {
  return variables.every((variable) => variable.kind === 'symbol' && parameters.includes(variable.key));
}

function repeatedly(node: Derivative, operand: Term, host: OperatorHost): Term {
  let body = operand;
  for (const { variable, order } of [...node.variables].reverse()) {
    if (variable.kind !== 'symbol') return host.fail('the variable of the derivative was not understood');
    const times = order === undefined ? 1 : order.kind === 'number' ? Number(order.digits) : Number.NaN;
    if (!Number.isInteger(times) || times < 1 || times > highestOrder)
      return host.fail('the order of the derivative is not a small number');
    for (let k = 0; k < times; k++) body = { kind: 'derivative', variable: variable.key, body };
  }
  return body;
}

/** `\frac{dy}{dx}` of a letter whose rule is not known: a quantity of its own. */
function dependent(node: Derivative, body: Term, host: OperatorHost): Term | undefined {
  const [over, ...others] = node.variables;
  if (
    body.kind !== 'symbol' ||
    over?.variable.kind !== 'symbol' ||
    others.length > 0 ||
    body.name === over.variable.key
  )
    return undefined;
  const rule: Term | undefined = host.notation.quantity?.(body.name);
  if (rule && freeSymbols(rule).has(over.variable.key)) return undefined;
  const order = over.order?.kind === 'number' ? Number(over.order.digits) : 1;
  return symbol(rateSymbol(body.name, over.variable.key, order));
}

/** `\frac{d}{dx}(x^2 + y^2)` where the document speaks of `\frac{dy}{dx}`: by the chain rule. Undefined where nothing changes with the variable in that way. */
function chained(node: Derivative, body: Term, host: OperatorHost): Term | undefined {
  const [over, ...others] = node.variables;
  const by = over?.variable.kind === 'symbol' ? over.variable.key : undefined;
  if (by === undefined || over?.order !== undefined || others.length > 0) return undefined;
  const parts: Term[] = [{ kind: 'derivative', variable: by, body }];
  for (const name of freeSymbols(body)) {
    const rate = name === by ? undefined : host.notation.rates.symbolFor(name, by);
    if (rate === undefined) {
      if (name !== by && usuallyDepends(name, by)) return undefined;
      continue;
    }
    if (host.notation.quantity?.(name)) return undefined;
    parts.push(multiply([{ kind: 'derivative', variable: name, body }, symbol(rate)]));
  }
  return parts.length === 1 ? undefined : add(parts);
}

/** `y'` in a document that speaks of derivatives: that of the rule of y, or, where y has none, its rate. Undefined for other symbols. */
export function primedSymbol(node: SymbolNode, host: Pick<OperatorHost, 'notation'>): Term | undefined {
  const rate = host.notation.rates.ofPrimed(node.key);
  if (!rate) return undefined;
  const rule: Term | undefined = host.notation.quantity?.(rate.of);
  const variables = rule ? [...freeSymbols(rule)].filter((name) => name === 'x' || name === 't') : [];
  const [variable, ...others] = variables;
  const by = rate.by ?? variable;
  if (rule && variable !== undefined && others.length === 0 && by === variable) {
    const settled = [...freeSymbols(rule)].every((name) => name === by || !usuallyDepends(name, variable));
    if (settled) return derived(rule, variable, rate.order);
  }
  return rate.by === undefined ? undefined : symbol(rateSymbol(rate.of, rate.by, rate.order));
}

/** Letters that usually depend on the variable are replaced by their rules; without one the derivative is not known. */
function inTermsOf(node: Derivative, body: Term, host: OperatorHost): Term {
  const [over] = node.variables;
  const variable = over?.variable.kind === 'symbol' ? over.variable.key : undefined;
  if (variable === undefined) return body;
  const rules = new Map<string, Term>();
  const free = freeSymbols(body);
  for (const name of free) {
    if (name === variable) continue;
    const rule: Term | undefined = host.notation.quantity?.(name);
    if (rule && freeSymbols(rule).has(variable)) rules.set(name, rule);
    else if (usuallyDepends(name, variable) || !free.has(variable))
      return host.fail(`whether ${name} depends on ${variable} is not said`);
  }
  return substitute(body, rules);
}

/** `f'(x)` of a function with a rule; otherwise another unknown function. */
function primed(node: Derivative, host: OperatorHost): Term {
  const { operand, order } = node;
  if (order < 1 || order > highestOrder) return host.fail('the order of the derivative is not a small number');
  if (operand.kind === 'symbol') {
    const rule: Term | undefined = host.notation.quantity?.(operand.key);
    const [variable, ...others]: readonly string[] = rule ? [...freeSymbols(rule)] : [];
    return rule && variable !== undefined && others.length === 0
      ? derived(rule, variable, order)
      : host.fail('this derivative is not computed here yet');
  }
  if (operand.kind === 'group') return primedGroup(host.term(operand), order, host);
  if (operand.kind === 'call' && operand.args.length === 1) {
    const [place] = operand.args.map((arg) => host.term(arg));
    if (place?.kind === 'symbol') return derived(host.term(operand), place.name, order);
  }
  if (operand.kind !== 'apply' || operand.args.length !== 1)
    return host.fail('this derivative is not computed here yet');
  const key = operand.head.key;
  const [argument] = operand.args.map((arg) => host.term(arg));
  if (!argument) return host.fail('empty brackets');
  const rule: FunctionRule | undefined = host.notation.definition(key);
  const primes = "'".repeat(order);
  // y'(x + 2y) is a product where y is a quantity.
  if (!rule && host.notation.role(key) === 'variable' && host.notation.rates.ofPrimed(key + primes))
    return multiply([host.term(primedNode(operand.head, primes)), argument]);
  const [parameter] = rule?.parameters ?? [];
  if (!rule || parameter === undefined) return apply(key + primes, [argument]);
  if (argument.kind === 'symbol' && argument.name === parameter) return derived(rule.body, parameter, order);
  let body: Term = rule.body;
  for (let k = 0; k < order; k++) body = differentiated(body, parameter, host);
  return substitute(body, new Map([[parameter, argument]]));
}

/** `(x^2 \sin x)'`: by x or t, if nothing else in it may change with that, or by its only letter. */
function primedGroup(body: Term, order: number, host: OperatorHost): Term {
  const free = [...freeSymbols(body)];
  const [variable, ...others] = free.length === 1 ? free : free.filter((name) => name === 'x' || name === 't');
  if (variable === undefined || others.length > 0) return host.fail('nothing says what this derivative is taken by');
  if (free.some((name) => name !== variable && usuallyDepends(name, variable)))
    return host.fail(`whether all letters here depend on ${variable} is not said`);
  return derived(body, variable, order);
}

function primedNode({ letter, marks, subscripts, span }: SymbolNode, primes: string): SymbolNode {
  const all = [...marks, primes];
  return { kind: 'symbol', letter, marks: all, subscripts, key: symbolLatex(letter, all, subscripts), span };
}

function derived(term: Term, variable: string, order: number): Term {
  let body = term;
  for (let k = 0; k < order; k++) body = { kind: 'derivative', variable, body };
  return body;
}

/** The derivative, carried out. */
function differentiated(body: Term, variable: string, host: OperatorHost): Term {
  const found = differentiate(body, variable, host.fuel);
  return someSubterm(found, (part) => part.kind === 'derivative')
    ? host.fail('this derivative has no rule here')
    : found;
}

/** `\left. F(x) \right|_{x=0}`, `\left[ F \right]_a^b`: the variable is named, or the only one there. */
export function lowerEvaluation(node: EvaluationBar, host: OperatorHost): Term {
  const { lower: from, upper: to } = node;
  const named = from?.kind === 'chain' ? rangeOf(from) : undefined;
  if (from?.kind === 'chain' && !named) return host.fail('the place of evaluation was not understood');
  const read = (): Term => carriedOut(host.term(node.operand), host);
  const body = named ? host.under([named.variable], read) : read();
  const [only, ...others] = freeSymbols(body);
  const variable = named?.variable ?? (others.length === 0 ? only : undefined);
  const start = named?.from ?? from;
  if (variable === undefined) return host.fail('the variable of the evaluation bar is not named');
  if (!start) return host.fail('the place of evaluation was not understood');
  // An antiderivative may have a limit only at an end of its domain: $[x \\ln x]_0^1$.
  const at = (end: Term): Term => {
    if (infinitySign(end) !== undefined) return { kind: 'limit', variable, target: end, body };
    const value = substitute(body, new Map([[variable, end]]));
    const isGap = to !== undefined && canonical(value, { fuel: host.fuel }).kind === 'undefined';
    return isGap ? { kind: 'limit', variable, target: end, body } : value;
  };
  const first = at(host.term(start));
  const top = to?.kind === 'chain' ? rangeOf(to) : undefined;
  if (to?.kind === 'chain' && top?.variable !== variable)
    return host.fail('the place of evaluation was not understood');
  const end = top?.from ?? to;
  return end ? subtract(at(host.term(end)), first) : first;
}

/** With the derivatives in it carried out, so that a value may be put in. */
function carriedOut(term: Term, host: OperatorHost): Term {
  if (term.kind === 'derivative') return differentiated(carriedOut(term.body, host), term.variable, host);
  return mapChildren(term, (part) => carriedOut(part, host));
}

/** `k = 1` as the start of a range. */
export function rangeOf(node: Node): { readonly variable: string; readonly from: Node } | undefined {
  if (node.kind !== 'chain' || node.relations.length !== 1 || node.relations[0]?.kind !== '=') return undefined;
  const [variable, from] = (node satisfies Chain).operands;
  return variable?.kind === 'symbol' && from ? { variable: variable.key, from } : undefined;
}
