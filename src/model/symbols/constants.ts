/** What a name means that stands for one thing everywhere, unless the document says otherwise; formulas in dollars. */
export function constantMeaning(
  key: string,
  where: { readonly applied: boolean; readonly complex: boolean },
): string | undefined {
  if (key === 'i') return where.complex ? 'the imaginary unit' : undefined;
  if (where.applied) return appliedConstants.get(key) ?? constants.get(key);
  return constants.get(key);
}

const constants: ReadonlyMap<string, string> = new Map([
  ['\\pi', 'the number $\\pi \\approx 3.14159$'],
  ['e', "Euler's number $e \\approx 2.71828$"],
  ['\\infty', 'infinity'],
  ['\\emptyset', 'the empty set'],
  ['\\varnothing', 'the empty set'],
  ...[
    ['N', 'the natural numbers'],
    ['Z', 'the integers'],
    ['Q', 'the rational numbers'],
    ['R', 'the real numbers'],
    ['C', 'the complex numbers'],
  ].map(([letter = '', says = '']): [string, string] => [`\\mathbb{${letter}}`, says]),
]);

const appliedConstants: ReadonlyMap<string, string> = new Map([
  ['\\mathcal{N}', 'the normal law with this mean and this variance'],
  ['\\mathcal{U}', 'the uniform law'],
  ['O', 'growth at most as fast as'],
  ['o', 'growth slower than'],
  ['\\Theta', 'growth exactly as fast as'],
  ['\\Omega', 'growth at least as fast as'],
]);
