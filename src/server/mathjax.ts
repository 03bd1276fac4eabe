import { liteAdaptor } from 'mathjax-full/js/adaptors/liteAdaptor.js';
import { RegisterHTMLHandler } from 'mathjax-full/js/handlers/html.js';
import { TeX } from 'mathjax-full/js/input/tex.js';
import { AllPackages } from 'mathjax-full/js/input/tex/AllPackages.js';
import { mathjax } from 'mathjax-full/js/mathjax.js';
import { SVG } from 'mathjax-full/js/output/svg.js';

/** A formula as an SVG element: its size in em, and what stands in it, in `currentColor`. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly viewBox: string;
  readonly content: string;
}

/** Makes a typesetter; costs some 50 ms and is done once. It answers undefined for TeX that MathJax cannot read. */
export function createTypesetter(): (tex: string) => Picture | undefined {
  const adaptor = liteAdaptor();
  RegisterHTMLHandler(adaptor);
  // What reaches beyond the formula (addresses, files, other packages) or lets macros of one formula change the next is left out.
  const packages = AllPackages.filter(
    (name) => !['require', 'autoload', 'html', 'action', 'newcommand', 'noerrors'].includes(name),
  );
  const page = mathjax.document('', {
    InputJax: new TeX({ packages, macros: { bm: ['\\boldsymbol{#1}', 1] }, maxMacros: 1000, maxBuffer: 20_000 }),
    OutputJax: new SVG({ fontCache: 'local' }),
  });
  return (tex) => {
    const markup = adaptor.innerHTML(page.convert(tex, { display: true }));
    if (/data-mjx-error|<merror|data-mml-node="merror"/.test(markup)) return undefined;
    const viewBox = /viewBox="([-\d. ]+)"/.exec(markup)?.[1];
    const inside = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(markup)?.[1];
    const [, , width, height] = (viewBox ?? '').split(' ').map(Number);
    if (viewBox === undefined || inside === undefined || width === undefined || height === undefined) return undefined;
    return { width: width / 1000, height: height / 1000, viewBox, content: standalone(inside) };
  };
}

/** On its own the picture knows no `xlink` (`href` is what SVG 2 calls it), and nobody asks which node of the formula a path belongs to. */
function standalone(inside: string): string {
  return inside.replaceAll('xlink:href=', 'href=').replace(/ data-[\w-]+="[^"]*"/g, '');
}
