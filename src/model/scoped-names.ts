import type { Scope } from '../statement/statement';

/** Names with the scopes that something was said of them in. */
export class ScopedNames {
  private readonly scopes = new Map<string, Set<number>>();

  add(name: string, { id }: Scope): void {
    const known = this.scopes.get(name);
    if (known) known.add(id);
    else this.scopes.set(name, new Set([id]));
  }

  /** Forgets what was said in the scopes that `scope` stands in. */
  delete(name: string, scope: Scope): void {
    const known = this.scopes.get(name);
    for (let s: Scope | undefined = scope; known && s; s = s.parent) known.delete(s.id);
  }

  /** Whether something was said of the name that holds in `scope`. */
  has(name: string, scope: Scope): boolean {
    const known = this.scopes.get(name);
    for (let s: Scope | undefined = scope; known && s; s = s.parent) if (known.has(s.id)) return true;
    return false;
  }
}
