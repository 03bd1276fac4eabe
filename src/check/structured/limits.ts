import type { Node, SymbolNode } from '../../formula/tree';
import { symbolsOf } from '../../formula/walk';
import type { StructuredClaim } from './checker';

/** What the words before a claim limit it to: "for gradient updates with batch size 1", "under low-rank weights". */
const limited =
  /\b(?:for|under|in case of|assuming)\s+((?:[a-z][a-z-]*\s+){1,3})(updates?|steps?|changes?|gradients?|matri(?:x|ces)|vectors?|weights|inputs?|networks?|layers?|activations?|features?|initiali[sz]ations?)\b[^.;:!?⟦]*$/i;

/** Words that limit nothing, or what is read elsewhere. */
const open =
  /^(?:all|any|every|each|the|these|those|this|that|such|which|both|some|its|our|your|their|an?|of|and|general|generic|arbitrary|given|fixed|constant|new|other|two|three|several|random|independent|gaussian|normal|real|complex|non-?zero|column|row|unit|hidden|large|small|wide|output|input|such|single|first|second|last|next)$/i;

/** Of these words a limit says nothing of what is no change: that the updates are gradients does not restrict the weights. */
const ofChanges = /^(?:updates?|steps?|changes?)$/i;

/**
 * Words that limit a claim to some of the objects that it speaks of and are not used: it must not be called wrong for others. Not so where one
 * side hangs on something that the words do not limit and the other side does not.
 */
export function limitOf(claim: StructuredClaim): string | undefined {
  const found = limited.exec(claim.link.passage.lead);
  if (!found) return undefined;
  const [, before = '', noun = ''] = found;
  const words = before.trim().split(/\s+/);
  if (words.every((word) => open.test(word))) return undefined;
  if (ofChanges.test(noun) && hangsOnOthers(claim)) return undefined;
  return `What “${[...words, noun].join(' ')}” limits this to is not used yet; it may exclude what breaks this.`;
}

/** Whether a vector or matrix that is no change of another one stands on one side only. */
function hangsOnOthers({ left, right, world, link }: StructuredClaim): boolean {
  const isFree = (key: string): boolean => {
    const node = world.nodeOf(key);
    return node !== undefined && !isChange(node) && (world.declared(key, link.scope)?.shape?.length ?? 0) > 0;
  };
  const alone = (own: Node, other: Node): boolean => {
    const others = symbolsOf(other);
    return symbolsOf(own).some((key) => isFree(key) && !others.includes(key));
  };
  return alone(left, right) || alone(right, left);
}

function isChange({ letter }: SymbolNode): boolean {
  return /^\\(?:Delta|delta|nabla)/.test(letter);
}
