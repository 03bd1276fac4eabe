import type { Typeset } from '../features/hover';
import type { ThemeKind, ThemeParams } from '../protocol';
import type { Picture } from './mathjax';

/** Legible on the background of a hover; an image cannot know the colours of the theme. */
const inks: Readonly<Record<ThemeKind, string>> = {
  light: '#2b2b2b',
  dark: '#d4d4d4',
  highContrast: '#ffffff',
  highContrastLight: '#000000',
};

export const defaultTheme: ThemeParams = { kind: 'light', fontSize: 14 };

/** Beyond these a formula is shown as text: a picture of it would be slow to make and too large to show. */
const longest = 3000;
const deepest = 30;
const largestAddress = 45_000;
/** In em of the editor's font: wider pictures are made smaller to fit into a hover. */
const widest = 44;
const cached = 200;

/**
 * Typesets for one look of the editor: the picture is an SVG in a data address, in the ink of the theme and as large as the text around.
 * Pictures are kept, so that moving the mouse inside a formula costs nothing.
 */
export function themedTypeset(draw: (tex: string) => Picture | undefined, theme: ThemeParams): Typeset {
  const made = new Map<string, string | undefined>();
  return (tex) => {
    if (made.has(tex)) return made.get(tex);
    const address = tex.length > longest || nesting(tex) > deepest ? undefined : drawn(draw, tex, theme);
    if (made.size >= cached) made.delete(made.keys().next().value ?? '');
    made.set(tex, address);
    return address;
  };
}

function drawn(draw: (tex: string) => Picture | undefined, tex: string, theme: ThemeParams): string | undefined {
  let picture: Picture | undefined;
  try {
    picture = draw(tex);
  } catch {
    return undefined;
  }
  if (picture === undefined) return undefined;
  // TeX's letters are lower than those of screen fonts at the same size.
  const em = theme.fontSize * 1.2 * Math.min(1, widest / picture.width);
  const width = (picture.width * em).toFixed(1);
  const height = (picture.height * em).toFixed(1);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${picture.viewBox}" color="${inks[theme.kind]}">${picture.content}</svg>`;
  const address = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  return address.length > largestAddress ? undefined : address;
}

function nesting(tex: string): number {
  let depth = 0;
  let most = 0;
  for (const c of tex) {
    if (c === '{') most = Math.max(most, ++depth);
    else if (c === '}') depth--;
  }
  return most;
}
