import { curvesOf, type Analysis, type Assumption, type CheckedClaim, type Curves } from '../analysis';
import type { Refuted } from '../check/verdict';
import type { MathRegion } from '../document/document';
import { lineWords } from '../document/parts';
import { type Span, touches } from '../text/span';
import { formulaAt } from './formula';
import { plainTex, plainText } from './plainText';
import { joined, repaired } from './sentences';
import { texOf, texOfFormula } from './source';
import { symbolLine } from './symbolHover';

export interface HoverText {
  /** What the hover is about: the whole relation, or the formula. */
  readonly span: Span;
  readonly markdown: string;
}

/** Turns TeX into an address that an image can show; undefined where it cannot be typeset. */
export type Typeset = (tex: string) => string | undefined;

/** Draws two curves as an address that an image can show; `label` tells the place where they are apart. */
export type Draw = (curves: Curves, label: string) => string | undefined;

/**
 * What is said about the formula around an offset: the step around it, else the nearest step of the formula, then the symbol under the
 * cursor; where there is neither, the formula itself. Undefined outside of formulas and of claims in prose.
 */
export function hover(
  analysis: Analysis,
  offset: number,
  typeset: Typeset,
  draw: Draw = () => undefined,
): HoverText | undefined {
  const formula = formulaAt(analysis, offset);
  const claim = claimAt(analysis, offset, formula);
  const symbol = analysis.symbols().at(offset);
  const known = symbol === undefined ? '' : escaped(plainText(symbolLine(analysis, symbol)));
  if (claim !== undefined) {
    const markdown = paragraphs(claimMarkdown(analysis, claim, { formula, typeset, draw, offset }), known);
    return { span: claim.wholeSpan, markdown };
  }
  if (symbol !== undefined) return { span: symbol.span, markdown: known };
  if (formula === undefined) return undefined;
  return {
    span: formula.span,
    markdown: paragraphs(picture(texOfFormula(formula), typeset), 'Nothing to check in this formula.'),
  };
}

/** The smallest step whose right side is around the offset, else whose whole relation is, else the nearest one of the formula. */
function claimAt(analysis: Analysis, offset: number, formula: MathRegion | undefined): CheckedClaim | undefined {
  const here = analysis.claims.filter((claim) =>
    formula === undefined ? touches(claim.wholeSpan, offset) : overlaps(claim.span, formula.span),
  );
  const around = (of: (claim: CheckedClaim) => Span) =>
    smallest(
      here.filter((claim) => touches(of(claim), offset)),
      (claim) => length(of(claim)),
    );
  return (
    around(({ span }) => span) ??
    around(({ wholeSpan }) => wholeSpan) ??
    smallest(here, ({ span }) => Math.max(span.from - offset, offset - span.to))
  );
}

interface Around {
  readonly formula: MathRegion | undefined;
  readonly typeset: Typeset;
  readonly draw: Draw;
  readonly offset: number;
}

function claimMarkdown(analysis: Analysis, claim: CheckedClaim, { formula, typeset, draw, offset }: Around): string {
  return paragraphs(
    isInWords(claim, formula) ? '' : picture(stepTex(claim, formula), typeset),
    // On the squiggle the editor shows the diagnostic's message, with the reason, above the hover.
    ...verdictLines(claim, touches(claim.span, offset)),
    curvesLine(claim, draw),
    repairLine(claim, formula, typeset),
    ...claim.verdict.remarks.map((remark) => `Remark: ${escaped(plainText(remark))}`),
    claim.reading === undefined ? '' : `Read as: ${escaped(plainText(claim.reading))}`,
    assumptionsLine(analysis, claim.assumptions),
  );
}

/** A count in running text is no formula: it is there to be read already. */
function isInWords({ relation }: CheckedClaim, formula: MathRegion | undefined): boolean {
  return relation === 'text' && formula === undefined;
}

function stepTex(claim: CheckedClaim, formula: MathRegion | undefined): string {
  if (formula === undefined) return claim.latex;
  // A step from one formula to another one: its conclusion is what stands here.
  const inOne = formula.span.from <= claim.wholeSpan.from && claim.wholeSpan.to <= formula.span.to;
  return texOf(formula, inOne ? claim.wholeSpan : claim.span);
}

function verdictLines({ verdict, checker, relation }: CheckedClaim, isUnderlined: boolean): string[] {
  const reason = escaped(joined(plainText(verdict.reason)));
  const by = checker === 'none' ? '' : ` · ${checker}`;
  switch (verdict.status) {
    case 'proved':
      return [`**✓ Proved**${by}`, reason];
    case 'tested':
      return [`**≈✓ Tested**, not a proof${by}`, reason];
    case 'refuted':
      return [
        `**✗ Refuted**${by} · evidence: ${verdict.evidence}`,
        isUnderlined ? '' : reason,
        evidence(verdict, relation),
      ];
    case 'conditional':
      return [
        `**⚠ Conditional**${by}`,
        isUnderlined ? '' : reason,
        `It holds only if **${escaped(plainTex(verdict.condition))}**.`,
      ];
    case 'given':
      return ['**Given**, not checked', reason];
    case 'unknown':
      return ['**Not decided**', reason];
  }
}

/** The counterexample and both sides there, at one glance. */
function evidence({ counterexample, left, right }: Refuted, relation: CheckedClaim['relation']): string {
  const values = Object.entries(counterexample).map(([key, value]) => `${plainTex(key)} = ${plainTex(value)}`);
  const where = values.length === 0 ? '' : ` at ${escaped(values.join(', '))}`;
  if (left === '' || right === '') return where === '' ? '' : `Counterexample: ${escaped(values.join(', '))}`;
  if (relation === 'text') return `Claimed **${escaped(plainTex(left))}**, counted **${escaped(plainTex(right))}**`;
  return `Left side **${escaped(plainTex(left))}**, right side **${escaped(plainTex(right))}**${where}`;
}

/** Both sides of a false identity in one variable, as two curves. */
function curvesLine({ compared, verdict }: CheckedClaim, draw: Draw): string {
  const curves = compared && curvesOf(compared);
  if (!curves || verdict.status !== 'refuted') return '';
  const value = verdict.counterexample[curves.variable];
  const place = value === undefined ? '' : `${plainTex(curves.variable)} = ${plainTex(value)}`;
  const address = draw(curves, place);
  const words = `Both sides as curves${place === '' ? '' : `, apart at ${place}`}`;
  return address === undefined ? '' : `![${words.replace(/[[\]\\\n]/g, ' ')}](${address})`;
}

function repairLine(claim: CheckedClaim, formula: MathRegion | undefined, typeset: Typeset): string {
  if (claim.repair === undefined) return '';
  const whole = repaired(claim);
  if (isInWords(claim, formula)) return `It would hold as **${escaped(whole ?? claim.repair.latex)}**`;
  return paragraphs('It would hold as', picture(whole ?? claim.repair.latex, typeset));
}

function assumptionsLine(analysis: Analysis, assumptions: readonly Assumption[]): string {
  if (assumptions.length === 0) return '';
  const told = assumptions.map(({ text, span }) => {
    const words = escaped(/^[^$]*\\/.test(text) && !text.includes('$') ? plainTex(text) : plainText(text));
    return span === undefined ? words : `${words} (${escaped(lineWords(analysis.document, span))})`;
  });
  return `Uses: ${told.join('; ')}`;
}

/** The formula as an image, or as code where it cannot be typeset. */
function picture(tex: string, typeset: Typeset): string {
  const address = tex === '' ? undefined : typeset(tex);
  if (address !== undefined) return `![${alternative(tex)}](${address})`;
  return tex === '' ? '' : `\`\`\`latex\n${tex.replaceAll('```', "'''")}\n\`\`\``;
}

/** What a screen reader says in place of the image. */
function alternative(tex: string): string {
  return plainTex(tex).replace(/[[\]\\\n]/g, ' ');
}

function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Text in which Markdown finds no markup. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~$]/g, '\\$&');
}

function overlaps(a: Span, b: Span): boolean {
  return a.from < b.to && b.from < a.to;
}

function length(span: Span): number {
  return span.to - span.from;
}

function smallest<T>(items: readonly T[], size: (item: T) => number): T | undefined {
  let best: T | undefined;
  for (const item of items) if (best === undefined || size(item) < size(best)) best = item;
  return best;
}
