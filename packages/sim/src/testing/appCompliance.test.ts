import { type Ipv4Address, ipv4Address } from '@packetloom/core';
import { encodeIpv4, encodeUdp } from '@packetloom/core/wire';
import { describe, expect, it } from 'vitest';
import { type RoutedNetwork, routedNetwork } from '../../test/routedNetwork.js';
import {
  type App,
  MulticastReceiverApp,
  MulticastSenderApp,
  PingApp,
  RawBytesApp,
  ReplayApp,
  RequestResponseApp,
  TcpBulkApp,
  TcpFlowsApp,
  TcpPagesApp,
  TracerouteApp,
  UdpFlowApp,
} from '../apps/index.js';
import type { Simulation } from '../network/simulation.js';
import { type AppSubject, appCompliance } from './appCompliance.js';
import { ComplianceError } from './compliance.js';

const MS = 1e6;
const SECOND = 1e9;
const GROUP = ipv4Address(0xef010101);

/** a – r – b, where the second link loses, duplicates and reorders. */
function network(): RoutedNetwork {
  const made = routedNetwork([{ hosts: ['a', 'r'] }, { hosts: ['r', 'b'] }]);
  made.simulation.link('net1').forward.set({
    loss: { kind: 'independent', probability: 0.1 },
    duplicate: { probability: 0.1 },
    jitter: { distribution: 'uniform', jitterNs: MS / 2, correlation: 0, keepOrder: false },
  });
  return made;
}

type Make = (network: RoutedNetwork, to: Ipv4Address) => App<object>;

function subjectOf(make: Make): AppSubject {
  return {
    create() {
      const made = network();
      return { simulation: made.simulation, app: make(made, made.address('b', 1)) };
    },
  };
}

const base = { name: 'app', from: 'a' };
const flow = { ...base, port: 9, payload: new Uint8Array(10), receiver: 'b' };

function datagram({ address }: RoutedNetwork): Uint8Array {
  const ends = { source: address('a', 0), destination: address('b', 1) };
  const udp = encodeUdp({ sourcePort: 7, destinationPort: 9 }, new Uint8Array(4), ends);
  return encodeIpv4({ ...ends, protocol: 17, ttl: 64 }, udp);
}

const OURS: Readonly<Record<string, Make>> = {
  ping: ({ simulation }, to) => new PingApp(simulation, { ...base, to, count: 20 }),
  traceroute: ({ simulation }, to) => new TracerouteApp(simulation, { ...base, to }),
  'traceroute by ICMP': ({ simulation }, to) =>
    new TracerouteApp(simulation, { ...base, to, probe: 'icmp' }),
  'flow at an interval': ({ simulation }, to) =>
    new UdpFlowApp(simulation, { ...flow, to, count: 50, intervalNs: MS }),
  'Poisson flow': ({ simulation }, to) =>
    new UdpFlowApp(simulation, {
      ...{ ...flow, to, untilNs: 2 * SECOND },
      pattern: { kind: 'poisson', meanGapNs: 5 * MS },
    }),
  'on-off flow': ({ simulation }, to) =>
    new UdpFlowApp(simulation, {
      ...{ ...flow, to, count: 50 },
      pattern: {
        ...{ kind: 'on-off', rateBitsPerSecond: 80_000 },
        on: { kind: 'exponential', meanNs: 5 * MS },
        off: { kind: 'exponential', meanNs: 5 * MS },
      },
    }),
  'flow that is over before it begins': ({ simulation }, to) =>
    new UdpFlowApp(simulation, { ...flow, to, untilNs: 1 }),
  'request-response': ({ simulation }, to) =>
    new RequestResponseApp(simulation, {
      ...{ ...base, to, port: 80, server: 'b', count: 30 },
      thinkTime: { kind: 'exponential', meanNs: 5 * MS },
      serviceTime: { kind: 'exponential', meanNs: MS },
    }),
  'TCP transfer': ({ simulation }, to) =>
    new TcpBulkApp(simulation, { ...base, to, port: 80, octets: 20_000, receiver: 'b' }),
  flows: ({ simulation }, address) =>
    new TcpFlowsApp(simulation, {
      ...{ name: 'app', sources: ['a'], destinations: [{ host: 'b', address }], port: 80 },
      ...{ sizes: { kind: 'exponential', meanBytes: 3000 }, meanGapNs: 50 * MS, count: 10 },
      classes: [{ name: 'all', mostBytes: null }],
    }),
  pages: ({ simulation }, to) =>
    new TcpPagesApp(simulation, {
      ...{ ...base, to, port: 80, server: 'b', count: 4, connections: 3 },
      ...{ objects: { least: 0, most: 5 }, objectSize: { kind: 'exponential', meanBytes: 3000 } },
      thinkTime: { kind: 'exponential', meanNs: 5 * MS },
      serviceTime: { kind: 'exponential', meanNs: MS },
    }),
  raw: (made) =>
    new RawBytesApp(made.simulation, {
      ...{ ...base, packet: datagram(made), count: 20, intervalNs: MS, receiver: 'b' },
    }),
  replay: (made) =>
    new ReplayApp(made.simulation, {
      ...{ ...base, receiver: 'b' },
      datagrams: [0, 0, 5, 9].map((ms) => ({ timeNs: ms * MS, octets: datagram(made) })),
    }),
  'multicast sender': ({ simulation }) =>
    new MulticastSenderApp(simulation, {
      ...{ ...base, group: GROUP, port: 9, payload: new Uint8Array(9), count: 20, intervalNs: MS },
    }),
  'multicast receiver': ({ simulation }) =>
    new MulticastReceiverApp(simulation, {
      ...{ name: 'app', on: 'b', group: GROUP, port: 9, sender: null, durationNs: SECOND },
    }),
};

describe.each(Object.entries(OURS))('%s', (_, make) => {
  for (const { name, run } of appCompliance(subjectOf(make))) it(name, run);
});

/** An app that is as an app should be, until a part of it is replaced. */
class Counter implements App<object> {
  readonly name: string = 'counter';
  readonly kind = 'counter';
  done = false;
  protected sent = 0;
  protected readonly simulation: Simulation;

  constructor(simulation: Simulation) {
    this.simulation = simulation;
  }

  start(): void {
    this.sent++;
    this.simulation.at(this.simulation.nowNs + 1, () => {
      this.done = true;
    });
  }

  get report(): object {
    return { sent: this.sent, received: 0, lost: this.sent };
  }
}

describe('an app that is not as it should be', () => {
  const failing = (make: (simulation: Simulation) => App<object>) =>
    appCompliance(subjectOf(({ simulation }) => make(simulation)))
      .filter(({ run }) => {
        try {
          run();
          return false;
        } catch (error) {
          expect(error).toBeInstanceOf(ComplianceError);
          return true;
        }
      })
      .map(({ name }) => name);

  it('is found out, case by case', () => {
    expect(failing((simulation) => new Counter(simulation))).toEqual([]);
    let runs = 0;
    const broken: Record<string, (simulation: Simulation) => App<object>> = {
      'without a name': (simulation) =>
        new (class extends Counter {
          override readonly name = '';
        })(simulation),
      'that never ends': (simulation) =>
        new (class extends Counter {
          override start(): void {
            this.sent++;
          }
        })(simulation),
      'that is done, and goes on': (simulation) =>
        new (class extends Counter {
          override start(): void {
            this.done = true;
            simulation.at(simulation.nowNs + 1, () => {
              this.done = false;
            });
            simulation.at(simulation.nowNs + 2, () => {
              this.done = true;
            });
          }
        })(simulation),
      'that begins by itself': (simulation) => {
        const app = new Counter(simulation);
        simulation.at(5, () => app.start());
        return app;
      },
      'whose numbers do not add up': (simulation) =>
        new (class extends Counter {
          override get report(): object {
            return { sent: 3, received: 1, lost: 1 };
          }
        })(simulation),
      'that differs from run to run': (simulation) => {
        const run = runs++;
        return new (class extends Counter {
          override get report(): object {
            return { run };
          }
        })(simulation);
      },
      'whose report changes when it is read': (simulation) =>
        new (class extends Counter {
          override get report(): object {
            return { reads: this.sent++ };
          }
        })(simulation),
      'that reports what cannot be written down': (simulation) =>
        new (class extends Counter {
          override get report(): object {
            return { ratio: Number.NaN };
          }
        })(simulation),
      'that leaves its name on the bus': (simulation) =>
        new (class extends Counter {
          override start(): void {
            simulation.bus.sender = this.name;
            super.start();
          }
        })(simulation),
      'that lets time pass in its start': (simulation) =>
        new (class extends Counter {
          override start(): void {
            super.start();
            simulation.run();
          }
        })(simulation),
    };
    const found = Object.entries(broken).map(([what, make]) => [what, failing(make)]);
    expect(Object.fromEntries(found)).toMatchInlineSnapshot(`
      {
        "that begins by itself": [
          "does nothing before it is started",
        ],
        "that differs from run to run": [
          "is the same each time, whatever others draw",
        ],
        "that is done, and goes on": [
          "comes to its end, and stays there",
        ],
        "that leaves its name on the bus": [
          "begins at the present instant",
        ],
        "that lets time pass in its start": [
          "begins at the present instant",
        ],
        "that never ends": [
          "comes to its end, and stays there",
        ],
        "that reports what cannot be written down": [
          "reports plain values, the same when asked again",
        ],
        "whose numbers do not add up": [
          "counts so that its numbers add up",
        ],
        "whose report changes when it is read": [
          "does nothing before it is started",
          "reports plain values, the same when asked again",
        ],
        "without a name": [
          "has a name and a kind",
        ],
      }
    `);
  });
});
