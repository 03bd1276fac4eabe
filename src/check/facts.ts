import { printLatex } from '../formula/print';
import { readFormula } from '../formula/read';
import type { Node } from '../formula/tree';
import type { Block, SourceDocument } from '../document/document';
import { Rational } from '../kernel/rational';
import { factsFileName, type StatedFact } from '../statement/facts-file';
import type { Link, Scope } from '../statement/statement';
import { tokenize } from '../tex/tokenize';
import type { Span } from '../text/span';
import { decimalsOf, numberSpan, valueOf, writtenIn, type Written } from './fact-values';
import { isAsserted, isClauseEnd, isWholeSubject, sayingOf } from './fact-words';
import { conversion } from './unit';
import { unknown, type Verdict } from './verdict';

/** A number in running text that is said of a stated fact. */
export interface FactNumber {
  /** The number with its unit. */
  readonly span: Span;
  /** From the name of the fact on. */
  readonly wholeSpan: Span;
  readonly scope: Scope;
  readonly verdict: Verdict;
  readonly repair: { readonly latex: string; readonly span: Span } | undefined;
}

/** Compares what a document says of the facts that stand beside it. */
export class FactClaims {
  private readonly symbols = new Map<string, StatedFact[]>();
  private readonly patterns: readonly { readonly fact: StatedFact; readonly words: RegExp }[];

  constructor(
    facts: readonly StatedFact[],
    private readonly document: SourceDocument,
    private readonly scopeAt: (offset: number) => Scope,
  ) {
    for (const fact of facts) {
      for (const name of fact.names) {
        const key = keyOf(name);
        this.symbols.set(key, [...(this.symbols.get(key) ?? []), fact]);
      }
    }
    this.patterns = facts.flatMap((fact) => fact.names.map((name) => ({ fact, words: sayingOf(name) })));
  }

  /** What the facts say of a relation between a name and a number; undefined where it is none, or is not claimed. */
  settle(link: Link, muted: boolean): { readonly verdict: Verdict; readonly repair: FactNumber['repair'] } | undefined {
    if (this.symbols.size === 0 || muted || link.scope.kind === 'statement') return undefined;
    if (link.attitude !== 'stated' && link.attitude !== 'concluded') return undefined;
    const { kind, negated } = link.relation;
    if (negated || (kind !== '=' && kind !== 'approx')) return undefined;
    const name = nameOf(link.left);
    const facts = name === undefined ? undefined : this.symbols.get(name);
    const written = writtenIn(link.right);
    if (!facts || !written) return undefined;
    const verdict = judge(facts, { ...written, rounded: kind === 'approx' });
    return { verdict, repair: repairOf(verdict, facts, written.unit, numberSpan(link.right)) };
  }

  /** The numbers that running text gives to facts, in document order: "the peak throughput is 312 TFLOPs". */
  inWords(blocks: readonly Block[]): readonly FactNumber[] {
    if (this.patterns.length === 0) return [];
    return blocks.flatMap((block) => (block.kind === 'paragraph' ? this.inBlock(block) : []));
  }

  private inBlock(block: Extract<Block, { kind: 'paragraph' }>): readonly FactNumber[] {
    const { from, to } = block.span;
    const source = this.document.text.slice(from, to);
    const found = new Map<number, FactNumber>();
    for (const { fact, words } of this.patterns) {
      for (const match of source.matchAll(words)) {
        const { name = '', lead = '', hedge = '', digits = '', unit } = match.groups ?? {};
        const start = from + match.index + lead.length;
        const end = from + match.index + match[0].length;
        const inside = block.content.some(
          ({ kind, span }) => (kind === 'code' || kind === 'directive') && span.from < end && start < span.to,
        );
        const scope = this.scopeAt(start);
        if (inside || scope.kind === 'statement' || !isAsserted(source, match.index)) continue;
        const at = end - (match[0].length - match[0].lastIndexOf(digits));
        const written: Written = {
          digits,
          value: valueOf(digits.replace(/,/g, '')),
          decimals: decimalsOf(digits),
          unit,
          rounded: hedge !== '',
        };
        const own = judge([fact], written);
        const isWhole =
          isWholeSubject(source.slice(0, match.index) + lead) &&
          isClauseEnd(source.slice(match.index + match[0].length));
        const verdict = own.status !== 'refuted' ? own : isWhole ? inWords(own) : elsewhere(name, fact);
        const repair = repairOf(verdict, [fact], unit, { from: at, to: at + digits.length });
        const before = found.get(at);
        if (before === undefined || (before.verdict.status !== 'proved' && verdict.status === 'proved'))
          found.set(at, { span: { from: at, to: end }, wholeSpan: { from: start, to: end }, scope, verdict, repair });
      }
    }
    return [...found.values()].sort((a, b) => a.span.from - b.span.from);
  }
}

function elsewhere(name: string, fact: StatedFact): Verdict {
  return unknown(
    `${factsFileName} states ${told(fact)} of “${name.replace(/[*_$]/g, '')}”; the words around it may speak of something else.`,
  );
}

/** The first fact that agrees settles it; red needs all of them to differ. */
function judge(facts: readonly StatedFact[], written: Written): Verdict {
  const verdicts = facts.map((fact) => compare(fact, written));
  const order: readonly Verdict['status'][] = ['proved', 'unknown', 'refuted'];
  const [best] = [...verdicts].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  return best ?? unknown('Nothing is stated of this.');
}

function compare(fact: StatedFact, written: Written): Verdict {
  const factor =
    written.unit === fact.unit
      ? Rational.one
      : written.unit === undefined || fact.unit === undefined
        ? undefined
        : conversion(fact.unit, written.unit);
  const source = fact.source === undefined ? '' : ` Source: ${fact.source}.`;
  const place = `${factsFileName}, line ${fact.line}`;
  if (factor === undefined) {
    const without = written.unit === undefined || fact.unit === undefined;
    if (without && valueOf(fact.value).equals(written.value))
      return { status: 'proved', checker: 'fact', remarks: [], reason: `It is ${told(fact)} (${place}).${source}` };
    return unknown(
      without
        ? `It is ${told(fact)} (${place}); whether the units agree is not known.${source}`
        : `It is ${told(fact)} (${place}); ${fact.unit ?? ''} and ${written.unit ?? ''} could not be compared.${source}`,
    );
  }
  const value = valueOf(fact.value).times(factor);
  const off = value.minus(written.value);
  const reason = `It is ${told(fact)} (${place}).${source}`;
  if (off.isZero) return { status: 'proved', checker: 'fact', remarks: [], reason };
  const half = Rational.of(1n, 2n * 10n ** BigInt(Math.max(0, written.decimals)));
  if (absolute(off).compare(half) <= 0)
    return {
      status: 'proved',
      checker: 'fact',
      remarks: written.rounded ? [] : ['The number is rounded; $\\approx$ says so.'],
      reason,
    };
  // "About 300" for 312 is no claim about the digits.
  if (written.rounded && absolute(off).compare(absolute(value).times(Rational.of(1n, 10n))) <= 0)
    return unknown(`It is ${told(fact)} (${place}), of which this is a rough value.${source}`);
  return {
    status: 'refuted',
    checker: 'fact',
    evidence: 'exact',
    counterexample: {},
    left: withUnit(fact.value, fact.unit),
    right: withUnit(written.digits, written.unit),
    remarks: [],
    reason: `It is ${told(fact)}, not ${written.digits}${written.unit === undefined ? '' : ` ${written.unit}`} (${place}).${source}`,
  };
}

/** In running text there is no left side: what is claimed comes first, then what is stated. */
function inWords(verdict: Extract<Verdict, { status: 'refuted' }>): Verdict {
  return { ...verdict, left: verdict.right, right: verdict.left };
}

function withUnit(digits: string, unit: string | undefined): string {
  return unit === undefined ? digits : `${digits}\\,\\text{${unit}}`;
}

function absolute(value: Rational): Rational {
  return value.sign < 0 ? value.negated() : value;
}

function told(fact: StatedFact): string {
  return fact.unit === undefined ? fact.value : `${fact.value} ${fact.unit}`;
}

/** The stated number in the place of the written one, where both have the same unit. */
function repairOf(
  verdict: Verdict,
  facts: readonly StatedFact[],
  unit: string | undefined,
  span: Span | undefined,
): FactNumber['repair'] {
  const [only] = facts;
  if (verdict.status !== 'refuted' || facts.length !== 1 || !only || only.unit !== unit || !span) return undefined;
  return { latex: only.value, span };
}

function nameOf(node: Node): string | undefined {
  if (node.kind === 'symbol') return spelled(node.key);
  if (node.kind === 'word') return spelled(node.text);
  return node.kind === 'apply' ? spelled(printLatex(node)) : undefined;
}

/** A name as formulas spell it; words are told apart by their letters alone. */
function keyOf(name: string): string {
  const bare = name.replace(/^\$|\$$/g, '');
  if (!/[\\_^]|^.$/.test(bare)) return spelled(bare);
  const whole = { from: 0, to: bare.length };
  return nameOf(readFormula(tokenize(bare, whole, {}), whole).root) ?? spelled(bare);
}

function spelled(key: string): string {
  const plain = key
    .replace(/\\(?:text|mathrm|operatorname|mathit|texttt)\s*\{([^{}]*)\}/g, '$1')
    .replace(/[{}\s]/g, '');
  return /[\\_^]/.test(plain) || plain.length === 1 ? plain : plain.toLowerCase();
}
