import { expect, it } from 'vitest';
import { ipv4Address } from '../address/ipv4Address.js';
import { ManualClock } from '../testing/manualClock.js';
import { PathMtuCache } from './pathMtuCache.js';

const MINUTE_NS = 60_000_000_000;

it('keeps what was told for ten minutes (RFC 1191 6.3)', () => {
  const clock = new ManualClock();
  const paths = new PathMtuCache(clock);
  paths.learn(ipv4Address(5), 1280, 552);
  clock.advanceBy(10 * MINUTE_NS - 1);
  expect(paths.find(ipv4Address(5))).toMatchObject({ mtu: 1280, isLocked: false });
  clock.advanceBy(1);
  expect(paths.find(ipv4Address(5))).toBeNull();
});

it('believes the last, and no less than the least', () => {
  const paths = new PathMtuCache(new ManualClock());
  paths.learn(ipv4Address(5), 1280, 552);
  paths.learn(ipv4Address(5), 68, 552);
  expect(paths.find(ipv4Address(5))).toMatchObject({ mtu: 552, isLocked: true });
  expect(paths.find(ipv4Address(6))).toBeNull();
});
