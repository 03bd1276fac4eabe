import * as assert from 'node:assert/strict';
import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Case } from './case';
import { open } from './editor';

export const installedCases: readonly Case[] = [
  {
    name: 'the extension under test is the packaged one, installed',
    run: async () => {
      const extension = vscode.extensions.getExtension('rederive.rederive');
      assert.ok(extension, 'rederive.rederive is not installed');
      const folder = process.env['REDERIVE_EXTENSIONS'];
      assert.ok(folder, 'REDERIVE_EXTENSIONS names no folder');
      const installed = await realpath(extension.extensionUri.fsPath);
      assert.ok(installed.startsWith(await realpath(folder)), `${installed} is not in ${folder}`);
    },
  },
  {
    name: 'a Markdown document activates it',
    run: async () => {
      await open('sums.md');
      const extension = vscode.extensions.getExtension('rederive.rederive');
      await extension?.activate();
      assert.equal(extension?.isActive, true);
      assert.ok((await vscode.commands.getCommands(true)).includes('rederive.verifyProblem'));
    },
  },
  {
    name: 'Quarto and R Markdown documents are Markdown, .tex is LaTeX',
    run: async () => {
      assert.equal((await open('quarto.qmd')).document.languageId, 'markdown');
      assert.equal((await open('sums.tex')).document.languageId, 'latex');
    },
  },
];
