// How much of the mathematics of some documents is read: npm run coverage:notation [FILE...]
// Files are Markdown, LaTeX, or .jsonl with "problem" and "steps" or "solution"; without names, those of ../shared.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { SourceDocument } from '../src/document/document';
import { readDocument } from '../src/document/read';
import { readFormula } from '../src/formula/read';
import type { Node } from '../src/formula/tree';
import { walk } from '../src/formula/walk';

const shared = '../shared';
const named = process.argv.slice(2);
const files = named.length > 0 ? named : existsSync(shared) ? defaults() : [];
if (files.length === 0) {
  console.error(`Name some files: ${shared} is not beside this folder.`);
  process.exitCode = 2;
} else report();

function defaults(): string[] {
  const seeds = readdirSync(join(shared, 'seeds')).filter((name) => /^00[01]/.test(name));
  const corpora = readdirSync(join(shared, 'corpora')).filter((name) => name.endsWith('.jsonl'));
  return [...seeds.map((name) => join(shared, 'seeds', name)), ...corpora.map((name) => join(shared, 'corpora', name))];
}

function report(): void {
  const reasons = new Map<string, { count: number; example: string }>();
  let formulas = 0;
  let unread = 0;
  for (const file of files) {
    let inFile = 0;
    let unreadInFile = 0;
    for (const document of documentsIn(file)) {
      for (const { latex, root } of formulasIn(document)) {
        inFile++;
        const found = reasonsIn(root);
        if (found.length > 0) unreadInFile++;
        for (const reason of found) {
          const entry = reasons.get(reason) ?? { count: 0, example: latex.replace(/\s+/g, ' ').slice(0, 100) };
          entry.count++;
          reasons.set(reason, entry);
        }
      }
    }
    console.log(`${share(inFile - unreadInFile, inFile)} of ${String(inFile).padStart(6)} formulas read   ${file}`);
    formulas += inFile;
    unread += unreadInFile;
  }
  console.log(`${share(formulas - unread, formulas)} of ${String(formulas).padStart(6)} formulas read   in all\n`);
  console.log('The commonest reasons, each with its first example:');
  const ordered = [...reasons].sort((a, b) => b[1].count - a[1].count).slice(0, 25);
  for (const [reason, { count, example }] of ordered)
    console.log(`${String(count).padStart(5)}  ${reason}\n       ${example}`);
}

function* documentsIn(file: string): Generator<SourceDocument> {
  const text = readFileSync(file, 'utf8');
  if (extname(file) !== '.jsonl') {
    yield readDocument(text, extname(file) === '.tex' ? 'latex' : 'markdown');
    return;
  }
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const item = JSON.parse(line) as { problem?: string; steps?: string[]; solution?: string };
    yield readDocument([item.problem ?? '', ...(item.steps ?? [item.solution ?? ''])].join('\n\n'), 'markdown');
  }
}

function* formulasIn(document: SourceDocument): Generator<{ latex: string; root: Node }> {
  for (const block of document.blocks) {
    if (!('content' in block)) continue;
    for (const inline of block.content) {
      if (inline.kind !== 'math') continue;
      yield {
        latex: document.text.slice(inline.inner.from, inline.inner.to),
        root: readFormula(inline.tokens, inline.inner).root,
      };
    }
  }
}

function reasonsIn(root: Node): readonly string[] {
  const found = new Set<string>();
  walk(root, (node) => {
    if (node.kind === 'unread') found.add(node.reason);
  });
  return [...found];
}

function share(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`.padStart(8);
}
