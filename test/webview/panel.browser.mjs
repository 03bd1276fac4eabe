// The schedule panel in a real browser: plays the homework to its end, by keyboard and by pointer, in every kind of theme.
//   node test/webview/panel.browser.mjs        after npm run build; screenshots go to test-results/webview
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launchBrowser } from '../vscode/launcher/browser.mjs';
import { bundled, changeTheme, heard, openPanel, servePanel, tell, themes } from './panelPage.mjs';

const project = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const homework = {
  layers: 10,
  choice: { strategy: 'every', every: 5 },
  fwd: '20 ns',
  loadmem: '10 ns',
  source: { uri: 'file:///homework.md', title: 'Problem 2(b)', line: 4 },
};

/**
 * Runs all cases on the built panel in `dist` and answers what passed, what failed, and what was measured. Throws only where no browser
 * starts.
 */
export async function panelCases({
  dist = join(project, 'dist'),
  resultsFolder = join(project, 'test-results', 'webview'),
} = {}) {
  mkdirSync(resultsFolder, { recursive: true });
  const server = await servePanel(dist);
  const browser = await launchBrowser();
  const report = { passed: [], failed: [], measured: {} };
  const context = { browser, address: server.address, dist, resultsFolder, measured: report.measured };
  try {
    for (const [name, run] of Object.entries(cases)) {
      try {
        await run(context);
        report.passed.push(name);
      } catch (error) {
        report.failed.push({ name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      }
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  return report;
}

const cases = {
  'plays the homework to its end, where 20 fwd and 10 loadmem are on screen': async (context) => {
    await withPanel(context, {}, async (page) => {
      await tell(page, { kind: 'setup', setup: homework });
      for (let i = 0; i < 4; i++) await page.keyboard.press('+');
      equal(await page.locator('.speed').textContent(), '16×');
      await page.locator('body').press('Space');
      await page.getByRole('button', { name: 'Pause' }).waitFor();
      await page.locator('.caption', { hasText: 'the backward pass is over' }).waitFor();
      await page.getByRole('button', { name: 'Play' }).waitFor();
      equal(await counter(page, 'fwd'), '20 of 20');
      equal(await counter(page, 'loadmem'), '10 of 10');
      equal(await counter(page, 'time'), '500 ns of 500 ns');
      matches(
        await page.locator('.optimum-table').innerText(),
        /this schedule\s+9\s+20\s+29[\s\S]*optimum\s+9\s+6\s+15/,
      );
    });
  },
  'steps on and back with the keyboard, and says each step in words': async (context) => {
    await withPanel(context, {}, async (page) => {
      const press = async (key, caption) => {
        await page.keyboard.press(key);
        equal(await page.locator('.caption').textContent(), caption);
        equal(await page.locator('.for-screen-readers').textContent(), caption);
      };
      for (let i = 0; i < 11; i++) await page.keyboard.press('ArrowRight');
      equal(await counter(page, 'loadmem'), '1 of 10');
      await press(
        'ArrowRight',
        'Backward step of layer 10: it uses activation 10, and the gradient moves on. Activation 10 is dropped.',
      );
      await press('ArrowRight', 'For layer 9: activation 5 is loaded from memory.');
      await press(
        'ArrowLeft',
        'Backward step of layer 10: it uses activation 10, and the gradient moves on. Activation 10 is dropped.',
      );
      await press('Home', 'The input lies in memory as activation 0. The first pass is about to begin.');
      await page.keyboard.press('End');
      equal(await counter(page, 'fwd'), '20 of 20');
    });
  },
  'arrow keys belong to the slider that has the focus, and step everywhere else': async (context) => {
    await withPanel(context, {}, async (page) => {
      await page.getByLabel('Spacing k, slider').press('ArrowLeft');
      await page.locator('.description', { hasText: 'Every 4th activation' }).waitFor();
      equal(await counter(page, 'fwd'), '0 of 15');
      await page.getByLabel('Position in the schedule').press('ArrowRight');
      matches(await page.locator('.caption').textContent(), /^First pass: layer 1 runs/);
    });
  },
  'switches the strategy and shows what it needs': async (context) => {
    await withPanel(context, {}, async (page) => {
      await chooseOption(page, 'Strategy', 'Segments, run once');
      await page.locator('.description', { hasText: 'each segment is recomputed once' }).waitFor();
      await page.keyboard.press('End');
      equal(await counter(page, 'fwd'), '8 of 8');
      await chooseOption(page, 'Strategy', 'Everything on disk');
      await page.locator('.tile', { hasText: 'loaddisk' }).waitFor();
      matches(await counter(page, 'loaddisk'), /of 10$/);
    });
  },
  'puts the optimum beside the homework, on the same clock': async (context) => {
    await withPanel(context, { width: 1200 }, async (page) => {
      await page.getByRole('button', { name: 'Compare', exact: true }).click();
      const lanes = page.locator('.lane');
      await lanes.nth(1).locator('.description', { hasText: 'binomial optimum with 3 slots' }).waitFor();
      await page.keyboard.press('End');
      const [first, second] = [await lanes.nth(0).boundingBox(), await lanes.nth(1).boundingBox()];
      equal(first.y, second.y);
      equal(await counter(lanes.nth(0), 'fwd'), '20 of 20');
      matches(await counter(lanes.nth(1), 'fwd'), /^(\d+) of \1$/);
      await lanes.nth(1).getByRole('button', { name: 'Remove schedule 2' }).click();
      await lanes.nth(1).waitFor({ state: 'detached' });
    });
  },
  'a convention that is chosen changes the numbers and is named beside them': async (context) => {
    await withPanel(context, {}, async (page) => {
      await chooseOption(
        page,
        'Kept activations',
        'A kept activation is used where it lies, without a load, by the layer that needs it.',
      );
      await page.locator('.counted', { hasText: 'a kept activation is used where it lies' }).waitFor();
      await page.keyboard.press('End');
      equal(await counter(page, 'loadmem'), '8 of 8');
    });
  },
  'every point of the chart can be reached and chosen by keyboard': async (context) => {
    await withPanel(context, {}, async (page) => {
      const points = page.getByRole('option', { name: /at most .* held/ });
      await points.first().waitFor();
      const chosen = page.locator('.point[aria-selected="true"]');
      matches(
        await chosen.getAttribute('aria-label'),
        /^Every k-th kept, k = 5: at most 4 held, 500 ns with 20 fwd and 10 loadmem\./,
      );
      await chosen.focus();
      await page.keyboard.press('ArrowRight');
      matches(await page.locator('.chart-detail').textContent(), /^Every k-th kept, k = 6/);
      await page.keyboard.press('Enter');
      await page.locator('.description', { hasText: 'Every 6th activation' }).waitFor();
    });
  },
  'what cannot be scheduled is said in the words of the engine, with a way out': async (context) => {
    await withPanel(context, {}, async (page) => {
      await tell(page, { kind: 'setup', setup: { ...homework, choice: { strategy: 'every', every: 11 } } });
      await page.getByText('Every 11 of 10 layers: it must be a whole number from 1 to 10.').waitFor();
      await axeIsSilent(page);
      await page.screenshot({ path: join(context.resultsFolder, 'refused.png') });
      await page.getByRole('button', { name: 'Use 10' }).click();
      await page.locator('.description', { hasText: 'Every 10th activation' }).waitFor();
      await tell(page, { kind: 'setup', setup: { ...homework, layers: 0 } });
      await page.getByText('There is no network to show. A network has at least 1 layer.').waitFor();
      await axeIsSilent(page);
    });
  },
  'text and panel are linked both ways': async (context) => {
    await withPanel(context, {}, async (page) => {
      await tell(page, { kind: 'setup', setup: homework });
      await page.getByRole('button', { name: 'Problem 2(b)' }).waitFor();
      await tell(page, { kind: 'revealEvent', layer: 8, event: 'fwd' });
      await page.locator('.caption', { hasText: 'For layer 8: layer 6 runs again' }).waitFor();
      await page.getByRole('button', { name: 'Show in text' }).click();
      await page.locator('.layer').nth(2).click();
      await page.getByRole('button', { name: 'Problem 2(b)' }).click();
      const { messages } = await heard(page);
      same(messages, [
        { kind: 'ready', restored: false },
        { kind: 'pickEvent', layer: 8, event: 'fwd', source: homework.source },
        { kind: 'pickEvent', layer: 3, event: 'row', source: homework.source },
        { kind: 'openSource', source: homework.source },
      ]);
    });
  },
  'what it shows survives being hidden': async (context) => {
    let state;
    await withPanel(context, {}, async (page) => {
      await tell(page, { kind: 'setup', setup: { ...homework, layers: 12 } });
      await page.getByRole('button', { name: 'Compare', exact: true }).click();
      await page.locator('.lane').nth(1).waitFor();
      await page.keyboard.press('+');
      await page.keyboard.press('End');
      ({ state } = await heard(page));
    });
    await withPanel(context, { state }, async (page) => {
      equal(await page.locator('.lane').count(), 2);
      equal(await page.locator('.speed').textContent(), '2×');
      matches(await page.locator('.caption').first().textContent(), /the backward pass is over/);
      same((await heard(page)).messages, [{ kind: 'ready', restored: true, source: homework.source }]);
    });
  },
  'with reduced motion nothing stands between two steps': async (context) => {
    await withPanel(context, { reducedMotion: 'reduce' }, async (page) => {
      await page.keyboard.press('Space');
      await page.locator('.caption', { hasText: 'layer 3 runs' }).waitFor();
      equal(await page.locator('.token.on').count(), 0);
      matches(await page.locator('.clock-face').textContent(), /^−\d+0 ns$/);
    });
  },
  'saves the picture of the moment and the animation as files that need nothing else': async (context) => {
    const { savedPage, fontAddresses } = await bundled(join(project, 'src', 'client', 'savedPage.ts'));
    let saved;
    await withPanel(context, {}, async (page) => {
      for (let i = 0; i < 14; i++) await page.keyboard.press('ArrowRight');
      await page.getByRole('button', { name: 'Save picture' }).click();
      await page.getByRole('button', { name: 'Save animation' }).click();
      const { messages } = await heard(page);
      const picture = messages.find(({ kind }) => kind === 'save');
      matches(picture.content, /^<svg [\s\S]*<\/svg>\n$/);
      doesNotMatch(picture.content, /class=|var\(--|https?:(?!\/\/www\.w3\.org\/)/);
      writeFileSync(join(context.resultsFolder, picture.name), picture.content);
      saved = messages.find(({ kind }) => kind === 'savePage');
    });
    const style = readFileSync(join(context.dist, 'webview.css'), 'utf8');
    const fonts = new Map(fontAddresses(style).map((address) => [address, readFileSync(join(context.dist, address))]));
    const script = readFileSync(join(context.dist, 'webview.js'), 'utf8');
    const file = join(context.resultsFolder, saved.name);
    writeFileSync(file, savedPage({ ...saved, script, style, fonts }));
    const page = await context.browser.newPage({ viewport: { width: 700, height: 900 } });
    const errors = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) errors.push(request.url());
    });
    await page.goto(pathToFileURL(file).href);
    matches(await page.locator('.caption').textContent(), /layer 6 runs again/);
    await page.keyboard.press('End');
    equal(await counter(page, 'fwd'), '20 of 20');
    equal(await page.getByRole('button', { name: 'Save animation' }).count(), 0);
    await page.screenshot({ path: join(context.resultsFolder, 'saved.png') });
    same(errors, []);
    await page.close();
  },
  'in every theme and width axe finds nothing, and nothing overflows': async (context) => {
    for (const width of [400, 600, 1200]) {
      await withPanel(context, { width }, async (page) => {
        await tell(page, { kind: 'setup', setup: homework });
        if (width > 1000) await page.getByRole('button', { name: 'Compare', exact: true }).click();
        await page.locator('summary').first().click();
        await page.locator('.layer-table tbody tr').first().waitFor();
        await page.locator('.point').first().waitFor();
        for (let i = 0; i < 25; i++) await page.keyboard.press('ArrowRight');
        for (const theme of Object.keys(themes)) {
          await changeTheme(page, theme);
          await axeIsSilent(page, theme);
          equal(await overflow(page), 0);
          await page.screenshot({ path: join(context.resultsFolder, `${theme}-${width}.png`), fullPage: true });
        }
      });
    }
  },
  'two hundred layers play smoothly; the frame times are measured': async (context) => {
    await withPanel(context, {}, async (page) => {
      await tell(page, {
        kind: 'setup',
        setup: { ...homework, layers: 200, choice: { strategy: 'every', every: 14 } },
      });
      await page.locator('.description', { hasText: 'Every 14th' }).waitFor();
      for (let i = 0; i < 3; i++) await page.keyboard.press('+');
      const recording = page.evaluate(recordFrames);
      await page.keyboard.press('Space');
      const times = (await recording).sort((a, b) => a - b);
      context.measured.frames = {
        layers: 200,
        count: times.length,
        median: round(times[Math.floor(times.length / 2)]),
        percentile95: round(times[Math.floor(times.length * 0.95)]),
      };
      matches(await page.locator('.caption').textContent(), /the backward pass is over/);
      await page.screenshot({ path: join(context.resultsFolder, 'layers-200.png') });
    });
  },
  'ten thousand layers are shown and played': async (context) => {
    await withPanel(context, {}, async (page) => {
      await tell(page, { kind: 'setup', setup: { ...homework, layers: 10_000, choice: { strategy: 'from-input' } } });
      await page.locator('.tile', { hasText: 'of 50\u202f005\u202f000' }).waitFor();
      await page.keyboard.press('Space');
      await page.locator('.caption', { hasText: 'For layer' }).waitFor();
      await page.keyboard.press('End');
      equal(await overflow(page), 0);
      matches(await counter(page, 'fwd'), /^50\u202f005\u202f000 of/);
      await page.locator('.point').first().waitFor();
      await page.screenshot({ path: join(context.resultsFolder, 'layers-10000.png') });
    });
  },
};

/** Opens the panel, runs a case on it, and demands that its policy stopped nothing and no error was thrown. */
async function withPanel({ browser, address }, options, run) {
  const page = await openPanel(browser, address, options);
  page.setDefaultTimeout(20_000);
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  try {
    await run(page);
    same((await heard(page)).violations, []);
    same(errors, []);
  } finally {
    await page.close();
  }
}

/** What a counter of the panel, or of one lane, says: `9 of 20`. */
async function counter(scope, name) {
  return await scope.locator('.tile').evaluateAll((tiles, wanted) => {
    const tile = tiles.find((each) => each.querySelector('dt')?.textContent === wanted);
    return `${tile?.querySelector('.tile-value')?.textContent} ${tile?.querySelector('.tile-of')?.textContent}`;
  }, name);
}

/** By how many pixels the page, or a counter in it, is wider than its room. */
function overflow(page) {
  return page.evaluate(() => {
    const boxes = [document.documentElement, ...document.querySelectorAll('.tile, .lane, .network, .transport')];
    return Math.max(...boxes.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
  });
}

async function chooseOption(page, label, option) {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function axeIsSilent(page, where = '') {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(source);
  const violations = await page.evaluate(async () => {
    const { violations: found } = await window.axe.run();
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' … ')}`);
  });
  same(violations, [], where);
}

/** In the page: the times between frames, from the first one that plays until it is over. */
function recordFrames() {
  return new Promise((resolve) => {
    const times = [];
    let last;
    let hasPlayed = false;
    const frame = (now) => {
      const plays = document.querySelector('.play-button')?.textContent === 'Pause';
      if (plays && last !== undefined) times.push(now - last);
      last = plays ? now : undefined;
      hasPlayed ||= plays;
      if (hasPlayed && !plays) resolve(times);
      else window.requestAnimationFrame(frame);
    };
    window.requestAnimationFrame(frame);
  });
}

function round(milliseconds) {
  return Math.round(milliseconds * 100) / 100;
}

function equal(found, expected) {
  if (found !== expected) throw new Error(`expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
}

function same(found, expected, where = '') {
  const [a, b] = [JSON.stringify(found, null, 1), JSON.stringify(expected, null, 1)];
  if (a !== b) throw new Error(`${where} expected ${b}, found ${a}`);
}

function matches(text, pattern) {
  if (!pattern.test(text ?? '')) throw new Error(`expected ${pattern}, found ${JSON.stringify(text)}`);
}

function doesNotMatch(text, pattern) {
  const match = pattern.exec(text);
  if (match !== null)
    throw new Error(`${pattern} was found at ${match.index}: ${text.slice(match.index, match.index + 80)}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { passed, failed, measured } = await panelCases();
  for (const name of passed) console.log(`  ✓ ${name}`);
  for (const { name, error } of failed) console.log(`  ✗ ${name}\n      ${error.replaceAll('\n', '\n      ')}`);
  console.log(`\n${JSON.stringify(measured)}\n${passed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
