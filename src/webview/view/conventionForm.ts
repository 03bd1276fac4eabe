import { conventionNames, conventionWords, type Convention, type ConventionName } from '../../schedule/convention';
import { html } from './element';
import { selectField, type Field } from './fields';
import { sentence, type Form } from './networkForm';

const titles: Readonly<Record<ConventionName, string>> = {
  needs: 'Backward step',
  inputLoad: 'Input',
  keptLoad: 'Kept activations',
  lastSegment: 'When it begins',
  firstPass: 'First pass',
};

/** What is counted how, in words, always in sight and to be chosen. */
export function conventionForm(change: (part: Partial<Convention>) => void): Form<Convention> {
  const rows: Readonly<Record<ConventionName, Field<string>>> = {
    needs: row('needs', (value) => change({ needs: value })),
    inputLoad: row('inputLoad', (value) => change({ inputLoad: value })),
    keptLoad: row('keptLoad', (value) => change({ keptLoad: value })),
    lastSegment: row('lastSegment', (value) => change({ lastSegment: value })),
    firstPass: row('firstPass', (value) => change({ firstPass: value })),
  };
  return {
    element: html(
      'section',
      { class: 'convention', 'aria-labelledby': 'convention-title' },
      html('h2', { id: 'convention-title' }, 'How it is counted'),
      html('p', { class: 'muted' }, 'These choices change the numbers. A strategy that has no choice keeps its own.'),
      ...conventionNames.map((name) => rows[name].element),
    ),
    update: (convention) => {
      for (const name of conventionNames) rows[name].show(convention[name]);
    },
  };
}

function row<Name extends ConventionName>(name: Name, change: (value: Convention[Name]) => void): Field<string> {
  const words: Readonly<Record<string, string>> = conventionWords[name];
  const values = Object.keys(words).filter((value): value is Convention[Name] => value in conventionWords[name]);
  return selectField<string>({
    label: titles[name],
    options: values.map((value) => ({ value, text: sentence(words[value] ?? value) })),
    change: (value) => {
      const chosen = values.find((v) => v === value);
      if (chosen !== undefined) change(chosen);
    },
  });
}
