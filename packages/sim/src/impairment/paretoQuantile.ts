/** Newton's iterations for a cube root from the start below; each doubles the digits. */
const ITERATIONS = 5;

/**
 * Quantile of the Pareto distribution with shape 3, shifted and scaled as in the tables of netem:
 * Q(u) = ((1 − u)^(−1/3) − 3/2) · 4/3, for u in [0, 1). Mean 0, standard deviation 2/√3.
 */
export function paretoQuantile(u: number): number {
  return (1 / cubeRoot(1 - u) - 1.5) * (4 / 3);
}

/** ∛x for x in (0, 1], from exact operations alone, as engines differ in `Math.cbrt`. */
function cubeRoot(x: number): number {
  let scaled = x;
  let scale = 1;
  while (scaled < 0.125) {
    scaled *= 8;
    scale /= 2;
  }
  // A chord of ∛ between ⅛ and 1.
  let root = 0.43 + 0.59 * scaled;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    root = (2 * root + scaled / (root * root)) / 3;
  }
  return root * scale;
}
