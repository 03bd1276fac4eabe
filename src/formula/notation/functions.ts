import { table } from './table';

/** Functions that have a command, with their name in the tree: `\arctan` and `\tan^{-1}` are one function. */
export const functionCommands = table<string>({
  sin: 'sin',
  cos: 'cos',
  tan: 'tan',
  tg: 'tan',
  cot: 'cot',
  ctg: 'cot',
  sec: 'sec',
  csc: 'csc',
  cosec: 'csc',
  arcsin: 'arcsin',
  arccos: 'arccos',
  arctan: 'arctan',
  arctg: 'arctan',
  arccot: 'arccot',
  arcsec: 'arcsec',
  arccsc: 'arccsc',
  sinh: 'sinh',
  cosh: 'cosh',
  tanh: 'tanh',
  coth: 'coth',
  sech: 'sech',
  csch: 'csch',
  exp: 'exp',
  ln: 'ln',
  log: 'log',
  lg: 'lg',
  max: 'max',
  min: 'min',
  sup: 'sup',
  inf: 'inf',
  gcd: 'gcd',
  lcm: 'lcm',
  det: 'det',
  dim: 'dim',
  ker: 'ker',
  deg: 'deg',
  arg: 'arg',
  hom: 'hom',
  Re: 'Re',
  Im: 'Im',
  sgn: 'sign',
  sign: 'sign',
  tr: 'tr',
  Tr: 'tr',
  rank: 'rank',
  diag: 'diag',
  softmax: 'softmax',
  erf: 'erf',
});

/** The same for names in `\operatorname{…}`, `\mathrm{…}`, `\text{…}`; other names before a bracket keep their spelling. */
const moreNames = table<string>({
  asin: 'arcsin',
  acos: 'arccos',
  atan: 'arctan',
  arcsinh: 'arsinh',
  arccosh: 'arcosh',
  arctanh: 'artanh',
  arsinh: 'arsinh',
  arcosh: 'arcosh',
  artanh: 'artanh',
  Log: 'log',
  Ln: 'ln',
  sqrt: 'sqrt',
  abs: 'abs',
  Sign: 'sign',
  trace: 'tr',
  Trace: 'tr',
  LCM: 'lcm',
  GCD: 'gcd',
  gcf: 'gcd',
  GCF: 'gcd',
  hcf: 'gcd',
  mod: 'mod',
  floor: 'floor',
  ceil: 'ceil',
  round: 'round',
  cis: 'cis',
  ord: 'ord',
  span: 'span',
  cov: 'cov',
  vec: 'vec',
});

/** The function that a name stands for, or undefined where it is not a known one. */
export function functionNamed(name: string): string | undefined {
  return functionCommands.get(name) ?? moreNames.get(name);
}

/** Functions whose argument may stand without brackets even where the name is a word: `\operatorname{tr} A`. */
export function takesBareArgument(name: string): boolean {
  return functionNamed(name) !== undefined && name !== 'mod' && name !== 'span' && name !== 'vec';
}

/** Inverses of functions: `\sin^{-1}` is arcsin. */
export const inverseNames = table<string>({
  sin: 'arcsin',
  cos: 'arccos',
  tan: 'arctan',
  cot: 'arccot',
  sec: 'arcsec',
  csc: 'arccsc',
  sinh: 'arsinh',
  cosh: 'arcosh',
  tanh: 'artanh',
});

/** The command that prints a function, where there is one in LaTeX itself. */
const printed: ReadonlySet<string> = new Set(
  'sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth exp ln log lg max min sup inf gcd det dim ker deg arg hom'.split(
    ' ',
  ),
);

export function functionLatex(name: string): string {
  if (printed.has(name)) return `\\${name}`;
  return `\\operatorname{${name}}`;
}
