import { holdsIn, type Scope } from '../../statement/statement';
import type { Said } from './known';

/** What was said under a name, in document order; asked for what is in force in a scope. */
export class Shelf<T extends Said> {
  private readonly entries = new Map<string, T[]>();

  add(name: string, value: T): void {
    const list = this.entries.get(name);
    if (list) list.push(value);
    else this.entries.set(name, [value]);
  }

  /** Everything that something was said of. */
  names(): readonly string[] {
    return [...this.entries.keys()];
  }

  /** All that is in force, the oldest first. */
  all(name: string, scope: Scope): readonly T[] {
    return this.entries.get(name)?.filter((said) => holdsIn(said.scope, scope)) ?? [];
  }

  /** What was said last. */
  latest(name: string, scope: Scope): T | undefined {
    const list = this.entries.get(name) ?? [];
    for (let k = list.length - 1; k >= 0; k--) {
      const said = list[k];
      if (said && holdsIn(said.scope, scope)) return said;
    }
    return undefined;
  }

  /** What was said last in another part of the same problem. */
  beside(name: string, scope: Scope): T | undefined {
    return this.allBeside(name, scope).at(-1);
  }

  /** All that was said in other parts of the same problem, the oldest first. */
  allBeside(name: string, scope: Scope): readonly T[] {
    const home = homeOf(scope);
    return this.entries.get(name)?.filter((said) => !holdsIn(said.scope, scope) && homeOf(said.scope) === home) ?? [];
  }
}

/** The outermost problem around a scope. */
function homeOf(scope: Scope): Scope | undefined {
  let home: Scope | undefined;
  for (let s: Scope | undefined = scope; s; s = s.parent) if (s.kind === 'problem') home = s;
  return home;
}
