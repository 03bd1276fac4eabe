/**
 * Words that stand between statements, not in them. A phrase separates if it begins with one of these, or consists of them only at its end
 * (`, so that`). Names of quantities (`\text{Total cost}`) and units do not begin so.
 */
const openers: ReadonlySet<string> = new Set(
  (
    'and or so where wherever if when whenever for then hence thus therefore since because but which such as that while otherwise with let given suppose assume assuming ' +
    'note also now similarly likewise finally we by using from i.e. e.g. s.t. st whence implies gives giving yields yielding is are has have holds means via iff unless until ' +
    'subject here everywhere else to let’s recall consider where, it this these those there first second next again after before due using'
  ).split(' '),
);

/** Phrases that stand at the place of an operator and are read there, with the operands around them. */
const inside: ReadonlySet<string> = new Set([
  'is',
  'are',
  'has',
  'have',
  'to',
  'by',
  'this',
  'these',
  'those',
  'first',
  'second',
  'next',
  'we',
  'it',
  'from',
  'that',
  'after',
  'before',
]);

/** What `\text{…}` says where it separates statements. */
export function isConnective(phrase: string): boolean {
  const words = phrase
    .toLowerCase()
    .replace(/^[\s,;:.]+|[\s,;:.]+$/g, '')
    .split(/\s+/);
  const first = words[0] ?? '';
  if (first === '') return true;
  if (first.startsWith('(')) return false;
  if (!openers.has(first)) return false;
  return !inside.has(first) || words.length > 1;
}

/** A remark in brackets or dashes: `\text{ (by symmetry)}`, `\text{[since]}`. */
export function isRemark(phrase: string): boolean {
  return /^[([{✓✗-]/.test(phrase) && !/^-\d/.test(phrase);
}

const notUnits: ReadonlySet<string> = new Set(
  'of remainder r rem times plus minus divided mod more less fewer equals equal percent-of squared cubed out over per-cent choose half twice'.split(
    ' ',
  ),
);

/** Whether a word behind a number can be its unit: `20\text{ ns}`, `3\text{ red balls}`; not `4\text{ remainder }2`. */
export function canBeUnit(phrase: string): boolean {
  const first = phrase.toLowerCase().split(/[\s,;:]+/)[0] ?? '';
  return first !== '' && !notUnits.has(first) && !isConnective(phrase) && !isRemark(phrase) && !/[=<>+]/.test(phrase);
}

/** Units that are understood in plain letters behind a number and a blank: `20 ns`. */
export const letterUnits: ReadonlySet<string> = new Set(
  'ns ms us cm mm km kg mg lb lbs oz mi min hr hrs sec mph kph GB MB KB TB GiB MiB Hz kHz MHz GHz ft yd mL ml kW kWh eV dB rad deg cents miles hours days'.split(
    ' ',
  ),
);
