/** Live packets took more memory than a {@link PacketPool} may have. The packet asked for was not made. */
export class PacketMemoryError extends Error {
  override readonly name = 'PacketMemoryError';
  readonly code = 'packet-memory';
  /** Octets that it may have. */
  readonly maxBytes: number;

  constructor(maxBytes: number) {
    super(`packets need more than ${maxBytes} octets of memory`);
    this.maxBytes = maxBytes;
  }
}
