/** So small, numbers are tried one by one. */
const FEW = 32;

/** None, one, half, and of small ones one less. */
export function smallerNumbers(number: number): number[] {
  const less = number <= FEW ? [Math.ceil(number) - 1] : [];
  const candidates = new Set([0, 1, Math.floor(number / 2), ...less]);
  return [...candidates].filter((candidate) => candidate >= 0 && candidate < number);
}
