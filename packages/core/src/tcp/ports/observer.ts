import type { Ipv4Address } from '../../address/ipv4Address.js';
import type { TcpErrno } from '../protocol/errno.js';
import type { TcpStateName } from '../protocol/state.js';

/** Why a segment is sent again. */
export type RetransmissionReason = 'time-out' | 'fast-retransmit' | 'loss-probe';

/** The connection that something is told of. */
export interface ObservedConnection {
  readonly local: Ipv4Address;
  readonly localPort: number;
  readonly remote: Ipv4Address;
  readonly remotePort: number;
}

/** Told of what happens to connections. Must not call back. */
export interface TcpObserver {
  /** `error`: why it ended, if it failed. */
  stateChanged(
    connection: ObservedConnection,
    from: TcpStateName,
    to: TcpStateName,
    error: TcpErrno | null,
  ): void;
  /** `octets` of data from `sequence` on (counted from the first octet, 1; SYN is 0) are sent again. */
  retransmitted(
    connection: ObservedConnection,
    sequence: number,
    octets: number,
    reason: RetransmissionReason,
  ): void;
}
