import katex from 'katex';

/** Typesets a formula into an element. Styles are set through the object model, which the content security policy lets pass. */
export function typeset(element: HTMLElement, latex: string): void {
  katex.render(latex, element, { throwOnError: false, output: 'htmlAndMathml', displayMode: false });
}
