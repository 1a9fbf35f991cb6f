import { describe, expect, it } from 'vitest';
import { loadText } from '../../testing/loadText.js';

const loaded = (queue: string) =>
  loadText(`
schema: 1
name: a
nodes: { h1: { kind: host }, h2: { kind: host } }
links: [{ endpoints: ["h1:eth0", "h2:eth0"], queue: ${queue} }]
`);

describe('a queue that marks by ECN', () => {
  it.each([
    ['{ limit: 250p, ecn: { threshold: 20p } }', { limitPackets: 250, ecnThresholdPackets: 20 }],
    ['{ limit: 64kb, ecn: { threshold: 30kb } }', { ecnThresholdBytes: 30_000 }],
    ['{ kind: red, limit: 60p, min: 5p, max: 15p, ecn: true }', { kind: 'red', ecn: true }],
    ['{ kind: codel, ecn: true, ce-threshold: 1ms }', { ecn: true, ceThresholdNs: 1_000_000 }],
    ['{ kind: fq-codel, ecn: false }', { kind: 'fq-codel', ecn: false }],
  ])('is read: %s', (queue, expected) => {
    const result = loaded(queue);
    expect(result.ok && result.document.links[0]?.forward.queue).toMatchObject(expected);
  });

  it.each([
    ['{ limit: 250p, ecn: true }', 'a fifo marks from a length on: ecn: { threshold: 20p }'],
    ['{ kind: codel, ecn: { threshold: 20p } }', 'marks where it would drop early: ecn: true'],
    ['{ kind: priority, bands: [[46], [0]], ecn: true }', "a queue of kind priority has no 'ecn'"],
    ['{ limit: 250p, ecn: { treshold: 20p } }', "unknown key 'treshold'"],
  ])('is refused: %s', (queue, message) => {
    const result = loaded(queue);
    expect(result.ok ? '' : JSON.stringify(result.problems)).toContain(message);
  });
});
