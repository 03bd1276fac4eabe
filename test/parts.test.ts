import { describe, expect, it } from 'vitest';
import { analyze, type Analysis } from '../src/analysis';
import type { Language } from '../src/document/document';
import type { Files } from '../src/document/files';
import { definition } from '../src/features/definition';
import { highlights } from '../src/features/highlights';
import { hover } from '../src/features/hover';
import { prepareRename, rename } from '../src/features/rename';
import { placed } from '../src/document/parts';

/** Files in memory; `\input{a}` finds `a.tex`. */
function around(files: Readonly<Record<string, string>>): Files {
  return {
    own: 'main',
    read: ({ path }) => {
      if (path.startsWith('..')) return { kind: 'outside' };
      const name = [path, `${path}.tex`].find((each) => each in files || each === 'main');
      if (name === undefined) return { kind: 'missing' };
      return { kind: 'text', id: name, name, text: files[name] ?? '' };
    },
  };
}

function read(text: string, files: Readonly<Record<string, string>>, language: Language = 'latex'): Analysis {
  return analyze({ text, language, files: around(files) });
}

const statuses = (analysis: Analysis) =>
  analysis.claims.map(({ latex, verdict }) => `${latex}: ${verdict.status}`).filter((line) => !line.endsWith('given'));
const notes = (analysis: Analysis) =>
  analysis.notes.map(({ span, message }) => `${analysis.document.lines.position(span.from).line + 1}: ${message}`);
const hovered = (analysis: Analysis, words: string) =>
  hover(analysis, analysis.document.text.indexOf(words), () => undefined)?.markdown.replaceAll('\\', '') ?? '';

describe('a file that is taken in', () => {
  it('brings its macros, definitions and assumptions, from the line on', () => {
    const text = [
      '\\section*{Solution}',
      'We have $\\sqrt{x^2} + 1 = x + 1 = 1 + x$.',
      '',
      '\\input{notation}',
      'So $\\sqrt{x^2} + 1 = x + 1 = 1 + x$, $\\half + \\half = 2$ and $f(3) + 0 = 9$.',
    ].join('\n');
    const notation = '\\newcommand{\\half}{\\frac12} Let $x > 0$ and define $f(t) = t^2$.';
    expect(statuses(read(text, { 'notation.tex': notation }))).toEqual([
      '\\sqrt{x^2} + 1 = x + 1: conditional',
      'x + 1 = 1 + x: proved',
      '\\sqrt{x^2} + 1 = x + 1: proved',
      'x + 1 = 1 + x: proved',
      '\\half + \\half = 2: refuted',
      'f(3) + 0 = 9: proved',
    ]);
  });

  it('is not reported on itself: neither its claims nor its problems nor its notes', () => {
    const analysis = read('\\input{wrong}\nSo $2 + 2 = 4$.', {
      'wrong.tex': '\\section*{Problem 7}\nSo $1 + 1 = 3$. An open $x',
    });
    expect(statuses(analysis)).toEqual(['2 + 2 = 4: proved']);
    expect(analysis.problems).toEqual([]);
    expect(notes(analysis)).toEqual([]);
  });

  it('may take in further files, of either markup', () => {
    const analysis = read(
      '<!-- rederive: context a.md -->\n\nSo $y + 0 = 3$ and $z + 0 = 5$.',
      {
        'a.md': 'Let $y = 3$.\n\n<!-- rederive: context b.tex -->\n',
        'b.tex': '\\newcommand{\\five}{5}Let $z = \\five$.',
      },
      'markdown',
    );
    expect(statuses(analysis)).toEqual(['y + 0 = 3: proved', 'z + 0 = 5: proved']);
  });

  it('keeps what its own problems say to itself', () => {
    const analysis = read(
      '\\include{one}\n\\section*{Problem 2}\n\\paragraph{Solution.} So $\\sqrt{x^2} + 1 = x + 1 = 1 + x$.',
      {
        'one.tex': '\\section*{Problem 1}\nLet $x > 0$.',
      },
    );
    expect(statuses(analysis)).toEqual(['\\sqrt{x^2} + 1 = x + 1: conditional', 'x + 1 = 1 + x: proved']);
  });

  it('ends its sentences and its steps with itself', () => {
    const analysis = read('\\input{eq}\n\\[ x = 5. \\]', { 'eq.tex': 'We know that\n\\[ x + 1 = 3 \\]' });
    expect(statuses(analysis)).toEqual(['x = 5: unknown']);
  });

  it('has a preamble of its own as \\subfile', () => {
    const analysis = read('\\subfile{ch}\nSo $\\ten + 0 = 11$.', {
      'ch.tex': '\\documentclass[main]{subfiles}\n\\newcommand{\\ten}{10}\n\\begin{document}\nText.\n\\end{document}',
    });
    expect(statuses(analysis)).toEqual(['\\ten + 0 = 11: refuted']);
  });

  it('is named where its statements are used', () => {
    const analysis = read('\\input{given}\nSo $\\sqrt{x^2} + 1 = x + 1 = 1 + x$.', { 'given.tex': '\n\nLet $x > 0$.' });
    expect(hovered(analysis, 'x + 1 =')).toContain('Uses: x > 0 (line 3 of given.tex)');
    const introduced = definition(analysis, analysis.document.text.indexOf('x + 1'));
    const { part } = placed(analysis.document, introduced ?? { from: 0, to: 0 });
    expect(part?.name).toBe('given.tex');
    expect(highlights(analysis, analysis.document.text.indexOf('x + 1'))).toHaveLength(3);
    expect(prepareRename(analysis, analysis.document.text.indexOf('x + 1'))).toEqual({
      kind: 'refused',
      message: 'x also stands on line 3 of given.tex, which is taken in here.',
    });
  });

  it('does not hinder the renaming of other symbols', () => {
    const text = '\\input{given}\nSo $y + \\one = \\one + y$.';
    const analysis = read(text, { 'given.tex': 'Let $x > 0$.\\newcommand{\\one}{1}' });
    expect(rename(analysis, text.indexOf('y +'), 'z')).toMatchObject({ kind: 'edits', edits: [{}, {}] });
  });
});

describe('a file that cannot be taken in', () => {
  it('is named at the line', () => {
    const analysis = read('Text.\n\\input{nowhere}\n\\input{../secret}\n\\input{loop}\n\\include{main}', {
      'loop.tex': '\\input{loop}',
    });
    expect(notes(analysis)).toEqual([
      '2: “nowhere” is not there.',
      '3: “../secret” is not read: it lies outside the folders that may be read.',
      '4: “loop” takes itself in; it is not read again here. (in loop.tex)',
      '5: “main” takes itself in; it is not read again here.',
    ]);
  });

  it('may restrict the symbols: no red that rests on them', () => {
    const text = '$2 + 2 = 4 = 5$ \\input{nowhere} So $2 + 2 = 5$ and $x + 1 = x + 2 = x + 3$.';
    expect(statuses(read(text, {}))).toEqual([
      '2 + 2 = 4: proved',
      '4 = 5: refuted',
      '2 + 2 = 5: refuted',
      'x + 1 = x + 2: unknown',
      'x + 2 = x + 3: unknown',
    ]);
  });

  it('is no matter in a preamble or as a drawing', () => {
    const text = '\\input{pkg}\n\\begin{document}\n\\input{fig.tikz} So $x + 1 = x + 2 = 3 + x$.\n\\end{document}';
    expect(statuses(read(text, {}))).toEqual(['x + 1 = x + 2: refuted', 'x + 2 = 3 + x: refuted']);
    expect(notes(read(text, {}))).toEqual(['1: “pkg” is not there.']);
  });

  it('says so where there are no files at all', () => {
    const analysis = analyze({ text: '<!-- rederive: context a.md -->\n\n$x$', language: 'markdown' });
    expect(notes(analysis)).toEqual([
      '1: “a.md” is not read: there are no files here. State in this document what is in force.',
    ]);
  });

  it('stops at endless chains of files', () => {
    const files: Files = {
      own: undefined,
      read: ({ path, use }) =>
        use === 'facts'
          ? { kind: 'missing' }
          : { kind: 'text', id: path, name: path, text: `\\input{${path}x} \\input{${path}y}` },
    };
    const analysis = analyze({ text: '\\input{a}', language: 'latex', files });
    expect(analysis.notes.every(({ message }) => message.includes('too many files'))).toBe(true);
    expect(analysis.document.assembled?.parts.length).toBeLessThanOrEqual(60);
  });
});
