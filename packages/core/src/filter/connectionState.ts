// What a packet is to the connections that are tracked (iptables-extensions(8), conntrack).

import type { PacketBuffer } from '../packet/packetBuffer.js';
import { ipv4HeaderLength } from '../wire/ipv4.js';
import { PROTOCOL_ICMP, PROTOCOL_TCP } from '../wire/protocolNumber.js';
import { type Flow, NO_PORT } from './flow.js';
import { nextTcpState } from './tcpTracking.js';

/**
 * States that rules can ask for.
 * - `NEW`: of a connection without an answer so far, its first packet or a later one.
 * - `ESTABLISHED`: an answer, or of a connection that was answered.
 * - `RELATED`: an ICMP error about a packet of a connection.
 * - `INVALID`: of no connection, and not able to begin one.
 */
export const CONNECTION_STATES = ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID'] as const;
/** One of {@link CONNECTION_STATES}: what a rule matches with `--ctstate`. */
export type ConnectionState = (typeof CONNECTION_STATES)[number];

// As the hot path knows them: one bit for each.
export const STATE_NEW = 1;
export const STATE_ESTABLISHED = 2;
export const STATE_RELATED = 4;
export const STATE_INVALID = 8;
const ALL_STATES = 15;

/** Bits of the states that a match asks for; 0 if it asks for none. */
export function stateBits(
  states: readonly ConnectionState[] | undefined,
  isInverted = false,
): number {
  if (states === undefined) return 0;
  const bits = states.reduce((sum, state) => sum | (1 << CONNECTION_STATES.indexOf(state)), 0);
  return isInverted ? ALL_STATES & ~bits : bits;
}

const TCP_FLAGS_OFFSET = 13;

/**
 * Whether a packet that belongs to no connection can begin one. As on Linux, ICMP replies cannot, and
 * of TCP only SYN, and ACK of a connection that is older than the tracking.
 */
export function beginsConnection(flow: Flow, packet: PacketBuffer): boolean {
  if (flow.protocol === PROTOCOL_ICMP) return flow.sourcePort < NO_PORT;
  if (flow.protocol !== PROTOCOL_TCP) return true;
  return nextTcpState(0, false, tcpFlagsOf(packet)) !== null;
}

/** The flags of a segment; 0 where it has none. */
export function tcpFlagsOf({ view, start, length }: PacketBuffer): number {
  const at = start + ipv4HeaderLength(view, start) + TCP_FLAGS_OFFSET;
  return at < start + length ? view.getUint8(at) : 0;
}
