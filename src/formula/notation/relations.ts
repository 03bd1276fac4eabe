import type { Lexeme } from '../lexeme';
import type { RelationKind } from '../tree';

export interface RelationSign {
  readonly kind: RelationKind;
  readonly negated: boolean;
}

/** Relation signs by command; the first command of a kind is the one that is printed. */
const commands: readonly (readonly [kind: RelationKind, ...names: string[]])[] = [
  ['!=', 'ne', 'neq'],
  ['<', 'lt'],
  ['>', 'gt'],
  ['<=', 'le', 'leq', 'leqslant', 'leqq'],
  ['>=', 'ge', 'geq', 'geqslant', 'geqq'],
  ['<<', 'll'],
  ['>>', 'gg'],
  [':=', 'coloneqq', 'triangleq', 'coloneq', 'eqdef', 'vcentcolon', 'defeq'],
  ['=', 'Relbar', 'doteq', 'eq'],
  ['approx', 'approx', 'simeq', 'approxeq', 'thickapprox', 'fallingdotseq'],
  ['~', 'sim', 'asymp', 'thicksim'],
  ['equiv', 'equiv'],
  ['in', 'in'],
  ['subset', 'subseteq', 'subset', 'subsetneq', 'subseteqq', 'sub'],
  ['propto', 'propto', 'varpropto'],
  ['divides', 'mid'],
  [
    'to',
    'to',
    'rightarrow',
    'longrightarrow',
    'downarrow',
    'uparrow',
    'searrow',
    'nearrow',
    'rightharpoonup',
    'hookrightarrow',
    'rightsquigarrow',
    'leadsto',
  ],
  ['mapsto', 'mapsto', 'longmapsto'],
  ['gets', 'leftarrow', 'gets', 'longleftarrow'],
  ['congruent', 'cong'],
  ['similar', 'backsim'],
  ['parallel', 'parallel'],
  ['perpendicular', 'perp', 'bot'],
];

const negatedCommands: Readonly<Record<string, RelationKind>> = {
  notin: 'in',
  nmid: 'divides',
  nless: '<',
  nleq: '<=',
  ngtr: '>',
  ngeq: '>=',
  nsim: '~',
  ncong: 'congruent',
  nparallel: 'parallel',
  nsubseteq: 'subset',
  napprox: 'approx',
};

const signs: ReadonlyMap<string, RelationSign> = new Map<string, RelationSign>([
  ...commands.flatMap(([kind, ...names]) =>
    names.map((name): [string, RelationSign] => [name, { kind, negated: false }]),
  ),
  ...Object.entries(negatedCommands).map(([name, kind]): [string, RelationSign] => [name, { kind, negated: true }]),
]);

const characters: Readonly<Record<string, RelationKind>> = { '=': '=', '<': '<', '>': '>' };

/** The relation of one lexeme by itself, as `\le`, `=`; not yet `\not=` and `:=`. */
export function relationSign(lexeme: Lexeme | undefined): RelationSign | undefined {
  if (lexeme?.kind === 'command') return signs.get(lexeme.text);
  if (lexeme?.kind !== 'character') return undefined;
  const kind = characters[lexeme.text];
  return kind === undefined ? undefined : { kind, negated: false };
}

export function isRelationSign(lexeme: Lexeme | undefined): boolean {
  return relationSign(lexeme) !== undefined;
}

/** How a relation is written: `\le`, `\not\equiv`. */
export function relationLatex(kind: RelationKind, negated: boolean): string {
  if (negated && kind === 'in') return '\\notin';
  if (negated && kind === 'divides') return '\\nmid';
  const name = commands.find(([k]) => k === kind)?.[1] ?? 'eq';
  const plain = kind === '=' || kind === '<' || kind === '>' ? kind : kind === ':=' ? ':=' : `\\${name}`;
  return negated ? `\\not${plain}` : plain;
}
