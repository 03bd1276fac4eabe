import { cover, type Span } from '../../text/span';
import { isCharacter, isCommand, isDigit } from '../lexeme';
import type { Reader } from '../reader';
import type { NumberNode } from '../tree';

interface Scanned {
  readonly digits: string;
  readonly repeating?: string;
  readonly to: number;
}

type Lexemes = Pick<Reader, 'lexeme' | 'mate' | 'role'>;

/**
 * A number from lexeme `from` on:
 *
 *     1{,}000    1,000    1\,000    3.14    .5    0.1\overline{6}
 *
 * A comma is a separator where one to three digits stand before it and groups of exactly three behind, without a blank, unless it separates the items
 * of a list.
 */
export function scanNumber(r: Lexemes, from: number, end: number): Scanned | undefined {
  let i = from;
  let digits = '';
  const digitAt = (k: number): boolean => k < end && isDigit(r.lexeme(k));
  const close = (k: number): boolean => r.lexeme(k)?.gap === 'none';
  while (digitAt(i) && (i === from || close(i))) digits += r.lexeme(i++)?.text ?? '';
  if (digits !== '' && digits.length <= 3 && !(digits.length > 1 && digits.startsWith('0'))) {
    for (let group = thousands(r, i, end); group !== undefined; group = thousands(r, i, end)) {
      digits += group.digits;
      i = group.to;
    }
  }
  const point = i < end && isCharacter(r.lexeme(i), '.') && (i === from || close(i));
  if (point && digitAt(i + 1) && close(i + 1)) {
    digits = `${digits === '' ? '0' : digits}.`;
    i++;
    while (digitAt(i) && close(i)) digits += r.lexeme(i++)?.text ?? '';
    const repeat = repeated(r, i, end);
    return repeat === undefined ? { digits, to: i } : { digits, repeating: repeat.digits, to: repeat.to };
  }
  if (point && digits !== '') {
    const repeat = repeated(r, i + 1, end);
    if (repeat !== undefined) return { digits: `${digits}.`, repeating: repeat.digits, to: repeat.to };
  }
  return digits === '' ? undefined : { digits, to: i };
}

/** `,000`, `{,}000`, `\,000` and a blank, with exactly three digits. */
function thousands(r: Lexemes, from: number, end: number): { digits: string; to: number } | undefined {
  let i = from;
  const sign = r.lexeme(i);
  if (i >= end) return undefined;
  if (isCharacter(sign, ',') && sign?.gap === 'none') {
    if (r.role(i) === 'separator') return undefined;
    i++;
    const gap = r.lexeme(i)?.gap;
    if (gap !== 'none' && gap !== 'negative') return undefined;
  } else if (sign?.kind === 'open' && isCharacter(r.lexeme(i + 1), ',') && r.mate(i) === i + 2) {
    i += 3;
    if (r.lexeme(i)?.gap !== 'none') return undefined;
  } else if (!isDigit(sign) || sign?.gap === 'none' || sign?.gap === 'wide') return undefined;
  let digits = '';
  while (digits.length < 4 && i < end && isDigit(r.lexeme(i)) && (digits === '' || r.lexeme(i)?.gap === 'none'))
    digits += r.lexeme(i++)?.text ?? '';
  return digits.length === 3 ? { digits, to: i } : undefined;
}

/** `\overline{3}`, `\bar{3}`, `\dot{3}` behind the digits of a decimal. */
function repeated(r: Lexemes, from: number, end: number): { digits: string; to: number } | undefined {
  if (from >= end || !isCommand(r.lexeme(from), 'overline', 'bar', 'dot', 'overbar')) return undefined;
  if (isDigit(r.lexeme(from + 1))) return { digits: r.lexeme(from + 1)?.text ?? '', to: from + 2 };
  const mate = r.mate(from + 1);
  if (mate < 0 || mate >= end) return undefined;
  let digits = '';
  for (let i = from + 2; i < mate; i++) {
    if (!isDigit(r.lexeme(i))) return undefined;
    digits += r.lexeme(i)?.text ?? '';
  }
  return digits === '' ? undefined : { digits, to: mate + 1 };
}

/** The number at the cursor, if one begins there. */
export function readNumber(r: Reader): NumberNode | undefined {
  const from = r.at;
  const scanned = scanNumber(r, from, r.end);
  const first = r.lexeme(from);
  const last = scanned === undefined ? undefined : r.lexeme(scanned.to - 1);
  if (scanned === undefined || first === undefined || last === undefined) return undefined;
  r.at = scanned.to;
  const place: Span = cover(first.span, last.span);
  const { digits, repeating } = scanned;
  return { kind: 'number', digits, ...(repeating === undefined ? {} : { repeating }), span: place };
}
