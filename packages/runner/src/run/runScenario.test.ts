import { describe, expect, it } from 'vitest';
import { outcomeOf, scenario, TWO_HOSTS } from '../../test/scenario.js';
import type { ScenarioResult } from './result.js';
import { runScenario } from './runScenario.js';

const verdicts = ({ expectations }: ScenarioResult) => expectations.map(({ passed }) => passed);

describe('a run', () => {
  const text = `${TWO_HOSTS}
events:
  - { at: 1s, name: probe, ping: { from: h1, to: h2, count: 2 } }
  - { at: 1s, name: flow, udp: { from: h2, to: "h1:7", count: 3, interval: 1ms } }
expect:
  - that: app.probe.received == 2
`;

  it('gives the same result each time, and another fingerprint with another seed', () => {
    const first = outcomeOf(text);
    expect(outcomeOf(text)).toEqual(first);
    const other = outcomeOf(text, { seed: 2 });
    expect(other.seed).toBe(2);
    expect(other.fingerprint).not.toBe(first.fingerprint);
  });

  it('can be repeated with the same loaded scenario', () => {
    const loaded = scenario(text);
    expect(runScenario(loaded)).toEqual(runScenario(loaded));
  });

  it('is not changed by being watched', () => {
    const reported = outcomeOf(text, { timeline: true });
    const { timeline: _, ...rest } = reported;
    const { timeline: __, ...unreported } = outcomeOf(text);
    expect(rest).toEqual(unreported);
    expect(reported.timeline.entries).toEqual([]);
  });

  it('accounts for every packet', () => {
    expect(outcomeOf(text).accounting).toEqual({
      sent: 7,
      delivered: 3,
      dropped: {},
      consumed: 4,
      inFlight: 0,
      unaccounted: 0,
    });
  });

  it('ends when nothing is left to happen', () => {
    expect(outcomeOf(text).simulatedNs).toBe(2_010_000_000);
  });

  it('ends where the scenario says, with packets in flight', () => {
    const { simulatedNs, accounting, passed } = outcomeOf(`${text}stop: 1.003s`);
    expect(simulatedNs).toBe(1_003_000_000);
    expect(accounting.inFlight).toBe(4);
    expect(accounting.unaccounted).toBe(0);
    expect(passed).toBe(false);
  });

  it('tells of progress also where each event is asked', () => {
    const many = `${TWO_HOSTS}
events:
  - { at: 0s, name: flow, udp: { from: h1, to: "h2:7", count: 33000, interval: 1us, size: 0b } }
`;
    const reported: number[] = [];
    const onProgress = (_nowNs: number, events: number) => reported.push(events);
    outcomeOf(many, { onProgress });
    outcomeOf(`${many}expect: [{ never: run.seed == 2 }]`, { onProgress });
    expect(reported).toEqual([65_536, 65_536]);
  });
});

describe('expectations', () => {
  const withExpectations = (lines: string) =>
    verdicts(
      outcomeOf(`${TWO_HOSTS}
events:
  - { at: 1s, name: probe, ping: { from: h1, to: h2, count: 3 } }
expect:
${lines}`),
    );

  it('are looked at after all that happens at their time', () => {
    expect(
      withExpectations(`
  - { that: app.probe.received == 0, at: 1.009999999s }
  - { that: app.probe.received == 1, at: 1.01s }
  - { that: app.probe.sent == 2, at: 2s }
  - { that: app.probe.received == 3 }
  - { that: app.probe.received == 3, at: 30s }
`),
    ).toEqual([true, true, true, true, true]);
  });

  it('that must never be true fail if they are true once', () => {
    expect(
      withExpectations(`
  - never: app.probe.received == 2
  - never: app.probe.received == 4
  - never: app.probe.sent == 0
`),
    ).toEqual([false, true, false]);
  });

  it('that must become true pass if they are true once, in time', () => {
    expect(
      withExpectations(`
  - eventually: app.probe.received == 2
  - { eventually: app.probe.received == 2, within: 2.009s }
  - { eventually: app.probe.received == 2, within: 2.01s }
  - eventually: app.probe.received == 4
`),
    ).toEqual([true, false, true, false]);
  });

  it('that are decided early do not keep a run going', () => {
    const end = (within: string) =>
      outcomeOf(`${TWO_HOSTS}
events: [{ at: 1s, name: probe, ping: { from: h1, to: h2, count: 1 } }]
expect: [{ eventually: app.probe.received == ${within} }]
`).simulatedNs;
    expect(end('1, within: 60s')).toBe(1_010_000_000);
    expect(end('2, within: 60s')).toBe(60_000_000_000);
  });

  it('keep the values of the moment that decided', () => {
    const { expectations } = outcomeOf(`${TWO_HOSTS}
events: [{ at: 1s, name: probe, ping: { from: h1, to: h2, count: 3 } }]
expect: [{ never: app.probe.received >= 2 }, { that: app.probe.received == 0, at: 1.5s }]
`);
    expect(expectations.map(({ actual }) => actual)).toEqual([
      'app.probe.received = 2',
      'app.probe.received = 1',
    ]);
  });
});

describe('events', () => {
  it('change links: parameters, one direction, up and down', () => {
    const { apps } = outcomeOf(`${TWO_HOSTS}
events:
  - { at: 1s, name: before, ping: { from: h1, to: h2, count: 1 } }
  - { at: 2s, link: wire, set: { delay: 7ms, reverse: { delay: 20ms } } }
  - { at: 3s, name: after, ping: { from: h1, to: h2, count: 1 } }
  - { at: 4s, link: wire, set: { up: false } }
  - { at: 5s, name: down, ping: { from: h1, to: h2, count: 1, timeout: 1s } }
  - { at: 6s, link: wire, set: { up: true, mtu: 68 } }
  - { at: 7s, name: narrow, ping: { from: h1, to: h2, count: 1, size: 48 } }
`);
    const times = apps.map(({ scope }) => (scope.kind === 'ping' ? scope.rtt?.mean : null));
    expect(times).toEqual([10_000_000, 27_000_000, undefined, 27_000_000]);
  });

  it('put packets into NICs', () => {
    const { nodes } = outcomeOf(`${TWO_HOSTS}
events:
  - at: 1s
    node: h2
    inject: { nic: eth0, packet: "4500001c 00010000 400166de 0a000001 0a000002 0800f7ff 00000000" }
`);
    expect(nodes[1]?.counters['icmp.v4.packetsSent.echoReply']).toBe(1);
    expect(nodes[0]?.counters['icmp.v4.packetsReceived.echoReply']).toBe(1);
  });

  it('join and leave groups; leaving what was not joined changes nothing', () => {
    const groups = (at: string) =>
      `{ that: "node.h1.igmp.groups.exists(g, g == '224.1.1.2')", at: ${at} }`;
    expect(
      verdicts(
        outcomeOf(`${TWO_HOSTS}
events:
  - { at: 1s, node: h1, leave: { nic: eth0, group: 224.1.1.2 } }
  - { at: 2s, node: h1, join: { nic: eth0, group: 224.1.1.2 } }
  - { at: 4s, node: h1, leave: { nic: eth0, group: 224.1.1.2 } }
expect: [${groups('1s')}, ${groups('2s')}, ${groups('4s')}]
`),
      ),
    ).toEqual([false, true, false]);
  });

  it('of one time happen in the order of the file', () => {
    const order = (first: string, second: string) =>
      outcomeOf(`${TWO_HOSTS}
events:
  - { at: 1s, ${first} }
  - { at: 1s, ${second} }
`).accounting.dropped;
    const down = 'link: wire, set: { up: false }';
    const ping = 'name: probe, ping: { from: h1, to: h2, count: 1, timeout: 0s }';
    expect(order(down, ping)).toEqual({ 'link-down': 1 });
    expect(order(ping, down)).toEqual({ 'link-down': 1 });
    const up = 'link: wire, set: { up: true }';
    expect(order(up, ping)).toEqual({});
  });
});

describe('a run that is looked at', () => {
  const STREAM = `${TWO_HOSTS}
events: [{ at: 1s, name: many, udp: { from: h1, to: "h2:9", count: 200000, interval: 1us } }]`;

  it('ends early when it is over', () => {
    let asked = 0;
    const isOver = () => ++asked > 1;
    const { events, simulatedNs } = outcomeOf(STREAM, { isOver });
    expect(events).toBeGreaterThan(0);
    expect(events).toBeLessThan(200_000);
    expect(simulatedNs).toBeLessThan(1_200_000_000);
  });

  it('may go without its fingerprint, and is the same', () => {
    const text = `${TWO_HOSTS}\nevents: [{ at: 1s, name: probe, ping: { from: h1, to: h2 } }]`;
    const whole = outcomeOf(text);
    expect(outcomeOf(text, { fingerprint: false })).toEqual({ ...whole, fingerprint: '' });
  });
});
