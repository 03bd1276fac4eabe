import * as assert from 'node:assert/strict';
import type { Case } from './case';
import { hoverAt, open, placeOf } from './editor';

export const hoverCases: readonly Case[] = [
  {
    name: 'the hover of a wrong step shows it typeset, the verdict and both sides',
    run: async () => {
      const { document } = await open('sums.md');
      const markdown = await hoverAt(document, placeOf(document, '6$$'));
      assert.match(markdown, /!\[5 = 6\]\(data:image\/svg\+xml;base64,/);
      assert.match(markdown, /✗ Refuted/);
      assert.match(markdown, /\b5\b/);
      assert.ok(markdown.length < 100_000, 'VS Code would cut it');
    },
  },
  {
    name: 'the hover of a right step says that it is proved',
    run: async () => {
      const { document } = await open('sums.md');
      const markdown = await hoverAt(document, placeOf(document, '32$'));
      assert.match(markdown, /data:image\/svg\+xml/);
      assert.match(markdown, /✓ Proved/);
    },
  },
  {
    name: 'the hover works in the middle of an align, on a row that carries its left side over',
    run: async () => {
      const { document } = await open('sums.md');
      assert.match(await hoverAt(document, placeOf(document, '10 \\\\')), /!\[20 = 2 · 10\]/);
      const latex = (await open('sums.tex')).document;
      assert.match(await hoverAt(latex, placeOf(latex, '{5}{2}')), /✓ Proved/);
    },
  },
  {
    name: 'there is no hover outside of formulas',
    run: async () => {
      const { document } = await open('sums.md');
      assert.equal(await hoverAt(document, placeOf(document, 'two numbers')), '');
    },
  },
];
