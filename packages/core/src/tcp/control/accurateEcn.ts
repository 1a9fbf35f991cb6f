// Accurate ECN (RFC 9768): a counter of marked packets in three header bits, in place of the echo of RFC 3168.
import { TcpFlag } from '../../wire/tcp.js';
import { ACKED, Ack, type AckState } from './ackFlags.js';
import { type Connection, Ecn } from './connection.js';

/** What the counter shows before any mark (RFC 9768 3.2.1). */
const INITIAL_COUNT = 5;
const MASK = 7;
/** What the ACK of a handshake shows for each ECN field of the SYN-ACK (RFC 9768 3.1.2, table 3). */
const REFLECTED = [0b010, 0b011, 0b100, 0b110] as const;

/** The three bits, as a number: AE, CWR, ECE. */
function aceOf(flags: number): number {
  const high = (flags & TcpFlag.AE) !== 0 ? 4 : 0;
  const middle = (flags & TcpFlag.CWR) !== 0 ? 2 : 0;
  return high + middle + ((flags & TcpFlag.ECE) !== 0 ? 1 : 0);
}

function flagsOf(ace: number): number {
  const high = (ace & 4) !== 0 ? TcpFlag.AE : 0;
  const middle = (ace & 2) !== 0 ? TcpFlag.CWR : 0;
  return high | middle | ((ace & 1) !== 0 ? TcpFlag.ECE : 0);
}

/** What a SYN-ACK agrees to, after a SYN that asked for ECN: nothing, RFC 3168, or counters. */
export function negotiateEcn(connection: Connection, flags: number, tos: number): void {
  const ace = aceOf(flags);
  if (ace === 0 || ace === MASK) connection.ecn &= ~Ecn.OK;
  if ((connection.ecn & Ecn.OK) === 0 || ace === 1 || ace === 5) return;
  connection.ecn |= Ecn.ACCURATE;
  connection.synAckEcn = tos & 3;
}

/** Bits of the next segment; the first one tells how the SYN-ACK arrived. */
export function accurateFlags(connection: Connection): number {
  const { synAckEcn } = connection;
  connection.synAckEcn = -1;
  const reflected = REFLECTED[synAckEcn];
  return flagsOf(reflected ?? (connection.receivedCe + INITIAL_COUNT) & MASK);
}

/** Marks that an ACK reports anew; it counts as an echo if there are any. */
export function takeAccurateEcho(connection: Connection, flags: number, state: AckState): void {
  if ((connection.ecn & Ecn.ACCURATE) === 0 || (state.flags & Ack.SYN_ACKED) !== 0) return;
  const progress = (state.flags & (ACKED | Ack.DATA_SACKED | Ack.DATA)) !== 0;
  if (!progress) return;
  const marks = (aceOf(flags) - INITIAL_COUNT - connection.deliveredCe) & MASK;
  if (marks === 0) return;
  connection.deliveredCe += marks;
  state.flags |= Ack.ECE;
}
