/** Octets that a packet takes on a line beside its own, netem's `rate RATE OVERHEAD CELL CELL-OVERHEAD`. */
export interface FramingSpec {
  /** Octets for each packet; below 0 if its link header, counted before, does not go out. */
  readonly overheadBytes: number;
  /** Octets of packets that a cell carries; 0: packets are not cut into cells. */
  readonly cellBytes?: number;
  /** Octets for each cell. */
  readonly cellOverheadBytes?: number;
}

/** Octets on the line, as the kernel's `packet_time_ns`: the last cell is filled up. Never below 0. */
export function framedLength(framing: FramingSpec, length: number): number {
  const { overheadBytes, cellBytes = 0, cellOverheadBytes = 0 } = framing;
  const octets = Math.max(0, length + overheadBytes);
  if (cellBytes === 0) return octets;
  return Math.max(0, Math.ceil(octets / cellBytes) * (cellBytes + cellOverheadBytes));
}
