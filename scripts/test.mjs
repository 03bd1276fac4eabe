// Everything that must hold, in order: types, lint, unit tests and annotated documents, the packaged extension in a real VS Code.
// A part that fails does not keep the others from running. The last line sums them up.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const results = 'test-results';
/** Milliseconds for one part; the slowest takes about two minutes. */
const longest = 20 * 60_000;
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const total = { passed: 0, failed: 0 };

check('Types', [tool('typescript', 'bin/tsc'), '--noEmit']);
check('Types of the webview', [tool('typescript', 'bin/tsc'), '--noEmit', '-p', 'src/webview']);
check('Lint', [tool('eslint', 'bin/eslint.js'), '.', '--max-warnings', '0']);
suite('Unit tests and annotated documents', unitTests);
const isPackaged = check('Build', ['scripts/build.mjs']) && check('Package', ['scripts/package.mjs']);
if (isPackaged) suite('The extension in a real VS Code', editorTests);
else left('The extension in a real VS Code', 'there is no package to install');
if (!existsSync('../shared')) {
  console.log('\nLeft out: the tests that read the documents of ../shared, as that folder is not beside this one.');
}

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** One part that passes or fails as a whole. */
function check(name, words) {
  heading(name);
  const passed = run(words) === 0;
  total[passed ? 'passed' : 'failed']++;
  return passed;
}

/** A part that counts its own tests. */
function suite(name, counts) {
  heading(name);
  const { passed, failed } = counts();
  total.passed += passed;
  total.failed += failed;
}

function left(name, why) {
  heading(name, `left out: ${why}`);
  total.failed++;
}

function unitTests() {
  const file = join(results, 'unit.json');
  const code = run([
    tool('vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'));
  // A file that cannot even be loaded fails without a test of its own.
  return { passed: numPassedTests, failed: code === 0 ? numFailedTests : Math.max(1, numFailedTests) };
}

function editorTests() {
  const code = run(['test/vscode/run.mjs']);
  const file = join(results, 'vscode', 'report.json');
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { passed, failed } = JSON.parse(readFileSync(file, 'utf8'));
  return { passed: passed.length, failed: code === 0 ? failed.length : Math.max(1, failed.length) };
}

/** The exit code; a part that does not end is ended, and has failed. */
function run(words) {
  const options = { stdio: ['ignore', 'inherit', 'inherit'], timeout: longest, killSignal: 'SIGTERM' };
  const { status } = spawnSync(process.execPath, words, options);
  if (status === null) console.error(`This part was ended after at most ${longest / 60_000} minutes.`);
  return status ?? 1;
}

function tool(packageName, file) {
  return join(dirname(require.resolve(`${packageName}/package.json`)), file);
}

function heading(name, remark = '') {
  console.log(`\n── ${name}${remark === '' ? '' : ` (${remark})`}`);
}
