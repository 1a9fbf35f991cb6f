import { describe, expect, it } from 'vitest';
import { congestionCompliance } from '../../testing/congestionCompliance.js';
import { TcpPath } from '../../testing/tcpPath.js';
import type { CongestionControlFactory } from './congestionControl.js';
import { FixedWindow } from './fixedWindow.js';
import { CONGESTION_CONTROLS } from './registry.js';

/** 10 Mbit/s, 40 ms: 33 full packets of bandwidth times delay. */
const PATH = { rate: 1_250_000, delayMs: 20, queue: 33 };

describe.each([...CONGESTION_CONTROLS])('%s', (_, make) => {
  it.each(congestionCompliance(make))('$name', ({ run }) => {
    run();
  });
});

describe('Reno', () => {
  it('grows by a segment each round trip after a loss', () => {
    const path = new TcpPath({ ...PATH, queue: 200 }, 'reno');
    path.run(6);
    const before = path.sender.info();
    path.run(1);
    const after = path.sender.info();
    expect(before?.caState).toBe('Open');
    const rounds = 1 / ((before?.rttMs ?? 0) / 1000);
    const growth = (after?.cwnd ?? 0) - (before?.cwnd ?? 0);
    expect(Math.abs(growth - rounds)).toBeLessThanOrEqual(2);
  });
});

describe('CUBIC', () => {
  it('leaves slow start by HyStart before it overflows a long queue', () => {
    const path = new TcpPath({ ...PATH, queue: 400 }, 'cubic');
    path.run(2);
    expect(path.bottleneck.dropped).toBe(0);
    expect(path.sender.info()?.ssthresh).toBeLessThan(150);
  });
});

describe('DCTCP', () => {
  it('keeps the queue near the threshold at which it is marked', () => {
    const marked = { ...PATH, queue: 400, markAbove: 20, behaviour: { ecn: 1 as const } };
    const path = new TcpPath(marked, 'dctcp');
    path.run(5);
    const queue = path.averageQueue(5);
    expect(queue).toBeGreaterThan(5);
    expect(queue).toBeLessThan(30);
    expect(path.bottleneck.dropped).toBe(0);
    expect(path.run(5)).toBeGreaterThan(0.9 * PATH.rate);
  });
});

describe('BBR', () => {
  it('fills the path without filling a long queue', () => {
    const path = new TcpPath({ ...PATH, queue: 400 }, 'bbr');
    path.run(8);
    expect(path.averageQueue(9)).toBeLessThan(40);
    expect(path.run(10)).toBeGreaterThan(0.88 * PATH.rate);
  });

  it('empties the queue every ten seconds to see the round trip time', () => {
    const path = new TcpPath({ ...PATH, queue: 400 }, 'bbr');
    path.run(8);
    let least = Number.POSITIVE_INFINITY;
    for (let step = 0; step < 600; step++) {
      path.run(0.02);
      least = Math.min(least, path.sender.info()?.cwnd ?? 0);
    }
    expect(least).toBe(4);
  });
});

describe('a fixed window', () => {
  it('is what one’s own control looks like: it keeps so many segments in flight', () => {
    const controls = new Map<string, CongestionControlFactory>([
      ['five', () => new FixedWindow(5)],
    ]);
    const path = new TcpPath({ ...PATH, controls }, 'five');
    path.run(1);
    expect(path.sender.info()).toMatchObject({ cwnd: 5, unacked: 5 });
    // Five segments a round trip of 40 ms and their own transmission.
    expect(path.run(10)).toBeLessThan((5 * 1448) / 0.04);
  });
});
