import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Case } from './case';
import { checked, findings, open, placeOf, rangeOf, replace, underlined, withSettings } from './editor';

function moveTo(editor: vscode.TextEditor, place: vscode.Position): void {
  editor.selection = new vscode.Selection(place, place);
}

export const typingCases: readonly Case[] = [
  {
    name: 'nothing is said about the formula that is being typed, until the cursor leaves it',
    run: () =>
      withSettings({ typingPause: 60_000 }, async () => {
        const editor = await open('typing.md');
        const { document } = editor;
        await underlined(document, '8');
        const two = rangeOf(document, '2$').start;
        moveTo(editor, two);
        await replace(editor, new vscode.Range(two, two.translate(0, 1)), '3');
        await checked(document);
        assert.deepEqual(
          findings(document).map(({ range }) => document.getText(range)),
          ['8'],
          'only the other formula',
        );
        moveTo(editor, placeOf(document, 'more words'));
        await underlined(document, '3', '8');
      }),
  },
  {
    name: 'the formula under the cursor is judged when typing rests',
    run: () =>
      withSettings({ typingPause: 50 }, async () => {
        const editor = await open('typing.md');
        const { document } = editor;
        await underlined(document, '8');
        const two = rangeOf(document, '2$').start;
        moveTo(editor, two);
        await replace(editor, new vscode.Range(two, two.translate(0, 1)), '4');
        await underlined(document, '4', '8');
      }),
  },
];
