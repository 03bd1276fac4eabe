// The extension in a real VS Code: installs rederive.vsix, runs the suite in its extension host, then looks at the page.
//   REDERIVE_VSCODE=download   desktop VS Code, downloaded
//   REDERIVE_VSCODE=/path      that program
//   otherwise                  the web workbench that npm brought (test/vscode/launcher)
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { cacheFolder, projectFolder, resultsFolder } from './launcher/places.mjs';
import { panelCases } from '../webview/panel.browser.mjs';
import { scheduleCases } from './page/schedule.mjs';
import { pageCases } from './page/screenshots.mjs';
import { stdioCases } from './stdio.mjs';

const vsix = join(projectFolder, 'rederive.vsix');
const runFolder = join(cacheFolder, 'run');
const extensionsFolder = join(runFolder, 'extensions');
const dataFolder = join(runFolder, 'data');
const workspace = join(runFolder, 'workspace');
const pageWorkspace = join(runFolder, 'page');
const launcher = join(projectFolder, 'test', 'vscode', 'launcher', 'code.mjs');

async function main() {
  if (!existsSync(vsix)) throw new Error('rederive.vsix is missing: npm run package makes it.');
  rmSync(runFolder, { recursive: true, force: true });
  rmSync(resultsFolder, { recursive: true, force: true });
  for (const folder of [extensionsFolder, dataFolder, resultsFolder]) mkdirSync(folder, { recursive: true });
  for (const folder of [workspace, pageWorkspace]) {
    cpSync(join(projectFolder, 'test', 'vscode', 'workspace'), folder, { recursive: true });
  }

  const { program, installer } = await chooseProgram();
  install(installer);
  const reports = [
    await runSuite(program),
    await stdioCases({ extensionsFolder }),
    await pageCases({ extensionsFolder, dataFolder, workspace: pageWorkspace }),
    await scheduleCases({ extensionsFolder, dataFolder, workspace: pageWorkspace }),
    await panelCases({ resultsFolder: join(resultsFolder, 'panel') }),
  ];
  const passed = reports.flatMap((report) => report.passed);
  const failed = reports.flatMap((report) => report.failed);
  for (const name of passed) console.log(`  ✓ ${name}`);
  for (const { name, error } of failed) console.log(`  ✗ ${name}\n      ${error.replaceAll('\n', '\n      ')}`);
  const measured = Object.assign({}, ...reports.map((report) => report.measured));
  console.log(`  measured: ${JSON.stringify(measured)}`);
  writeFileSync(join(resultsFolder, 'report.json'), JSON.stringify({ passed, failed, measured }));
  console.log(`\n${passed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

async function chooseProgram() {
  const asked = process.env.REDERIVE_VSCODE;
  if (asked === undefined || asked === '') return { program: launcher, installer: [launcher] };
  const program = asked === 'download' ? await downloadAndUnzipVSCode('1.100.3') : asked;
  return { program, installer: resolveCliArgsFromVSCodeExecutablePath(program, { reuseMachineInstall: true }) };
}

function install([program, ...words]) {
  const { status, stdout, stderr } = spawnSync(
    program,
    [...words, '--install-extension', vsix, '--extensions-dir', extensionsFolder, '--user-data-dir', dataFolder],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`The packaged extension could not be installed:\n${stdout}${stderr}`);
}

/** Runs the suite and answers its report; a run that ends without one is a failure of its own. */
async function runSuite(program) {
  const tests = join(cacheFolder, 'suite', 'index.js');
  await build({
    entryPoints: [join(projectFolder, 'test', 'vscode', 'suite', 'index.ts')],
    outfile: tests,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  const reportFile = join(resultsFolder, 'suite.json');
  let problem;
  try {
    await runTests({
      vscodeExecutablePath: program,
      extensionDevelopmentPath: join(projectFolder, 'test', 'vscode', 'host'),
      extensionTestsPath: tests,
      launchArgs: [workspace, `--extensions-dir=${extensionsFolder}`, `--user-data-dir=${dataFolder}`],
      extensionTestsEnv: {
        REDERIVE_REPORT: reportFile,
        REDERIVE_EXTENSIONS: extensionsFolder,
        REDERIVE_LOG: join(resultsFolder, 'vscode.log'),
      },
    });
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
  if (existsSync(reportFile)) return JSON.parse(readFileSync(reportFile, 'utf8'));
  return { passed: [], failed: [{ name: 'the suite runs in VS Code', error: problem ?? 'it left no report' }] };
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : String(error));
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
});
