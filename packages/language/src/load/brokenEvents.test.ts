import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../testing/brokenDocuments.js';

describe('a broken document is answered with all that is wrong, at its place:', () => {
  it('events that cannot be', () => {
    expect(diagnosticsOf('events that cannot be')).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        -
        - 5
        - ping
        - []
        - { at: 1s, udp: 5 }
      expect:
        -
        - run.seed == 1
      nodes:

      => x.yaml:8:4: expected a mapping, found nothing
      x.yaml:9:5: expected a mapping, found 5
      x.yaml:10:5: expected a mapping, found 'ping'
      x.yaml:11:5: expected a mapping, found an empty list
      x.yaml:12:20: expected a mapping, found 5
      x.yaml:14:4: expected a mapping, found nothing
      x.yaml:15:5: an expectation is a mapping: put 'that:' before the expression; did you mean that: run.seed == 1?
      x.yaml:16:1: the key 'nodes' stands here a second time

      schema: 1
      name: a
      nodes: { h1: , h2: [], h3: { kind: {} }, h4: { kind: 5, ttl: [] } }
      links:
      events: 1
      expect: x
      outputs:
      defaults: { node: , link: 5 }
      import:
      routing:
      addressing:
      => x.yaml:3:10: there is nothing in 'h1', where a mapping is expected: what belongs to it is indented further than 'h1' itself
      x.yaml:3:20: expected a mapping, found an empty list
      x.yaml:3:36: a mapping is not one of 'host', 'router'
      x.yaml:3:54: 5 is not one of 'host', 'router'
      x.yaml:3:62: expected a whole number, found an empty list
      x.yaml:4:1: expected a list, found nothing
      x.yaml:5:9: expected a list, found 1
      x.yaml:6:9: expectations are a list of mappings: put 'that:' before the expression; did you mean [{ that: x }]?
      x.yaml:7:1: there is nothing in 'outputs', where a mapping is expected: what belongs to it is indented further than 'outputs' itself
      x.yaml:8:13: there is nothing in 'node', where a mapping is expected: what belongs to it is indented further than 'node' itself
      x.yaml:8:27: expected a mapping, found 5
      x.yaml:9:1: there is nothing in 'import', where a mapping is expected: what belongs to it is indented further than 'import' itself
      x.yaml:10:1: expected a word or a mapping, found nothing
      x.yaml:11:1: there is nothing in 'addressing', where a mapping is expected: what belongs to it is indented further than 'addressing' itself

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s }
        - { at: 1s, ping: { from: h1, to: h2 }, udp: { from: h1, to: 'h2:1' } }
        - { ping: { from: h1, to: h2 } }
      => x.yaml:8:5: an event says what happens by one of 'ping', 'traceroute', 'udp', 'flow', 'tcp', 'flows', 'request-response', 'web' and 9 more; none is here
      x.yaml:9:5: an event has one of 'ping', 'traceroute', 'udp', 'flow', 'tcp', 'flows', 'request-response', 'web' and 9 more; here are 'ping', 'udp'
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
    expect(diagnosticsOf('expectations with mistakes')).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      expect: [{ that: node.h1.drops["no-route"] == 0 }]

      => x.yaml:7:31: a text in { } or [ ] ends before a bracket or brace: write it in quotes if that is part of it

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      expect:
        - that: run.now < 5ms
        - that: run.now >= 1.5s && run.seed == 1

      => x.yaml:8:21: a number with a unit is no value of CEL; did you mean duration('5ms')?
      x.yaml:9:22: a number with a unit is no value of CEL; did you mean duration('1.5s')?

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
        - { that: 'app.', at: 5s }
        - that: |
            run.seed == 1 &&
            link.tail.forwards.sent == 1
        - that: "node.h1.ip.packetsSent == 'a\\u0062' || x"
        - that: >
            run.seed == 1 &&
            probe.lost
      => x.yaml:8:22: ip has no 'packetReceived': expected 'packetsReceived', 'packetsDelivered', 'disabledPacketsReceived', 'malformedPacketsReceived', 'packetsSent', 'optionTimestampReceived', 'optionUnknownReceived', 'optionRecordRouteReceived' and 11 more; did you mean packetsReceived?
      x.yaml:9:15: no app is called 'x': there is none
      x.yaml:10:13: an expectation is true or false, and this is a number: compare it with something
      x.yaml:11:17: the expression ends too early
      x.yaml:14:17: a link has no 'forwards': expected 'forward', 'reverse'; did you mean forward?
      x.yaml:15:38: a number is compared with a text
      x.yaml:15:51: there is no 'x': expected 'run', 'node', 'link', 'segment', 'app', 'capture'
      x.yaml:16:11: there is no 'probe': expected 'run', 'node', 'link', 'segment', 'app', 'capture'

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
      => x.yaml:8:22: ip has no 'packetReceived': expected 'packetsReceived', 'packetsDelivered', 'disabledPacketsReceived', 'malformedPacketsReceived', 'packetsSent', 'optionTimestampReceived', 'optionUnknownReceived', 'optionRecordRouteReceived' and 11 more; did you mean packetsReceived?
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
    expect(diagnosticsOf('imports with mistakes')).toMatchInlineSnapshot(`
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
});
