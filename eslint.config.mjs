import { builtinModules } from 'node:module';
import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { layerRule, pureLayers } from './scripts/lint/layers.mjs';

const nodeBuiltins = {
  paths: builtinModules.filter((name) => !name.startsWith('_')),
  patterns: [{ regex: '^node:', message: 'This layer runs in a web worker too: no Node built-ins.' }],
};
const onlyClient = { name: 'vscode', message: 'Only src/client/ knows VS Code.' };

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.vscode-test/', 'test-results/', 'coverage/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.mts'],
    extends: [...tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/**/*.ts', 'test/vscode/suite/**/*.ts'],
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { rederive: { rules: { layers: layerRule } } },
    rules: {
      'rederive/layers': 'error',
      'no-restricted-imports': ['error', { paths: [onlyClient] }],
      'no-eval': 'error',
      'no-new-func': 'error',
      eqeqeq: 'error',
    },
  },
  { files: ['src/client/**/*.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: pureLayers.flatMap((layer) => [`src/${layer}/**/*.ts`, `src/${layer}.ts`]),
    rules: {
      'no-restricted-imports': ['error', { ...nodeBuiltins, paths: [onlyClient, ...nodeBuiltins.paths] }],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'No clock in anything that decides.' },
        { object: 'Math', property: 'random', message: 'Random choices are seeded from the claim.' },
        { object: 'performance', property: 'now', message: 'No clock in anything that decides.' },
      ],
      'no-restricted-globals': [
        'error',
        ...[
          'process',
          'Buffer',
          'require',
          '__dirname',
          '__filename',
          'setTimeout',
          'setInterval',
          'setImmediate',
          'fetch',
          'console',
          'performance',
          'crypto',
        ].map((name) => ({ name, message: 'This layer has no clock, no network and no Node.' })),
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date']", message: 'No clock in anything that decides.' },
      ],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'console',
          'process',
          'setTimeout',
          'clearTimeout',
          'URL',
          'URLSearchParams',
          'Buffer',
          'performance',
          'document',
          'window',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
);
