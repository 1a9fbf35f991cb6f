import { type MacAddress, macAddress, ZERO_MAC } from '../address/macAddress.js';
import { Disposition } from '../packet/disposition.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import type { PacketPool } from '../packet/packetPool.js';
import type { Clock } from '../ports/clock.js';
import type { LinkEndpoint, LinkError, LinkReceiver } from '../ports/link.js';

/** What a {@link RecordingLink} was given to send. */
export interface RecordedPacket {
  readonly timeNs: number;
  /** The octets, link header included. */
  readonly octets: Uint8Array;
}

/** How a {@link RecordingLink} is made. */
export interface RecordingLinkOptions {
  readonly pool: PacketPool;
  readonly clock: Clock;
  /** Default 1500. */
  readonly mtu?: number | undefined;
  /** Default `point-to-point`. */
  readonly kind?: LinkEndpoint['kind'] | undefined;
  /** Default 02:00:00:00:00:01 on Ethernet. */
  readonly linkAddress?: MacAddress;
  /** Sends that succeed before the link is closed; all by default. */
  readonly writeLimit?: number;
}

/** A link to nowhere that keeps what was sent: for tests of a host alone. */
export class RecordingLink implements LinkEndpoint {
  readonly kind: LinkEndpoint['kind'];
  readonly linkAddress: MacAddress;
  mtu: number;
  /** Everything sent so far. */
  readonly sent: RecordedPacket[] = [];
  readonly #options: RecordingLinkOptions;
  #receiver: LinkReceiver | null = null;
  #up = true;

  constructor(options: RecordingLinkOptions) {
    this.#options = options;
    this.kind = options.kind ?? 'point-to-point';
    this.mtu = options.mtu ?? 1500;
    this.linkAddress =
      options.linkAddress ??
      (this.kind === 'ethernet' ? macAddress(0x02_00_00_00_00_01) : ZERO_MAC);
  }

  send(packet: PacketBuffer): LinkError | null {
    const { clock, pool, writeLimit } = this.#options;
    if (writeLimit !== undefined && this.sent.length >= writeLimit) return 'link-closed';
    const first = packet.start - packet.linkHeaderLength;
    const octets = packet.bytes.slice(first, packet.start + packet.length);
    this.sent.push({ timeNs: clock.nowNs, octets });
    pool.end(packet, Disposition['left-the-network']);
    return null;
  }

  attach(receiver: LinkReceiver): void {
    this.#receiver = receiver;
  }

  get up(): boolean {
    return this.#up;
  }

  /** Takes the carrier away, or gives it back. */
  setUp(up: boolean): void {
    this.#up = up;
    this.#receiver?.carrierChanged?.();
  }

  /** Lets a frame arrive, link header included. */
  arrive(octets: Uint8Array): void {
    const packet = this.#options.pool.from(octets);
    if (this.kind === 'ethernet') {
      packet.linkHeaderLength = 14;
      packet.start += 14;
      packet.length -= 14;
    }
    this.#receiver?.receiveFromLink(packet);
  }

  /** Takes what was sent so far, as octets. */
  take(): Uint8Array[] {
    return this.sent.splice(0).map(({ octets }) => octets);
  }
}
