import type { Node } from '../../formula/tree';
import { walk } from '../../formula/walk';
import type { Sentence } from '../../statement/sentence';
import type { Scope } from '../../statement/statement';
import { eventName, eventNames } from './event-sets';
import type { Said } from './known';
import { Shelf } from './shelf';

/** What sentences say of named events. */
export class EventTalk {
  private readonly named = new Shelf<Said>();
  private readonly any = new Shelf<Said>();
  private readonly described = new Shelf<Said>();
  private readonly apart = new Shelf<Said & { readonly names: readonly string[] }>();
  private readonly order: string[] = [];

  hear(sentence: Sentence, scope: Scope): void {
    const { text } = sentence;
    const said = { scope, span: sentence.span };
    const spoken = /\bevents?\b|\bprobabilit(?:y|ies)\b|\bmutually exclusive\b/i.test(text);
    const names = new Set<string>();
    for (const { formula } of sentence.passages) {
      if (spoken) for (const name of eventNames(formula.root) ?? []) names.add(name);
      walk(formula.root, (node) => {
        for (const name of namesAsked(node, spoken)) names.add(name);
        return true;
      });
    }
    for (const name of names) {
      this.named.add(name, said);
      if (!this.order.includes(name)) this.order.push(name);
    }
    // "Suppose they are independent", "if $A$ and $B$ are disjoint": something may tie these events, or all that were named.
    if (ties.test(text)) for (const name of names.size > 0 ? names : this.names(scope)) this.described.add(name, said);
    if (names.size === 0) return;
    const bare = sentence.passages.flatMap(({ formula }) =>
      eventName(formula.root) === undefined ? [] : [eventName(formula.root) ?? ''],
    );
    // "the event that it rains", "let $A$: the sum is seven" say more than a formula does.
    const describes =
      /\bevents? (?:that|of|where|in which|when|“|")|\bevents?\s*:|⟦⟧\s*(?::|=|denotes?|means|is the event|be the event|stands for)/i.test(
        text,
      );
    const isAny = /\bevents\b|\ban event\b|\bany event\b/i.test(text) && !describes;
    for (const name of bare) (describes ? this.described : isAny ? this.any : new Shelf<Said>()).add(name, said);
    if (/\b(?:disjoint|mutually exclusive|incompatible)\b/i.test(text)) {
      const denied =
        /\b(?:not|whether|if|were|would|never|neither)\b[^.;]*(?:disjoint|exclusive|incompatible)|\?\s*$/i.test(text);
      if (!denied) this.apart.add('', { ...said, names: bare });
      else for (const name of bare) this.described.add(name, said);
    }
    // What else is said of events is not understood.
    if (/\b(?:partition|exhaustive|subset|contain\w*|impl(?:y|ies)|complement\w*|conditionally)\b/i.test(text))
      for (const name of names) this.described.add(name, said);
  }

  isEvent(name: string, scope: Scope): boolean {
    return this.named.latest(name, scope) !== undefined;
  }

  names(scope: Scope): readonly string[] {
    return this.order.filter((name) => this.isEvent(name, scope));
  }

  isAny(name: string, scope: Scope): boolean {
    return this.any.latest(name, scope) !== undefined && this.described.latest(name, scope) === undefined;
  }

  areDisjoint(names: readonly string[], scope: Scope): boolean {
    return this.apart.all('', scope).some((said) => names.every((name) => said.names.includes(name)));
  }
}

const ties =
  /\b(?:in)?dependen(?:t|ce|tly)\b|\b(?:disjoint|exclusive|incompatible|exhaustive|overlap\w*|correlated|together)\b/i;

/** The events that a probability asks about: `\Pr(A)`, `P(A \mid B)`, `P(A \cap B)`; of `P(A)` alone only where the words speak of events. */
function namesAsked(node: Node, spoken: boolean): readonly string[] {
  if (node.kind === 'expectation' && node.operator === 'P') return namesIn([...node.args, ...(node.given ?? [])]);
  if (node.kind !== 'apply' || node.inverse || node.head.key !== 'P') return [];
  const telling =
    spoken ||
    node.given !== undefined ||
    node.args.some((arg) => arg.kind === 'call' && /^(?:union|intersection)$/.test(arg.name));
  return telling ? namesIn([...node.args, ...(node.given ?? [])]) : [];
}

function namesIn(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap((node) => eventNames(node) ?? []);
}
