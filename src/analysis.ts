import { withAfterthought } from './check/afterthought';
import { withWordBehind } from './check/word-behind';
import { decide, type Decision } from './check/decide';
import { FactClaims, type FactNumber } from './check/facts';
import { Repairs } from './check/repair';
import { ScheduleClaims, type ScheduleNumber, type UnderstoodSchedule } from './check/schedule-claims';
import { decideMember } from './check/solution-set';
import { comparedIn, type Compared } from './check/curves';
import { repairOfExpansion } from './check/taylor';
import { repairOfStructured } from './check/structured/repair';
import type { CheckerName, Verdict } from './check/verdict';
import type { DocumentNote, Language, SourceDocument } from './document/document';
import { cellAt, lineWords, ownSpan, partAt } from './document/parts';
import { readDocument } from './document/read';
import type { Files } from './document/files';
import type { NotebookCell } from './document/notebook';
import { readFormula } from './formula/read';
import { isAccent, symbolLatex } from './formula/symbol';
import type { RelationKind } from './formula/tree';
import { Evidence } from './model/evidence';
import { Instructions } from './model/instructions';
import { Ledger } from './model/ledger';
import { UnreadFiles } from './model/unread-files';
import { World } from './model/structure/world';
import { Context } from './model/context';
import { readSymbols, type SymbolIndex } from './model/symbols';
import { hearing } from './statement/heard';
import { updateOf } from './statement/update';
import { factsFileName, readFactsFile, type StatedFact } from './statement/facts-file';
import { readLinks } from './statement/read';
import { readProblems } from './statement/problem';
import { solutionSets, withMember } from './statement/solution-set';
import { readSentences } from './statement/sentence';
import type { Link } from './statement/statement';
import { tokenize } from './tex/tokenize';
import { touches, type Span } from './text/span';

export type { UnderstoodSchedule };

export type RelationName =
  '=' | '!=' | '<' | '<=' | '>' | '>=' | 'approx' | '~' | 'equiv' | 'in' | 'implies' | 'iff' | 'text';

/** One relation of the document with its verdict. */
export interface CheckedClaim {
  /** What the squiggle covers: the right operand; of a step, its conclusion. */
  readonly span: Span;
  /** The whole relation, from its left operand to its right one. */
  readonly wholeSpan: Span;
  /** The formula (or prose) that it stands in, delimiters included. */
  readonly formulaSpan: Span;
  /** The source text of the whole relation. */
  readonly latex: string;
  readonly relation: RelationName;
  readonly verdict: Verdict;
  readonly checker: CheckerName;
  /** Id of the problem that it belongs to, `1(b)`. */
  readonly problem?: string;
  /** The reading of ambiguous notation that was used. */
  readonly reading?: string;
  readonly repair?: Repair;
  /** Of a refuted claim: the two functions of one variable that it equates, which `curvesOf` computes. */
  readonly compared?: Compared;
  /** Statements and defaults that the verdict used, each in words, with the place that says so. */
  readonly assumptions: readonly Assumption[];
  /** Notebook cell, from 0. */
  readonly cell?: number;
  /** Of a claim about a rematerialization schedule: which of the document's, and the event of it that the claim is about. */
  readonly schedule?: { readonly index: number; readonly event?: ScheduleEvent };
}

/** An event of a schedule's backward pass: of the work for one layer, the first one of a kind, or without `event` the first one of all. */
export interface ScheduleEvent {
  readonly layer: number;
  readonly event?: 'fwd' | 'loadmem' | 'loaddisk' | 'backward' | 'row';
}

export interface Assumption {
  /** LaTeX or words, e.g. `x > 0`, "n is an integer (a default)". */
  readonly text: string;
  /** Where that is said; `placed` tells in which file. */
  readonly span?: Span;
}

/** Replacing `span` of the source by `latex` makes the claim hold. */
export interface Repair {
  readonly latex: string;
  readonly span: Span;
}

export interface Problem {
  readonly id: string;
  readonly title: string;
  /** From its title to its end. */
  readonly span: Span;
  readonly children: readonly Problem[];
}

/** Everything that was found in one version of a document: immutable. Claims are in document order. */
export interface Analysis {
  readonly document: SourceDocument;
  readonly claims: readonly CheckedClaim[];
  readonly problems: readonly Problem[];
  /** In document order. */
  readonly schedules: readonly UnderstoodSchedule[];
  /** What a person should be told about markup and directives. */
  readonly notes: readonly DocumentNote[];
  /** The symbols of its formulas; read when first asked for. */
  readonly symbols: () => SymbolIndex;
}

export { curvesOf, type Curves } from './check/curves';
export type { DocumentSymbol, Occurrence, SymbolFact, SymbolIndex } from './model/symbols';

export interface AnalysisInput {
  readonly text: string;
  readonly language: Language;
  /** The files around it, where there are any. */
  readonly files?: Files;
  /** Of a notebook, whose Markdown cells are the text. */
  readonly cells?: readonly NotebookCell[];
}

/** A generator that yields between slices of work, so that a server can look at its clock and its mail; its result is the analysis. */
export type Analyzing = Generator<AnalysisProgress, Analysis, void>;

export interface AnalysisProgress {
  readonly done: number;
  readonly total: number;
}

/** The analysis in one go. */
export function analyze(input: AnalysisInput): Analysis {
  const run = analyzing(input);
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}

/** Reads the document, then decides claim after claim; yields after each. */
export function* analyzing(input: AnalysisInput): Analyzing {
  const document = readDocument(input.text, input.language, input);
  yield { done: 0, total: 0 };
  const sentences = readSentences(document);
  const { problems, scopeAt } = readProblems(document);
  const links = withinFiles(readLinks(sentences, scopeAt), document);
  const sets = solutionSets(links);
  const evidence = new Evidence();
  for (const sentence of sentences) {
    evidence.addProse(sentence.text);
    for (const passage of sentence.passages) evidence.add(passage.formula.root, scopeAt(sentence.span.from));
    if (scopeAt(sentence.span.from).kind === 'statement') evidence.stated.hear(sentence);
  }
  yield { done: 0, total: links.length };
  const ledger = new Ledger(evidence);
  const world = new World(evidence.pi, ledger.recurrences);
  const claims: CheckedClaim[] = [];
  const standing: Link[] = [];
  const instructions = new Instructions(document);
  const schedules = new ScheduleClaims(document, scopeAt);
  const stated = statedFacts(input.files);
  const facts = new FactClaims(stated.facts, document, scopeAt);
  const unread = new UnreadFiles(document);
  const repairs = new Repairs();
  const heardIn = hearing(sentences, scopeAt);
  let next = 0;
  for (const [index, link] of links.entries()) {
    const isOwn = partAt(document, link.span.from) === undefined;
    unread.advance(link.passage.span.from, ledger.context, scopeAt);
    for (; next <= link.passage.sentence; next++) {
      const heard = heardIn(next);
      if (!heard) continue;
      ledger.hear(heard);
      world.hear(heard);
    }
    instructions.advance(link.passage.span.from, ledger, scopeAt);
    ledger.foresee(links, index);
    const update = updateOf(link);
    if (update) ledger.renew(update.key, link.scope);
    const entriesNamed = ledger.entriesIn(link);
    const [named, again] = [entriesNamed?.time === 'first', entriesNamed?.time === 'again'];
    if (entriesNamed && named) ledger.nameEntries(entriesNamed);
    const told = instructions.muted(link) ?? (update?.how === 'from the old one' ? newValue : undefined);
    const muted = told ?? (named ? 'This says what the left side stands for, entry by entry.' : undefined);
    const latex = document.text.slice(link.wholeSpan.from, link.wholeSpan.to);
    const defines = ledger.define(link);
    const following = links[index + 1]?.step;
    const premise = following?.how === 'arrow' && following.from === index;
    const set = sets.get(index);
    const from = (set?.members[0]?.link ?? link).step?.from;
    const before = from === undefined ? undefined : ledger.premiseAt(from, link.scope);
    const place = {
      before,
      defines,
      named: told === undefined ? entriesNamed?.time : undefined,
      world,
      recurrences: ledger.recurrences,
      premise,
      muted,
      figure: ledger.spoken.speaksOfFigure(link),
      familiar: told !== undefined ? undefined : again ? ('both sides' as const) : ledger.spoken.familiarity(link),
    };
    const decideAgain = (other: Link): Decision => {
      const notation = ledger.notationAt(link.scope);
      const member = set && decideMember(withMember(set, index, other), index, latex, ledger.context, notation, place);
      return member ?? decide(other, latex, ledger.context, notation, place);
    };
    const decideHere = (): Decision => withWordBehind(decideAgain(link), link, decideAgain);
    const {
      verdict: own,
      reading: ownReading,
      question,
      entries,
      step,
      joint,
      scaled,
    } = withAfterthought(decideHere(), links, index, ledger, decideHere);
    const settled = schedules.settle(link, own, muted !== undefined);
    const looked = settled ? undefined : facts.settle(link, muted !== undefined);
    const verdict = settled?.verdict ?? looked?.verdict ?? own;
    const reading = looked ? undefined : (settled?.reading ?? ownReading);
    const relation = step ?? relationName(link);
    const proved = verdict.status === 'proved' || verdict.status === 'tested';
    world.assert(link, verdict.status, premise);
    const refuted = verdict.status === 'refuted';
    if (!refuted) standing.push(link);
    const { repair, says } =
      settled || looked || scaled || verdict.status !== 'refuted' || !isOwn
        ? { repair: settled?.repair ?? looked?.repair, says: '' }
        : repairs.of({
            text: document.text,
            link,
            question,
            verdict,
            again: decideAgain,
            structured: () =>
              repairOfExpansion(link, ledger.notationAt(link.scope)) ?? repairOfStructured(link, world, latex),
          });
    const compared = verdict.status === 'refuted' && question ? comparedIn(question, verdict) : undefined;
    const line = lineWords(document, ownSpan(document, link.span));
    ledger.recurrences.take(link, proved, refuted ? line : undefined);
    const held = {
      proved,
      refuted,
      restsOn: refuted ? line : question?.models.constraints.find((f) => f.restsOn)?.restsOn,
    };
    if (joint && question)
      ledger.assertMember(index, link, question, latex, held, index === set?.members.at(-1)?.index);
    else if (entriesNamed && again) {
      if (!proved) ledger.nameEntries(entriesNamed);
    } else if (!defines && !named)
      for (const part of entries ?? [question]) ledger.assert(index, link, part, latex, held);
    if (relation !== undefined && isOwn) {
      claims.push({
        span: link.span,
        wholeSpan: link.wholeSpan,
        formulaSpan: link.passage.span,
        latex,
        relation,
        verdict: says === '' ? verdict : { ...verdict, reason: `${verdict.reason} ${says}` },
        checker: verdict.checker,
        assumptions: question
          ? question.models.declarations.map((d) => ({ text: d.says, ...(d.span ? { span: d.span } : {}) }))
          : [],
        ...(link.scope.problem !== undefined ? { problem: link.scope.problem } : {}),
        ...(reading !== undefined ? { reading } : {}),
        ...(repair ? { repair } : {}),
        ...(compared ? { compared } : {}),
        ...(settled ? { schedule: settled.schedule } : {}),
        ...cellOf(document, link.span),
      });
    }
    yield { done: index + 1, total: links.length };
  }
  instructions.advance(Infinity, ledger, scopeAt);
  const symbols = once(() =>
    readSymbols({ document, sentences, scopeAt, heardIn, links: standing, context: ledger.context, evidence }),
  );
  const numbers = schedules
    .remaining()
    .filter(({ span }) => partAt(document, span.from) === undefined)
    .map((number) => countClaim(number, document));
  const counted = [...claims, ...numbers];
  const said = facts
    .inWords(document.assembled?.own ?? document.blocks)
    .filter(({ wholeSpan }) => !counted.some((claim) => overlaps(claim.wholeSpan, wholeSpan)))
    .map((number) => factClaim(number, document));
  const all =
    numbers.length + said.length === 0
      ? claims
      : [...counted, ...said].sort((a, b) => a.formulaSpan.from - b.formulaSpan.from);
  const shown = schedules.schedules.map((each) => ({ ...each, span: ownSpan(document, each.span) }));
  const told = [...instructions.notes, ...schedules.notes];
  const notes = [
    ...stated.notes,
    ...document.notes,
    ...told.filter(({ span }) => partAt(document, span.from) === undefined),
  ];
  return { document, claims: all, problems, schedules: shown, notes, symbols };
}

const newValue = 'This gives the letter a new value in place of the one that it had.';

/** No relation follows from one that stands in another file. */
function withinFiles(links: readonly Link[], document: SourceDocument): readonly Link[] {
  if (document.assembled === undefined) return links;
  return links.map((link) => {
    const before = link.step && links[link.step.from];
    const isNear = before && partAt(document, before.span.from) === partAt(document, link.span.from);
    return link.step && !isNear ? { ...link, step: undefined } : link;
  });
}

/** The symbols of a text, without a verdict on its claims. */
export function symbolsIn(input: AnalysisInput): SymbolIndex {
  const document = readDocument(input.text, input.language, input);
  const sentences = readSentences(document);
  const { scopeAt } = readProblems(document);
  const evidence = new Evidence();
  for (const sentence of sentences) {
    evidence.addProse(sentence.text);
    for (const passage of sentence.passages) evidence.add(passage.formula.root, scopeAt(sentence.span.from));
  }
  return readSymbols({
    document,
    sentences,
    scopeAt,
    heardIn: hearing(sentences, scopeAt),
    links: readLinks(sentences, scopeAt),
    context: new Context(),
    evidence,
  });
}

/** The spelling of the symbol that a piece of LaTeX is; undefined if it is anything else. */
export function symbolSpelling(latex: string): { readonly key: string; readonly bare: boolean } | undefined {
  const whole = { from: 0, to: latex.length };
  const { root } = readFormula(tokenize(latex, whole, {}), whole);
  if (root.kind !== 'symbol') return undefined;
  return {
    key: root.key,
    bare: root.subscripts.length === 0 && root.key === symbolLatex(root.letter, root.marks.filter(isAccent), []),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** A number in words about a schedule. */
function countClaim(
  { span, scope, verdict, reading, repair, schedule }: ScheduleNumber,
  document: SourceDocument,
): CheckedClaim {
  return {
    span,
    wholeSpan: span,
    formulaSpan: span,
    latex: document.text.slice(span.from, span.to),
    relation: 'text',
    verdict,
    checker: verdict.checker,
    assumptions: [],
    ...(scope.problem !== undefined ? { problem: scope.problem } : {}),
    ...(reading !== undefined ? { reading } : {}),
    ...(repair ? { repair } : {}),
    schedule,
    ...cellOf(document, span),
  };
}

/** A number in words that the facts beside the document state. */
function factClaim({ span, wholeSpan, scope, verdict, repair }: FactNumber, document: SourceDocument): CheckedClaim {
  return {
    span,
    wholeSpan,
    formulaSpan: wholeSpan,
    latex: document.text.slice(wholeSpan.from, wholeSpan.to),
    relation: 'text',
    verdict,
    checker: verdict.checker,
    assumptions: [],
    ...(scope.problem !== undefined ? { problem: scope.problem } : {}),
    ...(repair ? { repair } : {}),
    ...cellOf(document, span),
  };
}

/** What `rederive.yaml` beside the document states; what is wrong with it is told at the beginning. */
function statedFacts(files: Files | undefined): {
  readonly facts: readonly StatedFact[];
  readonly notes: readonly DocumentNote[];
} {
  const answer = files?.read({ path: factsFileName, use: 'facts', from: undefined });
  if (answer === undefined || answer.kind === 'missing' || answer.kind === 'outside') return { facts: [], notes: [] };
  const start = { from: 0, to: 0 };
  if (answer.kind === 'unreadable')
    return { facts: [], notes: [{ span: start, message: `${factsFileName} could not be read: ${answer.message}` }] };
  const { facts, warnings } = readFactsFile(answer.text);
  return { facts, notes: warnings.map((message) => ({ span: start, message })) };
}

function overlaps(a: Span, b: Span): boolean {
  return a.from < b.to && b.from < a.to;
}

function cellOf(document: SourceDocument, { from }: Span): Pick<CheckedClaim, 'cell'> {
  const cell = cellAt(document, from);
  return cell === undefined ? {} : { cell: cell.index };
}

/** The claim whose formula and operand stand at an offset: the innermost one. */
export function claimAt(analysis: Analysis, offset: number): CheckedClaim | undefined {
  let best: CheckedClaim | undefined;
  for (const claim of analysis.claims) {
    if (!touches(claim.wholeSpan, offset)) continue;
    if (!best || claim.wholeSpan.to - claim.wholeSpan.from <= best.wholeSpan.to - best.wholeSpan.from) best = claim;
  }
  return best;
}

/** The name of a relation in the contract; undefined for signs that state no claim of it. */
function relationName(link: Link): RelationName | undefined {
  const kind: RelationKind = link.relation.kind;
  switch (kind) {
    case '=':
    case ':=':
    case 'gets':
      return '=';
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case 'approx':
    case '~':
    case 'equiv':
    case 'in':
      return kind;
    case '<<':
      return '<';
    case '>>':
      return '>';
    case 'propto':
      return '~';
    case 'divides':
      return 'equiv';
    case 'subset':
    case 'to':
    case 'mapsto':
    case 'congruent':
    case 'similar':
    case 'parallel':
    case 'perpendicular':
      return undefined;
  }
}
