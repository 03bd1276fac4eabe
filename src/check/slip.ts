import { isSwapped, placesOff } from './misprint';

/** What a student did, as far as the repair tells; LaTeX in all strings. */
export type Slip =
  | { readonly kind: 'result'; readonly was: string; readonly now: string }
  | { readonly kind: 'number'; readonly was: string; readonly now: string }
  | { readonly kind: 'sign'; readonly of: string }
  | { readonly kind: 'minus lost' }
  | { readonly kind: 'exponent'; readonly was: string; readonly now: string }
  | { readonly kind: 'operator'; readonly was: string; readonly now: string }
  | { readonly kind: 'function'; readonly was: string; readonly now: string }
  | { readonly kind: 'upside down'; readonly of: string }
  | { readonly kind: 'too much'; readonly part: 'term' | 'factor'; readonly of: string }
  | { readonly kind: 'missing term'; readonly term: string; readonly square: boolean; readonly parts: boolean }
  | { readonly kind: 'missing factor'; readonly factor: string; readonly chain: boolean };

/** One sentence that names the likely slip, or nothing where the repair says it all. */
export function nameSlip(slip: Slip): string {
  switch (slip.kind) {
    case 'result':
      return nameWrongNumber(slip.was, slip.now);
    case 'number':
      return isSwapped(slip.was, slip.now)
        ? `Two digits may be swapped: $${slip.now}$, not $${slip.was}$.`
        : `It would hold with $${slip.now}$ in place of $${slip.was}$.`;
    case 'sign':
      return `The sign of $${slip.of}$ may be the wrong one.`;
    case 'minus lost':
      return 'A minus sign may be lost.';
    case 'exponent':
      return slip.now === '1'
        ? `The exponent $${slip.was}$ may be one too many.`
        : slip.was === '1'
          ? `The exponent $${slip.now}$ may be lost.`
          : `The exponent may have to be $${slip.now}$, not $${slip.was}$.`;
    case 'operator':
      return `It would hold with $${slip.now}$ in place of $${slip.was}$.`;
    case 'function':
      return `It would hold with $${slip.now}$ in place of $${slip.was}$.`;
    case 'upside down':
      return `The fraction $${slip.of}$ may be upside down.`;
    case 'too much':
      return `The ${slip.part} $${slip.of}$ may be one too many.`;
    case 'missing term':
      return slip.square
        ? `The square was not distributed: $${slip.term}$ is missing.`
        : slip.parts
          ? `The term $${slip.term}$ is missing: what is left to integrate after integrating by parts.`
          : `The term $${slip.term}$ is missing.`;
    case 'missing factor':
      return slip.chain
        ? `The factor $${slip.factor}$ is missing: by the chain rule the derivative of the inner function.`
        : `The factor $${slip.factor}$ is missing.`;
  }
}

/** How far a number is off, and what may have happened to its digits. */
function nameWrongNumber(was: string, now: string): string {
  const [wrong, right] = [plain(was), plain(now)];
  if (wrong === undefined || right === undefined) return '';
  if (wrong === -right) return right < 0 ? 'A minus sign is lost.' : 'There is a minus sign too many.';
  const places = placesOff(wrong, right);
  if (places !== undefined && wrong * right > 0)
    return `It is off by a factor of $${10 ** Math.abs(places)}$${Math.abs(places) === 1 ? '' : ': a power of ten'}.`;
  if (isSwapped(was, now)) return `Two digits are swapped: $${now}$, not $${was}$.`;
  const off = wrong - right;
  if (Number.isInteger(wrong) && Number.isInteger(right) && Math.abs(off) < 1e9)
    return `It is $${Math.abs(off)}$ too ${off > 0 ? 'large' : 'small'}.`;
  return '';
}

function plain(latex: string): number | undefined {
  return /^-?\d{1,15}(?:\.\d{1,9})?$/.test(latex) ? Number(latex) : undefined;
}
