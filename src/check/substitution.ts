import { multiply, substitute } from '../kernel/build';
import { differentiate } from '../kernel/differentiate';
import type { Fuel } from '../kernel/fuel';
import { freeSymbols, mapChildren, someSubterm } from '../kernel/structure';
import type { Term } from '../kernel/term';
import type { Fact } from '../model/context';
import { differentialSymbol } from '../model/rates';
import type { Question } from './checker';

/**
 * `\int x e^{x^2}\,dx = \frac12\int e^u\,du` where `u = x^2` is in force: both sides in x, the integral over u as one of `e^{x^2}\cdot 2x`. Undefined where no variable of
 * an integral without limits was said to be something.
 */
export function substituted(question: Question, fuel: Fuel): Question | undefined {
  if (question.comparison !== '=') return undefined;
  const over = new Set<string>();
  for (const side of [question.left, question.right]) {
    someSubterm(side, (part) => {
      if (part.kind === 'integral' && part.lower === undefined) over.add(part.variable);
      return false;
    });
  }
  const names = [...new Set([...over, ...question.symbols])];
  for (const fact of question.models.constraints) {
    const definition = definitionIn(fact, names);
    if (!definition) continue;
    const { name, term } = definition;
    // What rests on a wrong differential is right or wrong with that.
    if (question.models.constraints.some((other) => other.restsOn && other.symbols.has(differentialSymbol(name))))
      return undefined;
    const [variable, ...others] = [...freeSymbols(term)].filter((free) => over.has(free) || /^[xt]$|theta/.test(free));
    if (variable === undefined || others.length > 0 || !(over.has(variable) || over.has(name))) continue;
    const slope = differentiate(term, variable, fuel);
    const put = (side: Term): Term => {
      if (side.kind !== 'integral' || side.lower !== undefined || side.variable !== name) {
        return side.kind === 'symbol' && side.name === name ? term : mapChildren(side, put);
      }
      return { ...side, variable, body: multiply([substitute(side.body, new Map([[name, term]])), slope]) };
    };
    const [left, right] = [put(question.left), put(question.right)];
    const symbols = [...new Set([...freeSymbols(left), ...freeSymbols(right)])].sort();
    return { ...question, left, right, symbols, substituted: true };
  }
  return undefined;
}

/** `u = x^2`: what a letter was said to be. */
function definitionIn(
  { relation, left, right, sentence }: Fact,
  names: readonly string[],
): { readonly name: string; readonly term: Term } | undefined {
  if (relation !== '=' || left.kind !== 'symbol' || sentence !== undefined || !names.includes(left.name))
    return undefined;
  return freeSymbols(right).has(left.name) || freeSymbols(right).size === 0
    ? undefined
    : { name: left.name, term: right };
}
