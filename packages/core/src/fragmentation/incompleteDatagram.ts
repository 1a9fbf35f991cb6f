// Hot path: the fragments of one datagram, in order of their offsets, chained by `PacketBuffer.next`.
// Offsets and lengths are read from the fragments' own headers.

import type { Ipv4Address } from '../address/ipv4Address.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { ipv4FragmentOffsetBytes, ipv4HeaderLength } from '../wire/ipv4.js';

/** A datagram of which not all fragments are there. */
export class IncompleteDatagram {
  readonly source: Ipv4Address;
  readonly destination: Ipv4Address;
  /** Identification and protocol in one number. */
  readonly identificationAndProtocol: number;
  /** Of the three numbers above. */
  readonly hash: number;
  /** The instant at which it is given up. */
  readonly deadlineNs: number;

  /** Fragment with the lowest offset; the others follow by `next`. */
  head: PacketBuffer | null = null;
  /** Fragment with the highest offset. */
  tail: PacketBuffer | null = null;
  /** Fragments held. */
  count = 0;
  /** Octets of data held. */
  payloadBytes = 0;
  /** What it costs, as the reassembler counts. */
  memoryBytes = 0;
  /** The tail ends the datagram. */
  endKnown = false;

  /** Next one with the same hash. */
  nextInBucket: IncompleteDatagram | null = null;
  /** Neighbours in the order of first arrivals. */
  older: IncompleteDatagram | null = null;
  newer: IncompleteDatagram | null = null;

  constructor(
    source: Ipv4Address,
    destination: Ipv4Address,
    identificationAndProtocol: number,
    hash: number,
    deadlineNs: number,
  ) {
    this.source = source;
    this.destination = destination;
    this.identificationAndProtocol = identificationAndProtocol;
    this.hash = hash;
    this.deadlineNs = deadlineNs;
  }

  /** The fragment with offset 0, if it came. */
  get first(): PacketBuffer | null {
    const head = this.head;
    return head !== null && firstOctetOf(head) === 0 ? head : null;
  }

  /** Every octet up to the end is there. */
  get isComplete(): boolean {
    return this.endKnown && this.payloadBytes === lastOctetOf(this.tail as PacketBuffer) + 1;
  }

  /** The last fragment that starts at `octet` or before; fragments mostly come in order. */
  lastStartingUpTo(octet: number): PacketBuffer | null {
    const { tail } = this;
    if (tail === null || firstOctetOf(tail) <= octet) return tail;
    let found: PacketBuffer | null = null;
    let at = this.head;
    while (at !== null && firstOctetOf(at) <= octet) {
      found = at;
      at = at.next;
    }
    return found;
  }

  /** Takes a fragment over, between two neighbours. */
  chain(fragment: PacketBuffer, before: PacketBuffer | null, after: PacketBuffer | null): void {
    fragment.next = after;
    if (before === null) this.head = fragment;
    else before.next = fragment;
    if (after === null) this.tail = fragment;
    this.count++;
    this.payloadBytes += payloadBytesOf(fragment);
  }
}

/** Hash of what tells datagrams apart: 30 bits, a small integer in every engine. */
export function datagramHash(source: Ipv4Address, destination: Ipv4Address, rest: number): number {
  let hash = Math.imul(source ^ Math.imul(destination, 0x9e3779b1), 0x85ebca6b) ^ rest;
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
  return (hash ^ (hash >>> 13)) & 0x3fffffff;
}

/** Octets of data in a fragment. */
export function payloadBytesOf(fragment: PacketBuffer): number {
  return fragment.length - ipv4HeaderLength(fragment.view, fragment.start);
}

/** Where the data of a fragment begin in the datagram. */
export function firstOctetOf(fragment: PacketBuffer): number {
  return ipv4FragmentOffsetBytes(fragment.view, fragment.start);
}

/** Where they end. */
export function lastOctetOf(fragment: PacketBuffer): number {
  return firstOctetOf(fragment) + payloadBytesOf(fragment) - 1;
}
