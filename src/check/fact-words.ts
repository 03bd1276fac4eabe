/** How running text says that a stated fact has a value. */

const verbs =
  'is|are|was|were|equals|gives|reports|shows|lists|states|reaches|achieves|amounts to|comes to|takes|costs|of|at|=';
const hedges = 'about|around|roughly|approximately|nearly|almost|some|≈|\\\\approx';
const blank = '(?:\\s|~|\\\\,)';

/** "the peak throughput is about $312$ TFLOPs", "$c_{fwd}$ is 20 ns" */
export function sayingOf(name: string): RegExp {
  const words = name.trim().split(/\s+/).map(escapeRegExp).join(`${blank}+`);
  const unit = `(?<unit>%|\\\\%|[\\p{L}µ][\\p{L}\\p{N}]*(?:/[\\p{L}]+)?)`;
  return new RegExp(
    `(?<lead>^|[^\\p{L}\\p{N}_\\\\{])(?<name>[*_$]{0,3}${words}[*_$]{0,3})${blank}+(?:${verbs})${blank}+(?:only |exactly |an? |the )?(?:(?<hedge>${hedges})${blank}*)?\\$?(?<digits>-?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|-?\\d{1,30}(?:\\.\\d{1,30})?)(?![\\d.,]*\\d)\\$?(?:${blank}*(?:\\\\(?:text|mathrm)\\{)?${blank}*${unit}\\}?\\$?)?`,
    'giu',
  );
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Nothing but an article stands before the name: "the forward peak throughput" is another one. */
export function isWholeSubject(before: string): boolean {
  return /(?:^|[.,;:!?(]|\b(?:the|a|an|its|our|this|that|so|thus|hence|and|but|then|says|that|since|because|with|in|from|where|have|get|know)|\*\*|\$)\s*[*_$]*\s*$/i.test(
    before.slice(-60),
  );
}

/** What follows the number does not narrow it down: "on the older chip", "per core". */
export function isClauseEnd(rest: string): boolean {
  return /^[*_)$]*\s*(?:$|[.,;:!?]|\n|(?:and|so|but|which|while|thus|hence)\b|\[@|\\cite)/i.test(rest);
}

/** Whether the words before a number in its sentence, and its end, leave it asserted: no condition, denial or question. */
export function isAsserted(source: string, at: number): boolean {
  const start =
    Math.max(source.lastIndexOf('. ', at), source.lastIndexOf('? ', at), source.lastIndexOf('\n\n', at)) + 1;
  const stop = source.slice(at).search(/[.!?](?:\s|$)/);
  if (stop >= 0 && source[at + stop] === '?') return false;
  return !/\b(?:if|suppose|assum\w+|let|whether|not|never|unless|would|imagine|consider|when|wrong\w*|false\w*|instead|rather)\b/i.test(
    source.slice(start, at),
  );
}
