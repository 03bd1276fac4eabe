import type { Curves } from '../analysis';

/** The size of a plot in pixels, and the frame that the curves keep to. */
export const plotSize = { width: 320, height: 190, left: 8, right: 8, top: 26, bottom: 22 } as const;

/** Two curves as path data of an SVG, in pixels of `plotSize`. */
export interface Plot {
  readonly left: string;
  readonly right: string;
  /** Where zero lies; undefined outside of the frame. */
  readonly axes: { readonly x: number | undefined; readonly y: number | undefined };
  /** Where both sides were found apart. */
  readonly point: { readonly x: number; readonly left: number; readonly right: number } | undefined;
}

/** Lays two curves out: all of the range of x, and of y what most of both and the place where they are apart need. */
export function plotOf(curves: Curves): Plot {
  const { from, to, at } = curves;
  const [low, high] = rangeOf(curves);
  const inner = {
    width: plotSize.width - plotSize.left - plotSize.right,
    height: plotSize.height - plotSize.top - plotSize.bottom,
  };
  const x = (value: number): number => plotSize.left + ((value - from) / (to - from)) * inner.width;
  const y = (value: number): number => plotSize.top + ((high - value) / (high - low)) * inner.height;
  // What runs out of the frame goes on a little, so that it is cut there and not bent.
  const beyond = (value: number): number => Math.min(Math.max(y(value), -inner.height), 3 * inner.height);
  const path = (values: readonly (number | undefined)[]): string => {
    let data = '';
    let isOpen = false;
    for (const [k, value] of values.entries()) {
      const before = values[k - 1];
      // A jump across the whole frame is a pole, not a part of the curve.
      const jumps = before !== undefined && value !== undefined && Math.abs(value - before) > 4 * (high - low);
      if (value === undefined || jumps) isOpen = false;
      if (value === undefined) continue;
      const place = from + (k * (to - from)) / (values.length - 1);
      data += `${isOpen ? 'L' : 'M'}${short(x(place))} ${short(beyond(value))}`;
      isOpen = true;
    }
    return data;
  };
  return {
    left: path(curves.left),
    right: path(curves.right),
    axes: { x: from <= 0 && to >= 0 ? short(x(0)) : undefined, y: low <= 0 && high >= 0 ? short(y(0)) : undefined },
    point: at && { x: short(x(at.x)), left: short(y(at.left)), right: short(y(at.right)) },
  };
}

/** What most values of both curves need, with the place where they are apart, and some room. */
function rangeOf({ left, right, at }: Curves): readonly [low: number, high: number] {
  const values = [...left, ...right].filter((value) => value !== undefined).sort((a, b) => a - b);
  const place = (share: number): number => values[Math.round(share * (values.length - 1))] ?? 0;
  const shown = [place(0.12), place(0.88), ...(at ? [at.left, at.right] : [])];
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  const room = high > low ? 0.12 * (high - low) : 1;
  return [low - room, high + room];
}

function short(value: number): number {
  return Math.round(value * 10) / 10;
}
