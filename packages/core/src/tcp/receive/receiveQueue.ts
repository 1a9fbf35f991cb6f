// Data in order: queued for the reader, with what it connects to (RFC 9293 3.10.7.4, seventh check).
import { Disposition, type DispositionName } from '../../packet/disposition.js';
import { count } from '../../ports/counters.js';
import { AckOwed, type Connection } from '../control/connection.js';
import { TcpCounter } from '../ports/counters.js';
import { after, before, earliest, plus } from '../protocol/sequence.js';
import type { Incoming } from '../segments/incoming.js';
import { type InSegment, segmentFromPacket } from '../segments/inSegment.js';
import { enterQuickAck, measureReceiveMss, noteDataReceived, scheduleAck } from './ackPolicy.js';
import { growWindow, measureRttByWindow, refuseForMemory } from './bufferTuning.js';
import type { DataHooks } from './dataHooks.js';
import { noteCwr, noteEcnMark } from './ecnMark.js';
import { queueOutOfOrder } from './outOfOrder.js';
import { makeRoom } from './prune.js';
import { extendDuplicate, noteDuplicate, removeFilledBlocks } from './sackBlocks.js';

/** Smallest segment that lets the window grow. */
const GROWS_WINDOW = 128;

/** Takes the data of a segment, and its FIN. */
export function receiveData(connection: Connection, segment: Incoming, hooks: DataHooks): void {
  const { seq, endSeq } = segment;
  if (seq === endSeq) return;
  noteCwr(connection, segment);
  connection.dsack = null;
  const window = connection.receiveWindow;
  if (seq === connection.rcvNxt) {
    if (window === 0 && !(segment.length === 0 && segment.isFin)) {
      refuse(connection, segment, 'tcp-beyond-window');
    } else queueInOrder(connection, segment, hooks);
    return;
  }
  if (!after(endSeq, connection.rcvNxt)) {
    noteDuplicate(connection, seq, endSeq);
    refuse(connection, segment, 'tcp-old-data');
    return;
  }
  if (!before(seq, plus(connection.rcvNxt, window))) {
    refuse(connection, segment, 'tcp-beyond-window');
    return;
  }
  if (before(seq, connection.rcvNxt)) {
    noteDuplicate(connection, seq, connection.rcvNxt);
    if (window === 0) refuse(connection, segment, 'tcp-beyond-window');
    else queueInOrder(connection, segment, hooks);
    return;
  }
  receiveOutOfOrder(connection, segment, hooks);
}

/** Not taken: an ACK at once tells the peer where the window is. */
function refuse(connection: Connection, segment: Incoming, why: DispositionName): void {
  segment.disposition = Disposition[why];
  enterQuickAck(connection);
  scheduleAck(connection);
}

function noMemory(connection: Connection, segment: Incoming): void {
  segment.disposition = Disposition['receive-buffer-full'];
  count(connection.engine.counters, TcpCounter['tcp.rcvPruned']);
}

function queueInOrder(connection: Connection, segment: Incoming, hooks: DataHooks): void {
  const incoming = segmentFromPacket(segment, connection.engine.receiveBuffers);
  if (!makeRoom(connection, incoming.seq)) {
    refuseForMemory(connection);
    connection.owner?.onReadable(connection);
    // An empty queue takes one segment in any case.
    if (!connection.receiveQueue.isEmpty && segment.length > 0) {
      noMemory(connection, segment);
      return;
    }
  }
  append(connection, incoming);
  if (segment.length > 0) segment.disposition = Disposition.delivered;
  if (segment.length > 0) noteReceived(connection, segment, incoming);
  if (segment.isFin) hooks.onFin(connection);
  if (!connection.outOfOrder.isEmpty) {
    connectOutOfOrder(connection, hooks);
    // RFC 5681 4.2: a filled gap is acknowledged at once.
    if (connection.outOfOrder.isEmpty) connection.ackPending |= AckOwed.NOW;
  }
  if (connection.sacks.length > 0) removeFilledBlocks(connection);
  if (!connection.isOrphan) connection.owner?.onReadable(connection);
}

/** Puts it behind what is queued, into the same buffer if there is room. */
function append(connection: Connection, segment: InSegment): void {
  const { tail } = connection.receiveQueue;
  if (tail === null || !tail.absorb(segment)) {
    connection.receiveQueue.append(segment);
    connection.rmem += segment.memory;
  }
  connection.rcvNxt = segment.endSeq;
}

/** What every segment with data in order teaches. */
function noteReceived(connection: Connection, segment: Incoming, incoming: InSegment): void {
  scheduleAck(connection);
  measureReceiveMss(connection, segment, incoming.memory);
  measureRttByWindow(connection);
  noteDataReceived(connection);
  noteEcnMark(connection, segment);
  if (segment.length >= GROWS_WINDOW) growWindow(connection, incoming, segment.length);
}

function receiveOutOfOrder(connection: Connection, segment: Incoming, hooks: DataHooks): void {
  const incoming = segmentFromPacket(segment, connection.engine.receiveBuffers);
  noteEcnMark(connection, segment);
  if (!makeRoom(connection, incoming.seq)) {
    connection.owner?.onReadable(connection);
    noMemory(connection, segment);
    return;
  }
  if (segment.length > 0) segment.disposition = Disposition.delivered;
  measureReceiveMss(connection, segment, incoming.memory);
  scheduleAck(connection);
  queueOutOfOrder(connection, incoming, hooks);
}

/** Moves what is in order by now to the reader's queue. */
function connectOutOfOrder(connection: Connection, hooks: DataHooks): void {
  const list = connection.outOfOrder;
  const overlapEnd = connection.rcvNxt;
  for (let segment = list.head; segment !== null; segment = list.head) {
    if (after(segment.seq, connection.rcvNxt)) return;
    if (before(segment.seq, overlapEnd)) {
      extendDuplicate(connection, segment.seq, earliest(segment.endSeq, overlapEnd));
    }
    list.remove(segment);
    connection.rmem -= segment.memory;
    if (!after(segment.endSeq, connection.rcvNxt)) continue;
    append(connection, segment);
    if (segment.fin) {
      hooks.onFin(connection);
      return;
    }
  }
}
