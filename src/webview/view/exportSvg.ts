import { setAttributes, svg } from './element';
import { patterns } from './patterns';

export interface ExportedLane {
  readonly title: string;
  readonly caption: string;
  readonly pictures: readonly SVGSVGElement[];
}

/** What a picture looks like, in the order in which it is written out. Everything else is geometry, which lies in attributes. */
const looks = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

/** The pictures of all schedules at this moment as one file that needs no styles from elsewhere, in the colours of the theme. */
export function exportSvg(lanes: readonly ExportedLane[]): string {
  const page = getComputedStyle(document.body);
  const margin = 20;
  const root = svg('svg', { xmlns: 'http://www.w3.org/2000/svg' });
  const stage = document.body.appendChild(svg('svg', { class: 'pattern-sheet', width: 0, height: 0 }, patterns()));
  const definitions = withLooks(stage.firstElementChild ?? stage);
  stage.remove();
  root.append(definitions);
  let y = margin;
  let widest = 0;
  const write = (words: string, size: number, weight: number): void => {
    y += size;
    const text = svg(
      'text',
      { x: margin, y, fill: page.color, 'font-family': page.fontFamily, 'font-size': size, 'font-weight': weight },
      words,
    );
    root.append(text);
    y += 8;
  };
  for (const { title, caption, pictures } of lanes) {
    write(title, 15, 600);
    write(caption, 12, 400);
    for (const picture of pictures) {
      const { width, height } = picture.viewBox.baseVal;
      const copy = withLooks(picture);
      setAttributes(copy, { x: margin, y, width, height, role: undefined, class: undefined });
      root.append(copy);
      y += height + 6;
      widest = Math.max(widest, width);
    }
    y += margin;
  }
  const [width, height] = [widest + 2 * margin, y];
  setAttributes(root, { width, height, viewBox: `0 0 ${width} ${height}` });
  root.prepend(svg('rect', { width, height, fill: page.backgroundColor }));
  return `${new XMLSerializer().serializeToString(root)}\n`;
}

/** A copy in which every element carries its own looks; what is invisible is left out. */
function withLooks(original: Element): Element {
  const copy = original.cloneNode(false);
  if (!(copy instanceof Element)) return svg('g');
  const style = getComputedStyle(original);
  if (original instanceof SVGElement && !['defs', 'pattern'].includes(original.localName)) {
    for (const name of looks) {
      const value = style.getPropertyValue(name);
      if (value !== '' && value !== 'normal') copy.setAttribute(name, value);
    }
  }
  for (const name of ['class', 'style', 'tabindex', 'aria-label']) copy.removeAttribute(name);
  for (const child of original.childNodes) {
    if (child instanceof Element) {
      const { display, visibility } = getComputedStyle(child);
      if (display !== 'none' && visibility !== 'hidden') copy.append(withLooks(child));
    } else {
      copy.append(child.cloneNode());
    }
  }
  return copy;
}

/** The custom properties of the theme, as the editor has put them on the page. */
export function themeColours(): Readonly<Record<string, string>> {
  const { style } = document.documentElement;
  const names = Array.from(style).filter((name) => name.startsWith('--vscode-'));
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)]));
}
