// Packs dist/, media/ and the pages for people into rederive.vsix. Everything is bundled, so no node_modules goes along.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const missing = ['extension', 'server', 'mathjax', 'cli'].filter((name) => !existsSync(`dist/${name}.js`));
if (missing.length > 0) {
  console.error(`Not built: ${missing.join(', ')}. npm run package builds and packs.`);
  process.exit(1);
}

const vsce = join(dirname(createRequire(import.meta.url).resolve('@vscode/vsce/package.json')), 'vsce');
const { status } = spawnSync(
  process.execPath,
  [
    vsce,
    'package',
    '--no-dependencies',
    '--no-rewrite-relative-links',
    '--allow-missing-repository',
    '--out',
    'rederive.vsix',
  ],
  { stdio: ['ignore', 'inherit', 'inherit'] },
);
process.exitCode = status ?? 1;
