// Opens the workbench as a person would, in every kind of theme: a wrong step is underlined, the hover is legible, the ticks are there.
// The screenshots are kept in test-results/.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from '../launcher/browser.mjs';
import { resultsFolder } from '../launcher/places.mjs';
import { prepareWorkbench, startServer } from '../launcher/workbench.mjs';

const themes = [
  { name: 'light', label: 'Default Light Modern' },
  { name: 'dark', label: 'Default Dark Modern' },
  { name: 'high-contrast', label: 'Default High Contrast' },
  { name: 'high-contrast-light', label: 'Default High Contrast Light' },
];

/** Runs one case a theme; answers what passed and what failed. */
export async function pageCases({ extensionsFolder, dataFolder, workspace }) {
  const passed = [];
  const failed = [];
  const record = async (name, run) => {
    try {
      await run();
      passed.push(name);
    } catch (error) {
      failed.push({ name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  };
  await record('the page of VS Code opens', async () => {
    const server = await startServer(prepareWorkbench(), { extensionsFolder, dataFolder });
    try {
      const browser = await launchBrowser();
      try {
        for (const theme of themes) {
          await record(`in the ${theme.name} theme the hover of a wrong step is legible`, () =>
            lookAt(browser, server, workspace, theme),
          );
        }
      } finally {
        await browser.close();
      }
    } finally {
      await server.stop();
    }
  });
  return { passed, failed };
}

async function lookAt(browser, server, workspace, { name, label }) {
  mkdirSync(join(workspace, '.vscode'), { recursive: true });
  writeFileSync(
    join(workspace, '.vscode', 'settings.json'),
    JSON.stringify({
      'workbench.colorTheme': label,
      'workbench.startupEditor': 'none',
      'editor.minimap.enabled': false,
      'editor.wordWrap': 'on',
      'workbench.secondarySideBar.defaultVisibility': 'hidden',
      'chat.commandCenter.enabled': false,
      'git.enabled': false,
    }),
  );
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2 });
  page.setDefaultTimeout(30_000);
  try {
    const file = `vscode-remote://${server.authority}${join(workspace, 'page.md')}`;
    const payload = JSON.stringify([
      ['openFile', file],
      ['skipWelcome', 'true'],
    ]);
    await page.goto(`${server.address}?${new URLSearchParams({ folder: workspace, payload })}`);
    const squiggle = page.locator('.squiggly-error').first();
    await squiggle.waitFor();
    await page.waitForFunction(ticksAreShown);
    await page.screenshot({ path: join(resultsFolder, `${name}.png`) });

    const box = await squiggle.boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const picture = page.locator('.monaco-hover img[src^="data:image/svg"]').first();
    await picture.waitFor();
    await page.waitForFunction(pictureIsLoaded);
    await page.screenshot({ path: join(resultsFolder, `${name}-hover.png`) });

    const { contrast, height, text } = await picture.evaluate(measure);
    expect(contrast >= 4.5, `the contrast of the formula is ${contrast.toFixed(1)} : 1`);
    expect(height >= 12 && height <= 120, `the formula is ${height} px high`);
    expect(/Refuted/.test(text), `the hover says: ${text}`);
    const status = await page.locator('#rederive\\.rederive\\.rederive\\.status').textContent();
    expect(/✓ \d+ · ✗ 1/.test(status ?? ''), `the status bar says: ${status}`);
  } catch (error) {
    await page.screenshot({ path: join(resultsFolder, `${name}-failed.png`) });
    throw error;
  } finally {
    await page.close();
  }
}

/** In the page: whether a decoration after a line says ✓. */
function ticksAreShown() {
  const decorations = [...document.querySelectorAll('.view-line span[class*="ced-"]')];
  return decorations.some((element) => window.getComputedStyle(element, '::after').content.includes('✓'));
}

/** In the page: whether the picture of the hover is drawn. */
function pictureIsLoaded() {
  const picture = document.querySelector('.monaco-hover img[src^="data:image/svg"]');
  return picture !== null && picture.complete && picture.naturalWidth > 0;
}

/** In the page: the contrast of the picture's ink with the hover behind it, its height, and what the hover says. */
function measure(picture) {
  const hover = picture.closest('.monaco-hover');
  const svg = window.atob(picture.src.slice(picture.src.indexOf(',') + 1));
  const ink = /color="#([0-9a-f]{6})"/.exec(svg)[1];
  const inkChannels = [0, 2, 4].map((at) => parseInt(ink.slice(at, at + 2), 16));
  const background = window
    .getComputedStyle(hover)
    .backgroundColor.match(/[\d.]+/g)
    .map(Number);
  const luminance = (channels) =>
    channels
      .slice(0, 3)
      .map((c) => c / 255)
      .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
      .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const [darker, lighter] = [luminance(inkChannels), luminance(background)].sort((a, b) => a - b);
  return {
    contrast: (lighter + 0.05) / (darker + 0.05),
    height: picture.getBoundingClientRect().height,
    text: hover.textContent,
  };
}

function expect(holds, message) {
  if (!holds) throw new Error(message);
}
