import type { SymbolNode } from '../../formula/tree';
import type { Scope } from '../../statement/statement';
import type { World } from '../structure/world';

/** Letters of sizes that grow where nobody says what they are. */
const customary = /^[nNmMd]$/;

/** Which symbols grow: dimensions, whole numbers and what was said to grow; all others are constants, or something that is not known. */
export class Sizes {
  private readonly keys = new Set<string>();

  constructor(
    private readonly world: World,
    private readonly scope: Scope,
    private readonly growing: readonly string[],
  ) {}

  /** Whether the symbol grows; remembered, so that `has` knows it. */
  admits(node: SymbolNode): boolean {
    const { world, scope } = this;
    const { key } = node;
    if (this.keys.has(key)) return true;
    const kind = world.declared(key, scope)?.kind;
    const grows =
      this.growing.includes(key) ||
      world.isDimension(key, scope) ||
      kind === 'dimension' ||
      ((kind === undefined || kind === 'integer') &&
        customary.test(node.letter) &&
        node.marks.length === 0 &&
        !world.definition(key, scope) &&
        !world.lawOf(key, scope));
    if (grows) this.keys.add(key);
    return grows;
  }

  has(key: string): boolean {
    return this.keys.has(key);
  }

  /** The size with that spelling, such as the name of a side of a matrix. */
  named(spelling: string): SymbolNode | undefined {
    const node = this.world.nodeOf(spelling) ?? this.world.nodeOf(spelling.replace(/_(\\[A-Za-z]+)$/, '_{$1}'));
    return node && this.admits(node) ? node : undefined;
  }
}
