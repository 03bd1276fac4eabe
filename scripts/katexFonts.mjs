// KaTeX brings a style sheet for all of its fonts in three formats. The panel's formulas need a few of them, and webviews read woff2.
import { readFileSync } from 'node:fs';

const needed = [/KaTeX_Main-Regular/, /KaTeX_Math-Italic/, /KaTeX_Size[1-4]-Regular/];

/** A plugin for esbuild: drops the other fonts from the style sheet before they are bundled. */
export const katexFonts = {
  name: 'katex-fonts',
  setup(build) {
    build.onLoad({ filter: /katex(\.min)?\.css$/ }, ({ path }) => {
      const css = readFileSync(path, 'utf8');
      const contents = css.replace(/@font-face\s*\{[^}]*\}/g, (face) =>
        needed.some((name) => name.test(face))
          ? face.replace(/,\s*url\([^)]*\.(woff|ttf)\)\s*format\([^)]*\)/g, '')
          : '',
      );
      return { contents, loader: 'css' };
    });
  },
};
