import type { DraftNode, Frame } from './frame';
import type { Place } from './label';
import type { Locals } from './locals';
import type { ProblemNode } from './problem';
import type { DraftScope, ScopeMap } from './scopes';
import type { LabelSign, Sign, SolutionSign } from './sign';

/** The problems and parts that are open, the outermost first, and those that were. */
export class Frames {
  readonly stack: Frame[] = [];
  /** Every frame by its id: the solution of a problem may come long after its statement. */
  readonly byId = new Map<string, Frame>();
  /** How many headings and paragraphs were read. */
  blocks = 0;
  private readonly roots: DraftNode[] = [];
  private readonly ids = new Map<string, number>();

  constructor(
    private readonly scopes: ScopeMap,
    private readonly locals: Locals,
  ) {}

  get deepest(): Frame | undefined {
    return this.stack[this.stack.length - 1];
  }

  get solving(): boolean {
    return this.stack.some((frame) => frame.attempt);
  }

  problems(): readonly ProblemNode[] {
    return this.roots.map(frozen);
  }

  openProblem(sign: Sign & { readonly title?: string | undefined }, place: Place | undefined, listed = false): Frame {
    this.closeTo(0, sign.before);
    const counted: Place = place ?? { style: 'number', text: String(this.roots.length + 1) };
    const bare = sign.kind === 'label' && sign.label.word === undefined && counted.style === 'letter';
    const id = this.uniqueId(bare ? `(${counted.text})` : counted.text);
    const node: DraftNode = {
      id,
      title: sign.title || `Problem ${counted.text}`,
      span: { from: sign.from, to: sign.from },
      children: [],
    };
    this.roots.push(node);
    return this.push(node, counted, bare ? 'part' : 'problem', sign, this.scopes.document, {
      labelled: place !== undefined,
      listed,
    });
  }

  openParts(places: readonly Place[], sign: LabelSign | SolutionSign, inSolution: boolean): void {
    for (const place of places) {
      const parent = this.stack[this.stack.length - 1];
      if (!parent) return;
      const known = parent.parts.get(place.text);
      if (known && inSolution) {
        this.locals.clear();
        this.stack.push(known);
        this.attempt(known, 'part', true);
      } else {
        const node: DraftNode = {
          id: this.uniqueId(`${parent.node.id}(${place.text})`),
          title: sign.title,
          span: { from: sign.from, to: sign.from },
          children: [],
        };
        parent.node.children.push(node);
        const frame = this.push(node, place, 'part', sign, parent.attempt?.scope ?? parent.body, {
          labelled: true,
          listed: false,
        });
        parent.parts.set(place.text, frame);
      }
      parent.last = place;
    }
  }

  private push(
    node: DraftNode,
    place: Place,
    kind: Frame['kind'],
    sign: Sign,
    parent: DraftScope,
    how: { readonly labelled: boolean; readonly listed: boolean },
  ): Frame {
    this.locals.clear();
    const outer = this.scopes.create(kind, parent, node.id);
    const frame: Frame = {
      node,
      place,
      kind,
      form: sign.kind === 'label' ? sign.form : undefined,
      ...how,
      body: this.scopes.create('statement', outer, node.id),
      parts: new Map(),
      last: undefined,
      attempt: undefined,
      solved: false,
      ended: false,
      environment: sign.kind === 'begin',
      blocks: this.blocks,
      inner: undefined,
    };
    this.stack.push(frame);
    if (!this.byId.has(node.id)) this.byId.set(node.id, frame);
    return frame;
  }

  /** A problem whose solution follows later in the document. */
  reopen(frame: Frame, sign: Sign): void {
    this.closeTo(0, sign.before);
    this.stack.push(frame);
    this.locals.clear();
  }

  closeTo(depth: number, at: number): void {
    if (this.stack.length > depth) this.locals.clear();
    while (this.stack.length > depth) {
      const frame = this.stack.pop();
      if (!frame) return;
      frame.attempt = undefined;
      frame.inner = undefined;
      if (!frame.ended) frame.node.span = { from: frame.node.span.from, to: Math.max(at, frame.node.span.from) };
      frame.ended = true;
      if (!frame.solved) frame.body.kind = frame.kind;
    }
  }

  private uniqueId(id: string): string {
    const count = (this.ids.get(id) ?? 0) + 1;
    this.ids.set(id, count);
    return count === 1 ? id : this.uniqueId(`${id}-${count}`);
  }

  /** Begins a solution, or stays in the open one: "Answer:" at the end of a solution is part of it. */
  attempt(frame: Frame, word: string, fresh: boolean): void {
    const open = frame.attempt;
    if (open && !fresh && (open.word !== word || word === 'answer')) {
      if (open.word === 'part' || open.word === '') frame.attempt = { scope: open.scope, word };
      return;
    }
    this.locals.clear();
    frame.attempt = { scope: this.scopes.create('solution', frame.body, frame.node.id), word };
    if (frame.solved) return;
    for (const owner of this.stack) owner.solved = true;
    frame.solved = true;
    for (const owner of this.stack) owner.body.kind = 'statement';
    for (const part of frame.parts.values()) part.body.kind = 'statement';
  }
}

function frozen(node: DraftNode): ProblemNode {
  return { id: node.id, title: node.title, span: node.span, children: node.children.map(frozen) };
}
