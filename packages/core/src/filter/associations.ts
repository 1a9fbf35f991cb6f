import type { Ipv4Address } from '../address/ipv4Address.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import type { Connection } from './connection.js';
import type { Flow } from './flow.js';

/** More than the packets that are between two hooks at once: those that caused each other. */
const REMEMBERED = 16;

/** To which connection a packet was found to belong at an earlier hook. */
export class Association {
  identity = 0;
  connection: Connection | null = null;
  isReply = false;
  /** It was made on this host. */
  isLocal = false;
  /** Addresses with which it left that hook. */
  source = 0;
  destination = 0;
}

/** The last packets that were seen. A packet goes through all of its hooks before many others come. */
export class Associations {
  readonly #ring = Array.from({ length: REMEMBERED }, () => new Association());
  #last = 0;

  /** Remembers a packet, as it is after NAT. */
  record(
    identity: number,
    source: Ipv4Address,
    destination: Ipv4Address,
    connection: Connection,
    isReply: boolean,
    isLocal: boolean,
  ): void {
    this.#last = (this.#last + 1) % REMEMBERED;
    const association = this.#ring[this.#last] as Association;
    association.identity = identity;
    association.connection = connection;
    association.isReply = isReply;
    association.isLocal = isLocal;
    association.source = source;
    association.destination = destination;
  }

  /** Forgets all. */
  clear(): void {
    for (const association of this.#ring) association.connection = null;
  }

  /** What is remembered about a packet that looks as it did when it left its last hook. */
  find(packet: PacketBuffer, flow: Flow): Association | null {
    const found = this.findByIdentity(packet.identity);
    if (found === null) return null;
    const isSame = found.source === flow.source && found.destination === flow.destination;
    return isSame ? found : null;
  }

  /** What is remembered about the packet with this identity. */
  findByIdentity(identity: number): Association | null {
    for (let back = 0; back < REMEMBERED; back++) {
      const index = (this.#last - back + REMEMBERED) % REMEMBERED;
      const association = this.#ring[index] as Association;
      if (association.connection !== null && association.identity === identity) return association;
    }
    return null;
  }
}
