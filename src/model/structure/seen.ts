import { printLatex } from '../../formula/print';
import type { SymbolNode } from '../../formula/tree';
import { stemOf } from './known';

/** The symbols that occurred, each as it was written first. */
export class SymbolsSeen {
  private readonly nodes = new Map<string, SymbolNode>();
  private readonly byStem = new Map<string, SymbolNode[]>();

  add(node: SymbolNode): void {
    if (this.nodes.has(node.key)) return;
    this.nodes.set(node.key, node);
    const list = this.byStem.get(stemOf(node));
    if (list) list.push(node);
    else this.byStem.set(stemOf(node), [node]);
  }

  of(key: string): SymbolNode | undefined {
    return this.nodes.get(key);
  }

  all(): Iterable<SymbolNode> {
    return this.nodes.values();
  }

  /** The letter with its marks, whatever stands below it. */
  withStem(node: SymbolNode): readonly SymbolNode[] {
    return this.byStem.get(stemOf(node)) ?? [];
  }

  /** The key of the symbol that has only the first `kept` of these subscripts. */
  shortened(node: SymbolNode, kept: number): string | undefined {
    const wanted = node.subscripts.slice(0, kept).map(printLatex).join(',');
    return this.withStem(node).find(
      (other) => other.subscripts.length === kept && other.subscripts.map(printLatex).join(',') === wanted,
    )?.key;
  }
}
