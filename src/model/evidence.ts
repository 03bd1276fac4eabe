import type { Node } from '../formula/tree';
import { symbolsOf, walk } from '../formula/walk';
import type { Scope } from '../statement/statement';
import { LetterPi } from './letter-pi';
import { RangesSeen } from './ranges';
import { RatesSeen } from './rates';
import { StatedNumbers } from './stated';

/**
 * What the use of letters in a document shows of their kind: `f(2)` is never a product when `f` may be a function, and `x(x + 1)` is one
 * when `x` also stands alone.
 */
export class Evidence {
  readonly rates = new RatesSeen();
  readonly ranges = new RangesSeen();
  readonly pi = new LetterPi();
  private readonly bare = new Set<string>();
  private readonly applied = new Set<string>();
  private readonly functions = new Set<string>();
  private imaginary = false;
  /** `2i`, and whether i also stands for something else: an index, an unknown, a vector beside j. */
  private numbered = false;
  private ordinary = false;
  private figure = false;
  /** Letters that are said to be so many degrees. */
  private readonly inDegrees = new Set<string>();

  /** Takes in one formula of the document. */
  add(root: Node, scope: Scope): void {
    if (isSymbol(root, 'i')) this.ordinary = true;
    walk(root, (node) => {
      this.rates.add(node);
      this.pi.add(node, scope);
      this.ranges.add(node);
      switch (node.kind) {
        case 'apply': {
          const key = node.head.key;
          this.applied.add(key);
          if (
            node.args.length > 1 ||
            node.inverse ||
            node.given ||
            node.args.some((a) => a.kind === 'number') ||
            nested(node.args)
          )
            this.functions.add(key);
          return;
        }
        case 'add':
          for (const term of node.terms) this.take(term.node);
          return;
        case 'product':
          for (const factor of node.factors) this.take(factor.node);
          if (isMultipleOfI(node)) this.numbered = true;
          return;
        case 'quotient':
          this.take(node.dividend);
          this.take(node.divisor);
          return;
        case 'power':
          this.take(node.base);
          if (isSymbol(node.base, 'i') && node.exponent.kind === 'number') this.imaginary = true;
          if (isSymbol(node.base, 'e') && turns(node.exponent)) this.imaginary = true;
          return;
        case 'chain':
          for (const [index, operand] of node.operands.entries()) {
            this.take(operand);
            if (isSymbol(operand, 'i')) this.ordinary = true;
            const next = node.relations[index]?.kind === '=' ? node.operands[index + 1] : undefined;
            if (operand.kind === 'symbol' && next && endsInDegrees(node.operands.slice(index + 1)))
              this.inDegrees.add(operand.key);
            // "f(x) = …" at the head of a chain introduces a function.
            if (index === 0 && operand.kind === 'apply' && operand.args.every((a) => a.kind === 'symbol'))
              this.functions.add(operand.head.key);
          }
          return;
        case 'tuple':
          for (const item of node.items) this.take(item);
          return;
        case 'mapping':
          if (node.function.kind === 'symbol') this.functions.add(node.function.key);
          return;
        case 'symbol':
          if (node.letter === 'j' || node.subscripts.some((part) => symbolsOf(part).includes('i')))
            this.ordinary = true;
          if (/^\\(?:angle|triangle|overline\{[A-Z]{2})/.test(node.key)) this.figure = true;
          return;
        case 'derivative':
          if (node.style === 'prime') {
            if (node.operand.kind === 'apply') this.functions.add(node.operand.head.key);
            if (node.operand.kind === 'symbol') this.functions.add(node.operand.key);
          }
          return;
        default:
          return;
      }
    });
  }

  /** What the problem's statement tells. */
  readonly stated = new StatedNumbers();

  /** The words "complex" or "imaginary" in the text say so too. */
  addProse(text: string): void {
    this.rates.addProse(text);
    if (
      !this.imaginary &&
      /\b(complex (?:number|plane|root|conjugate|solution)|imaginary|roots? of unity|cis)\b/i.test(text)
    )
      this.imaginary = true;
    if (!this.figure && figures.test(text)) this.figure = true;
  }

  /** The document speaks of points and figures: `AB` is then a segment, never a product. */
  get geometric(): boolean {
    return this.figure;
  }

  /** Whether a letter was said to be so many degrees: `C = 60^\circ`. */
  isInDegrees(key: string): boolean {
    return this.inDegrees.has(key);
  }

  get complex(): boolean {
    return this.imaginary || (this.numbered && !this.ordinary);
  }

  role(key: string): 'function' | 'variable' | undefined {
    const alone = this.bare.has(key);
    if (usualFunctions.has(letterOf(key))) return this.functions.has(key) || !alone ? 'function' : undefined;
    if (alone) return this.applied.has(key) && this.functions.has(key) && /^[A-Z]/.test(key) ? undefined : 'variable';
    return this.functions.has(key) ? 'function' : undefined;
  }

  private take(node: Node): void {
    if (node.kind === 'symbol') this.bare.add(node.key);
  }
}

/** Whether a chain goes on with degrees, `180^\circ - \alpha = 75^\circ`. */
function endsInDegrees(operands: readonly Node[]): boolean {
  return operands.some((operand) => {
    const bare = operand.kind === 'add' ? operand.terms[0]?.node : operand;
    return bare?.kind === 'quantity' && bare.unit === 'deg';
  });
}

/** Words that go with points named by capital letters. */
const figures =
  /\b(?:triangles?|quadrilaterals?|trapezoids?|parallelograms?|rhombus|polygons?|pentagons?|hexagons?|segments?|squares? [A-Z]{4}|rectangles? [A-Z]{4}|circles?|chords?|midpoints?|bisect\w*|collinear|perpendicular)\b/i;

/** Letters that stand for functions unless the text says otherwise. */
const usualFunctions: ReadonlySet<string> = new Set([
  'f',
  'g',
  'h',
  'F',
  'G',
  'H',
  '\\phi',
  '\\varphi',
  '\\psi',
  '\\sigma',
  '\\Gamma',
  'O',
  '\\Theta',
  '\\Omega',
  'o',
]);

function letterOf(key: string): string {
  return key.replace(/[_'^].*$/, '');
}

/** `f(f(1))`: what is applied to an application is a function. */
function nested(args: readonly Node[]): boolean {
  return args.some((a) => a.kind === 'apply');
}

function isSymbol(node: Node, key: string): boolean {
  return node.kind === 'symbol' && node.key === key;
}

/** `2i`, `-3 \cdot i`: a number times i and nothing else. */
function isMultipleOfI(node: Extract<Node, { kind: 'product' }>): boolean {
  const [number, letter, ...others] = node.factors;
  return number?.node.kind === 'number' && letter !== undefined && isSymbol(letter.node, 'i') && others.length === 0;
}

/** An exponent of e such as `i\pi`, `-2\pi i/3` or `i\theta`: an angle times the imaginary unit. */
function turns(exponent: Node): boolean {
  switch (exponent.kind) {
    case 'add':
      return exponent.terms.some((term) => turns(term.node));
    case 'quotient':
      return turns(exponent.dividend);
    case 'group':
      return turns(exponent.body);
    case 'product': {
      const parts = exponent.factors.flatMap(({ node }) => (node.kind === 'quotient' ? [node.dividend] : [node]));
      const all = parts.flatMap((part) => (part.kind === 'product' ? part.factors.map((f) => f.node) : [part]));
      return all.some((part) => isSymbol(part, 'i')) && all.some((part) => angles.some((key) => isSymbol(part, key)));
    }
    default:
      return false;
  }
}

const angles: readonly string[] = ['\\pi', '\\theta', '\\phi', '\\varphi'];
