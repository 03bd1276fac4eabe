import type { Node } from '../formula/tree';
import { symbolsOf, walk } from '../formula/walk';
import type { Sentence } from '../statement/sentence';
import { holdsIn, type Link, type Scope } from '../statement/statement';
import type { Evidence } from './evidence';
import { figureKeys } from './points';

/** What the text has spoken of so far, so that a relation about it says something of it rather than what it stands for. */
export class Spoken {
  /** The scopes in whose relations a symbol or a name stood; marked keys stand for families and mentions. */
  private readonly scopes = new Map<string, Set<Scope>>();

  constructor(private readonly evidence: Evidence) {}

  /** The problem mentions symbols in formulas that are no relations, too: “find angle $x$”. */
  mention(sentence: Sentence, scope: Scope): void {
    if (scope.kind !== 'statement') return;
    for (const passage of sentence.passages)
      for (const key of symbolsOf(passage.formula.root)) this.add(mentionOf(key), scope);
  }

  /** A relation speaks of its symbols; in the problem, with a member of a sequence, of all of them. */
  relate({ left, right, scope }: Link): void {
    for (const key of [...spokenKeys(left), ...spokenKeys(right)]) {
      this.add(key, scope);
      if (scope.kind === 'statement' && familyOf(key) !== '') this.add(familyOf(key), scope);
    }
  }

  /**
   * Which sides of a link have symbols that all stood in earlier relations, or speak of a figure, which is there before them. What the problem only mentions
   * counts on the left side alone.
   */
  familiarity({ left, right, scope }: Link): 'both sides' | 'left side' | undefined {
    if (this.knows(left, scope, false)) return this.knows(right, scope, false) ? 'both sides' : 'left side';
    return this.knows(left, scope, true) ? 'left side' : undefined;
  }

  /** Whether a symbol stood in an earlier relation that is seen from `scope`. */
  of(key: string, scope: Scope): boolean {
    return [...(this.scopes.get(key) ?? [])].some((said) => holdsIn(said, scope));
  }

  /** Whether the left side of a link speaks of an angle, a segment and the like. */
  speaksOfFigure(link: Link): boolean {
    return figureKeys(link.left, this.evidence.geometric).size > 0;
  }

  private knows(node: Node, scope: Scope, mentioned: boolean): boolean {
    const has = (key: string): boolean => this.of(key, scope);
    const figure = figureKeys(node, this.evidence.geometric);
    return spokenKeys(node).every(
      (key) => figure.has(key) || has(key) || has(familyOf(key)) || (mentioned && has(mentionOf(key))),
    );
  }

  private add(key: string, scope: Scope): void {
    const scopes = this.scopes.get(key);
    if (scopes) scopes.add(scope);
    else this.scopes.set(key, new Set([scope]));
  }
}

/** The symbols and the names in words of a formula: `\text{Total cost}` is introduced where it first stands. */
function spokenKeys(node: Node): readonly string[] {
  const indices = indicesOf(node);
  const keys = symbolsOf(node).filter((key) => !indices.has(key));
  walk(node, (part) => {
    if (part.kind === 'word') keys.push(`\\text{${part.text.trim().toLowerCase()}}`);
  });
  return keys;
}

/** Letters that stand in subscripts only: k of `z_{k+1}` counts the members of a sequence. */
function indicesOf(node: Node): ReadonlySet<string> {
  const all = new Map<string, number>();
  const inside = new Map<string, number>();
  const count = (keys: Map<string, number>, key: string): unknown => keys.set(key, (keys.get(key) ?? 0) + 1);
  walk(node, (part) => {
    if (part.kind !== 'symbol') return;
    count(all, part.key);
    for (const subscript of part.subscripts) for (const key of symbolsOf(subscript)) count(inside, key);
  });
  return new Set([...inside].flatMap(([key, times]) => (all.get(key) === times ? [key] : [])));
}

function mentionOf(key: string): string {
  return `${key}?`;
}

/** `a_n`, `a_{12}`: the sequence a; empty for letters without an index. */
function familyOf(key: string): string {
  const [letter, index] = key.split('_');
  return index === undefined ? '' : `${letter}_`;
}
