import { beforeEach, describe, expect, it } from 'vitest';
import { ipv4Address } from '../address/ipv4Address.js';
import { macAddress } from '../address/macAddress.js';
import { PacketPool } from '../packet/packetPool.js';
import { ManualClock } from '../testing/manualClock.js';
import { NeighbourCache, WAITING } from './neighbourCache.js';
import type { NeighbourState } from './neighbourEntry.js';

const SECOND = 1_000_000_000;
const PEER = ipv4Address(0x0a000002);
const OTHER = ipv4Address(0x0a000003);
const LOCAL = ipv4Address(0x0a000001);
const MAC = macAddress(0x020000000002);
const NEW_MAC = macAddress(0x020000000099);

describe('NeighbourCache', () => {
  let clock: ManualClock;
  let cache: NeighbourCache;
  let log: string[];
  let draws: number[];
  let canRequest: boolean;
  let onRequest: (() => void) | null;
  let onFail: (() => void) | null;
  const pool = new PacketPool();
  const tagged = (tag: number) => Object.assign(pool.allocate(20), { tag });
  const seconds = () => clock.nowNs / SECOND;

  beforeEach(() => {
    clock = new ManualClock();
    log = [];
    draws = [];
    canRequest = true;
    onRequest = null;
    onFail = null;
    cache = new NeighbourCache({
      clock,
      random: { below: (bound) => draws.shift() ?? bound / 2 },
      sendRequest(target, destination, localAddress) {
        const kind = destination === 0xffffffffffff ? 'broadcast' : destination.toString(16);
        log.push(`${seconds()} request ${target & 0xff} ${kind} from ${localAddress & 0xff}`);
        onRequest?.();
        return canRequest;
      },
      transmit: (packet, mac) =>
        void log.push(`${seconds()} send ${packet.tag} ${mac.toString(16)}`),
      fail(packet, reason) {
        log.push(`${seconds()} fail ${packet.tag} ${reason}`);
        onFail?.();
      },
      overflow: (packet) => void log.push(`${seconds()} overflow ${packet.tag}`),
    });
  });

  const resolve = (address = PEER, tag = 1) => cache.resolve(address, tagged(tag), LOCAL);
  const stateOf = (address: number) => cache.entries().find((n) => n.address === address)?.state;

  /** Brings the peer into a state. */
  function bringTo(state: NeighbourState | 'unknown'): void {
    if (state === 'static') cache.addStatic(PEER, MAC);
    if (state === 'incomplete' || state === 'unreachable' || state === 'reachable') resolve();
    if (state === 'unreachable') clock.advanceBy(3 * SECOND);
    if (state === 'reachable') cache.replyReceived(PEER, MAC);
    if (state === 'stale' || state === 'delay' || state === 'probe') {
      cache.requestReceivedFrom(PEER, MAC);
    }
    if (state === 'delay' || state === 'probe') resolve();
    if (state === 'probe') clock.advanceBy(5 * SECOND);
    log.length = 0;
    expect(stateOf(PEER)).toBe(state === 'unknown' ? undefined : state);
  }

  describe('a packet for a neighbour', () => {
    it('that is unknown: three broadcast requests, a second apart, then it fails', () => {
      expect(resolve()).toBe(WAITING);
      clock.advanceTo(SECOND);
      expect(resolve(PEER, 2)).toBe(WAITING);
      clock.runUntilIdle();
      expect(log).toEqual([
        '0 request 2 broadcast from 1',
        '1 request 2 broadcast from 1',
        '2 request 2 broadcast from 1',
        '3 fail 1 timeout',
        '3 fail 2 timeout',
      ]);
      expect(stateOf(PEER)).toBe('unreachable');
    });

    it('that is unreachable: asked for anew', () => {
      bringTo('unreachable');
      expect(resolve(PEER, 5)).toBe(WAITING);
      clock.runUntilIdle();
      expect(log[0]).toBe('3 request 2 broadcast from 1');
      expect(log.at(-1)).toBe('6 fail 5 timeout');
    });

    it('that is reachable: goes at once, until nothing confirmed it for long', () => {
      draws = [0];
      bringTo('reachable');
      clock.advanceTo(15 * SECOND - 1);
      expect([resolve(), stateOf(PEER)]).toEqual([MAC, 'reachable']);
      clock.advanceTo(15 * SECOND);
      expect(stateOf(PEER)).toBe('stale');
      expect([resolve(), stateOf(PEER)]).toEqual([MAC, 'delay']);
      expect(log).toEqual([]);
    });

    it('that is stale: goes to the old address; after 5 s it is asked for by unicast', () => {
      bringTo('stale');
      expect(resolve()).toBe(MAC);
      clock.advanceTo(3 * SECOND);
      expect([resolve(), stateOf(PEER)]).toEqual([MAC, 'delay']);
      clock.advanceTo(5 * SECOND);
      expect([resolve(), stateOf(PEER)]).toEqual([MAC, 'probe']);
      clock.runUntilIdle();
      expect(log).toEqual([5, 6, 7].map((at) => `${at} request 2 20000000002 from 0`));
      expect([stateOf(PEER), clock.nowNs]).toEqual(['unreachable', 8 * SECOND]);
    });

    it('that is static: goes, always', () => {
      bringTo('static');
      clock.advanceTo(10_000 * SECOND);
      expect([resolve(), stateOf(PEER)]).toEqual([MAC, 'static']);
    });
  });

  type Row = [NeighbourState | 'unknown', NeighbourState | undefined, number | null];

  describe('an ARP request from the neighbour', () => {
    it.each<Row>([
      ['unknown', 'stale', NEW_MAC],
      ['incomplete', 'stale', NEW_MAC],
      ['reachable', 'stale', NEW_MAC],
      ['stale', 'stale', NEW_MAC],
      ['delay', 'stale', NEW_MAC],
      ['probe', 'stale', NEW_MAC],
      ['unreachable', 'stale', NEW_MAC],
      ['static', 'static', MAC],
    ])('with another address, when %s: %s', (before, after, mac) => {
      bringTo(before);
      cache.requestReceivedFrom(PEER, NEW_MAC);
      expect(cache.entries()).toEqual([{ address: PEER, mac, state: after, waiting: 0 }]);
      expect(clock.pendingCount).toBe(0);
      expect(log).toEqual(before === 'incomplete' ? [`0 send 1 20000000099`] : []);
    });

    it.each(['reachable', 'stale', 'delay', 'probe', 'static'] as const)(
      'with the same address changes nothing when %s',
      (state) => {
        bringTo(state);
        const { pendingCount } = clock;
        cache.requestReceivedFrom(PEER, MAC);
        expect([stateOf(PEER), clock.pendingCount]).toEqual([state, pendingCount]);
      },
    );
  });

  describe('an ARP reply from the neighbour', () => {
    it.each<Row>([
      ['unknown', undefined, null],
      ['incomplete', 'reachable', NEW_MAC],
      ['reachable', 'stale', MAC],
      ['stale', 'stale', MAC],
      ['delay', 'delay', MAC],
      ['probe', 'probe', MAC],
      ['unreachable', 'unreachable', null],
      ['static', 'static', MAC],
    ])('with another address, when %s: %s', (before, after, mac) => {
      bringTo(before);
      cache.replyReceived(PEER, NEW_MAC);
      expect(stateOf(PEER)).toBe(after);
      expect(cache.entries()[0]?.mac ?? null).toBe(mac);
      expect(log).toEqual(before === 'incomplete' ? [`0 send 1 20000000099`] : []);
    });

    it.each(['reachable', 'stale', 'delay', 'probe'] as const)(
      'with the same address confirms it when %s',
      (state) => {
        bringTo(state);
        clock.advanceBy(SECOND);
        cache.replyReceived(PEER, MAC);
        expect([stateOf(PEER), clock.pendingCount]).toEqual(['reachable', 0]);
        clock.advanceBy(30 * SECOND - 1);
        expect(stateOf(PEER)).toBe('reachable');
        clock.advanceBy(1);
        expect(stateOf(PEER)).toBe('stale');
      },
    );
  });

  it.each<Row>([
    ['unknown', undefined, null],
    ['incomplete', 'incomplete', null],
    ['reachable', 'reachable', MAC],
    ['stale', 'reachable', MAC],
    ['delay', 'reachable', MAC],
    ['probe', 'reachable', MAC],
    ['unreachable', 'unreachable', null],
    ['static', 'static', MAC],
  ])('confirmed by a transport, when %s: %s', (before, after) => {
    bringTo(before);
    cache.confirmReachable(PEER);
    expect(stateOf(PEER)).toBe(after);
  });

  it('draws anew for how long a confirmation holds, every two hours', () => {
    draws = [0, 30 * SECOND - 1];
    bringTo('reachable');
    clock.advanceTo(7200 * SECOND - 1);
    cache.confirmReachable(PEER);
    clock.advanceBy(15 * SECOND);
    expect(stateOf(PEER)).toBe('stale');
    cache.confirmReachable(PEER);
    clock.advanceBy(45 * SECOND - 2);
    expect(stateOf(PEER)).toBe('reachable');
    clock.advanceBy(1);
    expect(stateOf(PEER)).toBe('stale');
  });

  it('sends what waited in order', () => {
    for (const tag of [1, 2, 3]) resolve(PEER, tag);
    cache.replyReceived(PEER, MAC);
    const sent = [1, 2, 3].map((tag) => `0 send ${tag} 20000000002`);
    expect(log.slice(1)).toEqual(sent);
    expect([cache.heldPackets, clock.pendingCount]).toEqual([0, 0]);
  });

  it('sends what waited even if the answer comes before the request was sent', () => {
    onRequest = () => cache.replyReceived(PEER, MAC);
    expect(resolve()).toBe(WAITING);
    expect(log).toEqual(['0 request 2 broadcast from 1', '0 send 1 20000000002']);
    expect([cache.heldPackets, clock.pendingCount]).toEqual([0, 0]);
  });

  it('fails at once what waits when a request cannot be sent', () => {
    canRequest = false;
    expect(resolve()).toBe(WAITING);
    expect(log.at(-1)).toBe('0 fail 1 request-not-sent');
    expect([stateOf(PEER), clock.pendingCount]).toEqual(['unreachable', 0]);
    canRequest = true;
    resolve(PEER, 2);
    clock.advanceTo(SECOND / 2);
    canRequest = false;
    clock.runUntilIdle();
    expect(log.at(-1)).toBe('1 fail 2 request-not-sent');
  });

  it('makes a neighbour unreachable when a probe cannot be sent', () => {
    bringTo('delay');
    canRequest = false;
    clock.advanceBy(5 * SECOND);
    expect(stateOf(PEER)).toBe('unreachable');
  });

  it('lets 256 packets wait for a neighbour; the oldest beyond that are lost', () => {
    for (let tag = 1; tag <= 258; tag++) resolve(PEER, tag);
    expect(log.slice(1)).toEqual(['0 overflow 1', '0 overflow 2']);
    expect([cache.heldPackets, cache.entries()[0]?.waiting]).toEqual([256, 256]);
  });

  it('lets packets wait for 64 neighbours; those of the oldest beyond that fail', () => {
    for (let host = 0; host < 65; host++) resolve(ipv4Address(PEER + host), host);
    expect(log.filter((line) => line.includes('fail'))).toEqual(['0 fail 0 aborted']);
    expect(stateOf(PEER)).toBe('incomplete');
    resolve(PEER, 99);
    expect(log.at(-1)).toBe('0 fail 1 aborted');
    cache.replyReceived(PEER, MAC);
    expect(log.at(-1)).toBe('0 send 99 20000000002');
  });

  it('does not count neighbours for which nothing waits any more', () => {
    for (let host = 0; host < 64; host++) resolve(ipv4Address(PEER + host), host);
    for (let host = 0; host < 64; host++) cache.replyReceived(ipv4Address(PEER + host), MAC);
    for (let host = 0; host < 64; host++) resolve(ipv4Address(0x0b000000 + host), host);
    expect(log.filter((line) => line.includes('fail'))).toEqual([]);
  });

  it('does not count static neighbours, even those that were dynamic', () => {
    cache.requestReceivedFrom(PEER, MAC);
    cache.addStatic(PEER, MAC);
    cache.addStatic(PEER, NEW_MAC);
    for (let host = 0; host < 512; host++)
      cache.requestReceivedFrom(ipv4Address(0x0b000000 + host), MAC);
    expect(cache.entries()).toHaveLength(513);
    cache.requestReceivedFrom(OTHER, MAC);
    expect([cache.entries().length, stateOf(0x0b000000)]).toEqual([513, undefined]);
  });

  it('knows 512 neighbours; the one not looked up for longest goes, and what waits for it fails', () => {
    resolve(PEER, 7);
    cache.addStatic(ipv4Address(1), MAC);
    for (let host = 0; host < 511; host++)
      cache.requestReceivedFrom(ipv4Address(0x0b000000 + host), MAC);
    expect(cache.entries()).toHaveLength(513);
    cache.requestReceivedFrom(OTHER, MAC);
    expect([stateOf(PEER), log.at(-1)]).toEqual([undefined, '0 fail 7 aborted']);
    expect(cache.resolve(ipv4Address(0x0b000000), tagged(1), LOCAL)).toBe(MAC);
    cache.requestReceivedFrom(ipv4Address(OTHER + 1), MAC);
    expect([stateOf(0x0b000000), stateOf(0x0b000001)]).toEqual(['delay', undefined]);
    expect(cache.entries()).toHaveLength(513);
    expect(stateOf(1)).toBe('static');
  });

  it('puts a static address in place of what it knew, and sends what waited', () => {
    resolve();
    cache.addStatic(PEER, MAC);
    expect(log.at(-1)).toBe('0 send 1 20000000002');
    expect(clock.pendingCount).toBe(0);
    cache.addStatic(PEER, NEW_MAC);
    expect(resolve()).toBe(NEW_MAC);
  });

  it('forgets all when it is cleared', () => {
    resolve();
    cache.addStatic(OTHER, MAC);
    cache.clear();
    expect(log.at(-1)).toBe('0 fail 1 aborted');
    expect([cache.entries(), clock.pendingCount, cache.heldPackets]).toEqual([[], 0, 0]);
  });

  it('forgets a neighbour by its address', () => {
    cache.addStatic(PEER, MAC);
    expect([cache.remove(PEER), cache.remove(PEER)]).toEqual([true, false]);
    bringTo('delay');
    expect(cache.remove(PEER)).toBe(true);
    expect([cache.entries(), clock.pendingCount]).toEqual([[], 0]);
  });

  it('can be asked again while it fails packets', () => {
    resolve();
    onFail = () => {
      onFail = null;
      resolve(PEER, 2);
    };
    clock.advanceTo(3 * SECOND);
    expect(log.slice(-2)).toEqual(['3 fail 1 timeout', '3 request 2 broadcast from 1']);
    expect(cache.heldPackets).toBe(1);
  });

  it('tells of changes', () => {
    const changes: string[] = [];
    cache = new NeighbourCache({
      clock,
      random: { below: () => 0 },
      sendRequest: () => true,
      transmit() {},
      fail() {},
      overflow() {},
      onChange: (address, state) => void changes.push(`${address & 0xff} ${state}`),
    });
    resolve();
    cache.replyReceived(PEER, MAC);
    clock.advanceTo(20 * SECOND);
    resolve();
    clock.runUntilIdle();
    expect(changes).toEqual(['2 incomplete', '2 reachable', '2 delay', '2 probe', '2 unreachable']);
  });
});
