import { Disposition, PacketPool } from '@packetloom/core';
import { expect, it } from 'vitest';
import { RecentDepartures } from './recentDepartures.js';

const MANY = 20_000;

it('knows departures in flight by number and identity, and forgets those that are over', () => {
  const pool = new PacketPool();
  const departures = new RecentDepartures(pool);
  const staying = pool.nextIdentity;
  const send = (timeNs: number) => {
    const number = departures.add(pool.nextIdentity, timeNs);
    const packet = pool.allocate(20);
    departures.sent(pool.nextIdentity);
    return { number, packet };
  };
  const { packet } = send(5);
  for (let count = 1; count < MANY; count++) {
    const sent = send(5 + count);
    expect(sent.number).toBe(count);
    pool.end(sent.packet, Disposition.delivered);
  }
  expect([departures.count, departures.first]).toEqual([MANY, 0]);
  expect(departures.sequenceOf(staying)).toBe(0);
  expect([departures.timeNs(0), departures.identity(0)]).toEqual([5, staying]);
  expect([departures.timeNs(1), departures.identity(1)]).toEqual([undefined, undefined]);
  expect(departures.timeNs(MANY - 1)).toBe(MANY + 4);
  pool.end(packet, Disposition.delivered);
  for (let count = 0; count < MANY; count++) {
    pool.end(send(MANY + 5 + count).packet, Disposition.delivered);
  }
  expect(departures.first).toBeGreaterThan(MANY);
  expect(departures.sequenceOf(staying)).toBe(-1);
});
