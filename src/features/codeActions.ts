import type { Analysis } from '../analysis';
import type { Span } from '../text/span';

/** A change that makes a refuted claim hold. */
export interface QuickFix {
  readonly title: string;
  /** The claim's squiggle, which the change removes. */
  readonly claim: Span;
  readonly edit: { readonly span: Span; readonly text: string };
}

/** The quick fixes for the claims that touch a range of the document. */
export function codeActions(analysis: Analysis, range: Span): QuickFix[] {
  return analysis.claims.flatMap((claim) => {
    const { repair, span } = claim;
    if (repair === undefined || span.from > range.to || range.from > span.to) return [];
    const wrong = analysis.document.text.slice(repair.span.from, repair.span.to);
    const title =
      wrong === '' ? `Insert ${short(repair.latex)}` : `Replace ${short(wrong)} with ${short(repair.latex)}`;
    return [{ title, claim: span, edit: { span: repair.span, text: repair.latex } }];
  });
}

function short(latex: string): string {
  const line = latex.replace(/\s+/g, ' ').trim();
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}
