import type { TexToken } from '../tex/token';
import { tokenize } from '../tex/tokenize';
import { span } from '../text/span';

/**
 * Mathematics as a line of plain text, for messages that cannot show formulas: `$\frac{a+b}{2} \cdot x^2$` → `(a+b)/2 · x²`.
 * Any text gives one; a command that is not known stands by its name.
 */
export function plainText(sentence: string): string {
  const pieces = sentence.split(/(?<!\\)\$/);
  // An odd number of dollars: the last one opens nothing.
  const loose = pieces.length % 2 === 0 ? pieces.pop() : undefined;
  const text = pieces.map((piece, i) => (i % 2 === 0 ? piece.replaceAll('\\$', '$') : plainTex(piece))).join('');
  return loose === undefined ? text : `${text}$${loose}`;
}

/** The same for what stands between the dollars. */
export function plainTex(tex: string): string {
  return tidy(new Reader(tex).run(0));
}

const deepest = 40;

class Reader {
  private at = 0;
  /** How many matrices are open. */
  private matrices = 0;
  private readonly tokens: readonly TexToken[];

  constructor(tex: string) {
    this.tokens = tokenize(tex, span(0, tex.length));
  }

  /** Reads up to the closing token (or the end). */
  run(depth: number, close?: '}' | ']'): string {
    let text = '';
    for (let token = this.tokens[this.at++]; token !== undefined; token = this.tokens[this.at++]) {
      switch (token.kind) {
        case 'superscript':
        case 'subscript':
          text = text.trimEnd() + script(token.kind, this.argument(depth));
          break;
        case 'open':
          text += this.nested(depth, '}');
          break;
        case 'close':
          if (close === '}') return text;
          break;
        case 'command':
          text += this.command(token.text, depth);
          break;
        case 'character':
          if (token.text === close) return text;
          text += token.text === '-' ? '−' : token.text;
          break;
        case 'prime':
          text += '′';
          break;
        case 'begin':
          if (isMatrix(token.text)) this.matrices++;
          text += isMatrix(token.text) ? '(' : ' ';
          break;
        case 'end':
          if (isMatrix(token.text)) this.matrices--;
          text = isMatrix(token.text) ? `${text.trimEnd()})` : `${text} `;
          break;
        case 'newline':
          text = this.matrices > 0 ? `${text.trimEnd()}; ` : `${text} `;
          break;
        case 'align':
        case 'space':
          text += ' ';
          break;
      }
    }
    return text;
  }

  private nested(depth: number, close: '}' | ']'): string {
    if (depth < deepest) return this.run(depth + 1, close);
    this.at = this.tokens.length;
    return '…';
  }

  private command(name: string, depth: number): string {
    const spelled = signs.get(name);
    if (spelled !== undefined) return spelled;
    if (name === 'frac' || name === 'dfrac' || name === 'tfrac' || name === 'cfrac') {
      const dividend = this.argument(depth);
      return `${grouped(dividend)}/${grouped(this.argument(depth), true)}`;
    }
    if (name === 'binom' || name === 'dbinom' || name === 'tbinom') {
      return `C(${this.argument(depth)}, ${this.argument(depth)})`;
    }
    if (name === 'sqrt') return this.root(depth);
    const accent = accents.get(name);
    if (accent !== undefined) return `${this.argument(depth)}${accent}`;
    if (name === 'mathbb')
      return Array.from(this.argument(depth), (letter) => doubleStruck.get(letter) ?? letter).join('');
    if (wrappers.has(name)) return this.argument(depth);
    if (skipped.has(name)) return '';
    // A named function, or a command that no table knows: its name, apart from a letter that follows.
    return /^[A-Za-z]/.test(name) ? ` ${name} ` : name;
  }

  private root(depth: number): string {
    this.blanks();
    let index = '';
    if (this.tokens[this.at]?.text === '[') {
      this.at++;
      index = script('superscript', this.nested(depth, ']'));
    }
    return `${index}√${grouped(this.argument(depth), true)}`;
  }

  private argument(depth: number): string {
    this.blanks();
    const token = this.tokens[this.at];
    if (token === undefined || token.kind === 'close') return '';
    this.at++;
    if (token.kind === 'open') return this.nested(depth, '}').trim();
    if (token.kind === 'command') return depth < deepest ? this.command(token.text, depth + 1).trim() : '…';
    if (token.kind === 'prime') return '′';
    return token.text === '-' ? '−' : token.text;
  }

  private blanks(): void {
    while (this.tokens[this.at]?.kind === 'space') this.at++;
  }
}

/** Parentheses around what would be torn apart beside a slash or under a root. */
function grouped(text: string, product = false): string {
  const trimmed = text.trim();
  if (/^[\p{L}\p{N}.,′′²³√|⌊⌋∞₀-₉⁰-⁹]*$/u.test(trimmed) && (!product || !/\d\p{L}|\p{L}\p{L}/u.test(trimmed)))
    return trimmed;
  if (/^\([^()]*\)$/.test(trimmed)) return trimmed;
  return `(${trimmed})`;
}

function script(kind: 'superscript' | 'subscript', text: string): string {
  if (text === '') return '';
  if (kind === 'superscript' && (text === '′' || text === '∘')) return text === '∘' ? '°' : text;
  const small = kind === 'superscript' ? superscripts : subscripts;
  const raised = Array.from(text, (c) => small.get(c));
  if (raised.every((c) => c !== undefined)) return raised.join('');
  const mark = kind === 'superscript' ? '^' : '_';
  return Array.from(text).length === 1 ? `${mark}${text}` : `${mark}(${text})`;
}

function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/ ([,;.)\]])/g, '$1')
    .replace(/([([]) /g, '$1')
    .trim();
}

function table(pairs: string): Map<string, string> {
  return new Map(
    pairs
      .trim()
      .split(/\s+/)
      .map((pair) => [pair.slice(0, -1), pair.slice(-1)]),
  );
}

const superscripts = table('0⁰ 1¹ 2² 3³ 4⁴ 5⁵ 6⁶ 7⁷ 8⁸ 9⁹ +⁺ −⁻ -⁻ (⁽ )⁾ nⁿ iⁱ Tᵀ');
const subscripts = table('0₀ 1₁ 2₂ 3₃ 4₄ 5₅ 6₆ 7₇ 8₈ 9₉ +₊ −₋ -₋ iᵢ jⱼ kₖ nₙ mₘ tₜ xₓ aₐ eₑ');

const accents = new Map([
  ['hat', '\u0302'],
  ['widehat', '\u0302'],
  ['bar', '\u0304'],
  ['overline', '\u0305'],
  ['tilde', '\u0303'],
  ['widetilde', '\u0303'],
  ['vec', '\u20d7'],
  ['dot', '\u0307'],
  ['ddot', '\u0308'],
]);

const doubleStruck = table('Nℕ Zℤ Qℚ Rℝ Cℂ Pℙ');

const wrappers = new Set([
  'text',
  'textbf',
  'textit',
  'textrm',
  'mathrm',
  'mathbf',
  'mathcal',
  'mathsf',
  'mathit',
  'mathfrak',
  'boldsymbol',
  'bm',
  'operatorname',
  'operatorname*',
  'boxed',
  'mbox',
  'underline',
  'substack',
]);

const skipped = new Set([
  'left',
  'right',
  'big',
  'Big',
  'bigg',
  'Bigg',
  'bigl',
  'bigr',
  'Bigl',
  'Bigr',
  'displaystyle',
  'textstyle',
  'limits',
  'nolimits',
  'nonumber',
  'notag',
  '!',
  'middle',
]);

/** Commands that are one sign of plain text; relations and operators bring their spaces along. */
const signs = new Map<string, string>([
  ...table(
    `alphaα betaβ gammaγ deltaδ epsilonε varepsilonε zetaζ etaη thetaθ varthetaϑ iotaι kappaκ lambdaλ muμ nuν xiξ piπ rhoρ sigmaσ tauτ
     upsilonυ phiφ varphiφ chiχ psiψ omegaω GammaΓ DeltaΔ ThetaΘ LambdaΛ XiΞ PiΠ SigmaΣ UpsilonΥ PhiΦ PsiΨ OmegaΩ ellℓ infty∞ partial∂
     nabla∇ circ∘ prime′ ldots… cdots⋯ dots… vdots⋮ ddots⋱ hbarℏ emptyset∅ varnothing∅ lfloor⌊ rfloor⌋ lceil⌈ rceil⌉ langle⟨ rangle⟩
     lvert| rvert| vert| lVert‖ rVert‖ Vert‖ |‖ sum∑ prod∏ int∫ ReR ImI`,
  ),
  ...[
    ['cdot', '·'],
    ['times', '×'],
    ['div', '÷'],
    ['pm', '±'],
    ['mp', '∓'],
    ['odot', '⊙'],
    ['otimes', '⊗'],
    ['ast', '*'],
    ['le', '≤'],
    ['leq', '≤'],
    ['leqslant', '≤'],
    ['ge', '≥'],
    ['geq', '≥'],
    ['geqslant', '≥'],
    ['ne', '≠'],
    ['neq', '≠'],
    ['lt', '<'],
    ['gt', '>'],
    ['approx', '≈'],
    ['simeq', '≃'],
    ['sim', '~'],
    ['equiv', '≡'],
    ['propto', '∝'],
    ['in', '∈'],
    ['notin', '∉'],
    ['subset', '⊂'],
    ['subseteq', '⊆'],
    ['cup', '∪'],
    ['cap', '∩'],
    ['to', '→'],
    ['rightarrow', '→'],
    ['mapsto', '↦'],
    ['implies', '⇒'],
    ['Rightarrow', '⇒'],
    ['Longrightarrow', '⇒'],
    ['iff', '⇔'],
    ['Leftrightarrow', '⇔'],
    ['mid', '|'],
    ['land', '∧'],
    ['lor', '∨'],
    ['forall', '∀'],
    ['exists', '∃'],
  ].map(([name = '', sign = '']): [string, string] => [name, ` ${sign} `]),
  ['\\', ' '],
  [',', ' '],
  [';', ' '],
  [':', ' '],
  [' ', ' '],
  ['quad', ' '],
  ['qquad', ' '],
  ['{', '{'],
  ['}', '}'],
  ['%', '%'],
  ['$', '$'],
  ['#', '#'],
  ['&', '&'],
  ['_', '_'],
]);

function isMatrix(environment: string): boolean {
  return /matrix\*?$/.test(environment);
}
