import type { SymbolNode } from '../../formula/tree';
import { symbolsOf } from '../../formula/walk';
import type { Scope } from '../../statement/statement';
import { speaksOfGrowth } from '../growth/notation';
import { stemOf, type Condition } from './known';
import { Shelf } from './shelf';

/** Relations in force that define nothing. */
export class Assumptions {
  private readonly conditions = new Shelf<Condition>();
  private readonly byStem = new Shelf<Condition>();
  /** For each symbol those that are defined by it. */
  private readonly users = new Map<string, Set<string>>();

  /** Takes in a condition; `stems` are those of its symbols. */
  add(condition: Condition, stems: Iterable<string>): void {
    for (const key of condition.symbols) this.conditions.add(key, condition);
    for (const stem of stems) this.byStem.add(stem, condition);
  }

  /** A symbol was defined by what stands in `body`. */
  define(key: string, body: Parameters<typeof symbolsOf>[0]): void {
    for (const symbol of symbolsOf(body)) {
      const users = this.users.get(symbol);
      if (users) users.add(key);
      else this.users.set(symbol, new Set([key]));
    }
  }

  /** Relations with that symbol. */
  on(key: string, scope: Scope): readonly Condition[] {
    return this.conditions.all(key, scope);
  }

  /** Relations with the symbol or its entries. */
  around(node: SymbolNode, scope: Scope): readonly Condition[] {
    return this.byStem.all(stemOf(node), scope);
  }

  /** Equations that say something of the symbol, or of what is defined by it; what speaks of growth is none. */
  equationsOn(key: string, scope: Scope): readonly Condition[] {
    const reached = new Set([key]);
    const found = new Set<Condition>();
    for (const user of reached) {
      for (const condition of this.on(user, scope))
        if ((condition.relation === '=' || condition.relation === 'approx') && !speaksOfGrowth(condition))
          found.add(condition);
      for (const next of this.users.get(user) ?? []) reached.add(next);
    }
    return [...found];
  }

  /** The symbols that are defined by a symbol. */
  usersOf(key: string): readonly string[] {
    return [...(this.users.get(key) ?? [])];
  }

  /** A relation such as `c > 0` speaks of the symbol alone. */
  restrictAlone(key: string, scope: Scope): boolean {
    return this.on(key, scope).some((c) => c.symbols.size === 1);
  }
}
