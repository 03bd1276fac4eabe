import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Case } from './case';
import { open, placeOf, underlined, withSettings } from './editor';

interface Result {
  readonly title: string;
  readonly sentence: string;
  readonly counts: Readonly<Record<string, number>>;
}

async function verifyAt(editor: vscode.TextEditor, text: string): Promise<Result | undefined> {
  const place = placeOf(editor.document, text);
  editor.selection = new vscode.Selection(place, place);
  return vscode.commands.executeCommand<Result | undefined>('rederive.verifyProblem');
}

export const commandCases: readonly Case[] = [
  {
    name: 'Verify Problem counts the problem around the cursor',
    run: async () => {
      const editor = await open('sums.md');
      const first = await verifyAt(editor, 'A sum');
      assert.equal(first?.title, 'Problem 1');
      assert.deepEqual(first?.counts, { proved: 1, tested: 0, conditional: 0, refuted: 1, given: 0, unknown: 0 });
      assert.equal(first?.sentence, 'Problem 1: 1 proved, 0 tested, 1 refuted, 0 undecided');
      const second = await verifyAt(editor, '10 \\\\');
      assert.equal(second?.sentence, 'Problem 2: 4 proved, 0 tested, 1 refuted, 0 undecided');
    },
  },
  {
    name: 'Verify Problem counts the whole document where the cursor is in no problem',
    run: async () => {
      const result = await verifyAt(await open('fix.md'), 'A product');
      assert.equal(result?.sentence, 'Whole document: 0 proved, 0 tested, 1 refuted, 0 undecided');
    },
  },
  {
    name: 'when Rederive is switched off nothing is underlined, and the command still counts; then all is back',
    run: async () => {
      const editor = await open('sums.md');
      await underlined(editor.document, '6', '30');
      await withSettings({ enable: false }, async () => {
        await underlined(editor.document);
        const result = await verifyAt(editor, 'A sum');
        assert.equal(result?.counts['refuted'], 1);
        await underlined(editor.document);
      });
      await underlined(editor.document, '6', '30');
    },
  },
];
