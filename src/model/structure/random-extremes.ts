import { orderOf } from '../../formula/order';
import type { Node, RelationKind } from '../../formula/tree';
import { call } from '../../kernel/build';
import type { Quotient } from '../../kernel/canonical/atom';
import { toTerm } from '../../kernel/canonical/write';
import type { Event } from '../../kernel/chance';
import { commonScale, lawOfExtreme } from '../../kernel/line-law';
import type { Evaluator } from './evaluator';
import { termsOf } from './indexing';
import { plain } from './known';
import { numberOf } from './value';

/** The greatest or the least of independent quantities with known distribution functions, as one atom; undefined for others. */
export function randomExtreme(ev: Evaluator, values: readonly Quotient[], most: boolean): Quotient | undefined {
  const { algebra, instance } = ev;
  const { random } = instance;
  if (values.length < 2 || !lawOfExtreme(algebra, random, { most, values })) return undefined;
  const common = commonScale(algebra, random, values);
  const bare = common?.bare ?? values;
  const name = most ? 'max' : 'min';
  const atom = algebra.intern(`${name} of ${bare.map((value) => algebra.key(value)).join(', ')}`, () => ({
    term: call(
      name,
      bare.map((value) => toTerm(algebra, value)),
    ),
    sign: common ? 'nonnegative' : 'real',
    integer: false,
    form: { kind: 'other', of: bare },
  }));
  random.setExtreme(atom.index, { most, values: bare });
  const value = algebra.fromAtom(atom);
  return common ? algebra.add(algebra.multiply(common.factor, value), common.rest) : value;
}

/** `\max_i X_i \le t` says that all are at most t, `\max_i X_i > t` that one of them is above. */
export function extremeEvent(ev: Evaluator, side: Node, other: Node, kind: RelationKind): Event | undefined {
  const comparison = orderOf(kind);
  if (!comparison || comparison === '=' || comparison === '!=') return undefined;
  const extreme = extremeIn(ev, side);
  if (!extreme || extreme.values.length < 2) return undefined;
  const bound = ev.number(other, 'a side');
  const parts = extreme.values.map((value): Event => {
    return { kind: 'compare', difference: ev.algebra.subtract(value, bound), comparison };
  });
  const isBelow = comparison === '<' || comparison === '<=';
  return { kind: isBelow === extreme.most ? 'and' : 'or', parts };
}

/** What an extreme is taken of, where a formula is one or stands for one. */
function extremeIn(
  ev: Evaluator,
  node: Node,
): { readonly most: boolean; readonly values: readonly Quotient[] } | undefined {
  const bare = plain(node);
  switch (bare.kind) {
    case 'symbol': {
      const definition = ev.world.definition(bare.key, ev.scope);
      return definition && !ev.open.includes(bare.key) ? extremeIn(ev.inside(bare.key), definition.body) : undefined;
    }
    case 'big': {
      if (!/^(?:max|min)$/.test(bare.operator)) return undefined;
      const values = termsOf(ev, bare).map((term) => numberOf(term, `what ${bare.operator} is taken of`));
      return { most: bare.operator === 'max', values };
    }
    case 'call': {
      if (!/^(?:max|min)$/.test(bare.name) || bare.subscript) return undefined;
      const [only] = bare.args;
      const args = bare.args.length === 1 && only && plain(only).kind === 'tuple' ? itemsOf(plain(only)) : bare.args;
      return {
        most: bare.name === 'max',
        values: args.map((arg) => ev.number(arg, `what ${bare.name} is taken of`)),
      };
    }
    default:
      return undefined;
  }
}

function itemsOf(node: Node): readonly Node[] {
  return node.kind === 'tuple' ? node.items : [node];
}
