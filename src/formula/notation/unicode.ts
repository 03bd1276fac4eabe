/** Unicode characters that stand for a command, by its name without backslash. */
const unicodeCommands: Readonly<Record<string, string>> = {
  '×': 'times',
  '·': 'cdot',
  '⋅': 'cdot',
  '∙': 'cdot',
  '•': 'bullet',
  '÷': 'div',
  '∗': 'ast',
  '∘': 'circ',
  '⊙': 'odot',
  '⊗': 'otimes',
  '⊕': 'oplus',
  '±': 'pm',
  '∓': 'mp',
  '≤': 'le',
  '≦': 'le',
  '⩽': 'le',
  '≥': 'ge',
  '≧': 'ge',
  '⩾': 'ge',
  '≠': 'ne',
  '≈': 'approx',
  '≃': 'simeq',
  '≅': 'cong',
  '∼': 'sim',
  '≡': 'equiv',
  '∝': 'propto',
  '≪': 'll',
  '≫': 'gg',
  '∈': 'in',
  '∉': 'notin',
  '⊂': 'subset',
  '⊆': 'subseteq',
  '∥': 'parallel',
  '⟂': 'perp',
  '⊥': 'perp',
  '≔': 'coloneqq',
  '≜': 'triangleq',
  '→': 'to',
  '⟶': 'to',
  '↦': 'mapsto',
  '←': 'leftarrow',
  '⟵': 'leftarrow',
  '⇒': 'Rightarrow',
  '⟹': 'Rightarrow',
  '⇐': 'Leftarrow',
  '⇔': 'Leftrightarrow',
  '⟺': 'Leftrightarrow',
  '∀': 'forall',
  '∃': 'exists',
  '∧': 'land',
  '∨': 'lor',
  '¬': 'neg',
  '∴': 'therefore',
  '∵': 'because',
  '∣': 'mid',
  '∑': 'sum',
  '∏': 'prod',
  '∫': 'int',
  '∬': 'iint',
  '∮': 'oint',
  '√': 'surd',
  '∂': 'partial',
  '∇': 'nabla',
  '∆': 'Delta',
  '∞': 'infty',
  '∅': 'emptyset',
  '∪': 'cup',
  '∩': 'cap',
  '∖': 'setminus',
  '…': 'ldots',
  '⋯': 'cdots',
  '⋮': 'vdots',
  '⋱': 'ddots',
  ℓ: 'ell',
  ℏ: 'hbar',
  '⌊': 'lfloor',
  '⌋': 'rfloor',
  '⌈': 'lceil',
  '⌉': 'rceil',
  '⟨': 'langle',
  '⟩': 'rangle',
  '‖': '|',
  '°': 'degree',
  '∠': 'angle',
  '△': 'triangle',
  '⊤': 'top',
  '†': 'dagger',
  '⋆': 'star',
  '★': 'star',
  '◦': 'circ',
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'varepsilon',
  ϵ: 'epsilon',
  ζ: 'zeta',
  η: 'eta',
  θ: 'theta',
  ϑ: 'vartheta',
  ι: 'iota',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  µ: 'mu',
  ν: 'nu',
  ξ: 'xi',
  π: 'pi',
  ρ: 'rho',
  σ: 'sigma',
  τ: 'tau',
  υ: 'upsilon',
  φ: 'varphi',
  ϕ: 'phi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
  Γ: 'Gamma',
  Δ: 'Delta',
  Θ: 'Theta',
  Λ: 'Lambda',
  Ξ: 'Xi',
  Π: 'Pi',
  Σ: 'Sigma',
  Υ: 'Upsilon',
  Φ: 'Phi',
  Ψ: 'Psi',
  Ω: 'Omega',
};

/** Unicode characters that stand for another character. */
const unicodeCharacters: Readonly<Record<string, string>> = {
  '−': '-',
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '＝': '=',
  '（': '(',
  '）': ')',
  '，': ',',
  '：': ':',
  '∶': ':',
  '⁄': '/',
  '∕': '/',
  '＋': '+',
  '“': '"',
  '”': '"',
  '‘': '`',
};

/** Raised and lowered characters, with what they raise or lower. */
export const unicodeSuperscripts: Readonly<Record<string, string>> = {
  '⁰': '0',
  '¹': '1',
  '²': '2',
  '³': '3',
  '⁴': '4',
  '⁵': '5',
  '⁶': '6',
  '⁷': '7',
  '⁸': '8',
  '⁹': '9',
  '⁻': '-',
  '⁺': '+',
  ⁿ: 'n',
  ⁱ: 'i',
  ᵀ: 'T',
};
export const unicodeSubscripts: Readonly<Record<string, string>> = {
  '₀': '0',
  '₁': '1',
  '₂': '2',
  '₃': '3',
  '₄': '4',
  '₅': '5',
  '₆': '6',
  '₇': '7',
  '₈': '8',
  '₉': '9',
  ᵢ: 'i',
  ⱼ: 'j',
  ₖ: 'k',
  ₙ: 'n',
  ₘ: 'm',
  ₜ: 't',
  ₓ: 'x',
  '₊': '+',
  '₋': '-',
};

/** `½` as numerator and denominator. */
const unicodeFractions: Readonly<Record<string, readonly [string, string]>> = {
  '½': ['1', '2'],
  '⅓': ['1', '3'],
  '⅔': ['2', '3'],
  '¼': ['1', '4'],
  '¾': ['3', '4'],
  '⅕': ['1', '5'],
  '⅖': ['2', '5'],
  '⅗': ['3', '5'],
  '⅘': ['4', '5'],
  '⅙': ['1', '6'],
  '⅚': ['5', '6'],
  '⅛': ['1', '8'],
  '⅜': ['3', '8'],
  '⅝': ['5', '8'],
  '⅞': ['7', '8'],
};

/** Letters of the double-struck alphabet that are sets or operators. */
const unicodeDoubleStruck: Readonly<Record<string, string>> = {
  ℝ: 'R',
  ℕ: 'N',
  ℤ: 'Z',
  ℚ: 'Q',
  ℂ: 'C',
  ℙ: 'P',
  '𝔼': 'E',
  '𝟙': '1',
};

interface Sign {
  readonly kind: 'command' | 'character' | 'prime';
  readonly text: string;
}

/** What a Unicode character stands for: `≤` a command, `½` a fraction, `𝐱` a bold letter; undefined if only for itself. */
export function standsFor(character: string): readonly Sign[] | undefined {
  const command = unicodeCommands[character];
  if (command !== undefined) return [{ kind: 'command', text: command }];
  const prime: Sign = { kind: 'prime', text: "'" };
  if (character === '′' || character === '’') return [prime];
  if (character === '″') return [prime, prime];
  const fraction = unicodeFractions[character];
  if (fraction !== undefined)
    return [
      { kind: 'command', text: 'frac' },
      { kind: 'character', text: fraction[0] },
      { kind: 'character', text: fraction[1] },
    ];
  const struck = unicodeDoubleStruck[character];
  if (struck !== undefined)
    return [
      { kind: 'command', text: 'mathbb' },
      { kind: 'character', text: struck },
    ];
  const replaced = unicodeCharacters[character];
  if (replaced !== undefined) return [{ kind: 'character', text: replaced }];
  return mathematicalLetter(character);
}

/** The alphabets of the block Mathematical Alphanumeric Symbols: 𝑥 is x, 𝐱 is bold. */
function mathematicalLetter(character: string): readonly Sign[] | undefined {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x1d400 || point > 0x1d7ff) return undefined;
  const letter: Sign = { kind: 'character', text: character.normalize('NFKC') };
  const bold = point < 0x1d434 || (point >= 0x1d468 && point < 0x1d49c);
  return bold ? [{ kind: 'command', text: 'mathbf' }, letter] : [letter];
}
