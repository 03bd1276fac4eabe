import type { SourceDocument } from '../document/document';
import { partAt, type Part } from '../document/parts';
import type { Span } from '../text/span';
import { OutlineBuilder } from './outline';
import { readProspects } from './prospect';
import { readSigns } from './signs';
import type { Scope } from './statement';

/** A problem of the document or a part of one. */
export interface ProblemNode {
  /** "1", "1(b)", "1(b)(ii)"; a repeated one gets a number: "1(a)-2". */
  readonly id: string;
  /** The text of the heading, or the beginning of the statement, on one line of at most about 80 characters. */
  readonly title: string;
  /** From its title to its end. Of a part whose solution stands apart from its statement: of the statement. */
  readonly span: Span;
  readonly children: readonly ProblemNode[];
}

export interface Outline {
  readonly problems: readonly ProblemNode[];
  /** The innermost scope at an offset of the text, in logarithmic time. */
  readonly scopeAt: (offset: number) => Scope;
}

/**
 * The problems of a document and the scopes of its statements. What a problem states holds in its solution and its parts, what
 * a part or a case says ends with it:
 *
 *     document > problem > statement > part > statement > solution > case
 *
 * Where no solution is marked, the words of a problem (part) stand in the scope of kind "problem" ("part") itself.
 */
export function readProblems(document: SourceDocument): Outline {
  const { assembled } = document;
  if (assembled === undefined) return readOutline(document);
  const own = readOutline({ ...document, blocks: assembled.own });
  return { problems: own.problems, scopeAt: scopesWithParts(document, own.scopeAt) };
}

/**
 * The scopes of a document and of the files that it takes in. What a file says outside of its own problems stands in the scope where it is taken in; its
 * problems are scopes of their own there.
 */
function scopesWithParts(document: SourceDocument, own: Outline['scopeAt']): Outline['scopeAt'] {
  const outlines = new Map<Part, Outline['scopeAt']>();
  const known = new Map<Part, Map<Scope, Scope>>();
  let count = 0;
  const scopeAt = (offset: number): Scope => {
    const part = partAt(document, offset);
    if (part === undefined) return own(offset);
    let inside = outlines.get(part);
    if (inside === undefined) outlines.set(part, (inside = readOutline({ ...document, blocks: part.blocks }).scopeAt));
    let rebased = known.get(part);
    if (rebased === undefined) known.set(part, (rebased = new Map()));
    return rehomed(inside(offset), scopeAt(part.at.from), rebased, () => --count);
  };
  return scopeAt;
}

/** A scope of a part as one inside `home`, the same one each time; its outermost scope is `home` itself. */
function rehomed(scope: Scope, home: Scope, known: Map<Scope, Scope>, nextId: () => number): Scope {
  if (scope.parent === undefined) return home;
  const before = known.get(scope);
  if (before !== undefined) return before;
  const parent = rehomed(scope.parent, home, known, nextId);
  const made: Scope = { id: nextId(), parent, kind: scope.kind, problem: home.problem };
  known.set(scope, made);
  return made;
}

function readOutline(document: SourceDocument): Outline {
  const signs = readSigns(document);
  const prospects = readProspects(signs);
  const last = document.blocks.reduce((end, block) => Math.max(end, block.span.to), 0);
  const builder = new OutlineBuilder();
  signs.forEach((sign, index) => {
    const prospect = prospects[index];
    if (prospect) builder.take(sign, prospect);
  });
  return builder.finish(last);
}
