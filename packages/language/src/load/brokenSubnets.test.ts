import { describe, expect, it } from 'vitest';
import { loadText, problemsOf } from '../testing/loadText.js';

/** h1 – r – h2, with what addresses r and its neighbours have. */
function through(first: string, near: string, far: string, last: string): string {
  return `schema: 1
name: a
nodes:
  h1: { kind: host, addresses: { eth0: ${first} } }
  r: { kind: router, addresses: { eth0: ${near}, eth1: ${far} } }
  h2: { kind: host, addresses: { eth0: ${last} } }
links:
  - { name: l1, endpoints: ["h1:eth0", "r:eth0"] }
  - { name: l2, endpoints: ["r:eth1", "h2:eth0"] }
`;
}

function warningsOf(text: string): readonly string[] {
  const result = loadText(text);
  return result.ok ? result.warnings.map(({ message }) => message) : [problemsOf(text)];
}

describe('two links with the same subnet', () => {
  it('are a mistake where they meet: a node cannot tell by which of them a neighbour is reached', () => {
    expect(
      problemsOf(through('10.0.0.1/24', '10.0.0.2/24', '10.0.0.3/24', '10.0.0.4/24')),
    ).toMatchInlineSnapshot(
      `"x.yaml:9:28: link 'l2' has the same subnet as link 'l1', 10.0.0.0/24, and 'r' is on both: it cannot tell by which of them a neighbour is reached; give one of them another subnet"`,
    );
  });

  it('are a mistake on a link and a segment, too', () => {
    const text = `schema: 1
name: a
nodes:
  h1: { kind: host, addresses: { eth0: 10.0.0.1/24 } }
  r: { kind: router }
  h2: { kind: host }
links: [{ endpoints: ["h1:eth0", "r:eth0"] }]
segments: { lan: { kind: hub, attach: ["r:eth1", "h2:eth0"], subnet: 10.0.0.0/24 } }
`;
    expect(problemsOf(text)).toMatchInlineSnapshot(
      `"x.yaml:8:39: segment 'lan' has the same subnet as link 'h1_r', 10.0.0.0/24, and 'r' is on both: it cannot tell by which of them a neighbour is reached; give one of them another subnet"`,
    );
  });

  it('are warned of where no node has both: behind NAT, it may be wanted', () => {
    const text = `schema: 1
name: a
nodes:
  h1: { kind: host, addresses: { eth0: 192.168.1.2/24 } }
  r1: { kind: router, addresses: { eth0: 192.168.1.1/24 } }
  r2: { kind: router, addresses: { eth0: 192.168.1.3/24 } }
  h2: { kind: host, addresses: { eth0: 192.168.1.4/24 } }
links:
  - { name: l1, endpoints: ["h1:eth0", "r1:eth0"] }
  - { name: l2, endpoints: ["r1:eth1", "r2:eth1"] }
  - { name: l3, endpoints: ["r2:eth0", "h2:eth0"] }
`;
    expect(warningsOf(text)).toMatchInlineSnapshot(`
      [
        "link 'l3' has the same subnet as link 'l1', 192.168.1.0/24: routes lead to one of them only; give one of them another subnet, unless NAT hides it",
      ]
    `);
  });

  it('are no mistake if one of them has several subnets, and none is on both', () => {
    expect(
      warningsOf(
        through(
          '[10.0.0.1/24, 10.0.1.1/24]',
          '[10.0.0.2/24, 10.0.1.2/24]',
          '10.0.2.1/24',
          '10.0.2.2/24',
        ),
      ),
    ).toEqual([]);
  });
});

describe('a subnet inside of another one', () => {
  it('is warned of: the longer prefix wins', () => {
    expect(
      warningsOf(through('10.0.0.1/24', '10.0.0.2/24', '10.0.0.130/25', '10.0.0.131/25')),
    ).toMatchInlineSnapshot(`
      [
        "the subnet 10.0.0.128/25 of link 'l2' lies in 10.0.0.0/24 of link 'l1': what both hold is sent to the one with the longer prefix; give one of them another subnet, unless that is wanted",
      ]
    `);
  });

  it('is found behind others that are between', () => {
    expect(
      warningsOf(
        through('[10.0.0.1/16, 10.0.3.1/24]', '10.0.0.2/16', '10.0.9.1/30', '10.0.9.2/30'),
      ),
    ).toHaveLength(1);
  });

  it('is told of in a few lines, however many there are', () => {
    const count = 2_000;
    const nodes = Array.from({ length: count }, (_, n) => {
      const net = `10.${n >> 8}.${n & 255}`;
      return `  a${n}: { kind: host, addresses: { e: ${net}.1/24 } }\n  b${n}: { kind: host, addresses: { e: ${net}.2/24 } }\n`;
    });
    const links = Array.from(
      { length: count },
      (_, n) => `  - endpoints: ["a${n}:e", "b${n}:e"]\n`,
    );
    const wide = '  c: { kind: host, addresses: { e: 10.200.0.1/8 } }\n  d: { kind: host }\n';
    const text = `schema: 1\nname: a\nnodes:\n${nodes.join('')}${wide}links:\n${links.join('')}  - endpoints: ["c:e", "d:e"]\n`;
    const warnings = warningsOf(text);
    expect(warnings).toHaveLength(6);
    expect(warnings.at(-1)).toBe('1995 more subnets overlap others');
  });
});

describe('addresses that no host may have', () => {
  const base =
    'schema: 1\nname: a\nnodes: { h1: { kind: host }, h2: { kind: host } }\nlinks: [{ endpoints: ["h1:eth0", "h2:eth0"] }]\n';

  it.each(['0.0.0.0/0', '224.0.0.0/8', '127.0.0.0/8', '0.0.0.0/8', '240.0.0.0/4', '126.0.0.0/7'])(
    'are in no pool: %s',
    (pool) => {
      expect(problemsOf(`${base}addressing: { pool: ${pool} }`)).toContain(
        'x.yaml:5:21: hosts cannot have all addresses of the pool',
      );
    },
  );

  it('are those of "this network" (RFC 1122 3.2.1.3)', () => {
    expect(
      problemsOf(through('0.0.0.1/24', '0.0.0.2/24', '10.0.2.1/24', '10.0.2.2/24')),
    ).toMatchInlineSnapshot(`
      "x.yaml:4:40: 0.0.0.1 is of 0.0.0.0/8, "this network", and belongs to no NIC
      x.yaml:5:41: 0.0.0.2 is of 0.0.0.0/8, "this network", and belongs to no NIC"
    `);
  });
});
