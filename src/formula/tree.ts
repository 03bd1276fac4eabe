import type { Span } from '../text/span';

/**
 * The vocabulary of formulas. Every node has the span of the user's text that it covers, also behind macros (there: the span of the
 * call). Reading is total: what is not understood is an `Unread` node. Nodes say what is written, not yet what it means: whether
 * `f(x)` applies or multiplies, which base `\log` has and whether `W_{ij}` is an entry is decided later, by the context.
 */
export type Node =
  | NumberNode
  | SymbolNode
  | WordNode
  | Add
  | Product
  | Quotient
  | Power
  | Root
  | Factorial
  | Binomial
  | Enclosed
  | Norm
  | Call
  | Apply
  | BigOperator
  | Integral
  | Limit
  | Derivative
  | EvaluationBar
  | Expectation
  | Matrix
  | Tuple
  | SetBuilder
  | Transpose
  | Cases
  | Quantity
  | Ellipsis
  | Group
  | Annotated
  | Chain
  | Logic
  | Quantified
  | Mapping
  | Sequence
  | Ambiguous
  | Empty
  | Unread;

interface Base {
  readonly span: Span;
}

/** `42`, `1{,}000`, `3.14`, `.5`; `0.\overline{3}` has `repeating` "3"; `81_{10}` has `radix` 10. */
export interface NumberNode extends Base {
  readonly kind: 'number';
  /** Digits without separators, with a point where one is written: "1000", "3.14", "0.5". */
  readonly digits: string;
  readonly repeating?: string;
  readonly radix?: number;
}

/**
 * A letter with what hangs on it: `x`, `\alpha`, `d_1`, `\hat\theta`, `x'`, `x^*`, `W_{ij}`, `h_{\ell-1}`, `x^{(i)}`.
 * A subscript of several letters (`W_{ij}`) gives one index for each letter, unless it is a word (`x_{max}`, `n_{\text{out}}`).
 */
export interface SymbolNode extends Base {
  readonly kind: 'symbol';
  /** The letter with its font where that is not the ordinary one: `x`, `\alpha`, `\mathbf{x}`, `\mathcal{L}`, `\infty`. */
  readonly letter: string;
  readonly subscripts: readonly Node[];
  /** `'`, `''`, `*`, `hat`, `bar`, `tilde`, `vec`, `dot`, `ddot`, `overline`, `+`, `(i)`: what makes another symbol of the letter: accents, then primes (as one mark), then the others. */
  readonly marks: readonly string[];
  /** Letter, marks and subscripts in one spelling: equal keys are the same symbol. */
  readonly key: string;
}

/** A quantity with a name of several letters: `\text{Total cost}`, `\mathrm{fan}_{in}`, `\operatorname{lr}`; words of a formula (` if `) too. */
export interface WordNode extends Base {
  readonly kind: 'word';
  readonly text: string;
}

/** `a + b - c`, `-x`, `\pm 3`: one term or more, each with its sign; only the first may lack a written sign. */
export interface Add extends Base {
  readonly kind: 'add';
  readonly terms: readonly Term[];
}
export interface Term {
  readonly sign: '+' | '-' | '\\pm' | '\\mp';
  /** Where the sign stands; undefined for a first term without one. */
  readonly signSpan?: Span;
  readonly node: Node;
}

/** `2x`, `a \cdot b \times c`; two factors or more, each with the sign before it (the first has "implicit"). */
export interface Product extends Base {
  readonly kind: 'product';
  readonly factors: readonly Factor[];
}
export interface Factor {
  readonly operator: 'implicit' | '\\cdot' | '\\times' | '*' | '\\odot' | '\\otimes' | '\\circ';
  readonly operatorSpan?: Span;
  readonly node: Node;
}

/** `\frac{a}{b}`, `a/b`, `a \div b`. */
export interface Quotient extends Base {
  readonly kind: 'quotient';
  readonly style: 'fraction' | 'slash' | 'div';
  readonly dividend: Node;
  readonly divisor: Node;
}

export interface Power extends Base {
  readonly kind: 'power';
  readonly base: Node;
  readonly exponent: Node;
}

/** `\sqrt{x}`, `\sqrt[3]{x}`. */
export interface Root extends Base {
  readonly kind: 'root';
  readonly degree?: Node;
  readonly radicand: Node;
}

/** `n!`, and `n!!` with `count` 2. */
export interface Factorial extends Base {
  readonly kind: 'factorial';
  readonly operand: Node;
  readonly count: number;
}

/** `\binom{n}{k}`, `{n \choose k}`, `_nC_k`. */
export interface Binomial extends Base {
  readonly kind: 'binomial';
  readonly upper: Node;
  readonly lower: Node;
}

/** `|x|`, `\lfloor x \rfloor`, `\lceil x \rceil`. `|A|` of a matrix environment is a `Call` of det. */
export interface Enclosed extends Base {
  readonly kind: 'absolute' | 'floor' | 'ceiling';
  readonly operand: Node;
}

/** `\|W\|_F`, `\lVert x \rVert_2`. */
export interface Norm extends Base {
  readonly kind: 'norm';
  readonly operand: Node;
  readonly subscript?: Node;
}

/**
 * Names that are no functions of calculus: `union`, `intersection`, `difference` (`A \cup B`), `mod` (`a \bmod b`, and `\pmod{m}` alone with one argument),
 * `entry` (`(Wx)_i`, the index as `subscript`), `indicator` (`\mathbf{1}\{a = b\}`, its arguments the statements), `ratio` (`1 : 2 : 3`), `permutations`, an accent over an expression (`overline`), the name of an
 * operation without a node (`star`, `oplus`, `@`).
 *
 * A named function with its argument, with or without brackets: `\sin x`, `\log_2 n`, `\exp(-t)`, `\max(a, b)`, `\gcd(4, 6)`, `a \bmod b`, `\operatorname{sign}(x)`,
 * `\det A`. `\sin^2 x` is a `Power` of a `Call`; `\sin^{-1} x` is a `Call` of arcsin.
 */
export interface Call extends Base {
  readonly kind: 'call';
  /** Without backslash, one spelling for each function: sin, arcsin, ln, log, exp, max, gcd, mod, det, tr, sign, … */
  readonly name: string;
  readonly nameSpan: Span;
  /** `\log_2`, `\max_{x \in A}` without body, `\mathrm{softmax}_i` */
  readonly subscript?: Node;
  readonly args: readonly Node[];
}

/**
 * `f(x)`, `p_\theta(x, y)`, `\mathcal{N}(0, 1)`, `f^{-1}(2)` (`inverse`), `f[x]`: a letter directly before brackets. Application or product: the
 * context decides. What stands behind the brackets is around the `Apply`: `c(a+b)^2` is a `Power` of it, which as a product is
 * c times the square; the same holds for factorials, transposes, primes and indices (`Call` entry).
 */
export interface Apply extends Base {
  readonly kind: 'apply';
  readonly head: SymbolNode;
  /** The letter stands with exponent -1 before the bracket. */
  readonly inverse: boolean;
  readonly args: readonly Node[];
  readonly brackets: '(' | '[';
  /** From the opening to the closing bracket. */
  readonly argsSpan: Span;
  /** `p(x \mid y)`: what stands behind the bar. */
  readonly given?: readonly Node[];
}

/** The body is the product behind the sign, up to `+` or `-` at its level. `\sum_{k=1}^n a_k`, `\prod_{p \mid n} p`, `\max_{x \in A} f(x)`, `\bigcup_i A_i`. */
export interface BigOperator extends Base {
  readonly kind: 'big';
  readonly operator: 'sum' | 'product' | 'max' | 'min' | 'sup' | 'inf' | 'argmax' | 'argmin' | 'union' | 'intersection';
  /** `k=1`, `k \in S`, `i<j`, `i`: as read; a `Chain` where it is one. */
  readonly lower?: Node;
  readonly upper?: Node;
  readonly body: Node;
}

/** `\int_a^b f\,dx`, `\iint`, `\oint`; `variables` are those behind `d`, in order of writing. */
export interface Integral extends Base {
  readonly kind: 'integral';
  readonly operator: 'int' | 'iint' | 'iiint' | 'oint';
  readonly lower?: Node;
  readonly upper?: Node;
  readonly body: Node;
  readonly variables: readonly SymbolNode[];
}

/** `\lim_{x \to 0^+} f(x)`. */
export interface Limit extends Base {
  readonly kind: 'limit';
  readonly variable: SymbolNode;
  readonly target: Node;
  readonly side?: '+' | '-';
  readonly body: Node;
}

/** `\frac{d}{dx} f`, `\frac{\partial^2 f}{\partial x \partial y}`, `\nabla_\theta F`, `f'(x)` (`style` prime, operand the Apply without its primes), `\Delta f`. */
export interface Derivative extends Base {
  readonly kind: 'derivative';
  readonly style: 'd' | 'partial' | 'nabla' | 'prime' | 'dot';
  readonly variables: readonly { readonly variable: Node; readonly order: Node | undefined }[];
  /** How many primes or dots, for those styles. */
  readonly order: number;
  readonly operand: Node;
}

/** `\left. F(x) \right|_{x=0}`, `\big[F\big]_0^1`, `F\big|_a^b`. */
export interface EvaluationBar extends Base {
  readonly kind: 'evaluated';
  readonly operand: Node;
  readonly lower?: Node;
  readonly upper?: Node;
}

/** `\mathbb{E}_{x \sim p}[f(x) \mid y]`, `\mathrm{Var}(X)`, `\Pr(A)`, `\mathrm{Cov}(X, Y)`, `E[x]`, `P(A)` where the letter is upright or the brackets are square. */
export interface Expectation extends Base {
  readonly kind: 'expectation';
  readonly operator: 'E' | 'Var' | 'Cov' | 'P';
  readonly subscript?: Node;
  readonly args: readonly Node[];
  readonly given?: readonly Node[];
}

/** `\begin{pmatrix} … \end{pmatrix}` and its kin, without its delimiters' meaning: `vmatrix` is a `Call` of det around it. */
export interface Matrix extends Base {
  readonly kind: 'matrix';
  readonly rows: readonly (readonly Node[])[];
}

/** `(1, 2)`, `[0, 1)`, `\{1, 2\}`, `\langle u, v \rangle`: two items or more, or any number in braces. */
export interface Tuple extends Base {
  readonly kind: 'tuple';
  readonly open: '(' | '[' | '{' | '<';
  readonly close: ')' | ']' | '}' | '>';
  readonly items: readonly Node[];
}

/** `\{ x \in A \mid x > 0 \}`. */
export interface SetBuilder extends Base {
  readonly kind: 'set-builder';
  readonly element: Node;
  readonly condition: Node;
}

/** `A^T`, `A^\top`, `A^{-T}` (`inverse`). */
export interface Transpose extends Base {
  readonly kind: 'transpose';
  readonly operand: Node;
  /** A plain `T`, which may also be an exponent. */
  readonly plain: boolean;
  readonly inverse: boolean;
}

export interface Cases extends Base {
  readonly kind: 'cases';
  readonly rows: readonly { readonly value: Node; readonly condition?: Node }[];
}

/** A value with a unit: `20\text{ ns}`, `45^\circ` (unit "deg"), `15\%` (unit "%"), `\$18` (unit "$"), `\$2\text{ per peach}` (unit "$ per peach"), `5^{\text{th}}` (unit "th"), `6'`. */
export interface Quantity extends Base {
  readonly kind: 'quantity';
  readonly value: Node;
  readonly unit: string;
}

/** `\cdots`, `\dots`, `…`: as a term, factor or item. */
export interface Ellipsis extends Base {
  readonly kind: 'ellipsis';
}

/** Something in brackets, or dressed up: `(x+1)`, `[x]`, `{x}` is not kept. `boxed`, `cancel`, colours and sizes count as dress. */
export interface Group extends Base {
  readonly kind: 'group';
  readonly style: 'round' | 'square' | 'curly' | 'boxed' | 'cancel';
  readonly body: Node;
}

/** `\underbrace{x}_{=1}`, `\overset{(a)}{…}`, `4\text{ (Wednesday)}`: `body` is what counts; a note is a word with its source. */
export interface Annotated extends Base {
  readonly kind: 'annotated';
  readonly body: Node;
  readonly note: Node;
}

/** `a = b \le c`: n + 1 operands and n relations. The first operand is `Empty` where the chain goes on from what stood before, the last where nothing follows. */
export interface Chain extends Base {
  readonly kind: 'chain';
  readonly operands: readonly Node[];
  readonly relations: readonly Relation[];
}

export interface Relation {
  readonly kind: RelationKind;
  readonly span: Span;
  /** `\notin`, `\not\equiv`, … (`\ne` is a kind of its own). */
  readonly negated: boolean;
  /** `\overset{(a)}{=}`, `\stackrel{?}{=}`. */
  readonly note?: Node;
  /** `a \equiv b \pmod{m}` */
  readonly modulus?: Node;
  /** Of laws, what the left side is conditioned on: `x \mid \mu \sim p`. */
  readonly given?: Node;
}

export type RelationKind =
  | '='
  | ':='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '<<'
  | '>>'
  | 'approx'
  | '~'
  | 'equiv'
  | 'in'
  | 'subset'
  | 'propto'
  | 'divides'
  | 'to'
  | 'mapsto'
  | 'gets' //  \leftarrow: an update
  | 'congruent'
  | 'similar'
  | 'parallel'
  | 'perpendicular';

/** `A \implies B`, `A \iff B`, `A \land B`, `\neg A` (right only: `left` is Empty). `\therefore B` is an implication from Empty. */
export interface Logic extends Base {
  readonly kind: 'logic';
  readonly connective: 'implies' | 'iff' | 'implied-by' | 'and' | 'or' | 'not';
  readonly connectiveSpan: Span;
  readonly left: Node;
  readonly right: Node;
}

export interface Quantified extends Base {
  readonly kind: 'quantified';
  readonly quantifier: 'forall' | 'exists';
  readonly bound: Node;
  readonly body: Node;
}

/** `f : A \to B`. */
export interface Mapping extends Base {
  readonly kind: 'mapping';
  readonly function: Node;
  readonly domain: Node;
  readonly codomain: Node;
}

/** Several statements in one formula: rows of a display, or what commas, semicolons, `\quad`, words ("and", "so") separate. */
export interface Sequence extends Base {
  readonly kind: 'sequence';
  readonly items: readonly SequenceItem[];
}
export interface SequenceItem {
  /** What stands before this item; the first has "start". */
  readonly separator: 'start' | 'row' | 'comma' | 'semicolon' | 'space' | 'word';
  /** The words of a `word` separator, or words beside another one: "and", "so", "where". */
  readonly word?: string;
  readonly node: Node;
}

/** Several plausible readings of the same characters, the likeliest first: `2\frac12`, `1/2x`. */
export interface Ambiguous extends Base {
  readonly kind: 'ambiguous';
  readonly readings: readonly {
    readonly node: Node;
    /** For the student: "2½ as a mixed number". */ readonly says: string;
  }[];
}

/** Nothing is written where something could stand. */
export interface Empty extends Base {
  readonly kind: 'empty';
}

/** What is not understood, with the reason in words and the symbols that stand in it. */
export interface Unread extends Base {
  readonly kind: 'unread';
  readonly reason: string;
  readonly mentions: readonly string[];
}

/** A formula of the document, read. */
export interface Formula {
  readonly span: Span;
  readonly root: Node;
}
