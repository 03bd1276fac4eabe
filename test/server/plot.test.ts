import { describe, expect, it } from 'vitest';
import type { Curves } from '../../src/analysis';
import { themedPlot } from '../../src/server/plot';
import type { ThemeKind } from '../../src/protocol';

const curves: Curves = {
  variable: 'x',
  from: -1,
  to: 1,
  left: [1, 0, 1],
  right: [0, 1, 2],
  slopes: false,
  at: { x: 1, left: 1, right: 2 },
};

function svgOf(kind: ThemeKind, label = 'x = 1'): string {
  const address = themedPlot({ kind, fontSize: 14 })(curves, label);
  expect(address).toMatch(/^data:image\/svg\+xml;base64,/);
  expect(address?.length).toBeLessThan(20_000);
  return Buffer.from(address?.split(',')[1] ?? '', 'base64').toString();
}

describe('curves in hovers', () => {
  it('are an SVG that stands on its own, in the colours of the theme', () => {
    const kinds = ['light', 'dark', 'highContrast', 'highContrastLight'] as const;
    const colours = kinds.map((kind) => /<path [^>]*stroke="([^"]+)"/.exec(svgOf(kind))?.[1]);
    expect(new Set(colours).size).toBe(4);
    const svg = svgOf('dark');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" .*<\/svg>$/s);
    expect(svg).not.toContain('currentColor');
    expect(svg.match(/<path /g)).toHaveLength(2);
    expect(svg.match(/<circle /g)).toHaveLength(2);
  });

  it('are told apart by dashes, too, and name the place where they are apart', () => {
    const svg = svgOf('light');
    expect(svg.match(/<path [^>]*stroke-dasharray/g)).toHaveLength(1);
    for (const words of ['left side', 'right side', 'x = 1']) expect(svg).toContain(words);
    expect(svgOf('light', 'a < b & c')).toContain('a &lt; b &amp; c');
  });
});
