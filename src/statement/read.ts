import type { Chain, Node, Relation, SequenceItem } from '../formula/tree';
import { cover } from '../text/span';
import { statesRelation, isCompound } from '../formula/shape';
import { announcesStep, isAside, isSameName, joinIn, kindOfOr, resumesExpression } from './aside';
import { becomesBetween, rewrittenSide } from './becomes';
import {
  growthWords,
  relationInWords,
  saysIndependent,
  splitByGrowth,
  toDegree,
  type SplitByWords,
} from './growth-words';
import { standingOf, type Standing } from './cues';
import { inherited } from './inherited';
import type { Passage, Sentence } from './sentence';
import { holdsIn, type Attitude, type Link, type Scope, type Step } from './statement';

/** Finds the scope of an offset. */
export type ScopeAt = (offset: number) => Scope;

/** Every relation at the top level of the document's formulas, in order, with its standing. */
export function readLinks(sentences: readonly Sentence[], scopeAt: ScopeAt): readonly Link[] {
  const reader = new LinkReader(scopeAt);
  for (const sentence of sentences)
    sentence.passages.forEach((passage, k) => reader.read(passage, sentence.passages[k + 1]));
  return reader.links;
}

/** What an expression goes on from: the last operand that was written. */
interface Current {
  readonly node: Node;
  readonly head: Node;
  readonly chain: number;
  readonly size: number;
  readonly passage: Passage;
  /** Counts the passages of the document: an expression is taken up from the passage right before only. */
  readonly place: number;
  readonly scope: Scope;
}

/** So many formulas may stand between an expression and the line that goes on with it. */
const farthestAside = 4;

/** "Similarly", "the equation of this line is", "the maximum occurs at", "equality holds when": what is said then follows from nothing that stands right before. */
const speaksOfAnother =
  /\b(?:similarly|likewise|equation of [^,;.]*? is:?\s*$|has (?:the )?equation:?\s*$|at\s*$|(?:occurs?|holds?|attained|achieved|reached) (?:only |exactly )?(?:when|iff|if and only if)\s*$)/i;
const isEither = /\beither\s*$/i;
const opensAlternative = /^\s*,?\s*(?:or|and\/or)\b/i;

class LinkReader {
  readonly links: Link[] = [];
  private current: Current | undefined;
  /** The last side of the last chain that is no aside: what "the expression" means. */
  private running: Current | undefined;
  private chains = 0;
  private place = 0;
  private passage!: Passage;
  private standing: Standing = { attitude: 'stated', cue: undefined, underCondition: false, tellsValues: false };
  /** The word inside the formula that makes a condition of what follows: `E = d^2 \\text{ for } d = 64`. */
  private condition: string | undefined;
  /** The passage is a further one of a list that its standing was said of. */
  private goesOn = false;
  private scope!: Scope;
  private joined: Link['joined'];

  constructor(private readonly scopeAt: ScopeAt) {}

  read(passage: Passage, next?: Passage): void {
    this.passage = passage;
    this.place++;
    const own = standingOf(passage);
    const inheritance = inherited(passage, this.standing, own);
    this.goesOn = inheritance !== undefined;
    this.standing = inheritance ?? own;
    this.scope = this.scopeAt(passage.span.from);
    if (this.current && (this.current.place < this.place - 1 || !holdsIn(this.current.scope, this.scope)))
      this.current = undefined;
    const or = kindOfOr(passage.previous, passage);
    this.joined = passage.previous && or === 'alternative' && passage.since.trim() ? joinIn(passage.since) : undefined;
    const alternative =
      (opensAlternative.test(passage.tail) && !(next && kindOfOr(passage, next) !== 'alternative')) ||
      (/\bor\s*$/i.test(passage.since) && or !== 'same') ||
      isEither.test(passage.since) ||
      (this.standing.tellsValues && (listsValues(passage.previous, passage) || listsValues(passage, next)));
    const attitude = or !== 'alternative' && this.standing.attitude === 'stated' ? 'concluded' : this.standing.attitude;
    this.statement(passage.formula.root, attitude, undefined, alternative);
  }

  private statement(node: Node, attitude: Attitude, step: Step | undefined, several: boolean): void {
    switch (node.kind) {
      case 'chain':
        this.chain(node, attitude, step, several);
        return;
      case 'sequence':
        this.sequence(node.items, attitude, step);
        return;
      case 'logic':
        this.logic(node, attitude, step, several);
        return;
      case 'group':
        if (node.style !== 'boxed' || !statesRelation(node.body)) this.expression(node, attitude);
        else this.statement(node.body, attitude, step, several);
        return;
      case 'quantified':
        this.statement(node.body, attitude === 'denied' ? 'denied' : attitude, step, several);
        return;
      case 'annotated':
        this.statement(node.body, attitude, step, several);
        return;
      default:
        this.expression(node, attitude);
    }
  }

  private sequence(items: readonly SequenceItem[], attitude: Attitude, step: Step | undefined): void {
    let own = attitude;
    let lists = false;
    items.forEach((item, index) => {
      const word = item.word?.toLowerCase() ?? '';
      this.condition = /\b(?:if|when|for|unless)\b/.exec(word)?.[0] ?? this.condition;
      if (/\b(if|where|when|for|with|provided|unless|given|assuming)\b/.test(word)) own = 'assumed';
      else if (/\b(so|thus|hence|therefore|then|which gives|gives)\b/.test(word)) own = 'concluded';
      const bare = !statesRelation(item.node);
      if (bare && index > 0 && item.separator !== 'row' && lists) {
        if (joinIn(item.word ?? ',') !== undefined) this.addValue(item.node); // "x = 2, 3"
        return;
      }
      lists = !bare;
      const apart = item.separator === 'row' || (item.separator === 'space' && item.word === undefined);
      if (index > 0) this.joined = apart ? undefined : joinIn(item.word ?? ',');
      const next = items[index + 1];
      const several =
        next !== undefined &&
        (next.separator === 'comma' || /\bor\b/i.test(next.word ?? '')) &&
        (!statesRelation(next.node) || /\bor\b/i.test(next.word ?? ''));
      const alternative = /\bor\b/.test(word);
      this.statement(item.node, own, index === 0 ? step : undefined, several || alternative);
    });
    this.condition = undefined;
  }

  private logic(
    node: Extract<Node, { kind: 'logic' }>,
    attitude: Attitude,
    step: Step | undefined,
    several: boolean,
  ): void {
    switch (node.connective) {
      case 'implies':
      case 'iff': {
        const before = this.links.length;
        this.statement(node.left, attitude, step, false);
        const from = this.lastLink(before);
        const kind = node.connective;
        this.joined = undefined;
        this.statement(
          node.right,
          attitude === 'denied' || attitude === 'asked' ? attitude : 'concluded',
          from === undefined ? undefined : { kind, how: 'arrow', from },
          several,
        );
        return;
      }
      case 'implied-by':
        this.statement(node.right, attitude, undefined, false);
        this.statement(node.left, attitude, undefined, false);
        return;
      case 'and':
        this.statement(node.left, attitude, step, false);
        this.joined = undefined;
        this.statement(node.right, attitude, undefined, false);
        return;
      case 'or':
        this.statement(node.left, attitude, step, true);
        this.joined = 'or';
        this.statement(node.right, attitude, undefined, true);
        return;
      case 'not':
        this.statement(node.right, 'denied', undefined, false);
        return;
    }
  }

  private lastLink(before: number): number | undefined {
    if (this.links.length > before) return this.links.length - 1;
    // An arrow that begins a row or a formula goes on from the relation before it.
    const last = this.links[before - 1];
    return last && last.passage.sentence >= this.passage.sentence - 1 && holdsIn(last.scope, this.scope)
      ? before - 1
      : undefined;
  }

  private chain(written: Chain, attitude: Attitude, step: Step | undefined, several: boolean): void {
    const node = withWords(written);
    const first = node.operands[0];
    if (!first) return;
    const goesOn = first.kind === 'empty' ? this.continued() : undefined;
    const chain = goesOn?.chain ?? this.chains++;
    const head = goesOn?.head ?? first;
    const base = goesOn?.size ?? 0;
    if (first.kind !== 'empty') {
      this.become(first, attitude, true);
      // Of "L = R" behind "expanding the right side" the first side is the old one.
      if (rewrittenSide(this.passage.since) === 'left') this.rewriteSide(first, attitude);
    }
    let left = goesOn?.node ?? first;
    const size = base + node.relations.length;
    const follows = step ?? (goesOn ? undefined : this.stepFromLine(first, attitude));
    node.relations.forEach((relation, index) => {
      const right = node.operands[index + 1];
      if (!right) return;
      this.push({
        left,
        right,
        relation,
        attitude: goesOn && attitude === 'stated' ? 'concluded' : attitude,
        index: base + index,
        size,
        chain,
        head,
        step: index === 0 ? follows : undefined,
        implicit: false,
        several: several && (index === node.relations.length - 1 || isEither.test(this.passage.since)),
        ownLeft: index === 0 && goesOn !== undefined ? undefined : left,
      });
      left = right;
    });
    this.current = { node: left, head, chain, size, passage: this.passage, place: this.place, scope: this.scope };
    if (goesOn || !isAside(this.passage)) this.running = this.current;
  }

  /** A relation on a new line, or behind "so" in the same paragraph, may follow from the one before it. */
  private stepFromLine(first: Node, attitude: Attitude): Step | undefined {
    const from = this.links.length - 1;
    const last = this.links[from];
    if (!last || attitude === 'assumed' || attitude === 'asked' || attitude === 'denied') return undefined;
    if (this.goesOn || speaksOfAnother.test(this.passage.since)) return undefined;
    if (this.opensSolution()) return this.stepFromProblem(attitude);
    if (last.attitude === 'asked' || last.attitude === 'denied' || !holdsIn(last.scope, this.scope)) return undefined;
    const apart = this.passage.sentence - last.passage.sentence;
    // What follows from a condition goes on from nothing that stands outside of it, and nothing outside from that.
    const announced = announcesStep(this.passage.since);
    if (apart > (this.standing.underCondition || last.underCondition ? 0 : announced ? 2 : 1)) return undefined;
    const word = attitude === 'concluded' || announced;
    if (!word && this.passage.origin !== 'display' && !isSameName(first, last.left)) return undefined;
    // "Expanding and using $c = 2$": what is put in is no result.
    if (/\b(?:using|since|because|with|recall(?:ing)?|plugging in)\s*$/i.test(this.passage.since)) return undefined;
    return { kind: 'implies', how: word ? 'word' : 'line', from };
  }

  private opensSolution(): boolean {
    const last = this.links[this.links.length - 1];
    return last?.scope.kind === 'statement' && this.scope.kind !== 'statement' && holdsIn(last.scope, this.scope);
  }

  /** The first relation of a solution follows from the equation of the problem, where that is its only one. */
  private stepFromProblem(attitude: Attitude): Step | undefined {
    const from = this.links.length - 1;
    const [last, other] = [this.links[from], this.links[from - 1]];
    if (last?.relation.kind !== '=' || last.size > 1 || other?.scope.id === last.scope.id) return undefined;
    return { kind: 'implies', how: attitude === 'concluded' ? 'word' : 'line', from };
  }

  /** What a leading `=` goes on from: a chain, or an expression that is displayed; never one that is mentioned in a sentence. */
  private continued(): Current | undefined {
    const { passage } = this;
    const resumes = resumesExpression(passage);
    const current = resumes ? this.recentlyRunning() : this.current;
    if (!current || !(current.size > 0 || current.passage.origin === 'display')) return undefined;
    // Words that say what is equal name it: "Total $= 3 + 4$", "…, its area $= 12$"; words that say how or why do not.
    const clause =
      passage.since
        .replace(/\([^()]*\)/g, ' ')
        .split(/[,;:]/)
        .pop() ?? '';
    const names =
      /\p{L}/u.test(clause) &&
      !/^\W*(?:(?:so|thus|hence|and|then|therefore|which|that|this|it|is|are|also|again|now|we|get|have|or|exactly|simply|just|approximately|about|equals?)\W*)+$/i.test(
        clause,
      );
    const explains =
      /^\W*(?:by|using|since|because|from|as|after|via|with)\b/i.test(clause) &&
      passage.sentence === current.passage.sentence;
    return passage.origin === 'inline' && names && !explains && !resumes ? undefined : current;
  }

  private recentlyRunning(): Current | undefined {
    const { running, place, scope } = this;
    return running && running.place >= place - farthestAside && holdsIn(running.scope, scope) ? running : undefined;
  }

  private expression(node: Node, attitude: Attitude): void {
    if (node.kind === 'empty' || this.grow(node, attitude)) return;
    this.listBehind(node);
    const claimed = this.become(node, attitude, false) ?? this.rewriteSide(node, attitude);
    this.current = claimed
      ? { ...claimed, node, passage: this.passage, place: this.place, scope: this.scope }
      : {
          node,
          head: node,
          chain: this.chains++,
          size: 0,
          passage: this.passage,
          place: this.place,
          scope: this.scope,
        };
  }

  /** `$x = 2$ or $3$`: a value that stands alone is another one of what is listed. */
  private listBehind(node: Node): void {
    const last = this.links[this.links.length - 1];
    if (this.joined !== undefined && last && last.passage === this.passage.previous) this.addValue(node);
  }

  private addValue(node: Node): void {
    const last = this.links.pop();
    if (!last) return;
    this.links.push(
      last.relation.kind === '=' && !last.implicit ? { ...last, further: [...last.further, node] } : last,
    );
  }

  /** Words may say how one expression grows with another: within the formula, or before it. Whether they did. */
  private grow(node: Node, attitude: Attitude): boolean {
    const within = splitByGrowth(node);
    const stated = within ?? this.growthBefore(node);
    if (!stated) return false;
    const { left, right, relation } = stated;
    const chain = this.chains++;
    this.push({
      left,
      right,
      relation,
      attitude,
      index: 0,
      size: 1,
      chain,
      head: left,
      step: undefined,
      implicit: true,
      several: false,
      ownLeft: within ? left : undefined,
    });
    this.current = undefined;
    return true;
  }

  /** `$E[S^2]$ scales with $d^2$ and is independent of $m$` */
  private growthBefore(node: Node): SplitByWords | undefined {
    const { passage, current } = this;
    const span = { from: node.span.from, to: node.span.from };
    const words = growthWords(passage.since);
    if (words && current?.place === this.place - 1 && current.passage.sentence === passage.sentence)
      return { left: current.node, right: toDegree(node, words.degree), relation: relationInWords(words.verb, span) };
    const last = this.links[this.links.length - 1];
    if (
      last?.relation.kind !== 'propto' ||
      last.passage.sentence !== passage.sentence ||
      !saysIndependent(passage.since)
    )
      return undefined;
    return { left: last.left, right: node, relation: relationInWords(passage.since.trim(), span) };
  }

  /** The text may say that the expression before turns into this one: then that is a relation "=" between them. */
  private become(
    node: Node,
    attitude: Attitude,
    stated: boolean,
  ): { head: Node; chain: number; size: number } | undefined {
    const current = this.current;
    if (!current || current.passage === this.passage || !becomesBetween(current.passage, this.passage))
      return undefined;
    // "x = 1 - x, which simplifies to 2x = 1": one equation turns into another, not a side into a side.
    if (stated && current.size > 0) return undefined;
    // "multiply 8 and 2, which equals 16": a lone number or letter is not what is simplified.
    if (!isCompound(current.node)) return undefined;
    const relation: Relation = { kind: '=', span: { from: node.span.from, to: node.span.from }, negated: false };
    this.push({
      left: current.node,
      right: node,
      relation,
      attitude: attitude === 'denied' || attitude === 'asked' ? attitude : 'concluded',
      index: current.size,
      size: current.size + 1,
      chain: current.chain,
      head: current.head,
      step: undefined,
      implicit: true,
      several: false,
      ownLeft: undefined,
    });
    return { head: current.head, chain: current.chain, size: current.size + 1 };
  }

  /** "Expanding the left side, we get …": one side of the equation before turns into this expression. */
  private rewriteSide(node: Node, attitude: Attitude): { head: Node; chain: number; size: number } | undefined {
    const side = rewrittenSide(this.passage.since);
    const last = this.links[this.links.length - 1];
    if (
      !side ||
      !last ||
      this.current?.chain !== last.chain ||
      this.current.passage === this.passage ||
      last.passage.origin !== 'display'
    )
      return undefined;
    const head = side === 'left' ? last.head : last.right;
    if (head.kind === 'empty') return undefined;
    const chain = this.chains++;
    const relation: Relation = { kind: '=', span: { from: node.span.from, to: node.span.from }, negated: false };
    const standing = attitude === 'denied' || attitude === 'asked' ? attitude : 'concluded';
    this.push({
      left: head,
      right: node,
      relation,
      attitude: standing,
      index: 1,
      size: 2,
      chain,
      head,
      step: undefined,
      implicit: true,
      several: false,
      ownLeft: undefined,
    });
    return { head, chain, size: 2 };
  }

  private push(
    link: Omit<
      Link,
      'span' | 'wholeSpan' | 'passage' | 'cue' | 'underCondition' | 'scope' | 'joined' | 'further' | 'opens'
    > & { ownLeft: Node | undefined },
  ): void {
    const { ownLeft, ...rest } = link;
    const missing = link.right.kind === 'empty';
    const span = missing ? link.relation.span : link.right.span;
    const start = ownLeft && ownLeft.kind !== 'empty' ? ownLeft.span : link.relation.span;
    this.links.push({
      ...rest,
      span,
      wholeSpan: cover(start, span),
      passage: this.passage,
      // A value or an exception goes for its formula; a range tells more of its letter.
      cue:
        link.attitude === 'assumed' && /^!?=$/.test(link.relation.kind)
          ? (this.condition ?? this.standing.cue)
          : this.standing.cue,
      underCondition: this.standing.underCondition,
      joined: link.index === 0 ? this.joined : undefined,
      further: [],
      scope: this.scope,
      opens: link.index === 0 && this.opensSolution() && !speaksOfAnother.test(this.passage.since),
    });
  }
}

/** "$x = 2$ and $x = 3$": two values of one letter, of which each is possible. */
function listsValues(first: Passage | undefined, second: Passage | undefined): boolean {
  if (!second || joinIn(second.since) !== 'and') return false;
  const [name, other] = [first?.formula.root, second.formula.root].map((root) => {
    const left =
      root?.kind === 'chain' && root.operands.length === 2 && root.relations[0]?.kind === '=' && root.operands[0];
    return left && left.kind === 'symbol' ? left.key : undefined;
  });
  return name !== undefined && name === other && first?.sentence === second.sentence;
}

/** A chain whose last side goes on in words: `a = b \text{ scales with } c`. */
function withWords(node: Chain): Chain {
  const last = node.operands[node.operands.length - 1];
  const split = last && splitByGrowth(last);
  if (!split) return node;
  return {
    ...node,
    operands: [...node.operands.slice(0, -1), split.left, split.right],
    relations: [...node.relations, split.relation],
  };
}
