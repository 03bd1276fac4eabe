import type { Node } from '../../formula/tree';
import { symbolsOf } from '../../formula/walk';
import { plain, type Condition } from '../structure/known';
import { raiseBounds, multiplyBounds, noBounds, type Bounds } from './bounds';
import { growthIn } from './notation';
import { nameOf } from './norms';
import type { GrowthReader } from './reader';
import { Rational } from '../../kernel/rational';

/** What was said of the growth of something; `name` is what `nameOf` calls it. Undefined where nothing was. */
export function factsAbout(reader: GrowthReader, name: string, node: Node): Bounds | undefined {
  const { world, scope } = reader.ev;
  const seen = new Set<Condition>();
  let found: Bounds | undefined;
  for (const key of new Set(symbolsOf(node)))
    for (const condition of world.assumptions.on(key, scope)) {
      if (seen.has(condition)) continue;
      seen.add(condition);
      const said = fact(reader, condition, name);
      // What was said last counts, as far as it says something.
      if (said) found = { ...said, lower: said.lower ?? found?.lower, upper: said.upper ?? found?.upper };
    }
  return found;
}

function fact(reader: GrowthReader, condition: Condition, name: string): Bounds | undefined {
  if (condition.relation === 'in' && !growthIn(condition.right)) return undefined;
  const left = nameOf(reader, plain(condition.left));
  if (left?.name !== name) return undefined;
  const right = multiplyBounds(reader.bounds(condition.right), raiseBounds(left.factor, Rational.minusOne));
  switch (condition.relation) {
    case '=':
    case 'in':
    case '~':
    case 'approx':
      return right;
    case '<=':
    case '<':
      return { ...right, lower: undefined };
    case '>=':
    case '>':
      return { ...right, upper: undefined };
    default:
      return noBounds;
  }
}
