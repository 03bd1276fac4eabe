// Writes the verdicts that are found now under the lines of a document: npm run annotate FILE...
// For new documents in test/documents; every line that it writes is then read and judged by a person.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const folder = mkdtempSync(join(tmpdir(), 'rederive-annotate-'));
const outfile = join(folder, 'annotated.mjs');
await build({ entryPoints: ['test/annotated.ts'], bundle: true, platform: 'node', format: 'esm', outfile, logLevel: 'error' });
const { annotate } = await import(pathToFileURL(outfile).href);
for (const file of process.argv.slice(2)) {
  writeFileSync(file, annotate(readFileSync(file, 'utf8'), file.endsWith('.tex') ? 'latex' : 'markdown'));
}
rmSync(folder, { recursive: true });
