import type { Node, SymbolNode } from '../../formula/tree';
import type { Scope } from '../../statement/statement';
import { plain, type Declared, type LawSaid, type Said } from './known';
import { covarianceLetter } from './shape-talk';
import { Shelf } from './shelf';

/** What a letter is in the law of a vector. */
export interface PartOfLaw {
  readonly part: 'mean' | 'covariance';
  /** The vector, its mean and its covariance, as far as these are letters: all have sides of one length. */
  readonly letters: readonly SymbolNode[];
}

/** The laws of vectors that are told by a mean and a covariance matrix. */
export class JointLaws {
  private readonly parts = new Shelf<Said & PartOfLaw>();

  /** Takes in the law of a symbol; the letter of its covariance, where this is the matrix of a vector. */
  add(
    node: SymbolNode,
    { law, args, entries, scope, span }: LawSaid,
    declared: (key: string) => Declared | undefined,
  ): SymbolNode | undefined {
    const covariance = (law === 'normal' || law === 'moments') && !entries && args[1] ? plain(args[1]) : undefined;
    if (covariance?.kind !== 'symbol' || !isMatrix(node, covariance, declared)) return undefined;
    const mean = letterOf(args[0]);
    const letters = [node, ...(mean ? [mean] : []), covariance];
    this.parts.add(covariance.key, { scope, span, letters, part: 'covariance' });
    if (mean) this.parts.add(mean.key, { scope, span, letters, part: 'mean' });
    return covariance;
  }

  /** Whether a letter is the mean or the covariance of a vector. */
  partOf(key: string, scope: Scope): PartOfLaw | undefined {
    return this.parts.latest(key, scope);
  }
}

function letterOf(node: Node | undefined): SymbolNode | undefined {
  const bare = node && plain(node);
  return bare?.kind === 'symbol' ? bare : undefined;
}

function isMatrix(
  vector: SymbolNode,
  covariance: SymbolNode,
  declared: (key: string) => Declared | undefined,
): boolean {
  const own = declared(covariance.key);
  if (own?.kind === 'scalar') return false;
  return (
    covarianceLetter.test(covariance.letter) ||
    own?.shape?.length === 2 ||
    (declared(vector.key)?.shape?.length === 1 && /^[A-HJ-Z]/.test(covariance.letter))
  );
}
