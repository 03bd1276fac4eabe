import type { LabelSign, Sign } from './sign';

/** What follows a sign, where that decides what the sign means. */
export interface Prospect {
  /** Of a label: a solution begins before the next label or problem (numbers of lists in between do not count). */
  readonly answered: boolean;
  /** Of a number: a solution or a lettered part begins before the next number. */
  readonly developed: boolean;
  /** Of a letter: letters of the same form start at (a) again before any solution, so these here only enumerate. */
  readonly enumerates: boolean;
  /** The letter of the first part that follows in the same problem. */
  readonly nextPart: string | undefined;
  /** How many headings and paragraphs follow before the next label or solution. */
  readonly blocks: number;
}

/** The prospects of all signs, index by index. */
export function readProspects(signs: readonly Sign[]): readonly Prospect[] {
  const prospects: Prospect[] = [];
  let answered = false;
  let developed: 'weakly' | 'surely' | undefined;
  const restarts = new Set<string>();
  let nextPart: string | undefined;
  let blocks = 0;
  for (let index = signs.length - 1; index >= 0; index--) {
    const sign = signs[index];
    if (!sign) continue;
    const surely =
      developed === 'surely' || (developed === 'weakly' && sign.kind === 'label' && sign.form.style !== 'item');
    prospects[index] = {
      answered,
      developed: surely,
      enumerates: sign.kind === 'label' && restarts.has(formOf(sign)),
      nextPart,
      blocks,
    };
    blocks = sign.kind === 'label' || sign.kind === 'solution' ? 0 : sign.kind === 'block' ? blocks + 1 : blocks;
    const opens = isEnvironment(sign);
    if (sign.kind === 'solution' || opens === 'solution') {
      answered = true;
      developed = sign.kind === 'solution' && sign.word === 'answer' ? 'weakly' : 'surely';
      restarts.clear();
    } else if (opens === 'problem') {
      answered = false;
      developed = undefined;
      restarts.clear();
      nextPart = undefined;
    } else if (sign.kind === 'label') {
      const letter = partLetter(sign);
      if (letter !== undefined) {
        answered = false;
        developed = 'surely';
        if (letter === 'a') restarts.add(formOf(sign));
        nextPart = letter;
        continue;
      }
      developed = undefined;
      restarts.clear();
      if (!isBareNumber(sign) || sign.form.style === 'heading') {
        answered = false;
        nextPart = undefined;
      }
    }
  }
  return prospects;
}

/** The letter of a label that is nothing but a part: "(b)", "Part b". */
export function partLetter(sign: LabelSign): string | undefined {
  const first = sign.label.path[0];
  return sign.label.word !== 'problem' && first?.style === 'letter' ? first.text : undefined;
}

/** "2." of a list, a heading or a paragraph, without a keyword and without a letter behind it. */
export function isBareNumber(sign: LabelSign): boolean {
  return sign.label.word === undefined && sign.label.path.length === 1 && sign.label.path[0]?.style === 'number';
}

function formOf(sign: LabelSign): string {
  return `${sign.form.style} ${sign.form.depth}`;
}

function isEnvironment(sign: Sign): 'problem' | 'solution' | 'theorem' | undefined {
  return sign.kind === 'begin' ? sign.role : undefined;
}
