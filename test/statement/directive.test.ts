import { describe, expect, it } from 'vitest';
import { readDirective, type Instruction } from '../../src/statement/directive';

/** The directive of a comment `<!-- rederive: … -->` around the text. */
function read(text: string) {
  const source = `x > 0\n<!-- rederive: ${text} -->`;
  const span = { from: 6, to: source.length };
  return { source, found: readDirective({ kind: 'directive', span, text }, source) };
}

function tell(instruction: Instruction): string {
  switch (instruction.kind) {
    case 'assume':
      return `assume ${instruction.formula.text}`;
    case 'declare':
      return `declare ${instruction.names.map((n) => n.text).join(' ')}: ${[instruction.symbolKind, ...Object.keys(instruction.domain).sort()].join(' ')}`;
    case 'logarithm':
      return `logarithm ${instruction.base === 'e' ? 'e' : instruction.base.text}`;
    case 'ignore':
      return `ignore ${instruction.what}`;
    case 'switch':
      return instruction.on ? 'on' : 'off';
    case 'context':
      return `context ${instruction.file}`;
    case 'schedule':
      return [...instruction.options].map(([key, value]) => `${key} ${value}`).join(', ');
    case 'not understood':
      return instruction.message;
  }
}

describe('directives', () => {
  it.each([
    ['assume x > 0', 'assume x > 0'],
    ['let x = 3', 'assume x = 3'],
    ['let W \\in \\mathbb{R}^{m}', 'assume W \\in \\mathbb{R}^{m}'],
    ['let n integer', 'declare n: integer integer'],
    ['let a, b_1 be positive even integers', 'declare a b_1: integer integer parity positive'],
    ['let x real', 'declare x: scalar real'],
    ['let $z$ complex', 'declare z: scalar complex'],
    ['let \\theta nonzero', 'declare \\theta: scalar nonzero'],
    ['let f function', 'declare f: function'],
    ['let v vector', 'declare v: vector'],
    ['let a be a real number', 'declare a: scalar real'],
    ['let log base 2', 'logarithm 2'],
    ['let log natural', 'logarithm e'],
    ['ignore', 'ignore formula'],
    ['ignore step', 'ignore step'],
    ['off', 'off'],
    ['on', 'on'],
    ['context notes/lecture 3.md', 'context notes/lecture 3.md'],
    ['schedule layers=10 every=5 fwd=20ns', 'layers 10, every 5, fwd 20ns'],
  ])('%s', (text, expected) => {
    expect(read(text).found.map((f) => tell(f.instruction))).toEqual([expected]);
  });

  it.each([
    [
      'assum x',
      '“assum x” is not a directive; there are: `assume x > 0`, `let n integer`, `let log base 2`, `ignore`, `ignore step`, `off`, `on`, `context notes.md`, `schedule layers=10 every=5`.',
    ],
    ['assume', '`assume` needs a relation, as in `assume x > 0`.'],
    ['ignore this', '`ignore this` is not a directive; there are `ignore` for the next formula and `ignore step`.'],
    [
      'let n interesting',
      '`let n interesting` is not understood; write `let n integer`, with one or more of integer, positive, negative, nonzero, even, odd, real, complex, constant, vector, matrix, function, or `let log base 2`.',
    ],
    [
      'schedule layer=10',
      '“layer=10” is not an option of `schedule`; there are `layers=…`, `every=…`, `keep=…`, `slots=…`, `strategy=…`, `fwd=…`, `loadmem=…`, `loaddisk=…`, `needs=…`.',
    ],
    ['context', '`context` needs the name of a file, as in `context notes.md`.'],
  ])('not understood: %s', (text, expected) => {
    expect(read(text).found.map((f) => tell(f.instruction))).toEqual([expected]);
  });

  it('reads a block line by line and knows where each formula stands', () => {
    const { source, found } = read('assume x > 0\n  let n, m integer\n\noff');
    expect(found.map((f) => source.slice(f.from, f.to))).toEqual(['assume x > 0', 'let n, m integer', 'off']);
    const places = found.flatMap(({ instruction: i }) =>
      i.kind === 'assume' ? [i.formula] : i.kind === 'declare' ? i.names : [],
    );
    expect(places.map((p) => source.slice(p.from, p.from + p.text.length))).toEqual(['x > 0', 'n', 'm']);
  });

  it('says of an empty directive what there is', () => {
    expect(read('').found.map((f) => tell(f.instruction))[0]).toMatch(
      /^The directive is empty; there are: `assume x > 0`/,
    );
  });
});
