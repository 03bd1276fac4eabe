import { printLatex } from '../../formula/print';
import type { Node } from '../../formula/tree';
import type { Distribution, SymbolDeclaration } from '../../statement/declaration';
import type { DomainWords, IntervalWords } from '../../statement/domain-words';

/** What a declaration says, without the name of whom: "a vector in $\mathbb{R}^{d}$", "an even positive integer"; of a law, see `lawWords`. */
export function kindWords(declaration: SymbolDeclaration): string | undefined {
  const { kind, shape, domain = {} } = declaration;
  switch (kind) {
    case 'vector':
    case 'matrix':
      return shape && shape.length > 0 ? `a ${kind} in $${space(domain, shape)}$` : `a ${kind}`;
    case 'function':
      return 'a function';
    case 'dimension':
      return 'a dimension, a positive integer';
    case 'label':
      return 'a name, not a number';
    case 'scalar':
    case 'integer':
      return numberWords(domain, kind === 'integer');
    case 'random variable':
      return shape && shape.length > 0
        ? `a random ${shape.length > 1 ? 'matrix' : 'vector'} in $${space(domain, shape)}$`
        : undefined;
  }
}

function space(domain: DomainWords, shape: readonly Node[]): string {
  const numbers = domain.complex ? 'C' : domain.integer ? 'Z' : domain.rational ? 'Q' : 'R';
  return `\\mathbb{${numbers}}^{${shape.map(printLatex).join(' \\times ')}}`;
}

/** "an even positive integer", "a real number in $[0, 2 \pi)$" */
function numberWords(domain: DomainWords, integer: boolean): string {
  const words: string[] = [];
  if (domain.nonzero) words.push('nonzero');
  if (domain.parity) words.push(domain.parity);
  if (domain.positive) words.push('positive');
  else if (domain.nonnegative) words.push('nonnegative');
  if (domain.negative) words.push('negative');
  else if (domain.nonpositive) words.push('nonpositive');
  const whole = integer || domain.integer === true || domain.parity !== undefined;
  words.push(
    domain.prime
      ? 'prime number'
      : whole
        ? 'integer'
        : domain.complex
          ? 'complex number'
          : domain.rational
            ? 'rational number'
            : 'real number',
  );
  const [first = ''] = words;
  const told = `${/^[aeio]/.test(first) ? 'an' : 'a'} ${words.join(' ')}`;
  return `${told}${rangeWords(domain)}`;
}

function rangeWords({ interval, among, least, most }: DomainWords): string {
  if (among) return ` among ${among.map((node) => `$${printLatex(node)}$`).join(', ')}`;
  if (interval) return ` in $${intervalLatex(interval)}$`;
  if (least !== undefined && most !== undefined) return ` from $${least}$ to $${most}$`;
  if (least !== undefined) return `, at least $${least}$`;
  return most !== undefined ? `, at most $${most}$` : '';
}

function intervalLatex({ lower, upper }: IntervalWords): string {
  const from = lower ? `${lower.open ? '(' : '['}${printLatex(lower.node)}` : '(-\\infty';
  const to = upper ? `${printLatex(upper.node)}${upper.open ? ')' : ']'}` : '\\infty)';
  return `${from}, ${to}`;
}

/** "entries i.i.d. standard normal", "normal with $\mu$, $\sigma^2$", "distributed as $p_\theta$" */
export function lawWords({ law, args, iid, entries }: Distribution): string {
  const parameters = args.map((node) => `$${printLatex(node)}$`).join(', ');
  const named = /^\p{L}{2}[\p{L}\- ]*$/u.test(law);
  const told = named ? law : `distributed as $${law}$`;
  const normal = law === 'normal' && args.length === 2 && args.every((node) => node.kind !== 'chain');
  const [mean, variance] = args;
  if (law === 'unread') return 'random, with a law that was not understood';
  if (law === 'moments' && mean && variance)
    return `${entries ? 'entries ' : ''}${iid ? 'i.i.d. ' : ''}with mean $${printLatex(mean)}$ and variance $${printLatex(variance)}$`;
  const whole = normal
    ? `$\\mathcal{N}(${args.map(printLatex).join(', ')})$`
    : parameters === ''
      ? told
      : `${told} with ${parameters}`;
  return `${entries ? 'entries ' : ''}${iid ? 'i.i.d. ' : ''}${whole}`;
}
