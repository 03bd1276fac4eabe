import { defineConfig } from 'vitest/config';

const isolated = ['test/**/*.isolated.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    projects: [
      // Modules keep no state between tests, so that all files of a worker can share them: importing them anew costs more than the tests.
      { extends: true, test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: isolated, isolate: false } },
      // Those that put other modules in the place of some.
      { extends: true, test: { name: 'isolated', include: isolated } },
    ],
  },
});
