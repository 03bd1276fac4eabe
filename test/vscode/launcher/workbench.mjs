// The server and web workbench of VS Code, as the code-server package carries them.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { cacheFolder } from './places.mjs';

/** Makes the workbench ready to run, once, and answers its folder. Reaches the npm registry for the workbench's own dependencies. */
export function prepareWorkbench() {
  const manifest = createRequire(import.meta.url).resolve('code-server/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  const ready = join(cacheFolder, `workbench-${version}`);
  if (existsSync(ready)) return ready;
  const partial = `${ready}.${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(cacheFolder, { recursive: true });
  cpSync(join(dirname(manifest), 'lib', 'vscode'), partial, { recursive: true });
  const npm = spawnSync(
    'npm',
    ['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--no-package-lock'],
    { cwd: partial, encoding: 'utf8' },
  );
  if (npm.status !== 0) throw new Error(`npm install in the workbench failed:\n${npm.stdout}\n${npm.stderr}`);
  symlinkSync('node_modules', join(partial, 'node_modules.asar'));
  renameSync(partial, ready);
  return ready;
}

const quiet = ['--accept-server-license-terms', '--telemetry-level', 'off'];

/** Installs a packaged extension, or throws with what the installer said. */
export function installExtension(workbench, { vsix, extensionsFolder, dataFolder }) {
  const installer = spawnSync(
    process.execPath,
    [
      serverMain(workbench),
      '--install-extension',
      vsix,
      '--force',
      '--extensions-dir',
      extensionsFolder,
      '--server-data-dir',
      dataFolder,
      ...quiet,
    ],
    { encoding: 'utf8' },
  );
  if (installer.status !== 0 || !/successfully installed/.test(installer.stdout)) {
    throw new Error(`The extension could not be installed:\n${installer.stdout}\n${installer.stderr}`);
  }
}

/** Starts the server on a free port of this machine; answers its address and a way to stop it. */
export async function startServer(workbench, { extensionsFolder, dataFolder, environment = {} }) {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [
      serverMain(workbench),
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--disable-workspace-trust'],
      ...['--server-data-dir', dataFolder, '--extensions-dir', extensionsFolder],
      ...quiet,
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'], // Without a gallery of extensions nothing looks beyond this machine.
      env: { ...process.env, EXTENSIONS_GALLERY: '{}', ...environment },
    },
  );
  let said = '';
  const listening = new Promise((resolve, reject) => {
    const hear = (chunk) => {
      said += chunk;
      if (/Extension host agent listening/.test(said)) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`The VS Code server ended with code ${code}:\n${said}`)));
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill();
    await ended;
  };
  await within(60_000, listening, () => `The VS Code server did not start:\n${said}`).catch(async (error) => {
    await stop();
    throw error;
  });
  return { port, authority: `127.0.0.1:${port}`, address: `http://127.0.0.1:${port}/`, stop, log: () => said };
}

/** Waits for a promise, but not for ever. */
export async function within(milliseconds, promise, message) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(message())), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function serverMain(workbench) {
  return join(workbench, 'out', 'server-main.js');
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
