import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../testing/brokenDocuments.js';

describe('a broken document is answered with all that is wrong, at its place:', () => {
  it('names that dangle', () => {
    expect(diagnosticsOf('names that dangle')).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      outputs: { pcapng: ['h1:eth9', 'h8:*'] }
      => x.yaml:7:21: there is no NIC of 'h1' called 'eth9'; did you mean eth0?
      x.yaml:7:32: there is no node 'h8'; did you mean h1?

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
        - ['h1:eth1', 'h2:eth1']
      => x.yaml:7:5: expected a mapping, found a list

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
        - { endpoints: ['h1:eth1', 'h3:eth0'] }
      => x.yaml:7:30: there is no node 'h3'; did you mean h1?

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
        - { endpoints: [h1, 'h2:eth1'] }
        - { endpoints: ['h1:eth1'] }
      => x.yaml:7:19: 'h1' names no NIC: an endpoint is a node and its NIC, such as h1:eth0; did you mean h1:eth0?
      x.yaml:8:18: expected 2 entries, found 1

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s, ping: { from: h1, to: h9 } }
        - { at: 1s, link: tial, set: { up: false } }
        - { at: 1s, node: h1, join: { nic: eth7, group: 224.1.1.1 } }
      => x.yaml:8:37: there is no node 'h9'; did you mean h1?
      x.yaml:9:21: there is no link 'tial'; did you mean tail?
      x.yaml:10:38: there is no NIC of 'h1' called 'eth7'; did you mean eth0?

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      outputs: { pcapng: ['h1:eth9', h2, 'h8:*'] }
      => x.yaml:7:32: 'h2' names no NIC: expected NODE:NIC, NODE:* or *; did you mean h2:*?"
    `);
  });

  it('links that cannot be', () => {
    expect(diagnosticsOf('links that cannot be')).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
          queue: { kind: fifo, limit: 5 }
        - { endpoints: ['h1:eth1', 'h2:eth1'], queue: { kind: foo } }
        - { endpoints: ['h1:eth2', 'h2:eth2'], queue: { kind: prio, bands: 0 } }

      => x.yaml:7:33: a bare number, 5, where a unit belongs: expected packets or bytes with their unit, such as 100p or 64kb; did you mean 5p?
      x.yaml:8:57: 'foo' is not one of 'fifo', 'red', 'codel', 'fq-codel', 'priority', 'fq_codel', 'prio'
      x.yaml:9:70: expected a list, found 0

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
        - { endpoints: ['h1:eth0', 'h2:eth1'] }
      => x.yaml:7:19: the NIC 'h1:eth0' is on the link 'tail' already; did you mean h1:eth1?

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
        - { endpoints: ['h1:eth1', 'h1:eth2'] }
      => x.yaml:7:18: both ends are at 'h1': a link joins two nodes

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
        - { name: tail, endpoints: ['h1:eth1', 'h2:eth1'] }
      => x.yaml:7:13: another link is named 'tail' already"
    `);
  });

  it('addresses that cannot be', () => {
    expect(diagnosticsOf('addresses that cannot be')).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }]
      nodes:
        h1: { kind: host, addresses: { eth0: [10.0.0.0/24, 10.0.0.255/24, 224.0.0.1/24, 127.0.0.1/8, 240.0.0.1/8, 0.0.0.0/8] } }
        h2: { kind: host }
      => x.yaml:5:41: 10.0.0.0 is the network of its own subnet /24
      x.yaml:5:54: 10.0.0.255 is the broadcast address of its own subnet /24
      x.yaml:5:69: 224.0.0.1 is a multicast group: put it under groups
      x.yaml:5:83: 127.0.0.1 is a loopback address and belongs to no link
      x.yaml:5:96: 240.0.0.1 is reserved (class E)
      x.yaml:5:109: 0.0.0.0 means "any address" and belongs to no NIC

      schema: 1
      name: a
      links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }]
      nodes:
        h1: { kind: host, addresses: { eth1: 10.0.0.1/24 } }
        h2: { kind: host }
        h3: { kind: host, groups: { eth0: [224.1.1.1] } }
      => x.yaml:5:40: there is no NIC of 'h1' on a link called 'eth1'; did you mean eth0?
      x.yaml:7:31: 'h3' has no NICs: no link ends at it

      schema: 1
      name: a
      links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }]
      nodes:
        h1: { kind: host, addresses: { eth0: 10.0.0.1/24 }, routes: [default via 10.0.1.1, default via 10.0.0.1, default dev eth5] }
        h2: { kind: host }
      => x.yaml:5:64: the gateway 10.0.1.1 is not in any subnet of 'h1' ('10.0.0.0/24'), so it cannot be reached
      x.yaml:5:86: the gateway 10.0.0.1 is 'h1' itself
      x.yaml:5:108: there is no NIC of 'h1' called 'eth5'; did you mean eth0?

      schema: 1
      name: a
      links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }]
      nodes:
        h1: { kind: host, addresses: { eth0: 10.0.0.1/32 } }
        h2: { kind: host }
      => x.yaml:3:9: no address of 10.0.0.1/32 is left for the other end

      schema: 1
      name: a
      links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }]
      nodes:
        h1: { kind: host, addresses: { eth0: 10.0.0.1/24 } }
        h2: { kind: host, addresses: { eth0: 10.0.0.1/24 } }
      => x.yaml:6:40: 10.0.0.1 is the address of 'h1:eth0' already

      schema: 1
      name: a
      links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }]
      nodes:
        h1: { kind: host, addresses: { eth0: 10.0.0.1/24 } }
        h2: { kind: host, addresses: { eth0: 10.0.1.1/24 } }
      => x.yaml:3:22: the ends of this link share no subnet: 'h1:eth0' has 10.0.0.1/24, 'h2:eth0' has 10.0.1.1/24

      schema: 1
      name: a
      links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }]
      nodes:
        h1: { kind: host, addresses: { eth0: [10.0.0.0/24, 10.0.0.255/24, 224.0.0.1/24, 127.0.0.1/8, 10.0.0.1, 10.0.0.300/24, 5] } }
        h2: { kind: host }
      => x.yaml:5:96: '10.0.0.1' has no prefix length: expected such as 10.9.0.2/24; did you mean 10.0.0.1/24?
      x.yaml:5:106: '10.0.0.300/24' is no IPv4 address with a prefix length, such as 10.9.0.2/24
      x.yaml:5:121: expected an address with its prefix length, such as 10.9.0.2/24, found 5

      schema: 1
      name: a
      links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }]
      nodes:
        h1: { kind: host, addresses: { eth1: 10.0.0.1/24 } }
        h2: { kind: host, groups: { eth0: [10.0.0.1] } }
      => x.yaml:6:38: '10.0.0.1' is no multicast group: groups are 224.0.0.0 to 239.255.255.255

      schema: 1
      name: a
      links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }]
      nodes:
        h1: { kind: host, addresses: { eth0: 10.0.0.1/24 }, routes: [default via 10.0.1.1, default via 10.0.0.1, default dev eth5, default] }
        h2: { kind: host }
      => x.yaml:5:126: 'default' says neither 'via ADDRESS' nor 'dev NIC': a route reads like "10.2.0.0/16 via 10.0.0.1 dev eth0 metric 10"

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      addressing: { pool: 10.0.0.0/31, prefix: 30 }
      => x.yaml:7:42: subnets of /30 are larger than the pool, /31

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
        - { endpoints: ['h1:eth1', 'h2:eth1'] }
      addressing: { pool: 10.0.0.0/30 }
      => x.yaml:7:5: the pool 10.0.0.0/30 has room for 1 of the 2 subnets (/30) that the links need"
    `);
  });
});
