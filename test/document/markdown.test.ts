import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../src/document/markdown';
import { messages, outline } from './outline';

function read(...lines: string[]): string[] {
  return outline(readMarkdown(lines.join('\n')));
}

function notes(...lines: string[]): string[] {
  return messages(readMarkdown(lines.join('\n')));
}

describe('inline formulas', () => {
  it.each([
    ['so $x+1$ holds', 'p so |<x+1>| holds'],
    ['so \\(x_1*y*z\\) holds', 'p so |<x_1*y*z>| holds'],
    ['$x_1*y*z$ and $a_2*b*c$', 'p <x_1*y*z>| and |<a_2*b*c>'],
    ['$[1,2](3)$', 'p <[1,2](3)>'],
    ['$a<b$ and $c>d$', 'p <a<b>| and |<c>d>'],
    ['$x$,$y$', 'p <x>|,|<y>'],
    ['$x\\$y$', 'p <x\\$y>'],
    ['$\\text{if $y$}$', 'p <\\text{if $y$}>'],
    ['$\\boxed{$14}$', 'p <\\boxed{$14}>'],
    ['$`a_b`$ too', 'p <a_b>| too'],
    ['the answer is \\boxed{6_3}.', 'p the answer is |<\\boxed{6_3}>|.'],
    ['\\begin{pmatrix} 1 \\end{pmatrix}', 'p \\begin{pmatrix} 1 \\end{pmatrix}'],
  ])('%s', (text, expected) => expect(read(text)).toEqual([expected]));

  it('reach over the end of a line', () =>
    expect(read('so \\(a', '+ b\\) and $a', '- b$')).toEqual(['p so |<a + b>| and |<a - b>']));
  it('do not leave their paragraph', () => expect(read('a $x', '', 'y$ b')).toEqual(['p a $x', 'p y$ b']));
  it('do not leave their list item', () =>
    expect(read('- a $x', '- y$ b')).toEqual(['>p [1 -] a $x', '>p [1 -] y$ b']));
});

describe('dollars that are prices', () => {
  it.each([
    ['costs $5 and $6, so $x = 11$', 'p costs $5 and $6, so |<x = 11>'],
    ['\\$5 and \\$6', 'p $5 and |$6'],
    ['$20,000 and USD$30,000', 'p $20,000 and USD$30,000'],
    ['($5) and ($6)', 'p ($5) and ($6)'],
    ['it is $5 (or so) and ($x$)', 'p it is $5 (or so) and (|<x>|)'],
    ['from $1-$2', 'p from $1-$2'],
    ['a $ b $ c', 'p a $ b $ c'],
  ])('%s', (text, expected) => expect(read(text).join('').replaceAll('|$', '$')).toBe(expected.replaceAll('|$', '$')));
});

describe('displays', () => {
  it('are no headings, lists or quotes inside', () => {
    expect(read('$$', 'a', '=', '- b', '+ c', '> d', '# e', '1. f', '* g', '$$')).toEqual([
      'p <<a = - b + c > d # e 1. f * g>>',
    ]);
    expect(read('\\[', 'a', '=', '- b', '---', '\\]')).toEqual(['p <<a = - b --->>']);
  });
  it('may have blank lines inside', () => {
    expect(read('$$', 'a', '', '= b', '', '- c', '$$')).toEqual(['p <<a = b - c>>']);
    expect(read('\\[', '', 'a', '', '\\]')).toEqual(['p <<a>>']);
  });
  it('may stand in the middle of a paragraph', () => {
    expect(read('so $$a', '= b$$ and \\[c', '- d\\] hold')).toEqual(['p so |<<a = b>>| and |<<c - d>>| hold']);
  });
  it('may be indented', () => {
    expect(read('a', '', '    $$', '    x', '    $$', '', '    code $y$')).toEqual([
      'p a',
      'p <<x>>',
      'code "code $y$"',
    ]);
    expect(read('$$', '    x', '      - y', '$$')).toEqual(['p <<x - y>>']);
    expect(read('    \\begin{align}', '    x', '    \\end{align}')).toEqual(['p <<alignx>>']);
  });
  it('may stand in list items', () => {
    expect(read('- a $$x$$ b', '- c', '', '  $$', '  y', '  $$', '', '1. d', '$$z$$')).toEqual([
      '>p [1 -] a |<<x>>| b',
      '>p [1 -] c',
      '>p <<y>>',
      '>p [1 1.] d\n|<<z>>',
    ]);
  });
  it('may stand in quotes, without the quote marks', () => {
    expect(read('> $$', '> a > 0', '> > 1', '> $$', '> b $c', '> d$')).toEqual(['>p <<a > 0 > 1>>|\n| b |<c d>']);
    expect(read('- > \\[', '  > x', '  > \\]')).toEqual(['>>p [1 -] <<x>>']);
  });
  it('may stand in the cells of a table', () => {
    expect(read('| a | $|x|$ |', '|---|---|', '| $$y$$ | **b** |')).toEqual(['p a', 'p <|x|>', 'p <<y>>', 'p *b*']);
  });
  it('with a rule under them are no headings', () => expect(read('$$x$$', '---')).toEqual(['p <<x>>']));
  it('may be environments without dollars', () => {
    expect(read('so', '\\begin{align*}', 'a &= b \\\\', '- c', '\\end{align*}', 'and')).toEqual([
      'p so\n|<<align*a &= b \\\\ - c>>|\nand',
    ]);
    expect(read('\\begin{alignat}{2} a &= b \\end{alignat}')).toEqual(['p <<alignata &= b>>']);
  });
  it.each(['equation', 'gather*', 'eqnarray', 'multline', 'flalign', 'split', 'aligned'])('may be %s', (name) => {
    expect(read(`\\begin{${name}}x\\end{${name}}`)).toEqual([`p <<${name}x>>`]);
  });
  it('may be fences', () => {
    expect(read('```math', 'x^2', '- 1', '```', 'then')).toEqual(['p <<x^2 - 1>>|\nthen']);
    expect(read('> ~~~ math', '> x', '> > y', '> ~~~')).toEqual(['>p <<x > y>>']);
  });
  it('may have a name for references', () => expect(read('$$x$$ {#eq-a}')).toEqual(['p <<x>>|« {#eq-a}»']));
  it('take \\text with dollars as words', () =>
    expect(read('$$x \\text{ if $y$$z$}$$')).toEqual(['p <<x \\text{ if $y$$z$}>>']));
  it('start after \\\\ only as a line end', () => expect(read('$$a \\\\[2pt] b$$')).toEqual(['p <<a \\\\ b>>']));
});

describe('code', () => {
  it.each([
    ['`$x$` and ``a ` $y$``', 'p «`$x$`»| and |«``a ` $y$``»'],
    ['`$x and $y$', 'p `$x and |<y>'],
    ['$5 in `$HOME`', 'p $5 in |«`$HOME`»'],
    ['\\`$x$\\`', 'p `|<x>|`'],
  ])('%s', (text, expected) => expect(read(text)).toEqual([expected]));

  it('is no mathematics in blocks', () => {
    expect(read('```python', '$$', '```', '$x$')).toEqual(['code "```python\\n$$\\n```"', 'p <x>']);
    expect(read('```{python}', 'x = "$y$"', '```')).toEqual(['code "```{python}\\nx = \\"$y$\\"\\n```"']);
    expect(read('~~~', '```', '\\[', '~~~', '\\[x\\]')).toEqual(['code "~~~\\n```\\n\\\\[\\n~~~"', 'p <<x>>']);
    expect(read('- ```', '  $$', '  ```', '- $x$')).toEqual(['>p [1 -] ', 'code "```\\n  $$\\n  ```"', '>p [1 -] <x>']);
  });
  it('that is not closed ends with its list item or quote', () => {
    expect(read('- ```', '  $$', '', '$x$').at(-1)).toBe('p <x>');
    expect(read('> ```', '> $$', '$x$').at(-1)).toBe('p <x>');
  });
  it('ends a display that is not closed', () => {
    expect(read('$$ x', '', '```', '$$', '```', '$y$')).toEqual(['p $$ x', 'code "```\\n$$\\n```"', 'p <y>']);
  });
  it('is what stands in [asy] pictures', () => {
    expect(read('[asy]', 'draw("$x$");', '', '[/asy]')).toEqual(['code "[asy]\\ndraw(\\"$x$\\");\\n\\n[/asy]"']);
    expect(read('see [asy] $a$ [/asy] $b$')).toEqual(['p see |«[asy] $a$ [/asy]»| |<b>']);
  });
  it('is front matter', () => {
    expect(read('---', 'title: $x$', '---', '# A')).toEqual(['code "---\\ntitle: $x$\\n---\\n"', 'h1 A']);
  });
  it('is HTML', () => {
    expect(read('<div>', '$x$', '</div>', '', 'a <b title="$y$">$z$</b>')).toEqual([
      'code "<div>\\n$x$\\n</div>"',
      'p a |«<b title="$y$">»|<z>|«</b>»',
    ]);
    expect(read('<pre>', '', '$$', '</pre>', '', '$x$').at(-1)).toBe('p <x>');
  });
  it('is an address', () => {
    expect(read('see https://a.b/c_d_e?x=1. And <http://a.b/$c$>')).toEqual([
      'p see |«https://a.b/c_d_e?x=1»|. And |«<http://a.b/$c$>»',
    ]);
  });
});

describe('directives', () => {
  it('stand in a paragraph of their own', () => {
    expect(read('<!-- rederive: assume x > 0 -->', 'so $x$')).toEqual(['p @assume x > 0@', 'p so |<x>']);
  });
  it('stand in a paragraph of text', () => {
    expect(read('a $x$ <!--rederive:ignore--> b')).toEqual(['p a |<x>| |@ignore@| b']);
  });
  it('may have a formula after them', () =>
    expect(read('<!-- rederive: ignore --> $x$')).toEqual(['p @ignore@| |<x>']));
  it('are not other comments', () =>
    expect(read('<!-- $x$', '', '$$ -->', '', '$y$')).toEqual(['code "<!-- $x$\\n\\n$$ -->"', 'p <y>']));
});

describe('prose', () => {
  it('leaves markup and escapes out', () => {
    expect(read('a **b *c*** \\*d\\* e')).toEqual(['p a |*b *|*c*| |*d|* e']);
  });
  it('keeps the text of links, without the address', () => {
    expect(read('[the $x$](http://a.b "t") and [0,1] and a[i][j]')).toEqual([
      'p the |<x>|«http://a.b»| |«"t"»| and [0,1] and a[i][j]',
    ]);
  });
  it('is bold around a formula', () => expect(read('**Answer: $x$ is**')).toEqual(['p *Answer: *|<x>|* is*']));
  it('closes bold before a formula', () => expect(read('**Answer:**$x$')).toEqual(['p *Answer:*|<x>']));
  it('knows headings of both kinds', () => {
    expect(read('# A $x$ #', '## **B**', 'C', '===', 'D', '---')).toEqual(['h1 A |<x>', 'h2 *B*', 'h1 C', 'h2 D']);
  });
  it('knows items with their depth and marker', () => {
    expect(read('1. a', '', '   b', '   - c', '2) d', '> * e')).toEqual([
      '>p [1 1.] a',
      '>p b',
      '>>p [2 -] c',
      '>p [1 2)] d',
      '>>p [1 *] e',
    ]);
  });
  it('keeps an item that begins with another list', () => {
    expect(read('1. - a')).toEqual(['>p [1 1.] ', '>>p [2 -] a']);
  });
  it('keeps its line breaks', () => expect(read('a  ', 'b\\', 'c', 'd')).toEqual(['p a  \nb|\nc\nd']));
  it('leaves quote marks out', () => expect(read('> a', '> b')).toEqual(['>p a\n| b']));
  it('reads every kind of line end', () => {
    expect(outline(readMarkdown('# A\r\n\r\n$$\r\nx\r\n$$\r\r# B\r$y$'))).toEqual(['h1 A', 'p <<x>>', 'h1 B', 'p <y>']);
  });
  it('starts after a byte order mark', () => expect(read('\uFEFF# A')).toEqual(['h1 A']));
});

describe('macros', () => {
  it('are in force after their definition', () => {
    expect(read('$\\R$ $\\newcommand{\\R}{\\mathbb{R}}$ $\\R$')).toEqual(['p <\\R>| |<>| |<\\mathbb{R}>']);
  });
  it('may be defined outside of formulas', () => {
    expect(read('\\newcommand{\\R}{\\mathbb{R}}', '\\def\\h{\\frac12}', '', '$\\R\\h$')).toEqual([
      'p «\\newcommand{\\R}{\\mathbb{R}}»|\n|«\\def\\h{\\frac12}»',
      'p <\\mathbb{R}\\frac12>',
    ]);
  });
});

describe('notes', () => {
  it('name a display that is not closed, and the rest is read', () => {
    const text = ['$$ a = b', '', 'This is a paragraph with $x$.', '', '$$c$$ and $y$'];
    expect(read(...text)).toEqual(['p $$ a = b', 'p This is a paragraph with |<x>|.', 'p <<c>>| and |<y>']);
    expect(notes(...text)).toEqual(['1:1 This `$$` is not closed.']);
  });
  it('name brackets that are not closed', () => {
    expect(notes('a \\[ x', '', 'b \\(y', '', '\\[z\\] \\(w\\)')).toEqual([
      '1:3 This `\\[` is not closed by `\\]`.',
      '3:3 This `\\(` is not closed by `\\)` in its paragraph.',
    ]);
  });
  it('name an environment that is not closed', () => {
    expect(notes('\\begin{align} x', '', '\\begin{align}y\\end{align}')).toEqual([
      '1:1 `\\begin{align}` is not closed by `\\end{align}`.',
    ]);
  });
  it('name a lone dollar only before TeX', () => {
    expect(notes('costs $5', '', 'so $\\alpha + b', '', 'and $x^2 ', '', 'or $ z = 3 $')).toEqual([
      '3:4 This `$` is not closed in its paragraph: a closing `$` stands right after a character.',
      '5:5 This `$` is not closed in its paragraph: a closing `$` stands right after a character.',
      '7:4 This `$` is not closed in its paragraph: a closing `$` stands right after a character.',
    ]);
  });
  it('name a fence of mathematics that is not closed', () => {
    expect(notes('```math', 'x')).toEqual(['1:1 This block of mathematics is not closed.']);
  });
  it('do not name what stands in code', () =>
    expect(notes('<div>', '$\\alpha', '\\[', '</div>', '', '    $\\beta')).toEqual([]));
  it('name a macro that expands without end', () => {
    expect(notes('$\\def\\a{\\a}\\a$')).toEqual([
      '1:12 `\\a` expands without end, so it is read as an unknown command.',
    ]);
  });
});
