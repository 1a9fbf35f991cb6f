import { describe, expect, it } from 'vitest';
import { loadText, problemsOf } from '../testing/loadText.js';

const text = (h1 = '', events = '', defaults = '') => `
schema: 1
name: a
${defaults}
nodes: { h1: { kind: host${h1} }, h2: { kind: host } }
links: [{ endpoints: ["h1:eth0", "h2:eth0"] }]
${events}`;

const TRANSFER = 'events: [{ at: 1s, tcp: { from: h1, to: "h2:80", octets: 1mb } }]';

function nodes(...parts: Parameters<typeof text>) {
  const result = loadText(text(...parts));
  return result.ok ? result.document.nodes.map(({ tcp }) => tcp) : result.problems;
}

describe('tcp of nodes', () => {
  it('is there where an app or a setting asks for it, else nowhere', () => {
    expect(nodes()).toEqual([null, null]);
    expect(nodes('', TRANSFER)).toMatchObject([{ rtoMinUs: 1_000_000 }, { tickMs: 1 }]);
    expect(nodes(', tcp: {}')).toMatchObject([{ ecn: 2 }, { ecn: 2 }]);
  });

  it('sets what it names, over the defaults', () => {
    const own =
      ', tcp: { congestion: dctcp, ecn: true, sack: false, min-rto: 5ms, delayed-ack: 20ms, send-buffer: 1mib }';
    const defaults = 'defaults: { node: { tcp: { initial-window: 3, ecn: false, stack: linux } } }';
    expect(nodes(own, '', defaults)).toMatchObject([
      {
        congestionControl: 'dctcp',
        ecn: 1,
        sack: false,
        dsack: false,
        rtoMinUs: 5000,
        delayedAckMinMs: 20,
        delayedAckMaxMs: 20,
        wmem: [4096, 2 ** 20, 2 ** 20],
        initialWindowSegments: 3,
        tickMs: 4,
      },
      { congestionControl: 'cubic', ecn: 0, rtoMinUs: 200_000 },
    ]);
  });

  it.each([
    [', tcp: { min-rto: 0s }', 'a retransmission time-out is at least 1ms, and at most 120s'],
    [', tcp: { delayed-ack: 1s }', 'an ACK waits for 1ms to 500ms (RFC 1122 4.2.3.2)'],
    [', tcp: { send-buffer: 1kb }', 'a buffer takes from 4608b to 1024mib'],
    [', tcp: { congestion: vegas }', "'vegas' is not one of 'reno', 'cubic', 'dctcp', 'bbr'"],
    [', tcp: { congetsion: reno }', "unknown key 'congetsion'"],
  ])('is refused: %s', (h1, message) => {
    expect(problemsOf(text(h1))).toContain(message);
  });
});

describe('a tcp app', () => {
  it.each([
    [
      '{ from: h1, to: "h2:80" }',
      'this transfer never ends: give it octets or until, or the scenario a stop',
    ],
    ['{ from: h3, to: "h2:80", octets: 1mb }', "no node 'h3'"],
    ['{ from: h1, to: "h2", octets: 1mb }', 'port'],
    ['{ from: h1, to: "h2:80", octets: 1tb }', '1tb'],
    ['{ from: h1, to: "h2:80", octets: 1mb, until: 500ms }', 'is not after the start at 1s'],
    ['{ from: h1, to: "h2:80", octets: 1mb, congestion: tahoe }', 'tahoe'],
    ['{ from: h1, to: "h2:80", size: 1mb }', "unknown key 'size'"],
  ])('is refused: %s', (app, message) => {
    expect(problemsOf(text('', `events: [{ at: 1s, tcp: ${app} }]`))).toContain(message);
  });
});
