import {
  Disposition,
  type LinkEndpoint,
  type LinkError,
  type PacketBuffer,
  type PacketPool,
  ZERO_MAC,
} from '@packetloom/core';

/** What a {@link RecordingLink} needs to know. */
export interface RecordingLinkOptions {
  /** Largest packet in octets. */
  readonly mtu: number;
  /** Where packets that leave the host end. */
  readonly pool: PacketPool;
  /** So many transmissions are taken, every later one fails; unlimited unless given. */
  readonly writeLimit?: number | undefined;
  /** Given a copy of every packet that the link takes. */
  readonly record: (octets: Uint8Array) => void;
}

/** A link that leads nowhere and keeps what is sent: bare IPv4, no address resolution. */
export class RecordingLink implements LinkEndpoint {
  readonly kind = 'point-to-point';
  readonly mtu: number;
  readonly linkAddress = ZERO_MAC;
  readonly #options: RecordingLinkOptions;
  #taken = 0;

  constructor(options: RecordingLinkOptions) {
    this.mtu = options.mtu;
    this.#options = options;
  }

  send(packet: PacketBuffer): LinkError | null {
    const { writeLimit = Number.POSITIVE_INFINITY, record, pool } = this.#options;
    if (this.#taken >= writeLimit) return 'link-closed';
    this.#taken++;
    record(packet.toBytes());
    pool.end(packet, Disposition['left-the-network']);
    return null;
  }

  /** Nothing ever comes from this link: vectors inject at the NIC. */
  attach(): void {}
}
