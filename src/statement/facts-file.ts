import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type YAMLMap } from 'yaml';

/** Something that cannot be derived, with its source: a line of a table, a number of a datasheet. */
export interface StatedFact {
  /** How the text speaks of it: its name first, in words or as LaTeX. */
  readonly names: readonly string[];
  /** In digits, as written: `28.4`. */
  readonly value: string;
  readonly unit: string | undefined;
  readonly source: string | undefined;
  /** Line of the file that states it, from 1. */
  readonly line: number;
}

export interface FactsFile {
  readonly facts: readonly StatedFact[];
  /** What is wrong with the file, each with its line. */
  readonly warnings: readonly string[];
}

/** The name of the file beside a document. */
export const factsFileName = 'rederive.yaml';

const mostFacts = 1000;
const keys: ReadonlySet<string> = new Set(['name', 'aliases', 'value', 'unit', 'source']);

/**
 * Reads the facts that stand beside a document:
 *
 *     facts:
 *       - name: peak throughput
 *         aliases: ['P_{\max}']
 *         value: 312
 *         unit: TFLOPs
 *         source: the data sheet, table 1
 */
export function readFactsFile(source: string): FactsFile {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, maxAliasCount: 0 } as Parameters<
    typeof parseDocument
  >[1]);
  const warnings: string[] = [];
  const lineOf = (node: Node | null | undefined): number => lines.linePos(node?.range?.[0] ?? 0).line;
  const warn = (line: number, message: string): void => {
    if (warnings.length < 20) warnings.push(`${factsFileName}, line ${line}: ${message}`);
  };
  for (const error of document.errors)
    warn(
      lines.linePos(error.pos[0]).line,
      `this is not YAML (${(error.message.split('\n')[0] ?? '').replace(/ at line.*/, '')}).`,
    );
  if (document.errors.length > 0) return { facts: [], warnings };
  const { contents } = document;
  if (contents === null) return { facts: [], warnings };
  const list = isMap(contents) ? contents.get('facts', true) : undefined;
  if (!isSeq(list)) {
    warn(lineOf(contents), '`facts:` with a list of facts is expected.');
    return { facts: [], warnings };
  }
  const facts: StatedFact[] = [];
  const taken = new Map<string, number>();
  for (const item of list.items.slice(0, mostFacts)) {
    const line = lineOf(item as Node);
    if (!isMap(item)) {
      warn(line, 'a fact has `name`, `value` and, if needed, `aliases`, `unit` and `source`.');
      continue;
    }
    const fact = readFact(item, line, warn, lineOf);
    if (fact === undefined) continue;
    for (const name of fact.names) {
      const before = taken.get(name.toLowerCase());
      if (before !== undefined) warn(line, `“${name}” is stated on line ${before} already; both are taken.`);
      taken.set(name.toLowerCase(), line);
    }
    facts.push(fact);
  }
  return { facts, warnings };
}

function readFact(
  item: YAMLMap,
  line: number,
  warn: (line: number, message: string) => void,
  lineOf: (node: Node | null | undefined) => number,
): StatedFact | undefined {
  for (const { key } of item.items)
    if (isScalar(key) && !keys.has(String(key.value)))
      warn(
        lineOf(key),
        `“${String(key.value)}” is not known; there are ${[...keys].map((k) => `\`${k}\``).join(', ')}.`,
      );
  const text = (key: string): string | undefined => {
    const node = item.get(key, true);
    return isScalar(node) && node.value !== null ? (node.source ?? String(node.value)).trim() : undefined;
  };
  const name = text('name');
  const value = text('value');
  if (name === undefined || name === '') {
    warn(line, 'this fact has no `name`.');
    return undefined;
  }
  if (value === undefined || !/^-?\d{1,30}(?:\.\d{1,30})?$/.test(value)) {
    warn(line, `the \`value\` of “${name}” must be a number in digits, as 312 or 28.4.`);
    return undefined;
  }
  const listed = item.get('aliases', true);
  const aliases = isSeq(listed)
    ? listed.items.flatMap((each) => (isScalar(each) && each.value !== null ? [String(each.value).trim()] : []))
    : [];
  if (listed !== undefined && !isSeq(listed))
    warn(lineOf(listed as Node), '`aliases` must be a list: [P, "peak rate"].');
  return {
    names: [name, ...aliases].filter((each) => each !== ''),
    value,
    unit: text('unit'),
    source: text('source'),
    line,
  };
}
