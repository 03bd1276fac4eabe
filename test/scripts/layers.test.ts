import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

let eslint: ESLint;
beforeAll(() => {
  // The rules that need types are left out: the texts below are no files of the project.
  eslint = new ESLint({
    overrideConfig: {
      languageOptions: { parserOptions: { projectService: false, project: null } },
      rules: {
        '@typescript-eslint/switch-exhaustiveness-check': 'off',
        '@typescript-eslint/no-floating-promises': 'off',
        '@typescript-eslint/no-misused-promises': 'off',
        '@typescript-eslint/no-unused-vars': 'off',
      },
    },
  });
});

async function complaints(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

describe('architecture invariants in the lint', () => {
  it.each([
    ['src/text/x.ts', "import '../tex/token';"],
    ['src/tex/x.ts', "import '../document/document';"],
    ['src/kernel/x.ts', "import '../formula/tree';"],
    ['src/schedule/x.ts', "import '../kernel/term';"],
    ['src/formula/notation/x.ts', "import type { Block } from '../../document/document';"],
    ['src/check/x.ts', "import '../analysis';"],
    ['src/model/x.ts', "export * from '../check/verdict';"],
    ['src/features/x.ts', "import '../server/settings';"],
    ['src/features/x.ts', "import '../kernel/term';"],
    ['src/client/x.ts', "import '../features/hover';"],
    ['src/analysis.ts', "export const f = () => import('./features/hover');"],
    ['src/protocol.ts', "import './analysis';"],
    ['src/elsewhere/x.ts', "import '../text/span';"],
  ])('%s may not say %s', async (file, code) => {
    expect(await complaints(file, code)).toEqual(['rederive/layers']);
  });

  it.each([
    ['src/check/x.ts', "import '../kernel/term';\nimport '../text/span';\nimport './verdict';"],
    ['src/features/x.ts', "import '../analysis';\nimport '../check/verdict';"],
    ['src/server/x.ts', "import 'node:path';\nimport '../features/hover';"],
    ['src/client/x.ts', "import 'vscode';\nimport '../protocol';"],
  ])('%s may say %s', async (file, code) => {
    expect(await complaints(file, code)).toEqual([]);
  });

  it.each([
    ['src/features/x.ts', "import 'node:fs';", 'no-restricted-imports'],
    ['src/kernel/x.ts', "import 'fs';", 'no-restricted-imports'],
    ['src/server/x.ts', "import 'vscode';", 'no-restricted-imports'],
    ['src/analysis.ts', "import 'vscode';", 'no-restricted-imports'],
    ['src/model/x.ts', 'export const now = Date.now();', 'no-restricted-properties'],
    ['src/check/x.ts', 'export const chance = Math.random();', 'no-restricted-properties'],
    ['src/check/x.ts', 'export const today = new Date();', 'no-restricted-syntax'],
    ['src/document/x.ts', "export const home = process.env['HOME'];", 'no-restricted-globals'],
    ['src/kernel/x.ts', "export const two = eval('1 + 1');", 'no-eval'],
    ['src/kernel/x.ts', "export const f = new Function('return 1');", 'no-new-func'],
    ['src/text/x.ts', 'export const x: any = 1;', '@typescript-eslint/no-explicit-any'],
  ])('%s may not say %s', async (file, code, rule) => {
    expect(await complaints(file, code)).toContain(rule);
  });
});
