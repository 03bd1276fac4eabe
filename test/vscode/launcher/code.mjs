#!/usr/bin/env node
// Takes the arguments that `code` is given by @vscode/test-electron, and does the same with the web workbench in a headless browser:
//   code.mjs --install-extension FILE.vsix --extensions-dir DIR --user-data-dir DIR
//   code.mjs FOLDER --extensionDevelopmentPath=DIR --extensionTestsPath=FILE --extensions-dir=DIR --user-data-dir=DIR
// The exit code is that of the tests. REDERIVE_LOG names a file for what the workbench and the tests log.
import { appendFileSync, mkdirSync } from 'node:fs';
import { launchBrowser } from './browser.mjs';
import { installExtension, prepareWorkbench, startServer, within } from './workbench.mjs';

const longestRun = 5 * 60_000;

function readArguments(words) {
  const options = new Map();
  const others = [];
  const takesValue = new Set(['--install-extension', '--extensions-dir', '--user-data-dir']);
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    const equals = word.indexOf('=');
    if (!word.startsWith('--')) others.push(word);
    else if (equals > 0) options.set(word.slice(0, equals), word.slice(equals + 1));
    else if (takesValue.has(word)) options.set(word, words[++i]);
    else options.set(word, '');
  }
  return { options, folder: others[0] };
}

function needed(options, name) {
  const value = options.get(name);
  if (!value) throw new Error(`${name} is missing`);
  return value;
}

async function main() {
  const { options, folder } = readArguments(process.argv.slice(2));
  const extensionsFolder = needed(options, '--extensions-dir');
  const dataFolder = needed(options, '--user-data-dir');
  mkdirSync(extensionsFolder, { recursive: true });
  mkdirSync(dataFolder, { recursive: true });
  const workbench = prepareWorkbench();
  if (options.has('--install-extension')) {
    installExtension(workbench, { vsix: needed(options, '--install-extension'), extensionsFolder, dataFolder });
    return 0;
  }
  const server = await startServer(workbench, { extensionsFolder, dataFolder });
  try {
    const browser = await launchBrowser();
    try {
      return await runInPage(browser, server, {
        folder,
        development: needed(options, '--extensionDevelopmentPath'),
        tests: needed(options, '--extensionTestsPath'),
      });
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

/** Opens the workbench with the payload that makes it run the tests in its extension host; answers their exit code. */
async function runInPage(browser, server, { folder, development, tests }) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const remote = (path) => `vscode-remote://${server.authority}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(development)],
    ['extensionTestsPath', remote(tests)],
    ['enableProposedApi', ''],
    ['skipWelcome', 'true'],
  ];
  const pageErrors = [];
  page.on('pageerror', (error) => pageErrors.push(String(error)));
  const log = process.env.REDERIVE_LOG;
  await page.exposeFunction('codeAutomationLog', (type, args) => {
    const line = `${args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg))).join(' ')}\n`;
    // The workbench itself says much: with a file for it, the terminal stays readable.
    if (log === undefined) process.stdout.write(line);
    else appendFileSync(log, line);
  });
  const finished = new Promise((resolve, reject) => {
    page.exposeFunction('codeAutomationExit', (code) => resolve(code)).catch(reject);
    page.once('crash', () => reject(new Error('The page of the workbench crashed.')));
  });
  const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
  await page.goto(`${server.address}?${query}`);
  return await within(longestRun, finished, () => `The tests did not end.\n${pageErrors.join('\n')}\n${server.log()}`);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
