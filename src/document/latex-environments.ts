import { span, type Span } from '../text/span';
import type { DocumentNote } from './document';
import { LAYOUT_ENVIRONMENTS, LISTS, QUOTES, TABLES, numberedMarker, type ListKind } from './latex-vocabulary';
import type { LatexWriter } from './latex-writer';

export type Role = 'list' | 'table' | 'quote' | 'layout' | 'boundary';

/** What an environment is to the reader: every name that is not known is a boundary. */
export function roleOf(name: string): Role {
  if (LISTS.has(name)) return 'list';
  if (TABLES.has(name)) return 'table';
  if (QUOTES.has(name)) return 'quote';
  return LAYOUT_ENVIRONMENTS.has(name) ? 'layout' : 'boundary';
}

interface Environment {
  readonly name: string;
  readonly span: Span;
  readonly role: Role;
  readonly list: ListKind | undefined;
  /** What stands in the brackets after `\begin{enumerate}`. */
  readonly option: string;
  /** The number of open groups when it began: groups left open in it end with it. */
  readonly groups: number;
  items: number;
}

/** The environments that are open. */
export class EnvironmentStack {
  private readonly open: Environment[] = [];
  private readonly lists: Environment[] = [];
  private numberedLists = 0;
  /** How often each name is open. */
  private readonly names = new Map<string, number>();

  constructor(private readonly writer: LatexWriter) {}

  get inTable(): boolean {
    return this.open[this.open.length - 1]?.role === 'table';
  }

  /** The name of the innermost list. */
  get list(): string | undefined {
    return this.lists[this.lists.length - 1]?.name;
  }

  enter(name: string, place: Span, option: string): void {
    const role = roleOf(name);
    const list = LISTS.get(name);
    const environment = { name, span: place, role, list, option, groups: this.writer.openGroups, items: 0 };
    this.open.push(environment);
    this.names.set(name, (this.names.get(name) ?? 0) + 1);
    if (role === 'list') {
      this.writer.itemWithoutText();
      this.lists.push(environment);
    }
    if (list === 'number') this.numberedLists++;
    if (role === 'list' || role === 'quote') this.writer.depth++;
  }

  /** Ends the innermost environment with this name and those left open in it; nothing if there is none. */
  end(name: string, place: Span): void {
    if ((this.names.get(name) ?? 0) === 0) return;
    for (let last = this.open.pop(); last !== undefined; last = this.open.pop()) {
      this.close(last, place);
      if (last.name === name) return;
    }
  }

  /** Ends what is open where the document ends at `at`, and says so. */
  endAll(at: number): DocumentNote[] {
    const notes: DocumentNote[] = [];
    for (let last = this.open.pop(); last !== undefined; last = this.open.pop()) {
      notes.push({ span: last.span, message: `\`\\begin{${last.name}}\` is not closed by \`\\end{${last.name}}\`.` });
      this.close(last, span(at, at));
    }
    return notes;
  }

  /** Counts an item of the innermost list; `given` is what the text itself says in brackets. */
  item(given: string): { readonly depth: number; readonly marker: string } {
    const list = this.lists[this.lists.length - 1];
    const depth = Math.max(1, this.lists.length);
    if (given !== '') return { depth, marker: given };
    if (list === undefined || list.list !== 'number') return { depth, marker: '-' };
    list.items++;
    return { depth, marker: numberedMarker(list.items, this.numberedLists, list.option) };
  }

  private close(environment: Environment, place: Span): void {
    const { name, role, list, groups } = environment;
    this.names.set(name, (this.names.get(name) ?? 1) - 1);
    this.writer.endGroups(groups);
    if (role === 'list') {
      this.writer.itemWithoutText();
      this.lists.pop();
    }
    if (list === 'number') this.numberedLists--;
    if (role === 'list' || role === 'quote') this.writer.depth--;
    if (role === 'boundary') this.writer.block({ kind: 'end', span: place, name });
  }
}
