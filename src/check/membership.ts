import type { Node } from '../formula/tree';
import type { Fuel } from '../kernel/fuel';
import { difference } from '../kernel/canonical';
import type { Term } from '../kernel/term';
import { differs, type Fails, type Finding, holds, undecided } from './checker';
import { compareValues, showValue, valueOf, type Value } from './value';

/** `3 \in \{1, 2, 3\}`, `\frac12 \notin \mathbb{Z}`, `\pi \in (3, 4)`: a closed value and a set that is known. Undefined for other sets. */
export function membership(
  element: Term,
  set: Node,
  negated: boolean,
  lower: (node: Node) => Term | undefined,
  fuel: Fuel,
): Finding | undefined {
  const value = valueOf(element, fuel);
  if (value.kind === 'undefined' || value.kind === 'unclear') return undefined;
  const belongs =
    set.kind === 'symbol'
      ? inNumbers(set.key, value)
      : set.kind === 'tuple'
        ? inTuple(set, element, value, lower, fuel)
        : undefined;
  if (belongs === undefined) return undefined;
  if (belongs === 'unclear') return undecided('Whether this is an element could not be decided.');
  const shown = showValue(value);
  if (belongs !== negated)
    return holds(
      'proved',
      belongs ? `$${shown}$ is an element of the set.` : `$${shown}$ is not an element of the set.`,
    );
  return failing(belongs ? `$${shown}$ is an element of the set.` : `$${shown}$ is not an element of the set.`, value);
}

function failing(reason: string, value: Value): Fails {
  return differs(reason, showValue(value), '', value.kind === 'exact' ? 'exact' : 'bounded');
}

type Belongs = boolean | 'unclear' | undefined;

/** Irrationality is not proved here; whether 0 is a natural number is left open. */
function inNumbers(key: string, value: Value): Belongs {
  const name = /^\\(?:mathbb|mathbf|bold|boldsymbol)\{([NZQRC])\}$/.exec(key)?.[1];
  if (name === undefined) return undefined;
  if (name === 'R' || name === 'C') return true;
  if (value.kind !== 'exact') return 'unclear';
  if (name === 'Q') return true;
  if (!value.value.isInteger) return false;
  if (name === 'Z') return true;
  return value.value.isZero ? 'unclear' : value.value.sign > 0;
}

function inTuple(
  set: Extract<Node, { kind: 'tuple' }>,
  element: Term,
  value: Value,
  lower: (node: Node) => Term | undefined,
  fuel: Fuel,
): Belongs {
  const items = set.items.map(lower);
  if (set.open === '{') {
    let unclear = false;
    for (const item of items) {
      const order = item === undefined ? 'unclear' : compareValues(value, valueOf(item, fuel));
      if (order === '=') return true;
      if (order === 'unclear' && item !== undefined && difference(element, item, { fuel }).kind === 'zero') return true;
      if (order === 'unclear') unclear = true;
    }
    return unclear ? 'unclear' : false;
  }
  const [from, to] = items;
  if (items.length !== 2 || !from || !to || set.open === '<') return undefined;
  const above = isInfinite(from, -1) ? '>' : compareValues(value, valueOf(from, fuel));
  const below = isInfinite(to, 1) ? '<' : compareValues(value, valueOf(to, fuel));
  if (above === 'unclear' || below === 'unclear') return 'unclear';
  const inside = above === '>' || (above === '=' && set.open === '[');
  return inside && (below === '<' || (below === '=' && set.close === ']'));
}

function isInfinite(term: Term, sign: 1 | -1): boolean {
  if (term.kind === 'constant') return term.name === 'infinity' && sign === 1;
  const [factor, rest] = term.kind === 'multiply' ? term.factors : [];
  return (
    sign === -1 &&
    factor?.kind === 'rational' &&
    factor.value.sign < 0 &&
    rest?.kind === 'constant' &&
    rest.name === 'infinity'
  );
}
