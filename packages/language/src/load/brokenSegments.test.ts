import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../testing/brokenDocuments.js';

describe('a broken document is answered with all that is wrong, at its place:', () => {
  it('segments that cannot be', () => {
    expect(diagnosticsOf('segments that cannot be')).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host }, h3: { kind: host }, h4: { kind: host } }
      segments:
        lan: { kind: bridge, attach: ['h1:eth0', h2], subnet: 10.0.0.0 }
      => x.yaml:5:16: 'bridge' is not one of 'switch', 'hub'; did you mean switch?
      x.yaml:5:44: 'h2' names no NIC: an endpoint is a node and its NIC, such as h1:eth0; did you mean h2:eth0?
      x.yaml:5:57: '10.0.0.0' has no prefix length: expected such as 10.9.0.2/24; did you mean 10.0.0.0/24?

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host }, h3: { kind: host }, h4: { kind: host } }
      segments:
        lan: { attach: [] }
        1an: { kind: hub, attach: ['h1:eth0'] }
        lab: { kind: hub, attach: ['h1:eth0'], igmpsnooping: true, endpoints: [] }
      => x.yaml:5:3: a segment needs the key 'kind'
      x.yaml:5:18: expected at least 1 entry, found 0
      x.yaml:6:3: '1an' is no name: names begin with a letter and hold letters, digits, _ and -, at most 63; did you mean an?
      x.yaml:7:42: unknown key 'igmpsnooping' in a segment; did you mean igmp-snooping?
      x.yaml:7:62: unknown key 'endpoints' in a segment; did you mean attach?

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host }, h3: { kind: host }, h4: { kind: host } }
      segments:
        lan: { kind: hub, attach: ['h1:eth0', 'h9:eth0'], mac-ageing: 5s, igmp-snooping: { fast-leave: true } }
      => x.yaml:5:41: there is no node 'h9'; did you mean h1?
      x.yaml:5:53: a hub has no 'mac-ageing': it learns nothing, and sends every frame to every port
      x.yaml:5:69: a hub has no 'igmp-snooping': it learns nothing, and sends every frame to every port

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host }, h3: { kind: host }, h4: { kind: host } }
      segments:
        lan: { kind: switch, attach: ['h1:eth0', 'h1:eth0', 'h2:eth0'] }
        lab: { kind: switch, attach: ['h2:eth0', 'h3:eth0'] }
      links: [{ name: lab, endpoints: ['h3:eth0', 'h4:eth0'] }]
      => x.yaml:5:44: the NIC 'h1:eth0' is attached twice; did you mean h1:eth1?
      x.yaml:6:3: a link is named 'lab' already
      x.yaml:6:33: the NIC 'h2:eth0' is on the segment 'lan' already; did you mean h2:eth1?
      x.yaml:6:44: the NIC 'h3:eth0' is on the link 'lab' already; did you mean h3:eth1?

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host }, h3: { kind: host }, h4: { kind: host } }
      segments:
        lan: { kind: switch, attach: [{ endpoint: 'h1:eth0', mac: '02:00:00:00:00:01' }, { endpoint: 'h2:eth0', mac: '02-00-00-00-00-01' }, { endpoint: 'h3:eth0', mac: '03:00:00:00:00:01' }, { endpoint: 'h4:eth0', mac: 2 }] }
      => x.yaml:5:112: 'h1:eth0' has the MAC address 02:00:00:00:00:01 already
      x.yaml:5:163: '03:00:00:00:00:01' is the MAC address of a group: no NIC can have it (its first octet is odd)
      x.yaml:5:214: expected a MAC address, such as "02:00:00:00:00:02", found 2

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host }, h3: { kind: host }, h4: { kind: host } }
      segments:
        lan: { kind: switch, attach: [{ endpoint: 'h1:eth0', rate: 10, reverse: { delay: 5 } }, { nic: 'h2:eth0' }, { endpoint: h3 }], delay: 1 }
      => x.yaml:5:62: a bare number, 10, where a unit belongs: expected a rate with its unit, such as 10mbit; did you mean 10mbit?
      x.yaml:5:84: a bare number, 5, where a unit belongs: expected a duration with its unit, such as 20ms; did you mean 5ms?
      x.yaml:5:91: an attachment needs the key 'endpoint'
      x.yaml:5:93: unknown key 'nic' in an attachment; did you mean endpoint?
      x.yaml:5:123: 'h3' names no NIC: an endpoint is a node and its NIC, such as h1:eth0; did you mean h3:eth0?
      x.yaml:5:137: a bare number, 1, where a unit belongs: expected a duration with its unit, such as 20ms; did you mean 1ms?

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host }, h3: { kind: host }, h4: { kind: host } }
      segments:
        lan: { kind: switch, attach: [{ endpoint: 'h1:eth0', mac: '02:00:00:00:00:01' }, { endpoint: 'h2:eth0', mac: '02-00-00-00-00-01' }], mac-ageing: 0s, queue: { kind: codel } }
      => x.yaml:5:112: 'h1:eth0' has the MAC address 02:00:00:00:00:01 already
      x.yaml:5:148: an ageing time of 0 would forget every MAC address at once; a hub learns none

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host }, h3: { kind: host }, h4: { kind: host } }
      segments:
        lan: { kind: switch, attach: ['h1:eth0', 'h2:eth0'], subnet: 10.0.0.1/24 }
        lab: { kind: switch, attach: ['h3:eth0'], subnet: 224.1.0.0/16 }
        dmz: { kind: switch, attach: ['h4:eth0'], subnet: 127.0.0.0/8 }
      => x.yaml:5:64: the subnet 10.0.0.1/24 has host bits set; did you mean 10.0.0.0/24?
      x.yaml:6:53: hosts cannot have the addresses of the subnet 224.1.0.0/16
      x.yaml:7:53: hosts cannot have the addresses of the subnet 127.0.0.0/8

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host }, h3: { kind: host }, h4: { kind: host } }
      segments:
        lan: { kind: switch, attach: ['h1:eth0', 'h2:eth0', 'h3:eth0'], subnet: 10.0.0.0/30 }
      => x.yaml:5:8: no address of 10.0.0.0/30 is left for h3:eth0

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host }, h3: { kind: host }, h4: { kind: host } }
      segments:
        lan: { kind: switch, attach: ['h1:eth0', 'h2:eth0', 'h3:eth0'] }
      addressing: { pool: 10.0.0.0/30 }
      => x.yaml:5:8: the pool 10.0.0.0/30 has room for 0 of the 1 subnets (/30 or larger) that links and segments need

      schema: 1
      name: a
      nodes:
        h1: { kind: host, addresses: { eth0: 10.0.0.1/24 } }
        h2: { kind: host, addresses: { eth0: 10.0.0.1/24 } }
        h3: { kind: host, addresses: { eth0: 10.0.1.1/24 } }
      segments:
        lan: { kind: switch, attach: ['h1:eth0', 'h2:eth0'] }
        lab: { kind: switch, attach: ['h3:eth0'] }
      => x.yaml:5:40: 10.0.0.1 is the address of 'h1:eth0' already: if that is wanted, segment 'lan' needs allow-conflicts: true

      schema: 1
      name: a
      nodes:
        h1: { kind: host, addresses: { eth0: 10.0.0.1/24 } }
        h2: { kind: host, addresses: { eth0: 10.0.0.1/24 } }
        h3: { kind: host, addresses: { eth0: 10.0.1.1/24 } }
      segments:
        lan: { kind: switch, attach: ['h1:eth0'] }
        lab: { kind: switch, attach: ['h2:eth0', 'h3:eth0'], allow-conflicts: true }
      => x.yaml:5:40: 10.0.0.1 is the address of 'h1:eth0' already

      schema: 1
      name: a
      nodes:
        h1: { kind: host, addresses: { eth0: 10.0.0.1/24 } }
        h2: { kind: host, addresses: { eth0: 10.0.0.1/24 } }
        h3: { kind: host, addresses: { eth0: 10.0.1.1/24 } }
      segments:
        lan: { kind: switch, attach: ['h1:eth0', 'h2:eth0', 'h3:eth0'], allow-conflicts: true }
      => x.yaml:8:55: 'h3:eth0' shares no subnet with any other NIC of segment 'lan': it has 10.0.1.1/24"
    `);
  });

  it('changes that cannot be', () => {
    expect(diagnosticsOf('changes that cannot be')).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host }, h3: { kind: host } }
      links: [{ name: tail, endpoints: ['h1:eth0', 'h2:eth0'] }]
      segments: { lan: { kind: switch, attach: ['h2:eth1', 'h3:eth0'] } }
      events:
        - { at: 1s, segment: lna, set: { up: false } }
        - { at: 1s, link: lan, set: { up: false } }
        - { at: 1s, segment: tail, set: { up: false } }
        - { at: 1s, segment: lan, port: 'h3:eth7', set: { up: false } }
      => x.yaml:7:24: there is no segment 'lna'; did you mean lan?
      x.yaml:8:15: 'lan' is a segment: write segment instead of link
      x.yaml:9:15: 'tail' is a link: write link instead of segment
      x.yaml:10:35: there is no port of 'lan' called 'h3:eth7'; did you mean h3:eth0?

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host }, h3: { kind: host } }
      links: [{ name: tail, endpoints: ['h1:eth0', 'h2:eth0'] }]
      segments: { lan: { kind: switch, attach: ['h2:eth1', 'h3:eth0'] } }
      events:
        - { at: 1s, set: { up: false } }
        - { at: 1s, segment: lan, link: tail, set: { up: false } }
        - { at: 1s, node: h9, set: { up: false } }
        - { at: 1s, node: h1, nic: eth9, set: { up: false } }
        - { at: 1s, node: h1, set: { delay: 5ms } }
      => x.yaml:7:15: a change is of one: link, segment or node; none is here
      x.yaml:8:41: a change is of one: link, segment or node; here are 'link', 'segment'
      x.yaml:9:21: there is no node 'h9'; did you mean h1?
      x.yaml:10:30: there is no NIC of 'h1' called 'eth9'; did you mean eth0?
      x.yaml:11:32: a node has no 'delay', only up: delay is of its links and ports

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host }, h3: { kind: host } }
      links: [{ name: tail, endpoints: ['h1:eth0', 'h2:eth0'] }]
      segments: { lan: { kind: switch, attach: ['h2:eth1', 'h3:eth0'] } }
      events:
        - { at: 1s, port: 'h3:eth0', set: { up: false } }
        - { at: 1s, nic: eth0, set: { up: false } }
        - { at: 1s, node: h1, nic: eth0, join: { nic: eth0, group: 224.1.1.1 } }
        - { at: 1s, segment: lan, ping: { from: h1, to: h2 } }
        - { at: 1s, node: h1, set: { up: off } }
      => x.yaml:7:5: an event with 'port' needs the key 'segment' too
      x.yaml:8:5: an event with 'nic' needs the key 'node' too
      x.yaml:9:25: 'nic' stands inside of join; beside node it goes with set
      x.yaml:10:5: an event with 'segment' needs the key 'set' too
      x.yaml:11:36: expected true or false, found 'off'; did you mean false?

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host }, h3: { kind: host } }
      links: [{ name: tail, endpoints: ['h1:eth0', 'h2:eth0'] }]
      segments: { lan: { kind: switch, attach: ['h2:eth1', 'h3:eth0'] } }
      events:
        - { at: 1s, segment: lan, set: { queue: { kind: red, min: 9p, max: 5p, limit: 10p } } }
      expect:
        - that: segment.lan.floodedframes == 1
        - that: segment.lna.receivedFrames == 1
        - that: segment.lan.ports["h3:eth9"].forward.sent == 1
        - that: segment.lan.macTable.exists(e, e.adress == "x")
      => x.yaml:7:34: a red queue with minPackets 9 and maxPackets 5 is impossible
      x.yaml:9:23: a segment has no 'floodedframes': expected 'floodedFrames', 'filteredFrames', 'receivedFrames', 'multicastFrames', 'unicastFrames', 'duplicateAddresses', 'ports', 'groups' and 1 more; did you mean floodedFrames?
      x.yaml:10:19: no segment is called 'lna': expected 'lan'; did you mean lan?
      x.yaml:11:29: no port is called 'h3:eth9': expected 'h2:eth1', 'h3:eth0'; did you mean h3:eth0?
      x.yaml:12:44: an entry of a MAC table has no 'adress': expected 'mac', 'port', 'age'"
    `);
  });
});
