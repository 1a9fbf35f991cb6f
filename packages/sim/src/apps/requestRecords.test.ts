import { Disposition, PacketPool } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { RequestRecords } from './requestRecords.js';

const MANY = 20_000;

/** Records after many requests, each answered at once but for the first, which is held as `hold` says. */
function afterMany(forgets: boolean, hold: 'served' | 'in flight' | 'response in flight') {
  const pool = new PacketPool();
  const records = new RequestRecords(pool, forgets);
  const first = records.begin(0, 0);
  const identity = pool.nextIdentity;
  records.transmitting(first, identity);
  const packet = pool.allocate(20);
  if (hold !== 'in flight') pool.end(packet, Disposition.delivered);
  if (hold === 'served') first.serving = 1;
  const response = pool.nextIdentity;
  const answer = hold === 'response in flight' ? pool.allocate(20) : null;
  if (answer !== null) first.responses.push(response);
  for (let number = 1; number < MANY; number++) {
    const record = records.begin(number, number);
    records.transmitting(record, pool.nextIdentity);
    pool.end(pool.allocate(20), Disposition.delivered);
    record.responses.push(pool.nextIdentity);
    pool.end(pool.allocate(20), Disposition.delivered);
  }
  return { records, isKnown: records.get(0) === first && records.ofDatagram(identity) === first };
}

describe('records of requests', () => {
  it.each(['served', 'in flight', 'response in flight'] as const)(
    'forget what is over, and keep one that is %s',
    (hold) => {
      const { records, isKnown } = afterMany(true, hold);
      expect(records.size).toBeLessThan(8192);
      expect(isKnown).toBe(true);
      expect(records.get(MANY - 1)?.begunNs).toBe(MANY - 1);
    },
  );

  it('forget nothing where others answer, who knows when', () => {
    expect(afterMany(false, 'served').records.size).toBe(MANY);
  });

  it('have no request of a datagram that was refused', () => {
    const pool = new PacketPool();
    const records = new RequestRecords(pool, true);
    const record = records.begin(0, 0);
    records.transmitting(record, pool.nextIdentity);
    records.refused(record);
    expect([record.identities, records.ofDatagram(pool.nextIdentity)]).toEqual([[], undefined]);
    expect(records.isInFlight(record)).toBe(false);
  });
});
