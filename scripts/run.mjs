// Runs a script of the project that is written in TypeScript: node scripts/run.mjs FILE.ts [ARGUMENT...]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

// Libraries that are no ECMAScript modules ask for `require`.
const banner = {
  js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
};
const [file, ...rest] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'rederive-'));
const outfile = join(folder, 'script.mjs');
try {
  await build({
    entryPoints: [file],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    banner,
    logLevel: 'error',
  });
  process.argv = [process.argv[0], file, ...rest];
  await import(pathToFileURL(outfile).href);
} finally {
  rmSync(folder, { recursive: true });
}
