import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { nearest } from '../model/sliderValues';
import { html, uniqueId } from './element';

export interface Field<T> {
  readonly element: HTMLElement;
  /** Shows a value without telling anybody. */
  readonly show: (value: T) => void;
  /** Shows what is wrong with it, or nothing. */
  readonly complain: (message: string | undefined) => void;
}

export interface TextFieldOptions {
  readonly label: string;
  readonly hint?: string;
  readonly change: (value: string) => void;
}

/** A line of text; told when it is left or Enter is pressed, not with every letter. */
export function textField({ label, hint, change }: TextFieldOptions): Field<string> {
  const input = html('vscode-textfield', { class: 'text-input', ...(hint === undefined ? {} : { title: hint }) });
  input.label = label;
  input.addEventListener('change', () => change(input.value));
  const complaint = html('p', { class: 'complaint', role: 'alert', hidden: true });
  const element = html(
    'div',
    { class: 'field' },
    html('span', { class: 'field-label', 'aria-hidden': 'true' }, label),
    input,
    complaint,
  );
  return { element, show: (value) => (input.value = value), complain: complainIn(input, complaint) };
}

export interface SliderFieldOptions {
  readonly label: string;
  readonly values: () => readonly number[];
  readonly change: (value: number) => void;
}

/** A whole number: a slider for a quick look, and a field beside it for any value. */
export function sliderField({ label, values, change }: SliderFieldOptions): Field<number> {
  const slider = html('input', { type: 'range', class: 'slider', min: 0, step: 1, 'aria-label': `${label}, slider` });
  const input = html('vscode-textfield', { class: 'number-input', type: 'number', min: 1 });
  input.label = label;
  slider.addEventListener('input', () => {
    const value = values()[slider.valueAsNumber];
    if (value !== undefined) change(value);
  });
  input.addEventListener('change', () => {
    const value = Number(input.value);
    if (input.value !== '' && Number.isFinite(value)) change(value);
  });
  const complaint = html('p', { class: 'complaint', role: 'alert', hidden: true });
  const element = html(
    'div',
    { class: 'field slider-field' },
    html('span', { class: 'field-label', 'aria-hidden': 'true' }, label),
    html('div', { class: 'slider-pair' }, slider, input),
    complaint,
  );
  return {
    element,
    show: (value) => {
      const all = values();
      slider.max = String(all.length - 1);
      slider.valueAsNumber = nearest(all, value);
      slider.setAttribute('aria-valuetext', String(value));
      fillSlider(slider);
      input.value = String(value);
    },
    complain: complainIn(input, complaint),
  };
}

/** The part of a slider before its handle has another colour; how long it is, a style has to be told. */
export function fillSlider(slider: HTMLInputElement): void {
  const span = Number(slider.max) - Number(slider.min) || 1;
  slider.style.setProperty('--filled', `${((Number(slider.value) - Number(slider.min)) / span) * 100}%`);
}

export interface SelectOptions<T extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly text: string }[];
  readonly change: (value: T) => void;
}

/** One of a few values. */
export function selectField<T extends string>({ label, options, change }: SelectOptions<T>): Field<T> {
  const id = uniqueId('select');
  const select = html(
    'vscode-single-select',
    { id, class: 'select' },
    ...options.map(({ value, text }) => html('vscode-option', { value }, text)),
  );
  select.label = label;
  select.addEventListener('change', () => {
    const chosen = options.find(({ value }) => value === select.value);
    if (chosen !== undefined) change(chosen.value);
  });
  const complaint = html('p', { class: 'complaint', role: 'alert', hidden: true });
  const element = html(
    'div',
    { class: 'field' },
    html('span', { class: 'field-label', 'aria-hidden': 'true' }, label),
    select,
    complaint,
  );
  return { element, show: (value) => (select.value = value), complain: complainIn(select, complaint) };
}

function complainIn(input: { invalid: boolean }, complaint: HTMLElement): (message: string | undefined) => void {
  return (message) => {
    input.invalid = message !== undefined;
    complaint.hidden = message === undefined;
    complaint.textContent = message ?? '';
  };
}
