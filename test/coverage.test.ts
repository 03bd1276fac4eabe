import { describe, expect, it } from 'vitest';
import { readDocument } from '../src/document/read';
import { cues, surroundings, type CueWords } from '../src/statement/cue-words';
import { standingOf, type Standing } from '../src/statement/cues';
import { kindWords, readDirective, scheduleOptions, type Instruction } from '../src/statement/directive';
import { readLinks } from '../src/statement/read';
import { readProblems } from '../src/statement/problem';
import { readSentences } from '../src/statement/sentence';
import { annotatedDocuments } from './annotated-documents';

// The annotated documents have a verdict for every cue and every directive, as the recognisers themselves see them.

const documents = annotatedDocuments().map(({ text, language }) => readDocument(text, language));
const standings = documents.flatMap((document) =>
  readLinks(readSentences(document), readProblems(document).scopeAt).map((link) => standingOf(link.passage)),
);
const instructions = documents.flatMap(({ blocks, text, language }) =>
  blocks
    .flatMap((block) => ('content' in block ? block.content : []))
    .flatMap((inline) => (inline.kind === 'directive' ? readDirective(inline, text) : []))
    .map(({ instruction, from, to }) => ({ instruction, language, line: text.slice(from, to) })),
);

describe('the annotated documents', () => {
  it.each([...cues, ...surroundings].map((list) => [`${list.attitude}: ${list.words[0] ?? ''}, …`, list] as const))(
    'have every cue of a list (%s)',
    (_, list) => {
      expect(list.words.filter((word) => !standings.some((standing) => isCue(standing, list, word)))).toEqual([]);
    },
  );

  it('have every directive', () => {
    const told = instructions.map((i) => i.instruction);
    expect(Object.keys(instructionKinds).filter((kind) => !told.some((i) => i.kind === kind))).toEqual([]);
    const ignored = told.flatMap((i) => (i.kind === 'ignore' ? [i.what] : []));
    expect(new Set(ignored)).toEqual(new Set(['formula', 'step']));
    expect(new Set(told.flatMap((i) => (i.kind === 'switch' ? [i.on] : [])))).toEqual(new Set([true, false]));
    const declared = instructions.filter((i) => i.instruction.kind === 'declare').map((i) => i.line);
    expect(kindWords.filter((word) => !declared.some((line) => line.includes(word)))).toEqual([]);
    expect(scheduleOptions.filter((o) => !told.some((i) => i.kind === 'schedule' && i.options.has(o)))).toEqual([]);
    const bases = told.flatMap((i) => (i.kind === 'logarithm' ? [i.base === 'e' ? 'e' : i.base.text] : []));
    expect(new Set(bases)).toEqual(new Set(['e', '2', '10']));
    expect(new Set(instructions.map((i) => i.language))).toEqual(new Set(['markdown', 'latex']));
  });
});

/** Whether it was this word of the list that decided. */
function isCue({ attitude, cue }: Standing, list: CueWords, word: string): boolean {
  if (attitude !== list.attitude || cue === undefined) return false;
  if (cues.includes(list)) return new RegExp(`^(?:${word})$`, 'i').test(cue);
  const phrase = list.phrase.replace('[^.;]*$', '').replace('WORDS', () => word);
  return new RegExp(phrase, 'i').exec(cue)?.index === 0;
}

/** One entry for each kind of instruction, so that a new one is asked for here. */
const instructionKinds: Readonly<Record<Instruction['kind'], true>> = {
  assume: true,
  declare: true,
  logarithm: true,
  ignore: true,
  switch: true,
  context: true,
  schedule: true,
  'not understood': true,
};
