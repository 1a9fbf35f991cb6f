import { Disposition, ipv4Address, type PacketBuffer, PacketPool } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { NamedRandom } from '../random/index.js';
import { type UdpPacketSpec, udpPacket } from '../testing/udpPacket.js';
import { flowHash } from './flowHash.js';
import type { FqCodelQueueSpec } from './fqCodelQueue.js';
import { FqCodelQueue } from './fqCodelQueue.js';

const MS = 1_000_000;

function queueOf(spec: Partial<FqCodelQueueSpec> = {}) {
  const pool = new PacketPool();
  const random = new NamedRandom(1);
  const dropped: PacketBuffer[] = [];
  const queue = new FqCodelQueue(
    { kind: 'fq-codel', ...spec },
    {
      stream: (purpose) => random.stream(purpose),
      rateBitsPerSecond: () => 10e6,
      marked: () => {},
      drop: (packet) => dropped.push(packet),
    },
  );
  const offer = (packet: UdpPacketSpec, nowNs = 0) => queue.enqueue(udpPacket(pool, packet), nowNs);
  const take = (nowNs = 0) => {
    const packet = queue.dequeue(nowNs);
    if (packet === null) return null;
    const taken = { port: packet.view.getUint16(packet.start + 20), length: packet.length };
    pool.end(packet, Disposition.delivered);
    return taken;
  };
  return { pool, queue, dropped, offer, take };
}

describe('flow queueing with controlled delay', () => {
  it('gives each of several greedy flows the same share, whatever its packets and its load', () => {
    const { queue, offer, take } = queueOf();
    const octets = new Map<number, number>();
    // Port 1 offers small packets, port 2 large ones, port 3 three times as many.
    for (let nowNs = 0; nowNs < 20_000 * MS; nowNs += MS) {
      for (let small = 0; small < 8; small++) offer({ sourcePort: 1, length: 250 }, nowNs);
      offer({ sourcePort: 2, length: 1500 }, nowNs);
      for (let many = 0; many < 3; many++) offer({ sourcePort: 3, length: 1000 }, nowNs);
      // 1250 octets a millisecond go.
      for (let sent = 0; sent < 1250; ) {
        const taken = take(nowNs);
        if (taken === null) break;
        sent += taken.length;
        octets.set(taken.port, (octets.get(taken.port) ?? 0) + taken.length);
      }
    }
    const shares = [1, 2, 3].map((port) => octets.get(port) ?? 0);
    const sum = shares.reduce((one, other) => one + other);
    // Jain's index of fairness: 1 for equal shares.
    const squares = shares.reduce((total, share) => total + share * share, 0);
    expect(sum ** 2 / (3 * squares)).toBeGreaterThan(0.999);
    expect(queue.packets).toBeGreaterThan(0);
  });

  it('lets a flow that was silent go first', () => {
    const { offer, take } = queueOf();
    for (let packets = 0; packets < 50; packets++) offer({ sourcePort: 1, length: 1000 });
    for (let packets = 0; packets < 4; packets++) take();
    offer({ sourcePort: 9, length: 100 });
    expect(take()?.port).toBe(9);
    expect(take()?.port).toBe(1);
  });

  it('does not let a flow go first for ever by coming back', () => {
    const { offer, take } = queueOf();
    for (let packets = 0; packets < 200; packets++) offer({ sourcePort: 1, length: 1000 });
    const ports: (number | undefined)[] = [];
    for (let round = 0; round < 40; round++) {
      offer({ sourcePort: 9, length: 1000 });
      ports.push(take()?.port);
    }
    const turns = ports.filter((port) => port === 1).length;
    expect(turns).toBeGreaterThan(15);
    expect(turns).toBeLessThan(25);
  });

  it('does not let a flow go first for ever by emptying its queue', () => {
    // Ten packets a turn, so that a turn of the greedy flow is longer than a round.
    const { offer, take } = queueOf({ quantumBytes: 15_140 });
    for (let packets = 0; packets < 300; packets++) offer({ sourcePort: 1, length: 1514 });
    const firsts: (number | undefined)[] = [];
    for (let round = 0; round < 40; round++) {
      offer({ sourcePort: 9, length: 100 });
      firsts.push(take()?.port);
      // Its queue may be seen empty here.
      take();
    }
    const first = firsts.filter((port) => port === 9).length;
    expect(first).toBeGreaterThan(5);
    expect(first).toBeLessThan(25);
  });

  it('drops from the head of the longest queue when there is no room', () => {
    const { queue, dropped, offer } = queueOf({ limitPackets: 100 });
    for (let packets = 0; packets < 10; packets++) offer({ sourcePort: 1, length: 1000 });
    for (let packets = 0; packets < 91; packets++) offer({ sourcePort: 2, length: 1000 });
    expect(dropped).toHaveLength(46);
    const ports = new Set(dropped.map(({ view, start }) => view.getUint16(start + 20)));
    expect([...ports]).toEqual([2]);
    const [first] = dropped;
    expect(first?.serial).toBe(11);
    expect(queue.packets).toBe(55);
  });

  it('drops at most 64 at once', () => {
    const { dropped, offer } = queueOf({ limitPackets: 1000 });
    for (let packets = 0; packets < 1001; packets++) offer({ sourcePort: 1, length: 1000 });
    expect(dropped).toHaveLength(64);
  });
});

describe('the hash of flows', () => {
  const pool = new PacketPool();
  const hashOf = (spec: UdpPacketSpec) => flowHash(udpPacket(pool, spec), 12345);

  it('is the same for packets of a flow, and differs with each part of it', () => {
    const base = hashOf({ length: 100 });
    expect(hashOf({ length: 900, dscp: 46 })).toBe(base);
    expect(hashOf({ source: ipv4Address(1) })).not.toBe(base);
    expect(hashOf({ destination: ipv4Address(1) })).not.toBe(base);
    expect(hashOf({ sourcePort: 1 })).not.toBe(base);
    expect(hashOf({ destinationPort: 1 })).not.toBe(base);
    expect(flowHash(udpPacket(pool), 54321)).not.toBe(base);
  });

  it('is the same for all fragments of a datagram, first or not', () => {
    const first = hashOf({ flagsAndFragmentOffset: 0x2000 });
    expect(hashOf({ flagsAndFragmentOffset: 0x20b9, sourcePort: 7 })).toBe(first);
    expect(hashOf({ flagsAndFragmentOffset: 0x0172, sourcePort: 8 })).toBe(first);
  });

  it('spreads flows evenly over queues', () => {
    const counts = new Array<number>(64).fill(0);
    for (let port = 0; port < 6400; port++) {
      const index = hashOf({ sourcePort: port }) % 64;
      counts[index] = (counts[index] ?? 0) + 1;
    }
    // χ² with 63 degrees of freedom exceeds 103.4 with a probability of 0.1 %.
    const chiSquare = counts.reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0);
    expect(chiSquare).toBeLessThan(103.4);
  });
});
