// Engines may differ in the last digit of `Math.sin` and `Math.asin`, and a run is the same on every machine: these
// are made of exact operations alone.

/** x²⁵ / 25! is below a double's resolution for |x| ≤ π / 2. */
const LAST_TERM = 25;
/** Newton's steps double the digits that are right; the start has one at least. */
const STEPS = 6;

/** sin x for |x| ≤ π / 2, by its Taylor series. */
export function sine(x: number): number {
  const square = x * x;
  let sum = 1;
  for (let odd = LAST_TERM; odd >= 3; odd -= 2) sum = 1 - (square / (odd * (odd - 1))) * sum;
  return x * sum;
}

/** arcsin s for 0 ≤ s ≤ 1, by Newton's method; near 1 by the half-angle formula. */
export function arcSine(s: number): number {
  if (s > Math.SQRT1_2) return Math.PI / 2 - 2 * arcSine(Math.sqrt((1 - s) / 2));
  let angle = s;
  for (let step = 0; step < STEPS; step++) {
    const reached = sine(angle);
    angle += (s - reached) / Math.sqrt(1 - reached * reached);
  }
  return angle;
}
