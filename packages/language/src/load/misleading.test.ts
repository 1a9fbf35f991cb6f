import { describe, expect, it } from 'vitest';
import { problemsOf } from '../testing/loadText.js';

/** What is told of a link with these lines, without its place. */
function ofLink(...lines: readonly string[]): string[] {
  const text = `schema: 1
name: a
nodes: { h1: { kind: host }, h2: { kind: host } }
links:
  - endpoints: ["h1:eth0", "h2:eth0"]
${lines.map((line) => `    ${line}`).join('\n')}
`;
  return reported(text);
}

function reported(text: string): string[] {
  return problemsOf(text).split('\n');
}

describe('a message says how to mend', () => {
  it('keys that are not indented below theirs, and tells of nothing else', () => {
    const text = `schema: 1
name: a
nodes:
h1: { kind: host }
h2:
  kind: host
links:
  - endpoints: ["h1:eth0", "h2:eth0"]
events:
  - at: 1s
    ping:
    from: h1
    to: h2
`;
    expect(reported(text)).toEqual([
      "x.yaml:3:1: there is nothing in 'nodes', where a mapping is expected: indent 'h1', 'h2' further than 'nodes', to which they belong",
      "x.yaml:11:5: there is nothing in 'ping', where a mapping is expected: indent 'from', 'to' further than 'ping', to which they belong",
    ]);
    expect(
      reported('schema: 1\nname: a\nnodes:\n  h1:\n  kind: host\n  h2: { kind: host }'),
    ).toEqual([
      "x.yaml:4:3: there is nothing in 'h1', where a mapping is expected: indent 'kind' further than 'h1', to which it belongs",
    ]);
    expect(reported('schema: 1\nname: a\nnodes: { h1: { kind: host } }\ndefaults:\n')).toEqual([
      "x.yaml:4:1: there is nothing in 'defaults', where a mapping is expected: what belongs to it is indented further than 'defaults' itself",
    ]);
  });

  it('a space behind a colon that makes a mapping of an endpoint', () => {
    const text = `schema: 1
name: a
nodes: { h1: { kind: host }, h2: { kind: host } }
links: [{ endpoints: [h1: eth0, h2:eth0] }]
`;
    expect(reported(text)).toEqual([
      `x.yaml:4:23: expected an endpoint, such as h1:eth0, found a mapping: YAML reads 'h1: eth0' as one, so write it in quotation marks; did you mean "h1:eth0"?`,
    ]);
  });

  it.each([
    ['nodes: { s: { kind: switch } }', 'it joins NICs, so it stands under segments'],
    ['nodes: { s: { kind: hub } }', 'segments: { lan: { kind: hub, attach:'],
    ['nodes: { s: { kind: pc } }', 'did you mean host?'],
    ['schema: "1"', "expected the number 1, found the text '1': write it without quotation marks"],
    ['hosts: {}', "unknown key 'hosts' in the scenario; did you mean nodes?"],
    ['switches: {}', "unknown key 'switches' in the scenario; did you mean segments?"],
    ['duration: 10s', "unknown key 'duration' in the scenario; did you mean stop?"],
    ['routing: ospf', 'did you mean shortest-path?'],
    ['nodes: [h1]', 'names stand before colons, such as h1: { kind: host }'],
    ['links: { endpoints: [] }', "each entry of a list begins with '- '"],
    ['links: [{ endpoints: { h1: eth0, h2: eth0 } }]', 'did you mean ["h1:eth0", "h2:eth0"]?'],
    ['defaults:\nlink: { rate: 1gbit }', "indent 'link' further than 'defaults'"],
    [
      'xyz: 1',
      "'import', 'include', 'parameters', 'templates', 'groups', 'generate', 'nodes', 'links', 'segments', 'routing', 'events', 'expect', 'outputs'",
    ],
  ])('%s: %s', (line, message) => {
    const text = `name: a\n${line.startsWith('schema') ? '' : 'schema: 1\n'}${line}`;
    expect(reported(text).join('\n')).toContain(message);
  });

  it.each([
    ['bandwidth: 10mbit', 'rate'],
    ['bw: 10mbit', 'rate'],
    ['DataRate: 10mbit', 'rate'],
    ['latency: 5ms', 'delay'],
    ['max_queue_size: 100p', 'queue'],
    ['qdisc: pfifo', 'queue'],
    ['per: 1%', 'loss'],
    ['packet-loss: 1%', 'loss'],
    ['metric: 5', 'weight'],
    ['duplication: 1%', 'duplicate'],
  ])('%s, a word of other programs: %s', (line, key) => {
    expect(ofLink(line)[0]).toMatch(
      new RegExp(`unknown key '.*' in a link; did you mean ${key}\\?$`),
    );
  });

  it.each([
    ['queue: fq_codel', '{ kind: fq-codel }'],
    ['queue: codel limit 50', '{ kind: codel, limit: 50p }'],
    ['queue: pfifo', '100p'],
    ['queue: pfifo limit 20', '20p'],
    ['queue: bfifo', '{ kind: fifo, limit: 64kb }'],
    ['queue: bfifo limit 3000', '{ kind: fifo, limit: 3000b }'],
    ['queue: red', '{ kind: red, min: 5p, max: 15p, limit: 60p }'],
    ['queue: prio', '{ kind: priority, bands: [[46], [0]] }'],
    ['queue: 64kb', '{ kind: fifo, limit: 64kb }'],
    ['queue: { kind: pfifo, limit: 5p }', 'fifo'],
    ['loss: 0.01', '1%'],
    ['loss: "0.01"', '1%'],
    ['loss: { random: { probability: .005 } }', '0.5%'],
    ['duplicate: 0.07', '7%'],
    ['reorder: { probability: 0.25, correlation: 0.5 }', '25%'],
    ['loss: 2', '2%'],
  ])('%s: did you mean %s?', (line, meant) => {
    const [first = ''] = ofLink(line);
    expect(first.endsWith(`; did you mean ${meant}?`), first).toBe(true);
    // What is suggested is right.
    const key = line.slice(0, line.indexOf(':'));
    if (!line.includes('{')) expect(ofLink(`${key}: ${meant}`)).toEqual(['ok']);
  });

  it('loopback addresses that cannot be', () => {
    const text = (node: string, more = '') => `schema: 1
name: a
nodes: { h1: { kind: host }, r: ${node} }
links: [{ endpoints: ["h1:eth0", "r:eth0"] }]
${more}`;
    const router = (keys: string) => reported(text(`{ kind: router, ${keys} }`));
    expect(router('addresses: { lo: 192.0.2.1/32 }')).toEqual(['ok']);
    expect(router('addresses: { lo: 192.0.2.1/24 }')).toEqual([
      'x.yaml:3:62: no link is at lo, so its addresses are of no subnet: they end with /32',
    ]);
    expect(router('groups: { lo: [224.1.1.1] }')).toEqual([
      'x.yaml:3:59: no datagrams of groups come to lo: name the NIC of a link',
    ]);
    expect(reported(text('{ kind: host, addresses: { lo: 192.0.2.1/32 } }'))).toEqual([
      "x.yaml:3:60: 'r' is a host: only routers take in at lo what comes by other NICs",
    ]);
    const pool = (loopbacks: string) =>
      reported(text('{ kind: router }', `addressing: { loopbacks: ${loopbacks} }`));
    expect(pool('none')).toEqual(['ok']);
    expect(pool('192.168.255.0/24')).toEqual(['ok']);
    expect(pool('192.168.255.1/24')).toEqual([
      'x.yaml:5:26: the pool has host bits set: it is taken for its network',
    ]);
    expect(pool('127.0.0.0/8')[0]).toContain('hosts cannot have all addresses of the pool');
    expect(pool('nothing')[0]).toContain('is no IPv4 address with a prefix length');
  });

  it('of many names shows those that are most like the one that is sought', () => {
    const nodes = Array.from({ length: 30 }, (_, n) => `a${n}x: { kind: host }`).join(', ');
    const text = `schema: 1
name: a
nodes: { ${nodes}, backbone-router: { kind: router }, h1: { kind: host } }
links: [{ endpoints: ["backbone:eth0", "h1:eth0"] }]
`;
    expect(reported(text)[0]).toMatch(
      /^x.yaml:4:23: there is no node 'backbone'; there are 'backbone-router', .* and 24 more$/,
    );
  });
});
