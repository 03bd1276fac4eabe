import type { Apply, Node, SymbolNode } from '../../formula/tree';
import { numberNode } from '../../formula/build';
import { printLatex } from '../../formula/print';
import { symbolsOf } from '../../formula/walk';
import type { Quotient } from '../../kernel/canonical/atom';
import { exponentialOf } from '../../kernel/canonical/powers';
import { matrixOf } from '../../kernel/matrix';
import { rangeOfChoice, unitVector } from './choices';
import { isLaw } from './concern';
import { signSaid } from './conditions';
import type { Evaluator } from './evaluator';
import { exponentNumber, isFreeExponent } from './exponents';
import { deltaIndices, entryOfArray, isUnbound, kroneckerDelta, lengthOf, letterValue, parameterAt } from './indexing';
import { takenAsNumber } from './instance';
import { inferredShape, scalesVectors } from './inferred';
import { kindred } from './kindred';
import { isIndexLetter, patternOf, stemOf, type Declared, type LawWritten } from './known';
import { entryNames } from './definition';
import { densityAt, drawOf } from './families';
import { entryLawOf, vectorOf } from './laws';
import { columnOfRule } from './places';
import { isNamedLoss, lossValue } from './losses';
import { FreeIndex, stop } from './outcome';
import { rangeSaid } from './ranges';
import { bareValue, isFunctionLetter, isUnknownFunction } from './unknowns';
import { specialArray } from './special';
import { arrayWithSpectrum, spectrumCount, spectrumEntry } from './spectra';
import { isOnes } from './shape-talk';
import { mapValue, scalar, valueOf, type Value } from './value';

/** What a symbol stands for at that place. */
export function symbolValue(ev: Evaluator, node: SymbolNode): Value {
  const { key } = node;
  const { instance, world, scope, algebra } = ev;
  const local = ev.locals.get(key);
  if (local) return local;
  const index = letterValue(ev, key);
  if (index !== undefined) return scalar(algebra.integer(index));
  instance.touched.add(key);
  const varied = ev.varied.get(key);
  if (varied) return varied;
  // What is made of something that is varied has another value here.
  const leans = ev.varied.size > 0 && leansOnVaried(ev, node, new Set());
  const keep = (value: Value): Value => {
    if (!leans) instance.values.set(key, value);
    return value;
  };
  const known = leans ? undefined : instance.values.get(key);
  if (known) return known;
  const choice = isUnbound(ev, node) ? rangeOfChoice(ev, key) : undefined;
  if (choice) throw new FreeIndex(key, choice.count, choice.dimension, choice.endless);
  if (instance.variant !== undefined && isNamedLoss(node, world, scope)) return lossValue(ev, node);
  const meant = instance.variant === undefined ? undefined : letterMeant(ev, node);
  if (meant) return meant;
  if (key === '\\pi' && !world.knows(key, scope) && !world.pi.isLetter(scope))
    return scalar(algebra.fromAtom(algebra.pi));
  if (isFreeExponent(ev, key)) return scalar(instance.constant(exponentNumber(ev, key)));
  if (isEuler(ev, node)) return scalar(exponentialOf(algebra, algebra.integer(1)));
  const rule = world.ruleOf(key, scope);
  // A density without its argument is meant at the point that it was introduced with.
  if (rule && rule.parameters.length > 0 && !ev.open.includes(key))
    return columnOfRule(ev, key, rule) ?? ev.applied(key, rule, rule.parameters);
  const said = world.definition(key, scope);
  // A vector with a law of its own was only given names for its entries.
  const own = said && world.lawOf(key, scope) && entryNames(node, said.body) ? undefined : said;
  const definition = own ?? world.definitionBeside(key, scope);
  if (definition && !ev.open.includes(key)) {
    const inside = own ? ev.inside(key) : ev.inside(key).seenFrom(definition.scope);
    return keep(named(inside.value(definition.body), world.declared(key, scope)));
  }
  const found =
    spectrumEntry(ev, node) ??
    spectrumCount(ev, node) ??
    unitVector(ev, node) ??
    partOfLaw(ev, node) ??
    declaredValue(ev, node) ??
    indexedValue(ev, node) ??
    twin(ev, node) ??
    kindred(ev, node) ??
    ruledVector(ev, node) ??
    kroneckerDelta(ev, node) ??
    arrayBeside(ev, node) ??
    addedArray(ev, node) ??
    (world.isParameter(key, scope) ? parameterAt(ev, node, signSaid(world, node, 0, scope)) : undefined);
  if (found) {
    // What an index letter picks differs from place to place; what was drawn for the symbol itself is one thing.
    const isOwn = !node.subscripts.some(isIndexLetter) || world.declared(key, scope) !== undefined;
    return isOwn || instance.chosen.get(key) === found ? keep(found) : found;
  }
  // One letter has one value, also where numbers are drawn.
  return keep(undeclared(ev, node));
}

/** Euler's number: an upright e, or one beside π that nothing was said of; any other e may be a quantity, too. */
function isEuler(ev: Evaluator, node: SymbolNode): boolean {
  const { world, scope, chooser } = ev;
  if (node.key === '\\mathrm{e}') return !world.knows(node.key, scope);
  if (node.key !== 'e' || world.knows('e', scope) || world.isParameter('e', scope)) return false;
  if (world.usage.standsBesidePi('e', scope)) return true;
  const options = [{ says: "$e$ is Euler's number" }, { says: '$e$ is a quantity' }];
  return chooser.choose('e', options) === 0;
}

/** Whether a symbol is defined by one that is varied, or by what is defined by one. */
function leansOnVaried(ev: Evaluator, node: SymbolNode, seen: Set<string>): boolean {
  const { world, scope } = ev;
  if (seen.has(node.key)) return false;
  seen.add(node.key);
  const body = (
    world.definition(node.key, scope) ??
    world.definitionBeside(node.key, scope) ??
    world.entryRule(node, 1, scope) ??
    world.entryRule(node, 2, scope) ??
    world.ruleOf(patternOf(node), scope)
  )?.body;
  const base = node.subscripts.length > 0 ? world.baseOf(node, scope) : undefined;
  return [...(body ? symbolsOf(body) : []), ...(base === undefined ? [] : [base])].some((key) => {
    const other = world.nodeOf(key);
    return ev.varied.has(key) || (other !== undefined && leansOnVaried(ev, other, seen));
  });
}

/** A letter that stands for a function or a density, at the places that it is applied to elsewhere, or for a quantity of an unknown family. */
function letterMeant(ev: Evaluator, node: SymbolNode): Value | undefined {
  const { world, scope, instance } = ev;
  const { key } = node;
  if (isUnknownFunction(ev, node) && (world.declared(key, scope) || world.usage.argumentsOf(key, scope)))
    return bareValue(ev, node);
  const variable = world.usage.argumentsOf(key, scope)?.[0] ?? world.usage.variableOf(key, scope);
  if (variable && variable.key !== key && !world.lawOf(key, scope)) {
    const density = densityAt(ev, node, ev.value(variable));
    if (density) return density;
  }
  if (world.definition(key, scope)) return undefined;
  const law = world.lawOf(key, scope);
  const said = law ?? lawElsewhere(ev, key);
  if (!said || (law && isLaw(law.law, world, scope))) return undefined;
  const value = drawOf(ev, node, said, key);
  instance.values.set(key, value);
  return value;
}

/** The law of a symbol that it has below expectations only. */
function lawElsewhere(ev: Evaluator, key: string): LawWritten | undefined {
  const law = ev.world.usage.lawsOver(key, ev.scope)[0];
  return law === undefined ? ev.world.usage.drawnFrom(key, ev.scope) : { law, args: [] };
}

/** Sides without a name take the one that was declared. */
function named(value: Value, declared: Declared | undefined): Value {
  const [rows, columns] = declared?.shape ?? [];
  return {
    ...value,
    rowName: value.rowName ?? (rows && value.rows > 1 ? printLatex(rows) : undefined),
    columnName: value.columnName ?? (columns && value.columns > 1 ? printLatex(columns) : undefined),
  };
}

function declaredValue(ev: Evaluator, node: SymbolNode): Value | undefined {
  const { world, scope, algebra, instance } = ev;
  const { key } = node;
  if (world.isDimension(key, scope)) return scalar(algebra.integer(instance.numberOf(key)));
  const law = world.lawOf(key, scope);
  const declared = world.declared(key, scope);
  if (law && isLaw(law.law, world, scope)) return vectorOf(ev, node, law, declared?.shape ?? listedShape(ev, node));
  if (!declared) return undefined;
  switch (declared.kind) {
    case 'vector':
    case 'matrix':
      return array(ev, node, declared.shape);
    case 'random':
      return declared.shape ? array(ev, node, declared.shape) : stop(`the law of $${key}$ was not said`);
    case 'scalar':
    case 'integer':
      noteRange(ev, node, key);
      return chosen(ev, node, scalar(instance.free(key, signSaid(world, node, 0, scope), key)));
    case 'dimension':
      return scalar(algebra.integer(instance.sizeOf(key)));
    case 'function':
      return stop(`$${key}$ is a function, and nothing is known of its values`);
    case 'label':
      return stop(`$${key}$ is a name, not a quantity`);
  }
}

/** What was said of the values of a letter, or of the entries of an array, holds for the open number of that name. */
function noteRange(ev: Evaluator, node: SymbolNode, name: string): void {
  const range = rangeSaid(ev, node);
  if (range) ev.instance.ranges.set(name, range);
}

/** The mean or the covariance of a vector, where its shape was not said: as long as the vector is, or what else stands in its law. */
function partOfLaw(ev: Evaluator, node: SymbolNode): Value | undefined {
  const { world, scope, instance, algebra } = ev;
  const found = world.joint.partOf(node.key, scope);
  const declared = world.declared(node.key, scope);
  if (!found || declared?.shape || declared?.kind === 'scalar' || world.lawOf(node.key, scope)) return undefined;
  const [side] = found.letters.flatMap((letter) => world.declared(letter.key, scope)?.shape?.[0] ?? []);
  const [first = node] = found.letters;
  const last = found.letters.at(-1);
  const isDefined = last && last.key !== node.key && world.definition(last.key, scope) && !ev.open.includes(last.key);
  const spelled = !side && isDefined ? ev.value(last) : undefined;
  const name = spelled?.rowName ?? `\\dim\\,${first.key}`;
  if (!side && !spelled) instance.guessed.add(node.key);
  const open: SymbolNode = { kind: 'symbol', letter: name, marks: [], subscripts: [], key: name, span: node.span };
  const at = side ? ev : ev.within(new Map([[name, scalar(algebra.integer(spelled?.rows ?? instance.sizeOf(name)))]]));
  return array(at, node, found.part === 'mean' ? [side ?? open] : [side ?? open, side ?? open]);
}

/** One side as long as the list of the names of its entries. */
function listedShape({ world, scope }: Evaluator, node: SymbolNode): readonly Node[] | undefined {
  const said = world.definition(node.key, scope);
  const count = said && entryNames(node, said.body);
  return count === undefined ? undefined : [numberNode(String(count), node.span)];
}

/** Arrays with numbers for their sizes are spelled out up to here; a layer of 784 × 128 weights would take seconds at every keystroke. */
const mostEntries = 4_096;

/** A vector or matrix of that shape, its entries of the law that was said of them, or open. */
export function array(ev: Evaluator, node: SymbolNode, shape: readonly Node[] | undefined): Value {
  const { instance, world, scope } = ev;
  const inferred = shape ? undefined : inferredShape(ev, node);
  if (inferred) return array(ev.within(inferred.lengths), node, inferred.sides);
  const sides = shape ?? [];
  const rowName = sides[0] ? printLatex(sides[0]) : `\\dim ${node.key}`;
  if (!sides[0]) instance.guessed.add(node.key);
  const columnName = sides[1] ? printLatex(sides[1]) : undefined;
  const rows = sides[0] ? ev.wholeNumber(sides[0]) : instance.sizeOf(rowName);
  const traits = world.arrays.traitsOf(node.key, scope);
  const isSquare = sides.length === 0 && traits.some((trait) => trait !== 'unit vector');
  const columns = sides[1] ? ev.wholeNumber(sides[1]) : isSquare ? rows : 1;
  if (sides.length > 2 || rows < 1 || columns < 1) return stop(`the shape of $${node.key}$ was not understood`);
  if (rows * columns > mostEntries) return stop(`$${node.key}$ has more entries than are computed with`);
  const spectral = world.entryLaw(node, sides.length > 1 ? 2 : 1, scope)
    ? undefined
    : arrayWithSpectrum(ev, node, traits, { rows, columns });
  if (spectral) return chosen(ev, node, valueOf(spectral, rowName, isSquare ? rowName : columnName));
  if (traits.length > 0 && !world.entryLaw(node, sides.length > 1 ? 2 : 1, scope))
    return chosen(
      ev,
      node,
      valueOf(specialArray(ev, node, traits, { rows, columns }), rowName, isSquare ? rowName : columnName),
    );
  const arity = sides.length > 1 && rows > 1 && columns > 1 ? 2 : 1;
  if (world.arrays.isOneHot(node.key, scope) && columns === 1) {
    // Which entry it is differs from one choice of the sizes to the next.
    const place = (instance.table[0] ?? 0) % rows;
    const unit = matrixOf(rows, 1, (i) => ev.algebra.integer(i === place ? 1 : 0));
    return chosen(ev, node, valueOf(unit, rowName));
  }
  const rule = world.entryRule(node, sides.length > 1 ? 2 : 1, scope);
  const law =
    world.entryLaw(node, sides.length > 1 ? 2 : 1, scope) ??
    (sides.length > 1 ? world.entryLaw(node, 1, scope) : undefined);
  const sign = signSaid(world, node, sides.length > 1 ? 2 : 1, scope);
  const base = node.subscripts.length > 0 ? `(${node.key})` : node.key;
  const domain = world.declared(node.key, scope)?.domain;
  const isRanged = domain?.among !== undefined || domain?.interval !== undefined || domain?.integer === true;
  const entry = (i: number, j: number): Quotient => {
    const place = sides.length > 1 ? `${i + 1}${j + 1}` : `${i + 1}`;
    const name = `${base}_{${arity === 1 && sides.length > 1 ? (rows === 1 ? j + 1 : i + 1) : place}}`;
    if (rule && !ev.open.includes(node.key)) {
      const places = [i + 1, j + 1];
      const bound = new Map(
        rule.parameters
          .slice(-(sides.length > 1 ? 2 : 1))
          .map((parameter, k) => [parameter.key, places[k] ?? 1] as const),
      );
      return ev.inside(node.key, new Map(), bound).number(rule.body, `an entry of $${node.key}$`);
    }
    if (!law && isRanged) noteRange(ev, node, name);
    return law
      ? entryLawOf(ev, node, law, name, arity === 2 || sides.length > 1 ? [i + 1, j + 1] : [i + 1])
      : instance.free(name, sign, node.key, i, j);
  };
  const value = valueOf(matrixOf(rows, columns, entry), rowName, columnName);
  if (rule && !ev.open.includes(node.key)) return value;
  if (law && !law.independent && !world.independent([stemOf(node)], scope) && value.entries.length > 1)
    instance.assumed.add(`that the entries of $${node.key}$ are independent`);
  return chosen(ev, node, value);
}

export function chosen(ev: Evaluator, node: SymbolNode, value: Value): Value {
  ev.instance.chosen.set(node.key, value);
  return value;
}

/** `\mathbf{y}` where the text defines y. */
function twin(ev: Evaluator, node: SymbolNode): Value | undefined {
  const other = ev.world.twinOf(node, ev.scope);
  return other && !ev.open.includes(other.key) ? ev.value(other) : undefined;
}

/** A vector of which only the rule for its entries was said; it is as long as what its index picks from. */
function ruledVector(ev: Evaluator, node: SymbolNode): Value | undefined {
  const rule = ev.world.entryRule(node, 1, ev.scope);
  const [parameter] = rule?.parameters.slice(-1) ?? [];
  if (!rule || !parameter || ev.open.includes(node.key)) return undefined;
  const length = lengthOf(ev.inside(node.key), parameter.key, rule.body);
  const entries = Array.from({ length: length.count }, (_, k) =>
    ev.inside(node.key, new Map(), new Map([[parameter.key, k + 1]])).number(rule.body, `an entry of $${node.key}$`),
  );
  return valueOf(
    matrixOf(length.count, 1, (i) => entries[i] ?? ev.algebra.integer(0)),
    length.dimension,
  );
}

/** An entry of an array, by an index or by a rule for its entries. */
function indexedValue(ev: Evaluator, node: SymbolNode): Value | undefined {
  return node.subscripts.length === 0 ? undefined : entryOfArray(ev, node);
}

/** A vector or matrix that another part of the same problem speaks of: letters mostly go on meaning what they meant. */
function arrayBeside(ev: Evaluator, node: SymbolNode): Value | undefined {
  const { instance, world, scope } = ev;
  const [beside] = world.shapesBeside(node.key, scope);
  if (!beside) return undefined;
  instance.assumed.add(`that $${node.key}$ is what another part says of it`);
  return array(ev.seenFrom(beside.scope), node, beside.shape);
}

/** A letter of which nothing was said, added to a vector: it is one of as many entries. */
function addedArray(ev: Evaluator, node: SymbolNode): Value | undefined {
  const { instance, world, scope } = ev;
  const added = node.subscripts.length === 0 ? world.lengthOf(node.key, scope, false) : undefined;
  if (!added) return undefined;
  instance.assumed.add(`that $${node.key}$ has as many entries as what it is added to`);
  return array(ev.seenFrom(added.scope), node, added.shape);
}

/** A letter of which nothing was said: the identity matrix, or a number by default. */
function undeclared(ev: Evaluator, node: SymbolNode): Value {
  const { instance, scope, world } = ev;
  if (/^(?:I|\\mathbf\{I\}|\\mathrm\{I\}|\\mathbb\{I\})$/.test(node.letter) && node.marks.length === 0) {
    const [size] = node.subscripts;
    if (!size) return { ...scalar(ev.algebra.integer(1)), identity: true };
    const name = printLatex(size);
    const count = ev.wholeNumber(size);
    return valueOf(
      matrixOf(count, count, (i, j) => ev.algebra.integer(i === j ? 1 : 0)),
      name,
      name,
    );
  }
  const inferred = inferredShape(ev, node);
  if (inferred) {
    const value = array(ev.within(inferred.lengths), node, inferred.sides);
    if (!isOnes(node)) return value;
    instance.chosen.delete(node.key);
    return mapValue(value, () => ev.algebra.integer(1));
  }
  const small =
    /^(?:[a-z]|\\(?:alpha|beta|gamma|delta|epsilon|varepsilon|eta|theta|kappa|lambda|mu|nu|rho|sigma|tau|phi|varphi|omega|xi|zeta))$/.test(
      node.letter,
    );
  const sign = signSaid(world, node, 0, scope);
  const range = rangeSaid(ev, node);
  // Of a letter that is compared with a number it is known that it is one.
  if ((!small && sign === 'any' && !range) || node.subscripts.length > 0)
    return stop(`nothing was said about $${node.key}$`);
  // What a family of densities depends on may have any size: one number is an instance of it.
  const indexes =
    instance.variant !== undefined &&
    (world.indexesFamily(node.key, scope) || world.usage.isDensityPlace(node.key, scope));
  if (sign === 'any' && !range && !indexes && !world.isParameter(node.key, scope)) {
    instance.assumed.add(takenAsNumber(node.key));
    if (scalesVectors(ev, node.key)) instance.scales.add(takenAsNumber(node.key));
  }
  if (range) instance.ranges.set(node.key, range);
  return chosen(ev, node, scalar(instance.free(node.key, sign, node.key)));
}

/** Whether the letter before brackets is surely a function, so that it is not multiplied. */
export function isFunctionHead(ev: Evaluator, node: Apply): boolean {
  const { key } = node.head;
  const { world, scope } = ev;
  if (ev.locals.has(key) || letterValue(ev, key) !== undefined) return false;
  if (world.ruleOf(key, scope) || world.declared(key, scope)?.kind === 'function') return true;
  return !(
    world.isDimension(key, scope) ||
    world.knows(key, scope) ||
    key === '\\pi' ||
    deltaIndices(node.head) !== undefined ||
    world.isParameter(key, scope) ||
    (world.usage.isFactor(key, scope) && !isFunctionLetter(node.head)) ||
    world.baseOf(node.head, scope) !== undefined ||
    world.assumptions.on(key, scope).length > 0 ||
    world.ruleOf(patternOf(node.head), scope) !== undefined
  );
}
