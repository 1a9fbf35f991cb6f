import { describe, expect, it } from 'vitest';
import { ManualClock } from '../testing/manualClock.js';
import { Connection } from './connection.js';
import { ConnectionTable } from './connectionTable.js';
import { Flow } from './flow.js';

function flowFrom(source: number): Flow {
  return Object.assign(new Flow(), {
    protocol: 17,
    source,
    destination: 7,
    sourcePort: 1,
    destinationPort: 2,
  });
}

function connectionFrom(source: number, clock: ManualClock): Connection {
  const connection = new Connection(flowFrom(source));
  connection.refresh(clock.nowNs);
  return connection;
}

/** Sources whose flows have one hash. */
function sameHash(): [number, number] {
  const seen = new Map<number, number>();
  for (let source = 1; ; source++) {
    const { hash } = flowFrom(source);
    const other = seen.get(hash);
    if (other !== undefined) return [other, source];
    seen.set(hash, source);
  }
}

describe('ConnectionTable', () => {
  it('finds both flows of a connection, and only these', () => {
    const clock = new ManualClock();
    const table = new ConnectionTable(clock, 10);
    const connection = connectionFrom(1, clock);
    expect(table.add(connection)).toBe(true);
    expect(table.find(flowFrom(1))).toMatchObject({ connection, isReply: false });
    expect(table.find(connection.reply)).toMatchObject({ connection, isReply: true });
    expect(table.find(flowFrom(2))).toBeNull();
  });

  it('takes a flow once', () => {
    const clock = new ManualClock();
    const table = new ConnectionTable(clock, 10);
    table.add(connectionFrom(1, clock));
    expect(table.add(connectionFrom(1, clock))).toBe(false);
    const answered = connectionFrom(2, clock);
    answered.reply.invertFrom(flowFrom(1));
    expect(table.add(answered)).toBe(false);
    expect(table.size).toBe(1);
  });

  it.each([0, 1])('keeps flows apart whose hashes are the same, whichever ends first', (first) => {
    const clock = new ManualClock();
    const table = new ConnectionTable(clock, 10);
    const connections = sameHash().map((source) => connectionFrom(source, clock));
    for (const connection of connections) expect(table.add(connection)).toBe(true);
    for (const connection of connections) {
      expect(table.find(connection.original)?.connection).toBe(connection);
    }
    expect(new Set(table.connections())).toEqual(new Set(connections));
    const [ending, lasting] = first === 0 ? connections : [...connections].reverse();
    lasting!.refresh(1);
    clock.advanceTo(30_000_000_000);
    expect(table.find(ending!.original)).toBeNull();
    expect(table.find(lasting!.original)?.connection).toBe(lasting);
    expect([table.size, table.connections()]).toEqual([1, [lasting]]);
  });
});
