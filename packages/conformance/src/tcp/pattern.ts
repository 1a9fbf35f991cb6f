// The octets of every stream: the n-th, from 0, is (7n + 31 floor(n/256)) mod 256.

function octetAt(index: number): number {
  return (7 * index + 31 * Math.floor(index / 256)) % 256;
}

/** `length` octets from index `from` on, each with `shift` added. */
export function patternOf(from: number, length: number, shift = 0): Uint8Array {
  const octets = new Uint8Array(length);
  for (let index = 0; index < length; index++) {
    octets[index] = (((octetAt(from + index) + shift) % 256) + 256) % 256;
  }
  return octets;
}

/** Runs of octets that differ from the pattern: offset, length, and by how much, modulo 256. */
export function shiftsOf(octets: Uint8Array, from: number): [number, number, number][] {
  const runs: [number, number, number][] = [];
  octets.forEach((octet, index) => {
    const shift = (octet - octetAt(from + index) + 512) % 256;
    const last = runs.at(-1);
    if (last !== undefined && last[2] === shift && last[0] + last[1] === index) last[1]++;
    else runs.push([index, 1, shift]);
  });
  return runs.filter(([, , shift]) => shift !== 0);
}
