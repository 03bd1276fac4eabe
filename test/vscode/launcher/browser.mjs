// A Chromium that starts on this machine: the one that npm brought, with the machine's libraries or with those that came along,
// else the machine's own.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { cacheFolder } from './places.mjs';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
];

/** Starts a browser and answers it, after it has shown a page. Throws an error for people when none starts. */
export async function launchBrowser() {
  const failures = [];
  for (const candidate of candidates()) {
    try {
      const { executablePath, env } = candidate.prepare();
      const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
      const page = await browser.newPage();
      await page.setContent('<p>ready</p>');
      await page.close();
      return browser;
    } catch (error) {
      failures.push(`- ${candidate.name}: ${firstLines(error)}`);
    }
  }
  throw new Error(
    `No browser starts, and VS Code is tested in one. On Debian this mends it:\n    apt-get install -y chromium\nTried:\n${failures.join('\n')}`,
  );
}

function candidates() {
  const list = [];
  const shipped = packagedBrowser();
  if (shipped !== undefined) {
    list.push({ name: 'Chromium from npm', prepare: () => unpack(shipped, false) });
    list.push({ name: 'Chromium from npm with its own libraries', prepare: () => unpack(shipped, true) });
  } else {
    list.push({
      name: 'Chromium from npm',
      prepare: () => fail(`there is none for ${process.arch}, or npm ci has not run`),
    });
  }
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    const executablePath = onPath(name);
    if (executablePath !== undefined) list.push({ name: executablePath, prepare: () => ({ executablePath, env: {} }) });
  }
  return list;
}

/** The folder of the packed browser, which is made for x64 only. */
function packagedBrowser() {
  if (process.arch !== 'x64' || process.platform !== 'linux') return undefined;
  try {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    const folder = join(dirname(entry), '..', '..', 'bin');
    return existsSync(join(folder, 'chromium.br')) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** Unpacks once; a file appears under its final name only when it is whole, so an interrupted run leaves nothing broken behind. */
function unpack(packed, withLibraries) {
  const folder = join(cacheFolder, 'chromium');
  mkdirSync(folder, { recursive: true });
  const executablePath = join(folder, 'chromium');
  if (!existsSync(executablePath)) {
    const partial = `${executablePath}.${process.pid}`;
    writeFileSync(partial, brotliDecompressSync(readFileSync(join(packed, 'chromium.br'))), { mode: 0o755 });
    renameSync(partial, executablePath);
  }
  const env = {};
  if (!existsSync('/etc/fonts/fonts.conf')) {
    const fonts = untar(join(packed, 'fonts.tar.br'), join(folder, 'fonts'));
    writeFileSync(join(fonts, 'fonts.conf'), fontConfiguration(fonts, folder));
    env.FONTCONFIG_PATH = fonts;
  }
  if (withLibraries) {
    const libraries = join(untar(join(packed, 'al2023.tar.br'), join(folder, 'libraries')), 'lib');
    env.LD_LIBRARY_PATH = [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  }
  return { executablePath, env };
}

function untar(archive, folder) {
  if (existsSync(folder)) return folder;
  const partial = `${folder}.${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const { status, stderr } = spawnSync('tar', ['-x', '-C', partial], {
    input: brotliDecompressSync(readFileSync(archive)),
  });
  if (status !== 0) fail(`tar could not unpack ${archive}: ${stderr}`);
  renameSync(partial, folder);
  return folder;
}

function fontConfiguration(fonts, folder) {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${fonts}</dir><dir>/usr/share/fonts</dir><cachedir>${join(folder, 'fontcache')}</cachedir></fontconfig>\n`;
}

function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, name);
    if (folder !== '' && existsSync(file)) return file;
  }
  return undefined;
}

function firstLines(error) {
  const text = error instanceof Error ? error.message : String(error);
  const told = text
    .split('\n')
    .filter((line) => /error while loading|cannot open|Failed|not found|there is none|could not/.test(line));
  return (told.length > 0 ? told : text.split('\n')).slice(0, 2).join(' ').trim();
}

function fail(message) {
  throw new Error(message);
}
