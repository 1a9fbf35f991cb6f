import type { Host, UdpSocket } from '@packetloom/core';
import { IdentityTable } from './identityTable.js';

/** A UDP datagram that a socket took. */
export interface UdpDelivery {
  readonly identity: number;
  readonly host: string;
  readonly socket: UdpSocket;
  /** Octets of payload. */
  readonly octets: number;
}

/** Called with each delivery of a datagram of one sender. */
export type UdpDeliveryListener = (delivery: UdpDelivery) => void;

/** The datagrams of one sender. */
export interface TrackedDatagrams {
  /** A datagram is about to be made, at a time. */
  sending(nowNs: number): void;
  /** The call that should have sent it is over. */
  sent(): void;
}

/**
 * Where UDP datagrams arrive, whatever NAT made of their addresses: at sockets of any host. Costs nothing
 * until the first sender asks.
 */
export class UdpDeliveries {
  readonly #hosts: ReadonlyMap<string, Host>;
  /** The index of its sender's listener, of each datagram that is in flight; null before the first sender. */
  #senders: IdentityTable | null = null;
  readonly #listeners: UdpDeliveryListener[] = [];

  constructor(hosts: ReadonlyMap<string, Host>) {
    this.#hosts = hosts;
  }

  /** Follows the datagrams of a sender. */
  track(from: Host, listener: UdpDeliveryListener): TrackedDatagrams {
    if (this.#listeners.length === 0) for (const host of this.#hosts.values()) this.#watch(host);
    const index = this.#listeners.push(listener) - 1;
    const { pool } = from;
    this.#senders ??= new IdentityTable(1, pool);
    const senders = this.#senders;
    return {
      sending: (nowNs) => {
        senders.set(senders.add(pool.nextIdentity, nowNs), 0, index);
      },
      sent: () => senders.made(pool.nextIdentity),
    };
  }

  /** A host was added. */
  added(host: Host): void {
    if (this.#listeners.length > 0) this.#watch(host);
  }

  #watch(host: Host): void {
    host.udp.onDelivery = (socket, identity, octets) => {
      const row = this.#senders?.rowOf(identity) ?? -1;
      if (row < 0) return;
      const listener = this.#listeners[this.#senders?.value(row, 0) ?? -1];
      listener?.({ identity, host: host.name, socket, octets });
    };
  }
}
