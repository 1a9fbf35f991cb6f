import { describe, expect, it } from 'vitest';
import type { BenchmarkOptions, Work } from '../benchmark.js';
import { families } from './index.js';

function work(name: string, options: BenchmarkOptions): Work {
  const trial = families
    .find((family) => family.name === name)!
    .create(options)
    .prepare();
  trial.run();
  return trial.verify();
}

describe('a benchmark does its work', () => {
  it('along a chain', () => {
    expect(work('chain', { routers: 3, packets: 10 }).hops).toBe(40);
  });

  it('along a chain that is longer than a TTL, in three streams', () => {
    expect(work('chain', { routers: 299, packets: 2 }).hops).toBe(600);
  });

  it('along a chain of links that lose, duplicate, corrupt and reorder', () => {
    const { hops, extra } = work('lossy', { routers: 8, packets: 3000 });
    // Nine links; one packet in a thousand is lost or doubled at each.
    expect(Math.abs(hops - 27_000)).toBeLessThan(400);
    for (const count of Object.values(extra ?? {})) expect(count).toBeGreaterThan(5);
    expect(Object.keys(extra ?? {})).toEqual([
      'lost',
      'duplicates',
      'corruptions',
      'corrupt',
      'reorderings',
    ]);
  });

  it('around a router', () => {
    expect(work('star', { hosts: 5, packets: 20 }).hops).toBe(40);
  });

  it('in a grid, by rule and by shortest paths over as many hops', () => {
    const { hops } = work('grid', { size: 6, packets: 100 });
    expect(hops).toBeGreaterThan(200);
    expect(work('grid', { size: 6, packets: 100, routes: 'computed' }).hops).toBe(hops);
  });

  it('with fragments', () => {
    const { hops, extra } = work('fragment', { packets: 3 });
    expect({ hops, extra }).toEqual({ hops: 3 * 46, extra: { payloadBytes: 24_000 } });
  });

  it('with bulk transfers over TCP', () => {
    const { hops, extra } = work('tcp', { flows: 2, seconds: 2 });
    // Data and ACKs, each over three links.
    const segments = (extra?.payloadBytes ?? 0) / 1448;
    expect(hops).toBeGreaterThan(3 * 1.4 * segments);
    expect(hops).toBeLessThan(3 * 2.2 * segments);
  });

  it('with idle connections of TCP, of which each sends an initial window in the end', () => {
    const { hops, extra } = work('tcp-idle', { flows: 60 });
    expect(extra).toEqual({ payloadBytes: 60 * 14_480 });
    // Three segments to connect, ten with data, ACKs for each of them or for two, perhaps one for what was read.
    expect(hops).toBeGreaterThanOrEqual(60 * (3 + 10 + 5));
    expect(hops).toBeLessThanOrEqual(60 * (3 + 10 + 11));
  });

  it('with timers of IGMP', () => {
    const { hops, extra } = work('timers', { hosts: 10 });
    expect({ hops, extra }).toEqual({ hops: 40, extra: { timersFired: 30 } });
  });

  it('with timers alone', () => {
    expect(work('timer-queue', { pending: 50 }).extra).toMatchObject({ timersFired: 1_000_000 });
  });

  it('in the event queue', () => {
    expect(work('queue', { pending: 50 }).events).toBe(2_000_000);
  });

  it.each(['none', 'events', 'capture'] as const)('while it is observed: %s', (observer) => {
    const { hops, extra } = work('observed', { observer, routers: 2, packets: 10 });
    expect(hops).toBe(30);
    // Each packet twice a hop, with 28 octets of headers and the block around it.
    const captured = extra?.capturedBytes ?? 0;
    if (observer === 'capture') expect(captured).toBeGreaterThan(2 * 30 * (512 + 28));
    else expect(captured).toBe(0);
  });
});
