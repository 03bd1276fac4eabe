/**
 * Formulas as one types them, `(x + 1)^2/sqrt(3*y)`, with every product written out: one text for engines of different notations. A derivative is
 * `diff(f, x)`, an absolute value `abs(x)`; `pi` and `e` are constants, other letters symbols.
 */
export type Typed =
  | { readonly kind: 'number'; readonly digits: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'minus'; readonly of: Typed }
  | { readonly kind: 'binary'; readonly sign: '+' | '-' | '*' | '/' | '^'; readonly left: Typed; readonly right: Typed }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Typed[] };

export function parse(text: string): Typed {
  const tokens = text.match(/\d+(?:\.\d+)?|[a-z]+|\S/g) ?? [];
  let at = 0;
  const accept = (token: string): boolean => tokens[at] === token && ++at > 0;
  const result = sum();
  if (at < tokens.length) throw new Error(`${tokens[at] ?? ''} left over in ${text}`);
  return result;

  function sum(): Typed {
    let left: Typed = accept('-') ? { kind: 'minus', of: product() } : product();
    for (;;) {
      if (accept('+')) left = { kind: 'binary', sign: '+', left, right: product() };
      else if (accept('-')) left = { kind: 'binary', sign: '-', left, right: product() };
      else return left;
    }
  }

  function product(): Typed {
    let left = power();
    for (;;) {
      if (accept('*')) left = { kind: 'binary', sign: '*', left, right: power() };
      else if (accept('/')) left = { kind: 'binary', sign: '/', left, right: power() };
      else return left;
    }
  }

  function power(): Typed {
    const base = atom();
    return accept('^') ? { kind: 'binary', sign: '^', left: base, right: power() } : base;
  }

  function atom(): Typed {
    const token = tokens[at++];
    if (token === undefined) throw new Error(`something expected in ${text}`);
    if (token === '(') {
      const inside = sum();
      if (!accept(')')) throw new Error(`) expected in ${text}`);
      return inside;
    }
    if (/^\d/.test(token)) return { kind: 'number', digits: token };
    if (!accept('(')) return { kind: 'name', name: token };
    const args = [sum()];
    while (accept(',')) args.push(sum());
    if (!accept(')')) throw new Error(`) expected in ${text}`);
    return { kind: 'call', name: token, args };
  }
}

const levels = { '+': 1, '-': 1, '*': 2, '/': 4, '^': 3 } as const;

export function latex(t: Typed): string {
  switch (t.kind) {
    case 'number':
      return t.digits;
    case 'name':
      return t.name === 'pi' ? '\\pi' : t.name;
    case 'minus':
      return `-${within(t.of, 2)}`;
    case 'binary':
      switch (t.sign) {
        case '+':
        case '-':
          return `${latex(t.left)} ${t.sign} ${within(t.right, t.sign === '-' ? 2 : 1)}`;
        case '*': {
          const right = within(t.right, 2);
          return `${within(t.left, 2)}${/^\d/.test(right) ? ' \\cdot ' : ' '}${right}`;
        }
        case '/':
          return `\\frac{${latex(t.left)}}{${latex(t.right)}}`;
        case '^':
          if (t.left.kind === 'call' && /^(?:sin|cos|tan)$/.test(t.left.name))
            return `\\${t.left.name}^{${latex(t.right)}}(${t.left.args.map(latex).join(', ')})`;
          return `${within(t.left, 4)}^{${latex(t.right)}}`;
      }
    // eslint-disable-next-line no-fallthrough -- every sign returns
    case 'call': {
      const [first, second] = t.args.map(latex);
      if (t.name === 'sqrt') return `\\sqrt{${first ?? ''}}`;
      if (t.name === 'abs') return `\\left|${first ?? ''}\\right|`;
      if (t.name === 'diff') return `\\frac{d}{d${second ?? ''}} \\left(${first ?? ''}\\right)`;
      if (t.name === 'exp') return `e^{${first ?? ''}}`;
      if (t.name === 'binomial') return `\\binom{${first ?? ''}}{${second ?? ''}}`;
      return `\\${t.name === 'log' ? 'ln' : t.name}(${first ?? ''})`;
    }
  }
}

function within(t: Typed, level: number): string {
  const own =
    t.kind === 'binary' ? levels[t.sign] : t.kind === 'minus' ? 1 : t.kind === 'call' && t.name === 'exp' ? 3 : 5;
  const text = latex(t);
  return own < level || (level === 4 && t.kind === 'binary' && t.sign === '/') ? `(${text})` : text;
}

/** The value as a double; NaN where there is none, and for derivatives. */
export function value(t: Typed, at: ReadonlyMap<string, number>): number {
  switch (t.kind) {
    case 'number':
      return Number(t.digits);
    case 'name':
      return t.name === 'pi' ? Math.PI : t.name === 'e' ? Math.E : (at.get(t.name) ?? NaN);
    case 'minus':
      return -value(t.of, at);
    case 'binary': {
      const [x, y] = [value(t.left, at), value(t.right, at)];
      return { '+': x + y, '-': x - y, '*': x * y, '/': x / y, '^': x ** y }[t.sign];
    }
    case 'call': {
      const [x = NaN, y = NaN] = t.args.map((part) => value(part, at));
      return functions[t.name]?.(x, y) ?? slope(t, at);
    }
  }
}

const functions: Readonly<Record<string, (x: number, y: number) => number>> = {
  sqrt: Math.sqrt,
  abs: Math.abs,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  exp: Math.exp,
  log: Math.log,
  binomial: (n, k) => Array.from({ length: k }, (_, j) => (n - j) / (j + 1)).reduce((a, b) => a * b, 1),
};

/** A derivative by a central difference of fourth order. */
function slope({ args }: Extract<Typed, { kind: 'call' }>, at: ReadonlyMap<string, number>): number {
  const [body, variable] = args;
  if (!body || variable?.kind !== 'name') return NaN;
  const h = 1e-3;
  const f = (step: number): number =>
    value(body, new Map([...at, [variable.name, (at.get(variable.name) ?? NaN) + step]]));
  return (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);
}

/** The letters of a formula. */
export function lettersOf(t: Typed): ReadonlySet<string> {
  switch (t.kind) {
    case 'number':
      return new Set();
    case 'name':
      return new Set(t.name === 'pi' || t.name === 'e' ? [] : [t.name]);
    case 'minus':
      return lettersOf(t.of);
    case 'binary':
      return new Set([...lettersOf(t.left), ...lettersOf(t.right)]);
    case 'call':
      return new Set(t.args.flatMap((part) => [...lettersOf(part)]));
  }
}
