import { describe, expect, it } from 'vitest';
import { readLatex } from '../../src/document/latex';
import { MacroTable } from '../../src/tex/macros';
import { messages, outline } from './outline';

function read(...lines: string[]): string[] {
  return outline(readLatex(lines.join('\n')));
}

function notes(...lines: string[]): string[] {
  return messages(readLatex(lines.join('\n')));
}

describe('paragraphs', () => {
  it('end at blank lines and \\par', () =>
    expect(read('a', 'b', '', ' ', 'c\\par d')).toEqual(['p a\nb', 'p c', 'p d']));
  it('are not ended by a comment', () => expect(read('a', '% $b', 'c % d', '', 'e')).toEqual(['p a\n|\nc', 'p e']));
  it('leave formatting commands out', () => {
    expect(read('\\emph{a} \\textbf{b $x$} {\\bf c} d\\footnote{e}')).toEqual(['p a| |*b *|<x>| |*c*| d|e']);
  });
  it('keep escaped signs', () => expect(read('5\\% of \\$3 \\& \\#1\\_a')).toEqual(['p 5|% of |$3 |& |#1|_a']));
  it('keep letters under accents', () => expect(read('caf\\\'e na\\"{\\i}ve \\c{c}a')).toEqual(['p caf|e na|ve |c|a']));
  it('keep quotation marks, dashes and ties', () => expect(read("``a'' --- b~c")).toEqual(["p ``a'' --- b~c"]));
  it('leave line ends with a length out', () => expect(read('a\\\\[2pt] b \\\\ [3] c')).toEqual(['p a| b | [3] c']));
  it('leave unknown commands and their options out', () => expect(read('\\foo[x]{a} \\bar b')).toEqual(['p a| |b']));
  it('take references and pictures as code', () => {
    expect(read('see~\\ref{a} and \\cite[p.~2]{b}: \\includegraphics[width=1cm]{c}.')).toEqual([
      'p see~|«\\ref{a}»| and |«\\cite[p.~2]{b}»|: |«\\includegraphics[width=1cm]{c}»|.',
    ]);
  });
  it('show the text of links', () =>
    expect(read('\\href{http://a/b%20c}{text} $x$')).toEqual(['p «\\href{http://a/b%20c}»|text| |<x>']));
  it('leave layout out', () => expect(read('\\vspace{1cm}a\\hspace*{2em}b \\textcolor{red}{c}')).toEqual(['p a|b |c']));
});

describe('formulas', () => {
  it.each([
    ['$x$, \\(y\\), \\[z\\] and $$w$$', 'p <x>|, |<y>|, |<<z>>| and |<<w>>'],
    ['\\begin{align*}a &= b \\\\ c\\end{align*}', 'p <<align*a &= b \\\\ c>>'],
    ['\\begin{equation}\\begin{split}a\\end{split}\\end{equation}', 'p <<equation\\begin{split}a\\end{split}>>'],
    ['\\begin{math}a\\end{math} \\begin{displaymath}b\\end{displaymath}', 'p <a>| |<<displaymathb>>'],
    ['\\begin{alignat*}{3} a \\end{alignat*}', 'p <<alignat*a>>'],
    ['$\\text{if $x$}$ and $$\\mbox{$a$$b$}$$', 'p <\\text{if $x$}>| and |<<\\mbox{$a$$b$}>>'],
    ['$\\$5$ and \\$', 'p <\\$5>| and |$'],
    ['\\ensuremath{x_1}', 'p <x_1>'],
    ['$ a $', 'p <a>'],
  ])('%s', (text, expected) => expect(read(text)).toEqual([expected]));

  it('may have comments inside', () => expect(read('\\[a % $b \\]', '+ c\\]')).toEqual(['p <<a + c>>']));
  it('are displays in the middle of a paragraph', () =>
    expect(read('so', '\\[x\\]', 'holds')).toEqual(['p so\n|<<x>>|\nholds']));
});

describe('code', () => {
  it.each(['verbatim', 'lstlisting', 'minted', 'comment', 'tikzpicture', 'asy'])('is %s', (name) => {
    const code = `\\begin{${name}}\n% $x$ \\end{proof}\n\n\\end{${name}}`;
    expect(read('a', code, 'b')).toEqual(['p a', `code ${JSON.stringify(code)}`, 'p b']);
  });
  it('is \\verb', () =>
    expect(read('\\verb|$%| and \\verb*+\\[+ $x$')).toEqual(['p «\\verb|$%|»| and |«\\verb*+\\[+»| |<x>']));
  it('reaches to the end if it is not closed', () => {
    expect(read('\\begin{verbatim}', '$x$')).toEqual(['code "\\\\begin{verbatim}\\n$x$"']);
    expect(notes('\\begin{verbatim}', '$x$')).toEqual(['1:1 `\\begin{verbatim}` is not closed.']);
  });
});

describe('structure', () => {
  it('has levels that count from the outermost command in use', () => {
    expect(read('\\section*{A $x$}', '\\subsection[s]{B \\textbf{c}}', '\\paragraph{D}e')).toEqual([
      'h1 A |<x>',
      'h2 B |*c*',
      'h4 D',
      'p e',
    ]);
    expect(read('\\part{A}\\chapter{B}\\section{C}')).toEqual(['h1 A', 'h2 B', 'h3 C']);
  });
  it('has a heading to the end of the line while its brace is missing', () =>
    expect(read('\\section{A', 'b')).toEqual(['h1 A', 'p b']));
  it('knows the begin and end of problems and proofs, with their titles', () => {
    expect(
      read(
        '\\begin{problem}[Limits]',
        'a',
        '\\end{problem}',
        '\\begin{exercise}{2.1}b\\end{exercise}',
        '\\begin{proof}c\\end{proof}',
      ),
    ).toEqual([
      'begin problem "Limits"',
      'p a',
      'end problem',
      'begin exercise "2.1"',
      'p b',
      'end exercise',
      'begin proof',
      'p c',
      'end proof',
    ]);
  });
  it('numbers the items of lists', () => {
    const inner = ['\\begin{enumerate}', '\\item b', '\\item c', '\\end{enumerate}'];
    expect(
      read('\\begin{enumerate}', '\\item a', ...inner, '\\item[(z)] d', '', 'e', '\\item f', '\\end{enumerate}', 'g'),
    ).toEqual(['>p [1 1.] a', '>>p [2 (a)] b', '>>p [2 (b)] c', '>p [1 (z)] d', '>p e', '>p [1 2.] f', 'p g']);
  });
  it.each([
    ['[label=(\\alph*)]', '(a)', '(b)'],
    ['[label={\\bfseries \\Roman*.}, start=1]', 'I.', 'II.'],
    ['[(i)]', '(i)', '(ii)'],
    ['[A)]', 'A)', 'B)'],
    ['[1.]', '1.', '2.'],
    ['[nosep]', '1.', '2.'],
  ])('numbers items as %s says', (option, first, second) => {
    expect(read(`\\begin{enumerate}${option}`, '\\item a', '\\item b', '\\end{enumerate}')).toEqual([
      `>p [1 ${first}] a`,
      `>p [1 ${second}] b`,
    ]);
  });
  it('knows the questions and parts of the exam class', () => {
    expect(
      read('\\begin{questions}\\question[5] a \\begin{parts}\\part b \\part[2] c\\end{parts}\\end{questions}'),
    ).toEqual(['>p [1 1.] a', '>>p [2 (a)] b', '>>p [2 (b)] c']);
  });
  it('keeps an item that begins with another list', () => {
    expect(read('\\begin{itemize}\\item\\begin{itemize}\\item a\\end{itemize}\\end{itemize}')).toEqual([
      '>p [1 -] ',
      '>>p [2 -] a',
    ]);
  });
  it('takes each cell of a table as a paragraph', () => {
    expect(
      read('\\begin{tabular}{l|l}', 'a & $b$ \\\\ \\hline', 'c & 1\\&2 \\\\[1ex]', '\\end{tabular}', 'd & e'),
    ).toEqual(['p a', 'p <b>', 'p c', 'p 1|&2', 'p d & e']);
  });
  it('counts quotes as depth', () => expect(read('\\begin{quote}a\\end{quote}b')).toEqual(['>p a', 'p b']));
  it('does not show environments of layout', () => {
    expect(read('\\begin{center}a\\end{center}\\begin{minipage}[t]{5cm}b\\end{minipage}')).toEqual(['p a', 'p b']);
  });
  it('ends what is left open in an environment', () => {
    expect(read('\\begin{proof}\\begin{itemize}\\item {\\bf a\\end{proof} b \\end{itemize}')).toEqual([
      'begin proof',
      '>p [1 -] *a*',
      'end proof',
      'p b',
    ]);
  });
});

describe('the preamble', () => {
  const document = [
    '\\documentclass{article}',
    '\\input{macros}',
    '% \\newcommand{\\R}{1}',
    '\\newcommand{\\R}{\\mathbb{R}}',
    '\\begin{document}',
  ];

  it('is read for macros and files only', () => {
    const read = readLatex([...document, '$\\R$ \\input{part} \\include{other}', '\\end{document}', '$x$'].join('\n'));
    expect(outline(read)).toEqual(['p <\\mathbb{R}>| |«\\input{part}»| |«\\include{other}»']);
    expect(read.inputs?.map((input) => input.path)).toEqual(['macros', 'part', 'other']);
  });
  it('may be absent', () =>
    expect(read('\\newcommand{\\R}{\\mathbb{R}} $\\R$')).toEqual([
      'p «\\newcommand{\\R}{\\mathbb{R}}»| |<\\mathbb{R}>',
    ]));
  it('adds to the macros of another file', () => {
    const macros = new MacroTable();
    macros.collect('\\def\\R{r}', { from: 0, to: 9 });
    expect(outline(readLatex('$\\R\\def\\S{s}$', { macros }))).toEqual(['p <r>']);
    expect(macros.get('S')).toBeDefined();
  });
  it('may define operators and delimiters', () => {
    expect(
      read(
        '\\DeclareMathOperator{\\Var}{Var}',
        '\\DeclarePairedDelimiter\\abs{|}{|}',
        '\\begin{document}',
        '$\\Var\\abs{x}$',
      ),
    ).toEqual(['p <\\operatorname{Var}\\left|x\\right|>']);
  });
});

describe('directives', () => {
  it('are comments', () => {
    expect(read('% rederive: assume x > 0', '', 'a %rederive:ignore', 'b')).toEqual([
      'p @assume x > 0@',
      'p a |@ignore@|\nb',
    ]);
  });
});

describe('notes', () => {
  it('name what is not closed, and the rest is read', () => {
    const text = ['$x and', '', '\\(y', '', '\\[ z', '', '\\[w\\] \\begin{align} a', '', '\\begin{lemma} $b$'];
    expect(notes(...text)).toEqual([
      '1:1 This `$` is not closed in its paragraph.',
      '3:1 This `\\(` is not closed by `\\)` in its paragraph.',
      '5:1 This `\\[` is not closed by `\\]`.',
      '7:7 `\\begin{align}` is not closed by `\\end{align}`.',
      '9:1 `\\begin{lemma}` is not closed by `\\end{lemma}`.',
    ]);
    expect(read(...text)).toEqual([
      'p $x and',
      'p y',
      'p z',
      'p <<w>>| |«\\begin{align}»| a',
      'begin lemma',
      'p <b>',
      'end lemma',
    ]);
  });
  it('do not let a dollar reach into the next item', () => {
    expect(read('\\begin{itemize}\\item costs $5 \\item $x$\\end{itemize}')).toEqual([
      '>p [1 -] costs $5',
      '>p [1 -] <x>',
    ]);
  });
  it('name a display that is not closed', () => {
    const text = ['$$ a', '', 'Some words stand here.', '', '$$b$$'];
    expect(notes(...text)).toEqual(['1:1 This `$$` is not closed.']);
    expect(read(...text)).toEqual(['p $$ a', 'p Some words stand here.', 'p <<b>>']);
  });
});
