import { printLatex } from '../../formula/print';
import { symbolLatex } from '../../formula/symbol';
import type { Node, SymbolNode } from '../../formula/tree';
import { symbolsOf } from '../../formula/walk';
import type { Evaluator } from './evaluator';
import { pickIndex } from './indexing';
import { inferredShape } from './inferred';
import { stop } from './outcome';
import { array, chosen } from './symbols';
import { addValues, isScalar, mapValue, scalar, scaled, type Value } from './value';

/** A symbol of a family of which another member was declared (`h_{\ell-1}` beside `h_\ell`), or the change of a declared one (`\Delta W`). */
export function kindred(ev: Evaluator, node: SymbolNode): Value | undefined {
  const { world, scope } = ev;
  const sibling = world.sibling(node, scope);
  const [label] = node.subscripts;
  if (
    sibling &&
    node.subscripts.length === 1 &&
    world.isIndex(label, scope) &&
    world.declared(sibling.key, scope)?.kind === 'vector'
  ) {
    const options = [
      { says: `$${node.key}$ is an entry of $${sibling.key}$` },
      { says: `$${node.key}$ is another vector beside $${sibling.key}$` },
    ];
    if (ev.chooser.choose(`entry ${node.key}`, options) === 0) return pickIndex(ev, sibling, label);
  }
  const shape = sibling && world.declared(sibling.key, scope)?.shape;
  if (sibling && shape)
    return array(
      ev,
      node,
      shape.map((side) => relabelled(side, sibling, node)),
    );
  const changed = /^\\(?:Delta|delta)\s*(.+)$/.exec(node.letter)?.[1];
  if (changed === undefined) return undefined;
  const base = world.changedBy(node, changed);
  const isSaid = [base, world.sibling(base, scope)].some(
    (other) => other && (world.declared(other.key, scope)?.shape ?? world.definition(other.key, scope)),
  );
  const inferred = isSaid ? undefined : inferredShape(ev, node);
  if (inferred) return array(ev.within(inferred.lengths), node, inferred.sides);
  const moved = changeOf(ev, node, base);
  if (moved) return moved;
  if (world.definition(base.key, scope)) ev.instance.assumed.add(`that $${node.key}$ may be anything`);
  const value = ev.value(base);
  if (isScalar(value)) return chosen(ev, node, scalar(ev.instance.free(node.key, 'any', node.key)));
  const declaredShape = world.declared(base.key, scope)?.shape;
  const other = declaredShape || world.definition(base.key, scope) ? undefined : world.sibling(base, scope);
  const own = declaredShape ?? (other && world.declared(other.key, scope)?.shape);
  if (own) return array(ev, node, other ? own.map((side) => relabelled(side, other, base)) : own);
  // What changes was not declared but defined: its change has as many entries.
  let place = 0;
  return chosen(
    ev,
    node,
    mapValue(value, () => ev.instance.free(`${node.key}_{${++place}}`, 'any', node.key)),
  );
}

/** How what is defined changes with what it is made of: `\Delta h` where $h = Wx$ and the text speaks of `\Delta W`. */
function changeOf(ev: Evaluator, node: SymbolNode, base: SymbolNode): Value | undefined {
  const { world, scope, algebra } = ev;
  const definition = world.definition(base.key, scope);
  if (!definition || ev.open.includes(base.key)) return undefined;
  const sign = node.letter.slice(0, node.letter.length - base.letter.length);
  const moved = new Map<string, Value>();
  for (const key of symbolsOf(definition.body)) {
    const part = world.nodeOf(key);
    const change = part && world.nodeOf(symbolLatex(`${sign}${part.letter}`, part.marks, part.subscripts));
    if (part && change) moved.set(key, addValues(algebra, ev.value(part), ev.value(change)));
  }
  if (moved.size === 0) return undefined;
  const after = ev.varying(moved).inside(base.key).value(definition.body);
  return addValues(algebra, after, scaled(algebra, ev.value(base), algebra.integer(-1)));
}

/** A dimension with the labels of one member of a family put in for those of another: `n_\ell` becomes `n_{\ell-1}`. */
function relabelled(side: Node, from: SymbolNode, to: SymbolNode): Node {
  const [old] = from.subscripts;
  const [label] = to.subscripts;
  if (!old || !label || from.subscripts.length !== 1) return side;
  if (old.kind !== 'symbol') return stop(`the shape of $${to.key}$ was not said`);
  return substituted(side, old.key, label);
}

function substituted(node: Node, key: string, by: Node): Node {
  switch (node.kind) {
    case 'symbol': {
      if (node.key === key) return by;
      if (!node.subscripts.some((s) => mentionsKey(s, key))) return node;
      const subscripts = node.subscripts.map((s) => simplified(substituted(s, key, by)));
      const inner = subscripts.map(printLatex).join(',');
      return { ...node, subscripts, key: `${node.letter}_{${inner}}`.replace(/_\{([A-Za-z0-9])\}$/, '_$1') };
    }
    case 'add':
      return { ...node, terms: node.terms.map((t) => ({ ...t, node: substituted(t.node, key, by) })) };
    case 'product':
      return { ...node, factors: node.factors.map((f) => ({ ...f, node: substituted(f.node, key, by) })) };
    case 'group':
      return { ...node, body: substituted(node.body, key, by) };
    default:
      return node;
  }
}

/** `(\ell - 1) - 1` as `\ell - 2`, so that equal labels have equal keys. */
function simplified(node: Node): Node {
  if (node.kind !== 'add') return node;
  let shift = 0;
  let letter: Node | undefined;
  const collect = (part: Node, sign: number): boolean => {
    if (part.kind === 'number') shift += sign * Number(part.digits);
    else if (part.kind === 'add') return part.terms.every((t) => collect(t.node, t.sign === '-' ? -sign : sign));
    else if (part.kind === 'group') return collect(part.body, sign);
    else if (part.kind === 'symbol' && !letter && sign > 0) letter = part;
    else return false;
    return true;
  };
  if (!collect(node, 1) || !letter || !Number.isSafeInteger(shift)) return node;
  if (shift === 0) return letter;
  const { span } = node;
  return {
    kind: 'add',
    span,
    terms: [
      { sign: '+', node: letter },
      { sign: shift < 0 ? '-' : '+', signSpan: span, node: { kind: 'number', digits: String(Math.abs(shift)), span } },
    ],
  };
}

function mentionsKey(node: Node, key: string): boolean {
  if (node.kind === 'symbol') return node.key === key || node.subscripts.some((s) => mentionsKey(s, key));
  if (node.kind === 'add') return node.terms.some((t) => mentionsKey(t.node, key));
  return false;
}
