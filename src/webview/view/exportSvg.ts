import { setAttributes, svg } from './element';
import { patterns } from './patterns';

/** One schedule at one moment. */
export interface Snapshot {
  readonly title: string;
  readonly lines: readonly string[];
  readonly row: SVGSVGElement;
  readonly timeline: SVGSVGElement;
  /** The line in the timeline that stands for now. */
  readonly now: { readonly x: number; readonly top: number; readonly bottom: number };
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
export function exportSvg(snapshots: readonly Snapshot[]): string {
  const page = getComputedStyle(document.body);
  const margin = 20;
  const root = svg('svg', { xmlns: 'http://www.w3.org/2000/svg' });
  // Patterns have looks only while they are in the page.
  const stage = document.body.appendChild(svg('svg', { class: 'pattern-sheet', width: 0, height: 0 }, patterns()));
  root.append(withLooks(stage.firstElementChild ?? stage));
  stage.remove();

  const widest = Math.max(0, ...snapshots.map(({ timeline }) => timeline.viewBox.baseVal.width));
  let y = margin;
  const write = (words: string, size: number, weight: number): void => {
    y += size;
    const font = { 'font-family': page.fontFamily, 'font-size': size, 'font-weight': weight };
    root.append(svg('text', { x: margin, y, fill: page.color, ...font }, words));
    y += size * 0.5;
  };
  for (const { title, lines, row, timeline, now } of snapshots) {
    write(title, 15, 600);
    for (const line of lines) for (const part of wrapped(line, widest / 6.6)) write(part, 12, 400);
    for (const picture of [row, timeline]) {
      const { width, height } = picture.viewBox.baseVal;
      const copy = withLooks(picture);
      setAttributes(copy, { x: margin, y, width, height, role: undefined });
      root.append(copy);
      if (picture === timeline) {
        const [x, top, bottom] = [margin + now.x, y + now.top, y + now.bottom];
        root.append(svg('line', { x1: x, x2: x, y1: top, y2: bottom, stroke: page.color, 'stroke-width': 1.5 }));
      }
      y += height + 6;
    }
    y += margin;
  }
  const [width, height] = [widest + 2 * margin, y];
  setAttributes(root, { width, height, viewBox: `0 0 ${width} ${height}` });
  root.prepend(svg('rect', { width, height, fill: page.backgroundColor }));
  return `${new XMLSerializer().serializeToString(root)}\n`;
}

/** Breaks a text between words into lines of at most so many letters. */
function wrapped(text: string, letters: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > letters) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
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
