// Sequence numbers (RFC 9293 3.4): 32-bit numbers, compared around the circle. They are kept as signed ones, which
// V8 holds in the field itself: an unsigned one beyond 2^31 is a box of its own on the heap.

/** Whether `a` comes before `b`. */
export function before(a: number, b: number): boolean {
  return ((a - b) | 0) < 0;
}

/** Whether `a` comes after `b`. */
export function after(a: number, b: number): boolean {
  return ((b - a) | 0) < 0;
}

/** Whether `seq` is in [low, high]. */
export function between(seq: number, low: number, high: number): boolean {
  return (high - low) >>> 0 >= (seq - low) >>> 0;
}

/** `seq + octets`, modulo 2^32; `octets` may be negative. */
export function plus(seq: number, octets: number): number {
  return (seq + octets) | 0;
}

/** The sequence number that stands in a header as an unsigned one. */
export function sequenceOf(unsigned: number): number {
  return unsigned | 0;
}

/** The later of two. */
export function latest(a: number, b: number): number {
  return after(a, b) ? a : b;
}

/** The earlier of two. */
export function earliest(a: number, b: number): number {
  return before(a, b) ? a : b;
}
