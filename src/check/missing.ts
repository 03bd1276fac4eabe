import { printLatex } from '../formula/print';
import type { Node } from '../formula/tree';
import { walk } from '../formula/walk';
import { antiderivative } from '../kernel/antiderivative';
import { multiply, power, rational } from '../kernel/build';
import { canonical, difference } from '../kernel/canonical';
import type { Fuel } from '../kernel/fuel';
import { termToLatex } from '../kernel/print';
import type { Term } from '../kernel/term';
import { missingSlope } from './calculus';
import type { Question } from './checker';
import type { Edit } from './edits';
import { signsOf } from './polynomial';
import { readLatex } from './repair-text';

/** Longer parts are no slip, and no help. */
const longest = 40;

/** What the right side lacks, where it is one term or one factor: `2ab` behind `a^2 + b^2`, the `2` of `2\cos 2x`. */
export function* missing(question: Question, left: Node, other: Term, fuel: Fuel): Generator<Edit> {
  const side = question.rightNode;
  if (side.kind === 'ambiguous' || side.kind === 'sequence') return;
  const slope = missingSlope(question, fuel);
  const term = slope ? antiderivative(slope.term, slope.variable, fuel) : lacking(question, other, fuel);
  const form = term && canonical(term, { fuel });
  const latex = form?.kind === 'value' && form.term.kind !== 'add' ? termToLatex(form.term) : undefined;
  const isNew = form?.kind === 'value' && !resembles(form.term, question.right, fuel);
  if (latex !== undefined && isNew && latex.length <= longest && (slope !== undefined || question.symbols.length > 0)) {
    const node: Node = {
      kind: 'add',
      span: side.span,
      terms: [
        ...(side.kind === 'add' ? side.terms : [{ sign: '+' as const, node: side }]),
        latex.startsWith('-')
          ? { sign: '-', node: readLatex(latex.slice(1).trim()) }
          : { sign: '+', node: readLatex(latex) },
      ],
    };
    const slip = {
      kind: 'missing term',
      term: latex,
      square: isSquareOfSum(left),
      parts: isIntegralOfProduct(left),
    } as const;
    const end = { from: side.span.to, to: side.span.to };
    const patch = { span: end, latex: latex.startsWith('-') ? ` - ${latex.slice(1).trim()}` : ` + ${latex}` };
    yield { span: side.span, node, operand: node, patch, cost: 1.9, slip };
  }
  if (slope || question.symbols.length === 0) return;
  const ratio = canonical(multiply([other, power(question.right, rational(-1))]), { fuel });
  if (ratio.kind !== 'value' || ratio.term.kind === 'add') return;
  const factor = termToLatex(ratio.term);
  if (factor.length > longest / 2 || factor.startsWith('-') || factor.startsWith('\\frac')) return;
  const body: Node = side.kind === 'add' ? { kind: 'group', span: side.span, style: 'round', body: side } : side;
  const node: Node = {
    kind: 'product',
    span: side.span,
    factors: [
      { operator: 'implicit', node: readLatex(factor) },
      { operator: /^(?:group|call|symbol|power)$/.test(body.kind) ? 'implicit' : '\\cdot', node: body },
    ],
  };
  const chain = hasDerivative(left);
  yield {
    span: side.span,
    node,
    operand: node,
    cost: chain ? 1.7 : 2.4,
    slip: { kind: 'missing factor', factor, chain },
  };
}

function lacking(question: Question, other: Term, fuel: Fuel): Term | undefined {
  const result = difference(other, question.right, { fuel, ...signsOf(question.models) });
  return result.kind === 'open' ? result.difference : undefined;
}

/** What differs from a term only by a number is that term with a wrong number, not one that is missing. */
function resembles(term: Term, side: Term, fuel: Fuel): boolean {
  const terms = side.kind === 'add' ? side.terms : [side];
  return terms.some((other) => {
    const ratio = canonical(multiply([term, power(other, rational(-1))]), { fuel });
    return ratio.kind === 'value' && ratio.term.kind === 'rational';
  });
}

function isIntegralOfProduct(left: Node): boolean {
  return left.kind === 'integral' && left.body.kind === 'product';
}

/** `(a+b)^2`, `(a+b)(a+b)` */
function isSquareOfSum(left: Node): boolean {
  const [first, second, ...others] = left.kind === 'product' ? left.factors.map((factor) => factor.node) : [];
  if (first && second) return others.length === 0 && isSum(first) && printLatex(first) === printLatex(second);
  return left.kind === 'power' && isSum(left.base) && printLatex(left.exponent) === '2';
}

function isSum(node: Node): boolean {
  return node.kind === 'group' && node.body.kind === 'add' && node.body.terms.length > 1;
}

function hasDerivative(node: Node): boolean {
  let found = false;
  walk(node, ({ kind }) => {
    if (kind === 'derivative') found = true;
  });
  return found;
}
