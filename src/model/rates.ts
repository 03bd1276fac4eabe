import type { Node } from '../formula/tree';
import { multiply, symbol } from '../kernel/build';
import { differentiate } from '../kernel/differentiate';
import type { Fuel } from '../kernel/fuel';
import { simpleSum } from '../kernel/simplify';
import { freeSymbols, someSubterm } from '../kernel/structure';
import type { Term } from '../kernel/term';

/** What a symbol such as `\frac{dy}{dx}`, `y''` or `\dot{r}` stands for: the derivative of a quantity whose rule is not known. */
export interface Rate {
  /** The quantity that changes. */
  readonly of: string;
  /** What it changes with; undefined for primes, which do not say it; empty for differentials, where it does not matter. */
  readonly by: string | undefined;
  readonly order: number;
}

/** The symbol of a rate, as it is printed: of order 1 `\frac{d y}{d x}`. */
export function rateSymbol(of: string, by: string, order = 1): string {
  const raised = order === 1 ? '' : `^${order}`;
  return `\\frac{d${raised} ${of}}{d ${by}${raised}}`;
}

/** The symbol of a differential: `dx` in `du = 2x\,dx`. It is the rate by something that is not named. */
export function differentialSymbol(of: string): string {
  return `\\,d${of}`;
}

/** The rate that a symbol stands for by its name; undefined for other symbols. */
export function rateOf(name: string): Rate | undefined {
  const quotient = /^\\frac\{d(?:\^(\d))? (.+)\}\{d (.+?)(?:\^\d)?\}$/.exec(name);
  if (quotient?.[2] !== undefined && quotient[3] !== undefined)
    return { of: quotient[2], by: quotient[3], order: Number(quotient[1] ?? 1) };
  const differential = /^\\,d(\S+)$/.exec(name);
  if (differential?.[1] !== undefined) return { of: differential[1], by: '', order: 1 };
  const primed = /^([A-Za-z]|\\[a-z]+)('{1,4})$/.exec(name);
  if (primed?.[1] !== undefined) return { of: primed[1], by: undefined, order: primed[2]?.length ?? 1 };
  const dotted = /^\\(d{1,2})ot\{?([A-Za-z]|\\[a-z]+)\}?$/.exec(name);
  return dotted?.[2] === undefined ? undefined : { of: dotted[2], by: 't', order: dotted[1]?.length ?? 1 };
}

/** Whether a letter usually changes with a variable, where nothing is said of it. */
export function usuallyDepends(name: string, variable: string): boolean {
  return variable === 't' ? /^(?:[xyzuvwrshAVPQ]|\\theta|\\phi)(?:_.*)?$/.test(name) : /^[yzuvw]$/.test(name);
}

/**
 * The derivative of a term by a variable with which some of its symbols change: ∂/∂v plus, for each of them, ∂/∂s times its rate. Undefined where a
 * function in it has no rule. Throws `OutOfFuel`.
 */
export function totalDerivative(
  term: Term,
  variable: string,
  rates: ReadonlyMap<string, string>,
  fuel: Fuel,
): Term | undefined {
  const parts = [differentiate(term, variable, fuel)];
  for (const name of freeSymbols(term)) {
    const rate = rates.get(name);
    if (rate === undefined || name === variable) continue;
    parts.push(multiply([differentiate(term, name, fuel), symbol(rate)]));
  }
  const unknown = parts.some((part) => someSubterm(part, ({ kind }) => kind === 'derivative'));
  return unknown ? undefined : simpleSum(parts, fuel);
}

/** Which rates a document speaks of, and whether it speaks of derivatives at all: only then is `y'` the derivative of y. */
export class RatesSeen {
  /** It has integrals, so that `dx` outside of them is a differential. */
  integrates = false;
  private speaks = false;
  /** For each quantity what it is differentiated by in `\\frac{dy}{dx}`. */
  private readonly quotients = new Map<string, Set<string>>();
  private readonly primed = new Set<string>();

  addProse(text: string): void {
    this.speaks ||= talkOfDerivatives.test(text);
  }

  /** Takes in one part of a formula. */
  add(node: Node): void {
    this.integrates ||= node.kind === 'integral';
    if (node.kind === 'derivative') {
      this.speaks = true;
      const [by] = node.variables;
      if (node.style !== 'd' || node.operand.kind !== 'symbol' || by?.variable.kind !== 'symbol') return;
      const known = this.quotients.get(node.operand.key);
      if (known) known.add(by.variable.key);
      else this.quotients.set(node.operand.key, new Set([by.variable.key]));
    } else if (node.kind === 'symbol') {
      const rate = rateOf(node.key);
      if (rate && rate.by === undefined) this.primed.add(rate.of);
    }
  }

  /** The rate that a primed symbol stands for, under the name that it has as a quotient if it is written so too; undefined where it is no derivative. */
  ofPrimed(key: string): Rate | undefined {
    const rate = rateOf(key);
    // Where the variable is primed too, both are other points or other coordinates.
    if (!rate || rate.by !== undefined || !this.speaks || this.primed.has('x') || this.primed.has('t'))
      return undefined;
    const [by, ...others] = this.quotients.get(rate.of) ?? [];
    return others.length === 0 ? { ...rate, by } : rate;
  }

  /** The symbol for the derivative of a quantity by a variable, where the document has one. */
  symbolFor(of: string, by: string): string | undefined {
    if (this.quotients.get(of)?.has(by) === true) return rateSymbol(of, by);
    const prime = `${of}'`;
    return this.primed.has(of) && this.ofPrimed(prime) && usualVariable(by) ? prime : undefined;
  }
}

function usualVariable(name: string): boolean {
  return name === 'x' || name === 't';
}

const talkOfDerivatives =
  /\b(?:derivatives?|differentia\w+|tangents?|slopes?|velocit\w+|accelerat\w+|rates?|critical points?|extrem\w+|ODEs?)\b/i;
