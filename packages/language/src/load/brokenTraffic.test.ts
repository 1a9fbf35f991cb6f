import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../testing/brokenDocuments.js';

describe('a broken document is answered with all that is wrong, at its place:', () => {
  it('traffic that cannot be', () => {
    expect(diagnosticsOf('traffic that cannot be')).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s, flow: { from: h1, to: 'h2:9', udp: {} } }
        - { at: 1s, flow: { from: h1, to: h2, udp: { rate: 64, interval: 20 } } }
        - { at: 1s, flow: { from: h1, udp: 64kbit } }
      => x.yaml:8:45: a pattern says when datagrams are sent by one of 'rate', 'interval', 'poisson', 'on-off', 'burst'; none is here
      x.yaml:9:37: 'h2' names no port: expected a node or an address, and a port, such as h2:5004; did you mean h2:5004?
      x.yaml:9:41: a pattern has one of 'rate', 'interval', 'poisson', 'on-off', 'burst'; here are 'rate', 'interval'
      x.yaml:9:54: a bare number, 64, where a unit belongs: expected a rate with its unit, such as 64kbit; did you mean 64kbit?
      x.yaml:9:68: a bare number, 20, where a unit belongs: expected a duration with its unit, such as 20ms; did you mean 20ms?
      x.yaml:10:15: a flow needs the key 'to'
      x.yaml:10:38: expected a mapping, found '64kbit'

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s, flow: { from: h1, to: 'h2:9', udp: { rate: unlimited, size: 1mb, payload: x } } }
        - { at: 1s, flow: { from: h1, to: 'h2:9', udp: { poison: { gap: 1ms } } } }
        - { at: 1s, flow: { from: h1, to: 'h2:9', udp: { poisson: {} }, until: 2s } }
      => x.yaml:8:45: a pattern has one of 'size', 'payload', not both
      x.yaml:8:58: 'unlimited' is no rate to send at: expected such as 64kbit
      x.yaml:9:52: unknown key 'poison' in a pattern; did you mean poisson?
      x.yaml:10:52: a Poisson process needs one of 'gap', 'rate'; none is here

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      stop: 9s
      events:
        - { at: 2s, flow: { from: h3, to: 'h4:9', udp: { rate: 1mbit }, until: 1s } }
        - { at: 2s, flow: { from: h1, to: 'h2:9', udp: { rate: 1mbit, size: 0b }, until: 10s } }
        - { at: 2s, flow: { from: h1, to: 'h2:9', udp: { interval: 0s } } }
      => x.yaml:9:29: there is no node 'h3'; did you mean h1?
      x.yaml:9:37: there is no node 'h4'; did you mean h1?
      x.yaml:9:74: nothing is sent: 1s is not after the start at 2s (until is a time of the scenario, not a duration)
      x.yaml:10:58: a rate of data needs data: datagrams of 0b never reach it; write an interval
      x.yaml:10:84: 10s is after the scenario stops (stop: 9s)
      x.yaml:11:62: an interval of 0s sends everything at once: say how much by count

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s, flow: { from: h1, to: 'h2:9', udp: { rate: 1mbit } } }
        - { at: 1s, flow: { from: h1, to: 'h2:9', udp: { poisson: { gap: 0s } }, count: 1 } }
        - { at: 1s, flow: { from: h1, to: 'h2:9', udp: { burst: { datagrams: 0, every: 0s } }, count: 1 } }
        - { at: 1s, flow: { from: h1, to: 'h2:9', udp: { burst: { datagrams: 2, every: 0s } }, count: 1 } }
      => x.yaml:8:15: this flow never ends: give it until or count, or the scenario a stop
      x.yaml:9:68: 'gap' cannot be 0s
      x.yaml:10:72: 0 is out of range: expected 1 to 100000
      x.yaml:11:82: 'every' cannot be 0s

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s, flow: { from: h1, to: 'h2:9', udp: { on-off: { rate: 1mbit, on: 0s, off: { exponential: 0s } } }, count: 1 } }
        - { at: 1s, flow: { from: h1, to: 'h2:9', udp: { on-off: { rate: 1mbit, on: 5, off: { normal: 1s } } }, count: 1 } }
      => x.yaml:8:79: 'on' cannot be 0s
      x.yaml:8:103: an exponential distribution cannot have a mean of 0s: write 0s alone
      x.yaml:9:79: a bare number, 5, where a unit belongs: expected a duration with its unit, such as 20ms; did you mean 5ms?
      x.yaml:9:82: a varying time needs the key 'exponential'
      x.yaml:9:89: unknown key 'normal' in a varying time; it may have 'exponential'

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s, node: h1, request-response: { from: h1, to: 'h2:80', timeout: 0s, think: { exponential: 0s }, response: 1mb } }
        - { at: 1s, request-response: { from: h1, to: 'h2:80', retry: 2, until: 1s } }
      => x.yaml:8:15: 'node' does not go with a ping, traceroute or other app: they say from and to
      x.yaml:8:77: 'timeout' cannot be 0s
      x.yaml:8:103: an exponential distribution cannot have a mean of 0s: write 0s alone
      x.yaml:8:119: 1000000 bytes do not fit into a datagram: at most 65507b
      x.yaml:9:58: unknown key 'retry' in a request-response app; did you mean retries?
      x.yaml:9:75: nothing is sent: 1s is not after the start at 1s (until is a time of the scenario, not a duration)

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s, tcp: { from: h1, to: 'h2:80' } }
        - { at: 1s, tcp: { from: h1, to: 'h1:80', until: 2s } }
        - { at: 1s, tcp: { from: h1, to: 'h1:80', octets: 1b } }
      => x.yaml:8:15: this transfer never ends: give it octets or until, or the scenario a stop
      x.yaml:9:15: a transfer from a node to itself takes no time, so no end comes: give it octets

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s, raw: { from: h1, packet: '4500' } }
        - { at: 1s, raw: { from: h1, packet: 'zz', mode: sent } }
        - { at: 1s, raw: { from: h1, packet: '45', mode: inject, receiver: h3 } }
        - { at: 1s, raw: { from: h1, packet: '45', mode: inject, nic: eth7 } }
      => x.yaml:8:40: this is no IPv4 packet with a sound header: it can only appear at a NIC, with mode: inject
      x.yaml:9:40: 'zz' has 'z' in it: octets are written in hexadecimal, such as 4500
      x.yaml:9:52: 'sent' is not one of 'send', 'inject'; did you mean send?
      x.yaml:10:52: mode: inject needs the key 'nic' too: where the packets appear
      x.yaml:10:70: there is no node 'h3'; did you mean h1?

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s, name: voice, flow: { from: h1, to: 'h2:9', udp: { rate: 1mbit }, count: 1 } }
      expect:
        - that: app.voice.delay.p98 < duration('1s') && app.voice.jiter.max == duration('0s')
        - that: app.voice.delay.histogram.all(b, b.form > duration('0s'))
        - that: app.voice.responseTime.max > duration('0s')
      => x.yaml:10:27: times has no 'p98': expected 'count', 'min', 'mean', 'p50', 'p95', 'p99', 'max', 'histogram'; did you mean p95?
      x.yaml:10:61: a flow has no 'jiter': expected 'jitter', 'duplicated', 'duplicateRatio', 'interarrivalJitter', 'received', 'finished', 'failures', 'deliveryRatio' and 11 more; did you mean jitter?
      x.yaml:11:46: a bucket has no 'form': expected 'from', 'to', 'count'; did you mean from?
      x.yaml:12:21: a flow has no 'responseTime': expected 'sent', 'received', 'lost', 'inFlight', 'unsent', 'duplicated', 'reordered', 'deliveryRatio', 'lossRatio', 'duplicateRatio', 'reorderedRatio', 'begun', 'finished', 'receivedBytes', 'errors', 'failures', 'delay', 'jitter', 'interarrivalJitter'"
    `);
  });

  it('captures that cannot be replayed', () => {
    expect(diagnosticsOf('captures that cannot be replayed')).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s, replay: { from: h1, file: none.pcap } }
        - { at: 1s, replay: { from: h1, file: good.gml } }
      => x.yaml:8:41: 'none.pcap': there is no such file
      x.yaml:9:41: 'good.gml' cannot be read, at octet 0: neither pcap nor pcapng: the first four octets are of neither

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s, replay: { from: h1, file: cut.pcap } }
        - { at: 1s, replay: { from: h1, file: empty.pcap, speed: 0 } }
      => x.yaml:8:41: 'cut.pcap' cannot be read, at octet 24: the file ends within a record header
      x.yaml:9:41: there is no IPv4 packet in 'empty.pcap' (it is empty)
      x.yaml:9:60: 0 is out of range: expected 0.000001 to 1000000

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s, replay: { from: h1, file: empty.pcap, mode: inject } }
      => x.yaml:8:41: there is no IPv4 packet in 'empty.pcap' (it is empty)
      x.yaml:8:59: mode: inject needs the key 'nic' too: where the packets appear"
    `);
  });
});
