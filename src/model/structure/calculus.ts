import type { Apply, Derivative, EvaluationBar, Integral, Node, SymbolNode } from '../../formula/tree';
import { symbolsOf } from '../../formula/walk';
import { soleAtom } from '../../kernel/canonical/absolute';
import { quotientDependsOn } from '../../kernel/canonical/depends';
import { derivativeOf } from '../../kernel/canonical/differential';
import { zeroQuotient } from '../../kernel/canonical/field';
import { withValues } from '../../kernel/canonical/values';
import type { Quotient } from '../../kernel/canonical/atom';
import { matrixOf } from '../../kernel/matrix';
import { isColumn, isEntrywise, mapColumn } from './elementwise';
import type { Evaluator } from './evaluator';
import { sizeOfVariable } from './families';
import { integrated } from './integrals';
import { plain } from './known';
import { stop } from './outcome';
import { isUnknownFunction } from './unknowns';
import { isScalar, mapValue, numberOf, scalar, transposeOf, valueOf, type Value } from './value';

/**
 * `\nabla_\theta F`, `\partial y / \partial x`: the gradient of a number has the shape of what it is taken by; the derivative of a column by a
 * column is the Jacobian matrix, one row for each entry of what is derived.
 */
export function derivativeValue(ev: Evaluator, node: Derivative): Value {
  if (node.operand.kind === 'empty') return stop('nothing stands behind the sign of the derivative');
  if (node.style === 'dot') return stop('a dot as a derivative is not computed here yet');
  const turned = plain(node.operand);
  // What is transposed is the gradient, not the number.
  if (turned.kind === 'transpose' && !turned.inverse && isNumberLike(ev.value(turned.operand)))
    return transposeOf(derivativeValue(ev, { ...node, operand: turned.operand }));
  if (node.variables.length === 0) {
    const several = node.style === 'nabla' && node.order === 1 ? bySeveral(ev, node.operand) : undefined;
    return several ?? byArgument(ev, node.operand, node.order);
  }
  const variables = node.variables.flatMap(({ variable, order }) =>
    Array.from({ length: order ? ev.wholeNumber(order) : node.order }, () => variable),
  );
  if (variables.length > 3) return stop('a derivative of an order too high to be computed');
  const tail = behindLogarithm(ev, node);
  if (tail) return tail;
  const [only] = variables;
  if (only?.kind === 'symbol' && variables.length === 1) {
    const own = argumentMeant(ev, node.operand, only);
    if (own) return own;
  }
  return derived(ev, node.operand, variables, node.style);
}

/** In `\nabla \log p\, p` the second letter may stand behind the gradient. */
function behindLogarithm(ev: Evaluator, node: Derivative): Value | undefined {
  const { operand } = node;
  const [argument] = operand.kind === 'call' && /^(?:ln|log)$/.test(operand.name) ? operand.args : [];
  if (operand.kind !== 'call' || argument?.kind !== 'product') return undefined;
  const [first, ...rest] = argument.factors;
  if (!first || rest.some(({ operator }) => operator !== 'implicit')) return undefined;
  const options = [{ says: '' }, { says: 'the logarithm is taken of its first factor only' }];
  if (ev.chooser.choose(`logarithm at ${operand.span.from}`, options) === 0) return undefined;
  const factors = [{ ...first, node: { ...node, operand: { ...operand, args: [first.node] } } }, ...rest];
  return ev.value({ ...argument, factors });
}

function derived(ev: Evaluator, operand: Node, variables: readonly Node[], style: Derivative['style']): Value {
  const places = variables.map((variable) => placesOf(ev, variable));
  const locals = new Map(places.flatMap(({ local }) => (local ? [local] : [])));
  let value = (locals.size > 0 ? ev.varying(locals) : ev).value(operand);
  for (const [key, place] of locals)
    if (!value.entries.some((entry) => dependsOnAny(ev, entry, place)))
      return stop(`what is derived here was not said to depend on $${key}$`);
  // Gradients that are written as fractions are rows in some texts.
  if (style !== 'nabla' && places.some(({ at }) => !isScalar(at))) ev.instance.jacobians = true;
  // The variable written last is the one that is taken first.
  for (const { at } of [...places].reverse()) value = derivative(ev, value, at);
  const back = new Map(places.flatMap(({ back: own }) => [...own]));
  return mapValue(value, (entry) => withValues(ev.algebra, entry, back));
}

function dependsOnAny(ev: Evaluator, entry: Quotient, place: Value): boolean {
  const atoms = atomsIn(ev, place) ?? [];
  return quotientDependsOn(ev.algebra, entry, (k) => atoms.includes(k));
}

interface Places {
  /** What the derivative is taken by: every entry a symbol. */
  readonly at: Value;
  /** A value for the letter while the operand is evaluated, where its own is no symbol. */
  readonly local: readonly [string, Value] | undefined;
  /** What is put in for those symbols afterwards. */
  readonly back: ReadonlyMap<number, Quotient>;
}

function placesOf(ev: Evaluator, variable: Node): Places {
  const bare = plain(variable);
  const value = ev.value(bare);
  if (atomsIn(ev, value)) return { at: value, local: undefined, back: new Map() };
  if (bare.kind !== 'symbol') return stop('what the derivative is taken by was not understood');
  const entry = placeInArray(ev, bare);
  if (entry) return entry;
  const fresh = freshPlaces(ev, value, bare.key);
  return { at: fresh, local: [bare.key, fresh], back: valuesAt(ev, fresh, value) };
}

/** `\partial L / \partial y_k` where $y = Wx$: by one entry, with open places for all of them. */
function placeInArray(ev: Evaluator, entry: SymbolNode): Places | undefined {
  const { world, scope } = ev;
  if (entry.subscripts.length === 0 || world.definition(entry.key, scope)) return undefined;
  const base = world.baseOf(entry, scope);
  const array = base === undefined ? undefined : world.nodeOf(base);
  if (!array) return undefined;
  const whole = ev.value(array);
  if (whole.identity) return undefined;
  const fresh = freshPlaces(ev, whole, array.key);
  const at = ev.varying(new Map([[array.key, fresh]])).value(entry);
  return atomsIn(ev, at) && { at, local: [array.key, fresh], back: valuesAt(ev, fresh, whole) };
}

/** The atoms that the entries of a value are; undefined where they are something else. */
export function atomsIn(ev: Evaluator, value: Value): readonly number[] | undefined {
  if (value.identity) return undefined;
  const atoms: number[] = [];
  for (const entry of value.entries) {
    const atom = soleAtom(ev.algebra, entry);
    if (atom?.form.kind !== 'symbol') return undefined;
    atoms.push(atom.index);
  }
  return atoms;
}

/** Symbols in the place of all entries. */
export function freshPlaces(ev: Evaluator, like: Value, name: string): Value {
  const { algebra } = ev;
  const base = `${name} ${algebra.nextIndex}`;
  let k = 0;
  return mapValue(like, () => algebra.fromAtom(algebra.symbol(`${base} ${k++}`)));
}

function valuesAt(ev: Evaluator, places: Value, values: Value): Map<number, Quotient> {
  const atoms = atomsIn(ev, places) ?? [];
  return new Map(atoms.map((atom, k) => [atom, values.entries[k] ?? ev.algebra.integer(0)]));
}

function derivative(ev: Evaluator, value: Value, by: Value): Value {
  const { algebra } = ev;
  const atoms = atomsIn(ev, by) ?? stop('the derivative is taken by something that is no variable');
  if (value.identity) return stop('the derivative of an identity matrix of open size');
  const at = (entry: Quotient, k: number): Quotient => {
    const atom = atoms[k];
    return atom === undefined ? algebra.integer(0) : derivativeOf(algebra, entry, atom);
  };
  const [own] = value.entries;
  if (isScalar(by)) return mapValue(value, (entry) => at(entry, 0));
  const { instance } = ev;
  const layout = instance.invention?.layout;
  if (isNumberLike(value) && own) {
    let k = 0;
    const gradient = mapValue(by, () => at(own, k++));
    return (layout === 'rows' && by.columns === 1) || layout === 'numerator' ? transposeOf(gradient) : gradient;
  }
  if (by.columns === 1 && by.columnName === undefined && value.columns === 1 && !isRow(value)) {
    instance.jacobians = true;
    const matrix = valueOf(
      matrixOf(value.rows, by.rows, (i, j) => at(value.entries[i] ?? algebra.integer(0), j)),
      value.rowName,
      by.rowName,
    );
    return layout === 'transposed' ? transposeOf(matrix) : matrix;
  }
  // Of a row: the rows of the result go with the variable.
  if (by.columns === 1 && value.rows === 1) return transposeOf(derivative(ev, transposeOf(value), by));
  return stop('derivatives of matrices by vectors or matrices are not computed yet');
}

/** A number, and not a vector that has one entry in this instance. */
function isNumberLike(value: Value): boolean {
  return value.entries.length === 1 && value.rowName === undefined && value.columnName === undefined;
}

/** Of one entry by what its sides are called. */
function isRow({ rows, columns, rowName, columnName }: Value): boolean {
  return rows === 1 && (columns > 1 || (columnName !== undefined && rowName === undefined));
}

/** `\nabla f(u)`, `f'(u)`, and `\nabla_x f(u)` where x does not stand in u: the gradient of f, at u. */
function byArgument(ev: Evaluator, operand: Node, order: number): Value {
  const bare = plain(operand);
  const slopes = bare.kind === 'apply' ? slopesAt(ev, bare, order) : undefined;
  if (slopes) return slopes;
  if (bare.kind === 'apply' && bare.args.length === 1 && bare.args[0])
    return atArgument(ev, bare.head, bare.args[0], order);
  const args = bare.kind === 'symbol' ? ev.world.usage.argumentsOf(bare.key, ev.scope) : undefined;
  const [only] = args ?? [];
  if (bare.kind === 'symbol' && args?.length === 1 && only) return atArgument(ev, bare, only, order);
  return stop('nothing says what this derivative is taken by');
}

/** `\sigma'(z)` of a function that is applied entry by entry: its derivative at each entry. */
function slopesAt(ev: Evaluator, { head, args }: Apply, order: number): Value | undefined {
  const [argument, more] = args;
  const rule = ev.world.ruleOf(head.key, ev.scope);
  const isOne = rule ? isEntrywise(ev, head.key, rule) : ev.world.usage.isElementwise(head.key, ev.scope);
  const column = argument && !more && isOne ? ev.value(argument) : undefined;
  if (!column || !isColumn(column)) return undefined;
  return mapColumn(
    column,
    (entry) => atValue(ev, head, entry, order),
    (value) => numberOf(value, `a value of $${head.key}'$`),
  );
}

/** `\nabla f(x, y)`, and `\nabla f` of an f with a rule: the column of the partial derivatives by its arguments, numbers all of them. */
function bySeveral(ev: Evaluator, operand: Node): Value | undefined {
  const bare = plain(operand);
  const head = bare.kind === 'apply' ? bare.head : bare.kind === 'symbol' ? bare : undefined;
  const rule = head && ev.world.ruleOf(head.key, ev.scope);
  if (!head || !rule || rule.parameters.length < 2) return undefined;
  const args = bare.kind === 'apply' ? bare.args : rule.parameters;
  if (args.length !== rule.parameters.length) return undefined;
  const values = args.map((arg) => ev.value(arg));
  if (!values.every(isNumberLike)) return undefined;
  const names = rule.parameters.map((parameter): SymbolNode => ({
    ...parameter,
    key: `${parameter.key} of ${head.key}`,
  }));
  return atPlaces(ev, head.key, { names, values }, (inner, places) => {
    const value = inner.applied(head.key, rule, names);
    if (!isNumberLike(value)) return stop('nothing says what this derivative is taken by');
    const [entry] = value.entries;
    const atoms = places.flatMap((place) => atomsIn(ev, place) ?? []);
    return valueOf(
      matrixOf(atoms.length, 1, (i) =>
        entry ? derivativeOf(ev.algebra, entry, atoms[i] ?? -1) : ev.algebra.integer(0),
      ),
    );
  });
}

function argumentMeant(ev: Evaluator, operand: Node, variable: SymbolNode): Value | undefined {
  const bare = plain(operand);
  if (bare.kind !== 'apply' || bare.args.length !== 1 || !bare.args[0]) return undefined;
  if (symbolsOf(bare.args[0]).includes(variable.key) || !isFunction(ev, bare.head)) return undefined;
  const own = ev.world.usage.argumentsOf(bare.head.key, ev.scope);
  if (own?.length !== 1 || own[0]?.key !== variable.key) return undefined;
  return atArgument(ev, bare.head, bare.args[0], 1);
}

function isFunction(ev: Evaluator, head: SymbolNode): boolean {
  return isUnknownFunction(ev, head) || ev.world.ruleOf(head.key, ev.scope) !== undefined;
}

function atArgument(ev: Evaluator, head: SymbolNode, argument: Node, order: number): Value {
  return atValue(ev, head, ev.value(argument), order);
}

function atValue(ev: Evaluator, head: SymbolNode, at: Value, order: number): Value {
  const name: SymbolNode = { ...head, letter: 'argument', subscripts: [], marks: [], key: `argument of ${head.key}` };
  const application: Node = {
    kind: 'apply',
    head,
    inverse: false,
    args: [name],
    brackets: '(',
    argsSpan: head.span,
    span: head.span,
  };
  return atPlaces(ev, head.key, { names: [name], values: [at] }, (inner, [place]) => {
    let value = inner.value(application);
    for (let k = 0; k < order && place; k++) value = derivative(ev, value, place);
    return value;
  });
}

/** What is computed with open places for the arguments, which are filled afterwards. `label` tells the places of one head from those of another. */
function atPlaces(
  ev: Evaluator,
  label: string,
  { names, values }: { readonly names: readonly SymbolNode[]; readonly values: readonly Value[] },
  of: (inner: Evaluator, places: readonly Value[]) => Value,
): Value {
  const places = values.map((value) => freshPlaces(ev, value, label));
  const locals = new Map(
    names.flatMap(({ key }, k) => {
      const place = places[k];
      return place ? [[key, place] as const] : [];
    }),
  );
  const filled = new Map(places.flatMap((place, k) => [...valuesAt(ev, place, values[k] ?? place)]));
  return mapValue(of(ev.within(locals), places), (entry) => withValues(ev.algebra, entry, filled));
}

/** `\nabla_x f(x) |_{x = u}`: evaluated at an open place, then the place is filled. */
export function evaluatedValue(ev: Evaluator, node: EvaluationBar): Value {
  const [left, right] = node.lower?.kind === 'chain' ? node.lower.operands : [];
  if (
    node.upper ||
    node.lower?.kind !== 'chain' ||
    node.lower.relations.length !== 1 ||
    node.lower.relations[0]?.kind !== '='
  )
    return stop('where this is evaluated was not understood');
  if (left?.kind !== 'symbol' || !right) return stop('where this is evaluated was not understood');
  return atPlaces(ev, left.key, { names: [left], values: [ev.value(right)] }, (inner) => inner.value(node.operand));
}

/** Over everything that a density in the integrand covers. */
export function integralValue(ev: Evaluator, node: Integral): Value {
  const [variable, more] = node.variables;
  if (!variable || more || node.operator !== 'int')
    return stop('integrals over several variables are not computed here yet');
  if (!coversAll(ev, node)) return stop('integrals with limits are not computed here yet');
  const own = ev.world.definitionBeside(variable.key, ev.scope) ? undefined : ev.value(variable);
  const open = own && atomsIn(ev, own);
  if (open) return mapValue(ev.value(node.body), (entry) => integrated(ev, entry, open));
  // What the letter stands for elsewhere is not meant: it runs over everything.
  const place = placeOf(ev, variable);
  const atoms = atomsIn(ev, place) ?? stop(`$${variable.key}$ has a value of its own here`);
  const body = ev.within(new Map([[variable.key, place]])).value(node.body);
  return mapValue(body, (entry) => integrated(ev, entry, atoms));
}

/** Open places for the entries of a letter. */
function placeOf(ev: Evaluator, variable: SymbolNode): Value {
  const { count, name } = sizeOfVariable(ev, variable);
  const like = scalar(zeroQuotient);
  return freshPlaces(
    ev,
    name === undefined
      ? like
      : valueOf(
          matrixOf(count, 1, () => zeroQuotient),
          name,
        ),
    variable.key,
  );
}

/** Without limits, or over the whole line, the whole space, or a set that is a letter. */
function coversAll(ev: Evaluator, { lower, upper }: Integral): boolean {
  if (!lower && !upper) return true;
  const isInfinity = (node: Node | undefined): boolean => node?.kind === 'symbol' && node.key === '\\infty';
  if (lower && upper) {
    const below = plain(lower);
    return (
      isInfinity(upper) &&
      below.kind === 'add' &&
      below.terms.length === 1 &&
      below.terms[0]?.sign === '-' &&
      isInfinity(below.terms[0].node)
    );
  }
  if (!lower) return false;
  const set = plain(lower);
  if (set.kind === 'power') return set.base.kind === 'symbol' && /R|ℝ/.test(set.base.letter);
  return (
    set.kind === 'symbol' &&
    (/R\}?$|ℝ/.test(set.letter) || set.letter.startsWith('\\mathcal')) &&
    !ev.world.declared(set.key, ev.scope)
  );
}
