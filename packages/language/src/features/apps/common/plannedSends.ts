/** A series of datagrams. */
interface Repeated {
  readonly atNs: number;
  readonly count: number;
  readonly intervalNs: number;
}

/** How many of a series are sent before `endNs`. */
export function repeated({ atNs, count, intervalNs }: Repeated, endNs: number): number {
  if (endNs <= atNs) return 0;
  return intervalNs === 0 ? count : Math.min(count, Math.ceil((endNs - atNs) / intervalNs));
}
