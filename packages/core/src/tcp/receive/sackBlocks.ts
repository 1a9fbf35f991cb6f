// What is told to the sender about data that came out of order (RFC 2018) or twice (RFC 2883).
import { type Connection, NO_RANGES } from '../control/connection.js';
import type { Range } from '../control/rareState.js';
import { after, before } from '../protocol/sequence.js';

/** Most blocks that are remembered. */
const MAX_BLOCKS = 4;

/** Joins [seq, endSeq) with the range if they touch; returns whether they do. */
function join(range: Range, seq: number, endSeq: number): boolean {
  if (after(seq, range.end) || after(range.start, endSeq)) return false;
  if (before(seq, range.start)) range.start = seq;
  if (after(endSeq, range.end)) range.end = endSeq;
  return true;
}

/** Remembers that [seq, endSeq) came again. */
export function noteDuplicate(connection: Connection, seq: number, endSeq: number): void {
  if (!connection.sackOk || !connection.engine.behaviour.dsack) return;
  connection.dsack = { start: seq, end: endSeq };
}

/** The same, as part of a duplicate that is remembered already. */
export function extendDuplicate(connection: Connection, seq: number, endSeq: number): void {
  if (connection.dsack === null) noteDuplicate(connection, seq, endSeq);
  else join(connection.dsack, seq, endSeq);
}

/** Takes new data out of order into the blocks: the latest stands first. Returns whether many are there. */
export function addSackBlock(connection: Connection, seq: number, endSeq: number): void {
  if (connection.sacks === NO_RANGES) connection.sacks = [];
  const { sacks } = connection;
  const index = sacks.findIndex((range) => join(range, seq, endSeq));
  if (index >= 0) {
    const [range] = sacks.splice(index, 1);
    if (range !== undefined) sacks.unshift(range);
    if (sacks.length > 1) joinOthers(sacks);
    return;
  }
  if (sacks.length >= MAX_BLOCKS) sacks.pop();
  sacks.unshift({ start: seq, end: endSeq });
}

/** The first block grew: others may have become part of it. */
function joinOthers(sacks: Range[]): void {
  const [first] = sacks;
  if (first === undefined) return;
  for (let index = 1; index < sacks.length; ) {
    const other = sacks[index];
    if (other !== undefined && join(first, other.start, other.end)) sacks.splice(index, 1);
    else index++;
  }
}

/** Forgets blocks that are no longer out of order. */
export function removeFilledBlocks(connection: Connection): void {
  const { sacks, rcvNxt } = connection;
  if (connection.outOfOrder.isEmpty) {
    sacks.length = 0;
    return;
  }
  for (let index = 0; index < sacks.length; ) {
    const block = sacks[index];
    if (block !== undefined && !before(rcvNxt, block.start)) sacks.splice(index, 1);
    else index++;
  }
}
