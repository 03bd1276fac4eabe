import { orderOf } from '../formula/order';
import type { Node, Relation } from '../formula/tree';
import type { Fuel } from '../kernel/fuel';
import type { Rational } from '../kernel/rational';
import type { Term } from '../kernel/term';
import type { Models } from '../model/models';
import type { Step } from '../statement/statement';
import type { Before } from './role';
import type { CheckerName, Evidence } from './verdict';

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'approx';

/** How the sides are compared: congruences, divisibility and membership count as equations, with a modulus or a set. */
export function comparisonOf({ kind, negated, modulus }: Relation): Comparison | undefined {
  if (kind === 'in') return '=';
  if (kind === '!=' && modulus !== undefined) return '!=';
  if (kind === 'divides' || (modulus !== undefined && (kind === 'equiv' || kind === '='))) return negated ? '!=' : '=';
  if (negated || modulus !== undefined) return undefined;
  return kind === 'approx' ? kind : orderOf(kind);
}

/** A claim under one reading of its notation: two terms to compare in every model of the context. */
export interface Question {
  readonly left: Term;
  readonly right: Term;
  readonly comparison: Comparison;
  /** The sides are compared modulo this: for the checkers of congruences only. */
  readonly modulus?: Term;
  /** The relation that it is said to follow from. */
  readonly follows?: { readonly kind: Step['kind']; readonly how: Step['how']; readonly from: Before };
  /** The operands as written: printed decimals are judged by their digits. */
  readonly leftNode: Node;
  readonly rightNode: Node;
  /** It is one entry of the claim, with the nodes of that entry. */
  readonly entry?: boolean;
  /** A letter has what it was said to be put in for it, as in `\int e^u\,du`. */
  readonly substituted?: boolean;
  /** Units that stand in each side, without percent and degrees. */
  readonly leftUnits: readonly string[];
  readonly rightUnits: readonly string[];
  /** Free symbols of both sides. */
  readonly symbols: readonly string[];
  readonly models: Models;
  /** The same for the same claim in the same context. */
  readonly seed: string;
  /** Lowers another formula under the same reading. */
  readonly lower: (node: Node) => Term | undefined;
  /** The sides with a symbol in place of each printed decimal that may be a rounded one; undefined where there is none. */
  readonly loosened: () => Loosened | undefined;
}

export interface Loosened {
  readonly left: Term;
  readonly right: Term;
  /** What each of these symbols may be: `value` ± `half`. */
  readonly values: ReadonlyMap<string, { readonly value: Rational; readonly half: Rational }>;
}

/** What one checker can say. It must answer `undefined` for what is not its business. */
export interface Checker {
  readonly name: CheckerName;
  check(question: Question, fuel: Fuel): Finding | undefined;
}

export type Finding = Holds | Fails | HoldsIf | Undecided;

export interface Holds {
  readonly kind: 'holds';
  readonly how: 'proved' | 'tested';
  readonly reason: string;
  readonly remarks: readonly string[];
}
export interface Fails {
  readonly kind: 'fails';
  /** It failed in all models that were tried. */
  readonly everywhere: boolean;
  /** The context leaves its symbols no choice but these models. */
  readonly determined: boolean;
  /** Of a step: a solution is lost that was found exactly, and none of the models is in doubt. */
  readonly named?: boolean;
  readonly reason: string;
  readonly evidence: Evidence;
  readonly counterexample: Readonly<Record<string, string>>;
  readonly left: string;
  readonly right: string;
}
export interface HoldsIf {
  readonly kind: 'conditional';
  readonly reason: string;
  readonly condition: string;
}
export interface Undecided {
  readonly kind: 'undecided';
  readonly reason: string;
}

export function undecided(reason: string): Undecided {
  return { kind: 'undecided', reason };
}

export function holds(how: 'proved' | 'tested', reason: string, remarks: readonly string[] = []): Holds {
  return { kind: 'holds', how, reason, remarks };
}

/** Both sides are fixed by what is said, whatever the values of other symbols: their difference needs no counterexample. */
export function differs(reason: string, left: string, right: string, evidence: Evidence): Fails {
  return { kind: 'fails', everywhere: true, determined: true, evidence, reason, counterexample: {}, left, right };
}
