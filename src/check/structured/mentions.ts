import type { Node } from '../../formula/tree';
import { walk } from '../../formula/walk';
import { probabilityIn } from '../../model/structure/events';
import { transformIn } from '../../model/structure/transforms';
import type { World } from '../../model/structure/world';
import type { Scope } from '../../statement/statement';

/** Whether an expectation, a variance or the like stands in a formula. */
export function mentionsExpectation(root: Node, world: World, scope: Scope): boolean {
  let found = false;
  walk(root, (node) => {
    if (
      node.kind === 'expectation' ||
      probabilityIn(node, world, scope) !== undefined ||
      (node.kind === 'apply' && transformIn(node, world, scope) !== undefined) ||
      (node.kind === 'symbol' && /^(?:E|\\mathbb\s?\{?E\}?|\\mathrm\{E\}|\\E|\\text\{E\})$/.test(node.key))
    )
      found = true;
    return !found;
  });
  return found;
}
