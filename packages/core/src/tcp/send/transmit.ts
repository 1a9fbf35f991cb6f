// One segment leaves: header, options, and what the connection remembers of it.
import { count } from '../../ports/counters.js';
import { TcpFlag } from '../../wire/tcp.js';
import {
  writeMss,
  writeSackBlock,
  writeSackHead,
  writeSackPermitted,
  writeTimestamps,
  writeWindowScale,
} from '../../wire/tcpOptions.js';
import { accurateFlags } from '../control/accurateEcn.js';
import { type Connection, Ecn } from '../control/connection.js';
import { timestampNow } from '../control/timestamps.js';
import { TcpCounter } from '../ports/counters.js';
import { after, before, plus } from '../protocol/sequence.js';
import { TcpState } from '../protocol/state.js';
import { noteAckSent, noteDataSent } from '../receive/ackPolicy.js';
import { selectWindow } from '../receive/receiveWindow.js';
import { MtuDiscover } from '../settings/socketOptions.js';

const ECN_MASK = 3;
const ECT0 = 2;
/** Octets for options of a header, and of one SACK block. */
const OPTION_ROOM = 40;
const BLOCK = 8;
const SACK_HEAD = 4;
const TIMESTAMPS = 12;

/** What is to be sent, apart from what the connection knows. */
export interface ToSend {
  readonly seq: number;
  readonly flags: number;
  /** Octets of data from `seq` on, out of the send buffer. */
  readonly length: number;
}

/** SACK blocks that the next segment carries. */
function sackBlocksToSend(connection: Connection): number {
  const blocks = connection.sacks.length + (connection.dsack === null ? 0 : 1);
  if (blocks === 0) return 0;
  const room = OPTION_ROOM - (connection.timestampsOk ? TIMESTAMPS : 0) - SACK_HEAD;
  return Math.min(blocks, Math.floor(room / BLOCK));
}

/** Octets of options that the next segment with data carries. */
export function optionsLength(connection: Connection): number {
  const blocks = sackBlocksToSend(connection);
  const timestamps = connection.timestampsOk ? TIMESTAMPS : 0;
  return timestamps + (blocks > 0 ? SACK_HEAD + BLOCK * blocks : 0);
}

/** Sends one segment now. */
export function transmit(connection: Connection, segment: ToSend): void {
  const { engine, tuple } = connection;
  const { writer } = engine;
  const isSyn = (segment.flags & TcpFlag.SYN) !== 0;
  const hasData = segment.length > 0;
  if (!hasData || !before(segment.seq, connection.sndNxt)) {
    count(engine.counters, TcpCounter['tcp.outSegs']);
  }
  const startsFlight = hasData && connection.inFlight === 0;
  if (startsFlight) connection.control.onEvent?.(connection, 'tx-start');
  const urgentPointer = isSyn ? 0 : urgentPointerFor(connection, segment.seq);
  let { flags } = segment;
  if (urgentPointer > 0) flags |= TcpFlag.URG;
  let tos = connection.options.tos & ~ECN_MASK;
  if (!isSyn && (connection.ecn & Ecn.ACCURATE) !== 0) {
    tos |= ECT0;
    flags |= accurateFlags(connection);
  } else if (!isSyn && (connection.ecn & Ecn.OK) !== 0) {
    const isNew = hasData && !before(segment.seq, connection.sndNxt);
    if (isNew || connection.control.needsEcn === true) tos |= ECT0;
    if (isNew && (connection.ecn & Ecn.QUEUE_CWR) !== 0) {
      connection.ecn &= ~Ecn.QUEUE_CWR;
      flags |= TcpFlag.CWR;
    }
    if ((connection.ecn & Ecn.DEMAND_CWR) !== 0) flags |= TcpFlag.ECE;
  }
  const window = isSyn ? Math.min(connection.rcvWnd, 0xffff) : selectWindow(connection);
  const { fields } = writer;
  fields.source = tuple.local;
  fields.destination = tuple.remote;
  fields.sourcePort = tuple.localPort;
  fields.destinationPort = tuple.remotePort;
  fields.seq = segment.seq;
  fields.ack = (flags & TcpFlag.ACK) !== 0 ? connection.rcvNxt : 0;
  fields.flags = flags;
  fields.window = window;
  fields.urgentPointer = urgentPointer;
  fields.tos = tos;
  fields.ttl = connection.options.ttl;
  fields.dontFragment = mayNotFragment(connection);
  fields.identification = connection.identification;
  connection.identification = (connection.identification + 1) & 0xffff;
  writer.begin(segment.length);
  if (isSyn) writeSynOptions(connection);
  else writeOptions(connection);
  writer.endOptions();
  if (hasData) {
    connection.sendBuffer.read(segment.seq, segment.length, writer.octets, writer.end);
  }
  if ((flags & TcpFlag.ACK) !== 0) noteAckSent(connection);
  if (hasData) noteDataSent(connection);
  writer.send(segment.length);
}

/** Whether routers are forbidden to fragment (IP_MTU_DISCOVER). */
function mayNotFragment(connection: Connection): boolean {
  const { mtuDiscover } = connection.options;
  if (mtuDiscover === MtuDiscover.DO) return true;
  if (mtuDiscover !== MtuDiscover.WANT) return false;
  return !connection.engine.network.isPathMtuLocked(connection.tuple.remote);
}

function urgentPointerFor(connection: Connection, seq: number): number {
  if (!connection.urgentMode || !before(seq, connection.sndUp)) return 0;
  if (before(connection.sndUp, plus(seq, 0x10000))) return (connection.sndUp - seq) >>> 0;
  return after(plus(seq, 0xffff), connection.sndNxt) ? 0xffff : 0;
}

/** Options of a SYN that this end sends first, or in a simultaneous open. */
function writeSynOptions(connection: Connection): void {
  const { writer, behaviour } = connection.engine;
  const { view } = writer;
  const { sack, windowScaling: scaling } = behaviour;
  const timestamps = behaviour.timestamps !== 0;
  let at = writeMss(view, writer.end, connection.advMss);
  if (timestamps) {
    at = writeTimestamps(view, at, timestampNow(connection), connection.tsRecent, sack);
  } else if (sack) at = writeSackPermitted(view, at);
  if (scaling) at = writeWindowScale(view, at, connection.rcvWscale);
  writer.end = at;
}

function writeOptions(connection: Connection): void {
  const { writer } = connection.engine;
  const { view } = writer;
  let at = writer.end;
  if (connection.timestampsOk) {
    at = writeTimestamps(view, at, timestampNow(connection), connection.tsRecent, false);
  }
  const blocks = sackBlocksToSend(connection);
  if (blocks > 0) {
    at = writeSackHead(view, at, blocks);
    let left = blocks;
    if (connection.dsack !== null) {
      at = writeSackBlock(view, at, connection.dsack.start, connection.dsack.end);
      connection.dsack = null;
      left--;
    }
    for (let index = 0; index < left; index++) {
      const block = connection.sacks[index];
      if (block !== undefined) at = writeSackBlock(view, at, block.start, block.end);
    }
  }
  writer.end = at;
}

/** A segment without data: an ACK, an RST, a probe. */
export function transmitBare(connection: Connection, seq: number, flags: number): void {
  transmit(connection, { seq, flags, length: 0 });
}

/** Sequence number of a segment without data: in the window even where the peer shrank it. */
function acceptableSeq(connection: Connection): number {
  const { sndNxt, sndWindowEnd, sndWscale } = connection;
  if (!before(sndWindowEnd, sndNxt)) return sndNxt;
  const slack = (sndNxt - sndWindowEnd) >>> 0;
  return connection.wscaleOk && slack < 1 << sndWscale ? sndNxt : sndWindowEnd;
}

/** Acknowledges all that came (RFC 9293 3.8.6.3). */
export function sendAck(connection: Connection): void {
  if (connection.state === TcpState.CLOSE) return;
  transmitBare(connection, acceptableSeq(connection), TcpFlag.ACK);
}

/** Resets the connection: what the peer sent is not wanted any more. */
export function sendReset(connection: Connection): void {
  connection.refreshClock();
  count(connection.engine.counters, TcpCounter['tcp.outRsts']);
  transmitBare(connection, acceptableSeq(connection), TcpFlag.ACK | TcpFlag.RST);
}
