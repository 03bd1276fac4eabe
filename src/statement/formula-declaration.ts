import { printLatex } from '../formula/print';
import type { Chain, Node, SymbolNode } from '../formula/tree';
import type { SymbolDeclaration, SymbolKind } from './declaration';
import { saysNothing } from './domain-words';
import { isIid, lawOfFormula } from './law';
import { readSet } from './membership';
import { namesOf } from './wording';

/** What the memberships, laws and mappings at the top level of a formula declare. `holds` undefined: they are only asked for. */
export function readFormulaDeclarations(
  root: Node,
  holds: SymbolDeclaration['holds'] | undefined,
  iid: boolean,
): readonly SymbolDeclaration[] {
  if (!holds) return [];
  const found: SymbolDeclaration[] = [];
  // In "a, b \in A" the names before the last comma belong to the relation too.
  let waiting: readonly SymbolNode[] = [];
  for (const node of statementsOf(root)) {
    if (node.kind === 'symbol') {
      waiting = [...waiting, ...namesOf(node)];
      continue;
    }
    if (node.kind === 'chain') found.push(...chainDeclarations(node, waiting, holds, iid));
    else if (node.kind === 'mapping') {
      const heads =
        node.function.kind === 'symbol' ? [node.function] : node.function.kind === 'apply' ? [node.function.head] : [];
      if (heads.length > 0) found.push(declared(heads, 'function', node, holds));
    }
    waiting = [];
  }
  return found;
}

/** The parts of a formula that stand for themselves: items of sequences, what quantifiers bind, both sides of an arrow. */
export function statementsOf(root: Node): readonly Node[] {
  const found: Node[] = [];
  const open: Node[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    switch (node.kind) {
      case 'sequence':
        for (let k = node.items.length - 1; k >= 0; k--) {
          const item = node.items[k];
          if (item) open.push(item.node);
        }
        break;
      case 'quantified':
        open.push(node.body, node.bound);
        break;
      case 'annotated':
        open.push(node.body);
        break;
      case 'logic':
        if (node.connective === 'and' || node.connective === 'implies') open.push(node.right, node.left);
        break;
      default:
        found.push(node);
    }
  }
  return found;
}

function* chainDeclarations(
  chain: Chain,
  waiting: readonly SymbolNode[],
  holds: SymbolDeclaration['holds'],
  iid: boolean,
): Generator<SymbolDeclaration> {
  for (const [index, relation] of chain.relations.entries()) {
    const right = chain.operands[index + 1];
    if (!right || relation.negated) continue;
    const own = subjectsBefore(chain, index);
    const subjects = index === 0 && own.length > 0 ? [...waiting, ...own] : own;
    if (subjects.length === 0) continue;
    if (relation.kind === 'in') yield* membership(subjects, right, chain, holds);
    else if (relation.kind === '~') {
      const law = lawOfFormula(right);
      const noted = relation.note?.kind === 'word' && isIid(relation.note.text);
      // A law under a condition is not that of the quantity by itself.
      const given = relation.given ? namesOf(relation.given) : undefined;
      if (law && given?.length === 0) yield declared(subjects, 'random variable', chain, holds);
      else if (law)
        yield {
          ...declared(subjects, 'random variable', chain, holds),
          distribution: {
            ...law,
            iid: iid || noted || law.iid,
            entries: false,
            ...(given ? { given: given.map(({ key }) => key) } : {}),
          },
        };
    }
  }
}

/** The names that a relation of a chain speaks of: its left operand, and what is said to equal it. */
function subjectsBefore(chain: Chain, index: number): readonly SymbolNode[] {
  const subjects: SymbolNode[] = [];
  for (let k = index; k >= 0; k--) {
    const operand = chain.operands[k];
    if (operand) subjects.unshift(...namesOf(operand));
    const kind = chain.relations[k - 1]?.kind;
    if (kind !== '=' && kind !== ':=') break;
  }
  return subjects;
}

function* membership(
  subjects: readonly SymbolNode[],
  set: Node,
  whole: Node,
  holds: SymbolDeclaration['holds'],
): Generator<SymbolDeclaration> {
  const meaning = readSet(set);
  if (!meaning) return;
  const { domain, shape } = meaning;
  const kind: SymbolKind =
    shape.length === 1 ? 'vector' : shape.length > 1 ? 'matrix' : domain.integer ? 'integer' : 'scalar';
  yield {
    ...declared(subjects, kind, whole, holds),
    ...(saysNothing(domain) ? {} : { domain }),
    ...(shape.length > 0 ? { shape } : {}),
  };
  const dimensions = shape.flatMap((node) => (node.kind === 'symbol' ? [node] : []));
  if (dimensions.length > 0)
    yield { ...declared(dimensions, 'dimension', whole, holds), domain: { integer: true, positive: true } };
}

function declared(
  names: readonly SymbolNode[],
  kind: SymbolKind,
  whole: Node,
  holds: SymbolDeclaration['holds'],
): SymbolDeclaration {
  return {
    symbols: [...new Set(names.map((n) => n.key))],
    kind,
    holds,
    span: whole.span,
    says: `$${printLatex(whole)}$`,
  };
}
