import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Case } from './case';
import { open, underlined } from './editor';

export const quickFixCases: readonly Case[] = [
  {
    name: 'the quick fix of a wrong step makes it right',
    run: async () => {
      const { document } = await open('fix.md');
      const [wrong] = await underlined(document, '142');
      assert.ok(wrong);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        wrong.range,
      );
      const fix = actions.find(({ title }) => title === 'Replace 142 with 144');
      assert.ok(fix?.edit, `offered: ${actions.map(({ title }) => title).join('; ')}`);
      assert.ok(await vscode.workspace.applyEdit(fix.edit));
      assert.equal(document.lineAt(0).text, 'A product: $12 \\cdot 12 = 144$ is the area.');
      await underlined(document);
    },
  },
];
