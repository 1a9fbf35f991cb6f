import type { Nic, PacketBuffer, PacketTap } from '@packetloom/core';
import type { VirtualClock } from '../time/virtualClock.js';
import type { ByteSink } from './byteSink.js';
import { PcapngWriter } from './pcapngWriter.js';

/** Writes what passes NICs as pcapng, one interface for each NIC. */
export class CaptureTap {
  readonly #writer: PcapngWriter;
  readonly #taps: readonly NicTap[];

  constructor(sink: ByteSink, clock: VirtualClock, nics: readonly Nic[]) {
    const writer = new PcapngWriter(sink, { epochMs: clock.epochMs });
    this.#writer = writer;
    this.#taps = nics.map((nic) => new NicTap(nic, writer, clock));
  }

  /** Ends the capture: what is still in the buffer is written. */
  end(): void {
    for (const tap of this.#taps) tap.remove();
    this.#writer.end();
  }
}

/** One interface of a capture. */
class NicTap implements PacketTap {
  readonly #nic: Nic;
  readonly #writer: PcapngWriter;
  readonly #clock: VirtualClock;
  readonly #interface: number;

  constructor(nic: Nic, writer: PcapngWriter, clock: VirtualClock) {
    this.#nic = nic;
    this.#writer = writer;
    this.#clock = clock;
    const name = `${nic.host.name}:${nic.name}`;
    const linkType = nic.link.kind === 'ethernet' ? 'ethernet' : 'raw';
    this.#interface = writer.addInterface({ name, linkType });
    nic.tap = this;
  }

  packet(_: Nic, packet: PacketBuffer, direction: 'inbound' | 'outbound'): void {
    this.#writer.stackPacket(this.#interface, this.#clock.nowNs, direction, packet, false);
  }

  remove(): void {
    if (this.#nic.tap === this) this.#nic.tap = null;
  }
}
