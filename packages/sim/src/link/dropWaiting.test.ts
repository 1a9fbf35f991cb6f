import { fc, test } from '@fast-check/vitest';
import { Disposition, ipv4Address } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { createSimulation } from '../composition/index.js';
import { DEFAULT_LINK_DIRECTION, type LinkDirectionSpec } from './linkSpec.js';

const US = 1_000;
const H1 = 0x0a000001;

/** Sends datagrams of 100 octets from h1 to h2: each takes 100 µs, and 1 ms on the way. */
function senderOf(spec: Partial<LinkDirectionSpec>, sendsUs: readonly number[]) {
  const simulation = createSimulation();
  const ends = ['h1', 'h2'].map((name) => {
    simulation.addHost({ name });
    return { host: name, nic: 'eth0' };
  });
  const [first, second] = ends;
  if (first === undefined || second === undefined) throw new Error('a link has two ends');
  const direction = { ...DEFAULT_LINK_DIRECTION, rateBitsPerSecond: 8e6, delayNs: 1e6, ...spec };
  const endpoints = [first, second] as const;
  const link = simulation.addLink({ name: 'l', endpoints, forward: direction, reverse: direction });
  for (const [index, { host, nic }] of ends.entries()) {
    simulation.nic(host, nic).addAddress({ address: ipv4Address(H1 + index), length: 24 });
    const destination = { address: ipv4Address(H1 - 1), length: 24 };
    simulation.host(host).routes.add({ destination, gateway: null, nic: 1 });
  }
  const socket = simulation.host('h1').udp.createSocket();
  const arrivalsUs: number[] = [];
  simulation.bus.events$.subscribe((event) => {
    if (event.type === 'received' && event.host === 'h2') arrivalsUs.push(event.timeNs / US);
  });
  const send = () => socket.send({ payload: new Uint8Array(72), to: ipv4Address(H1 + 1), port: 9 });
  for (const timeUs of sendsUs) simulation.at(timeUs * US, () => void send());
  return { simulation, link, arrivalsUs };
}

const FIFO = {};
const DISCIPLINE = { queue: { kind: 'fifo', limitBytes: 1e6 } } as const;
const IMPAIRED = { duplicate: { probability: 0 } } as const;
const KINDS = { 'the FIFO': FIFO, 'a discipline': DISCIPLINE, 'an impaired path': IMPAIRED };

describe.each(Object.entries(KINDS))('a direction whose sender goes down, with %s', (_, spec) => {
  it('loses what waits, not what is being sent or on its way', () => {
    const { simulation, link, arrivalsUs } = senderOf(spec, [0, 0, 0, 0, 0]);
    simulation.at(150 * US, () => link.forward.dropWaiting(Disposition['host-down']));
    simulation.run();
    expect(arrivalsUs).toEqual([1100, 1200]);
    expect(link.forward.stats).toMatchObject({ drops: { 'host-down': 3 }, queuePackets: 0 });
    expect(simulation.accounting()).toMatchObject({ inFlight: 0, unaccounted: 0 });
  });

  it('sends on as if they had never waited', () => {
    const { simulation, link, arrivalsUs } = senderOf(spec, [0, 0, 0, 160, 500]);
    simulation.at(150 * US, () => link.forward.dropWaiting(Disposition['host-down']));
    simulation.run();
    expect(arrivalsUs).toEqual([1100, 1200, 1300, 1600]);
  });

  const times = fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 1, maxLength: 40 });

  test.prop([times, fc.integer({ min: 0, max: 4_000 })], { numRuns: 60 })(
    'delivers exactly what it had begun to send, whenever that is',
    (unsorted, downUs) => {
      const sendsUs = [...unsorted].sort((a, b) => a - b);
      const { simulation, link, arrivalsUs } = senderOf(spec, sendsUs);
      // Between whole microseconds: at the very instant at which one more would begin, the order of events decides.
      simulation.at(downUs * US + US / 2, () => {
        link.forward.dropWaiting(Disposition['host-down']);
        simulation.setHostUp('h1', false);
      });
      simulation.run();
      let freeUs = 0;
      const begun = sendsUs.filter((sendUs) => {
        const startUs = Math.max(sendUs, freeUs);
        freeUs = startUs + 100;
        return sendUs <= downUs && startUs <= downUs;
      });
      expect(arrivalsUs).toHaveLength(begun.length);
      expect(simulation.accounting()).toMatchObject({ inFlight: 0, unaccounted: 0 });
    },
  );
});

describe('a direction whose sender goes down', () => {
  it('loses copies with what waits, and counts packets that were to be lost as such', () => {
    const doubled = senderOf({ duplicate: { probability: 1 } }, [0, 0, 0]);
    doubled.simulation.at(50 * US, () => doubled.simulation.setHostUp('h1', false));
    doubled.simulation.run();
    expect(doubled.arrivalsUs).toEqual([1100, 1100]);
    expect(doubled.link.forward.stats.drops).toEqual({ 'host-down': 4 });
    const lossy = senderOf({ loss: { kind: 'packets', numbers: [2] } }, [0, 0, 0, 0]);
    lossy.simulation.at(150 * US, () => lossy.simulation.setHostUp('h1', false));
    lossy.simulation.run();
    expect(lossy.arrivalsUs).toEqual([1100]);
    expect(lossy.link.forward.stats.drops).toEqual({ loss: 1, 'host-down': 2 });
  });

  it('loses what waits before and behind a change to an impaired path', () => {
    const { simulation, link, arrivalsUs } = senderOf({}, [0, 0, 0, 20, 20]);
    simulation.at(10 * US, () =>
      link.forward.set({
        jitter: { jitterNs: 1, distribution: 'uniform', correlation: 0, keepOrder: true },
      }),
    );
    simulation.at(150 * US, () => simulation.setHostUp('h1', false));
    simulation.run();
    expect(arrivalsUs).toEqual([1100, 1200]);
    expect(link.forward.stats.drops).toEqual({ 'host-down': 3 });
    expect(simulation.accounting().unaccounted).toBe(0);
  });

  it('is not the other direction, nor another NIC', () => {
    const { simulation, link, arrivalsUs } = senderOf({}, [0, 0, 0]);
    simulation.at(50 * US, () => simulation.setHostUp('h2', false));
    simulation.run();
    expect(arrivalsUs).toEqual([1100, 1200, 1300]);
    expect(link.forward.stats.drops).toEqual({});
  });

  it('is told of NICs that are disabled by their own name', () => {
    const { simulation, link, arrivalsUs } = senderOf({}, [0, 0, 0]);
    simulation.at(50 * US, () => simulation.setNicUp('h1', 'eth0', false));
    simulation.run();
    expect(arrivalsUs).toEqual([1100]);
    expect(link.forward.stats.drops).toEqual({ 'nic-disabled': 2 });
  });
});
