import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Case } from './case';
import { findingsThat, open, openText, rangeOf, replace, underlined } from './editor';

export const diagnosticsCases: readonly Case[] = [
  {
    name: 'a wrong step is underlined at its right side, and no longer when it is corrected',
    run: async () => {
      const editor = await open('sums.md');
      const { document } = editor;
      const found = await underlined(document, '6', '30');
      const wrong = rangeOf(document, '6', 0);
      assert.deepEqual(found[0]?.range, wrong);
      assert.equal(found[0]?.severity, vscode.DiagnosticSeverity.Error);
      assert.match(found[0]?.message ?? '', /\b5\b.*\b6\b/s);
      assert.match(String(found[0]?.code), /^[a-z]+\/refuted$/);
      await replace(editor, wrong, '5');
      await underlined(document, '30');
      await replace(editor, rangeOf(document, '30'), '20');
      await underlined(document);
    },
  },
  {
    name: 'in LaTeX a wrong row of align is underlined, behind a macro of the document',
    run: async () => {
      const { document } = await open('sums.tex');
      const found = await underlined(document, '\\frac{7}{2}');
      assert.deepEqual(found[0]?.range, rangeOf(document, '\\frac{7}{2}'));
    },
  },
  {
    name: 'a Quarto document and a text that is on no disk are checked too',
    run: async () => {
      await underlined((await open('quarto.qmd')).document, '82');
      await underlined((await openText('$10 - 4 = 7$')).document, '7');
    },
  },
  {
    name: 'a document without mathematics, an empty one and broken TeX show no error',
    run: async () => {
      for (const text of ['Costs $5 or \\$7.', '', '$\\frac{1}{$ and \\begin{align} $$ x = ']) {
        const { document } = await openText(`${text}\n\nControl: $1 + 1 = 3$\n`);
        await findingsThat(document, (found) => found.some(({ range }) => document.getText(range) === '3'));
        const errors = vscode.languages
          .getDiagnostics(document.uri)
          .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
        assert.equal(errors.length, 1, text);
      }
    },
  },
];
