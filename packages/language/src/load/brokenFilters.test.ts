import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../testing/brokenDocuments.js';

describe('a broken document is answered with all that is wrong, at its place:', () => {
  it('rules of packet filters that cannot be', () => {
    expect(diagnosticsOf('rules of packet filters that cannot be')).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }]
      nodes:
        { h1: { kind: host, iptables: ['-A OUTPUT -p icmp -j DORP'] }, h2: { kind: router, iptables: ['-P FORWRAD DROP', '-A FORWARD -p icmp --icmptype 3 -j DROP'] } }
      => x.yaml:5:136: unknown option "--icmptype"; did you mean --icmp-type?

      schema: 1
      name: a
      links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }]
      nodes:
        { h1: { kind: host, iptables: ['-A OUTPUT -p icmp -j DORP'] }, h2: { kind: router, iptables: ['-P FORWRAD DROP'] } }
      => x.yaml:5:56: the table filter has no chain DORP (of 'h1'); did you mean DROP?
      x.yaml:5:101: the table filter has no chain FORWRAD (of 'h2'); did you mean FORWARD?

      schema: 1
      name: a
      links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }]
      nodes:
        { h1: { kind: host, iptables: ['-A OUTPUT -p icmp -j DORP'] }, h2: { kind: router, iptables: ["-A FORWARD -p udp --dport 80 -j"] } }
      => x.yaml:5:129: -j needs a value: put it behind the option

      schema: 1
      name: a
      links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }]
      nodes:
        { h1: { kind: host, iptables: "-P INPUT DROP" }, h2: { kind: host, iptables: [] } }
      => x.yaml:5:33: expected a list, found '-P INPUT DROP'
      x.yaml:5:80: expected at least 1 entry, found 0

      schema: 1
      name: a
      links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }]
      nodes:
        { h1: { kind: host, iptables: [-A INPUT -p ospf -j DROP, -A INPUT -j REJECT, 7] }, h2: { kind: host } }
      => x.yaml:5:80: expected a text, found 7; did you mean "7"?

      schema: 1
      name: a
      links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }]
      nodes:
        { h1: { kind: host }, h2: { kind: router, iptables: [-t nat -A PREROUTING -j MASQUERADE, -t nat -A FORWARD -j ACCEPT, -t nat -A PREROUTING -j SNAT --to-source 10.0.0.9] } }
      => x.yaml:5:80: MASQUERADE is not for PREROUTING: use it in POSTROUTING
      x.yaml:5:102: the table nat has no chain FORWARD: choose a table that has it: -t filter
      x.yaml:5:145: SNAT is not for PREROUTING: use it in POSTROUTING

      schema: 1
      name: a
      links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }]
      nodes:
        { h1: { kind: host, iptables: [-A INPUT -j mine] }, h2: { kind: host, iptables: [-D INPUT 2, -D INPUT -j DROP, -P mine DROP] } }
      => x.yaml:5:46: the table filter has no chain mine (of 'h1'): chains of your own are made first, with -N CHAIN
      x.yaml:5:93: the chain INPUT of the table filter has no rule 2 (of 'h2'): rules are counted from 1, those taken out no more
      x.yaml:5:99: the chain INPUT of the table filter has no such rule (of 'h2'): it is written as it was added, or by its number
      x.yaml:5:117: the table filter has no chain mine (of 'h2'): chains of your own are made first, with -N CHAIN

      schema: 1
      name: a
      links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }]
      nodes:
        { h1: { kind: host }, h2: { kind: host } }
      defaults: { node: { iptables: [-A INPUT -s 10.0.0.300 -j DROP] } }
      => x.yaml:6:44: not an address or network: "10.0.0.300": an address such as 10.0.0.1, or a network such as 10.0.0.0/24

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 2s, node: h1, iptables: [-D INPUT 1] }
        - { at: 1s, node: h1, iptables: [-A INPUT -j DROP] }
        - { at: 3s, node: h1, iptables: [-D INPUT 1] }
      => x.yaml:10:45: the chain INPUT of the table filter has no rule 1 (of 'h1'): rules are counted from 1, those taken out no more

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s, iptables: [-F] }
        - { at: 1s, node: h3, iptables: [-F] }
        - { at: 1s, node: h1, nic: eth0, iptables: [-F] }
        - { at: 1s, name: x, node: h1, iptables: [-F FORWRAD] }
      => x.yaml:8:5: an event with 'iptables' needs the key 'node' too
      x.yaml:9:21: there is no node 'h3'; did you mean h1?
      x.yaml:10:25: 'nic' does not go with iptables: rules say -i and -o
      x.yaml:11:15: only a ping, traceroute or other app has a name"
    `);
  });

  it('multicast that cannot be', () => {
    expect(diagnosticsOf('multicast that cannot be')).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s, multicast: { from: h1, group: 10.0.0.1, port: 0, receivers: [] } }
        - { at: 1s, multicast: { from: h1, group: 224.1.1.1, receiver: h2 } }
      => x.yaml:8:45: '10.0.0.1' is no multicast group: groups are 224.0.0.0 to 239.255.255.255
      x.yaml:8:61: 0 is out of range: expected 1 to 65535
      x.yaml:8:75: expected at least 1 entry, found 0
      x.yaml:9:15: a multicast stream needs the key 'port'
      x.yaml:9:15: a multicast stream needs the key 'receivers'
      x.yaml:9:56: unknown key 'receiver' in a multicast stream; did you mean receivers?

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      stop: 9s
      events:
        - { at: 1s, multicast: { from: h3, group: 224.1.1.1, port: 9, receivers: [h1, h2, h2], until: 1s } }
        - { at: 2s, multicast: { from: h1, nic: eth1, group: 224.1.1.1, port: 9, receivers: [h1, { node: h2, nic: eth7, join: 3s, leave: 3s }], join: 10s } }
        - { at: 2s, node: h1, multicast: { from: h1, group: 224.1.1.1, port: 9, receivers: [h2], interval: 0s, until: 3s, size: 1b, payload: x } }
      => x.yaml:9:34: there is no node 'h3'; did you mean h1?
      x.yaml:9:85: 'h2' is a receiver already
      x.yaml:9:97: nothing is sent: 1s is not after the start at 1s (until is a time of the scenario, not a duration)
      x.yaml:10:88: 'h1' sends: it gets its own datagrams only with loop: true
      x.yaml:10:132: 'h2' leaves at 3s, but joins only at 3s (both are times of the scenario)
      x.yaml:10:145: 10s is after the scenario stops (stop: 9s)
      x.yaml:11:25: a multicast stream has one of 'size', 'payload', not both

      schema: 1
      name: a
      links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }]
      nodes:
        { h1: { kind: host, multicast: true }, h2: { kind: router, multicast: { robustness: 0, query-interval: 5s, last-member-query-interval: 50ms, queries: 1 } } }
      => x.yaml:5:23: 'h1' is a host: to route multicast it needs kind: router; members of groups need nothing
      x.yaml:5:87: 0 is out of range: expected 1 to 255
      x.yaml:5:106: members must have answered before the next query: query-interval must be longer than query-response-interval (default 10s)
      x.yaml:5:138: queries carry this time in tenths of a second: expected 100ms to 25.5s, such as 1.5s
      x.yaml:5:144: unknown key 'queries' in multicast routing; it may have 'robustness', 'query-interval', 'query-response-interval', 'last-member-query-interval'

      schema: 1
      name: a
      links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }]
      nodes:
        { h1: { kind: host, multicast: false }, h2: { kind: router, multicast: { query-interval: 5s, last-member-query-interval: 50ms } } }
      => x.yaml:5:92: members must have answered before the next query: query-interval must be longer than query-response-interval (default 10s)
      x.yaml:5:124: queries carry this time in tenths of a second: expected 100ms to 25.5s, such as 1.5s

      schema: 1
      name: a
      links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }]
      nodes:
        { h1: { kind: host }, h2: { kind: host } }
      defaults: { node: { multicast: { query-response-interval: 130s } } }
      => x.yaml:6:59: queries carry this time in tenths of a second: expected 100ms to 25.5s, such as 1.5s
      x.yaml:6:59: members must have answered before the next query: query-interval must be longer than query-response-interval (default 10s)

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s, name: tv, multicast: { from: h1, group: 224.1.1.1, port: 9, receivers: [h2] } }
      expect:
        - that: app.tv.receivers.h1.received == 1 && app.tv.receivers.h2.joinlatency < duration('1s')
        - that: app.tv.delay.max < duration('1s')
      => x.yaml:10:28: no receiver is called 'h1': expected 'h2'; did you mean h2?
      x.yaml:10:68: a receiver has no 'joinlatency': expected 'joinLatency', 'joined', 'jitter', 'lossRatio', 'failures', 'delay', 'duplicateRatio', 'expected' and 10 more; did you mean joinLatency?
      x.yaml:11:18: a multicast stream has no 'delay': expected 'sent', 'unsent', 'received', 'expected', 'lost', 'inFlight', 'duplicated', 'reordered', 'receivedBytes', 'deliveryRatio', 'lossRatio', 'duplicateRatio', 'reorderedRatio', 'failures', 'begun', 'finished', 'receivers'"
    `);
  });
});
