import type { CheckedClaim } from '../src/analysis';
import type { Span } from '../src/text/span';
import type { Change, Spoiling } from './mutate';

/**
 * Slips in claims about vectors, matrices, random quantities and growth.
 *
 *     power       an exponent one higher, a root lost
 *     factor      a factor 2, or a size, in front of a side
 *     transpose   a T lost or gained
 *     square      ^2 lost
 *     dimension   one size for another
 *     order       two matrices change places
 */
export const structureSlips = ['power', 'factor', 'transpose', 'square', 'dimension', 'order'] as const;
export type StructureSlip = (typeof structureSlips)[number];

/** What is spoiled: the right side of equations that a checker of structures ticked. */
export const structures: Spoiling = {
  slips: structureSlips,
  fits: ({ relation, checker, latex }) =>
    relation === '=' && latex.includes('=') && /^(?:matrix|expectation|growth)$/.test(checker),
  changes: (text, claim, slip) =>
    isZero(text, claim, slip) ? [] : changesIn(text, claim, slip, sizesBefore(text, claim.span.from)),
};

/** Whether a factor changes nothing: the chain goes on with zero. */
function isZero(text: string, { span }: CheckedClaim, slip: string): boolean {
  return slip === 'factor' && /^\s*(?:\\\\)?\s*&?=\s*0(?![\d.])/.test(text.slice(span.to, span.to + 40));
}

/** The dimensions that the problem of a claim declares before it: the exponents of its number spaces. */
function sizesBefore(document: string, offset: number): readonly string[] {
  const start = Math.max(document.lastIndexOf('Problem', offset), 0);
  const text = document.slice(start, offset);
  const found = new Set<string>();
  for (const [, shape = ''] of text.matchAll(/\\mathbb\{R\}\^(?:\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}|(?=\w))/g))
    for (const size of shape.split('\\times')) found.add(size.trim());
  for (const [, size = ''] of text.matchAll(/\\mathbb\{R\}\^([a-z])/g)) found.add(size);
  return [...found].filter((size) => /^(?:\\?[a-z]+)(?:_(?:\{[^{}]*\}|\\?\w+))?$/i.test(size));
}

function changesIn(
  text: string,
  { span }: CheckedClaim,
  slip: string,
  sizes: readonly string[],
): readonly Omit<Change, 'slip'>[] {
  const stretch = text.slice(span.from, span.to);
  const found: { span: Span; text: string }[] = [];
  const put = (at: number, length: number, other: string): void => {
    found.push({ span: { from: span.from + at, to: span.from + at + length }, text: other });
  };
  const each = (pattern: RegExp, change: (match: RegExpMatchArray, at: number) => void): void => {
    for (const match of stretch.matchAll(pattern)) change(match, match.index);
  };
  // What is bounded by something is bounded by more.
  if (/^\s*O\(/.test(stretch)) return [];
  switch (slip) {
    case 'power':
      each(/\^(?:\{(\d)\}|(\d))/g, ([whole, braced, bare], at) =>
        put(at, whole.length, `^{${Number(braced ?? bare) + 1}}`),
      );
      each(/\\sqrt\{/g, (_, at) => put(at, 5, ''));
      break;
    case 'factor':
      if (!/^\s*[-+]?\s*0\s*$|\\(?:Theta|omega|Omega)|\bo\(|\\\{/.test(stretch) && !/[+-]/.test(stretch))
        for (const factor of [
          '2 \\cdot ',
          '\\frac{1}{2} \\cdot ',
          ...sizes.slice(0, 2).map((size) => `${size} \\cdot `),
        ])
          put(0, 0, factor);
      each(/\\Theta\(/g, ([sign], at) => {
        for (const size of sizes.slice(0, 2)) put(at + sign.length, 0, `${size} \\cdot `);
      });
      break;
    case 'transpose':
      // Numbers and events have none.
      if (/(?<![A-Za-z])P\s*\(|\\(?:Pr|mathbb\{P\})/.test(stretch)) break;
      each(/\^(?:T|\\top|\{\\top\}|\{T\})/g, ([whole], at) => put(at, whole.length, ''));
      each(/(?<![A-Za-z\\_^{])[A-DF-HJ-SU-Z](?=\s*(?:[A-Za-z]|\)|$|\s))(?!\w*[({^_])/g, (_, at) =>
        put(at + 1, 0, '^T'),
      );
      break;
    case 'square':
      each(/\^(?:\{2\}|2)/g, ([whole], at) => put(at, whole.length, ''));
      break;
    case 'dimension':
      for (const size of sizes)
        for (const other of sizes) {
          if (other === size) continue;
          const literal = size.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
          each(new RegExp(`(?<![A-Za-z\\\\_^{])${literal}(?![A-Za-z_0-9}])`, 'g'), ([whole], at) =>
            put(at, whole.length, /^[A-Za-z]/.test(stretch.slice(at + whole.length)) ? `${other} ` : other),
          );
        }
      break;
    case 'order':
      each(
        /(?<![A-Za-z\\_{])([A-DF-HJ-SU-Z])(\s*)([A-DF-HJ-SU-Z])(?![A-Z({^_])/g,
        ([whole, a = '', between = '', b = ''], at) => put(at, whole.length, `${b}${between}${a}`),
      );
      break;
  }
  return found;
}
