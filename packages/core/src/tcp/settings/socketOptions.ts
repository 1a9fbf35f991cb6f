// Options of a socket, by Linux's names for them in comments. What is accepted inherits the listener's.
import type { TcpBehaviour } from './behaviour.js';
import { RareOptions } from './rareOptions.js';

/** IP_MTU_DISCOVER. */
export const MtuDiscover = { DONT: 0, WANT: 1, DO: 2, PROBE: 3 } as const;

/** How small segments are held back (RFC 9293 3.7.4). */
export const Nagle = {
  /** TCP_NODELAY: not at all. */
  OFF: 1,
  /** TCP_CORK: always. */
  CORK: 2,
  /** What is queued now goes out all the same. */
  PUSH: 4,
} as const;

export class SocketOptions extends RareOptions {
  /** TCP_CONGESTION. */
  congestionControl: string;
  /** SO_RCVBUF: octets of memory, doubled; grows by itself unless `rcvbufLocked`. */
  rcvbuf: number;
  /** SO_SNDBUF. */
  sndbuf: number;
  /** TCP_NODELAY and TCP_CORK, as bits of {@link Nagle}. */
  nagle = 0;
  /** IP_TOS, IP_TTL. */
  tos = 0;
  ttl = 64;
  mtuDiscover: number = MtuDiscover.WANT;

  constructor(behaviour: TcpBehaviour) {
    super();
    this.congestionControl = behaviour.congestionControl;
    this.rcvbuf = behaviour.rmem[1];
    this.sndbuf = behaviour.wmem[1];
  }

  /** The same options, for a connection of its own. */
  clone(behaviour: TcpBehaviour): SocketOptions {
    // By the constructor: objects that are put together field by field take five times the memory.
    const options = Object.assign(new SocketOptions(behaviour), this);
    options.takeRareOf(this);
    return options;
  }
}
