import { layerValues } from '../model/sliderValues';
import type { Plan } from '../model/plan';
import type { Settings } from '../model/settings';
import { html } from './element';
import { sliderField, textField } from './fields';

export interface Form<T> {
  readonly element: HTMLElement;
  readonly update: (value: T) => void;
}

/** The network: how many layers, and what everything costs. */
export function networkForm(change: (part: Partial<Settings>) => void): Form<{ settings: Settings; plan: Plan }> {
  const layers = sliderField({
    label: 'Layers',
    values: () => layerValues,
    change: (value) => change({ layers: value, sizes: undefined }),
  });
  const fwd = textField({
    label: 'One fwd',
    hint: 'A time such as 20 ns, or a list with one for each layer: 20, 40, 20 ns',
    change: (value) => change({ fwd: value }),
  });
  const loadmem = textField({ label: 'One loadmem', change: (value) => change({ loadmem: value }) });
  const loaddisk = textField({ label: 'One loaddisk', change: (value) => change({ loaddisk: value }) });
  const fields = { layers, fwd, loadmem, loaddisk };
  return {
    element: html(
      'section',
      { class: 'network', 'aria-label': 'Network' },
      layers.element,
      fwd.element,
      loadmem.element,
      loaddisk.element,
    ),
    update: ({ settings, plan }) => {
      layers.show(settings.layers);
      fwd.show(settings.fwd);
      loadmem.show(settings.loadmem);
      loaddisk.show(settings.loaddisk);
      for (const [name, field] of Object.entries(fields)) {
        field.complain(plan.kind === 'problem' && plan.field === name ? sentence(plan.message) : undefined);
      }
    },
  };
}

/** The engine's message as a sentence of its own. */
export function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.!?]$/.test(message) ? '' : '.'}`;
}
