import type { Add, Call, Node, Product } from '../formula/tree';
import { add, call, multiply, negate, symbol } from '../kernel/build';
import type { Term } from '../kernel/term';
import { differentialTerm, withDifferentials } from './differentials';
import { continued } from './dots';
import type { OperatorHost } from './operators';
import { pointNames } from './points';

/** A sum; the dots in it stand for the terms that those around them show. */
export function lowerSum(node: Add, host: OperatorHost): Term {
  const dots = node.terms.findIndex((t) => t.node.kind === 'ellipsis');
  if (dots >= 0) {
    const signs = new Set(node.terms.map((t) => t.sign));
    const [sign] = signs;
    if (signs.size > 1 || (sign !== '+' && sign !== '-')) return host.fail(dotsUnread);
    const whole = withDots(
      'sum',
      node.terms.map((t) => t.node),
      dots,
      host,
    );
    return sign === '-' ? negate(whole) : whole;
  }
  const last = node.terms.at(-1)?.node;
  const [dividend, modulus] = last?.kind === 'call' && isInfixRemainder(last) ? last.args : [];
  const signed = node.terms.length > 1 || node.terms[0]?.sign === '-';
  if (
    last &&
    dividend &&
    modulus &&
    signed &&
    host.chooser.choose(`mod at ${last.span.from}`, [
      { says: 'mod is taken of the whole sum' },
      { says: 'mod is taken of the last term' },
    ]) === 0
  ) {
    const whole = { ...node, terms: node.terms.map((t) => (t.node === last ? { ...t, node: dividend } : t)) };
    return call('mod', [lowerSum(whole, host), host.term(modulus)]);
  }
  const terms = node.terms.map((t) => {
    const term = host.term(t.node);
    switch (t.sign) {
      case '+':
        return term;
      case '-':
        return negate(term);
      case '\\pm':
        return upperSign(host) ? term : negate(term);
      case '\\mp':
        return upperSign(host) ? negate(term) : term;
    }
  });
  const [only] = terms;
  return terms.length === 1 && only ? only : add(terms);
}

/** Which of the two signs of every ± is read. */
function upperSign(host: OperatorHost): boolean {
  if (host.notation.signsInStep !== true) return host.fail('“±” stands for two values at once');
  return host.chooser.choose('±', [{ says: 'the upper signs' }, { says: 'the lower signs' }]) === 0;
}

/** A product, or the segment that capital letters side by side name. */
export function lowerProduct(node: Product, host: OperatorHost): Term {
  const name = segmentName(node);
  if (
    name !== undefined &&
    ((host.notation.geometric && !pointNames(node).some((key) => host.notation.named(key))) ||
      host.chooser.choose('segment', [{ says: '' }, { says: 'letters side by side taken as a product' }]) === 0)
  )
    return symbol(name);
  for (const factor of node.factors) {
    if (factor.operator === '\\odot' || factor.operator === '\\otimes')
      return host.fail('entrywise and tensor products are not computed here yet');
    if (factor.operator === '\\circ') return host.fail('composition of functions is not computed here yet');
  }
  if (measuresInARow(node)) return host.fail('words between numbers were not understood');
  const dots = node.factors.findIndex((f) => f.node.kind === 'ellipsis');
  if (dots >= 0)
    return withDots(
      'product',
      node.factors.map((f) => f.node),
      dots,
      host,
    );
  return multiply(lowerFactors(node, host));
}

/** A d before a letter makes it a differential, where the document integrates. */
export function hasDifferentials(host: OperatorHost): boolean {
  return host.notation.rates.integrates && !host.notation.named('d');
}

function lowerFactors({ factors }: Product, host: OperatorHost): readonly Term[] {
  if (!hasDifferentials(host)) return factors.map((f) => host.term(f.node));
  return [...withDifferentials(factors)].map((part) =>
    'differential' in part ? differentialTerm(part.differential) : host.term(part),
  );
}

/** What the dots at place `dots` stand for, where the terms around them show it. Two terms before them leave other rules open. */
function withDots(kind: 'sum' | 'product', nodes: readonly Node[], dots: number, host: OperatorHost): Term {
  const [before, after] = [nodes.slice(0, dots), nodes.slice(dots + 1)];
  if (after.some((node) => node.kind === 'ellipsis')) return host.fail(dotsUnread);
  const found = continued(
    kind,
    before.map((node) => host.term(node)),
    after.map((node) => host.term(node)),
    host.fuel,
  );
  if (!found) return host.fail(dotsUnread);
  const at = nodes[dots]?.span.from ?? 0;
  const other =
    !found.certain &&
    host.chooser.choose(`dots at ${at}`, [{ says: '' }, { says: 'the dots follow another rule' }]) === 1;
  return other ? host.fail(dotsUnread) : found.term;
}

/** `AB`, `XY_1`: capital letters side by side name a segment, an angle or a product; the name has them in one order, as `AB = BA`. */
function segmentName(node: Product): string | undefined {
  const letters = pointNames(node);
  if (letters.length < 2 || letters.length > 3 || letters.length < node.factors.length) return undefined;
  const sorted = letters.length === 2 ? [...letters].sort() : letters;
  return `\\overline{${sorted.join('')}}`;
}

/** `6 full rotations with 90 degrees remaining`: numbers with words, side by side without a sign, are no product. */
function measuresInARow(node: Product): boolean {
  return node.factors.some(({ operator, node: factor }, k) => {
    const before = node.factors[k - 1]?.node;
    if (operator !== 'implicit' || before === undefined) return false;
    const wordy =
      before.kind === 'word' || (before.kind === 'quantity' && before.unit !== '%' && before.unit !== 'deg');
    return wordy && (factor.kind === 'number' || factor.kind === 'quantity');
  });
}

/** `a \\bmod m`, not `\\operatorname{mod}(a, m)`. */
function isInfixRemainder({ name, args, nameSpan }: Call): boolean {
  const [dividend] = args;
  return (
    (name === 'mod' || name === 'bmod') &&
    args.length === 2 &&
    dividend !== undefined &&
    dividend.span.to <= nameSpan.from
  );
}

export const dotsUnread = 'the dots stand for terms that are not spelled out';
