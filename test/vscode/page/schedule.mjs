// The schedule panel where it lives: opened from the lens above a problem, played, stepped, switched and restyled, and tied to the text.
// The screenshots are kept in test-results/.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from '../launcher/browser.mjs';
import { resultsFolder } from '../launcher/places.mjs';
import { prepareWorkbench, startServer } from '../launcher/workbench.mjs';

const themes = [
  { name: 'light', label: 'Light Modern', bodyClass: 'vscode-light' },
  { name: 'dark', label: 'Dark Modern', bodyClass: 'vscode-dark' },
  { name: 'high-contrast', label: 'Dark High Contrast', bodyClass: 'vscode-high-contrast' },
  { name: 'high-contrast-light', label: 'Light High Contrast', bodyClass: 'vscode-high-contrast-light' },
];

/** One case after the other in one window; answers what passed and what failed. */
export async function scheduleCases({ extensionsFolder, dataFolder, workspace, results = resultsFolder }) {
  const passed = [];
  const failed = [];
  const server = await startServer(prepareWorkbench(), { extensionsFolder, dataFolder });
  try {
    const browser = await launchBrowser();
    try {
      const page = await openDocument(browser, server, workspace);
      const context = { page, panel: panelOf(page), results };
      for (const [name, run] of Object.entries(cases)) {
        try {
          await run(context);
          passed.push(name);
        } catch (error) {
          await page.screenshot({ path: join(results, `schedule-failed-${failed.length + 1}.png`) });
          failed.push({ name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
        }
      }
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
  return { passed, failed };
}

const cases = {
  'the lens above a problem opens its schedule beside the text': async ({ page, panel }) => {
    const lens = page.locator('.codelens-decoration a', { hasText: 'Show schedule' }).first();
    await lens.click();
    await panel.getByRole('button', { name: 'Problem 1' }).waitFor();
    await panel.locator('.description', { hasText: 'Every 5th activation' }).waitFor();
  },
  'the schedule of the homework plays to its end, where 20 and 10 are on screen': async ({ page, panel, results }) => {
    await panel.locator('.transport').click({ position: { x: 2, y: 2 } });
    for (let i = 0; i < 4; i++) await page.keyboard.press('+');
    await page.keyboard.press('Space');
    await panel.getByRole('button', { name: 'Pause' }).waitFor();
    await panel.locator('.caption', { hasText: 'the backward pass is over' }).waitFor();
    equal(await counter(panel, 'fwd'), '20 of 20');
    equal(await counter(panel, 'load'), '10 of 10');
    await page.screenshot({ path: join(results, 'schedule-played.png') });
  },
  'the keyboard steps through it': async ({ page, panel }) => {
    await page.keyboard.press('Home');
    await panel.locator('.caption', { hasText: 'The first pass is about to begin' }).waitFor();
    for (let i = 0; i < 13; i++) await page.keyboard.press('ArrowRight');
    await panel.locator('.caption', { hasText: 'For layer 9: activation 5 is loaded from memory.' }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await panel.locator('.caption', { hasText: 'Backward step of layer 10' }).waitFor();
  },
  'another strategy shows its own counts': async ({ page, panel }) => {
    await chooseStrategy(panel, 'Segments, run once');
    await panel.locator('.description', { hasText: 'each segment is recomputed once' }).waitFor();
    await panel.locator('.transport').click({ position: { x: 2, y: 2 } });
    await page.keyboard.press('End');
    await panel.locator('.tile', { hasText: 'of 8' }).first().waitFor();
    equal(await counter(panel, 'fwd'), '8 of 8');
    await chooseStrategy(panel, 'Every k-th kept');
    await panel.locator('.description', { hasText: 'Every 5th activation' }).waitFor();
  },
  'the panel takes on every kind of theme': async ({ page, panel, results }) => {
    await panel.locator('.transport').click({ position: { x: 2, y: 2 } });
    await page.keyboard.press('Home');
    for (let i = 0; i < 15; i++) await page.keyboard.press('ArrowRight');
    for (const { name, label, bodyClass } of themes) {
      await chooseTheme(page, label);
      await panel.locator(`body.${bodyClass}`).waitFor();
      await page.screenshot({ path: join(results, `schedule-${name}.png`) });
    }
    await chooseTheme(page, 'Light Modern');
  },
  'a click on a claim moves the panel to its event': async ({ page, panel, results }) => {
    await clickOn(page, '3 fwd operations');
    await panel.locator('.caption', { hasText: 'For layer 8' }).waitFor();
    await page.screenshot({ path: join(results, 'schedule-claim.png') });
  },
  'a click on a layer selects the claim about it': async ({ page, panel, results }) => {
    await panel.locator('.layer').nth(8).click();
    await panel.locator('.caption', { hasText: 'For layer 9' }).waitFor();
    const { y } = await placeOf(page, '4 fwd operations');
    await page.waitForFunction(isSelectedAt, y);
    await page.screenshot({ path: join(results, 'schedule-picked.png') });
  },
  'the hover and the light bulb of a wrong count show it in the schedule': async ({ page, panel, results }) => {
    const squiggle = page.locator('.squiggly-error').first();
    const box = await squiggle.boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const link = page.locator('.monaco-hover a', { hasText: 'Show in schedule' });
    await link.waitFor();
    await page.screenshot({ path: join(results, 'schedule-hover.png') });
    await link.click();
    await panel.locator('.caption', { hasText: 'For layer' }).waitFor();
    await page.keyboard.press('Escape');
    await clickOn(page, '8 loadmem operations');
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget', { hasText: 'Show in schedule' }).waitFor();
    await page.keyboard.press('Escape');
  },
  'an edit of the set-up changes the schedule in the panel': async ({ page, panel, results }) => {
    const word = await placeOf(page, '5th');
    await page.mouse.dblclick(word.x, word.y);
    await page.keyboard.type('2nd');
    await panel.locator('.description', { hasText: 'Every 2nd activation' }).waitFor();
    await page.screenshot({ path: join(results, 'schedule-edited.png') });
  },
  'the command shows the schedule of the problem around the cursor': async ({ page, panel }) => {
    await chooseStrategy(panel, 'Segments, run once');
    await panel.locator('.description', { hasText: 'each segment is recomputed once' }).waitFor();
    await clickOn(page, 'In total there are');
    await runCommand(page, 'Rederive: Show Rematerialization Schedule');
    await panel.locator('.description', { hasText: 'Every 2nd activation' }).waitFor();
  },
};

async function openDocument(browser, server, workspace) {
  mkdirSync(join(workspace, '.vscode'), { recursive: true });
  writeFileSync(
    join(workspace, '.vscode', 'settings.json'),
    JSON.stringify({
      'workbench.startupEditor': 'none',
      'editor.minimap.enabled': false,
      'editor.wordWrap': 'on',
      'workbench.secondarySideBar.defaultVisibility': 'hidden',
      'workbench.activityBar.location': 'hidden',
      'chat.commandCenter.enabled': false,
      'git.enabled': false,
    }),
  );
  const page = await browser.newPage({ viewport: { width: 1500, height: 950 }, deviceScaleFactor: 2 });
  page.setDefaultTimeout(30_000);
  const file = `vscode-remote://${server.authority}${join(workspace, 'schedule.md')}`;
  const payload = JSON.stringify([
    ['openFile', file],
    ['skipWelcome', 'true'],
  ]);
  await page.goto(`${server.address}?${new URLSearchParams({ folder: workspace, payload })}`);
  await page.locator('.view-line').first().waitFor();
  return page;
}

/** VS Code shows a webview in a frame of a frame. */
function panelOf(page) {
  return page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
}

async function clickOn(page, text) {
  const { x, y } = await placeOf(page, text);
  await page.mouse.click(x, y);
}

/** The middle of some words on one line of the editor. */
async function placeOf(page, text) {
  const place = await page.evaluate(findWords, text);
  if (place === undefined) throw new Error(`"${text}" is not on screen`);
  return place;
}

/** In the page: where words stand; the editor writes blanks as no-break spaces. */
function findWords(wanted) {
  for (const line of document.querySelectorAll('.view-line')) {
    const texts = document.createTreeWalker(line, window.NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const at = node.data.replaceAll('\u00a0', ' ').indexOf(wanted);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const { left, top, width, height } = range.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    }
  }
  return undefined;
}

/** In the page: whether something is selected on the line at a height. */
function isSelectedAt(y) {
  return [...document.querySelectorAll('.selected-text')]
    .map((element) => element.getBoundingClientRect())
    .some(({ top, bottom, width }) => width > 0 && top <= y && y <= bottom);
}

async function chooseStrategy(panel, name) {
  await panel.getByRole('combobox', { name: 'Strategy', exact: true }).click();
  await panel.getByRole('option', { name, exact: true }).click();
}

async function chooseTheme(page, label) {
  await runCommand(page, 'Preferences: Color Theme');
  const input = page.locator('.quick-input-widget input').first();
  await input.fill(label);
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: label }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

async function runCommand(page, title) {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget input').first();
  await input.fill(`>${title}`);
  await page.getByRole('option', { name: new RegExp(`^${title}(,|$)`) }).click();
}

/** What a counter of the panel says: `9 of 20`. */
async function counter(panel, name) {
  const tile = panel.locator(`.tile-${name}`);
  return `${await tile.locator('.tile-value').textContent()} ${await tile.locator('.tile-of').textContent()}`;
}

function equal(found, expected) {
  if (found !== expected) throw new Error(`expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
}
