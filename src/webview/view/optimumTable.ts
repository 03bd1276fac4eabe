import type { OptimumComparison, Side } from '../../schedule/compare';
import { count } from './counters';
import { html } from './element';

/** The schedule beside the optimum with as many slots: both counted alike, first pass and backward pass. */
export function optimumTable({ schedule, optimum, slots }: OptimumComparison): HTMLTableElement {
  const line = (name: string, { firstPass, totals, peak }: Side): HTMLTableRowElement =>
    html(
      'tr',
      {},
      html('th', { scope: 'row' }, name),
      ...[firstPass, totals.fwd].map((n) => html('td', {}, count(n))),
      html('td', { class: 'sum' }, count(firstPass + totals.fwd)),
      html('td', {}, count(peak)),
    );
  return html(
    'table',
    { class: 'optimum-table' },
    html(
      'caption',
      {},
      'Counted alike: each layer needs its input, and the first pass ends with the last one that is needed.',
    ),
    html(
      'thead',
      {},
      html(
        'tr',
        {},
        html('th', { scope: 'col' }, `fwd with ${slots === 1 ? '1 slot' : `${slots} slots`}`),
        ...['first pass', 'backward', 'together', 'peak held'].map((text) => html('th', { scope: 'col' }, text)),
      ),
    ),
    html('tbody', {}, line('this schedule', schedule), line('the optimum', optimum)),
  );
}
