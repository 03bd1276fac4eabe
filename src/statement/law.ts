import type { Node, SymbolNode } from '../formula/tree';
import type { Distribution, SymbolDeclaration } from './declaration';
import type { Sentence } from './sentence';
import { momentsAt } from './moment-law';
import { groupAt, namesOf, placeOf, wordsBetween, type Group, type Token } from './wording';
import { lawNames, laws } from './words';

/** The law that a formula names: `\mathcal{N}(0, 1)`, `\text{Bernoulli}(p)`, `p_\theta`. */
export function lawOfFormula(node: Node): Omit<Distribution, 'entries'> | undefined {
  switch (node.kind) {
    case 'apply': {
      const letter = plainLetter(node.head.letter);
      const law = node.head.subscripts.length === 0 ? lawNames.get(letter) : undefined;
      if (law !== undefined && (node.args.length > 1 || letter !== node.head.letter || letter.length > 1))
        return { law, args: node.args, iid: false };
      return isDensity(node.head.letter) ? { law: node.head.key, args: [], iid: false } : undefined;
    }
    case 'power': {
      // `\\chi^2_n`, `\\chi^2(n)`
      const { base, exponent } = node;
      const [degrees] = base.kind === 'symbol' ? base.subscripts : [];
      const isSquare = exponent.kind === 'number' && exponent.digits === '2';
      return base.kind === 'symbol' && base.letter === '\\chi' && isSquare && degrees
        ? { law: 'chi-square', args: [degrees], iid: false }
        : undefined;
    }
    case 'symbol':
      return isDensity(node.letter) ? { law: node.key, args: [], iid: false } : undefined;
    case 'call': {
      const law = lawNames.get(node.name) ?? lawNames.get(node.name.charAt(0).toUpperCase() + node.name.slice(1));
      return law === undefined ? undefined : { law, args: node.args, iid: false };
    }
    case 'product': {
      const [name, args, more] = node.factors.map((factor) => factor.node);
      if (!name || !args || more) return undefined;
      if (args.kind === 'word' && isIid(args.text)) {
        const law = lawOfFormula(name);
        return law && { ...law, iid: true };
      }
      const law = name.kind === 'word' ? lawNames.get(name.text.trim()) : undefined;
      if (law === undefined) return undefined;
      if (args.kind === 'tuple') return { law, args: args.items, iid: false };
      return args.kind === 'group' ? { law, args: [args.body], iid: false } : undefined;
    }
    default:
      return undefined;
  }
}

/** Words between an expression and a random quantity that has the same law, or the law itself. */
export const sameLaw =
  /^(?:has|have|having)(?: exactly)? the (?:same )?(?:distribution|law)(?: as| of)?(?: a)?(?: random)?(?: variable)?$|^(?:is|are|be) (?:identically )?distributed (?:as|like|according to)$|^(?:is|are) equal in (?:distribution|law) to$|^follows(?: the (?:distribution|law))?$/;

/** "i.i.d.", "ind." */
export function isIid(text: string): boolean {
  return /^\W*(?:i\.?\s?i\.?\s?d\.?|ind\w*\.?)\W*$/i.test(text);
}

/** `\mathcal{N}` and `\mathrm{Unif}` without their font. */
function plainLetter(letter: string): string {
  return (
    /^\\(?:mathcal|mathrm|mathsf|text|textrm|operatorname|mathscr)\s?\{?([A-Za-z]+)\}?$/.exec(letter)?.[1] ?? letter
  );
}

function isDensity(letter: string): boolean {
  return /^(?:[pqPQD]|\\pi|\\mu|\\rho|\\nu|\\mathcal\s?\{?[DPQ]\}?|\\mathbb\s?\{?[PQ]\}?)$/.test(letter);
}

/** Words that may stand between a name and its law. */
const between: ReadonlySet<string> = new Set(
  (
    'is are be being has have having follows follow with from as according to a an the sampled drawn distributed initialized initialised generated chosen ' +
    'independently independent identically and iid random each standard unit multivariate i.i.d zero-mean entries elements components coordinates variable variables both all whose vector vectors matrix matrices'
  ).split(' '),
);
const verbs = /^(?:is|are|be|has|have|follows?|having|with|sampled|drawn|distributed|initiali[sz]ed|generated)$/;
const fillers =
  /^(?:random|variables?|vectors?|entries|distributions?|distributed|noise|law|samples?|elements|components|coordinates)$/;

/**
 * The laws that are told in words:
 *
 *     entries of $W$ are i.i.d. standard Gaussian
 *     $x$ is sampled from an i.i.d. unit Gaussian
 *     $z$ follows a normal distribution with mean $\mu$ and variance $\sigma^2$
 *     $x$ follows the distribution $p_\mu(x)$
 *     $x$ has i.i.d. entries with mean $0$ and variance $1$
 */
export function readLawPhrases(sentence: Sentence, tokens: readonly Token[]): readonly SymbolDeclaration[] {
  const found: SymbolDeclaration[] = [];
  tokens.forEach((token, index) => {
    let law = token.kind === 'word' ? laws.get(token.text) : undefined;
    const named = token.kind === 'formula' ? lawOfFormula(token.passage.formula.root) : undefined;
    const moments = law === undefined && !named ? momentsAt(sentence, tokens, index) : undefined;
    if (law === undefined && !named && !moments) return;
    const subject = subjectOf(tokens, index, named !== undefined);
    if (!subject) return;
    let end = moments?.end ?? index + 1;
    while (fillers.test(tokens[end]?.text ?? '')) end++;
    const words = tokens.slice(subject.end, end).map((t) => t.text);
    const told = words.some((w) =>
      /^(?:distribut\w+|sampled|drawn|follows?|law|iid|independent|entries|elements|components|coordinates)$/.test(w),
    );
    if (words.includes('half') || (named && !told)) return;
    const isOnRange =
      law === 'uniform' && /^(?:on|over)$/.test(tokens[end]?.text ?? '') && tokens[end + 1]?.kind === 'formula';
    if (law !== undefined && !isOnRange && !surelyLaw(law, words)) return;
    const parameters = named ? undefined : (moments ?? parametersAt(sentence, tokens, end));
    // Parameters that are not understood leave the law open.
    if (
      parameters === undefined &&
      !named &&
      /^(?:with|of)$/.test(tokens[end]?.text ?? '') &&
      speaksOfMoments(tokens, end)
    )
      law = 'unread';
    const standard = law === 'normal' && words.some((w) => w === 'standard' || w === 'unit');
    const distribution: Distribution = {
      law: named?.law ?? (standard ? 'standard normal' : (law ?? 'moments')),
      args: named?.args ?? parameters?.args ?? [],
      iid:
        words.includes('iid') ||
        words.includes('independent') ||
        words.includes('independently') ||
        words.includes('identically'),
      entries: subject.entries || entrywise(words),
    };
    const last = parameters?.end ?? end;
    const joint = parameters !== undefined && 'joint' in parameters && parameters.joint;
    found.push({
      symbols: subject.group.names.map((name) => name.key),
      kind: 'random variable',
      distribution: joint ? { ...distribution, entries: false } : distribution,
      ...(subject.size ? { shape: [subject.size] } : {}),
      holds: subject.conditional ? 'in the sentence' : 'from here',
      span: placeOf(sentence, tokens, subject.first, last),
      says: wordsBetween(sentence, tokens, subject.first, last),
    });
  });
  return found;
}

/** "has standard normal entries", "whose entries are standard normal" */
function entrywise(words: readonly string[]): boolean {
  const isPart = (word: string | undefined): boolean =>
    /^(?:entries|elements|components|coordinates)$/.test(word ?? '');
  return isPart(words[words.length - 1]) || isPart(words[words.indexOf('whose') + 1]);
}

/** "normal vectors", "geometric series" and "exponential growth" are no laws. */
function surelyLaw(law: string, words: readonly string[]): boolean {
  if (/^(?:bernoulli|poisson|rademacher|cauchy|laplace)$/.test(law) || words.includes('gaussian')) return true;
  return words.some((word) =>
    /^(?:standard|unit|iid|follows?|sampled|drawn|random|distribut\w+|variables?|entries|noise|normally|gaussians)$/.test(
      word,
    ),
  );
}

interface Subject {
  readonly group: Group;
  readonly first: number;
  readonly end: number;
  readonly entries: boolean;
  readonly conditional: boolean;
  /** "a $k$-dimensional Gaussian" */
  readonly size: Node | undefined;
}

/** The names to the left of a law, with a verb and nothing but fitting words in between. */
function subjectOf(tokens: readonly Token[], index: number, named: boolean): Subject | undefined {
  let at = index - 1;
  let verb = false;
  let size: Node | undefined;
  for (; at >= 0 && index - at < 14; at--) {
    const token = tokens[at];
    if (token?.kind === 'formula') {
      // "$k$-D multivariate" is part of the law.
      if (tokens[at + 1]?.text !== '-') break;
      size = token.passage.formula.root;
      continue;
    }
    const text = token?.text ?? '';
    verb ||= verbs.test(text);
    if (
      !between.has(text) &&
      !/^(?:-|d|dimensional)$/.test(text) &&
      !(named && /^(?:distribution|normal|gaussian|law|\()$/.test(text))
    )
      return undefined;
  }
  if (!verb || tokens[at]?.kind !== 'formula') return undefined;
  const last = at;
  while (/^(?:and|,)$/.test(tokens[at - 1]?.text ?? '') && tokens[at - 2]?.kind === 'formula') at -= 2;
  const member = membersAt(tokens, at, last);
  const group = groupAt(tokens, at, true) ?? member ?? listedAt(tokens, at);
  if (!group) return undefined;
  const ofEntries =
    tokens[at - 1]?.text === 'of' &&
    /^(?:entries|elements|components|coordinates|entry|weights)$/.test(tokens[at - 2]?.text ?? '');
  const before = tokens[at - 1]?.text ?? '';
  if (!ofEntries && /^(?:of|or|nor|than|by|times|plus|minus|not)$/.test(before)) return undefined;
  const conditional = /^(?:if|when|whenever)$/.test(before);
  return {
    group,
    first: ofEntries ? at - 2 : at,
    end: group.end,
    entries: ofEntries || group === member,
    conditional,
    size,
  };
}

/** `X` of "$X = (X_1, X_2)^\top$ is Gaussian": the names of its entries are given along with it. */
function listedAt(tokens: readonly Token[], at: number): Group | undefined {
  const token = tokens[at];
  const root = token?.kind === 'formula' ? token.passage.formula.root : undefined;
  if (root?.kind !== 'chain' || root.relations.length !== 1 || root.relations[0]?.kind !== '=') return undefined;
  const [name, list] = root.operands;
  const bare = list?.kind === 'transpose' ? list.operand : list;
  const isList = bare?.kind === 'tuple' || bare?.kind === 'matrix';
  return name?.kind === 'symbol' && isList ? { first: at, end: at + 1, names: [name] } : undefined;
}

/** `x` and `W` of "$x \in \mathbb{R}^d$ and $W \in \mathbb{R}^{m \times d}$ have …": then the law is that of the entries. */
function membersAt(tokens: readonly Token[], first: number, last: number): Group | undefined {
  const names: SymbolNode[] = [];
  for (let at = first; at <= last; at += 2) {
    const token = tokens[at];
    const own = token?.kind === 'formula' ? membersIn(token.passage.formula.root) : [];
    if (own.length === 0) return undefined;
    names.push(...own);
  }
  return names.length > 0 ? { first, end: last + 1, names } : undefined;
}

function membersIn(root: Node): readonly SymbolNode[] {
  if (root.kind === 'sequence') {
    // `q, k \in \mathbb{R}^d` says it of both.
    const nodes = root.items.map((item) => item.node);
    const last = nodes.findLastIndex((node) => membersIn(node).length > 0);
    const members = nodes.slice(0, last + 1).map((node) => (node.kind === 'symbol' ? [node] : membersIn(node)));
    return members.every((names) => names.length > 0) ? members.flat() : [];
  }
  if (root.kind !== 'chain' || root.relations.length !== 1 || root.relations[0]?.kind !== 'in') return [];
  return root.operands[0] ? namesOf(root.operands[0]) : [];
}

/** "with mean $\mu$ and variance $\sigma^2$", "on $[0, 1]$" */
function parametersAt(
  sentence: Sentence,
  tokens: readonly Token[],
  start: number,
): { readonly args: readonly Node[]; readonly end: number } | undefined {
  const range = tokens[start + 1];
  if (
    /^(?:on|over|in)$/.test(tokens[start]?.text ?? '') &&
    range?.kind === 'formula' &&
    range.passage.formula.root.kind === 'tuple'
  )
    return { args: range.passage.formula.root.items, end: start + 2 };
  if (!/^(?:with|of)$/.test(tokens[start]?.text ?? '')) return undefined;
  return momentsAt(sentence, tokens, start + 1, true);
}

/** Whether the words behind a law give it a mean or a spread. */
function speaksOfMoments(tokens: readonly Token[], start: number): boolean {
  return tokens
    .slice(start, start + 6)
    .some(({ text }) => /^(?:means?|(?:co)?variances?|deviations?|std|zero-mean)$/.test(text));
}
