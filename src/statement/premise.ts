import type { Node } from '../formula/tree';
import { symbolsOf, walk } from '../formula/walk';
import { foundValues } from './clause';
import { hasBox, isNumber } from './formula-shape';
import type { Link } from './statement';

/**
 * Whether the words around a relation say that it is a result, though its symbols are new: it is boxed, or something mathematical is named that it comes
 * from, or it is arithmetic.
 *
 *     From the second row, we have $4v_2 + 5v_3 = 27$.
 *     ^^^^^^^^^^^^^^^^^^^
 *     Since $41$ and $43$ are the two, $n = \boxed{41}$.
 *                                           ^^^^^^^^^^
 *
 * An equation that puts the words of a problem into symbols ("We have $2x + 5 = 16$") is none, and neither is a name ("By the formula, $A = \pi r^2$").
 */
export function isResult(link: Link): boolean {
  if (hasBox(link.right) || (hasBox(link.passage.formula.root) && link.index === link.size - 1)) return true;
  if (link.index > 0 || link.attitude === 'assumed') return false;
  if (quoted.test(link.passage.lead) && !quotedOf.test(link.passage.lead)) return true;
  const words =
    link.passage.lead
      .replace(/\([^()]*\)/g, '')
      .split(/[;.]\s/)
      .pop() ?? '';
  if (isName(link.left))
    return curve.test(words) || /^(?:are|:)$/.test(foundValues(words)?.words ?? '') || isFoundValue(link);
  if (proportion.test(words) && symbolsOf(link.right).every((key) => key === '\\pi')) return true;
  if (countsNumbers(link.left) > 1 && countsNumbers(link.right) > 0) return true;
  return !restates.test(words) && (law.test(words) || place.test(words) || figure.test(words));
}

/** "Therefore, $\\theta = -45^\\circ$": a number is found, while "so $V = 3 \\cdot 4$" tells a name for what is worked out. */
function isFoundValue({ left, right, relation, attitude, cue, size, passage }: Link): boolean {
  return (
    passage.formula.root.kind !== 'logic' &&
    left.kind === 'symbol' &&
    relation.kind === '=' &&
    attitude === 'concluded' &&
    size === 1 &&
    isNumber(right) &&
    follows.test(cue ?? '')
  );
}

const follows = /^(?:so|thus|hence|therefore|consequently)$/i;

/** "Therefore, the ratio of the areas is: " */
const proportion =
  /\b(?:thus|hence|therefore)\b[^.;]*\b(?:ratio|proportion|fraction|quotient|product|sum|difference)\b[^.;]*\b(?:is|equals):?\s*$/i;

/** "We use the property that", "recall the rule of roots that" */
const quoted = /\b(?:property|identity|rule)\b(?: of [\w\s-]{2,40})? that\s*$/i;
/** "Find all numbers with the property that" */
const quotedOf = /\b(?:with|ha[sv]e?|having) the (?:\w+ )?(?:property|rule)\b/i;

/** "By the Pythagorean Theorem", "using Vieta's formulas", "by comparing coefficients" */
const law =
  /\b(?:by|from|using|due to|comparing|equating|matching|applying)\b(?:\s+[\p{L}'’–-]+){0,5}\s+(?:theorem|formulas|law|rule|identity|inequality|lemma|property|symmetry|similarity|induction|coefficients|Vieta|Pythagoras|AM-GM|Cauchy-Schwarz)\b(?! (?:that|states?|says?)\b)/iu;
/** "From the third row", "from the first equation" */
const place = /\bfrom (?:the )?(?:\w+ )?(?:row|line|column|equation|diagram|figure|graph|picture)s?\b/i;
/** "Since $PT$ and $RQ$ are parallel" */
const figure =
  /\b(?:since|because|as)\b[^.;]*\b(?:parallel|perpendicular|isosceles|equilateral|similar|congruent|tangent|bisects?|bisector|midpoint|inscribed|collinear|right angles?|vertical angles?)\b/i;
/** "Therefore, the horizontal asymptote is $y = 2$" */
const curve = /\b(?:therefore|thus|so|hence)\b.*\b(?:asymptotes?|axis of symmetry|directrix) (?:is|are)\s*$/i;
/** What the problem says is put into symbols, or a formula is quoted. */
const restates =
  /\b(?:the |this )?(?:problem|question|given|told|information|statement|story|states?|of the form|general form|standard form)\b/i;

/** How many numbers stand in a formula of numbers and words, `3 \\text{ hours} \\times \\$35/\\text{hour}`; none where it has symbols. */
function countsNumbers(node: Node): number {
  let count = 0;
  let symbols = false;
  walk(node, (part) => {
    if (part.kind === 'number') count++;
    if (part.kind === 'symbol' || part.kind === 'apply') symbols = true;
  });
  return symbols ? 0 : count;
}

/** A letter, a letter with its arguments, words: what is said of it first tells what it stands for. */
function isName(node: Node): boolean {
  return node.kind === 'symbol' || node.kind === 'apply' || node.kind === 'word';
}
