// Bundles everything that runs into dist/ and says how large each part is.
import { gzipSync } from 'node:zlib';
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { katexFonts } from './katexFonts.mjs';
import { licences } from './licences.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

const node = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  keepNames: false,
  legalComments: 'linked',
  logLevel: 'warning',
  metafile: true,
  outdir: 'dist',
};

const bundles = [
  { ...node, entryPoints: { extension: 'src/client/extension.ts' }, external: ['vscode'] },
  { ...node, entryPoints: { server: 'src/server/node.ts' } },
  { ...node, entryPoints: { mathjax: 'src/server/mathjax.ts' } },
  {
    ...node,
    entryPoints: { cli: 'src/cli/main.ts' },
    banner: { js: '#!/usr/bin/env node' },
    define: { __VERSION__: JSON.stringify(version) },
  },
  {
    ...node,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    entryPoints: { webview: 'src/webview/main.ts' },
    loader: { '.woff2': 'file' },
    plugins: [katexFonts],
    assetNames: 'fonts/[name]',
  },
];

rmSync('dist', { recursive: true, force: true });
const present = bundles.filter(({ entryPoints }) => Object.values(entryPoints).every((file) => existsSync(file)));
const results = await Promise.allSettled(present.map((options) => build(options)));
// esbuild has said what is wrong.
if (results.some(({ status }) => status === 'rejected')) process.exit(1);

for (const { entryPoints } of present) {
  for (const name of Object.keys(entryPoints)) {
    const file = `dist/${name}.js`;
    const code = readFileSync(file);
    console.log(`${file.padEnd(20)} ${kilobytes(code.length)}  ${kilobytes(gzipSync(code).length)} compressed`);
  }
}
writeFileSync('dist/LICENCES.txt', licences(results.map(({ value }) => value.metafile)));
if (existsSync('dist/cli.js')) chmodSync('dist/cli.js', 0o755);

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
}
