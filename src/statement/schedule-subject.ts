import type { Count } from './schedule-counts';
import type { Subject } from './schedule-claim';
import type { Label } from './schedule-labels';
import type { Phrase } from './schedule-tokens';
import { layersAt } from './schedule-words';

/** What stands around a sentence. */
export interface Surroundings {
  /** The layers that this sentence is about by its label or that of a line before. */
  readonly label: Label | undefined;
  /** A line before, still in force, that names several layers. */
  readonly block: Label | undefined;
  /** The text is about keeping all on disk. */
  readonly disk: boolean;
  /** The line before it leads to a part of the pass: "First segment:". */
  readonly aside: boolean;
}

/** The words around a count, without what stands in brackets beside it. */
interface Around {
  /** From the last comma, colon or arrow before the count. */
  readonly clause: string;
  readonly before: string;
  readonly behind: string;
}

/** What a count is for. */
export interface Told {
  readonly of: Subject;
  /** The words leave no doubt, so that a wrong number is wrong; else only a right one is worth a word. */
  readonly sure: boolean;
}

/** What a count is for, or undefined where the words leave that open. */
export function toldOf(sentence: Phrase, count: Count, surroundings: Surroundings): Told | undefined {
  const of = subjectOf(sentence, count, surroundings);
  if (of?.kind !== 'total') return of && { of, sure: true };
  const around = wordsAround(sentence, count);
  const behind = around.behind.split(reasons)[0] ?? '';
  const text = `${around.before} ${behind}`;
  const explicit = totals.test(around.clause) || totalBehind.test(around.behind) || concluding.test(around.clause);
  // Keeping all on disk is another way by itself.
  const speaksOfPart = (words: string): boolean =>
    partial.test(of.disk || count.counted === 'loaddisk' ? words.replace(otherWay, '') : words);
  if (speaksOfPart(explicit ? `${around.clause} ${behind}` : text)) return undefined;
  const plain = text.split(' ').every((word) => !/\p{L}/u.test(word) || neutral.has(word));
  return { of, sure: !surroundings.aside && (explicit ? !speaksOfPart(text) : plain) };
}

function subjectOf(sentence: Phrase, count: Count, { label, block, disk }: Surroundings): Subject | undefined {
  if (count.layer !== undefined) return { kind: 'layers', layers: [count.layer], each: false };
  const around = wordsAround(sentence, count);
  const whole = `${around.before} # ${around.behind}`;
  if (/\b(?:grand total|training (?:iteration|step)|both passes|including the (?:initial|first))\b/.test(whole)) {
    return count.counted === 'fwd' ? { kind: 'both passes' } : undefined;
  }
  if (!label && isFirstPass(around)) return { kind: 'first pass' };
  if (
    /\b(?:each|every|per)\b(?! layer\b| of the (?:\d+ )?layers\b| single layer\b)(?: [\p{L}-]+){1,2} layers?\b/u.test(
      `${around.clause} # ${around.behind}`,
    )
  )
    return undefined;
  const each = /\b(?:each|every|per)(?: single)? layer\b|\beach of the (?:\d+ )?layers\b/;
  if (
    each.test(around.clause) ||
    /^(?:\( )?(?:(?:needed|required|operations?) )?(?:per|for each|for every|in each|at each) layer\b/.test(
      around.behind,
    )
  )
    return { kind: 'every layer' };
  if (
    /\b(?:per|for this|for that|for the|this|each|every|in this|of this) (?:\w+ )?(?:blocks?|groups?|segments?)\b/.test(
      `${around.clause} ${around.behind}`,
    )
  ) {
    return block ? { kind: 'layers', layers: block.layers, each: false } : undefined;
  }
  const named = namedLayers(sentence, count, around);
  if (named && !(label && isWorkFor(label, named))) return named;
  if (totals.test(around.clause) || totalBehind.test(around.behind)) return { kind: 'total', disk };
  if (label) return { kind: 'layers', layers: label.layers, each: /^each\b/.test(around.behind) || count.value === 0 };
  if (/\blayers? \d/.test(`${around.before} # ${around.behind.split(reasons)[0] ?? ''}`)) return undefined;
  // "one loadmem takes 10 ns": no total.
  if (count.value === 1) return undefined;
  if (isPart(around.behind) || (count.value === 0 && !disk && !/\bbackward pass\b/.test(whole))) return undefined;
  return { kind: 'total', disk };
}

/** What follows only says why. */
const reasons = / ?[,;:–.] | (?:since|because|as|where) /;

const totals = /\b(?:total|totals|altogether|overall|in all|entire|whole|sum)\b/;
/** "3 for each segment; so 12 fwd": what is concluded from the parts is counted for all of them. */
const concluding = /^(?:so|thus|hence|therefore)\b/;
const totalBehind = /^(?:[\p{L}-]+ ){0,3}(?:in total|in all|altogether|overall|total)\b/u;

/** Parts of the pass, other passes, and other ways than that of the set-up. */
const partial =
  /\b(?:segments?|blocks?|groups?|halves|half|chunks?|upper|lower|first|second|third|last|next|another|remaining|other|others|initial|forward (?:pass|sweep)|training|stor(?:ing|e)|keeping|with only|instead|alternative|network of|layer network|spacing|far|worth|that is|times|not|isn't|respectively)\b|\bevery (?!layer\b|single layer\b)/;

const otherWay = /\b(?:instead|alternative|other|stor(?:e|ing)|times)\b/g;

/** Words that say no more than that something is counted for the backward pass. */
const neutral: ReadonlySet<string> = new Set(
  (
    'the a an one single there are is be being we i you they it this that these which so thus hence therefore consequently finally here from part parts question a b c d and or also again just only exactly ' +
    'have has get gets got obtain find see count counts counted calculate compute need needs needed require requires required take takes taken invoke invokes invoked perform performs performed use uses used make makes made ' +
    'do does done execute executes executed run total totals altogether overall number of in for during to all entire whole sum backward backwards pass backprop backpropagation through network model operation operations op ops ' +
    'answer final result solution response must give gives giving yields equals tensor rematerialization remat memory disk from extra additional recomputation recomputed actually correct corrected fwd fwds loadmem loadmems loaddisk ' +
    'load loads forward layer computations computation text as by'
  ).split(' '),
);

function isFirstPass({ clause, behind }: Around): boolean {
  return (
    /\b(?:initial|first) (?:forward )?pass\b[^.]*\b(?:requires?|needs?|takes?|runs?|costs?|uses?|has|is|=|:)(?: exactly)?$/.test(
      clause,
    ) || /^(?:[\p{L}-]+ ){0,2}(?:for|in|during|of) the (?:initial|first) (?:forward )?pass\b/u.test(behind)
  );
}

/** "1 load (for the input)": counted for something that is not the whole. */
function isPart(behind: string): boolean {
  return /^(?:\( )?(?:(?:needed|required) )?(?:for|to|from|of|by|with|until|before)\b(?! (?:the |a |an |one |1 |this |single |whole |entire |full )*(?:backward|backprop\w*|network|whole|entire|run|training|remat\w*|\d+ layers?|\d+(?:\.\d+)? (?:ns|us|µs|ms)))/.test(
    behind,
  );
}

const opening = /^(?:for|at|recompute|recomputing|reach|reaching|update|updating|process|processing)$/;

const between =
  /^(?:needs?|requires?|takes?|costs?|contributes?|uses?|has|have|does|do|needed|is|are|stored|kept|saved|checkpointed|each|also|only|exactly|just|still|=|:|,|→|–|then|therefore|thus|so|a|total|of|together|all|both|gives?|adds?|makes?|give|add|make|fwd|loadmem|loaddisk|ops?|operations?|we|it|this|need|\(|\)|again)$/;

/** "Layer 19: recompute layers 16–19: 4 fwd": what is run again for the layer of the label. */
function isWorkFor(label: Label, named: Subject): boolean {
  const [layer] = label.layers;
  if (layer === undefined || label.layers.length > 1 || named.kind !== 'layers' || named.layers.length < 2)
    return false;
  const last = Math.max(...named.layers);
  return last === layer || last === layer - 1;
}

/** "Layers 5 and 10 require 0 fwd", "For layer 9, we …: 4 fwd", "4 fwd for layer 9". */
function namedLayers({ tokens }: Phrase, count: Count, { behind }: Around): Subject | undefined {
  const each = /^each\b/.test(behind);
  let i = count.end;
  if (/^(?:needed|required)$/.test(tokens[i]?.text ?? '')) i++;
  if (/^(?:for|at|in)$/.test(tokens[i]?.text ?? '')) {
    const after = layersAt(tokens, i + 1);
    if (after && !/^(?:activations?|checkpoints?|outputs?|'s)$/.test(tokens[after.end]?.text ?? '')) {
      return { kind: 'layers', layers: after.layers, each: tokens[after.end]?.text === 'each' };
    }
  }
  for (let k = count.from - 1; k >= 0 && k >= count.from - 40; k--) {
    const named = layersAt(tokens, k);
    if (!named || named.end > count.from) continue;
    const gap = tokens.slice(named.end, count.from);
    const told = gap.some((t) => /^each$/.test(t.text));
    const opens = opening.test(tokens[k - 1]?.text ?? '') && (k <= 5 || /^[,;:]$/.test(tokens[k - 2]?.text ?? ''));
    const direct = gap.length > 0 && gap.every((t) => between.test(t.text) || t.kind === 'number');
    const begins =
      k === 0 ||
      /^(?:and|but|while|that|so|since|because|as|where|,|;|→|–|the|whereas|then|:|stored|kept|saved|checkpointed)$/.test(
        tokens[k - 1]?.text ?? '',
      );
    if (
      (direct && (begins || opens)) ||
      (opens && (gap[0]?.text === ',' || (gap[0]?.text === ':' && /^(?:for|at)$/.test(tokens[k - 1]?.text ?? ''))))
    )
      return { kind: 'layers', layers: named.layers, each: each || told || count.value === 0 };
    break;
  }
  // "For layer 12 we run layers 9 to 12, which are 4 fwd."
  const first = /^(?:for|at)$/.test(tokens[0]?.text ?? '') ? layersAt(tokens, 1) : undefined;
  return first && first.layers.length === 1 && first.end <= count.from
    ? { kind: 'layers', layers: first.layers, each: false }
    : undefined;
}

/** Whether a line speaks of a part of the backward pass, or of another way to run it. */
export function isPartial(text: string): boolean {
  return partial.test(text) && !/\b(?:total|totals)\b/.test(text);
}

function wordsAround({ tokens }: Phrase, count: Count): Around {
  const words: string[] = [];
  let at = 0;
  const open: number[] = [];
  const hidden = new Set<number>();
  tokens.forEach((token, index) => {
    if (token.text === '(') open.push(index);
    else if (token.text === ')') {
      const from = open.pop();
      if (from !== undefined && !(from < count.number && count.number < index))
        for (let k = from; k <= index; k++) hidden.add(k);
    }
  });
  // Brackets that stand right behind the count say what it is for.
  const beside = tokens[count.end]?.text === '(' ? count.end : -1;
  let shown = beside >= 0;
  tokens.forEach((token, index) => {
    if (index === count.from) at = words.length;
    if (index >= count.from && index < count.end) return;
    const near = shown && index >= beside && index < beside + 4;
    if (token.text === ')' && index > beside) shown = false;
    if (!hidden.has(index) || near) words.push(token.text);
  });
  const before = words.slice(0, at).join(' ');
  const behind = words.slice(at).join(' ');
  const cut = Math.max(
    before.lastIndexOf(','),
    before.lastIndexOf(';'),
    before.lastIndexOf('→'),
    before.lastIndexOf('–'),
  );
  return { before, clause: before.slice(cut + 1).trim(), behind };
}
