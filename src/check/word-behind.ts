import type { Node } from '../formula/tree';
import type { Link } from '../statement/statement';
import { printedNumber } from './printed';
import type { Decision } from './decide';
import { unknown } from './verdict';

/**
 * A claim that failed is judged again with the word behind its last number:
 *
 *     $84934656 \approx 85$M parameters      a scale: the number is 85 · 10⁶
 *     $120 = 2$ hours                        a unit: the number may have been converted, from what is not said
 */
export function withWordBehind(decision: Decision, link: Link, decideAgain: (other: Link) => Decision): Decision {
  if (decision.verdict.status !== 'refuted') return decision;
  const { number, word } = lastOf(link);
  if (word === undefined || !printedNumber(number)) return decision;
  const scale = scales.find(({ spelled }) => spelled.test(word));
  if (scale) {
    const again = decideAgain({ ...link, right: scaled(number, scale) });
    if (again.verdict.status === 'given' || again.verdict.status === 'unknown') return decision;
    return { ...again, scaled: true };
  }
  const factors = units.filter(({ spelled }) => spelled.test(word)).flatMap((unit) => unit.factors);
  const converts = factors.some((factor) => {
    const { status } = decideAgain({ ...link, right: scaled(number, factor) }).verdict;
    return status === 'proved' || status === 'tested';
  });
  return converts
    ? { ...decision, verdict: unknown(`The number is one of ${word}; how it was converted is not spelled out.`) }
    : decision;
}

interface Factor {
  readonly times: string;
  /** Written as a power of ten, so that the digits before it are those that count. */
  readonly exponent?: string;
  /** It divides. */
  readonly below?: boolean;
}

const ten = (exponent: string): Factor => ({ times: '10', exponent });
const times = (...numbers: readonly number[]): readonly Factor[] =>
  numbers.flatMap((number) => [{ times: String(number) }, { times: String(number), below: true }]);

const scales: readonly (Factor & { readonly spelled: RegExp })[] = [
  { spelled: /^hundred$/i, ...ten('2') },
  { spelled: /^(?:k|thousand)$/i, ...ten('3') },
  { spelled: /^(?:M|mn|mio|millions?)$/, ...ten('6') },
  { spelled: /^(?:B|G|bn|billions?)$/, ...ten('9') },
  { spelled: /^(?:T|trillions?)$/, ...ten('12') },
  { spelled: /^(?:%|percent)$/, ...ten('-2') },
  { spelled: /^(?:dozens?)$/i, times: '12' },
];

const binary = times(8, 1000, 1024, 8000, 8192, 1e6, 1024 ** 2, 8e6, 8 * 1024 ** 2, 1e9, 1024 ** 3, 8e9, 8 * 1024 ** 3);
/** By what numbers of these units are converted in passing. Factors as small as 2 or 4 are left out: a slip looks the same. */
const units: readonly { readonly spelled: RegExp; readonly factors: readonly Factor[] }[] = [
  { spelled: /^(?:s|secs?|seconds?)$/, factors: times(60, 1000, 3600, 1e6, 1e9) },
  { spelled: /^(?:[mnuµμ]s|(?:milli|micro|nano)seconds?)$/, factors: times(1000, 1e6, 1e9) },
  { spelled: /^(?:mins?|minutes?)$/, factors: times(60, 1440) },
  { spelled: /^(?:h|hrs?|hours?)$/, factors: times(24, 60, 3600, 3.6e6) },
  { spelled: /^(?:days?|weeks?)$/, factors: times(7, 24, 52, 168, 365, 1440, 86400) },
  { spelled: /^(?:months?|yrs?|years?)$/, factors: times(12, 52, 365) },
  { spelled: /^(?:dollars?|cents?|euros?)$/, factors: times(100) },
  { spelled: /^(?:[kcm]?m|(?:kilo|centi|milli)?met(?:er|re)s?)$/, factors: times(100, 1000, 1e5, 1e6) },
  { spelled: /^(?:in|inch|inches|ft|feet|foot|yards?|yd|miles?|mi)$/, factors: times(12, 36, 1760, 5280) },
  { spelled: /^(?:k?g|mg|(?:kilo|milli)?grams?|tons?|tonnes?|oz|ounces?|lbs?)$/, factors: times(16, 1000, 1e6, 2000) },
  { spelled: /^(?:ml|l|L|(?:milli)?lit(?:er|re)s?)$/, factors: times(1000) },
  { spelled: /^(?:[KMGTk]i?[Bb]|[KMGT]bits?|(?:kilo|mega|giga|tera)?(?:bytes?|bits?))$/, factors: binary },
  { spelled: /^(?:[KMGTPk]?(?:FLOPs?|FLOPS|Hz|W|J))$/, factors: times(1000, 1e6, 1e9, 1e12, 1e15) },
];

/** The number at the end of a relation with the word behind it, in the formula or, if the formula ends there, in the text. */
function lastOf({ right, passage }: Link): { readonly number: Node; readonly word: string | undefined } {
  if (right.kind === 'quantity') return { number: right.value, word: right.unit.trim() };
  const ends = right.span.to === passage.formula.root.span.to;
  return { number: right, word: ends ? /^[\s~]*([%°\p{L}]+)/u.exec(passage.tail)?.[1] : undefined };
}

/** The side times the factor, at the place of the side. */
function scaled(side: Node, { times: digits, exponent, below }: Factor): Node {
  const { span } = side;
  const number: Node = { kind: 'number', digits, span };
  if (below) return { kind: 'quotient', dividend: side, divisor: number, style: 'fraction', span };
  if (exponent === undefined) return product(side, number);
  const sign = exponent.startsWith('-') ? '-' : '+';
  const power: Node = { kind: 'number', digits: exponent.replace('-', ''), span };
  const signed: Node = sign === '-' ? { kind: 'add', terms: [{ sign, node: power }], span } : power;
  return product(side, { kind: 'power', base: number, exponent: signed, span });
}

function product(side: Node, node: Node): Node {
  const factors = [
    { operator: 'implicit', node: side },
    { operator: '\\cdot', node },
  ] as const;
  return { kind: 'product', factors, span: side.span };
}
