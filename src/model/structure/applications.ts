import type { Apply, Node } from '../../formula/tree';
import { walk } from '../../formula/walk';
import { readSet } from '../../statement/membership';
import { densityValue, measureOverCells } from './cells';
import { measureIn, measureValue } from './divergence';
import type { Evaluator } from './evaluator';
import { evaluateProbability, probabilityIn } from './events';
import { densityAt, densityWith } from './families';
import { stop } from './outcome';
import { spectralIn, spectralValue } from './spectral';
import { isFunctionHead } from './symbols';
import { transformIn, transformWritten } from './transforms';
import { isUnknownFunction, unknownValue } from './unknowns';
import { multiplyValues, scalar, type Value } from './value';

/** A letter before brackets: a probability, a divergence, a singular value, a density, a function, or a product. */
export function applyValue(ev: Evaluator, node: Apply): Value {
  const inCells = ev.instance.cells && (measureOverCells(ev, node) ?? densityValue(ev, node));
  if (inCells) return inCells;
  const asked = probabilityIn(node, ev.world, ev.scope);
  if (asked) return evaluateProbability(ev, asked);
  const measured = measureIn(node, ev.world, ev.scope);
  if (measured) return measureValue(ev, measured);
  const transform = transformIn(node, ev.world, ev.scope);
  if (transform) return ev.value(transformWritten(transform));
  const spectral = spectralIn(node, ev.world, ev.scope);
  const spectralFound = spectral && spectralValue(ev, spectral);
  if (spectralFound) return spectralFound;
  const ruled = valueOfRule(ev, node);
  if (ruled) return ruled;
  const unknown = ev.instance.variant === undefined ? undefined : appliedUnknown(ev, node);
  if (unknown) return unknown;
  const [sole, more] = node.args;
  // `\\Sigma^{-1}(x - \\mu)` is a product.
  if (node.inverse && !node.given && sole && !more && ev.world.arrays.traitsOf(node.head.key, ev.scope).length > 0)
    return multiplyValues(ev.algebra, ev.inverse(ev.value(node.head)), ev.value(sole), false);
  if (node.given || node.inverse) return stop('conditional densities and inverse functions are not computed here yet');
  const [argument] = node.args;
  if (
    ev.world.declared(node.head.key, ev.scope)?.kind === 'function' &&
    isNumbers(ev.world.usage.codomainOf(node.head.key, ev.scope))
  ) {
    ev.instance.touched.add(node.head.key);
    return scalar(
      ev.instance.opaque(
        node.head.key,
        node.args.map((arg) => ev.value(arg)),
      ),
    );
  }
  if (isFunctionHead(ev, node) || node.args.length !== 1 || !argument)
    return stop(`the function $${node.head.key}$ is not known`);
  return multiplyValues(ev.algebra, ev.value(node.head), ev.value(argument), false);
}

/** `\pi_\theta(a \mid s)` as the text says what it is: what stands behind the bar is an argument, too. */
function valueOfRule(ev: Evaluator, node: Apply): Value | undefined {
  const { head, args, given = [], inverse } = node;
  const rule = inverse || isProduct(node) ? undefined : ev.world.ruleOf(head.key, ev.scope);
  const all = [...args, ...given];
  return rule?.parameters.length === all.length ? ev.applied(head.key, rule, all) : undefined;
}

/** A density, or a function of which nothing more is known. */
function appliedUnknown(ev: Evaluator, node: Apply): Value | undefined {
  const { head, args, inverse, given } = node;
  const [only] = args;
  if (inverse) return undefined;
  if (isProduct(node) && only) return multiplyValues(ev.algebra, ev.value(head), ev.value(only), false);
  if (args.length > 1 || given) {
    const density = densityWith(ev, node);
    if (density) return density;
  }
  const density = only && args.length === 1 && !given ? densityAt(ev, head, ev.value(only)) : undefined;
  if (density) return density;
  if (given) return undefined;
  if (!isUnknownFunction(ev, head)) return undefined;
  return unknownValue(
    ev,
    head,
    args.map((arg) => ev.value(arg)),
  );
}

/** `p_\theta [\nabla_\theta \log p_\theta]`: a gradient or a product in square brackets is a factor, not an argument. */
function isProduct({ brackets, args, given }: Apply): boolean {
  const [only] = args;
  if (brackets !== '[' || given || !only || args.length > 1) return false;
  let found = false;
  walk(only, (node) => {
    found ||= node.kind === 'derivative';
    return !found;
  });
  return found;
}

/** The codomain of a function whose values are numbers. */
function isNumbers(codomain: Node | undefined): boolean {
  return codomain !== undefined && readSet(codomain)?.shape.length === 0;
}
