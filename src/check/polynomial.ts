import { difference, type SideCondition } from '../kernel/canonical';
import { termToLatex } from '../kernel/print';
import { isNonnegative, isPositive } from '../model/domain';
import type { Models } from '../model/models';
import { holds, type Checker } from './checker';

/** Claims with free symbols: the canonical forms of both sides agree. What must not be zero, or not negative, for that becomes a remark. */
export const polynomial: Checker = {
  name: 'polynomial',
  check(question, fuel) {
    if (question.comparison !== '=' || question.symbols.length === 0) return undefined;
    const result = difference(question.left, question.right, { fuel, ...signsOf(question.models) });
    if (result.kind !== 'zero') return undefined;
    return holds('proved', 'Both sides have the same canonical form.', remarksOf(result.conditions));
  },
};

/** What the canonical form may use of the symbols. */
export function signsOf(models: Models): {
  positive: (name: string) => boolean;
  nonnegative: (name: string) => boolean;
  integer: (name: string) => boolean;
} {
  const { domains } = models;
  const test = (name: string, check: typeof isPositive): boolean => {
    const domain = domains.get(name);
    return domain !== undefined && check(domain);
  };
  return {
    positive: (name) => test(name, isPositive),
    nonnegative: (name) => test(name, isNonnegative),
    integer: (name) => domains.get(name)?.integer ?? false,
  };
}

/** What only one side needs in order to be defined, as remarks. */
function remarksOf(conditions: readonly SideCondition[]): readonly string[] {
  return conditions.slice(0, 4).map(({ kind, of }) => `This uses $${termToLatex(of)} ${signs[kind]} 0$.`);
}

const signs: Readonly<Record<SideCondition['kind'], string>> = { nonzero: '\\ne', nonnegative: '\\ge', positive: '>' };
