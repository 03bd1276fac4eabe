import type { Ledger } from '../model/ledger';
import { afterthoughtOf } from '../statement/afterthought';
import type { Link } from '../statement/statement';
import type { Decision } from './decide';

/**
 * A claim that failed is judged again with what its sentence says behind it: "…, since $x \\le 2$". What cannot be used, such as words or
 * conditions on vectors and matrices, may exclude what breaks the claim.
 */
export function withAfterthought(
  decision: Decision,
  links: readonly Link[],
  index: number,
  ledger: Ledger,
  decideAgain: () => Decision,
): Decision {
  if (!isFault(decision)) return decision;
  const link = links[index];
  const thought = afterthoughtOf(links, index);
  if (!link || !thought) return decision;
  const again =
    thought.conditions.length > 0 ? ledger.supposing(thought.conditions, link.passage.sentence, decideAgain) : decision;
  if (!isFault(again)) return again;
  const { verdict } = again;
  const { checker } = verdict;
  if (verdict.status === 'conditional' && thought.conditions.some((said) => saysApart(said, verdict.condition)))
    return {
      ...again,
      verdict: {
        status: 'tested',
        checker,
        remarks: [],
        reason: `This holds for all $${verdict.condition}$ that were tried, which is said behind it.`,
      },
    };
  const unused = checker === 'matrix' || checker === 'expectation' || checker === 'distribution';
  if (!thought.unread && !unused) return again;
  return {
    ...again,
    verdict: {
      status: 'unknown',
      checker: 'none',
      remarks: [],
      reason: 'What is said behind it restricts it in a way that is not used yet.',
    },
  };
}

/** "for $j \\ne i$" says `i \\ne j`. */
function saysApart({ left, right, relation }: Link, condition: string): boolean {
  if (relation.kind !== '!=' && !(relation.kind === '=' && relation.negated)) return false;
  if (left.kind !== 'symbol' || right.kind !== 'symbol') return false;
  return [`${left.key} \\ne ${right.key}`, `${right.key} \\ne ${left.key}`].includes(condition);
}

function isFault({ verdict }: Decision): boolean {
  return verdict.status === 'refuted' || verdict.status === 'conditional';
}
