import { describe, expect, it } from 'vitest';
import { MacroTable } from '../../src/tex/macros';
import { tokenize } from '../../src/tex/tokenize';
import { tokensText } from '../document/outline';

function expand(formula: string, definitions = ''): string {
  const table = new MacroTable();
  table.collect(definitions, { from: 0, to: definitions.length });
  return tokensText(table.expand(tokenize(formula, { from: 0, to: formula.length })).tokens);
}

describe('definitions', () => {
  it.each([
    ['\\newcommand{\\R}{\\mathbb{R}}', '\\R', '\\mathbb{R}'],
    ['\\newcommand\\R{\\mathbb R}', '\\R^2', '\\mathbb R^2'],
    ['\\newcommand*{\\half}{\\frac12}', '\\half+1', '\\frac12+1'],
    ['\\newcommand{\\f}[2]{\\frac{#1}{#2}}', '\\f{a}b', '\\frac{a}{b}'],
    ['\\newcommand{\\n}[2][2]{\\|#2\\|_{#1}}', '\\n{x}+\\n[1]y', '\\|x\\|_{2}+\\|y\\|_{1}'],
    ['\\providecommand{\\a}{1}\\providecommand{\\a}{2}', '\\a', '1'],
    ['\\newcommand{\\a}{1}\\renewcommand{\\a}{2}', '\\a', '2'],
    ['\\def\\R{\\mathbb R}', '\\R', '\\mathbb R'],
    ['\\def\\p#1,#2;{(#1|#2)}', '\\p a,{b,c};d', '(a|b,c)d'],
    ['\\def\\sq#1{#1^2}', '\\sq x', 'x^2'],
    ['\\DeclareMathOperator{\\Var}{Var}', '\\Var(x)', '\\operatorname{Var}(x)'],
    ['\\DeclareMathOperator*{\\argmax}{arg\\,max}', '\\argmax', '\\operatorname*{arg\\,max}'],
    ['\\DeclarePairedDelimiter\\norm{\\lVert}{\\rVert}', '\\norm{x}', '\\left\\lVert x\\right\\rVert'],
    ['\\DeclarePairedDelimiter{\\abs}{|}{|}', '\\abs*{x}+\\abs[\\big]{y}', '\\left|x\\right|+\\left|y\\right|'],
    ['\\let\\phi\\varphi', '\\phi', '\\varphi'],
    ['\\newcommand{\\a}{1}\\let\\b=\\a\\renewcommand{\\a}{2}', '\\a\\b', '21'],
    ['\\let\\old\\vec\\renewcommand{\\vec}[1]{\\old{#1}}', '\\vec{x}', '\\vec{x}'],
    ['\\NewDocumentCommand{\\d}{O{x} m}{\\frac{d#2}{d#1}}', '\\d f', '\\frac{df}{dx}'],
    ['\\newenvironment{s}[1][x]{\\begin{proof}}{\\end{proof}}\\def\\a{1}', '\\a', '1'],
    ['% \\def\\a{1}\n\\def\\b{2}', '\\a\\b', '\\a2'],
    ['\\newcommand{\\x}{\\y}\\newcommand{\\y}{z}', '\\x', 'z'],
    ['\\def\\e{\\expandafter}\\newcommand{\\a', '\\e\\a', '\\expandafter\\a'],
  ])('%s: %s is %s', (definitions, formula, expected) => expect(expand(formula, definitions)).toBe(expected));

  it('takes effect within a formula, from where it stands', () => {
    expect(expand('\\a\\newcommand{\\a}{1}\\a')).toBe('\\a1');
  });
  it('may stand in the body of another macro', () => {
    expect(expand('\\make\\a', '\\newcommand{\\make}{\\def\\a##1{[##1]}}')).toBe('\\a');
    expect(expand('\\make\\a x', '\\newcommand{\\make}{\\def\\a##1{[##1]}}')).toBe('[x]');
  });
});

describe('expansion', () => {
  it('leaves what is not defined as a command', () => expect(expand('\\foo{x}')).toBe('\\foo{x}'));
  it('leaves a call without its arguments as a command', () => {
    expect(expand('{\\f}+1', '\\newcommand{\\f}[2]{#1#2}')).toBe('{\\f}+1');
    expect(expand('\\p a', '\\def\\p#1;{#1}')).toBe('\\p a');
  });
  it('gives tokens of the body the place of the call, and tokens of arguments their own', () => {
    const definitions = '\\newcommand{\\sq}[1]{#1^2}';
    const table = new MacroTable();
    table.collect(definitions, { from: 0, to: definitions.length });
    const { tokens } = table.expand(tokenize('a\\sq{x}b', { from: 0, to: 8 }));
    expect(tokens.map((t) => [t.text, t.span.from, t.span.to, t.expanded])).toEqual([
      ['a', 0, 1, false],
      ['x', 5, 6, false],
      ['^', 1, 7, true],
      ['2', 1, 7, true],
      ['b', 7, 8, false],
    ]);
  });

  function notes(formula: string): [string, string[]] {
    const { tokens, notes: found } = new MacroTable().expand(tokenize(formula, { from: 0, to: formula.length }));
    return [tokensText(tokens), found.map((n) => `${n.span.from} ${n.message}`)];
  }

  it('ends for a macro that calls itself, and reads on', () => {
    expect(notes('\\def\\a{1}\\def\\foo{x\\foo}\\foo{y}+\\a')).toEqual([
      '\\foo{y}+1',
      ['24 `\\foo` expands without end, so it is read as an unknown command.'],
    ]);
  });
  it('ends for macros that double', () => {
    const letters = [...'abcdefghijklmnopqrstuvw'];
    const doubling = letters
      .map((l, i) => `\\def\\${l}{\\${letters[i + 1] ?? 'x'}\\${letters[i + 1] ?? 'x'}}`)
      .join('');
    const [text, found] = notes(`${doubling}\\a+1`);
    expect(text).toBe('\\a+1');
    expect(found).toHaveLength(1);
  });
  it('ends for a macro that doubles its argument', () => {
    expect(notes('\\def\\a#1{\\a{#1#1}}\\a{x}')[0]).toBe('\\a{x}');
  });
  it('says so once, until the macro is defined again', () => {
    const table = new MacroTable();
    const read = (formula: string): [string, number] => {
      const { tokens, notes: found } = table.expand(tokenize(formula, { from: 0, to: formula.length }));
      return [tokensText(tokens), found.length];
    };
    expect(read('\\def\\a{\\a}\\a')).toEqual(['\\a', 1]);
    expect(read('\\a')).toEqual(['\\a', 0]);
    expect(read('\\def\\a{b}\\a')).toEqual(['b', 0]);
  });
  it('expands many small calls in a long formula', () => {
    expect(expand('\\a'.repeat(5000), '\\def\\a{xy}')).toBe('xy'.repeat(5000));
  });
});
