import { naturalLogarithm } from './naturalLogarithm.js';

/** Of Wichura's first region, |q| ≤ 0.425: numerator and denominator in r = 0.425² − q², highest power first. */
const CENTRE_OVER = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
  1971.5909503065513, 133.14166789178438, 3.3871328727963665,
];
const CENTRE_UNDER = [
  5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
  687.1870074920579, 42.31333070160091, 1,
];
/** Of the second region: in √(−ln p) − 1.6. */
const TAIL_OVER = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684,
  3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835,
];
const TAIL_UNDER = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008,
  0.6897673349851, 1.6763848301838038, 2.053191626637759, 1,
];
const CENTRE = 0.425;
const TAIL_SHIFT = 1.6;
/** Beyond, at 6.6 standard deviations, a third region would begin. */
const MIN_TAIL = 2 ** -34;

/**
 * Φ⁻¹(u), the quantile of the standard normal distribution, for u in [0, 1], to 15 digits; beyond 6.4
 * standard deviations it is cut off. M. J. Wichura, "Algorithm AS 241", Applied Statistics 37 (1988).
 */
export function normalQuantile(u: number): number {
  const q = u - 0.5;
  if (Math.abs(q) <= CENTRE) {
    const r = CENTRE * CENTRE - q * q;
    return (q * polynomial(CENTRE_OVER, r)) / polynomial(CENTRE_UNDER, r);
  }
  const tail = Math.max(q < 0 ? u : 1 - u, MIN_TAIL);
  const r = Math.sqrt(-naturalLogarithm(tail)) - TAIL_SHIFT;
  const value = polynomial(TAIL_OVER, r) / polynomial(TAIL_UNDER, r);
  return q < 0 ? -value : value;
}

/** By Horner's rule. */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let index = 0; index < coefficients.length; index++) {
    sum = sum * x + (coefficients[index] as number);
  }
  return sum;
}
