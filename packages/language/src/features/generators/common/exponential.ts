const TERMS = 20;

/**
 * e to the power −x, for x from 0 on, from exact operations alone: engines may differ in the last digit of `Math.exp`,
 * and a network is the same on every machine. e^−x = 2^−n · e^−r with r below ln 2.
 */
export function exponentialOfMinus(x: number): number {
  const halvings = Math.floor(x / Math.LN2);
  const rest = x - halvings * Math.LN2;
  let sum = 1;
  for (let term = TERMS; term >= 1; term -= 1) sum = 1 - (rest / term) * sum;
  let result = sum;
  for (let halving = 0; halving < halvings && result > 0; halving += 1) result /= 2;
  return result;
}
