import { Disposition, PacketPool } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { IdentityTable } from './identityTable.js';

const MANY = 20_000;

/** Rows of a table after many datagrams, one in flight at a time and one that stays in flight, and its row. */
function rowsAfterMany(pool: PacketPool, table: IdentityTable, stepNs: number) {
  const staying = pool.nextIdentity;
  table.set(table.add(staying, 0), 0, 42);
  const packet = pool.allocate(20);
  for (let count = 1; count < MANY; count++) {
    table.add(pool.nextIdentity, count * stepNs);
    pool.end(pool.allocate(20), Disposition.delivered);
    table.made(pool.nextIdentity);
  }
  const row = table.rowOf(staying);
  pool.end(packet, Disposition.delivered);
  return { rows: table.rows, row };
}

describe('a table of datagrams', () => {
  it('forgets those that are over, and keeps what is in flight', () => {
    const pool = new PacketPool();
    const table = new IdentityTable(1, pool);
    const { rows, row } = rowsAfterMany(pool, table, 1);
    expect(rows).toBeLessThan(4096);
    expect(row).toBe(0);
    expect(table.value(row, 0)).toBe(42);
    expect(table.rowOf(2)).toBe(-1);
    expect(table.rowOf(MANY)).toBe(rows - 1);
  });

  it('forgets nothing at the instant at which it may still be asked for', () => {
    const pool = new PacketPool();
    expect(rowsAfterMany(pool, new IdentityTable(1, pool), 0).rows).toBe(MANY);
  });

  it('forgets nothing without a pool', () => {
    expect(rowsAfterMany(new PacketPool(), new IdentityTable(1, null), 1).rows).toBe(MANY);
  });

  it('forgets datagrams that were refused', () => {
    const pool = new PacketPool();
    const table = new IdentityTable(0, pool);
    for (let count = 0; count < MANY; count++) {
      table.add(pool.nextIdentity, count);
      table.made(pool.nextIdentity);
      if (count % 2 === 0) pool.end(pool.allocate(20), Disposition.delivered);
    }
    expect(table.rows).toBeLessThan(4096);
  });
});
