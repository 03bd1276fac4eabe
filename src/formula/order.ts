import type { RelationKind } from './tree';

/** The relations by which two numbers compare. */
export type Order = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** The order that a relation sign states of two numbers (a definition states that they are equal); undefined for signs that state none. */
export function orderOf(kind: RelationKind): Order | undefined {
  switch (kind) {
    case '=':
    case ':=':
      return '=';
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return kind;
    default:
      return undefined;
  }
}
