// What a meter counts, against the plainest way to count it.
import { PacketPool } from '@packetloom/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FlowMeter } from './flowMeter.js';

const SENT = 20;
const DELAY_NS = 1000;

it('counts arrivals in any order, with copies, as a list of them would', () => {
  const arrivals = fc.array(fc.nat({ max: SENT - 1 }), { maxLength: 60 });
  fc.assert(
    fc.property(arrivals, (numbers) => {
      const pool = new PacketPool();
      const meter = new FlowMeter(pool);
      const identities = Array.from({ length: SENT }, (_, index) => {
        const identity = pool.nextIdentity;
        meter.sending(index);
        // Others make packets, too.
        for (let packet = 0; packet <= index % 3; packet++) pool.allocate(20);
        meter.sent();
        return identity;
      });
      numbers.forEach((number, index) => {
        const timeNs = number + DELAY_NS * (index + 1);
        expect(meter.arrived(identities[number] ?? 0, 5, timeNs)).toBe(number);
      });
      const firsts = numbers.filter((number, index) => numbers.indexOf(number) === index);
      const late = firsts.filter((number, index) =>
        firsts.slice(0, index).some((before) => before > number),
      );
      const { delay, ...counts } = meter.counts;
      expect(counts).toMatchObject({
        sent: SENT,
        received: firsts.length,
        // No packet has ended.
        lost: 0,
        inFlight: SENT - firsts.length,
        duplicated: numbers.length - firsts.length,
        reordered: late.length,
        receivedBytes: 5 * firsts.length,
      });
      expect(delay?.count ?? 0).toBe(firsts.length);
      expect(counts.jitter?.count ?? 0).toBe(Math.max(0, firsts.length - 1));
    }),
  );
});

it('knows nothing of what others sent', () => {
  const pool = new PacketPool();
  const meter = new FlowMeter(pool);
  const foreign = pool.allocate(20).identity;
  expect(meter.arrived(foreign, 5, 1)).toBe(-1);
  expect(meter.counts).toMatchObject({ sent: 0, received: 0, delay: null });
});
