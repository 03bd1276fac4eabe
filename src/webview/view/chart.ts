import type { ChartPoint } from '../../schedule/compare';
import type { Choice, StrategyName } from '../../schedule/strategy';
import { formatDuration } from '../../schedule/units';
import { formatPicoseconds } from '../model/durations';
import { strategyTitles, titleOf } from '../model/names';
import { fittingScale } from '../model/scale';
import { isSameChoice } from '../model/tradeoff';
import { html, setText, svg } from './element';
import { pointShapes } from './pointShapes';
import { count } from './counters';

export interface TradeoffChart {
  readonly element: HTMLElement;
  /** Shows these points, or that they are being computed. */
  readonly show: (points: readonly ChartPoint[] | undefined, width: number) => void;
  /** Marks the schedules that are shown above. */
  readonly mark: (choices: readonly Choice[]) => void;
}

/** Memory against time for every strategy. A list box: arrow keys go from point to point, Enter or a click shows the schedule. */
export function tradeoffChart(choose: (choice: Choice) => void): TradeoffChart {
  const frame = html('div', { class: 'chart-frame' });
  const detail = html('p', { class: 'chart-detail' });
  const legend = html('ul', { class: 'legend' });
  const element = html(
    'section',
    { class: 'tradeoff', 'aria-labelledby': 'tradeoff-title' },
    html('h2', { id: 'tradeoff-title' }, 'Memory against time'),
    html(
      'p',
      { class: 'muted' },
      'Each mark is a schedule for this network; none lies below the dashed line. Choose one to see it.',
    ),
    frame,
    detail,
    legend,
  );
  const hint = 'Time of the backward pass against the most that is held at once.';
  setText(detail, hint);
  let current: { readonly point: ChartPoint; readonly mark: SVGGElement }[] = [];
  let chosen: readonly Choice[] = [];

  function select(): void {
    current.forEach(({ point, mark }) => {
      const lane = chosen.findIndex((choice) => isSameChoice(choice, point.choice));
      mark.classList.toggle('chosen', lane >= 0);
      mark.setAttribute('aria-selected', String(lane === 0));
    });
    const reachable = current.find(({ mark }) => mark.getAttribute('aria-selected') === 'true') ?? current[0];
    for (const { mark } of current) mark.setAttribute('tabindex', mark === reachable?.mark ? '0' : '-1');
  }

  function focus(index: number): void {
    const next = current[Math.min(current.length - 1, Math.max(0, index))];
    if (next === undefined) return;
    for (const { mark } of current) mark.setAttribute('tabindex', mark === next.mark ? '0' : '-1');
    next.mark.focus();
  }

  return {
    element,
    show: (points, width) => {
      element.setAttribute('aria-busy', String(points === undefined));
      if (points === undefined) {
        setText(detail, 'Computing all schedules of this network …');
        return;
      }
      const hadFocus = current.findIndex(({ mark }) => mark === document.activeElement);
      const { picture, marks } = draw(points, width);
      current = marks;
      marks.forEach(({ point, mark }, index) => {
        mark.addEventListener('click', () => choose(point.choice));
        mark.addEventListener('pointerenter', () => setText(detail, inWords(point)));
        mark.addEventListener('focus', () => setText(detail, inWords(point)));
        mark.addEventListener('pointerleave', () => setText(detail, hint));
        mark.addEventListener('blur', () => setText(detail, hint));
        mark.addEventListener('keydown', (event) => {
          const move = {
            ArrowRight: index + 1,
            ArrowDown: index + 1,
            ArrowLeft: index - 1,
            ArrowUp: index - 1,
            Home: 0,
            End: marks.length - 1,
          }[event.key];
          if (move !== undefined) focus(move);
          else if (event.key === 'Enter' || event.key === ' ') choose(point.choice);
          else return;
          event.preventDefault();
          event.stopPropagation();
        });
      });
      frame.replaceChildren(picture);
      legend.replaceChildren(...legendOf(points));
      setText(detail, hint);
      select();
      if (hadFocus >= 0) focus(hadFocus);
    },
    mark: (choices) => {
      chosen = choices;
      select();
    },
  };
}

function draw(
  points: readonly ChartPoint[],
  width: number,
): { picture: SVGSVGElement; marks: { point: ChartPoint; mark: SVGGElement }[] } {
  const height = Math.round(Math.min(300, Math.max(210, width * 0.42)));
  const [left, right, top, bottom] = [64, width - 18, 26, height - 40];
  const time = ({ totals }: ChartPoint): number => Number(totals.time);
  const peaks = points.map(({ peak }) => peak);
  const times = points.map(time);
  const [mostPeak, mostTime] = [Math.max(1, ...peaks), Math.max(1, ...times)];
  const [leastPeak, leastTime] = [Math.min(mostPeak, ...peaks), Math.min(mostTime, ...times)];
  const linearX = mostPeak / leastPeak <= 40;
  const linearY = leastTime > 0 ? mostTime / leastTime <= 40 : true;
  const x = fittingScale({
    values: [linearX ? 0 : leastPeak / 1.2, mostPeak * (linearX ? 1.04 : 1.2)],
    pixels: [left, right],
    room: (right - left) / 56,
  });
  const y = fittingScale({
    values: [linearY ? 0 : leastTime / 1.3, mostTime * (linearY ? 1.05 : 1.3)],
    pixels: [bottom, top],
    room: (bottom - top) / 36,
  });

  const front = points
    .filter(({ efficient }) => efficient)
    .sort((a, b) => a.peak - b.peak)
    .map((point) => [x.at(point.peak), y.at(time(point))] as const);
  const staircase = front
    .map(([px, py], i) => (i === 0 ? `M${px.toFixed(1)} ${py.toFixed(1)}` : `H${px.toFixed(1)}V${py.toFixed(1)}`))
    .join('');
  const [first, last] = [front[0], front[front.length - 1]];
  const frontier =
    first === undefined || last === undefined
      ? ''
      : `M${first[0].toFixed(1)} ${top}V${first[1].toFixed(1)}${staircase.replace(/^M[^HV]*/, '')}H${right}`;

  // Efficient ones last, so that nothing covers them.
  const marks = points.map((point) => ({ point, mark: pointMark(point, x.at(point.peak), y.at(time(point))) }));
  const layered = [...marks].sort((a, b) => Number(a.point.efficient) - Number(b.point.efficient));
  const picture = svg(
    'svg',
    { class: 'chart', width, height, viewBox: `0 0 ${width} ${height}` },
    ...x.ticks
      .filter(Number.isInteger)
      .flatMap((tick) => [
        svg('line', { class: 'grid', x1: x.at(tick), x2: x.at(tick), y1: top, y2: bottom }),
        svg('text', { class: 'tick-x', x: x.at(tick), y: bottom + 15 }, count(tick)),
      ]),
    ...y.ticks.flatMap((tick) => [
      svg('line', { class: 'grid', x1: left, x2: right, y1: y.at(tick), y2: y.at(tick) }),
      svg('text', { class: 'tick-y', x: left - 8, y: y.at(tick), dy: '0.35em' }, formatPicoseconds(tick)),
    ]),
    svg('line', { class: 'axis', x1: left, x2: right, y1: bottom, y2: bottom }),
    svg('line', { class: 'axis', x1: left, x2: left, y1: top, y2: bottom }),
    svg('path', { class: 'frontier', d: frontier }),
    svg('text', { class: 'axis-title', x: right, y: height - 8, 'text-anchor': 'end' }, 'most held in memory at once'),
    svg('text', { class: 'axis-title', x: 0, y: 12 }, 'time of the backward pass'),
    svg('g', { role: 'listbox', 'aria-label': 'Schedules by memory and time' }, ...layered.map(({ mark }) => mark)),
  );
  return { picture, marks };
}

function pointMark(point: ChartPoint, x: number, y: number): SVGGElement {
  const { strategy } = point.choice;
  return svg(
    'g',
    {
      class: `point point-${strategy}${point.efficient ? ' efficient' : ''}`,
      role: 'option',
      transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`,
      tabindex: -1,
      'aria-label': inWords(point),
      'aria-selected': 'false',
    },
    svg('circle', { class: 'halo', r: 9.5 }),
    svg('path', { class: 'shape', d: pointShapes[strategy] }),
  );
}

function inWords({ choice, totals, peak, efficient }: ChartPoint): string {
  const loads = totals.loaddisk > 0 ? `${count(totals.loaddisk)} loaddisk` : `${count(totals.loadmem)} loadmem`;
  const verdict = efficient ? ' Nothing is better in both.' : '';
  return `${titleOf(choice)}: at most ${count(peak)} held, ${formatDuration(totals.time)} with ${count(totals.fwd)} fwd and ${loads}.${verdict}`;
}

function legendOf(points: readonly ChartPoint[]): readonly HTMLLIElement[] {
  const names = [...new Set(points.map(({ choice }) => choice.strategy))];
  return names.map((name: StrategyName) =>
    html(
      'li',
      {},
      svg(
        'svg',
        { width: 14, height: 14, viewBox: '-7 -7 14 14', class: `point point-${name}`, 'aria-hidden': 'true' },
        svg('path', { class: 'shape', d: pointShapes[name] }),
      ),
      strategyTitles[name],
    ),
  );
}
