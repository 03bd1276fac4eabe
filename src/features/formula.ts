import type { Analysis, CheckedClaim } from '../analysis';
import type { Inline, MathRegion } from '../document/document';
import { type Span, touches } from '../text/span';

/** Where the user is typing: no verdict is shown on the formula around this offset. */
export interface Typing {
  readonly offset: number;
}

/** The formulas of the document, in order. */
export function formulas(analysis: Analysis): MathRegion[] {
  return analysis.document.blocks.flatMap((block) =>
    block.kind === 'heading' || block.kind === 'paragraph' ? block.content.filter(isMath) : [],
  );
}

/** The formula around an offset, its delimiters included; where two touch there, the later one. */
export function formulaAt(analysis: Analysis, offset: number): MathRegion | undefined {
  const touched = formulas(analysis).filter((formula) => touches(formula.span, offset));
  return touched[touched.length - 1];
}

/** The span on which nothing is said while the user types in it: a formula, or the formula-like text of a claim in prose. */
export function quietSpan(analysis: Analysis, typing: Typing | undefined): Span | undefined {
  if (typing === undefined) return undefined;
  const formula = formulaAt(analysis, typing.offset);
  if (formula !== undefined) return formula.span;
  return analysis.claims.find((claim) => touches(claim.formulaSpan, typing.offset))?.formulaSpan;
}

/** Whether a claim's verdict is held back: some of it stands in the formula that is being typed. */
export function isQuiet(claim: CheckedClaim, quiet: Span | undefined): boolean {
  return quiet !== undefined && claim.span.from < quiet.to && quiet.from < claim.span.to;
}

function isMath(inline: Inline): inline is MathRegion {
  return inline.kind === 'math';
}
