/** Sectioning commands, outermost first; the outermost one that a document uses has level 1. */
export const SECTIONS: ReadonlyMap<string, number> = new Map(
  ['part', 'chapter', 'section', 'subsection', 'subsubsection', 'paragraph', 'subparagraph'].map((name, rank) => [
    name,
    rank,
  ]),
);

/** Commands whose arguments are no prose, with the number of arguments in braces. */
export const CODE_COMMANDS: ReadonlyMap<string, number> = new Map([
  ...names('cite citep citet citeauthor citeyear nocite textcite parencite footcite autocite', 1),
  ...names('ref eqref pageref autoref cref Cref nameref vref label hypertarget tag', 1),
  ...names('includegraphics includepdf url path lstinputlisting bibliography bibliographystyle bibitem index', 1),
  ...names('usepackage RequirePackage documentclass usetikzlibrary input include subfile import', 1),
  ...names('href inputminted', 1),
]);

/** Commands of layout that leave nothing behind, with the number of their arguments in braces. */
export const LAYOUT_COMMANDS: ReadonlyMap<string, number> = new Map([
  ...names('vspace hspace vskip hskip pagestyle thispagestyle pagenumbering hypersetup geometry graphicspath color', 1),
  ...names('textcolor colorbox cline cmidrule rowcolor cellcolor theoremstyle newcounter newlength linespread', 1),
  ...names('hphantom vphantom phantom thanks allowdisplaybreaks usefonttheme lhead chead rhead lfoot cfoot rfoot', 1),
  ...names('fancyhead fancyfoot fancyhf captionsetup lstset tcbset tikzset setlist raisebox parbox rule', 1),
  ...names(
    'setlength addtolength setcounter addtocounter scalebox resizebox multirow multicolumn fontsize definecolor',
    2,
  ),
  ...names('newtheorem newmdtheoremenv declaretheorem addcontentsline fcolorbox', 2),
]);

/** Commands that make the group after them bold, and those that make the rest of their group so. */
export const BOLD_COMMANDS: ReadonlySet<string> = new Set(['textbf', 'strong']);
export const BOLD_SWITCHES: ReadonlySet<string> = new Set(['bf', 'bfseries', 'boldmath']);

export type ListKind = 'bullet' | 'number' | 'description';

export const LISTS: ReadonlyMap<string, ListKind> = new Map<string, ListKind>([
  ...names<ListKind>('itemize compactitem inparaitem checklist', 'bullet'),
  ...names<ListKind>('enumerate compactenum inparaenum questions parts subparts subsubparts', 'number'),
  ['description', 'description'],
]);

/** What starts an item of a list: `\item`, and in the lists of the exam class `\question`, `\part`. */
export const ITEM_COMMANDS: ReadonlyMap<string, string> = new Map([
  ['question', 'questions'],
  ['titledquestion', 'questions'],
  ['part', 'parts'],
  ['subpart', 'subparts'],
  ['subsubpart', 'subsubparts'],
]);

/** Environments of columns and cells, with the number of their arguments in braces. */
export const TABLES: ReadonlyMap<string, number> = new Map([
  ...names('tabular longtable array supertabular', 1),
  ...names('tabular* tabularx tabulary longtabu', 2),
]);

/** Environments that only place what is in them, with the number of their arguments in braces. */
export const LAYOUT_ENVIRONMENTS: ReadonlyMap<string, number> = new Map([
  ...names(
    'document center flushleft flushright figure figure* table table* titlepage subequations samepage small large',
    0,
  ),
  ...names(
    'footnotesize scriptsize normalsize quote quotation verse landscape singlespace doublespace sloppypar frame',
    0,
  ),
  ...names('minipage multicols multicols* adjustbox spacing subfigure thebibliography', 1),
  ...names('wrapfigure adjustwidth', 2),
]);

export const QUOTES: ReadonlySet<string> = new Set(['quote', 'quotation', 'verse']);

/** The marker of the n-th item, from 1. `option` is what stands in the brackets of the list: `label=(\alph*)`, `(a)`, `1.`. */
export function numberedMarker(n: number, listDepth: number, option: string): string {
  const label = /label\s*=\s*(\{[^{}]*\}|[^,]*)/.exec(option)?.[1];
  if (label !== undefined) {
    const plain = label.replace(/^\{|\}$/g, '');
    const marker = plain.replace(/\\(arabic|alph|Alph|roman|Roman)\s*\*/g, (_, style: string) => counted(n, style));
    return marker.replace(/\\[a-zA-Z]+\s*|[{}]/g, '').trim();
  }
  const short = option.includes('=') ? null : /^([^a-zA-Z1]*)(?:([aAiI1])(?![a-zA-Z0-9]))(.*)$/.exec(option.trim());
  if (short !== null) return `${short[1] ?? ''}${counted(n, SHORT[short[2] ?? ''] ?? 'arabic')}${short[3] ?? ''}`;
  switch (listDepth) {
    case 1:
      return `${n}.`;
    case 2:
      return `(${counted(n, 'alph')})`;
    case 3:
      return `${counted(n, 'roman')}.`;
    default:
      return `${counted(n, 'Alph')}.`;
  }
}

const SHORT: { readonly [sign: string]: string } = { a: 'alph', A: 'Alph', i: 'roman', I: 'Roman', '1': 'arabic' };

function counted(n: number, style: string): string {
  switch (style) {
    case 'alph':
      return letters(n);
    case 'Alph':
      return letters(n).toUpperCase();
    case 'roman':
      return roman(n);
    case 'Roman':
      return roman(n).toUpperCase();
    default:
      return String(n);
  }
}

function letters(n: number): string {
  return n >= 1 && n <= 26 ? String.fromCharCode(96 + n) : String(n);
}

function roman(n: number): string {
  if (n > 50) return String(n);
  const ones = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'];
  const tens = ['', 'x', 'xx', 'xxx', 'xl', 'l'];
  return `${tens[Math.floor(n / 10)] ?? ''}${ones[n % 10] ?? ''}`;
}

function names<T>(list: string, value: T): [string, T][] {
  return list.split(' ').map((name) => [name, value]);
}
