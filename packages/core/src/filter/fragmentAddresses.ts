import type { Ipv4Address } from '../address/ipv4Address.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import type { Clock } from '../ports/clock.js';
import { ipv4Destination, ipv4Identification, ipv4Protocol, ipv4Source } from '../wire/ipv4.js';
import type { Connection } from './connection.js';

/** For so long later fragments may follow the first one: the time of reassembly. */
const LIFETIME_NS = 30_000_000_000;
/** Datagrams from which on those whose time is over are looked for; doubled with their number. */
const FIRST_SWEEP = 1024;

/** What the first fragment tells about the others. */
interface Remembered {
  /** The address that it got. */
  readonly address: Ipv4Address;
  readonly connection: Connection;
  readonly isReply: boolean;
  readonly expiresAtNs: number;
}

/**
 * The new addresses of fragmented datagrams. The first fragment has the ports by which its connection
 * is found; the later ones follow it by what they share (RFC 791 3.2: source, destination,
 * identification, protocol).
 */
export class FragmentAddresses {
  readonly #clock: Clock;
  readonly #addresses = new Map<string, Remembered>();
  #sweepAt = FIRST_SWEEP;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What identifies a fragment's datagram, as it looks now, and the end that is to be translated. */
  keyOf({ view, start }: PacketBuffer, isForDestination: boolean): string {
    const addresses = `${ipv4Source(view, start)} ${ipv4Destination(view, start)}`;
    return `${isForDestination} ${addresses} ${ipv4Identification(view, start)} ${ipv4Protocol(view, start)}`;
  }

  /** The first fragment of a datagram, of this direction of a connection, got this address. */
  remember(key: string, address: Ipv4Address, connection: Connection, isReply: boolean): void {
    if (this.#addresses.size >= this.#sweepAt) this.#sweep();
    const expiresAtNs = this.#clock.nowNs + LIFETIME_NS;
    this.#addresses.set(key, { address, connection, isReply, expiresAtNs });
  }

  /** What the first fragment tells; `null` if none came. */
  find(key: string): Remembered | null {
    const found = this.#addresses.get(key);
    if (found === undefined) return null;
    if (found.expiresAtNs > this.#clock.nowNs) return found;
    this.#addresses.delete(key);
    return null;
  }

  /** Forgets all. */
  clear(): void {
    this.#addresses.clear();
    this.#sweepAt = FIRST_SWEEP;
  }

  #sweep(): void {
    for (const [key, { expiresAtNs }] of this.#addresses) {
      if (expiresAtNs <= this.#clock.nowNs) this.#addresses.delete(key);
    }
    this.#sweepAt = Math.max(FIRST_SWEEP, 2 * this.#addresses.size);
  }
}
