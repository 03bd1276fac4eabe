import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Case } from './case';
import { copied, findings, hoverAt, rangeOf, underlined } from './editor';

async function openNotebook(): Promise<{ readonly first: vscode.TextDocument; readonly last: vscode.TextDocument }> {
  const notebook = await vscode.workspace.openNotebookDocument(await copied('notebook.ipynb'));
  await vscode.window.showNotebookDocument(notebook);
  return { first: notebook.cellAt(0).document, last: notebook.cellAt(2).document };
}

export const notebookCases: readonly Case[] = [
  {
    name: 'the cells of a notebook are one document; a wrong step is underlined in its cell, and no longer when it is corrected',
    run: async () => {
      const { first, last } = await openNotebook();
      const [found] = await underlined(last, '8');
      assert.deepEqual(found?.range, rangeOf(last, '8'));
      assert.deepEqual(findings(first), []);
      assert.match(await hoverAt(last, rangeOf(last, '8').start), /✗ Refuted/);
      const edit = new vscode.WorkspaceEdit();
      edit.replace(last.uri, rangeOf(last, '8'), '9');
      assert.ok(await vscode.workspace.applyEdit(edit));
      await underlined(last);
      const other = new vscode.WorkspaceEdit();
      other.replace(first.uri, rangeOf(first, '3'), '4');
      assert.ok(await vscode.workspace.applyEdit(other));
      await underlined(last, '9');
    },
  },
  {
    name: 'Verify Problem counts a problem over the cells of a notebook whose cells are shown and not edited',
    run: async () => {
      const { last } = await openNotebook();
      await underlined(last, '8');
      const result = await vscode.commands.executeCommand<{ readonly sentence: string } | undefined>(
        'rederive.verifyProblem',
      );
      assert.equal(result?.sentence, 'Problem 1: 1 proved, 0 tested, 1 refuted, 0 undecided');
    },
  },
];
