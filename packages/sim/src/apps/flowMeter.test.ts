// What a meter counts, against the plainest way to count it.
import { Disposition, type PacketBuffer, PacketPool } from '@packetloom/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FlowMeter } from './flowMeter.js';
import { DurationSamples } from './statistics.js';

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

/** Counts as plainly as can be: nothing is forgotten. */
class PlainMeter {
  readonly sentNs = new Map<number, number>();
  readonly arrivals: { identity: number; place: number }[] = [];
  readonly delaysNs: number[] = [];
  duplicated = 0;
  reordered = 0;

  arrived(identity: number, timeNs: number, place: number): void {
    const before = this.arrivals.filter((arrival) => arrival.identity === identity);
    if (before.some((arrival) => arrival.place === place)) this.duplicated++;
    if (before.length === 0) {
      if (this.arrivals.some((arrival) => arrival.identity > identity)) this.reordered++;
      this.delaysNs.push(timeNs - (this.sentNs.get(identity) as number));
    }
    this.arrivals.push({ identity, place });
  }
}

it('counts a long flow as one that forgets nothing, whatever stays in flight', () => {
  const step = fc.record({
    sent: fc.nat({ max: 700 }),
    /** Which of the packets in flight arrive, where, and whether a copy of them goes on. */
    arriving: fc.array(
      fc.record({ which: fc.nat(), place: fc.nat({ max: 2 }), isCopied: fc.boolean() }),
      { maxLength: 20 },
    ),
    /** Of the others, all but so many are dropped; some cause an answer. */
    kept: fc.nat({ max: 40 }),
    answered: fc.nat({ max: 3 }),
    waitNs: fc.nat({ max: 2 }),
    asks: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 6, maxLength: 14 }), (steps) => {
      const pool = new PacketPool();
      const meter = new FlowMeter(pool);
      const plain = new PlainMeter();
      let live: PacketBuffer[] = [];
      let answers: PacketBuffer[] = [];
      let nowNs = 0;
      for (const { sent, arriving, kept, answered, waitNs, asks } of steps) {
        nowNs += waitNs;
        for (let count = 0; count < sent; count++) {
          plain.sentNs.set(pool.nextIdentity, nowNs);
          meter.sending(nowNs, pool.nextIdentity % 2);
          live.push(pool.allocate(20));
          meter.sent();
        }
        for (const { which, place, isCopied } of arriving) {
          const [packet] = live.splice(which % Math.max(1, live.length), 1);
          if (packet === undefined) continue;
          if (isCopied) live.push(pool.clone(packet));
          meter.arrived(packet.identity, 5, nowNs, place);
          plain.arrived(packet.identity, nowNs, place);
          pool.end(packet, Disposition.delivered);
        }
        const dropped = live.splice(0, Math.max(0, live.length - kept));
        for (const packet of answers.splice(answered)) pool.end(packet, Disposition.icmp);
        for (const { identity } of dropped.slice(0, answered)) {
          answers.push(pool.allocate(28, identity));
        }
        for (const packet of dropped) pool.end(packet, Disposition['no-route']);
        for (const { identity, cause } of [...live, ...answers]) {
          const asked = plain.sentNs.has(identity) ? identity : cause;
          const sequence = [...plain.sentNs.keys()].indexOf(asked);
          expect(meter.sequenceOf(asked)).toBe(sequence);
          expect(meter.tagOf(asked)).toBe(asked % 2);
        }
        if (asks) expectSame(meter, plain, live);
      }
      expectSame(meter, plain, live);
      live = [];
      answers = [];
    }),
    { numRuns: 30 },
  );
});

function expectSame(meter: FlowMeter, plain: PlainMeter, live: readonly PacketBuffer[]): void {
  const arrived = new Set(plain.arrivals.map(({ identity }) => identity));
  const inFlight = new Set(live.map(({ identity }) => identity).filter((one) => !arrived.has(one)));
  const sent = plain.sentNs.size;
  const delay = new DurationSamples();
  for (const delayNs of plain.delaysNs) delay.add(delayNs);
  expect(meter.counts).toMatchObject({
    sent,
    received: arrived.size,
    lost: sent - arrived.size - inFlight.size,
    inFlight: inFlight.size,
    duplicated: plain.duplicated,
    reordered: plain.reordered,
    delay: delay.statistics(),
    receivedBytes: 5 * arrived.size,
  });
}
