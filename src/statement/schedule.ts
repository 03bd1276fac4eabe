import type { SourceDocument } from '../document/document';
import { cover, type Span } from '../text/span';
import { readDirective } from './directive';
import type { CountClaim, ScheduleClaim, Subject } from './schedule-claim';
import { countsOf, termsBefore } from './schedule-counts';
import { factsOf, type ScheduleFact } from './schedule-facts';
import { closingLabelOf, labelOf, topicOf, type Label } from './schedule-labels';
import { homeOf, SetupBook, type ScheduleSetup } from './schedule-setup';
import { isPartial, toldOf } from './schedule-subject';
import { countsInTable, tableAt } from './schedule-table';
import { timesOf } from './schedule-times';
import { sentencesOf, tokensOfBlock, type Phrase, type ScheduleToken } from './schedule-tokens';
import { operationAt, wholeAt, type Counted } from './schedule-words';
import { holdsIn, type Scope } from './statement';

/** What a document says about rematerialization schedules. */
export interface ScheduleReading {
  /** Each schedule that is set up, with all that the document says about it; its place in the list is its `entry`. */
  readonly setups: readonly ScheduleSetup[];
  /** In document order. */
  readonly claims: readonly ScheduleClaim[];
}

/** Reads set-ups and the numbers that are given for them, in one walk over the document. */
export function readSchedules(document: SourceDocument, scopeAt: (offset: number) => Scope): ScheduleReading {
  const reader = new Reader(document, scopeAt);
  for (let index = 0; index < document.blocks.length; index = reader.block(index));
  return { setups: reader.setups, claims: reader.claims };
}

class Reader {
  readonly claims: ScheduleClaim[] = [];
  readonly setups: ScheduleSetup[] = [];
  private readonly book = new SetupBook();
  private home = -1;
  private scope: Scope | undefined;
  private before: Phrase | undefined;
  private label: (Label & { readonly at: number; readonly depth: number; readonly used: Set<Counted> }) | undefined;
  private range: Label | undefined;
  private topic: Counted | undefined;
  /** A title or the line before a list says that all is on disk: until another title, or until rematerialization is spoken of. */
  private onDisk = false;
  /** A sentence of this block says so. */
  private diskNear = false;
  private asked: { readonly counted: Counted; readonly scope: Scope } | undefined;
  /** The line before leads to a part of the pass. */
  private aside = false;
  /** The sentence that is a line of its own. */
  private titled: Phrase | undefined;
  private tables = 0;
  private isOff = false;

  constructor(
    private readonly document: SourceDocument,
    private readonly scopeAt: (offset: number) => Scope,
  ) {}

  /** Reads a block, or the table that it begins. Returns the index of the next one. */
  block(index: number): number {
    const block = this.document.blocks[index];
    if (!block || (block.kind !== 'paragraph' && block.kind !== 'heading')) return index + 1;
    const scope = this.scopeAt(block.span.from);
    this.enter(scope);
    const table = block.kind === 'paragraph' && this.book.at(scope) ? tableAt(this.document, index) : undefined;
    if (table) {
      const setup = this.book.at(scope);
      if (setup && scope.kind !== 'statement' && !this.isOff) {
        this.tables++;
        for (const { counted, of, value, sure, tokens, row } of countsInTable(table, setup.layers))
          this.count(
            { counted, of, value, sure, terms: [] },
            spanOfTokens(tokens),
            spanOfTokens(tokens),
            row,
            scope,
            setup,
            this.tables,
          );
      }
      return table.end;
    }
    const tokens = tokensOfBlock(block, this.document);
    for (const inline of block.content) if (inline.kind === 'directive') this.directive(inline, scope);
    const sentences = sentencesOf(tokens);
    const depth = block.kind === 'paragraph' && block.item ? block.item.depth : 0;
    this.fold(index, depth, block.kind === 'heading', sentences[0]);
    for (const sentence of sentences) {
      for (const fact of factsOf(sentence, this.before)) {
        if (this.isHypothetical(sentence, scope) && !this.supposes(sentence, fact, scope)) continue;
        // What a load from disk should take is an answer, unless it is told as a matter of fact.
        const answer =
          fact.kind === 'time' &&
          fact.of === 'loaddisk' &&
          scope.kind !== 'statement' &&
          !/\b(?:assum\w*|suppose|given|say)\b/.test(sentence.text);
        if (!answer) this.book.hear(fact, scope);
      }
      this.sentence(sentence, index, depth, scope);
      this.before = sentence;
    }
    return index + 1;
  }

  private enter(scope: Scope): void {
    const home = homeOf(scope).id;
    if (home !== this.home) {
      this.onDisk = false;
      this.asked = undefined;
      this.before = undefined;
    }
    if (scope !== this.scope) {
      this.label = undefined;
      this.range = undefined;
      this.topic = undefined;
    }
    this.home = home;
    this.scope = scope;
  }

  private directive(directive: Parameters<typeof readDirective>[0], scope: Scope): void {
    for (const { instruction, from, to } of readDirective(directive, this.document.text)) {
      if (instruction.kind === 'switch') this.isOff = !instruction.on;
      if (instruction.kind !== 'schedule') continue;
      this.book.hear(
        {
          kind: 'directive',
          options: instruction.options,
          span: { from, to },
          words: this.document.text.slice(from, to),
        },
        scope,
      );
      this.keep(this.book.at(scope));
    }
  }

  /** Lets go of a label where a block begins that is no longer about its layers. */
  private fold(index: number, depth: number, heading: boolean, first: Phrase | undefined): void {
    const text = first?.text ?? '';
    if (heading || closing.test(text)) {
      this.label = undefined;
      if (heading) this.range = undefined;
    }
    const { label } = this;
    if (label && index > label.at) {
      const left = label.depth > 0 && depth > 0 && depth <= label.depth;
      const told = depth === 0 && label.used.size > 0 && !(/^(?:→|\d)/.test(text) && (first?.tokens.length ?? 0) <= 12);
      if (left || told) this.label = undefined;
    }
    const title = heading || (first !== undefined && depth === 0 && first.tokens.length <= 12 && !/[.:]$/.test(text));
    if (title && !/disk/.test(text)) this.onDisk = false;
    this.diskNear = false;
    this.titled = title ? first : undefined;
    if (heading || closing.test(text)) this.aside = false;
  }

  private sentence(sentence: Phrase, index: number, depth: number, scope: Scope): void {
    const { text } = sentence;
    const disk = /\b(?:loaddisk|disks?)\b/.test(text.replace(/\((?! disk \))[^)]*\)/g, ''));
    const memory = /\bremat\w*\b/.test(text);
    if (memory) this.onDisk = false;
    else if (disk && sentence.tokens.length <= 14 && !/[.!]$/.test(text) && operationsIn(sentence) === 0)
      this.onDisk = true;
    if (disk || memory) this.diskNear = disk && !memory;
    const label = labelOf(sentence);
    if (label) {
      this.label = { ...label, at: index, depth, used: new Set() };
      if (label.block) this.range = label;
    } else if (summary.test(text)) this.label = undefined;
    const topic = topicOf(sentence);
    if (text.endsWith(':') || (this.titled && sentence === this.titled)) this.aside = isPartial(text);
    if (text.endsWith('?') && topic !== undefined && /\bhow many\b/.test(text)) this.asked = { counted: topic, scope };
    const setup = this.book.at(scope);
    this.keep(setup);
    if (
      setup &&
      sentence.tokens.length <= longestSentence &&
      scope.kind !== 'statement' &&
      !this.isOff &&
      !notClaimed.test(text) &&
      !this.isHypothetical(sentence, scope)
    ) {
      this.counts(sentence, index, topic ?? this.topic, disk && !memory, scope, setup);
      for (const time of timesOf(sentence, setup)) {
        const span = spanOfTokens(sentence.tokens.slice(time.from, time.end));
        this.claims.push({
          kind: 'time',
          of: time.of,
          sum: time.sum,
          unit: time.unit,
          ...(time.over === undefined ? {} : { over: time.over }),
          ...this.place(span, sentence.tokens[time.from]?.span ?? span, wholeOf(sentence), scope, setup, undefined),
        });
      }
      const peak = peakOf(sentence);
      if (peak)
        this.claims.push({
          kind: 'peak',
          value: peak.value,
          ...this.place(peak.span, peak.numberSpan, wholeOf(sentence), scope, setup, undefined),
        });
    }
    if (topic !== undefined) this.topic = topic;
    const next = closingLabelOf(sentence);
    if (next) this.label = { ...next, at: index, depth, used: new Set() };
  }

  private counts(
    sentence: Phrase,
    index: number,
    topic: Counted | undefined,
    disk: boolean,
    scope: Scope,
    setup: ScheduleSetup,
  ): void {
    const found = countsOf(sentence, topic, setup.diskTimes);
    for (const count of found) {
      const { label } = this;
      const inForce = label && !(label.used.has(count.counted) && label.at !== index) ? label : undefined;
      const reached = inForce && this.reaches(inForce, sentence, index) ? inForce : undefined;
      const told = toldOf(sentence, count, {
        label: reached,
        block: this.range,
        disk: disk || this.onDisk || (this.diskNear && count.value === 0),
        aside: this.aside,
      });
      const of = told?.of;
      if (of?.kind === 'total' && inForce && !reached && !summing.test(sentence.text)) continue;
      if (of?.kind === 'layers') label?.used.add(count.counted);
      if (
        told === undefined ||
        of === undefined ||
        (count.vague &&
          of.kind === 'total' &&
          !/\b(?:so|thus|hence|therefore|total|altogether|need|needs|are|=|in all)\b/.test(sentence.text))
      )
        continue;
      // The noun may stand behind the end of bold words; the number and its operation are enough.
      const words = sentence.tokens
        .slice(count.from, count.end)
        .filter((token) => token.strong === sentence.tokens[count.number]?.strong);
      const numberSpan = spanOfTokens(sentence.tokens.slice(count.number, count.numberEnd));
      this.count(
        {
          counted: count.counted,
          of,
          value: count.value,
          sure: told.sure,
          terms: termsBefore(sentence.tokens, count.number),
        },
        spanOfTokens(words),
        numberSpan,
        wholeOf(sentence),
        scope,
        setup,
        undefined,
      );
    }
    if (found.length === 0) this.answer(sentence, scope, setup);
  }

  /** Whether a label of an earlier block is still what a sentence is about. */
  private reaches(label: Label & { readonly at: number }, sentence: Phrase, index: number): boolean {
    const block = this.document.blocks[index];
    if (label.at === index || (block?.kind === 'paragraph' && block.item)) return true;
    const { tokens, text } = sentence;
    if (tokens[0]?.text === '→' || tokens[0]?.kind === 'number' || tokens.length <= 8) return true;
    return label.layers.some((layer) => new RegExp(String.raw`\blayer ${layer}\b`).test(text));
  }

  /** `\boxed{20}`, "Answer: 20" where it was asked how many. */
  private answer(sentence: Phrase, scope: Scope, setup: ScheduleSetup): void {
    const { asked } = this;
    if (!asked || !holdsIn(asked.scope, scope)) return;
    const { tokens } = sentence;
    const number = tokens.findIndex(
      (t, k) =>
        wholeAt(tokens, k) !== undefined &&
        ((t.boxed && !tokens[k - 1]?.boxed && !tokens[k + 1]?.boxed) || isAnswer(tokens, k)),
    );
    const value = wholeAt(tokens, number);
    if (number < 0 || value === undefined || tokens.some((_, k) => operationAt(tokens, k))) return;
    const span = spanOfTokens(tokens.slice(number, number + 1));
    this.count(
      {
        counted: asked.counted,
        of: { kind: 'total', disk: false },
        value,
        sure: true,
        terms: termsBefore(tokens, number),
      },
      span,
      span,
      wholeOf(sentence),
      scope,
      setup,
      undefined,
    );
  }

  private count(
    what: Pick<CountClaim, 'counted' | 'value' | 'sure' | 'terms'> & { readonly of: Subject },
    span: Span,
    numberSpan: Span,
    wholeSpan: Span,
    scope: Scope,
    setup: ScheduleSetup,
    table: number | undefined,
  ): void {
    this.claims.push({ kind: 'count', ...what, ...this.place(span, numberSpan, wholeSpan, scope, setup, table) });
  }

  private place(
    span: Span,
    numberSpan: Span,
    wholeSpan: Span,
    scope: Scope,
    setup: ScheduleSetup,
    table: number | undefined,
  ): Pick<CountClaim, 'span' | 'numberSpan' | 'wholeSpan' | 'scope' | 'setup' | 'table'> {
    return { span, numberSpan, wholeSpan, scope, setup, table };
  }

  private keep(setup: ScheduleSetup | undefined): void {
    if (setup) this.setups[setup.entry] = setup;
  }

  /** "Suppose we have a 9 layer network": sets up what nothing before has set up. */
  private supposes(sentence: Phrase, fact: ScheduleFact, scope: Scope): boolean {
    if (!supposing.test(sentence.text) || /\b(?:if|instead|would)\b/.test(sentence.text)) return false;
    const setup = this.book.at(scope);
    return setup === undefined || (fact.kind === 'time' && !setup.times.has(fact.of));
  }

  /** "If the network had 20 layers …": nothing of it is in force. In a problem's statement, "if" sets up. */
  private isHypothetical(sentence: Phrase, scope: Scope): boolean {
    return (
      scope.kind !== 'statement' && hypothetical.test(sentence.text) && !/\b(?:slower|faster)\b/.test(sentence.text)
    );
  }
}

/** Numbers in longer sentences are left alone: it is not clear where they belong. */
const longestSentence = 600;

const supposing = /^(?:(?:now|next|\( ?\w ?\)|\w ?\)) )?(?:suppose|imagine)\b/;

const hypothetical = /\b(?:if|would|could|might|maybe|perhaps|suppose|imagine|unless|otherwise|whether)\b/;

/** Other ways than that of the set-up, what is asked, and what is denied. */
const notClaimed =
  /\?$|\b(?:rather than|unlike|versus|vs|compared|naive\w*|optimal\w*|optimum|revolve|binomial|caching|incorrect\w*|wrong\w*|mistak\w*|claimed|claims|thought|guess\w*|initially|store-all|approximately|on average)\b/;

/** Words that say that all layers are meant, though a label of some stands before. */
const summing = /\b(?:total|altogether|overall|in all|so|thus|hence|therefore|entire|whole|backward pass)\b/;

/** A line that sums up what stands before it. */
const summary =
  /^(?:total|totals|in total|altogether|overall|sum|summary)\b(?! (?:for|of|in) (?:layers?|each|the (?:\w+ )?(?:block|group|segment))\b)/;

const closing =
  /^(?:total|totals|sum|summing|adding|altogether|overall|in total|final|finally|step|verification|check|conclusion|comments?|response|answer|counting|interpretation|group|to (?:sum|count)|summary)\b/;

function isAnswer(tokens: readonly ScheduleToken[], number: number): boolean {
  const next = tokens[number + 1];
  if (next !== undefined && !(next.text === '.' && number + 2 >= tokens.length)) return false;
  const [before, beforeThat] = [tokens[number - 1]?.text, tokens[number - 2]?.text];
  return (before === ':' || before === 'is' || before === '=') && beforeThat === 'answer';
}

/** "peak memory: 4 activations", "at most 4 activations are in memory at once" */
function peakOf(
  sentence: Phrase,
): { readonly value: number; readonly span: Span; readonly numberSpan: Span } | undefined {
  const { tokens, text } = sentence;
  if (!/\b(?:peak|at (?:most|once)|maximum)\b/.test(text) || !/\bmemory\b|\bheld\b/.test(text)) return undefined;
  for (let k = 0; k < tokens.length; k++) {
    const value = wholeAt(tokens, k);
    if (value === undefined || !/^activations?$/.test(tokens[k + 1]?.text ?? '')) continue;
    const words = tokens.slice(k, k + 2);
    return { value, span: spanOfTokens(words), numberSpan: spanOfTokens(words.slice(0, 1)) };
  }
  return undefined;
}

function operationsIn({ tokens }: Phrase): number {
  return tokens.filter((t, k) => t.kind === 'number' && operationAt(tokens, k + 1) !== undefined).length;
}

function wholeOf(sentence: Phrase): Span {
  return spanOfTokens(sentence.tokens);
}

function spanOfTokens(tokens: readonly ScheduleToken[]): Span {
  const [first, last] = [tokens[0], tokens[tokens.length - 1]];
  return first && last ? cover(first.span, last.span) : { from: 0, to: 0 };
}
