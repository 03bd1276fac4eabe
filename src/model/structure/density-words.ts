import type { Node, SymbolNode } from '../../formula/tree';
import { lawOfFormula } from '../../statement/law';
import type { Sentence } from '../../statement/sentence';
import type { Link, Scope } from '../../statement/statement';
import type { Span } from '../../text/span';
import type { LawWritten, Said } from './known';
import { Shelf } from './shelf';
import type { SpelledDensity } from './spelled-talk';

/** A letter that is said to be a density, with the quantity that it is that of. */
export interface DensityTold {
  readonly density: SymbolNode;
  /** Undefined for "its": the quantity that was spoken of last. */
  readonly variable: SymbolNode | undefined;
  readonly span: Span;
}

/** The laws that letters of densities stand for. */
export class DensityTalk {
  private readonly named = new Shelf<Said & LawWritten>();
  private readonly spelled = new Shelf<Said & Pick<SpelledDensity, 'kind' | 'support'>>();
  private readonly checked = new Shelf<Said & LawWritten>();

  name(letter: string, law: Said & LawWritten): void {
    this.named.add(letter, law);
  }

  /** A law that was found to be that of a symbol with a definition. */
  check({ left, right, scope, wholeSpan }: Link): void {
    const law = lawOfFormula(right);
    if (law && left.kind === 'symbol') this.checked.add(left.key, { ...law, scope, span: wholeSpan });
  }

  /** The law of a defined symbol, also where it was checked in another part. */
  lawChecked(symbol: string, scope: Scope): LawWritten | undefined {
    return this.checked.latest(symbol, scope) ?? this.checked.beside(symbol, scope);
  }

  /** What was said of a density that is spelled out. */
  spell(law: string, told: Said & Pick<SpelledDensity, 'kind' | 'support'>): void {
    this.spelled.add(law, told);
  }

  spelledOf(law: string, scope: Scope): Pick<SpelledDensity, 'kind' | 'support'> | undefined {
    return this.spelled.latest(law, scope);
  }

  lawNamed(letter: string, scope: Scope): LawWritten | undefined {
    return this.named.latest(letter, scope);
  }
}

const noun = '(?:probability )?(?:density|pdf|p\\.d\\.f\\.|pmf|mass function|law|distribution)(?: function)?';

/** "so that its density is ⟦⟧", "with density ⟦⟧", "⟦⟧ have the density ⟦⟧" */
const before = new RegExp(
  `(?:\\b(its|whose)|\\b(?:has|have|having|with|and))(?: the| an?)?(?: \\w+)? ${noun}(?: of)?(?: is| are| be)?(?: then)?(?: given by| denoted by)?[\\s,:]*$`,
  'i',
);

/** "⟦⟧ be its density", "⟦⟧ is the density of ⟦⟧", "⟦⟧ for its density" */
const behind = new RegExp(
  `^\\s*(?:be|is|denotes?|for|as)(?: (its|the|their))?(?: \\w+)? ${noun}( of)?(?=[\\s,.;]|$)`,
  'i',
);

/** The densities that words bring in, for the laws that stand beside them. */
export function readDensities(sentence: Sentence): readonly DensityTold[] {
  const words = sentence.text.split('⟦⟧');
  return sentence.passages.flatMap(({ formula }, k): readonly DensityTold[] => {
    const letter = densityIn(formula.root);
    if (!letter) return [];
    const { density, argument } = letter;
    const ahead = before.exec(words[k] ?? '');
    const after = behind.exec(words[k + 1] ?? '');
    if (!ahead && !after) return [];
    const named = ahead
      ? ahead[1] === undefined
        ? nearestSymbol(sentence, k)
        : undefined
      : after?.[2] === undefined
        ? undefined
        : symbolAt(sentence, k + 1);
    // X has the density that is written with x.
    const variable = named && argument?.key === named.key.toLowerCase() ? named : (argument ?? named);
    return [{ density, variable, span: formula.span }];
  });
}

interface Letter {
  readonly density: SymbolNode;
  readonly argument: SymbolNode | undefined;
}

/** `p_\mu`, `p_\mu(x)` and `p_\mu(x) = …` */
function densityIn(node: Node): Letter | undefined {
  if (node.kind === 'chain') {
    const [left] = node.operands;
    return left && node.relations[0]?.kind === '=' ? densityIn(left) : undefined;
  }
  if (node.kind === 'symbol')
    return lawOfFormula(node)?.law === node.key ? { density: node, argument: undefined } : undefined;
  if (node.kind !== 'apply' || node.given || lawOfFormula(node)?.law !== node.head.key) return undefined;
  const [argument] = node.args;
  return argument?.kind === 'symbol' ? { density: node.head, argument } : undefined;
}

/** The last lone symbol, or head of a membership, before a formula of the sentence. */
function nearestSymbol(sentence: Sentence, k: number): SymbolNode | undefined {
  return k > 0 ? (symbolAt(sentence, k - 1) ?? nearestSymbol(sentence, k - 1)) : undefined;
}

function symbolAt(sentence: Sentence, k: number): SymbolNode | undefined {
  const root = sentence.passages[k]?.formula.root;
  const node = root?.kind === 'chain' ? root.operands[0] : root;
  return node?.kind === 'symbol' ? node : undefined;
}
