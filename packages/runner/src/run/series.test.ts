import { describe, expect, it } from 'vitest';
import { scenario } from '../../test/scenario.js';
import { runScenario } from './index.js';

/** The rows of the series that a scenario asks for, and what the run came to. */
function seriesOf(text: string) {
  let file = '';
  const write = (chunk: Uint8Array) => {
    file += new TextDecoder().decode(chunk);
  };
  const result = runScenario(scenario(text), { series: { write } });
  const [heading, ...rows] = file.split('\n').slice(0, -1);
  return { heading, rows, result };
}

/** 1,000 bytes take 1 ms at this rate; ten are sent at once. */
const NARROW = `
nodes: { h1: { kind: host }, h2: { kind: host } }
links: [{ name: tail, endpoints: ["h1:eth0", "h2:eth0"], rate: 8mbit, delay: 2ms, queue: 5p }]
events: [{ at: 0s, name: burst, udp: { from: h1, to: "h2:5004", count: 10, interval: 0s, size: 972b } }]
`;

describe('a time series', () => {
  it('has a column for each value, named with its unit, and a row for each time and the end', () => {
    const { heading, rows } = seriesOf(`${NARROW}
outputs: { series: { every: 2ms, of: [link.tail.forward.queue, app.burst.received, node.h2.udp.packetsReceived] } }`);
    expect(heading).toBe(
      'time (s),link.tail.forward.queue.packets (packets),link.tail.forward.queue.bytes (bytes),' +
        'link.tail.forward.queue.largest (packets),app.burst.received (packets),node.h2.udp.packetsReceived (count)',
    );
    // Six get in, one of them into the rate stage; each leaves the queue a millisecond after the other.
    // The first row is taken before the burst, the last one after the last arrival.
    expect(rows).toEqual([
      '0.000000000,0,0,0,0,0',
      '0.002000000,3,3000,5,0,0',
      '0.004000000,1,1000,5,2,2',
      '0.006000000,0,0,5,4,4',
      '0.008000000,0,0,5,6,6',
    ]);
  });

  it('has throughput and delay of the time between two rows', () => {
    const { heading, rows } = seriesOf(`${NARROW}
outputs: { series: { every: 4ms, of: [link.tail.forward.throughput, link.tail.forward.delay] } }`);
    expect(heading).toBe(
      'time (s),link.tail.forward.throughput (bit/s),link.tail.forward.delay.mean (ms),link.tail.forward.delay.max (ms)',
    );
    expect(rows).toEqual(['0.000000000,,,', '0.004000000,2000000,3,3', '0.008000000,10000000,6,8']);
  });

  it('has drops added up or by reason, durations in milliseconds, and nothing where there is no value', () => {
    const { heading, rows } = seriesOf(`${NARROW}
outputs: { series: { every: 8ms, of: [link.tail.forward.drops, link.tail.forward.drops.loss, app.burst.delay.max] } }`);
    expect(heading).toBe(
      'time (s),link.tail.forward.drops (packets),link.tail.forward.drops.loss (packets),app.burst.delay.max (ms)',
    );
    expect(rows).toEqual(['0.000000000,0,0,', '0.008000000,4,0,8']);
  });

  it('has segments, with their ports', () => {
    const { heading, rows } = seriesOf(`
nodes: { h1: { kind: host }, h2: { kind: host } }
segments: { lan: { kind: hub, attach: ["h1:eth0", "h2:eth0"] } }
events: [{ at: 0s, udp: { from: h1, to: "h2:5004", count: 1 } }]
outputs: { series: { every: 1s, of: [segment.lan.receivedFrames, segment.lan.ports.*.reverse.queue.packets, "segment.lan.ports.h1:eth0.forward.throughput"] } }`);
    expect(heading).toBe(
      'time (s),segment.lan.receivedFrames (frames),segment.lan.ports.h1:eth0.reverse.queue.packets (packets),' +
        'segment.lan.ports.h2:eth0.reverse.queue.packets (packets),segment.lan.ports.h1:eth0.forward.throughput (bit/s)',
    );
    expect(rows.length).toBe(2);
    expect(rows[1]).toMatch(/^0.00\d+,3,0,0,\d+(\.\d+)?$/);
  });

  it('takes every name for *', () => {
    const { heading } = seriesOf(`${NARROW}
outputs: { series: { every: 8ms, of: [link.*.*.sent, node.*.ip.packetsSent] } }`);
    expect(heading).toBe(
      'time (s),link.tail.forward.sent (packets),link.tail.reverse.sent (packets),node.h1.ip.packetsSent (count),node.h2.ip.packetsSent (count)',
    );
  });

  it('takes names in brackets, as expectations write them, and patterns for parts of names', () => {
    const { heading } = seriesOf(`
nodes: { h1: { kind: host }, h-2: { kind: host } }
links: [{ name: leg-1, endpoints: ["h1:eth0", "h-2:eth0"] }, { name: leg-2, endpoints: ["h1:eth1", "h-2:eth1"] }, { name: arm, endpoints: ["h1:eth2", "h-2:eth2"] }]
events: [{ at: 0s, name: my-call, udp: { from: h1, to: "h-2:9", count: 1 } }]
outputs:
  series:
    every: 1s
    of: ['app["my-call"].received', "app['my-call'].lost", app.my-call.sent, link.leg*.forward.sent, 'link["*-1"].f*.drops["queue-full"]', 'node[ "h-2" ].ip.packetsReceived', link.l*g-*2.reverse.sent]`);
    expect(heading?.split(',')).toEqual([
      'time (s)',
      'app.my-call.received (packets)',
      'app.my-call.lost (packets)',
      'app.my-call.sent (packets)',
      'link.leg-1.forward.sent (packets)',
      'link.leg-2.forward.sent (packets)',
      'link.leg-1.forward.drops.queue-full (packets)',
      'node.h-2.ip.packetsReceived (count)',
      'link.leg-2.reverse.sent (packets)',
    ]);
  });

  it('says what a pattern stands for, and what there is, where it stands for nothing', () => {
    const wrong = [
      'link.le*.forward.sent',
      'link.tail.f*x.sent',
      'app.*.rec*',
      'link["x"].forward',
    ];
    const reported = wrong.map((selector) => {
      try {
        scenario(`${NARROW}\noutputs: { series: { every: 1s, of: ['${selector}'] } }`);
        return 'nothing';
      } catch (error) {
        return error instanceof Error ? error.message : '';
      }
    });
    expect(reported).toEqual([
      "line 8: no link is like 'le*'; there are 'tail'",
      "line 8: no direction is like 'f*x'; there are 'forward', 'reverse'",
      expect.stringContaining(
        "line 8: 'rec*' does not stand for everything here: name one of 'sent'",
      ),
      "line 8: there is no link 'x'; there are 'tail'",
    ]);
  });

  it('changes nothing of what happens', () => {
    const without = runScenario(scenario(NARROW));
    const { result } = seriesOf(`${NARROW}
outputs: { series: { every: 1ms, of: [link.tail.forward.queue, link.tail.forward.delay] } }`);
    expect(result.fingerprint).toBe(without.fingerprint);
    expect(result.simulatedNs).toBe(without.simulatedNs);
  });
});
