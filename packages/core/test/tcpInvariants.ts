// What must hold of a connection at any moment, whatever happened.
import { expect } from 'vitest';
import type { Connection } from '../src/tcp/control/connection.js';
import { after, plus } from '../src/tcp/protocol/sequence.js';
import { Tag } from '../src/tcp/segments/outSegment.js';

/** Counts against what is counted, queues against each other, and the peer's window against what is sent. */
export function checkInvariants(connection: Connection): void {
  checkScoreboard(connection);
  checkSendQueues(connection);
  checkReceiveQueues(connection);
}

function checkScoreboard(connection: Connection): void {
  const counted = { packetsOut: 0, sackedOut: 0, lostOut: 0, retransOut: 0 };
  for (let segment = connection.rtxQueue.head; segment !== null; segment = segment.next) {
    const { count, tags } = segment;
    counted.packetsOut += count;
    if ((tags & Tag.SACKED) !== 0) counted.sackedOut += count;
    if ((tags & Tag.LOST) !== 0) counted.lostOut += count;
    if ((tags & Tag.RETRANS) !== 0) counted.retransOut += count;
    // What arrived cannot be lost.
    expect(tags & (Tag.SACKED | Tag.LOST)).not.toBe(Tag.SACKED | Tag.LOST);
  }
  const { packetsOut, sackedOut, lostOut, retransOut } = connection;
  // Without SACK, duplicate ACKs are counted, not segments.
  if (!connection.sackOk) counted.sackedOut = sackedOut;
  expect({ packetsOut, sackedOut, lostOut, retransOut }).toEqual(counted);
  expect(connection.cwnd).toBeGreaterThan(0);
  let inOrder = 0;
  let last = 0;
  for (let at = connection.sentOrder.head; at !== null; at = at.sentNext) {
    inOrder++;
    expect(at.ordinal).toBeGreaterThanOrEqual(last);
    last = at.ordinal;
  }
  expect(inOrder).toBeLessThanOrEqual(packetsOut);
}

/** From the first octet not acknowledged to the last one written, without gap or overlap. */
function checkSendQueues(connection: Connection): void {
  let memory = 0;
  let seq: number | null = null;
  for (const list of [connection.rtxQueue, connection.writeQueue]) {
    for (let segment = list.head; segment !== null; segment = segment.next) {
      if (seq !== null) expect(segment.seq).toBe(seq);
      seq = segment.endSeq;
      memory += segment.memory;
    }
  }
  expect(connection.wmem).toBe(memory);
  if (seq !== null) expect(seq).toBe(connection.writeSeq);
  const { sndUna, sndNxt, writeSeq } = connection;
  expect(after(sndUna, sndNxt)).toBe(false);
  expect(after(sndNxt, writeSeq)).toBe(false);
  // A probe may go one segment beyond a window that was taken back.
  const edge = plus(sndUna, Math.max(connection.maxWindow, connection.mss));
  if (!connection.isDone) expect(after(sndNxt, plus(edge, 1))).toBe(false);
}

function checkReceiveQueues(connection: Connection): void {
  let memory = 0;
  for (const list of [connection.receiveQueue, connection.outOfOrder]) {
    for (let segment = list.head; segment !== null; segment = segment.next) {
      memory += segment.memory;
      expect(segment.length).toBeLessThanOrEqual(segment.buffer.length);
    }
  }
  expect(connection.rmem).toBe(memory);
  const first = connection.outOfOrder.head;
  if (first !== null) expect(after(first.seq, connection.rcvNxt)).toBe(true);
  expect(after(connection.copiedSeq, connection.rcvNxt)).toBe(false);
}
