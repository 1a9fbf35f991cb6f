// The network below the host's TCP: one device, behind which the script is.
import {
  type Ipv4Address,
  type OutgoingTcp,
  SegmentScratch,
  type SegmentSpace,
  type TcpNetwork,
} from '@packetloom/core';
import { TcpFlag } from '@packetloom/core/wire';
import { decodeSegment, type Segment } from '../packet/segment.js';
import type { ScriptClock } from './scriptClock.js';
import type { Settings } from './settings.js';

/** A segment that the host sent. */
export interface SentSegment extends Segment {
  readonly atUs: number;
  readonly destination: Ipv4Address;
  readonly tos: number;
  readonly ttl: number;
}

export class TunDevice implements TcpNetwork {
  /** Sent and not looked at yet, in order. */
  readonly sent: SentSegment[] = [];
  /** `route/min_pmtu`: the least path MTU that is believed. */
  readonly minPmtu = 552;
  mtu: number;
  /** Told of each SYN. */
  onSyn: ((segment: SentSegment) => void) | null = null;
  readonly #clock: ScriptClock;
  readonly #settings: Settings;
  readonly #scratch = new SegmentScratch();
  readonly #pathMtu = new Map<number, number>();
  readonly #locked = new Set<number>();

  constructor(clock: ScriptClock, settings: Settings) {
    this.#clock = clock;
    this.#settings = settings;
    this.mtu = settings.mtu;
  }

  route(): { source: Ipv4Address } {
    return { source: this.#settings.localAddress };
  }

  linkMtu(): number {
    return this.mtu;
  }

  pathMtu(destination: Ipv4Address): number {
    return Math.min(this.mtu, this.#pathMtu.get(destination) ?? this.mtu);
  }

  isPathMtuLocked(destination: Ipv4Address): boolean {
    return this.#locked.has(destination);
  }

  reducePathMtu(destination: Ipv4Address, mtu: number): void {
    const usable = Math.max(mtu, this.minPmtu);
    if (mtu < this.minPmtu) this.#locked.add(destination);
    if (usable < this.pathMtu(destination)) this.#pathMtu.set(destination, usable);
  }

  begin(): SegmentSpace {
    return this.#scratch;
  }

  send({ octets, destination, tos, ttl }: OutgoingTcp): void {
    const segment = decodeSegment(octets);
    const sent = { ...segment, atUs: this.#clock.nowUs, destination, tos, ttl };
    this.sent.push(sent);
    if ((segment.flags & TcpFlag.SYN) !== 0) this.onSyn?.(sent);
  }
}
