import { defineConfig } from 'vitest/config';

// Modules keep no state between tests, so that all files of a worker can share them: importing them anew costs more than the tests.
export default defineConfig({
  test: { include: ['test/**/*.test.ts'], environment: 'node', isolate: false, testTimeout: 60_000 },
});
