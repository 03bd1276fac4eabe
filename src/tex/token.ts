import type { Span } from '../text/span';

/**
 * A token of TeX, after macro expansion. Every token knows where it came from: `span` is its place in the user's text;
 * a token out of a macro's body has the span of the macro call, a token of a macro's argument keeps its own place.
 *
 *     \half + x_1        with \newcommand{\half}{\frac12}
 *     ^^^^^              \frac, 1 and 2 all have this span, and `expanded` is true
 */
export interface TexToken {
  readonly kind: TokenKind;
  /** `command`: the name without backslash (`frac`, `,`, `{`); `environment`: its name with a star if it has one (`align*`);
   *  `character`: one code point; `space`: one blank; the others: the character itself. */
  readonly text: string;
  readonly span: Span;
  /** True for tokens that stand in a macro's body. */
  readonly expanded: boolean;
}

export type TokenKind =
  | 'command' //     \frac  \,  \{          (never \begin and \end with a name, see `begin`, `end`)
  | 'begin' //       \begin{align*}        text = "align*"
  | 'end' //         \end{align*}
  | 'character' //   a  7  =  α
  | 'open' //        {
  | 'close' //       }
  | 'superscript' // ^
  | 'subscript' //   _
  | 'align' //       &
  | 'newline' //     \\ (with its optional [2pt] taken along)
  | 'space' //       white space, as one token; ~ too
  | 'prime'; //      '
