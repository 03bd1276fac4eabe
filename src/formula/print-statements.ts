import { levels, printAt, printLatex } from './print';
import { phrase } from './print-parts';
import type { Cases, Node, Sequence, SequenceItem } from './tree';

/** Statements one after the other; rows make a display. */
export function printSequence(node: Sequence): string {
  const rows = node.items.some((item) => item.separator === 'row');
  let latex = '';
  node.items.forEach((item, i) => {
    const part = printItem(item);
    latex += i === 0 ? `${item.word === undefined ? '' : `${wordLatex(item.word)} `}${part}` : separator(item) + part;
  });
  return rows ? `\\begin{aligned} ${latex} \\end{aligned}` : latex;
}

function printItem(item: SequenceItem): string {
  return printAt(item.node, item.node.kind === 'sequence' ? levels.implication : levels.statements);
}

function wordLatex(word: string): string {
  return `\\text{ ${phrase(word)} }`;
}

function separator(item: SequenceItem): string {
  const word = item.word === undefined ? '' : `${wordLatex(item.word)} `;
  switch (item.separator) {
    case 'start':
    case 'word':
      return ` ${word}`;
    case 'row':
      return ` \\\\ ${word}`;
    case 'comma':
      return `, ${word}`;
    case 'semicolon':
      return `; ${word}`;
    case 'space':
      return ` \\quad ${word}`;
  }
}

export function printCases(node: Cases): string {
  const rows = node.rows.map((row) => {
    const value = printLatex(row.value);
    return row.condition === undefined ? value : `${value} & ${condition(row.condition)}`;
  });
  return `\\begin{cases} ${rows.join(' \\\\ ')} \\end{cases}`;
}

function condition(node: Node): string {
  if (node.kind === 'word' && node.text === 'otherwise') return '\\text{otherwise}';
  const latex = printLatex(node);
  const worded = node.kind === 'sequence' ? node.items[0]?.word : node.kind === 'word' ? node.text : undefined;
  return worded !== undefined && !/^(?:if|for|when|where|whenever|for all)$/.test(worded)
    ? latex
    : `\\text{if } ${latex}`;
}
