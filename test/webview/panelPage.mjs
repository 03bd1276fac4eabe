// The panel as the editor shows it, without the editor: its page with the same content security policy, the colours of a theme, and a
// stand-in for the editor's interface.
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = dirname(fileURLToPath(import.meta.url));
export const themes = JSON.parse(readFileSync(join(folder, 'themes.json'), 'utf8'));

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };

/** Serves the panel's files from `dist`; answers the address of its page and a way to stop. */
export async function servePanel(dist) {
  const { schedulePage } = await bundled(join(folder, '..', '..', 'src', 'client', 'schedulePage.ts'));
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path === '/') {
      response.setHeader('content-type', 'text/html');
      const { port } = server.address();
      response.end(
        schedulePage({
          script: 'webview.js',
          style: 'webview.css',
          resources: `http://localhost:${port}`,
          nonce: 'test',
        }),
      );
      return;
    }
    const file = join(dist, normalize(path));
    if (!file.startsWith(dist) || !existsSync(file)) {
      response.statusCode = 404;
      response.end();
      return;
    }
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    response.end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  return {
    address: `http://localhost:${server.address().port}/`,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Opens the panel in a theme. `state` is what an earlier panel has left behind. Answers the page; what it says is in `heard(page)`. */
export async function openPanel(
  browser,
  address,
  { theme = 'light', width = 600, height = 1100, state, reducedMotion = 'no-preference' } = {},
) {
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 2, reducedMotion });
  await page.addInitScript(pretendEditor, { state });
  await page.addInitScript(setTheme, themes[theme]);
  await page.goto(address);
  await page.evaluate(setTheme, themes[theme]);
  await page.locator('.lane, .empty:not([hidden])').first().waitFor();
  return page;
}

/** The messages that the panel has sent, and what its security policy has stopped. */
export function heard(page) {
  return page.evaluate(() => ({
    messages: window.heardMessages,
    violations: window.heardViolations,
    state: window.keptState,
  }));
}

/** Sends the panel a message as the editor does. */
export function tell(page, message) {
  return page.evaluate((data) => window.dispatchEvent(new window.MessageEvent('message', { data })), message);
}

export function changeTheme(page, theme) {
  return page.evaluate(setTheme, themes[theme]);
}

/** In the page, before its own scripts. */
function pretendEditor({ state }) {
  window.heardMessages = [];
  window.heardViolations = [];
  window.keptState = state;
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.heardMessages.push(JSON.parse(JSON.stringify(message))),
    getState: () => window.keptState,
    setState: (next) => {
      window.keptState = JSON.parse(JSON.stringify(next));
    },
  });
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    window.heardViolations.push(`${violatedDirective}: ${blockedURI}`);
  });
}

/** In the page: puts the theme on it as the editor does. */
function setTheme({ bodyClass, colours }) {
  if (document.body === null) return;
  document.body.className = bodyClass;
  document.documentElement.removeAttribute('style');
  for (const [name, value] of Object.entries(colours)) document.documentElement.style.setProperty(name, value);
}

/** Imports a TypeScript file of the project. */
export async function bundled(file) {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    format: 'esm',
    write: false,
    platform: 'node',
  });
  return await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
