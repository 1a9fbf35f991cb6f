import { Disposition, type PacketBuffer, PacketPool } from '@packetloom/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventBus } from '../bus/eventBus.js';
import { VirtualClock } from '../time/virtualClock.js';
import { DEFAULT_LINK_DIRECTION, type LinkDirectionSpec, LinkSpecError } from './linkSpec.js';
import { PointToPointLink } from './pointToPointLink.js';

/** A link whose arrivals at the far end are recorded. */
function linkOf(spec: Partial<LinkDirectionSpec> = {}) {
  const clock = new VirtualClock();
  const pool = new PacketPool();
  const bus = new EventBus(clock);
  const direction = { ...DEFAULT_LINK_DIRECTION, ...spec };
  const link = new PointToPointLink(
    { clock, pool, bus },
    {
      name: 'l1',
      endpoints: [
        { host: 'a', nic: 'eth0' },
        { host: 'b', nic: 'eth0' },
      ],
      forward: direction,
      reverse: direction,
    },
  );
  const arrivals: { timeNs: number; serial: number; length: number }[] = [];
  link.reverse.attach({
    receiveFromLink: (packet: PacketBuffer) => {
      arrivals.push({ timeNs: clock.nowNs, serial: packet.serial, length: packet.length });
      pool.end(packet, Disposition.delivered);
    },
  });
  const send = (length: number) => {
    const packet = pool.allocate(length);
    const { serial } = packet;
    link.forward.send(packet);
    return serial;
  };
  return { clock, pool, bus, link, arrivals, send };
}

describe('a direction of a link', () => {
  it('delivers after serialisation and propagation, to the nanosecond', () => {
    const { clock, arrivals, send } = linkOf({ rateBitsPerSecond: 10e6, delayNs: 3_000_000 });
    send(1250);
    clock.run();
    // 1250 octets at 10 Mbit/s take 1 ms.
    expect(arrivals.map(({ timeNs }) => timeNs)).toEqual([4_000_000]);
  });

  it('sends one packet after the other', () => {
    const { clock, arrivals, send } = linkOf({ rateBitsPerSecond: 8e6, delayNs: 500 });
    send(100);
    send(50);
    clock.run();
    expect(arrivals.map(({ timeNs }) => timeNs)).toEqual([100_500, 150_500]);
  });

  it('sends at once without a rate', () => {
    const { clock, arrivals, send } = linkOf({ rateBitsPerSecond: null, delayNs: 7 });
    for (let index = 0; index < 500; index++) send(1500);
    clock.run();
    expect(new Set(arrivals.map(({ timeNs }) => timeNs))).toEqual(new Set([7]));
    expect(arrivals).toHaveLength(500);
  });

  it('rounds serialisation to the nearest nanosecond', () => {
    const { clock, arrivals, send } = linkOf({ rateBitsPerSecond: 3e6, delayNs: 0 });
    send(1);
    clock.run();
    expect(arrivals[0]?.timeNs).toBe(2667);
  });

  it('sends back to back at exactly its rate, as no rounding adds up', () => {
    const { clock, arrivals, send } = linkOf({
      rateBitsPerSecond: 3e9,
      delayNs: 0,
      queueLimitPackets: 3000,
    });
    for (let index = 0; index < 3000; index++) send(64);
    clock.run();
    // 512 bits take 170 ⅔ ns.
    expect(arrivals.slice(0, 3).map(({ timeNs }) => timeNs)).toEqual([171, 341, 512]);
    expect(arrivals.at(-1)?.timeNs).toBe(512_000);
  });

  it('lets as many packets wait as the queue takes, and drops the others', () => {
    const { clock, link, arrivals, send } = linkOf({
      rateBitsPerSecond: 8e6,
      queueLimitPackets: 3,
    });
    const serials = [1, 2, 3, 4, 5, 6].map(() => send(1000));
    expect(link.forward.stats.queuePackets).toBe(3);
    clock.run();
    expect(arrivals.map(({ serial }) => serial)).toEqual(serials.slice(0, 4));
    expect(link.forward.stats.drops).toEqual({ 'queue-full': 2 });
  });

  it('has room in the queue again once a transmission begins', () => {
    const { clock, arrivals, send } = linkOf({ rateBitsPerSecond: 8e6, queueLimitPackets: 1 });
    send(1000);
    send(1000);
    clock.schedule(1_000_000, { fire: () => send(1000) });
    clock.run();
    expect(arrivals).toHaveLength(3);
  });

  it('drops what is larger than its MTU', () => {
    const { clock, link, arrivals, send } = linkOf({ mtu: 600 });
    send(601);
    send(600);
    clock.run();
    expect(arrivals.map(({ length }) => length)).toEqual([600]);
    expect(link.forward.stats.drops).toEqual({ 'larger-than-mtu': 1 });
  });

  it('loses what is on it when it goes down, and delivers again when it is up', () => {
    const { clock, link, arrivals, send } = linkOf({ delayNs: 1000, rateBitsPerSecond: null });
    send(100);
    clock.schedule(500, { fire: () => link.setUp(false) });
    clock.schedule(600, { fire: () => send(100) });
    clock.schedule(700, { fire: () => link.setUp(true) });
    clock.schedule(800, { fire: () => send(100) });
    clock.run();
    expect(arrivals.map(({ timeNs }) => timeNs)).toEqual([1800]);
    expect(link.forward.stats.drops).toEqual({ 'link-down': 2 });
    expect(link.inFlightPackets).toBe(0);
  });

  it('changes while it runs; a shorter delay lets no packet overtake another', () => {
    const { clock, link, arrivals, send } = linkOf({ delayNs: 1000, rateBitsPerSecond: null });
    const first = send(100);
    clock.schedule(100, { fire: () => link.forward.set({ delayNs: 10 }) });
    let second = 0;
    clock.schedule(200, {
      fire: () => {
        second = send(100);
      },
    });
    clock.run();
    expect(arrivals.map(({ serial, timeNs }) => [serial, timeNs])).toEqual([
      [first, 1000],
      [second, 1000],
    ]);
  });

  it('tells of what it drops while somebody listens', () => {
    const { bus, send } = linkOf({ mtu: 68 });
    const notified: unknown[] = [];
    const subscription = bus.events$.subscribe((event) => notified.push(event));
    send(69);
    subscription.unsubscribe();
    send(70);
    expect(notified).toMatchObject([
      { type: 'link-dropped', link: 'l1', direction: 'forward', reason: 'larger-than-mtu' },
    ]);
  });

  it('shows what it delivers as an observable', () => {
    const { clock, link, send } = linkOf();
    const lengths: number[] = [];
    link.forward.delivered$.subscribe((packet) => lengths.push(packet.length));
    send(123);
    clock.run();
    expect(lengths).toEqual([123]);
  });

  it.each([
    { rateBitsPerSecond: 0 },
    { delayNs: -1 },
    { delayNs: 0.5 },
    { mtu: 0 },
    { queueLimitPackets: -1 },
  ])('cannot be %o', (spec) => {
    expect(() => linkOf(spec)).toThrow(LinkSpecError);
  });

  it('loses, adds and reorders nothing, whatever is sent', () => {
    const sends = fc.array(
      fc.record({ at: fc.nat(1_000_000), length: fc.integer({ min: 1, max: 2000 }) }),
    );
    fc.assert(
      fc.property(sends, fc.integer({ min: 1, max: 1e9 }), fc.nat(20), (packets, rate, limit) => {
        const { clock, pool, link, arrivals, send } = linkOf({
          rateBitsPerSecond: rate,
          queueLimitPackets: limit,
        });
        const sent: number[] = [];
        for (const { at, length } of packets) {
          clock.schedule(at, { fire: () => sent.push(send(length)) });
        }
        clock.run({ untilNs: 700_000 });
        expect(pool.liveCount).toBe(link.inFlightPackets);
        clock.run();
        const arrived = arrivals.map(({ serial }) => serial);
        expect(arrived).toEqual(sent.filter((serial) => arrived.includes(serial)));
        const dropped = Object.values(link.forward.stats.drops).reduce((a, b) => a + b, 0);
        expect(arrived.length + dropped).toBe(packets.length);
        expect(pool.liveCount).toBe(0);
      }),
    );
  });
});
