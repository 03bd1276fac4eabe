import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Case } from './case';
import { hoverAt, open, placeOf, rangeOf } from './editor';

/** What a provider of the editor answers for a place. */
function ask<T>(
  command: string,
  document: vscode.TextDocument,
  place: vscode.Position,
  ...more: readonly unknown[]
): Thenable<T> {
  return vscode.commands.executeCommand<T>(`vscode.${command}`, document.uri, place, ...more);
}

function linesOf(found: readonly { readonly range: vscode.Range }[]): string[] {
  return found.map(({ range: { start } }) => `${start.line + 1}:${start.character + 1}`).sort();
}

export const symbolCases: readonly Case[] = [
  {
    name: 'the hover of a symbol tells what is known of it and where that was said',
    run: async () => {
      const { document } = await open('symbols.md');
      const vector = await hoverAt(document, placeOf(document, 'x_k'));
      assert.match(vector, /an entry of x, a vector in ℝ/);
      assert.match(vector, /standard normal \\\(line 3\\\)/);
      assert.match(await hoverAt(document, placeOf(document, 'k^2')), /the index of this sum, an integer from 1 to d₁/);
      const integer = await hoverAt(document, placeOf(document, 'x = x + x'));
      assert.match(integer, /✓ Proved[^]*x: an even integer \\\(line 13\\\)/);
    },
  },
  {
    name: 'go to definition leads to the introduction of the symbol in its own problem',
    run: async () => {
      const { document } = await open('symbols.md');
      const places = await ask<vscode.Location[]>('executeDefinitionProvider', document, placeOf(document, 'x + x'));
      assert.deepEqual(linesOf(places), ['13:6']);
      const index = await ask<vscode.Location[]>('executeDefinitionProvider', document, placeOf(document, 'k^2'));
      assert.deepEqual(linesOf(index), ['5:13']);
    },
  },
  {
    name: 'references and highlights are the places of the symbol in its problem, entries included',
    run: async () => {
      const { document } = await open('symbols.md');
      const places = ['3:59', '3:6', '5:24', '5:34'];
      const at = placeOf(document, 'x \\in');
      const references = await ask<vscode.Location[]>('executeReferenceProvider', document, at);
      assert.deepEqual(linesOf(references), places);
      const highlights = await ask<vscode.DocumentHighlight[]>('executeDocumentHighlights', document, at);
      assert.deepEqual(linesOf(highlights), places);
      const introduced = highlights.filter(({ kind }) => kind === vscode.DocumentHighlightKind.Write);
      assert.deepEqual(linesOf(introduced), ['3:6']);
    },
  },
  {
    name: 'rename changes the symbol in its problem alone, and refuses what would collide',
    run: async () => {
      const { document } = await open('symbols.md');
      const at = placeOf(document, 'x + x');
      const edit = await ask<vscode.WorkspaceEdit>('executeDocumentRenameProvider', document, at, '\\alpha');
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.match(document.getText(), /Let \$\\alpha\$ be an even integer\. Then \$2\\alpha = \\alpha \+ \\alpha\$/);
      assert.equal(document.getText(rangeOf(document, 'x \\in')), 'x \\in');
      const vector = placeOf(document, 'x \\in');
      await assert.rejects(
        async () => await ask('executeDocumentRenameProvider', document, vector, 'd_1'),
        /index of its own/,
      );
      const number = placeOf(document, '5$');
      await assert.rejects(async () => await ask('executeDocumentRenameProvider', document, number, 'y'), /number/);
    },
  },
  {
    name: 'the outline shows the problems with what was found in them',
    run: async () => {
      const { document } = await open('symbols.md');
      const entries = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      const own = entries.filter(({ detail }) => /✓/.test(detail));
      assert.deepEqual(
        own.map(({ name }) => name),
        ['Problem 1', 'Problem 2'],
      );
      assert.equal(own[1]?.detail, '✓ 1');
    },
  },
];
