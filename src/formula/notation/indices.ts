/** Abbreviations in subscripts that are words, though index letters could spell them. */
const abbreviations: ReadonlySet<string> = new Set([
  'in',
  'min',
  'lr',
  'id',
  'eq',
  'ff',
  'fc',
  'kl',
  'tr',
  'ns',
  'rms',
  'init',
  'int',
  'tot',
  'opt',
  'ref',
  'th',
  'out',
  'off',
  'no',
]);

/** Whether the letters of a subscript are a word (`max`, `out`) and not one index each (`ij`, `ijk`). */
export function indexWords(letters: string): boolean {
  if (!/^\p{L}+$/u.test(letters)) return /^\p{L}{3,}\p{N}*$/u.test(letters);
  if (abbreviations.has(letters)) return true;
  return letters.length >= 3 && !/^(?=.{3,4}$)i?j?k?l?m?n?$/.test(letters);
}

/** Whether a letter is a capital, as matrices are. */
export function isCapital(letter: string): boolean {
  return /^(?:\\math[a-z]+\{)?\p{Lu}\}?$/u.test(letter);
}

/** Letters that are no functions whatever stands behind them. */
export function isNeverApplied(letter: string): boolean {
  return /^\\(?:infty|emptyset|mathbf\{\d\}|cdots)$|^\\(?:angle|triangle)/.test(letter);
}
