import type { Nic, PacketBuffer, PacketTap } from '@packetloom/core';
import type { VirtualClock } from '../time/virtualClock.js';
import type { ByteSink } from './byteSink.js';
import { PcapngWriter } from './pcapngWriter.js';

/** Writes what passes NICs as pcapng, one interface for each NIC. */
export class CaptureTap implements PacketTap {
  readonly #writer: PcapngWriter;
  readonly #clock: VirtualClock;
  readonly #interfaces = new Map<Nic, number>();

  constructor(sink: ByteSink, clock: VirtualClock, nics: readonly Nic[]) {
    this.#clock = clock;
    this.#writer = new PcapngWriter(sink, { epochMs: clock.epochMs });
    for (const nic of nics) {
      const name = `${nic.host.name}:${nic.name}`;
      const linkType = nic.link.kind === 'ethernet' ? 'ethernet' : 'raw';
      this.#interfaces.set(nic, this.#writer.addInterface({ name, linkType }));
      nic.tap = this;
    }
  }

  packet(nic: Nic, packet: PacketBuffer, direction: 'inbound' | 'outbound'): void {
    const { bytes, start, length, linkHeaderLength } = packet;
    this.#writer.packet({
      interface: this.#interfaces.get(nic) as number,
      timeNs: this.#clock.nowNs,
      direction,
      octets: bytes.subarray(start - linkHeaderLength, start + length),
    });
  }

  /** Ends the capture: what is still in the buffer is written. */
  end(): void {
    for (const nic of this.#interfaces.keys()) if (nic.tap === this) nic.tap = null;
    this.#writer.end();
  }
}
