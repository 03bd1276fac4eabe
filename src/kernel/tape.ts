import { symbol } from './build';
import { Algebra } from './canonical/algebra';
import type { AtomSign, Quotient } from './canonical/atom';
import { toTerm } from './canonical/write';
import { compileProgram, type Instruction } from './compile';
import { freeSymbols, someSubterm } from './structure';
import type { Matrix } from './matrix';
import type { Term } from './term';
import { symmetricEigenvalues } from './jacobi';

/** The values of several quotients in doubles, for values of what is open in them. The array is overwritten by the next call. */
export type Program = (inputs: Float64Array) => Float64Array;

const jumping: ReadonlySet<string> = new Set(['sign', 'floor', 'ceiling', 'mod', 'gcd', 'lcm']);

/**
 * An algebra that writes down how values are computed: every sum gets a name of its own, so that no expression grows. Sums that are written alike have one
 * name; beyond that nothing is simplified, and nothing may be derived or looked into. What was written down is computed in doubles.
 */
export class Tape extends Algebra {
  private readonly instructions: Instruction[] = [];
  private readonly defined = new Map<string, Instruction>();

  override add(left: Quotient, right: Quotient): Quotient {
    const sum = super.add(left, right);
    if (sum.numerator.size <= 1 && sum.denominator.size === 0) return sum;
    const atom = this.intern(`sum ${this.key(sum)}`, () => ({
      term: symbol(this.record((name) => ({ kind: 'term', names: [name], terms: [toTerm(this, sum)] }))),
      sign: 'real',
      integer: false,
      form: { kind: 'other' },
    }));
    return this.fromAtom(atom);
  }

  /** The eigenvalues of a symmetric matrix, the greatest first. */
  spectrum(matrix: Matrix, sign: AtomSign): readonly Quotient[] {
    const key = `eigenvalues ${matrix.entries.map((entry) => this.key(entry)).join(' ')}`;
    const terms = matrix.entries.map((entry) => toTerm(this, entry));
    const places = Array.from({ length: matrix.rows }, (_, k) => k);
    let names: readonly string[] = [];
    return places.map((k) => {
      const atom = this.intern(`${key} ${k}`, () => {
        if (names.length === 0) {
          this.record((name) => {
            names = places.map((place) => `${name} ${place}`);
            return { kind: 'vector', names, terms, compute: symmetricEigenvalues(matrix.rows, sign === 'nonnegative') };
          });
        }
        return { term: symbol(names[k] ?? ''), sign, integer: false, form: { kind: 'other' } };
      });
      return this.fromAtom(atom);
    });
  }

  /** Compiles values that were computed with this algebra; `inputs` are the names of all open symbols. */
  compile(values: readonly Quotient[], inputs: readonly string[]): Program {
    const terms = values.map((value) => toTerm(this, value));
    const needed = new Set<Instruction>();
    this.collect(terms, needed);
    const instructions = this.instructions.filter((instruction) => needed.has(instruction));
    return compileProgram(inputs, instructions, terms, this.fuel);
  }

  /** Whether something in these values may jump where a number passes through 0 or through an integer. */
  jumps(values: readonly Quotient[]): boolean {
    const terms = values.map((value) => toTerm(this, value));
    const needed = new Set<Instruction>();
    this.collect(terms, needed);
    return [...terms, ...[...needed].flatMap((instruction) => [...instruction.terms])].some((term) =>
      someSubterm(term, (part) => part.kind === 'piecewise' || (part.kind === 'call' && jumping.has(part.name))),
    );
  }

  private collect(terms: readonly Term[], needed: Set<Instruction>): void {
    for (const term of terms)
      for (const name of freeSymbols(term)) {
        const instruction = this.defined.get(name);
        if (!instruction || needed.has(instruction)) continue;
        needed.add(instruction);
        this.collect(instruction.terms, needed);
      }
  }

  /** Must be called with what was computed before by the instructions so far. */
  private record(make: (name: string) => Instruction): string {
    const name = `step ${this.instructions.length}`;
    const instruction = make(name);
    this.instructions.push(instruction);
    for (const own of instruction.names) this.defined.set(own, instruction);
    return name;
  }
}
