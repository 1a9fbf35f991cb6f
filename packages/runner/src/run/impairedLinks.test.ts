import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../test/scenario.js';

/** Two flows, each over a link of its own; the first meets chance. */
function flows(elsewhere: string, nodes = ''): string {
  return `
nodes: { a: { kind: host }, b: { kind: host }, c: { kind: host }, d: { kind: host }${nodes} }
links:
  - { name: ours, endpoints: ["a:eth0", "b:eth0"], netem: delay 5ms 2ms loss 10% duplicate 5% }
  - { name: other, endpoints: ["c:eth0", "d:eth0"]${elsewhere}
events:
  - { at: 0s, name: ours, udp: { from: a, to: "b:9", count: 300, interval: 1ms } }
  - { at: 0s, name: other, udp: { from: c, to: "d:9", count: 300, interval: 1ms } }
outputs: { pcapng: ["a:*", "b:*"] }
`;
}

/** What was seen at both ends of our link, octet by octet and to the nanosecond. */
function oursOf(text: string) {
  const chunks: Uint8Array[] = [];
  const { apps, links } = outcomeOf(text, {
    capture: { write: (chunk) => chunks.push(chunk.slice()) },
  });
  const other = links.find(({ name }) => name === 'other')?.forward;
  return { capture: Buffer.concat(chunks).toString('hex'), scope: apps[0]?.scope, other };
}

describe('chance on a link', () => {
  const plain = oursOf(flows(' }'));

  it.each([
    ['a host', flows(' }\n  - { endpoints: ["e:eth0", "d:eth1"] }', ', e: { kind: host }')],
    ['loss', flows(', loss: 20% }')],
    [
      'every impairment',
      flows(', netem: delay 1ms 1ms loss 9% duplicate 9% corrupt 9% reorder 9% }'),
    ],
    [
      'a queue that draws',
      flows(', rate: 1mbit, queue: { kind: red, min: 1p, max: 9p, limit: 9p } }'),
    ],
  ])('is the same when %s is added elsewhere', (_, text) => {
    const { capture, scope } = oursOf(text);
    expect(capture).toBe(plain.capture);
    expect(scope).toEqual(plain.scope);
  });

  it('meets the other flow when it is added there', () => {
    expect(plain.other?.deliveredPackets).toBe(300);
    expect(oursOf(flows(', loss: 20% }')).other?.drops.loss).toBeGreaterThan(30);
  });
});

/** A link on which something changes at 1 s, and what it did to 500 packets a second before and after. */
function changed(before: string, set: string) {
  const { links } = outcomeOf(`
nodes: { a: { kind: host }, b: { kind: host } }
links: [{ name: wire, endpoints: ["a:eth0", "b:eth0"], rate: 10mbit, ${before} }]
events:
  - { at: 0s, udp: { from: a, to: "b:9", count: 1000, interval: 2ms, size: 972b } }
  - { at: 1s, link: wire, set: { ${set} } }`);
  return links[0]!.forward;
}

describe('a link that changes at a scenario time', () => {
  it.each([
    ['loss', 'loss: 0%', 'loss: 100%', { drops: { loss: 500 } }],
    ['loss back to none', 'loss: 100%', 'loss: 0%', { deliveredPackets: 500 }],
    ['packets to be lost', 'mtu: 1500', 'loss: { packets: [1, 5] }', { drops: { loss: 2 } }],
    [
      'bursts',
      'mtu: 1500',
      'loss: { burst: { probability: 100%, length: 3p } }',
      { drops: { loss: 500 } },
    ],
    [
      'Gilbert–Elliott',
      'mtu: 1500',
      'loss: { gemodel: { p: 100%, r: 0% } }',
      { drops: { loss: 499 } },
    ],
    [
      'four states',
      'mtu: 1500',
      'loss: { state: { p13: 100%, p31: 0% } }',
      { drops: { loss: 500 } },
    ],
    ['duplication', 'mtu: 1500', 'duplicate: 100%', { duplicatedPackets: 500 }],
    ['corruption', 'mtu: 1500', 'corrupt: 100%', { corruptedPackets: 500 }],
    ['words of netem', 'mtu: 1500', 'netem: loss 100%', { drops: { loss: 500 } }],
    ['words of netem away', 'netem: loss 100%', 'netem: delay 1ms', { drops: { loss: 500 } }],
  ])('has other %s from then on', (_, before, set, expected) => {
    expect(changed(before, set)).toMatchObject(expected);
  });

  it('varies delays, and reorders, from then on', () => {
    const jitter = 'delay: { mean: 50ms, jitter: 40ms, order: reorder }';
    expect(changed('mtu: 1500', 'mtu: 1400').reorderedPackets).toBe(0);
    expect(changed('mtu: 1500', jitter).reorderedPackets).toBeGreaterThan(200);
    expect(changed('mtu: 1500', 'delay: 50ms, reorder: 50%').reorderedPackets).toBeGreaterThan(100);
  });

  it('has another MTU from then on', () => {
    expect(changed('mtu: 1500', 'mtu: 576').deliveredPackets).toBe(500 + 500 * 2);
  });

  it.each([
    ['5p', { 'queue-full': 1 }],
    ['{ kind: fifo, limit: 5kb }', { 'queue-full': 1 }],
    ['{ kind: red, min: 2p, max: 6p, limit: 50p, weight: 50% }', { 'queue-early-drop': 1 }],
    ['{ kind: codel, limit: 500p }', { 'queue-early-drop': 1 }],
    ['{ kind: fq_codel, limit: 500p }', { 'queue-early-drop': 1 }],
    ['{ kind: prio, bands: [[46], []], limit: 5p }', { 'queue-full': 1 }],
  ])('has the queue %s from then on', (queue, reasons) => {
    const { drops } = changed('queue: 10000p', `rate: 10mbit, queue: ${queue}`);
    expect(drops).toEqual({});
    const slow = changed('queue: 10000p', `rate: 1mbit, queue: ${queue}`).drops;
    for (const reason of Object.keys(reasons)) expect(slow[reason]).toBeGreaterThan(10);
  });
});
