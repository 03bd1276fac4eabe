import type { Node, Relation } from '../../formula/tree';
import type { Fuel } from '../../kernel/fuel';
import type { Chooser } from '../../model/reading';
import type { World } from '../../model/structure/world';
import type { Link } from '../../statement/statement';
import type { Finding } from '../checker';
import type { Role } from '../role';
import type { CheckerName } from '../verdict';

/** A claim about vectors, matrices, random quantities or functions, in the world that was built up to it. */
export interface StructuredClaim {
  readonly left: Node;
  readonly right: Node;
  readonly relation: Relation;
  readonly link: Link;
  readonly world: World;
  /** The same for the same claim in the same context. */
  readonly seed: string;
  readonly chooser: Chooser;
}

export interface StructuredFinding {
  readonly finding: Finding;
  /** What the relation is in its context, as far as its two sides tell; undefined: as the words around it tell. */
  readonly role: Role | undefined;
}

/** Decides claims of one kind. Must answer `undefined` for what is not its business. */
export interface StructuredChecker {
  readonly name: CheckerName;
  check(claim: StructuredClaim, fuel: Fuel): StructuredFinding | undefined;
}
