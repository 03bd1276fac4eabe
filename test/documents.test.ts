import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkAnnotated } from './annotated';

const folder = new URL('documents/', import.meta.url);

describe('annotated documents', () => {
  for (const name of readdirSync(folder).sort()) {
    it(`${name} has exactly the verdicts that are written in it`, () => {
      const { expected, found } = checkAnnotated(
        readFileSync(new URL(name, folder), 'utf8'),
        name.endsWith('.tex') ? 'latex' : 'markdown',
      );
      expect(found).toEqual(expected);
      expect(expected.length).toBeGreaterThan(0);
    });
  }
});
