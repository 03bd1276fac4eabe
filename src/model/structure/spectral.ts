import type { Apply, Call, Node } from '../../formula/tree';
import type { Quotient } from '../../kernel/canonical/atom';
import { entryOf, type Matrix } from '../../kernel/matrix';
import { eigenvalues, rankOf, singularValues, widestSpectrum, type Spectrum } from '../../kernel/spectrum';
import type { Evaluator } from './evaluator';
import { placeOf } from './indexing';
import { isIndexLetter } from './known';
import { NeedsNumbers, stop, TooLarge } from './outcome';
import { isScalar, scalar, type Value } from './value';
import type { World } from './world';
import type { Scope } from '../../statement/statement';

/** What is asked of a matrix: its rank, its condition number, or one of its singular values or eigenvalues. */
export interface SpectralQuestion {
  readonly asked: 'rank' | 'condition' | 'singular value' | 'eigenvalue';
  /** Which value: the greatest, the least, or the k-th from 1. */
  readonly place: 'greatest' | 'least' | Node;
  readonly of: Node;
}

const calls: ReadonlyMap<string, SpectralQuestion['asked']> = new Map([
  ['rank', 'rank'],
  ['rk', 'rank'],
  ['cond', 'condition'],
]);

/** `\operatorname{rank}(A)`, `\kappa(A)`, `\sigma_{\max}(A)`, `\lambda_1(A)`, where the text gives these letters no other meaning. */
export function spectralIn(node: Call | Apply, world: World, scope: Scope): SpectralQuestion | undefined {
  const [of] = node.args;
  if (!of || node.args.length !== 1) return undefined;
  if (node.kind === 'call') {
    const asked = calls.get(node.name);
    return asked === undefined || node.subscript ? undefined : { asked, place: 'greatest', of };
  }
  const { head } = node;
  if (node.given || node.inverse || head.marks.length > 0) return undefined;
  if (world.knows(head.key, scope) || world.ruleOf(head.key, scope)) return undefined;
  const [label, more] = head.subscripts;
  if (more) return undefined;
  if (!label) return head.letter === '\\kappa' ? { asked: 'condition', place: 'greatest', of } : undefined;
  const asked = head.letter === '\\sigma' ? 'singular value' : head.letter === '\\lambda' ? 'eigenvalue' : undefined;
  const place = placeIn(label);
  return asked === undefined || place === undefined ? undefined : { asked, place, of };
}

function placeIn(label: Node): SpectralQuestion['place'] | undefined {
  if (label.kind === 'number') return /^[1-9]$/.test(label.digits) ? label : undefined;
  const name =
    label.kind === 'word'
      ? label.text.trim()
      : label.kind === 'symbol'
        ? label.letter.replace(/^\\(?:mathrm|text|operatorname)\{(.*)\}$/, '$1').replace(/^\\/, '')
        : label.kind === 'call' || label.kind === 'big'
          ? label.kind === 'call'
            ? label.name
            : label.operator
          : '';
  if (name === 'max') return 'greatest';
  if (name === 'min') return 'least';
  return isIndexLetter(label) ? label : undefined;
}

/** What a question about a matrix comes to; undefined where what is asked about is none. */
export function spectralValue(ev: Evaluator, { asked, place, of }: SpectralQuestion): Value | undefined {
  const { algebra } = ev;
  const value = ev.value(of);
  if (value.identity) return stop('the size of the identity matrix was not said');
  if (asked === 'rank') {
    const rank = rankOf(algebra, value);
    if (rank === undefined) throw new NeedsNumbers('ranks are computed where all entries are fractions');
    return scalar(algebra.integer(rank));
  }
  if (isScalar(value) && value.rowName === undefined) return undefined;
  switch (asked) {
    case 'condition': {
      const values = valuesOf(singularValues(algebra, value));
      const [greatest, least] = [values[0], values[values.length - 1]];
      return greatest && least ? scalar(algebra.divide(greatest, least)) : undefined;
    }
    case 'singular value':
      return scalar(at(ev, valuesOf(singularValues(algebra, value)), place));
    case 'eigenvalue':
      return scalar(at(ev, symmetricSpectrum(ev, value), place));
  }
}

function at(ev: Evaluator, values: Spectrum, place: SpectralQuestion['place']): Quotient {
  const k =
    place === 'greatest' ? 0 : place === 'least' ? values.length - 1 : placeOf(ev, place, values.length, undefined) - 1;
  return values[k] ?? ev.algebra.integer(0);
}

function valuesOf(spectrum: Spectrum | undefined): Spectrum {
  if (spectrum) return spectrum;
  throw new TooLarge(`singular values and eigenvalues are computed where one side is at most ${widestSpectrum}`);
}

/** The eigenvalues of a symmetric matrix; of others they are not computed. */
export function symmetricSpectrum(ev: Evaluator, matrix: Matrix): Spectrum {
  const { algebra } = ev;
  if (matrix.rows !== matrix.columns) return stop('only square matrices have eigenvalues');
  for (let i = 0; i < matrix.rows; i++)
    for (let j = 0; j < i; j++)
      if (algebra.subtract(entryOf(matrix, i, j), entryOf(matrix, j, i)).numerator.size > 0)
        return stop('eigenvalues are computed of symmetric matrices only');
  return valuesOf(eigenvalues(algebra, matrix));
}
