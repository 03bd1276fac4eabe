import { plotOf, plotSize } from '../features/plot';
import type { Draw } from '../features/hover';
import type { ThemeKind, ThemeParams } from '../protocol';

/** Told apart by colour and by dashes; both at least 4.5 : 1 on the background of a hover. */
const colours: Readonly<
  Record<ThemeKind, { readonly ink: string; readonly faint: string; readonly left: string; readonly right: string }>
> = {
  light: { ink: '#2b2b2b', faint: '#8a8a8a', left: '#0b5cad', right: '#a63a00' },
  dark: { ink: '#d4d4d4', faint: '#7f7f7f', left: '#6cb6ff', right: '#ffb077' },
  highContrast: { ink: '#ffffff', faint: '#ffffff', left: '#00e5ff', right: '#ffd700' },
  highContrastLight: { ink: '#000000', faint: '#000000', left: '#00309c', right: '#8f0000' },
};

/** Draws both sides of a claim as two curves, for one look of the editor: an SVG in a data address. */
export function themedPlot({ kind, fontSize }: ThemeParams): Draw {
  const { ink, faint, left, right } = colours[kind];
  const size = Math.min(16, Math.max(10, fontSize * 0.85));
  return (curves, label) => {
    const { width, height, top, bottom } = plotSize;
    const plot = plotOf(curves);
    const clip = { y: top - 4, height: height - top - bottom + 8 };
    const line = (x1: number, y1: number, x2: number, y2: number, more = ''): string =>
      `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${faint}"${more}/>`;
    const text = (x: number, y: number, fill: string, words: string, anchor = 'start'): string =>
      `<text x="${x}" y="${y}" fill="${fill}" text-anchor="${anchor}">${xml(words)}</text>`;
    const { point, axes } = plot;
    const [one, two] = curves.slopes
      ? ['derivative of the left side', 'of the right side']
      : ['left side', 'right side'];
    const parts = [
      axes.y === undefined ? '' : line(0, axes.y, width, axes.y),
      axes.x === undefined ? '' : line(axes.x, clip.y, axes.x, clip.y + clip.height),
      point ? line(point.x, clip.y, point.x, clip.y + clip.height, ' stroke-dasharray="2 3"') : '',
      `<g clip-path="url(#f)" fill="none" stroke-width="2"><path d="${plot.left}" stroke="${left}"/><path d="${plot.right}" stroke="${right}" stroke-dasharray="6 4"/></g>`,
      point ? `<circle cx="${point.x}" cy="${point.left}" r="3.5" fill="${left}"/>` : '',
      point ? `<circle cx="${point.x}" cy="${point.right}" r="3.5" fill="${right}"/>` : '',
      text(8, size + 2, left, `— ${one}`),
      text(width - 8, size + 2, right, `- - ${two}`, 'end'),
      point ? text(Math.min(Math.max(point.x, 30), width - 30), height - 6, ink, label, 'middle') : '',
    ];
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="${size}"><clipPath id="f"><rect x="0" y="${clip.y}" width="${width}" height="${clip.height}"/></clipPath>${parts.join('')}</svg>`;
    return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  };
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
