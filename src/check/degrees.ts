import type { Node } from '../formula/tree';
import { constant, divide, integer, multiply } from '../kernel/build';
import type { Term } from '../kernel/term';
import type { Question } from './checker';

/**
 * `\arctan\frac43 = 53.13^\circ` with the degrees turned into radians, asked in degrees, so that the printed decimal is judged by its digits. Undefined
 * for other questions.
 */
export function inDegrees(question: Question): Question | undefined {
  const { left, right, leftNode, rightNode } = question;
  const [atLeft, atRight] = [degreesIn(leftNode, left), degreesIn(rightNode, right)];
  const printed = atLeft ?? atRight;
  const value = printed && question.lower(printed);
  if (!value || (atLeft && atRight)) return undefined;
  const turned = (term: Term): Term => multiply([term, divide(integer(180), constant('pi'))]);
  return atLeft
    ? { ...question, left: value, leftNode: printed, right: turned(right) }
    : { ...question, right: value, rightNode: printed, left: turned(left) };
}

/** The number of a side that is nothing but degrees, where it was turned into radians. */
function degreesIn(node: Node, term: Term): Node | undefined {
  const bare = node.kind === 'group' || node.kind === 'annotated' ? node.body : node;
  if (bare.kind !== 'quantity' || bare.unit !== 'deg' || bare.value.kind !== 'number') return undefined;
  return term.kind === 'rational' ? undefined : bare.value;
}
