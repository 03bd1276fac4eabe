import { describe, expect, it } from 'vitest';
import { analyze, curvesOf, type Curves } from '../../src/analysis';
import { hover } from '../../src/features/hover';
import { plotOf, plotSize } from '../../src/features/plot';

function curvesIn(text: string): Curves | undefined {
  const [claim] = analyze({ text, language: 'markdown' }).claims.filter(({ verdict }) => verdict.status === 'refuted');
  expect(claim, text).toBeDefined();
  return claim?.compared && curvesOf(claim.compared);
}

/** The points of path data, one list for each unbroken part. */
function parts(path: string): readonly (readonly [number, number])[][] {
  return path
    .split('M')
    .slice(1)
    .map((part) => part.split('L').map((place) => place.split(' ').map(Number) as unknown as [number, number]));
}

describe('curves of a false identity', () => {
  it('are both sides, with the place where they are apart', () => {
    const curves = curvesIn('So $(x+1)^2 = x^2 + 1 = 1 + x^2$.');
    expect(curves).toMatchObject({ variable: 'x', from: -4, to: 4, slopes: false, at: { x: 2, left: 9, right: 5 } });
    expect(curves?.left[80]).toBe(1);
    expect(curves?.left[160]).toBe(25);
    expect(curves?.right[160]).toBe(17);
  });

  it('are derivatives where only these are known', () => {
    const curves = curvesIn('We get $\\int \\sin x\\,dx = \\cos x + C$.');
    expect(curves?.slopes).toBe(true);
    expect(curves?.left[120]).toBeCloseTo(Math.sin(2));
    expect(curves?.right[120]).toBeCloseTo(-Math.sin(2));
  });

  it('are what a derivative is, and what it was claimed to be', () => {
    const curves = curvesIn('We get $\\frac{d}{dx} x^3 = 3x$.');
    expect(curves?.left[0]).toBe(48);
    expect(curves?.right[0]).toBe(-12);
  });

  it('are not drawn of numbers, of several variables and of equations', () => {
    expect(curvesIn('So $2 + 2 = 5$.')).toBeUndefined();
    expect(curvesIn('So $(a+b)^2 = a^2 + b^2 = b^2 + a^2$.')).toBeUndefined();
    expect(curvesIn('Let $x > 0$ and $x^2 = 9 \\implies x = 4$.')).toBeUndefined();
  });
});

const line = (values: readonly (number | undefined)[], other = values): Curves => ({
  variable: 'x',
  from: -1,
  to: 1,
  left: values,
  right: other,
  slopes: false,
  at: undefined,
});

describe('the layout of curves', () => {
  it('spreads them over the frame', () => {
    const [path] = parts(plotOf(line([0, 1, 2])).left);
    expect(path?.map(([x]) => x)).toEqual([plotSize.left, plotSize.width / 2, plotSize.width - plotSize.right]);
    const heights = path?.map(([, y]) => y) ?? [];
    expect(heights[0]).toBeGreaterThan(heights[1] ?? 0);
    expect(heights[1]).toBeGreaterThan(heights[2] ?? 0);
  });

  it('breaks them where there is no value, and at poles', () => {
    expect(parts(plotOf(line([1, undefined, 2, 3])).left).map((part) => part.length)).toEqual([1, 2]);
    const pole = Array.from({ length: 101 }, (_, k) => (k === 50 ? 1e9 : 1 / (k - 50)));
    expect(parts(plotOf(line(pole)).left).length).toBeGreaterThan(1);
  });

  it('keeps the place where they are apart inside, however far off', () => {
    const plot = plotOf({ ...line([0, 0, 0, 0]), at: { x: 0.5, left: 0, right: 40 } });
    for (const y of [plot.point?.left, plot.point?.right]) {
      expect(y).toBeGreaterThanOrEqual(plotSize.top);
      expect(y).toBeLessThanOrEqual(plotSize.height - plotSize.bottom);
    }
    expect(plot.axes).toEqual({ x: 160, y: plot.point?.left });
  });
});

describe('the hover', () => {
  const text = 'So $(x+1)^2 = x^2 + 1 = 1 + x^2$.';
  const shown = hover(
    analyze({ text, language: 'markdown' }),
    text.indexOf('x^2 + 1'),
    () => undefined,
    (curves, label) => `data:${curves.left.length},${encodeURIComponent(label)}`,
  );

  it('shows both curves and says where they are apart', () => {
    expect(shown?.markdown).toContain('![Both sides as curves, apart at x = 2](data:161,x%20%3D%202)');
  });
});
