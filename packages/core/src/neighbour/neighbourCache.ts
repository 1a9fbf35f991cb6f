// Hot path: from next hops to link addresses (RFC 826, with the states of RFC 4861 7.3).
import { ANY, type Ipv4Address } from '../address/ipv4Address.js';
import { BROADCAST_MAC, type MacAddress, macAddress } from '../address/macAddress.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { type Clock, NO_TIMER } from '../ports/clock.js';
import type { RandomStream } from '../ports/random.js';
import { NeighbourEntry, type NeighbourState, type NeighbourTimerOwner } from './neighbourEntry.js';
import { RecentlyUsed } from './recentlyUsed.js';

const SECOND_NS = 1_000_000_000;
/** Between two requests (RFC 4861 10, RETRANS_TIMER). */
const RETRANSMIT_NS = SECOND_NS;
/** Requests of a resolution, and of a probe (RFC 4861 10). */
const MAX_REQUESTS = 3;
/** For so long a stale neighbour is used before it is asked for (RFC 4861 10). */
const DELAY_FIRST_PROBE_NS = 5 * SECOND_NS;
/** A confirmation holds for half to one and a half times this (RFC 4861 6.3.2). */
const BASE_REACHABLE_NS = 30 * SECOND_NS;
/** How often the time for which confirmations hold is drawn anew (RFC 4861 6.3.4). */
const REACHABLE_REDRAW_NS = 7200 * SECOND_NS;
/** Neighbours that are known at once, static ones not counted. */
const MAX_DYNAMIC_ENTRIES = 512;
/** Packets that wait for one neighbour. */
const MAX_WAITING_PACKETS = 256;
/** Neighbours for which packets wait. */
const MAX_WAITING_RESOLUTIONS = 64;

/** Returned by {@link NeighbourCache.resolve}: the cache took the packet over. */
export const WAITING: MacAddress = macAddress(-1);

/** Why a waiting packet could not be sent: nobody answered, no request could be sent, or it was given up. */
export type ResolutionFailure = 'timeout' | 'request-not-sent' | 'aborted';

/** What a {@link NeighbourCache} needs. */
export interface NeighbourCacheOptions {
  readonly clock: Clock;
  /** For the time for which confirmations hold. */
  readonly random: RandomStream;
  /**
   * Sends a request for `target`: by broadcast, or by unicast to check an address that is known.
   * `localAddress` is that of the route that needs it, or 0 for any. `false`: it could not be sent.
   */
  sendRequest(target: Ipv4Address, destination: MacAddress, localAddress: Ipv4Address): boolean;
  /** Sends a packet that waited; it is the receiver's from then on. */
  transmit(packet: PacketBuffer, mac: MacAddress): void;
  /** Takes back a packet whose next hop was not resolved. */
  fail(packet: PacketBuffer, reason: ResolutionFailure): void;
  /** Takes back the oldest of more than 256 packets that wait for one neighbour. */
  overflow(packet: PacketBuffer): void;
  /** Told of every change of state but the one from reachable to stale by time. */
  onChange?(address: Ipv4Address, state: NeighbourState): void;
}

/** A neighbour as an observer sees it. */
export interface Neighbour {
  readonly address: Ipv4Address;
  /** `null` while it is not known. */
  readonly mac: MacAddress | null;
  readonly state: NeighbourState;
  /** Packets that wait for its link address. */
  readonly waiting: number;
}

/** The neighbours of one NIC. */
export class NeighbourCache implements NeighbourTimerOwner {
  readonly #clock: Clock;
  readonly #options: NeighbourCacheOptions;
  readonly #entries = new Map<number, NeighbourEntry>();
  readonly #recent = new RecentlyUsed();
  /** Neighbours for which packets wait, in order of their first one. */
  readonly #waiting = new Set<NeighbourEntry>();
  #reachableNs = 0;
  #redrawAtNs = 0;

  constructor(options: NeighbourCacheOptions) {
    this.#clock = options.clock;
    this.#options = options;
  }

  /** Packets that wait. */
  get heldPackets(): number {
    let count = 0;
    for (const entry of this.#waiting) count += entry.waitingCount;
    return count;
  }

  /** Every neighbour, in the order in which they became known. */
  entries(): Neighbour[] {
    return Array.from(this.#entries.values(), (entry) => {
      const state = this.#stateOf(entry);
      const isKnown = state !== 'incomplete' && state !== 'unreachable';
      const { address, waitingCount: waiting } = entry;
      return { address, mac: isKnown ? entry.mac : null, state, waiting };
    });
  }

  /**
   * The link address of a next hop, to which the caller sends `packet`; or {@link WAITING}: then the
   * packet is the cache's, and goes to `transmit`, `fail` or `overflow` sooner or later.
   * `localAddress` is that of the packet's route, or 0.
   */
  resolve(nextHop: Ipv4Address, packet: PacketBuffer, localAddress: Ipv4Address): MacAddress {
    const entry = this.#lookUp(nextHop);
    switch (this.#stateOf(entry)) {
      case 'static':
      case 'reachable':
      case 'delay':
      case 'probe':
        return entry.mac;
      case 'stale':
        this.#become(entry, 'delay');
        entry.timer = this.#clock.schedule(DELAY_FIRST_PROBE_NS, entry);
        return entry.mac;
      default:
        entry.enqueue(packet);
        this.#waiting.add(entry);
        if (entry.state === 'unreachable' || entry.requestsSent === 0) {
          this.#start(entry, 'incomplete', localAddress);
        }
        this.#keepLimits(entry);
        return WAITING;
    }
  }

  /** Whether there is an entry for `address`, in whatever state. */
  knows(address: Ipv4Address): boolean {
    return this.#entries.has(address);
  }

  /** A request came from `mac`, which says that it has `address` (RFC 826). */
  requestReceivedFrom(address: Ipv4Address, mac: MacAddress): void {
    const entry = this.#lookUp(address);
    const state = this.#stateOf(entry);
    if (state === 'static') return;
    const isKnown = state !== 'incomplete' && state !== 'unreachable';
    if (isKnown && entry.mac === mac) return;
    entry.mac = mac;
    if (state !== 'stale') this.#become(entry, 'stale');
    this.#sendWaiting(entry);
  }

  /** A reply came from `mac`, which says that it has `address` (RFC 826). */
  replyReceived(address: Ipv4Address, mac: MacAddress): void {
    const entry = this.#entries.get(address);
    if (entry === undefined) return;
    const state = this.#stateOf(entry);
    if (state === 'static' || state === 'unreachable') return;
    if (state === 'incomplete') {
      entry.mac = mac;
      this.#becomeReachable(entry);
      this.#sendWaiting(entry);
    } else if (entry.mac === mac) {
      this.#becomeReachable(entry);
    } else if (state === 'reachable') {
      this.#become(entry, 'stale');
    }
  }

  /** A transport knows that what it sends by `address` arrives (RFC 4861 7.3.1). */
  confirmReachable(address: Ipv4Address): void {
    const entry = this.#entries.get(address);
    if (entry === undefined) return;
    const state = this.#stateOf(entry);
    if (state === 'stale' || state === 'delay' || state === 'probe') this.#becomeReachable(entry);
  }

  /** Sets a link address for good, in place of what was known; packets that waited for it go. */
  addStatic(address: Ipv4Address, mac: MacAddress): void {
    let entry = this.#entries.get(address);
    if (entry === undefined) {
      entry = new NeighbourEntry(address, this);
      this.#entries.set(address, entry);
    } else if (entry.state !== 'static') {
      this.#recent.remove(entry);
    }
    entry.mac = mac;
    this.#become(entry, 'static');
    this.#sendWaiting(entry);
  }

  /** Forgets a neighbour, a static one too; packets that wait for it fail. `false` if there is none. */
  remove(address: Ipv4Address): boolean {
    const entry = this.#entries.get(address);
    if (entry === undefined) return false;
    this.#forget(entry);
    return true;
  }

  /** Forgets all, when the NIC is disabled; packets that wait fail. */
  clear(): void {
    for (const entry of [...this.#entries.values()]) this.#forget(entry);
  }

  /** The next step of a resolution, of a probe, or from delay to probe; called by an entry's timer. */
  timerFired(entry: NeighbourEntry): void {
    if (entry.state === 'delay') this.#start(entry, 'probe', ANY);
    else if (entry.requestsSent < MAX_REQUESTS) this.#request(entry);
    else this.#giveUp(entry, 'timeout');
  }

  /** The entry of an address, made if there is none, as the one used last. */
  #lookUp(address: Ipv4Address): NeighbourEntry {
    const known = this.#entries.get(address);
    if (known !== undefined) {
      if (known.state !== 'static') this.#recent.touch(known);
      return known;
    }
    const entry = new NeighbourEntry(address, this);
    this.#entries.set(address, entry);
    this.#recent.add(entry);
    const { least } = this.#recent;
    if (least !== null && this.#recent.size > MAX_DYNAMIC_ENTRIES) this.#forget(least);
    return entry;
  }

  /** The state now: reachable becomes stale by time alone, for which no timer is spent. */
  #stateOf(entry: NeighbourEntry): NeighbourState {
    if (entry.state === 'reachable' && this.#clock.nowNs >= entry.reachableUntilNs) {
      entry.state = 'stale';
    }
    return entry.state;
  }

  #become(entry: NeighbourEntry, state: NeighbourState): void {
    this.#clock.cancel(entry.timer);
    entry.timer = NO_TIMER;
    entry.state = state;
    this.#options.onChange?.(entry.address, state);
  }

  #becomeReachable(entry: NeighbourEntry): void {
    const { nowNs } = this.#clock;
    if (nowNs >= this.#redrawAtNs) {
      this.#reachableNs = BASE_REACHABLE_NS / 2 + this.#options.random.below(BASE_REACHABLE_NS);
      this.#redrawAtNs = nowNs + REACHABLE_REDRAW_NS;
    }
    entry.reachableUntilNs = nowNs + this.#reachableNs;
    this.#become(entry, 'reachable');
  }

  #start(entry: NeighbourEntry, state: 'incomplete' | 'probe', localAddress: Ipv4Address): void {
    this.#become(entry, state);
    entry.requestsSent = 0;
    entry.localAddress = localAddress;
    this.#request(entry);
  }

  #request(entry: NeighbourEntry): void {
    entry.requestsSent++;
    // Before sending: the answer may come before sending returns.
    entry.timer = this.#clock.schedule(RETRANSMIT_NS, entry);
    const destination = entry.state === 'probe' ? entry.mac : BROADCAST_MAC;
    const isSent = this.#options.sendRequest(entry.address, destination, entry.localAddress);
    if (!isSent) this.#giveUp(entry, 'request-not-sent');
  }

  #giveUp(entry: NeighbourEntry, reason: ResolutionFailure): void {
    this.#become(entry, 'unreachable');
    this.#failWaiting(entry, reason);
  }

  #forget(entry: NeighbourEntry): void {
    this.#entries.delete(entry.address);
    if (entry.state !== 'static') this.#recent.remove(entry);
    this.#clock.cancel(entry.timer);
    entry.timer = NO_TIMER;
    this.#failWaiting(entry, 'aborted');
  }

  #keepLimits(entry: NeighbourEntry): void {
    if (entry.waitingCount > MAX_WAITING_PACKETS) {
      this.#options.overflow(entry.dequeue() as PacketBuffer);
    }
    if (this.#waiting.size <= MAX_WAITING_RESOLUTIONS) return;
    for (const oldest of this.#waiting) {
      this.#failWaiting(oldest, 'aborted');
      break;
    }
  }

  #sendWaiting(entry: NeighbourEntry): void {
    this.#waiting.delete(entry);
    const { mac } = entry;
    for (let packet = entry.dequeue(); packet !== null; packet = entry.dequeue()) {
      this.#options.transmit(packet, mac);
    }
  }

  #failWaiting(entry: NeighbourEntry, reason: ResolutionFailure): void {
    this.#waiting.delete(entry);
    // Only those that wait now: what fails may cause new packets to the same neighbour.
    for (let count = entry.waitingCount; count > 0; count--) {
      const packet = entry.dequeue();
      if (packet === null) return;
      this.#options.fail(packet, reason);
    }
  }
}
