import { cover } from '../../text/span';
import { symbol, word } from '../build';
import type { Lexeme } from '../lexeme';
import type { Reader } from '../reader';
import { readSymbolScripts } from '../scripts';
import type { Node } from '../tree';
import { readCall } from './calls';
import { isConnective } from './connectives';
import { functionNamed, takesBareArgument } from './functions';
import { wordReader } from './index';

/** `\text{Total cost}`, `\mathrm{fan}_{in}`, `\operatorname{tr}(A)`, `\text{RMS}(v)`; the cursor stands behind the word. */
export function readWord(r: Reader, lexeme: Lexeme): Node {
  const known = wordReader(lexeme.text);
  if (known !== undefined) return known(r, lexeme);
  const next = r.peek();
  const single = /^[\p{L}][\p{L}\p{N}\-.]*$/u.test(lexeme.text);
  const name = functionNamed(lexeme.text);
  const bracket = r.atBracket('(') || (name !== undefined && r.atBracket('['));
  if (single && next !== undefined) {
    if (
      name !== undefined &&
      (bracket || next.kind === 'subscript' || next.kind === 'superscript' || takesBareArgument(lexeme.text))
    )
      if (bracket || lexeme.style === 'upright' || (next.gap === 'none' && r.startsOperand() && next.kind !== 'word'))
        return readCall(r, name, lexeme);
    if (bracket && next.gap !== 'wide' && !(lexeme.style === 'text' && next.gap === 'space'))
      return readCall(r, lexeme.text, lexeme);
    if (next.kind === 'subscript' || next.kind === 'prime') return readNamed(r, lexeme);
  }
  if (next?.kind === 'subscript' || next?.kind === 'prime') return readNamed(r, lexeme);
  // `\text{Total}~\text{cost}`
  let text = lexeme.text;
  let span = lexeme.span;
  for (
    let more = r.peek();
    more?.kind === 'word' && !isConnective(more.text) && lexeme.style === more.style;
    more = r.peek()
  ) {
    r.next();
    text += ` ${more.text}`;
    span = cover(span, more.span);
  }
  return word(text, span);
}

/** `\text{fan}_{in}`, with brackets behind it a function: `\mathrm{softmax}_i(x)`. */
function readNamed(r: Reader, lexeme: Lexeme): Node {
  const name = symbol(`\\text{${lexeme.text}}`, lexeme.span);
  return readSymbolScripts(r, name, (head) => {
    if (!r.atBracket('(') || head.primes > 0 || head.inverse) return undefined;
    const { args, given = [], span } = r.bracketed();
    return {
      kind: 'call',
      name: functionNamed(lexeme.text) ?? lexeme.text,
      nameSpan: lexeme.span,
      args: [...args, ...given],
      ...(head.lower === undefined ? {} : { subscript: head.lower }),
      span: cover(lexeme.span, span),
    };
  });
}
