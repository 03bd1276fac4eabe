import type { CheckedClaim } from '../analysis';
import type { Refuted, Status } from '../check/verdict';
import { plainTex, plainText } from './plainText';

/** What a claim's status is called where a person reads it. */
export const statusWords: Readonly<Record<Status, string>> = {
  proved: 'proved',
  tested: 'tested',
  conditional: 'conditional',
  refuted: 'refuted',
  given: 'given',
  unknown: 'undecided',
};

/** Where the claim fails and what both sides are there: "For x = 1, y = 2, the left side is 9 and the right side is 5." */
export function evidenceSentence(verdict: Refuted): string {
  const values = Object.entries(verdict.counterexample).map(([key, value]) => `${plainTex(key)} = ${plainTex(value)}`);
  const where = values.length === 0 ? '' : `For ${values.join(', ')}, `;
  const left = plainTex(verdict.left);
  const right = plainTex(verdict.right);
  if (left === '' || right === '') return where === '' ? '' : `It fails for ${values.join(', ')}.`;
  return `${where}${where === '' ? 'The' : 'the'} left side is ${left} and the right side is ${right}.`;
}

/** Why a claim is refuted, with the counterexample and both sides unless the reason names them already. */
export function refutation(verdict: Refuted): string {
  const reason = plainText(verdict.reason).trim();
  const named = [verdict.left, verdict.right, ...Object.values(verdict.counterexample)].every((value) =>
    mentions(reason, plainTex(value)),
  );
  return named ? reason : joined(reason, evidenceSentence(verdict));
}

/** The whole relation of a claim with its repair put in place, as LaTeX; undefined where the repair lies elsewhere. */
export function repaired(claim: CheckedClaim): string | undefined {
  const { repair, wholeSpan, latex } = claim;
  if (repair === undefined || repair.span.from < wholeSpan.from || repair.span.to > wholeSpan.to) return undefined;
  if (latex.length !== wholeSpan.to - wholeSpan.from) return undefined;
  return (
    latex.slice(0, repair.span.from - wholeSpan.from) + repair.latex + latex.slice(repair.span.to - wholeSpan.from)
  );
}

/** Sentences in a row, each with its full stop. */
export function joined(...sentences: readonly string[]): string {
  return sentences
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
    .map((sentence) => (/[.!?:…]$/.test(sentence) ? sentence : `${sentence}.`))
    .join(' ');
}

/** Whether a number or expression stands in a text on its own: `5` is not in `15` or `0.5`. */
function mentions(text: string, value: string): boolean {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at);
    const after = text.slice(at + value.length, at + value.length + 2);
    if (!/[\p{L}\p{N}]$|\d[.,]$/u.test(before) && !/^[\p{L}\p{N}]|^[.,]\d/u.test(after)) return true;
  }
  return false;
}
