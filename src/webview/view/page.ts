import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { Source } from '../messages';
import { html, setText } from './element';
import { icon } from './icons';
import { sentence } from './networkForm';

export interface PageInput {
  readonly parts: {
    readonly network: HTMLElement;
    readonly transport: HTMLElement;
    readonly chart: HTMLElement;
    readonly convention: HTMLElement;
  };
  readonly addLane: () => void;
  readonly openSource: () => void;
  readonly savePicture: () => void;
  readonly savePage: () => void;
}

export interface PageFrame {
  readonly element: HTMLElement;
  readonly showLanes: (lanes: readonly HTMLElement[]) => void;
  readonly update: (state: PageState) => void;
  /** The room for the pictures of one of so many schedules, in pixels. */
  readonly laneWidth: (lanes: number) => number;
  readonly chartWidth: () => number;
}

export interface PageState {
  readonly source: Source | undefined;
  /** Why there is no network. */
  readonly problem: string | undefined;
  readonly canAdd: boolean;
  readonly canSavePage: boolean;
}

/** From this width on, schedules and sections stand side by side; the style sheet has the same figure. */
const wide = 940;
const margin = 20;
const gap = 16;
const padding = 16;

/** Where everything stands. */
export function pageFrame({ parts, addLane, openSource, savePicture, savePage }: PageInput): PageFrame {
  const sourceButton = html('button', { type: 'button', class: 'link-button', title: 'Show the problem in the text' });
  sourceButton.addEventListener('click', openSource);
  const lanes = html('div', { class: 'lanes' });
  const empty = html('div', { class: 'empty', role: 'status', hidden: true });
  const add = button('Compare with another schedule', addLane);
  const addLine = html('div', { class: 'add-line' }, add);
  const picture = button('Save picture', savePicture);
  picture.setAttribute('title', 'All that is drawn at this moment, as SVG');
  const page = button('Save animation', savePage);
  page.setAttribute('title', 'The panel as a web page that needs nothing else');
  const keys: readonly (readonly [string, string])[] = [
    ['Space', 'play, pause'],
    ['← →', 'step'],
    ['Home End', 'ends'],
    ['+ −', 'speed'],
  ];
  const element = html(
    'main',
    { class: 'panel' },
    html(
      'header',
      { class: 'top' },
      html('h1', {}, 'Rematerialization'),
      sourceButton,
      html('div', { class: 'top-actions' }, picture, page),
    ),
    parts.network,
    parts.transport,
    empty,
    lanes,
    addLine,
    html('div', { class: 'below' }, parts.chart, parts.convention),
    html(
      'footer',
      { class: 'keys' },
      ...keys.map(([names, meaning]) =>
        html('span', {}, ...names.split(' ').map((name) => html('kbd', {}, name)), ` ${meaning}`),
      ),
    ),
  );
  const columns = (count: number): number => (element.clientWidth >= wide ? Math.min(2, count) : 1);
  return {
    element,
    showLanes: (elements) => {
      lanes.classList.toggle('several', elements.length > 1);
      lanes.replaceChildren(...elements);
    },
    update: ({ source, problem, canAdd, canSavePage }) => {
      sourceButton.hidden = source === undefined;
      sourceButton.replaceChildren(source?.title ?? '', icon('link'));
      empty.hidden = problem === undefined;
      setText(empty, problem === undefined ? '' : `There is no network to show. ${sentence(problem)}`);
      addLine.hidden = !canAdd;
      page.hidden = !canSavePage;
      picture.hidden = !canSavePage;
      for (const part of [parts.transport, parts.chart]) part.hidden = problem !== undefined;
    },
    laneWidth: (count) => {
      const n = columns(count);
      const inside = Math.max(280, element.clientWidth - 2 * margin);
      return Math.floor((inside - (n - 1) * gap) / n) - 2 * padding - 2;
    },
    chartWidth: () => Math.max(280, Math.floor(parts.chart.clientWidth)),
  };
}

function button(label: string, run: () => void): HTMLElement {
  const element = html('vscode-button', { secondary: true }, label);
  element.addEventListener('click', run);
  return element;
}
