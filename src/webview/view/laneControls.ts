import { strategies } from '../../schedule/strategies';
import type { Choice, StrategyName } from '../../schedule/strategy';
import { choose, strategyTitles } from '../model/names';
import { parameterValues } from '../model/sliderValues';
import { html } from './element';
import { selectField, sliderField, textField } from './fields';
import { icon } from './icons';

export interface LaneControls {
  readonly element: HTMLElement;
  readonly update: (choice: Choice, layers: number, canClose: boolean) => void;
}

export interface LaneEvents {
  readonly change: (choice: Choice) => void;
  readonly close: () => void;
}

/** Which strategy, and its parameter. */
export function laneControls(number: number, { change, close }: LaneEvents): LaneControls {
  let shown: Choice = { strategy: 'store-all' };
  let layers = 1;
  const strategy = selectField<StrategyName>({
    label: number === 1 ? 'Strategy' : `Strategy ${number}`,
    options: strategies.map(({ name }) => ({ value: name, text: strategyTitles[name] })),
    change: (name) => change(choose(name, shown, layers)),
  });
  const every = sliderField({
    label: 'Spacing k',
    values: () => parameterValues(layers),
    change: (value) => change({ strategy: shown.strategy, every: value }),
  });
  const slots = sliderField({
    label: 'Slots',
    values: () => parameterValues(Math.max(1, layers)),
    change: (value) => change({ strategy: shown.strategy, slots: value }),
  });
  const keep = textField({
    label: 'Kept layers',
    hint: 'Numbers of layers, such as 3, 7; the input is kept in any case',
    change: (value) => change({ strategy: shown.strategy, keep: readLayers(value) }),
  });
  const closeButton = html(
    'button',
    {
      type: 'button',
      class: 'icon-button close',
      title: 'Remove this schedule',
      'aria-label': `Remove schedule ${number}`,
    },
    icon('close'),
  );
  closeButton.addEventListener('click', close);
  return {
    element: html(
      'div',
      { class: 'lane-controls' },
      strategy.element,
      every.element,
      slots.element,
      keep.element,
      closeButton,
    ),
    update: (choice, layerCount, canClose) => {
      shown = choice;
      layers = layerCount;
      strategy.show(choice.strategy);
      every.element.hidden = choice.every === undefined;
      slots.element.hidden = choice.slots === undefined;
      keep.element.hidden = choice.keep === undefined;
      if (choice.every !== undefined) every.show(choice.every);
      if (choice.slots !== undefined) slots.show(choice.slots);
      if (choice.keep !== undefined) keep.show(choice.keep.join(', '));
      closeButton.hidden = !canClose;
    },
  };
}

/** All numbers in a text; whether these are layers is for the engine to say. */
function readLayers(text: string): readonly number[] {
  return [...text.matchAll(/-?\d+(?:\.\d+)?/g)].map(([digits]) => Number(digits));
}
