import { describe, expect, it } from 'vitest';
import { outcomeOf, TWO_HOSTS } from '../../test/scenario.js';

const scopeOf = (events: string, name: string) =>
  outcomeOf(`stop: 20s${TWO_HOSTS}\nevents:\n${events}`).apps.find((app) => app.name === name)
    ?.scope;

describe('a flow', () => {
  const flow = (udp: string, more = ', until: 2s') =>
    scopeOf(`  - { at: 1s, flow: { from: h1, to: "h2:9", udp: ${udp}${more} } }`, 'flow1');

  it.each([
    ['{ rate: 64kbit, size: 160b }', 50, 160],
    ['{ interval: 100ms, payload: "grüß" }', 10, 6],
    ['{ burst: { datagrams: 5, every: 250ms } }', 20, 64],
    // 80 kbit/s of 100 bytes is one each 10 ms: ten while on, then none for as long.
    ['{ size: 100b, on-off: { rate: 80kbit, on: 100ms, off: 100ms } }', 50, 100],
  ])('of %s sends so many datagrams of such a size in a second', (udp, sent, bytes) => {
    const scope = flow(udp);
    expect(scope).toMatchObject({ kind: 'flow', sent, received: sent, lost: 0 });
    expect(scope).toMatchObject({ receivedBytes: sent * bytes, delay: { p50: 5_000_000 } });
  });

  it('of a Poisson process has the mean that its gap or its rate gives', () => {
    const sentBy = (udp: string) => flow(udp, ', until: 20s')?.sent;
    const byGap = sentBy('{ poisson: { gap: 10ms } }');
    expect(byGap).toBe(sentBy('{ size: 100b, poisson: { rate: 80kbit } }'));
    // 1,900 are expected, with a standard deviation of 44.
    expect(Math.abs((byGap ?? 0) - 1900)).toBeLessThan(4 * 44);
  });

  it('ends with its count, or with the scenario', () => {
    expect(flow('{ interval: 10ms }', ', count: 7')).toMatchObject({ sent: 7 });
    expect(flow('{ interval: 1s }', '')).toMatchObject({ sent: 19 });
  });

  it('has a jitter and histograms', () => {
    const scope = flow('{ burst: { datagrams: 2, every: 500ms } }');
    expect(scope).toMatchObject({
      jitter: { count: 3, max: 0 },
      interarrivalJitterNs: 0,
      delay: { histogram: [{ count: 4 }] },
    });
  });
});

describe('a request-response app', () => {
  it('answers its requests', () => {
    const app = `{ from: h1, to: "h2:80", count: 4, think: 100ms, service: 3ms, response: 10kb }`;
    expect(scopeOf(`  - { at: 1s, request-response: ${app} }`, 'requestResponse1')).toMatchObject({
      kind: 'request-response',
      sent: 4,
      transmissions: 4,
      received: 4,
      receivedBytes: 40_000,
      responseTime: { min: 13_000_000, max: 13_000_000 },
      delay: { count: 4 },
    });
  });

  it('gives up where nobody serves', () => {
    const app = `{ from: h1, to: "h2:80", serve: false, timeout: 100ms, retries: 2 }`;
    const scope = scopeOf(`  - { at: 1s, name: web, request-response: ${app} }`, 'web');
    expect(scope).toMatchObject({ sent: 1, transmissions: 3, received: 0, lost: 1 });
    expect(scope).toHaveProperty('errors.length', 3);
  });
});

describe('a raw packet', () => {
  const PACKET = '"4500001c 00010000 401166ce 0a000001 0a000002 00350009 00080000"';
  const raw = (more: string) =>
    scopeOf(`  - { at: 1s, raw: { packet: ${PACKET}, ${more} } }`, 'raw1');

  it('is counted at the node with its destination address', () => {
    expect(raw('from: h1, count: 3, interval: 10ms')).toMatchObject({
      ...{ kind: 'raw', sent: 3, received: 3, receivedBytes: 84 },
      errors: [{ type: 3, code: 3 }, {}, {}],
    });
  });

  it('may be counted elsewhere, and appear at a NIC', () => {
    expect(raw('from: h2, nic: eth0, mode: inject')).toMatchObject({
      received: 1,
      delay: { max: 0 },
    });
    expect(raw('from: h1, receiver: h1, until: 4s')).toMatchObject({ sent: 3, received: 0 });
  });
});
