import type { Route } from '../route/route.js';
import {
  DEFAULT_RECEIVE_BUFFER_BYTES,
  type ReceivedDatagram,
  type ReceiveListener,
  ReceiveQueue,
} from './received.js';

/** What UDP, ping and raw sockets have in common: what waits to be received, and a peer. */
export abstract class DatagramSocket {
  readonly queue: ReceiveQueue;
  /** Identity of the last datagram that was sent, for programs that follow theirs. */
  lastIdentity = 0;
  /** The route to the peer that was connected to. */
  protected connected: Route | null = null;

  /** `receiveBufferBytes`: SO_RCVBUF. */
  constructor(receiveBufferBytes = DEFAULT_RECEIVE_BUFFER_BYTES) {
    this.queue = new ReceiveQueue(receiveBufferBytes);
  }

  /** Called with each datagram as it arrives; while null, datagrams wait for `receive`. */
  get onReceive(): ReceiveListener | null {
    return this.queue.listener;
  }

  set onReceive(listener: ReceiveListener | null) {
    this.queue.listener = listener;
  }

  /** The oldest datagram that waits, or null. */
  receive(): ReceivedDatagram | null {
    return this.queue.shift();
  }

  /** SHUT_RD: receives no more. */
  shutDownReceive(): void {
    this.queue.shutDown();
  }

  /** Takes `route` in place of the one before, and keeps its source address alive. */
  protected setConnected(route: Route): void {
    this.disconnect();
    route.localNic.ipv4.addresses.hold(route.localEntry);
    this.connected = route;
  }

  protected disconnect(): void {
    const route = this.connected;
    if (route !== null) route.localNic.ipv4.addresses.release(route.localEntry);
    this.connected = null;
  }
}
