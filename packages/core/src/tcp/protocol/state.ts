/** States of a connection (RFC 9293 3.3.2), by Linux's numbers. */
export const TcpState = {
  ESTABLISHED: 1,
  SYN_SENT: 2,
  SYN_RECV: 3,
  FIN_WAIT1: 4,
  FIN_WAIT2: 5,
  TIME_WAIT: 6,
  CLOSE: 7,
  CLOSE_WAIT: 8,
  LAST_ACK: 9,
  LISTEN: 10,
  CLOSING: 11,
} as const;
export type TcpState = (typeof TcpState)[keyof typeof TcpState];

export type TcpStateName = keyof typeof TcpState;

const NAMES: readonly TcpStateName[] = [
  'ESTABLISHED',
  'SYN_SENT',
  'SYN_RECV',
  'FIN_WAIT1',
  'FIN_WAIT2',
  'TIME_WAIT',
  'CLOSE',
  'CLOSE_WAIT',
  'LAST_ACK',
  'LISTEN',
  'CLOSING',
];

export function tcpStateName(state: TcpState): TcpStateName {
  return NAMES[state - 1] ?? 'CLOSE';
}

/** What congestion control makes of the path (Linux's `tcp_ca_state`). Later ones are worse. */
export const CaState = {
  /** Nothing special. */
  Open: 0,
  /** Duplicate ACKs or SACKs came: something is out of order. */
  Disorder: 1,
  /** The window is being reduced for an ECN mark or a local loss. */
  CWR: 2,
  /** Fast retransmit: lost segments are sent again. */
  Recovery: 3,
  /** A retransmission time-out. */
  Loss: 4,
} as const;
export type CaState = (typeof CaState)[keyof typeof CaState];

const CA_NAMES = ['Open', 'Disorder', 'CWR', 'Recovery', 'Loss'] as const;

export function caStateName(state: CaState): (typeof CA_NAMES)[number] {
  return CA_NAMES[state];
}
