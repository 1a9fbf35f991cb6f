import type { PacketBuffer } from '@packetloom/core';
import { IPV4_OFFSET, ipv4Destination, ipv4Protocol, ipv4Source } from '@packetloom/core/wire';
import { transportOf } from '@packetloom/sim/internal';

/** A packet that was written, and where. */
export class LastPacket {
  /** Chunk of the buffer. */
  chunk = -1;
  beforeTtl = 0;
  lengthBeforeTtl = 0;
  afterTtl = 0;
  lengthAfterTtl = 0;
  #serial = 0;
  readonly #fields = new Uint32Array(6);

  /** Whether a packet is told like the last one, but for its TTL; it is the last one then. */
  isSame(packet: PacketBuffer): boolean {
    const { view, start, length, serial } = packet;
    const fields = this.#fields;
    const identification = view.getUint32(start + IPV4_OFFSET.identification);
    const protocol = ipv4Protocol(view, start);
    const source = ipv4Source(view, start);
    const destination = ipv4Destination(view, start);
    const transport = transportOf(packet);
    if (
      serial === this.#serial &&
      fields[0] === identification &&
      fields[1] === protocol &&
      fields[2] === source &&
      fields[3] === destination &&
      fields[4] === transport &&
      fields[5] === length
    ) {
      return true;
    }
    this.#serial = serial;
    fields[0] = identification;
    fields[1] = protocol;
    fields[2] = source;
    fields[3] = destination;
    fields[4] = transport;
    fields[5] = length;
    return false;
  }
}
