import type { EnvironmentReader, Family, OperandReader } from '../reader';
import { bigOperators } from './big';
import { calculus } from './calculus';
import { calls } from './calls';
import { dress } from './dress';
import { environments } from './environments';
import { fractions } from './fractions';
import { symbols } from './letters';
import { connectives, factorCommand, setOperations } from './operators';
import { probability } from './probability';

/** All families of notation, in order: where two know a command, the first reads it. */
export const families: readonly Family[] = [
  fractions,
  calls,
  bigOperators,
  calculus,
  probability,
  environments,
  dress,
  symbols,
];

function merged<T>(part: (family: Family) => Readonly<Record<string, T>> | undefined): ReadonlyMap<string, T> {
  const all = new Map<string, T>();
  for (const family of families)
    for (const [name, reader] of Object.entries(part(family) ?? {})) if (!all.has(name)) all.set(name, reader);
  return all;
}

let operands: ReadonlyMap<string, OperandReader> | undefined;
let words: ReadonlyMap<string, OperandReader> | undefined;
let environmentReaders: ReadonlyMap<string, EnvironmentReader> | undefined;

/** The reader of the operand that a command begins. */
export function operandReader(command: string): OperandReader | undefined {
  operands ??= merged((family) => family.operands);
  return operands.get(command);
}

/** The reader of a name in `\operatorname{…}`, `\mathrm{…}`, `\text{…}`. */
export function wordReader(name: string): OperandReader | undefined {
  words ??= merged((family) => family.words);
  return words.get(name);
}

export function environmentReader(name: string): EnvironmentReader | undefined {
  environmentReaders ??= merged((family) => family.environments);
  return environmentReaders.get(name);
}

const betweenOperands: ReadonlySet<string> = new Set(
  'pm mp div mod pmod pod bmod over choose atop brack brace colon not nothing middle prime % degree'.split(' '),
);

/** Whether a command stands between operands or behind one, and so ends a product without signs. */
export function isOperatorCommand(name: string): boolean {
  return betweenOperands.has(name) || factorCommand(name) || setOperations.has(name) || connectives.has(name);
}

const binding: ReadonlySet<string> = new Set(
  'sum prod int iint iiint oint lim nabla bigcup bigcap argmax argmin Pr'.split(' '),
);

/** Whether a command takes what follows as its own argument, so that the argument of a function before it ends. */
export function bindsArgument(name: string): boolean {
  return binding.has(name);
}
