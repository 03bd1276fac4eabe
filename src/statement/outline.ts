import { follows, isRoman, orderOf, sameForm, type Frame } from './frame';
import { Frames } from './frames';
import { romanValue, type Label, type Place } from './label';
import { Locals, type Local } from './locals';
import type { Outline } from './problem';
import { isBareNumber, type Prospect } from './prospect';
import { ScopeMap, type DraftScope } from './scopes';
import type { EnvironmentSign, LabelSign, Sign, SolutionSign } from './sign';

interface OpenEnvironment {
  readonly name: string;
  readonly role: EnvironmentSign['role'];
  /** What its end closes. */
  readonly closes: 'nothing' | 'problem' | Frame | Local;
}

/** More environments than this inside one another are not kept track of. */
const deepest = 200;

/** Puts the outline together, sign by sign. */
export class OutlineBuilder {
  private readonly scopes = new ScopeMap();
  private readonly locals = new Locals(this.scopes);
  private readonly frames = new Frames(this.scopes, this.locals);
  private readonly environments: OpenEnvironment[] = [];
  private readonly qualified = new Map<string, boolean>();
  /** A solution in a document without problems. */
  private loose: { readonly scope: DraftScope; readonly level: number | undefined } | undefined;
  /** The theorem whose proof may follow. */
  private theorem: DraftScope | undefined;

  take(sign: Sign, prospect: Prospect): void {
    switch (sign.kind) {
      case 'block':
        this.block(sign.level);
        this.locals.block(sign.level, sign.depth);
        break;
      case 'label':
        this.label(sign, prospect);
        break;
      case 'solution':
        this.solution(sign, prospect);
        break;
      case 'case':
        this.locals.openCase(sign, this.around());
        break;
      case 'cases end':
        this.locals.dropCases();
        break;
      case 'begin':
        this.begin(sign, prospect);
        break;
      case 'end':
        this.end(sign);
        break;
    }
    if (this.frames.deepest) this.loose = undefined;
    this.scopes.mark(sign.from, this.current());
  }

  finish(end: number): Outline {
    this.frames.closeTo(0, end);
    return { problems: this.frames.problems(), scopeAt: this.scopes.finder() };
  }

  private current(): DraftScope {
    return this.locals.innermost ?? this.around();
  }

  private around(): DraftScope {
    const frame = this.frames.deepest;
    if (frame) return frame.attempt?.scope ?? frame.body;
    return this.loose?.scope ?? this.scopes.document;
  }

  // Labels

  private label(sign: LabelSign, prospect: Prospect): void {
    this.theorem = undefined;
    const { word, path } = sign.label;
    const [first, ...rest] = path;
    if (word === 'problem') this.problem(sign, first, rest);
    else if (isBareNumber(sign) && first) this.number(sign, first, prospect);
    else if (word === undefined && first?.style === 'number') this.problem(sign, first, rest);
    else this.part(sign, path, prospect);
  }

  private problem(sign: LabelSign, first: Place | undefined, rest: readonly Place[]): void {
    const top = this.frames.stack[0];
    if (!first) {
      if (top && this.restates(sign, top)) this.backToStatement();
      else this.frames.openProblem(sign, undefined);
      return;
    }
    const same = top?.place.text === first.text ? top : undefined;
    if (rest.length === 0) {
      // "# Problem 3" and then "**Problem 3.** Let …"
      if (!same || same.solved || same.parts.size > 0) this.frames.openProblem(sign, first);
      return;
    }
    const known = same ?? this.frames.byId.get(first.text);
    if (known && known !== same) this.frames.reopen(known, sign);
    else if (known) this.frames.closeTo(1, sign.before);
    else this.frames.openProblem({ ...sign, title: `Problem ${first.text}` }, first);
    this.frames.openParts(rest, sign, known !== same);
  }

  /** A keyword without a number only repeats the open problem, unless it stands where problems start. */
  private restates(sign: LabelSign, top: Frame): boolean {
    const inSolution = this.frames.solving;
    if (!top.labelled) return !inSolution && sign.form.style !== 'heading' && top.form?.style === 'heading';
    const deeper = sign.form.style !== 'heading' || (top.form?.style === 'heading' && sign.form.depth > top.form.depth);
    return deeper || !inSolution;
  }

  private backToStatement(): void {
    const frame = this.frames.deepest;
    if (frame) frame.attempt = undefined;
    this.locals.clear();
  }

  private number(sign: LabelSign, place: Place, prospect: Prospect): void {
    const key = sign.form.style === 'heading' ? 'heading' : `${sign.form.style} ${sign.form.depth}`;
    const qualifies = this.qualified.get(key) ?? prospect.developed;
    this.qualified.set(key, qualifies);
    const top = this.frames.stack[0];
    if (!top) {
      if (qualifies && !this.locals.innermost && !this.loose) this.frames.openProblem(sign, place, true);
      return;
    }
    if (!top.listed) {
      this.numberedPart(top, sign, place, prospect);
      return;
    }
    if (top.form?.style !== sign.form.style) return;
    if (sign.form.style === 'item' && top.form.depth !== sign.form.depth) return;
    const frame = this.frames.stack.find((f) => f.attempt) ?? top;
    const continues = orderOf(place) === orderOf(top.place) + 1;
    const inner = frame.inner && sameForm(frame.inner.form, sign.form) && follows(place, frame.inner.place);
    const later = orderOf(place) > orderOf(top.place);
    if (later && (prospect.developed || (continues && !inner) || !frame.attempt))
      this.frames.openProblem(sign, place, true);
    else frame.inner = { form: sign.form, place };
  }

  /** Numbers of a list are parts of a problem with a title if the first of them is followed by its own solution. */
  private numberedPart(top: Frame, sign: LabelSign, place: Place, prospect: Prospect): void {
    const begins = place.text === '1' && prospect.developed && top.parts.size === 0 && !this.frames.solving;
    const goesOn = top.last?.style === 'number';
    if (!begins && !(goesOn && this.opensPart(top, place, sign, { ...prospect, answered: prospect.developed }))) return;
    this.frames.closeTo(this.frames.stack.indexOf(top) + 1, sign.before);
    this.frames.openParts([place], sign, top.attempt !== undefined);
  }

  private part(sign: LabelSign, path: readonly Place[], prospect: Prospect): void {
    const [first, ...rest] = path;
    if (!first) return;
    const top = this.frames.stack[0];
    const lettered = top?.kind === 'part' ? undefined : top;
    const deepest = this.frames.deepest;
    const underLetter =
      deepest && isRoman(deepest.place) && this.frames.stack.length > 1
        ? this.frames.stack[this.frames.stack.length - 2]
        : deepest;
    const value = first.style === 'letter' ? romanValue(first.text) : undefined;
    const roman =
      value !== undefined &&
      (first.text.length > 1 ||
        (value === 1 && lettered?.last?.text !== 'h') ||
        romanValue(underLetter?.last?.text ?? '') === value - 1);
    const parent = roman && underLetter ? underLetter : lettered;
    if (!this.opensPart(parent, first, sign, prospect)) return;
    if (!parent) this.frames.openProblem(sign, first);
    else {
      this.frames.closeTo(this.frames.stack.indexOf(parent) + 1, sign.before);
      this.frames.openParts([first], sign, parent.attempt !== undefined);
    }
    if (rest.length > 0) this.frames.openParts(rest, sign, false);
  }

  private opensPart(parent: Frame | undefined, place: Place, sign: LabelSign, prospect: Prospect): boolean {
    const child = this.frames.stack[parent ? this.frames.stack.indexOf(parent) + 1 : 0];
    if (!parent && !child) return prospect.answered && !this.loose && !this.locals.innermost;
    const last = parent ? parent.last : child?.place;
    if (parent?.attempt) {
      // In the solution of the whole problem: the parts of the statement, in their order.
      if (child && orderOf(place) <= orderOf(child.place)) return false;
      return (
        parent.parts.has(place.text) ||
        prospect.answered ||
        (parent.parts.size > 0 && last !== undefined && follows(place, last))
      );
    }
    const solving = child?.attempt;
    if (!solving && child?.form?.style === 'item' && sign.form.style === 'item' && sign.form.depth > child.form.depth) {
      // A list inside the statement of a part.
      return prospect.answered;
    }
    if (!child || !solving) return !prospect.enumerates && (place.style !== 'number' || !this.frames.solving);
    const next = last !== undefined && follows(place, last);
    const inner =
      child.inner !== undefined && sameForm(child.inner.form, sign.form) && follows(place, child.inner.place);
    if (prospect.answered && (next || !inner)) return true;
    if (next && !inner && child.form && sameForm(child.form, sign.form)) return true;
    child.inner = { form: sign.form, place };
    return false;
  }

  // Solutions

  private solution(sign: SolutionSign, prospect: Prospect): void {
    this.locals.dropCases();
    if (sign.of) {
      this.solutionOf(sign, sign.of);
      return;
    }
    const numbered = sign.number === undefined ? undefined : this.frames.byId.get(sign.number);
    if (numbered && numbered !== this.frames.stack[0]) {
      this.frames.reopen(numbered, sign);
      this.frames.attempt(numbered, sign.word, true);
      return;
    }
    const frame = this.frames.deepest;
    if (!frame) {
      if (sign.vague || this.locals.innermost) return;
      this.loose = {
        scope: this.scopes.create('solution', this.theorem ?? this.scopes.document, undefined),
        level: sign.level,
      };
      return;
    }
    if (this.onlyResult(frame, sign, prospect)) return;
    const parent = this.frames.stack[this.frames.stack.length - 2];
    if (parent && this.solvesWhole(parent, frame, sign, prospect)) {
      this.frames.closeTo(this.frames.stack.length - 1, sign.before);
      this.frames.attempt(parent, sign.word, sign.fresh);
    } else this.frames.attempt(frame, sign.word, sign.fresh || sign.number !== undefined);
  }

  private solutionOf(sign: SolutionSign, label: Label): void {
    const [first, ...rest] = label.path;
    if (!first) return;
    let places: readonly Place[] = label.path;
    if (first.style === 'number' || label.word === 'problem') {
      const known = this.frames.byId.get(first.text);
      if (!known) this.frames.openProblem(sign, first);
      else if (known === this.frames.stack[0]) this.frames.closeTo(1, sign.before);
      else this.frames.reopen(known, sign);
      places = rest;
    } else if (this.frames.stack[0]) this.frames.closeTo(1, sign.before);
    else return;
    this.frames.openParts(places, sign, true);
    const frame = this.frames.deepest;
    if (frame) this.frames.attempt(frame, sign.word, sign.fresh);
  }

  /** "Answer: 42" at the end of a long text: the text is the solution, this is its last line. */
  private onlyResult(frame: Frame, sign: SolutionSign, prospect: Prospect): boolean {
    return (
      sign.word === 'answer' && sign.level === undefined && this.frames.blocks - frame.blocks > 4 && prospect.blocks < 3
    );
  }

  /** Whether a solution behind the statement of a part is that of all parts. */
  private solvesWhole(parent: Frame, part: Frame, sign: SolutionSign, prospect: Prospect): boolean {
    if (part.attempt || parent.attempt || part.solved) return false;
    for (const sibling of parent.parts.values()) if (sibling.solved) return false;
    if (sign.level !== undefined && parent.form?.style === 'heading' && sign.level <= parent.form.depth) return true;
    if (prospect.nextPart !== undefined && parent.parts.keys().next().value === prospect.nextPart) return true;
    return parent.parts.size > 1;
  }

  private block(level: number | undefined): void {
    this.frames.blocks++;
    if (level === undefined) return;
    this.theorem = undefined;
    if (this.loose?.level !== undefined && level <= this.loose.level) this.loose = undefined;
  }

  // Environments

  private begin(sign: EnvironmentSign, prospect: Prospect): void {
    switch (sign.role) {
      case 'problem':
        this.beginProblem(sign);
        return;
      case 'solution':
        this.beginSolution(sign, prospect);
        return;
      case 'theorem': {
        if (this.frames.stack.length === 0) this.loose = undefined;
        this.beginLocal(sign, 'statement', this.current());
        return;
      }
    }
  }

  private beginProblem(sign: EnvironmentSign): void {
    const top = this.frames.stack[0];
    if (top && this.frames.stack.length === 1 && !top.solved && !top.environment && top.form?.style === 'heading')
      top.environment = true;
    else {
      const place = /^\d{1,3}(?:\.\d{1,3})*/.exec(
        sign.title?.replace(/^(?:problem|question|exercise)\s*/i, '') ?? '',
      )?.[0];
      this.frames.openProblem(sign, place === undefined ? undefined : { style: 'number', text: place });
    }
    this.opened(sign, 'problem');
  }

  private beginSolution(sign: EnvironmentSign, prospect: Prospect): void {
    const frame = this.frames.deepest;
    if ((this.theorem && sign.name === 'proof') || !frame) {
      this.beginLocal(sign, 'solution', this.theorem ?? this.current());
      this.theorem = undefined;
      return;
    }
    if (this.frames.stack.some((f) => f.attempt && f.attempt.word !== '')) {
      this.opened(sign, 'nothing');
      return;
    }
    const { from, before } = sign;
    const title = sign.title ?? '';
    this.solution(
      {
        kind: 'solution',
        from,
        before,
        word: sign.name,
        level: undefined,
        of: undefined,
        number: undefined,
        fresh: false,
        vague: false,
        title,
      },
      prospect,
    );
    const solved = this.frames.deepest;
    this.opened(sign, solved ?? 'nothing');
  }

  private beginLocal(sign: EnvironmentSign, kind: 'statement' | 'solution', parent: DraftScope): void {
    const scope = this.scopes.create(kind, parent, parent.problem);
    const local = this.locals.push(scope);
    this.opened(sign, local);
  }

  private opened(sign: EnvironmentSign, closes: OpenEnvironment['closes']): void {
    if (this.environments.length < deepest) this.environments.push({ name: sign.name, role: sign.role, closes });
  }

  private end(sign: EnvironmentSign): void {
    let place = this.environments.length - 1;
    while (place >= 0 && this.environments[place]?.name !== sign.name) place--;
    const open = this.environments[place];
    if (!open) return;
    this.environments.length = place;
    const { closes } = open;
    if (closes === 'nothing') return;
    if (closes === 'problem') this.endProblem(sign);
    else if ('scope' in closes) this.endLocal(closes, open.role);
    else this.endSolution(closes, sign);
  }

  private endProblem(sign: EnvironmentSign): void {
    const top = this.frames.stack[0];
    if (!top) return;
    if (top.solved) this.frames.closeTo(0, sign.to);
    else {
      this.frames.closeTo(1, sign.before);
      // What follows the statement is its solution, with or without an environment of its own.
      this.frames.attempt(top, '', true);
    }
  }

  private endSolution(frame: Frame, sign: EnvironmentSign): void {
    const depth = this.frames.stack.indexOf(frame);
    if (depth < 0) return;
    this.frames.closeTo(depth + 1, sign.before);
    this.locals.clear();
    frame.attempt = undefined;
  }

  private endLocal(local: Local, role: EnvironmentSign['role']): void {
    if (this.locals.close(local)) this.theorem = role === 'theorem' ? local.scope : undefined;
  }
}
