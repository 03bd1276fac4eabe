import { printLatex } from '../../formula/print';
import type { Add, Node, SymbolNode } from '../../formula/tree';
import type { Scope } from '../../statement/statement';
import type { Kind, Letters, Shape, Side } from './conform';
import type { Evaluator } from './evaluator';
import { takenAsNumber } from './instance';
import { isOnes } from './shape-talk';
import { scalar, type Value } from './value';
import type { World } from './world';

/** The sides of a vector or matrix as they are declared, with values for those that only its use tells of. */
export interface InferredShape {
  readonly sides: readonly Node[];
  readonly lengths: ReadonlyMap<string, Value>;
}

/**
 * The shape that a letter has by its use where none was declared; undefined where its use shows none. Lengths that stay open are small different
 * numbers, all one number in a second reading, and as long as a declared side in others: what is called wrong must be wrong for all.
 */
export function inferredShape(ev: Evaluator, node: SymbolNode): InferredShape | undefined {
  const { world, scope, chooser, instance, algebra } = ev;
  const conformity = world.shapes.conformity(scope, lettersOf(world, scope));
  const shape = conformity.shapeOf(node.key);
  if (!shape || (shape.rows.kind === 'one' && shape.columns.kind === 'one')) return undefined;
  const { freedom, declaredSides } = conformity;
  const options = [
    undefined,
    ...(freedom > 1 ? [openSide] : []),
    ...(freedom > 0 ? declaredSides.slice(0, mostSides) : []),
  ];
  const common = options[options.length < 2 ? 0 : chooser.choose('sides of inferred matrices', options.map(saysOf))];
  const isIntroduced =
    world.declared(node.key, scope) !== undefined || world.arrays.traitsOf(node.key, scope).length > 0;
  if (!isIntroduced && !isOnes(node)) instance.inferred.add(node.key);
  const lengths = new Map<string, Value>();
  const sideOf = (side: Side): Node => {
    switch (side.kind) {
      case 'one':
        return { kind: 'number', digits: '1', span: node.span };
      case 'declared':
        return side.node;
      case 'free': {
        if (typeof common === 'object') return common;
        const name = common ?? side.name;
        lengths.set(name, scalar(algebra.integer(instance.sizeOf(name))));
        return { kind: 'symbol', letter: name, marks: [], subscripts: [], key: name, span: node.span };
      }
    }
  };
  const sides = shape.columns.kind === 'one' ? [sideOf(shape.rows)] : [sideOf(shape.rows), sideOf(shape.columns)];
  chooser.choose(`shape of ${node.key}`, [{ says: `$${node.key}$ is taken as ${wordsFor(shape)}` }]);
  return { sides, lengths };
}

/** So many declared lengths are tried for the sides of which nothing was said. */
const mostSides = 3;

function saysOf(common: Node | string | undefined): { readonly says: string } {
  if (common === undefined) return { says: '' };
  if (typeof common === 'string') return { says: 'all sides of which nothing was said are equally long' };
  return { says: `all sides of which nothing was said have the length $${printLatex(common)}$` };
}

function wordsFor({ rows, columns }: Shape<Side>): string {
  const name = (side: Side): string | undefined =>
    side.kind === 'declared' ? printLatex(side.node) : side.kind === 'one' ? '1' : undefined;
  const [row, column] = [name(rows), name(columns)];
  if (columns.kind === 'one') return row === undefined ? 'a vector' : `a vector with $${row}$ entries`;
  return row === undefined || column === undefined ? 'a matrix' : `a matrix of shape $${row} \\times ${column}$`;
}

/** Whether a number of which nothing was said surely is one: it stands before vectors and matrices. */
export function scalesVectors(ev: Evaluator, key: string): boolean {
  return ev.world.shapes.conformity(ev.scope, lettersOf(ev.world, ev.scope)).scales.has(key);
}

/** In a sum with a number that was said to be one, or is made of what was said, letters of which nothing was said are numbers, too. */
export function numbersBeside({ world, scope, instance }: Evaluator, { terms }: Add): void {
  const symbols = terms.flatMap(({ node }) => (node.kind === 'symbol' ? [node] : []));
  const open = symbols.filter(({ key }) => instance.assumed.has(takenAsNumber(key)));
  if (open.length === 0 || !symbols.some(({ key }) => !open.some((o) => o.key === key) && world.knows(key, scope)))
    return;
  for (const { key } of open) instance.assumed.delete(takenAsNumber(key));
}

/** What a length is called that nobody gave a name. */
const openSide = '\\dim\\,';

/** Whether a length has a name that no text has. */
export function isOpenSide(name: string): boolean {
  return name.startsWith(openSide);
}

/** What is known of letters from declarations, definitions and words. */
function lettersOf(world: World, scope: Scope): Letters {
  const number: Shape<Side> = { rows: { kind: 'one' }, columns: { kind: 'one' } };
  const side = (node: Node): Side => (printLatex(node) === '1' ? { kind: 'one' } : { kind: 'declared', node });
  const shapeOf = ({ key }: SymbolNode): Shape<Side> | undefined => {
    if (world.isDimension(key, scope)) return number;
    const declared = world.declared(key, scope);
    const [rows, columns, more] = declared?.shape ?? [];
    if (more) return undefined;
    if (rows) return { rows: side(rows), columns: columns ? side(columns) : { kind: 'one' } };
    return declared?.kind === 'scalar' || declared?.kind === 'integer' ? number : undefined;
  };
  const kindOf = ({ key }: SymbolNode): Kind | undefined => {
    const traits = world.arrays.traitsOf(key, scope);
    if (traits.length > 0) return traits.includes('unit vector') ? 'vector' : 'square matrix';
    const kind = world.declared(key, scope)?.kind;
    return kind === 'vector' || kind === 'matrix' ? kind : undefined;
  };
  const follows = ({ key }: SymbolNode): boolean => !world.knows(key, scope);
  const argumentOf = (head: SymbolNode): SymbolNode | 'function' | undefined => {
    const rule = world.ruleOf(head.key, scope);
    if (rule) return rule.parameters.length === 1 ? rule.parameters[0] : 'function';
    return world.declared(head.key, scope)?.kind === 'function' || !shapeOrScale(head) ? 'function' : undefined;
  };
  const shapeOrScale = (head: SymbolNode): boolean =>
    world.knows(head.key, scope) || /^\\(?:eta|alpha|lambda|gamma|epsilon|varepsilon|tau|rho|kappa)/.test(head.letter);
  const changedBy = (node: SymbolNode): SymbolNode | undefined => {
    const letter = /^\\(?:Delta|delta)\s*(.+)$/.exec(node.letter)?.[1];
    return letter === undefined ? undefined : world.changedBy(node, letter);
  };
  return { shapeOf, kindOf, follows, changedBy, argumentOf, bodyOf: ({ key }) => world.definition(key, scope)?.body };
}
