import type { Node, SymbolNode } from '../../formula/tree';
import { walk } from '../../formula/walk';
import type { Sentence } from '../../statement/sentence';
import type { Evaluator } from './evaluator';
import { attempt, FreeIndex } from './outcome';
import { countingParameters, type Rule } from './places';
import { scalar, valueOf, type Value } from './value';
import { matrixOf } from '../../kernel/matrix';

/** The functions of one number that a sentence says are applied to vectors entry by entry: "$\sigma$ acts elementwise", "the activation $\phi$". */
export function elementwiseIn(sentence: Sentence): readonly SymbolNode[] {
  if (!/\b(?:element|entry|component|coordinate|point)[-\s]?wise\b|\bactivations?\b/i.test(sentence.text)) return [];
  const found: SymbolNode[] = [];
  for (const { formula } of sentence.passages)
    walk(formula.root, (node) => {
      const head =
        node.kind === 'apply' ? node.head : node === formula.root && node.kind === 'symbol' ? node : undefined;
      if (head && activationLetter.test(head.letter)) found.push(head);
      return true;
    });
  return found;
}

const activationLetter = /^(?:[fg]|\\(?:sigma|phi|varphi|psi|rho))$/;

/** A function that words give a name of: "where $\sigma$ is the sigmoid function", "the logistic function $\sigma$". */
export interface NamedFunction {
  readonly head: SymbolNode;
  readonly name: 'sigmoid' | 'tanh' | 'ReLU';
}

export function namedFunctionsIn(sentence: Sentence): readonly NamedFunction[] {
  const words = sentence.text.split('⟦⟧');
  return sentence.passages.flatMap(({ formula: { root } }, k) => {
    const head = root.kind === 'apply' && root.args.length === 1 ? root.head : root;
    if (head.kind !== 'symbol' || !activationLetter.test(head.letter)) return [];
    const behind =
      /^\s*,?\s*(?:is|denotes|be|being|means|the)\s+(?:the\s+)?(?:usual\s+|standard\s+)?(logistic sigmoid|sigmoid|logistic|ReLU|tanh|hyperbolic tangent)\b/i;
    const before =
      /(?<!\b(?:not|no)\s)\b(logistic sigmoid|sigmoid|logistic|ReLU|tanh|hyperbolic tangent)(?:\s+(?:function|activation|nonlinearity))*\s*$/i;
    const said = behind.exec(words[k + 1] ?? '') ?? before.exec(words[k] ?? '');
    const name = nameOf(said?.[1]);
    return name ? [{ head, name }] : [];
  });
}

function nameOf(words: string | undefined): NamedFunction['name'] | undefined {
  if (words === undefined) return undefined;
  if (/relu/i.test(words)) return 'ReLU';
  return /tan/i.test(words) ? 'tanh' : 'sigmoid';
}

/** Whether a value has entries that a function of numbers can be applied to, one by one. */
export function isColumn({ rows, columns, rowName, identity }: Value): boolean {
  return !identity && columns === 1 && (rows > 1 || rowName !== undefined);
}

/** Whether the rule of a function makes sense of a number only, so that it is meant for each entry of a vector: `\sigma(t) = 1/(1 + e^{-t})`. */
export function isEntrywise(ev: Evaluator, key: string, rule: Rule): boolean {
  const { instance, algebra } = ev;
  const [parameter, more] = rule.parameters;
  if (!parameter || more || countingParameters(rule).size > 0) return false;
  const known = instance.entrywise.get(key);
  if (known !== undefined) return known;
  const works = (value: Value): boolean => {
    try {
      return attempt(() => ev.inside(key, new Map([[parameter.key, value]])).value(rule.body)) !== undefined;
    } catch (error) {
      if (error instanceof FreeIndex) return true;
      throw error;
    }
  };
  const pair = valueOf(
    matrixOf(2, 1, (i) => algebra.integer(i + 1)),
    `\\dim ${key}`,
  );
  const found =
    ev.world.shapeOf(parameter, ev.scope) === undefined && works(scalar(algebra.integer(1))) && !works(pair);
  instance.entrywise.set(key, found);
  return found;
}

/** The values of a function of one number at all entries of a column. */
export function mapColumn(
  value: Value,
  of: (entry: Value) => Value,
  numberOf: (value: Value) => Value['entries'][number],
): Value {
  return { ...value, entries: value.entries.map((entry) => numberOf(of(scalar(entry)))) };
}

/** `\operatorname{sigmoid}(t)` as the body of a rule. */
export function bodyOfNamed({ head, name }: NamedFunction, parameter: SymbolNode): Node {
  return { kind: 'call', name, nameSpan: head.span, args: [parameter], span: head.span };
}
