import { describe, expect, it } from 'vitest';
import { scenario } from '../../test/scenario.js';
import { type RunOptions, runScenario } from '../run/runScenario.js';
import { RunawayError } from './runGuard.js';

const MEBIBYTE = 2 ** 20;
const LARGE = 'udp: { from: a, to: "b:5", size: 65000b, interval: 1us, count: 10000 }';
const hosts = (link: string) => `
nodes: { a: { kind: host }, b: { kind: host } }
links: [{ endpoints: ["a:eth0", "b:eth0"], mtu: 65535, ${link} }]
events: [{ at: 1s, ${LARGE} }]`;

const LOOP = `
nodes:
  a: { kind: host }
  r1: { kind: router, ttl: 255, addresses: { eth1: 10.9.0.1/30 }, routes: [default via 10.9.0.2] }
  r2: { kind: router, addresses: { eth0: 10.9.0.2/30 }, routes: [default via 10.9.0.1] }
links:
  - { endpoints: ["a:eth0", "r1:eth0"] }
  - { endpoints: ["r1:eth1", "r2:eth0"], duplicate: 100%, rate: unlimited }
events: [{ at: 1s, ping: { from: a, to: 99.9.9.9, ttl: 255, count: 1 } }]`;

const SEGMENT = `
nodes: { a: { kind: host }, b: { kind: host } }
segments:
  lan: { kind: switch, attach: ["a:eth0", "b:eth0"], rate: 1kbit, queue: 1000000p }
events: [{ at: 1s, udp: { from: a, to: "b:5", size: 1400b, interval: 100us, count: 100000 } }]`;

function reported(text: string, options: RunOptions = {}): string {
  try {
    runScenario(scenario(text), { maxPacketBytes: 8 * MEBIBYTE, ...options });
  } catch (error) {
    if (!(error instanceof RunawayError)) throw error;
    return `${error.code} ${error.message}`;
  }
  return 'ok';
}

describe('packets that take too much memory end a run, with what holds them:', () => {
  it.each([
    [
      'a delay',
      hosts('rate: unlimited, delay: 100h'),
      /link 'a_b' \(forward\) holds \d+ of .*delay/,
    ],
    [
      'jitter',
      hosts('rate: unlimited, netem: delay 4000s 9ms'),
      /'a_b' \(forward\) .*delay shorter/,
    ],
    [
      'a queue',
      hosts('rate: 1bit, queue: 1000000p'),
      /'a_b' \(forward\) .*: make its queue shorter/,
    ],
    ['CoDel', hosts('rate: 1bit, queue: { kind: codel, limit: 10000p }'), /its queue shorter/],
    [
      'a loop with duplication',
      LOOP,
      /link 'r1_r2' \((?:forward|reverse)\) .*it duplicates packets/,
    ],
    ['a port', SEGMENT, /the port 'a:eth0' of 'lan' \(forward\) .*queue shorter/],
  ])('%s', (_, text, message) => {
    const first = reported(text);
    expect(first).toMatch(/^packet-memory test: packets take more than 8 MiB of memory at \S+: /);
    expect(first).toMatch(message);
    expect(reported(text)).toBe(first);
  });

  it('a limit that is large enough changes nothing', () => {
    const text = hosts('rate: unlimited, delay: 100us').replace('count: 10000', 'count: 200');
    const { fingerprint } = runScenario(scenario(text));
    const bounded = runScenario(scenario(text), { maxPacketBytes: 10 * MEBIBYTE });
    expect(bounded.fingerprint).toBe(fingerprint);
  });
});
