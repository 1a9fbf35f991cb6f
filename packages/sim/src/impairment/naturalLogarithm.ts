const view = new DataView(new ArrayBuffer(8));
const EXPONENT_BIAS = 1022;
const MANTISSA_HIGH = 0xfffff;
/** s²⁰ / 21 is below a double's resolution for |s| ≤ 0.172. */
const LAST_TERM = 21;

/**
 * ln x for a normal positive double, from exact operations alone: engines may differ in the last digit of
 * `Math.log`, and a run is the same on every machine. ln x = e·ln 2 + 2·artanh((m − 1)/(m + 1)).
 */
export function naturalLogarithm(x: number): number {
  view.setFloat64(0, x);
  const high = view.getUint32(0);
  let exponent = (high >>> 20) - EXPONENT_BIAS;
  view.setUint32(0, (high & MANTISSA_HIGH) | (EXPONENT_BIAS << 20));
  let mantissa = view.getFloat64(0);
  if (mantissa < Math.SQRT1_2) {
    mantissa *= 2;
    exponent--;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let sum = 0;
  for (let odd = LAST_TERM; odd >= 1; odd -= 2) sum = sum * square + 1 / odd;
  return exponent * Math.LN2 + 2 * s * sum;
}
