import { describe, expect, it } from 'vitest';
import { problemsOf } from '../testing/loadText.js';

const BASE = `schema: 1
name: a
nodes: { h1: { kind: host }, h2: { kind: host } }
links:
  - { name: l1, endpoints: ["h1:eth0", "h2:eth0"] }
`;

describe('a time series', () => {
  const series = (stop: string, every: string) =>
    problemsOf(
      `${BASE}${stop}outputs: { series: { every: ${every}, of: [link.l1.forward.queue] } }`,
    );

  it('has no more rows than a program can draw', () => {
    expect(series('stop: 1h\n', '1ns')).toBe(
      'x.yaml:7:29: a row every 1ns until the scenario stops is more than 10000000 rows: take a longer distance, or an earlier stop',
    );
    expect(series('stop: 10s\n', '1us')).toBe('ok');
    expect(series('', '1ns')).toBe('ok');
  });
});

describe('a queue of priorities', () => {
  it.each(['bands: 3', 'bands: []'])('with wrong bands is told of once: %s', (bands) => {
    const text = BASE.replace('l1, ', `l1, queue: { kind: prio, ${bands} }, `);
    expect(problemsOf(text)).not.toContain('0 bands');
    expect(problemsOf(text).split('\n')).toHaveLength(1);
  });

  it('is no riddle where something else is wrong, too', () => {
    const text = BASE.replace('l1, ', 'l1, queue: { kind: prio }, ');
    expect(problemsOf(`${text}oops: 1`)).not.toContain('0 bands');
    expect(problemsOf(text)).toBe("x.yaml:5:24: a queue of kind priority needs 'bands'");
  });
});

describe('a topology file of another format', () => {
  const problem = (text: string) =>
    problemsOf('schema: 1\nname: a\nimport: { file: t.gml }', { 't.gml': text });

  it.each([
    ['JSON', '{ "nodes": [] }'],
    ['DOT', 'graph g { a -- b }'],
    ['DOT', 'strict digraph {'],
  ])('is named: %s', (format, text) => {
    expect(problem(text)).toContain(`x.yaml:3:17: 't.gml' is ${format}: a topology file is GML`);
  });

  it('is not seen in GML', () => {
    expect(problem('graph [ node [ id 1 label "{" ] ]')).toBe('ok');
  });
});

describe('delays', () => {
  it('are short enough to be added up along paths', () => {
    const text = BASE.replace('l1, ', 'l1, delay: 2501h, ');
    expect(problemsOf(text)).toBe(
      'x.yaml:5:24: the delays of all links together are more than 9007199254740991ns (104 days), so paths cannot be compared by delay: make this one shorter, or take routing: { by: hops }',
    );
    expect(problemsOf(`${text}routing: { by: hops }`)).toBe('ok');
    expect(problemsOf(BASE.replace('l1, ', 'l1, delay: 1250h, '))).toBe('ok');
  });

  it('of a segment count for each way across it', () => {
    const text = `schema: 1
name: a
nodes: { h1: { kind: host }, r1: { kind: router } }
segments: { lan: { kind: hub, attach: ["h1:eth0", "r1:eth0"], delay: 1000h } }
`;
    expect(problemsOf(text)).toContain('x.yaml:4:70: the delays of all links together');
    expect(problemsOf(text.replace('1000h', '100h'))).toBe('ok');
  });
});

describe('rules of a packet filter', () => {
  const chains = Array.from({ length: 40 }, (_, chain) => `-N c${chain}`);
  const jumps = (copies: number) =>
    chains.slice(1).flatMap((_, chain) => new Array(copies).fill(`-A c${chain} -j c${chain + 1}`));
  const reported = (rules: readonly string[], events = '') =>
    problemsOf(
      BASE.replace('h1: { kind: host }', `h1: { kind: host, iptables: ${JSON.stringify(rules)} }`) +
        events,
    );

  it('are told of once where one packet could be asked about too many', () => {
    const message = reported([...chains, ...jumps(8)]);
    expect(message).toMatch(
      /^x\.yaml:3:\d+: one packet could be asked about more than 100000 rules, from the chain c0 on \(of 'h1'\): each jump/,
    );
    expect(message.split('\n')).toHaveLength(1);
    expect(reported([...chains, ...jumps(1)])).toBe('ok');
  });

  it('are told of where an event would add them', () => {
    const change = `events: [{ at: 1s, node: h1, iptables: ${JSON.stringify(jumps(7))} }]`;
    expect(reported([...chains, ...jumps(1)], change)).toMatch(
      /^x\.yaml:6:\d+: one packet could be/,
    );
  });

  it('may lie behind many jumps that packets choose one of', () => {
    const tree = Array.from({ length: 300 }, (_, chain) => [
      `-N t${chain}`,
      `-A INPUT -s 10.0.${chain % 250}.0/24 -j t${chain}`,
      `-A t${chain} -j DROP`,
    ]).flat();
    expect(reported(tree)).toBe('ok');
  });
});
