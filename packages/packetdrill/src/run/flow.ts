// One conversation of a script: which numbers of the script are which on the wire.

import type { Ipv4Address } from '@packetloom/core';
import type { TcpDescriptor } from '../calls/descriptors.js';
import type { Ports } from '../language/script.js';

/** Initial sequence numbers of the peer, far from those that scripts write. */
const FIRST_PEER_ISN = 0x2468_0000;
const BETWEEN_ISNS = 0x0101_0000;

export class Flow {
  readonly peerAddress: Ipv4Address;
  readonly peerPort: number;
  /** 0 until the host chose one. */
  hostPort: number;
  /** What the script calls the ports, the peer's first; null where it does not name them. */
  scriptPorts: { peer: number; host: number } | null = null;
  /** The descriptor of the host's end, once there is one. */
  descriptor: TcpDescriptor | null = null;
  readonly #peerIsn: number;
  #peerScriptIsn: number | null = null;
  #hostIsn: number | null = null;
  #hostScriptIsn = 0;
  /** Timestamps of the host: the script's, and those on the wire. */
  readonly #timestamps = new Map<number, number>();
  #lastTimestamp: { readonly script: number; readonly wire: number } | null = null;

  constructor(ordinal: number, peerAddress: Ipv4Address, peerPort: number, hostPort: number) {
    this.peerAddress = peerAddress;
    this.peerPort = peerPort;
    this.hostPort = hostPort;
    this.#peerIsn = (FIRST_PEER_ISN + ordinal * BETWEEN_ISNS) >>> 0;
  }

  fits(ports: Ports, direction: 'in' | 'out'): boolean {
    if (this.scriptPorts === null) return false;
    const { peer, host } = this.scriptPorts;
    const { source, destination } = ports;
    return direction === 'in'
      ? peer === source && host === destination
      : peer === destination && host === source;
  }

  /** The script's SYN of the peer. */
  beginPeer(scriptIsn: number): void {
    this.#peerScriptIsn ??= scriptIsn;
  }

  /** The host's SYN, on the wire. */
  noteHostIsn(isn: number): void {
    this.#hostIsn = isn;
  }

  /** What the script calls it. */
  beginHost(scriptIsn: number): void {
    this.#hostScriptIsn = scriptIsn;
  }

  peerToWire(seq: number): number {
    return (this.#peerIsn + seq - (this.#peerScriptIsn ?? 0)) >>> 0;
  }

  peerToScript(seq: number): number {
    return (seq - this.#peerIsn + (this.#peerScriptIsn ?? 0)) >>> 0;
  }

  hostToWire(seq: number): number {
    return this.#hostIsn === null ? seq : (this.#hostIsn + seq - this.#hostScriptIsn) >>> 0;
  }

  hostToScript(seq: number): number {
    return this.#hostIsn === null ? seq : (seq - this.#hostIsn + this.#hostScriptIsn) >>> 0;
  }

  /** The host's timestamp that the script calls `script` was `wire`. */
  noteTimestamp(script: number, wire: number): void {
    this.#timestamps.set(script, wire);
    this.#lastTimestamp = { script, wire };
  }

  /** The first timestamp of the host that the script names; null before. */
  get firstTimestamp(): { readonly script: number; readonly wire: number } | null {
    for (const [script, wire] of this.#timestamps) return { script, wire };
    return null;
  }

  /** What the peer echoes: one that was seen, or one as far from the last as the script's is. */
  echoToWire(script: number): number {
    const seen = this.#timestamps.get(script);
    if (seen !== undefined || script === 0) return seen ?? 0;
    const last = this.#lastTimestamp;
    return last === null ? script : (last.wire + script - last.script) >>> 0;
  }
}
