import { formatDuration } from '../../schedule/units';
import type { LayerRow, Schedule } from '../../schedule/schedule';
import { html } from './element';

/** Longer tables are cut: nobody reads them, and pages grow slow. */
const mostRows = 200;

/** What each layer's backward step took, in a table that opens on demand. It is made when it is opened. */
export function layerTable(schedule: Schedule, pickLayer: (layer: number) => void): HTMLElement {
  const details = html('details', { class: 'layer-table' }, html('summary', {}, 'Layer by layer'));
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) details.append(table(schedule, pickLayer));
  });
  return details;
}

function table({ rows, totals, network }: Schedule, pickLayer: (layer: number) => void): HTMLElement {
  const usesDisk = totals.loaddisk > 0;
  const head = ['Layer', 'loads', 'runs again', 'fwd', usesDisk ? 'loaddisk' : 'loadmem', 'time', 'held'];
  const cut = rows.length > mostRows;
  return html(
    'div',
    { class: 'table-frame', tabindex: 0, role: 'region', 'aria-label': 'Layer by layer' },
    html(
      'table',
      {},
      html('thead', {}, html('tr', {}, ...head.map((text) => html('th', { scope: 'col' }, text)))),
      html('tbody', {}, ...rows.slice(0, mostRows).map((row) => line(row, usesDisk, pickLayer))),
      html(
        'tfoot',
        {},
        html(
          'tr',
          {},
          html(
            'th',
            { scope: 'row', colspan: 3 },
            cut ? `All ${network.layers} layers, of which the last ${mostRows} are listed` : 'Backward pass',
          ),
          ...[totals.fwd, usesDisk ? totals.loaddisk : totals.loadmem].map((n) => html('td', {}, String(n))),
          html('td', {}, formatDuration(totals.time)),
          html('td', {}),
        ),
      ),
    ),
  );
}

function line(row: LayerRow, usesDisk: boolean, pickLayer: (layer: number) => void): HTMLTableRowElement {
  const button = html(
    'button',
    { type: 'button', class: 'link-button', title: `Go to layer ${row.layer}` },
    String(row.layer),
  );
  button.addEventListener('click', () => pickLayer(row.layer));
  const runs = row.runs.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
  return html(
    'tr',
    {},
    html('th', { scope: 'row' }, button),
    html('td', {}, row.loads.length === 0 ? '–' : row.loads.map((a) => (a === 0 ? 'input' : String(a))).join(', ')),
    html('td', {}, runs === '' ? '–' : runs),
    html('td', {}, String(row.fwd)),
    html('td', {}, String(usesDisk ? row.loaddisk : row.loadmem)),
    html('td', {}, formatDuration(row.time)),
    html('td', {}, String(row.peak)),
  );
}
