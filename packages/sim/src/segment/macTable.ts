// Hot path of switches: one look-up a frame for its source, one for its destination.
import type { MacAddress } from '@packetloom/core';
import type { SegmentPort } from './segmentPort.js';

interface Entry {
  port: SegmentPort;
  seenNs: number;
}

/** Where stations are: the filtering database of a bridge (IEEE 802.1D 7.9). */
export class MacTable {
  readonly #ageingNs: number;
  readonly #entries = new Map<MacAddress, Entry>();

  constructor(ageingNs: number) {
    this.#ageingNs = ageingNs;
  }

  /** A frame from `address` came in by `port`: it is there from now on (IEEE 802.1D 7.8). */
  learn(address: MacAddress, port: SegmentPort, nowNs: number): void {
    const entry = this.#entries.get(address);
    if (entry === undefined) {
      this.#entries.set(address, { port, seenNs: nowNs });
      return;
    }
    entry.port = port;
    entry.seenNs = nowNs;
  }

  /** The port at which `address` was seen within the ageing time, or null. */
  find(address: MacAddress, nowNs: number): SegmentPort | null {
    const entry = this.#entries.get(address);
    if (entry === undefined) return null;
    if (nowNs - entry.seenNs < this.#ageingNs) return entry.port;
    this.#entries.delete(address);
    return null;
  }

  /** Forgets who was seen at a port. */
  forgetPort(port: SegmentPort): void {
    for (const [address, entry] of this.#entries) {
      if (entry.port === port) this.#entries.delete(address);
    }
  }

  /** What is known now, in the order of being learnt. */
  entries(nowNs: number): { linkAddress: MacAddress; port: SegmentPort; ageNs: number }[] {
    const known = [...this.#entries].filter(([, { seenNs }]) => nowNs - seenNs < this.#ageingNs);
    return known.map(([linkAddress, { port, seenNs }]) => {
      return { linkAddress, port, ageNs: nowNs - seenNs };
    });
  }
}
