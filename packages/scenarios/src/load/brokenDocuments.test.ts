import { describe, expect, it } from 'vitest';
import { BROKEN_DOCUMENTS, TOPOLOGY_FILES } from '../testing/brokenDocuments.js';
import { problemsOf } from '../testing/loadText.js';

/** Every document of a group, with the messages about it. */
function told(group: keyof typeof BROKEN_DOCUMENTS): string {
  const documents: readonly string[] = BROKEN_DOCUMENTS[group];
  return documents.map((text) => `${text}\n=> ${problemsOf(text, TOPOLOGY_FILES)}`).join('\n\n');
}

describe('a broken document is answered with all that is wrong, at its place:', () => {
  it('unknown keys, with what was meant', () => {
    expect(told('unknown keys, with what was meant')).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s, pnig: { from: h1, to: h2 } }
      => x.yaml:8:15: unknown key 'pnig' in an event; did you mean ping?

      schema: 1
      name: a
      nodes: { 1h: { kind: host } }
      => x.yaml:3:10: '1h' is no name: names begin with a letter and hold letters, digits, _ and -, at most 63; did you mean h?

      schema: 1
      name: a
      node: {}
      sede: 3
      zzz: 1
      => x.yaml:3:1: unknown key 'node' in the scenario; did you mean nodes?
      x.yaml:4:1: unknown key 'sede' in the scenario; did you mean seed?
      x.yaml:5:1: unknown key 'zzz' in the scenario; it may have 'schema', 'name', 'description', 'seed', 'stop', 'epoch', 'defaults', 'addressing' and 7 more

      schema: 1
      name: a
      nodes: { h1: { kind: host, adresses: {} } }
      => x.yaml:3:28: unknown key 'adresses' in a node; did you mean addresses?

      schema: 1
      name: a
      nodes: { h1: { kind: hots } }
      => x.yaml:3:22: 'hots' is not one of 'host', 'router'; did you mean host?

      schema: 1
      name: a
      nodes: { h1: {} }
      => x.yaml:3:10: a node needs the key 'kind'

      schema: 2
      name: a b
      nodes: []
      => x.yaml:1:9: expected 1, found 2
      x.yaml:2:7: 'a b' is no name of a scenario: letters, digits, dot, _ and -, at most 63, as files are called after it; did you mean a-b?
      x.yaml:3:8: expected a mapping, found an empty list

      name: 5
      => x.yaml:1:1: the scenario needs the key 'schema'
      x.yaml:1:7: expected a name, found 5; did you mean "5"?"
    `);
  });

  it('keys that are not built yet', () => {
    expect(told('keys that are not built yet')).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      segments: {}
      generate: ring
      sweep: {}
      runs: 3
      apps: {}
      nodes: { h1: { kind: host, iptables: [], profile: linux } }
      => x.yaml:3:1: 'segments' is not built yet (broadcast domains with ARP (hubs and switches))
      x.yaml:4:1: 'generate' is not built yet (generated topologies)
      x.yaml:5:1: 'sweep' is not built yet (parameter sweeps)
      x.yaml:6:1: 'runs' is not built yet (repeated runs)
      x.yaml:7:1: 'apps' is not built yet (apps from TypeScript modules)
      x.yaml:8:28: 'iptables' is not built yet (packet filter rules)
      x.yaml:8:51: 'linux' is not built yet (the profile of Linux)

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
        - { endpoints: ['h1:eth1', 'h2:eth1'], loss: 1%, delay: { mean: 1ms, jitter: 1ms }, netem: 'delay 1ms', queue: { kind: codel, limit: 10p } }
      => x.yaml:7:42: 'loss' is not built yet (loss models)
      x.yaml:7:72: 'jitter' is not built yet (variation of the delay)
      x.yaml:7:87: 'netem' is not built yet (impairments in netem's words)
      x.yaml:7:122: 'codel' is not built yet (CoDel)

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s, flow: {} }
        - { at: 1s, script: ./x.ts }
      outputs: { events: true, series: {} }
      routing: { by: weight }
      => x.yaml:8:15: 'flow' is not built yet (traffic models; \`udp\` sends datagrams at a fixed interval)
      x.yaml:9:15: 'script' is not built yet (scripts in simulated time)
      x.yaml:10:12: 'events' is not built yet (the stream of events as a file)
      x.yaml:10:26: 'series' is not built yet (time series)
      x.yaml:11:16: 'weight' is not built yet (weights for the choice of routes)

      schema: 1
      name: a
      nodes: { h1: { kind: host, routes: ['blackhole 10.0.0.0/8'] } }
      => x.yaml:3:37: 'blackhole 10.0.0.0/8' uses 'blackhole', which is not built yet"
    `);
  });

  it('quantities without or with wrong units', () => {
    expect(told('quantities without or with wrong units')).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
          delay: 20
      => x.yaml:7:12: a bare number, 20, where a unit belongs: expected a duration with its unit, such as 20ms; did you mean 20ms?

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
          delay: 20 ms
          rate: 10Mbps
          queue: 100
      => x.yaml:7:12: '20 ms' has a space before its unit: a duration is a number and a unit (ns, us, ms, s, m, h), such as 20ms; did you mean 20ms?
      x.yaml:8:11: '10Mbps' has the unknown unit 'Mbps': a rate is a number and a unit (bit, kbit, mbit, gbit), such as 10mbit; did you mean 10mbit?
      x.yaml:9:12: a bare number, 100, where a unit belongs: expected a number of packets with its unit, such as 100p; did you mean 100p?

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
          delay: { mean: 5 }
          mtu: 1500b
      => x.yaml:7:20: a bare number, 5, where a unit belongs: expected a duration with its unit, such as 20ms; did you mean 5ms?
      x.yaml:8:10: expected a whole number, found '1500b'; did you mean 1500?

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
          rate: 0bit
          mtu: 67
          queue: { kind: fifo, limit: 1.5p }
      => x.yaml:7:11: '0bit' would never send anything: take a link down with up: false; did you mean 1bit?
      x.yaml:8:10: 67 is out of range: expected 68 to 65535
      x.yaml:9:33: '1.5p' is finer than 1p, the finest number of packets there is

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
          delay: .inf
          rate: .nan
          mtu: 1e400
      => x.yaml:7:12: expected a duration with its unit, such as 20ms, found Infinity
      x.yaml:8:11: expected a rate with its unit, such as 10mbit, found NaN; did you mean "NaN"?
      x.yaml:9:10: expected a whole number, found Infinity

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      stop: -5s
      seed: 1.5
      epoch: 2026-13-01
      => x.yaml:7:7: '-5s' is no duration: a duration is a number and a unit (ns, us, ms, s, m, h), such as 20ms
      x.yaml:8:7: expected a whole number, found 1.5
      x.yaml:9:8: '2026-13-01' is no epoch: an epoch is a date and time in UTC, such as 2026-01-01T00:00:00Z

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
          delay: 5constructor
      => x.yaml:7:12: '5constructor' has the unknown unit 'constructor': a duration is a number and a unit (ns, us, ms, s, m, h), such as 20ms"
    `);
  });

  it('names that dangle', () => {
    expect(told('names that dangle')).toMatchInlineSnapshot(`
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
    expect(told('links that cannot be')).toMatchInlineSnapshot(`
      "schema: 1
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
    expect(told('addresses that cannot be')).toMatchInlineSnapshot(`
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
      x.yaml:5:121: expected an address with its prefix length, such as 10.9.0.2/24, found 5; did you mean "5"?

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

  it('events that cannot be', () => {
    expect(told('events that cannot be')).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s }
        - { at: 1s, ping: { from: h1, to: h2 }, udp: { from: h1, to: 'h2:1' } }
        - { ping: { from: h1, to: h2 } }
      => x.yaml:8:5: an event says what happens by one of 'ping', 'traceroute', 'udp', 'inject', 'set', 'join', 'leave'; none is here
      x.yaml:9:5: an event has one of 'ping', 'traceroute', 'udp', 'inject', 'set', 'join', 'leave'; here are 'ping', 'udp'
      x.yaml:10:5: an event needs the key 'at'

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      stop: 5s
      events:
        - { at: 6s, ping: { from: h1, to: h2 } }
        - { at: 1s, name: p, ping: { from: h1, to: h2, ttl: 256, size: 65508, count: 0 } }
        - { at: 1s, name: p, traceroute: { from: h1, to: h2, probe: tcp } }
      => x.yaml:9:11: 6s is after the scenario stops (stop: 5s)
      x.yaml:10:55: 256 is out of range: expected 1 to 255
      x.yaml:10:66: 65508 is out of range: expected 0 to 65507
      x.yaml:10:80: 0 is out of range: expected 1 to 65535
      x.yaml:11:21: another event is named 'p' already
      x.yaml:11:63: 'tcp' is not one of 'udp', 'icmp'

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s, name: p, ping: { from: h1, to: h2 } }
        - { at: 1s, name: p, ping: { from: h1, to: h1 } }
      => x.yaml:9:21: another event is named 'p' already
      x.yaml:9:46: 'h1' would ping itself: a ping goes from a node to another

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s, udp: { from: h1, to: h2 } }
        - { at: 1s, udp: { from: h1, to: 'h2:99999', size: 64b, payload: x } }
        - { at: 1s, node: h1, inject: { nic: eth0, packet: 45 0x } }
        - { at: 1s, inject: { nic: eth0, packet: '4500' } }
        - { at: 1s, link: tail, set: {} }
        - { at: 1s, link: tail, set: { up: yes, mtu: 0 } }
      => x.yaml:8:36: 'h2' names no port: expected a node or an address, and a port, such as h2:5004; did you mean h2:5004?
      x.yaml:9:15: a UDP flow has one of 'size', 'payload', not both
      x.yaml:9:36: 'h2:99999' has the impossible port '99999': ports are 1 to 65535
      x.yaml:10:54: '45 0x' has 'x' in it: octets are written in hexadecimal, such as 4500
      x.yaml:11:5: an event with 'inject' needs the key 'node' too
      x.yaml:12:27: a change of a link names nothing to change
      x.yaml:13:38: expected true or false, found 'yes'; did you mean true?
      x.yaml:13:48: 0 is out of range: expected 68 to 65535"
    `);
  });

  it('expectations with mistakes', () => {
    expect(told('expectations with mistakes')).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      expect:
        - that: node.h1.ip.packetReceived == 1
        - that: app.x.lost == 0
        - { that: 1 + 1 }
        - { that: 'app.', at: 5s }
        - that: |
            run.seed == 1 &&
            link.tail.forwards.sent == 1
        - that: "node.h1.ip.packetsSent == 'a\\u0062' || x"
        - that: >
            run.seed == 1 &&
            probe.lost
      => x.yaml:8:22: ip has no 'packetReceived': expected 'packetsReceived', 'disabledPacketsReceived', 'invalidDestinationAddressesReceived', 'invalidSourceAddressesReceived', 'packetsDelivered', 'packetsSent', 'outgoingPacketErrors', 'malformedPacketsReceived' and 11 more; did you mean packetsReceived?
      x.yaml:9:15: no app is called 'x': there is none
      x.yaml:10:13: an expectation is true or false, and this is a number: compare it with something
      x.yaml:11:17: the expression ends too early
      x.yaml:14:17: a link has no 'forwards': expected 'forward', 'reverse'; did you mean forward?
      x.yaml:15:51: there is no 'x': expected 'run', 'node', 'link', 'app'
      x.yaml:16:11: there is no 'probe': expected 'run', 'node', 'link', 'app'

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      expect:
        - that: node.h1.ip.packetReceived == 1
        - that: app.x.lost == 0
        - { that: 1 + 1 }
        - { that: 'app.', at: 5 }
        - {}
        - that: |
            run.seed == 1 &&
            link.tail.forwards.sent == 1
      => x.yaml:8:22: ip has no 'packetReceived': expected 'packetsReceived', 'disabledPacketsReceived', 'invalidDestinationAddressesReceived', 'invalidSourceAddressesReceived', 'packetsDelivered', 'packetsSent', 'outgoingPacketErrors', 'malformedPacketsReceived' and 11 more; did you mean packetsReceived?
      x.yaml:10:13: an expectation is true or false, and this is a number: compare it with something
      x.yaml:11:17: the expression ends too early
      x.yaml:11:25: a bare number, 5, where a unit belongs: expected a duration with its unit, such as 20ms; did you mean 5ms?
      x.yaml:12:5: an expectation says what is expected by one of 'that', 'never', 'eventually'; none is here
      x.yaml:15:17: a link has no 'forwards': expected 'forward', 'reverse'; did you mean forward?

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      stop: 1s
      expect:
        - { that: 'true', at: 2s, never: 'false' }
        - { that: 'true', at: 2s }
        - { that: true }
      => x.yaml:9:5: an expectation has one of 'that', 'never', 'eventually'; here are 'that', 'never'
      x.yaml:10:25: 2s is after the scenario stops (stop: 1s)
      x.yaml:11:13: expected a text, found true; did you mean "true"?"
    `);
  });

  it('imports with mistakes', () => {
    expect(told('imports with mistakes')).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      import: { file: none.gml }
      => x.yaml:3:17: 'none.gml': there is no such file

      schema: 1
      name: a
      import: { file: bad.gml, delay: geo }
      => bad.gml:3:3: no node has the id 2, the target of this edge

      schema: 1
      name: a
      import: { file: good.gml, delay: far }
      nodes: { A: { kind: host } }
      => x.yaml:3:34: 'far' is no duration: a duration is a number and a unit (ns, us, ms, s, m, h), such as 20ms
      x.yaml:4:10: an imported node is named 'A' already

      schema: 1
      name: a
      import: { file: good.gml }
      nodes: { A: { kind: host } }
      links: [{ endpoints: ['A:eth0', 'B:eth1'] }]
      => x.yaml:4:10: an imported node is named 'A' already
      x.yaml:5:23: the NIC 'A:eth0' is on the link 'A_B' already; did you mean A:eth1?"
    `);
  });

  it('texts that are no YAML', () => {
    expect(told('texts that are no YAML')).toMatchInlineSnapshot(`
      "schema: 1
      	name: a
      => x.yaml:2:1: a tab is used to indent: YAML is indented with spaces; did you mean two spaces for each level?

      schema: 1
      name: a
      nodes:
        h1: { kind: host
      => x.yaml:4:19: a '}' is missing before this place

      schema: 1
      name: 'a
      => x.yaml:2:9: this text in quotes has no end

      schema: 1
      schema: 1
      name: a
      => x.yaml:2:1: the key 'schema' stands here a second time

      schema: 1
      name: a
      ---
      schema: 1
      => x.yaml:3:1: a second document begins here: a scenario file holds one

      a: b: c
      => x.yaml:1:4: a "key: value" inside of a plain value: is a line indented too far, or do two keys stand on one line?

      - 1
      => x.yaml:1:1: expected a mapping, found a list

      just text
      => x.yaml:1:1: expected a mapping, found 'just text'

      null
      => x.yaml:1:1: the file says nothing: a scenario begins with "schema: 1"

      # nothing
      => x.yaml:1:1: the file says nothing: a scenario begins with "schema: 1"


      => x.yaml:1:1: the file says nothing: a scenario begins with "schema: 1"

        
      => x.yaml:1:1: the file says nothing: a scenario begins with "schema: 1"

      {
      => x.yaml:1:2: a '}' is missing before this place

      schema: 1
      name: !!js/function 'x'
      => x.yaml:2:21: tags (!!js/function) are not part of the scenario language

      schema: 1
      name: *a
      => x.yaml:2:7: the alias *a has no anchor before it
      x.yaml:2:7: expected a name, found nothing

      a: &a [*a]
      => x.yaml:1:1: the scenario needs the key 'schema'
      x.yaml:1:1: the scenario needs the key 'name'
      x.yaml:1:1: unknown key 'a' in the scenario; it may have 'schema', 'name', 'description', 'seed', 'stop', 'epoch', 'defaults', 'addressing' and 7 more
      x.yaml:1:8: the alias *a contains itself

      <<: { schema: 1 }
      => x.yaml:1:1: merge keys (<<) are not part of the scenario language; write the keys out, or use an alias (*name) for the whole value
      x.yaml:1:1: the scenario needs the key 'schema'
      x.yaml:1:1: the scenario needs the key 'name'

      ? [x]
      : 1
      => x.yaml:1:1: the scenario needs the key 'schema'
      x.yaml:1:1: the scenario needs the key 'name'
      x.yaml:1:3: a key must be a plain word

      schema: 1
      name: a
        nodes: {}
      => x.yaml:2:7: a "key: value" inside of a plain value: is a line indented too far, or do two keys stand on one line?"
    `);
  });

  it("names of Object's own", () => {
    expect(told("names of Object's own")).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      __proto__: { x: 1 }
      constructor: 1
      toString: 1
      nodes: { __proto__: { kind: host }, constructor: { kind: host, hasOwnProperty: 1 } }
      => x.yaml:3:1: unknown key '__proto__' in the scenario; it may have 'schema', 'name', 'description', 'seed', 'stop', 'epoch', 'defaults', 'addressing' and 7 more
      x.yaml:4:1: unknown key 'constructor' in the scenario; it may have 'schema', 'name', 'description', 'seed', 'stop', 'epoch', 'defaults', 'addressing' and 7 more
      x.yaml:5:1: unknown key 'toString' in the scenario; it may have 'schema', 'name', 'description', 'seed', 'stop', 'epoch', 'defaults', 'addressing' and 7 more
      x.yaml:6:10: '__proto__' is no name: names begin with a letter and hold letters, digits, _ and -, at most 63; did you mean proto__?
      x.yaml:6:64: unknown key 'hasOwnProperty' in a node; it may have 'kind', 'profile', 'ttl', 'addresses', 'routes', 'groups'"
    `);
  });
});
