import type { SymbolNode } from '../../formula/tree';
import { symbolsOf } from '../../formula/walk';
import type { Scope } from '../../statement/statement';
import type { Evaluator } from './evaluator';
import { stop } from './outcome';
import { unknownValue } from './unknowns';
import type { Value } from './value';
import type { World } from './world';

/** What a loss is called. */
const lossLetter = /^(?:[LJCE]|\\ell|\\math(?:cal|scr)\s?\{?[LJCE]\}?)$/;

/**
 * Whether a letter is a loss of which only the name is known: it is derived by something, and nothing says what it is.
 *
 *     \frac{\partial L}{\partial W} = \frac{\partial L}{\partial y} x^\top
 */
export function isNamedLoss({ key, letter, marks }: SymbolNode, world: World, scope: Scope): boolean {
  if (!lossLetter.test(letter) || marks.length > 0) return false;
  if (world.usage.derivedBy(key, scope).length === 0) return false;
  if (world.definition(key, scope) ?? world.definitionBeside(key, scope) ?? world.ruleOf(key, scope)) return false;
  if (world.usage.argumentsOf(key, scope) || world.hasLaw(key, scope)) return false;
  const kind = world.declared(key, scope)?.kind;
  return (kind === undefined || kind === 'scalar' || kind === 'function') && !world.isDimension(key, scope);
}

/** The value of such a loss: a function of the quantities that it is derived by and that are computed last. */
export function lossValue(ev: Evaluator, loss: SymbolNode): Value {
  const { world, scope, instance } = ev;
  const doubt = world.usage.addedToLosses(scope);
  if (doubt !== undefined) return stop(`what “${doubt}” adds to $${loss.key}$ is not spelled out`);
  instance.losses.add(loss.key);
  return unknownValue(
    ev,
    loss,
    lastOf(ev, loss).map((node) => ev.value(node)),
  );
}

function lastOf(ev: Evaluator, loss: SymbolNode): readonly SymbolNode[] {
  const { world, scope } = ev;
  const all = new Map<string, SymbolNode>();
  for (const variable of world.usage.derivedBy(loss.key, scope)) {
    const base = variable.subscripts.length > 0 ? world.baseOf(variable, scope) : undefined;
    const whole = (base === undefined ? undefined : world.nodeOf(base)) ?? variable;
    all.set(whole.key, whole);
  }
  const nodes = [...all.values()];
  const last = nodes.filter(
    (node) => !nodes.some((other) => other !== node && isMadeOf(world, scope, other.key, node.key)),
  );
  for (const node of last)
    if (!world.definition(node.key, scope) && world.usersOf(node.key).some((key) => world.definition(key, scope)))
      return stop(`nothing says how $${loss.key}$ depends on $${node.key}$`);
  return last;
}

/** Whether a symbol is computed from another one. */
function isMadeOf(world: World, scope: Scope, key: string, from: string, seen = new Set<string>()): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  const body = world.definition(key, scope)?.body;
  return (
    body !== undefined && symbolsOf(body).some((inner) => inner === from || isMadeOf(world, scope, inner, from, seen))
  );
}
