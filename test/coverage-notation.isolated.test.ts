import { describe, expect, it } from 'vitest';
import { everyKind } from './formula/formulas';
import { readDocument } from '../src/document/read';
import { families } from '../src/formula/notation/index';
import type {
  BigOperator,
  Derivative,
  Expectation,
  Factor,
  Integral,
  Logic,
  Node,
  RelationKind,
} from '../src/formula/tree';
import { children } from '../src/formula/walk';
import { readLinks } from '../src/statement/read';
import { readProblems } from '../src/statement/problem';
import { readSentences } from '../src/statement/sentence';
import { annotatedDocuments } from './annotated-documents';

// The annotated documents have a verdict for every family of notation. The readers of the registry note that they were asked; what the grammar
// reads by itself is told by the nodes that it makes.

const asked = new Set<unknown>();
const seen = new Set<string>();
const readers = watchReaders();

for (const { text, language } of annotatedDocuments()) {
  const document = readDocument(text, language);
  for (const { passage, relation } of readLinks(readSentences(document), readProblems(document).scopeAt)) {
    note(passage.formula.root);
    seen.add(`relation ${relation.kind}`);
  }
}

describe('the annotated documents', () => {
  it.each(families.map((family) => [family.name, family] as const))('read the notation of %s', (_, family) => {
    const never = [...new Set(readers.filter((r) => r.family === family).map((r) => r.reader))]
      .filter((reader) => !asked.has(reader))
      .map((reader) => readers.find((r) => r.reader === reader)?.name);
    expect(never).toEqual([]);
  });

  it('have every kind of node, with every operator of it', () => {
    expect(Object.keys(notation).filter((kind) => !seen.has(kind))).toEqual([]);
  });
});

/** Lets every reader of the registry note that it was asked, before the tables are first looked up. */
function watchReaders(): readonly { readonly family: unknown; readonly name: string; readonly reader: unknown }[] {
  const all: { family: unknown; name: string; reader: unknown }[] = [];
  for (const family of families) {
    for (const table of [family.operands, family.environments, family.words]) {
      for (const [name, reader] of Object.entries(table ?? {})) {
        all.push({ family, name, reader });
        const watched = (...args: unknown[]): unknown => {
          asked.add(reader);
          return Reflect.apply(reader, undefined, args);
        };
        Object.assign(table ?? {}, { [name]: watched });
      }
    }
  }
  return all;
}

function note(node: Node): void {
  seen.add(node.kind);
  for (const variant of variants(node)) seen.add(`${node.kind} ${variant}`);
  children(node).forEach(note);
}

function variants(node: Node): readonly string[] {
  switch (node.kind) {
    case 'number':
      return node.repeating === undefined ? (node.radix === undefined ? [] : ['radix']) : ['repeating'];
    case 'add':
      return node.terms.map((t) => t.sign);
    case 'product':
      return node.factors.map((f) => f.operator);
    case 'quotient':
      return [node.style];
    case 'big':
    case 'integral':
    case 'expectation':
      return [node.operator];
    case 'derivative':
      return [node.style];
    case 'group':
      return [node.style];
    case 'logic':
      return [node.connective];
    case 'quantified':
      return [node.quantifier];
    case 'tuple':
      return [node.open];
    case 'chain':
      return node.relations.map((r) => (r.negated ? 'negated' : r.modulus ? 'modulus' : 'plain'));
    default:
      return [];
  }
}

type Variants<K extends string, V extends string> = `${K} ${V}`;
type Notation =
  | Node['kind']
  | Variants<'number', 'repeating' | 'radix'>
  | Variants<'add', '+' | '-' | '\\pm' | '\\mp'>
  | Variants<'product', Factor['operator']>
  | Variants<'quotient', 'fraction' | 'slash' | 'div'>
  | Variants<'big', BigOperator['operator']>
  | Variants<'integral', Integral['operator']>
  | Variants<'expectation', Expectation['operator']>
  | Variants<'derivative', Derivative['style']>
  | Variants<'group', 'round' | 'square' | 'curly' | 'boxed' | 'cancel'>
  | Variants<'logic', Logic['connective']>
  | Variants<'quantified', 'forall' | 'exists'>
  | Variants<'tuple', '(' | '[' | '{' | '<'>
  | Variants<'chain', 'negated' | 'modulus'>
  | Variants<'relation', RelationKind>;

/** What the readers can make; `group curly` and `derivative dot` have no spelling of their own. */
const notation: Readonly<Record<Exclude<Notation, 'group curly' | 'derivative dot'>, true>> = {
  ...everyKind,
  'number repeating': true,
  'number radix': true,
  'add +': true,
  'add -': true,
  'add \\pm': true,
  'add \\mp': true,
  'product implicit': true,
  'product \\cdot': true,
  'product \\times': true,
  'product *': true,
  'product \\odot': true,
  'product \\otimes': true,
  'product \\circ': true,
  'quotient fraction': true,
  'quotient slash': true,
  'quotient div': true,
  'big sum': true,
  'big product': true,
  'big max': true,
  'big min': true,
  'big sup': true,
  'big inf': true,
  'big argmax': true,
  'big argmin': true,
  'big union': true,
  'big intersection': true,
  'integral int': true,
  'integral iint': true,
  'integral iiint': true,
  'integral oint': true,
  'expectation E': true,
  'expectation Var': true,
  'expectation Cov': true,
  'expectation P': true,
  'derivative d': true,
  'derivative partial': true,
  'derivative nabla': true,
  'derivative prime': true,
  'group round': true,
  'group square': true,
  'group boxed': true,
  'group cancel': true,
  'logic implies': true,
  'logic iff': true,
  'logic implied-by': true,
  'logic and': true,
  'logic or': true,
  'logic not': true,
  'quantified forall': true,
  'quantified exists': true,
  'tuple (': true,
  'tuple [': true,
  'tuple {': true,
  'tuple <': true,
  'chain negated': true,
  'chain modulus': true,
  'relation =': true,
  'relation :=': true,
  'relation !=': true,
  'relation <': true,
  'relation <=': true,
  'relation >': true,
  'relation >=': true,
  'relation <<': true,
  'relation >>': true,
  'relation approx': true,
  'relation ~': true,
  'relation equiv': true,
  'relation in': true,
  'relation subset': true,
  'relation propto': true,
  'relation divides': true,
  'relation to': true,
  'relation mapsto': true,
  'relation gets': true,
  'relation congruent': true,
  'relation similar': true,
  'relation parallel': true,
  'relation perpendicular': true,
};
