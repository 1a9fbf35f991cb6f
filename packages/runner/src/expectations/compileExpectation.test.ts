import { ipv4Address } from '@packetloom/core';
import type {
  AppScope,
  ExpectationScope,
  LinkDirectionScope,
  ScenarioExpectation,
} from '@packetloom/language';
import type { ExpectationNames } from '@packetloom/language/internal';
import { describe, expect, it } from 'vitest';
import { compileExpectation } from './compileExpectation.js';

const NAMES: ExpectationNames = {
  nodes: ['h1', 'r-1'],
  links: ['tail'],
  segments: [],
  apps: [
    { name: 'probe', kind: 'ping' },
    { name: 'voice', kind: 'udp' },
    { name: 'trace', kind: 'traceroute' },
  ],
};

const IDLE: LinkDirectionScope = {
  sentPackets: 0,
  sentBytes: 0,
  deliveredPackets: 0,
  deliveredBytes: 0,
  drops: {},
  queuePackets: 0,
};

const PROBE: AppScope = {
  kind: 'ping',
  sent: 4,
  received: 3,
  lost: 1,
  duplicated: 0,
  reordered: 0,
  ...{ inFlight: 0, unsent: 0, begun: true, finished: true },
  rtt: {
    count: 3,
    min: 20_000_500,
    mean: 21_000_000,
    p50: 21_000_000,
    p95: 22_000_000,
    p99: 22_000_000,
    max: 22_000_001,
  },
  errors: [{ type: 3, code: 4, from: ipv4Address(0x0a000002), restOfHeader: 1280 }],
  failures: [],
};

const SCOPE: ExpectationScope = {
  run: { nowNs: 1_500_000_000, seed: 42, run: 0, events: 17, unaccounted: 0 },
  nodes: {
    h1: { counters: { 'ip.packetsReceived': 7 }, groups: [ipv4Address(0xe0010101)] },
    'r-1': {
      counters: { 'icmp.v4.packetsSent.timeExceeded': 3 },
      drops: { 'ttl-exceeded': 3, 'no-route': 0 },
    },
  },
  segments: {},
  links: {
    tail: { forward: { ...IDLE, sentPackets: 9, drops: { 'queue-full': 2 } }, reverse: IDLE },
  },
  apps: {
    probe: PROBE,
    trace: {
      kind: 'traceroute',
      sent: 6,
      received: 3,
      lost: 3,
      ...{ inFlight: 0, unsent: 0, begun: true, finished: true },
      ...{ duplicated: 0, reordered: 0, failures: [], rtt: null },
      reached: true,
      hops: [
        { ttl: 1, address: null, rttNs: [null, null, null] },
        { ttl: 2, address: ipv4Address(0x0a000006), rttNs: [1_000, null, 2_000] },
      ],
    },
  },
};

function compiled(expression: string, kind: ScenarioExpectation['kind'] = 'that') {
  return compileExpectation({ kind, expression, because: null, atNs: null }, NAMES);
}

describe('an expectation', () => {
  it.each([
    'app.probe.received == 3 && app.probe.lost > 0',
    "app.probe.rtt.min == duration('20000500ns')",
    "app.probe.rtt.max > duration('22ms') && app.probe.rtt.max < duration('22000.002us')",
    "app.probe.rtt.max - app.probe.rtt.min == duration('1999501ns')",
    "app.probe.errors[0].from == '10.0.0.2' && app.probe.errors[0].mtu == 1280",
    'app.probe.received >= 2.5 && app.probe.received == 3.0',
    'double(app.probe.received) / double(app.probe.sent) >= 0.75',
    'node.h1.ip.packetsReceived == 7 && node.h1.ip.packetsSent == 0',
    'node["r-1"].icmp.v4.packetsSent.timeExceeded == 3',
    'node["r-1"].drops["ttl-exceeded"] == 3 && node.h1.drops["ttl-exceeded"] == 0',
    "node.h1.igmp.groups == ['224.1.1.1'] && size(node['r-1'].igmp.groups) == 0",
    'link.tail.forward.drops["queue-full"] == 2 && link.tail.forward.queue.packets == 0',
    'link.tail.reverse.sent + link.tail.forward.sent == 9',
    "run.now == duration('1.5s') && run.seed == 42 && run.events == 17 && run.unaccounted == 0",
    "app.trace.hops.map(h, h.address) == ['', '10.0.0.6']",
    "app.trace.hops[1].rtt == [duration('1us'), duration('2us')]",
    'app.voice.sent == 0 && size(app.voice.errors) == 0',
    'has(app.probe.rtt) && !has(app.voice.delay)',
    "['h1', 'r-1'].exists(n, node[n].ip.packetsReceived == 7)",
  ])('holds: %s', (expression) => {
    expect(compiled(expression).outcome(SCOPE)).toMatchObject({ passed: true, error: null });
    expect(compiled(expression).holds(SCOPE)).toBe(true);
  });

  it('tells of a long list as much as a line or two take', () => {
    const [error] = PROBE.errors;
    if (error === undefined) throw new Error('the app of this test has an error');
    const many = { ...PROBE, errors: Array.from({ length: 50 }, () => error) };
    const scope = { ...SCOPE, apps: { ...SCOPE.apps, probe: many } };
    const { parts } = compiled('app.probe.errors.size() == 0').outcome(scope);
    const list = parts.find(({ expression }) => expression === 'app.probe.errors');
    expect(list?.value).toMatch(/^\[\{type: 3, .*, … \(50\)\]$/);
    expect(list?.value.length).toBeLessThan(330);
  });

  it('tells the values of its parts, and where to look', () => {
    const expression =
      "app.probe.received == app.probe.sent && app.probe.rtt.max < duration('20ms') || link.tail.forward.sent < 2";
    expect(compiled(expression).outcome(SCOPE)).toEqual({
      kind: 'that',
      that: expression,
      because: null,
      atNs: null,
      passed: false,
      actual:
        'app.probe.received = 3, app.probe.sent = 4, app.probe.rtt.max = 22.000001ms, link.tail.forward.sent = 9',
      parts: [
        { expression: 'app.probe.received', value: '3' },
        { expression: 'app.probe.sent', value: '4' },
        { expression: 'app.probe.rtt.max', value: '22.000001ms' },
        { expression: 'link.tail.forward.sent', value: '9' },
      ],
      hint: 'app.probe received 1 × ICMP 3/4 from 10.0.0.2; link.tail.forward dropped 2 × queue-full',
      error: null,
      warning: null,
    });
  });

  it('shows what a macro looked at', () => {
    const { actual, hint } = compiled('app.trace.hops.all(h, h.address != "")').outcome(SCOPE);
    expect(actual).toBe(
      `app.trace.hops.all(h, h.address != "") = false, app.trace.hops = [{ttl: 1, address: '', rtt: []}, {ttl: 2, address: '10.0.0.6', rtt: [1us, 2us]}]`,
    );
    expect(hint).toBe('app.trace reached its destination (2 hops, 1 silent)');
  });

  it('fails where there is no time to compare, and does not take it for zero', () => {
    const scope = { ...SCOPE, apps: { probe: { ...PROBE, received: 0, rtt: null } } };
    const expectation = compiled("app.probe.rtt.max < duration('80ms')");
    expect(expectation.holds(scope)).toBe(false);
    expect(expectation.outcome(scope)).toMatchObject({
      passed: false,
      error: 'no reply came, so there is no time',
      actual: 'app.probe.rtt.max = no reply came, so there is no time',
    });
    expect(compiled("app.voice.delay.min > duration('0s')").outcome(scope)).toMatchObject({
      passed: false,
      error: 'nothing arrived, so there is no time',
      hint: 'app.voice has not begun',
    });
  });

  it('fails where a list is too short', () => {
    expect(compiled("app.trace.hops[5].address == ''").outcome(SCOPE)).toMatchObject({
      passed: false,
      error: 'the list is shorter than that',
    });
  });

  it('of the kind never passes when it is not true', () => {
    expect(compiled('app.probe.lost > 0', 'never').outcome(SCOPE).passed).toBe(false);
    expect(compiled('app.probe.lost > 1', 'never').outcome(SCOPE).passed).toBe(true);
    expect(compiled('app.probe.lost > 1', 'never').outcome(SCOPE, false).passed).toBe(false);
  });

  it('reads of the scope only what it names', () => {
    const scope: ExpectationScope = {
      ...SCOPE,
      get nodes(): never {
        throw new Error('nodes were read');
      },
      get links(): never {
        throw new Error('links were read');
      },
    };
    expect(compiled('app.probe.sent == 4').holds(scope)).toBe(true);
  });

  it('tells which elements do not fit', () => {
    expect(compiled('app.all(k, app[k].lost == 0)').outcome(SCOPE)).toMatchObject({
      passed: false,
      actual: 'app.all(k, app[k].lost == 0) = false, app.probe.lost = 1, app.trace.lost = 3',
    });
    expect(compiled("node.exists(n, node[n].drops['no-route'] > 0)").outcome(SCOPE)).toMatchObject({
      passed: false,
      parts: [
        { value: 'false' },
        { expression: "node.h1.drops['no-route']", value: '0' },
        { expression: 'node["r-1"].drops[\'no-route\']', value: '0' },
      ],
    });
  });

  it('has ratios of what was sent and received, and none as long as there is nothing to divide', () => {
    expect(
      compiled('app.probe.lossRatio == 0.25 && app.probe.deliveryRatio == 0.75').holds(SCOPE),
    ).toBe(true);
    expect(
      compiled('app.probe.duplicateRatio == 0 && app.trace.lossRatio == 0.5').holds(SCOPE),
    ).toBe(true);
    expect(
      compiled('link.tail.forward.lossRatio > 0.22 && link.tail.forward.deliveryRatio == 0').holds(
        SCOPE,
      ),
    ).toBe(true);
    expect(compiled('app.voice.lossRatio < 0.1').outcome(SCOPE)).toMatchObject({
      passed: false,
      error: 'nothing was sent, so there is no ratio',
    });
  });

  it('warns of apps that had not begun when it was judged, or sent nothing', () => {
    const names = { ...NAMES, apps: NAMES.apps };
    const warningOf = (expression: string, atNs: number) => {
      const apps = [...names.apps].map((app) => (app.name === 'probe' ? { ...app, atNs } : app));
      const expectation = { kind: 'that' as const, expression, because: null, atNs: null };
      return compileExpectation(expectation, { ...names, apps }).outcome(SCOPE).warning;
    };
    expect(warningOf('app.probe.lost == 0', 1_500_000_000)).toBe(null);
    expect(warningOf('app.probe.lost == 0', 2_000_000_000)).toBe(
      'app.probe begins at 2s, after this was judged at 1.5s: so this says nothing about the network',
    );
    expect(warningOf('app.voice.lost == 0', 0)).toBe(
      'app.voice sent nothing: so this says nothing about the network',
    );
    expect(warningOf('app.voice.sent == 0', 0)).toBe(null);
    expect(warningOf('app.all(k, app[k].lost < 9)', 2_000_000_000)).toBe(
      'app.probe begins at 2s, after this was judged at 1.5s; app.voice sent nothing: so this says nothing about the network',
    );
  });

  it('can be asked again as time goes on', () => {
    const expectation = compiled('app.probe.received == 3');
    const later = { ...SCOPE, apps: { probe: { ...PROBE, received: 4 } } };
    expect([SCOPE, later, SCOPE].map((scope) => expectation.holds(scope))).toEqual([
      true,
      false,
      true,
    ]);
  });
});
