import type { DraftScope, ScopeMap } from './scopes';
import type { CaseSign } from './sign';

/** A scope inside the frame: cases, and proofs outside of problems. */
export interface Local {
  readonly kind: 'case' | 'environment';
  readonly scope: DraftScope;
  readonly depth: number;
  readonly level: number | undefined;
}

/** The scopes that are open inside a statement or solution, the innermost last. */
export class Locals {
  private readonly open: Local[] = [];

  constructor(private readonly scopes: ScopeMap) {}

  get innermost(): DraftScope | undefined {
    return this.open[this.open.length - 1]?.scope;
  }

  clear(): void {
    this.open.length = 0;
  }

  push(scope: DraftScope): Local {
    const local: Local = { kind: 'environment', scope, depth: 0, level: undefined };
    this.open.push(local);
    return local;
  }

  /** Closes it and what is open inside; false if it is closed already. */
  close(local: Local): boolean {
    const depth = this.open.indexOf(local);
    if (depth >= 0) this.open.length = depth;
    return depth >= 0;
  }

  /** A case ends the case before it, unless it is one of its subcases. */
  openCase(sign: CaseSign, around: DraftScope): void {
    const before = this.lastCase();
    const inside =
      before !== undefined &&
      (sign.nested ||
        (before.depth > 0 && sign.depth > before.depth) ||
        (before.level !== undefined && (sign.level ?? 0) > before.level));
    if (!inside) this.dropCases();
    else if (sign.nested && this.open[this.open.length - 2]?.kind === 'case') this.open.pop();
    const outer = this.innermost ?? around;
    const scope = this.scopes.create('case', outer, outer.problem);
    this.open.push({ kind: 'case', scope, depth: sign.depth, level: sign.level });
  }

  dropCases(): void {
    while (this.lastCase()) this.open.pop();
  }

  /** A heading ends cases, except headings below that of the case; a paragraph outside the list ends the cases of its items. */
  block(level: number | undefined, depth: number): void {
    for (let open = this.lastCase(); open; open = this.lastCase()) {
      const ends = level !== undefined ? open.level === undefined || level <= open.level : depth < open.depth;
      if (!ends) return;
      this.open.pop();
    }
  }

  private lastCase(): Local | undefined {
    const last = this.open[this.open.length - 1];
    return last?.kind === 'case' ? last : undefined;
  }
}
