import { Fuel, OutOfFuel } from '../kernel/fuel';
import { beyondReal } from './beyond-real';
import type { Checker, Finding, Question } from './checker';
import { checkers, congruenceCheckers } from './index';
import { unknown, type CheckerName, type Verdict } from './verdict';

/** Effort for one claim, in the steps of `Fuel`: the same everywhere. */
export const fuelPerClaim = 60_000;
/** Effort for a relation that nobody claims to hold always: enough to see an identity. */
export const fuelPerGiven = 8_000;

/** Puts a question to the checkers, one after the other. */
export function ask(question: Question, fuel: Fuel): { finding: Finding; checker: CheckerName } {
  const beyond = beyondReal(question);
  if (beyond !== undefined) return { finding: { kind: 'undecided', reason: beyond }, checker: 'none' };
  let finding: Finding = { kind: 'undecided', reason: 'No check for this kind of claim exists yet.' };
  for (const checker of question.modulus === undefined ? checkers : congruenceCheckers) {
    const found = attempt(() => checker.check(question, fuel));
    if (!found) continue;
    finding = found;
    if (found.kind !== 'undecided') return { finding, checker: checker.name };
  }
  return { finding, checker: 'none' };
}

/** Whatever else could be said of it, it is judged as what it is said to be. */
export function askOnly(
  checker: Checker,
  question: Question,
  otherwise: string,
  fuel: Fuel,
): { finding: Finding; checker: CheckerName } {
  const finding = attempt(() => checker.check(question, fuel));
  return finding
    ? { finding, checker: checker.name }
    : { finding: { kind: 'undecided', reason: otherwise }, checker: 'none' };
}

/**
 * What is only multiplied out is the same for all values of its symbols, whatever else is said of these; unless that makes it hold, it is judged by its form.
 */
export function askOfForm(
  question: Question,
  fuel: Fuel,
): { finding: Finding; checker: CheckerName; question: Question } {
  const form = { ...question, models: { ...question.models, constraints: [], taint: undefined } };
  const ofForm = ask(form, fuel);
  if (ofForm.finding.kind !== 'fails') return { ...ask(question, new Fuel(fuelPerClaim)), question };
  const asStated = ask(question, new Fuel(fuelPerClaim));
  return asStated.finding.kind === 'holds' ? { ...asStated, question } : { ...ofForm, question: form };
}

/** A finding, or that there is none within the effort of one claim. */
export function attempt(check: () => Finding | undefined): Finding | undefined {
  return withinEffort(check, (reason) => ({ kind: 'undecided', reason }));
}

/** A verdict, or that there is none within the effort of one claim. */
export function attemptVerdict(decide: () => Verdict | undefined): Verdict | undefined {
  return withinEffort(decide, unknown);
}

function withinEffort<T>(work: () => T | undefined, otherwise: (reason: string) => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof OutOfFuel) return otherwise('Checking this would take more effort than one claim may use.');
    throw error;
  }
}
