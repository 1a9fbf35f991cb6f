import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../testing/brokenDocuments.js';

describe('a broken document is answered with all that is wrong, at its place:', () => {
  it('unknown keys, with what was meant', () => {
    expect(diagnosticsOf('unknown keys, with what was meant')).toMatchInlineSnapshot(`
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
      x.yaml:5:1: unknown key 'zzz' in the scenario; it may have 'schema', 'name', 'description', 'seed', 'stop', 'epoch', 'defaults', 'addressing', 'import', 'include', 'parameters', 'templates', 'groups', 'generate', 'nodes', 'links', 'segments', 'routing', 'events', 'expect', 'outputs'

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
      x.yaml:3:8: expected a mapping, found an empty list: names stand before colons, such as h1: { kind: host }

      name: 5
      => x.yaml:1:1: the scenario needs the key 'schema'
      x.yaml:1:7: expected a name, found 5; did you mean "5"?"
    `);
  });

  it('keys that are not built yet', () => {
    expect(diagnosticsOf('keys that are not built yet')).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      generate: ring
      sweep: {}
      runs: 3
      apps: {}
      nodes: { h1: { kind: host, profile: linux } }
      => x.yaml:3:11: expected a mapping, found 'ring'
      x.yaml:4:1: 'sweep' is not built yet (parameter sweeps)
      x.yaml:5:1: 'runs' is not built yet (repeated runs)
      x.yaml:6:1: 'apps' is not built yet (apps from TypeScript modules)

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      outputs: { report: html }
      => x.yaml:7:12: 'report' is not built yet (reports)

      schema: 1
      name: a
      nodes: { h1: { kind: host, routes: ['blackhole 10.0.0.0/8'] } }
      => x.yaml:3:37: 'blackhole 10.0.0.0/8' uses 'blackhole', which is not built yet"
    `);
  });

  it('impairments and queues that cannot be', () => {
    expect(diagnosticsOf('impairments and queues that cannot be')).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
          netem: delay 20ms 2ms distribtion normal
          reverse: { netem: "los 1%" }
          weight: 3
      => x.yaml:7:27: 'distribtion' is no word of netem here; it has 'limit', 'delay', 'distribution', 'loss', 'ecn', 'duplicate', 'corrupt', 'reorder', 'gap', 'rate', 'slot'; did you mean distribution?
      x.yaml:8:24: 'los' is no word of netem here; it has 'limit', 'delay', 'distribution', 'loss', 'ecn', 'duplicate', 'corrupt', 'reorder', 'gap', 'rate', 'slot'; did you mean loss?
      x.yaml:9:5: nothing looks at weights without routing: { by: weight }

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
          loss: 1%
          delay: 1ms
          netem: >-
            delay 20ms
            limit 10
      routing: { by: weights }
      => x.yaml:8:5: 'delay' is set by netem here, too: write it once
      x.yaml:12:16: 'weights' is not one of 'delay', 'hops', 'weight'; did you mean weight?

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
          netem: delay 5ms
      events:
        - { at: 1s, link: tail, set: { netem: 'rate 1mbps' } }
      defaults: { link: { netem: 'loss 1% seed 7' } }
      => x.yaml:9:47: '1mbps' is bytes a second for tc: write bits; did you mean 8mbit?
      x.yaml:10:37: 'seed' of netem is not built (a seed of its own: the scenario has one)

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
          slot: { min: 2ms, jitter: 1ms }
          delay: { mean: 5ms, limit: 0p }
          rate: { overhead: 5 }
          reverse: { slot: { packets: 5p }, netem: limit 9, delay: { mean: 1ms, limit: 5p } }
      => x.yaml:7:23: a slot is from min to max, or around a mean: 'jitter' is of the other
      x.yaml:9:5: a rate needs the key 'bits'
      x.yaml:9:23: a bare number, 5, where a unit belongs: expected octets with their unit, such as 20b or -14b; did you mean 5b?
      x.yaml:10:75: 'limit' is set by netem here, too: write it once

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
          slot: { max: 2ms }
          reverse: { slot: { min: 5ms, max: 4ms } }
      => x.yaml:7:11: a slot with max needs 'min'

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
          jitter: 2ms
          duplication: 1%
          corruption: 1%
          reordering: 1%
          weight: { forwards: 3 }
      => x.yaml:7:5: unknown key 'jitter' in a link: it is part of the delay, such as delay: { mean: 20ms, jitter: 2ms }
      x.yaml:8:5: unknown key 'duplication' in a link; did you mean duplicate?
      x.yaml:9:5: unknown key 'corruption' in a link; did you mean corrupt?
      x.yaml:10:5: unknown key 'reordering' in a link; did you mean reorder?
      x.yaml:11:15: unknown key 'forwards' in a weight; did you mean forward?

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
          loss: 5
          duplicate: { probability: 101% }
          corrupt: 1
          reorder: { gap: 0 }
      => x.yaml:7:11: a bare number, 5, where a unit belongs: expected a share in percent, such as 1%; did you mean 5%?
      x.yaml:8:31: '101%' is more than all, 100%; did you mean 100%?
      x.yaml:9:14: a bare number, 1, where a unit belongs: expected a share in percent, such as 1%; did you mean 1%?
      x.yaml:10:5: a reordering needs the key 'probability'
      x.yaml:10:21: 0 is out of range: expected at least 1

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
          loss: { gemodel: { p: 1% }, burst: { probability: 1%, length: 2p } }
      => x.yaml:7:5: a loss is one of its keys, not several

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
          loss: { gemodl: { p: 1% } }
          delay: { mean: 1ms, jitter: 1ms, distribution: gauss }
      => x.yaml:7:13: unknown key 'gemodl' in a loss; did you mean gemodel?
      x.yaml:8:52: 'gauss' is not one of 'uniform', 'normal', 'pareto', 'paretonormal'; did you mean normal?

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
          queue: { kind: codel, min: 5p, limit: 64kb }
          reverse: { queue: { kind: red, limit: 10p } }
      => x.yaml:7:27: a queue of kind codel has no 'min'; it has 'limit', 'target', 'interval', 'ecn', 'ce-threshold'
      x.yaml:7:43: a queue of kind codel is limited in packets, such as 100p
      x.yaml:8:23: a queue of kind red needs 'min'
      x.yaml:8:23: a queue of kind red needs 'max'

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
          queue: { kind: red, min: 9p, max: 5p, limit: 10p }
      => x.yaml:5:5: a red queue with minPackets 9 and maxPackets 5 is impossible

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s, link: tail, set: { queue: { kind: priority } } }
      => x.yaml:8:41: a queue of kind priority needs 'bands'"
    `);
  });

  it('quantities without or with wrong units', () => {
    expect(diagnosticsOf('quantities without or with wrong units')).toMatchInlineSnapshot(`
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
      x.yaml:9:12: a bare number, 100, where a unit belongs: expected a number of packets with its unit, such as 100p, or a mapping; did you mean 100p?

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
      x.yaml:8:11: expected a rate with its unit, such as 10mbit, found NaN
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
});
