import type { Scope } from './statement';

/** A scope while the outline is being read: whether a statement or all of a problem stands in it turns out later. */
export type DraftScope = { -readonly [K in keyof Scope]: Scope[K] };

/** Where in the text which scope begins. Must be told of beginnings in document order. */
export class ScopeMap {
  readonly document: DraftScope = { id: 0, parent: undefined, kind: 'document', problem: undefined };
  private count = 1;
  private readonly starts: number[] = [0];
  private readonly at: DraftScope[] = [this.document];

  create(kind: Scope['kind'], parent: DraftScope, problem: string | undefined): DraftScope {
    return { id: this.count++, parent, kind, problem };
  }

  /** From `offset` on, up to the next mark, the text stands in `scope`. */
  mark(offset: number, scope: DraftScope): void {
    const last = this.starts.length - 1;
    if (this.at[last] === scope) return;
    if ((this.starts[last] ?? 0) >= offset) {
      this.at[last] = scope;
      return;
    }
    this.starts.push(offset);
    this.at.push(scope);
  }

  finder(): (offset: number) => Scope {
    const { starts, at, document } = this;
    return (offset) => {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const mid = (low + high + 1) >> 1;
        if ((starts[mid] ?? 0) <= offset) low = mid;
        else high = mid - 1;
      }
      return at[low] ?? document;
    };
  }
}
