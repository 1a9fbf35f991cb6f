/** A packet of a capture file, as it stands there. */
export interface CaptureRecord {
  /** Nanoseconds since 1970-01-01T00:00:00Z; null where the format has none (simple packet blocks). */
  readonly stampNs: bigint | null;
  /** By the numbers of tcpdump.org/linktypes.html. */
  readonly linkType: number;
  /** What was captured, link header included. Belongs to the octets that were read. */
  readonly octets: Uint8Array;
  /** Octets that the packet had. */
  readonly originalLength: number;
  /** Where its record begins in the file. */
  readonly offset: number;
}

/** A capture file that was read. */
export interface CaptureFile {
  readonly format: 'pcap' | 'pcapng';
  /** In the order of the file. */
  readonly packets: readonly CaptureRecord[];
}

/** Why octets are no capture file. */
export interface CaptureReadError {
  readonly kind: 'capture-read-error';
  /** For people: what was expected and what was found. */
  readonly message: string;
  /** The octet at fault, counted from the start of the file. */
  readonly offset: number;
}

/** Tells an error from the file that is read otherwise. */
export function isCaptureReadError(result: object): result is CaptureReadError {
  return 'kind' in result && result.kind === 'capture-read-error';
}

export function captureReadError(offset: number, message: string): CaptureReadError {
  return { kind: 'capture-read-error', offset, message };
}
