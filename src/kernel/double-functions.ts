/** Γ in doubles, NaN at its poles: Lanczos' approximation with g = 7 and nine terms (Numerical Recipes, 6.1), about 14 digits. */
export function doubleGamma(x: number): number {
  if (Number.isInteger(x)) return x <= 0 ? NaN : factorialUpTo(x - 1);
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * doubleGamma(1 - x));
  let sum = 0.99999999999980993;
  for (const [index, coefficient] of lanczos.entries()) sum += coefficient / (x + index);
  const t = x + 6.5;
  return Math.sqrt(2 * Math.PI) * t ** (x - 0.5) * Math.exp(-t) * sum;
}

const lanczos: readonly number[] = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function factorialUpTo(n: number): number {
  if (n > 170) return Infinity;
  let product = 1;
  for (let k = 2; k <= n; k += 1) product *= k;
  return product;
}

/** n!! for integers n ≥ −1, NaN elsewhere. */
export function doubleFactorial(n: number): number {
  if (!Number.isInteger(n) || n < -1) return NaN;
  let product = 1;
  for (let k = n; k > 1 && product < Infinity; k -= 2) product *= k;
  return product;
}

/** erf in doubles: the series of positive terms up to 3, beyond it the continued fraction of 1 − erf. */
export function doubleErf(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x) || size > 6) return Math.sign(x);
  if (size > 3) {
    let fraction = 0;
    for (let k = 60; k >= 1; k -= 1) fraction = k / 2 / (size + fraction);
    return Math.sign(x) * (1 - Math.exp(-size * size) / (Math.sqrt(Math.PI) * (size + fraction)));
  }
  let term = size;
  let sum = size;
  for (let n = 1; n < 100; n += 1) {
    term *= (2 * size * size) / (2 * n + 1);
    sum += term;
  }
  return (Math.sign(x) * 2 * Math.exp(-size * size) * sum) / Math.sqrt(Math.PI);
}

/** n over k for integers k, n being any number. */
export function doubleBinomial(n: number, k: number): number {
  if (!Number.isInteger(k)) return NaN;
  if (k < 0 || (Number.isInteger(n) && n >= 0 && k > n)) return 0;
  const few = Number.isInteger(n) && n >= 0 ? Math.min(k, n - k) : k;
  if (few > 10_000) return NaN;
  let product = 1;
  for (let j = 0; j < few; j += 1) product = (product * (n - j)) / (j + 1);
  return Number.isInteger(n) && Math.abs(product) < Number.MAX_SAFE_INTEGER ? Math.round(product) : product;
}

export function doubleGcd(a: number, b: number): number {
  let x = Math.abs(a);
  let y = Math.abs(b);
  if (!Number.isInteger(x) || !Number.isInteger(y)) return NaN;
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}
