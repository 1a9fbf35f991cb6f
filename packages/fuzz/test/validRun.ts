import type { WrittenScenario } from '@packetloom/scenarios';
import type { SimulationEvent } from '@packetloom/sim';
import { type Recording, record } from '../src/observe/recording.js';

const RULE = '-t mangle -A PREROUTING -p udp --dport 7 -j DROP';

/**
 * Large and small datagrams over a router with a narrow side, two that die there, a group, and a stream behind
 * another router.
 */
export const SCENARIO: WrittenScenario = {
  schema: 1,
  name: 'all-is-well',
  nodes: {
    h1: { kind: 'host' },
    r1: { kind: 'router', iptables: [RULE] },
    h2: { kind: 'host' },
    r2: { kind: 'router' },
    h3: { kind: 'host' },
    h4: { kind: 'host' },
  },
  links: [
    { name: 'wide', endpoints: ['h1:eth0', 'r1:eth0'], rate: '10mbit' },
    { name: 'narrow', endpoints: ['r1:eth1', 'h2:eth0'], mtu: 576 },
    { endpoints: ['r1:eth2', 'r2:eth0'] },
    { endpoints: ['r2:eth1', 'h3:eth0'] },
    { endpoints: ['r2:eth2', 'h4:eth0'] },
  ],
  events: [
    { at: '0s', node: 'h2', join: { nic: 'eth0', group: '239.1.1.1' } },
    { at: '1s', udp: { from: 'h1', to: 'h2:5000', count: 3, interval: '1us', size: '1400b' } },
    { at: '2s', ping: { from: 'h1', to: 'h2', count: 2 } },
    { at: '5s', ping: { from: 'h1', to: 'h2', count: 1, ttl: 1 } },
    { at: '6s', udp: { from: 'h1', to: 'h2:9', receive: false } },
    { at: '7s', udp: { from: 'h1', to: 'h2:7', receive: false } },
    {
      at: '9s',
      multicast: { from: 'h1', group: '239.1.1.2', port: 1, receivers: ['h3', 'h4'], join: '8s' },
    },
    { at: '20s', name: 'bulk', tcp: { from: 'h1', to: 'h4:80', octets: '5kb' } },
  ],
};

/** Whether it is for a UDP port. */
export const isTo =
  (port: number) =>
  ({ protocol, transport }: Packet) =>
    protocol === 17 && (transport & 0xffff) === port;

export type Type = SimulationEvent['type'];
export type Packet = Extract<SimulationEvent, { packet: unknown }>['packet'];

export const validRun = record(SCENARIO);

export function withEvents(events: readonly SimulationEvent[]): Recording {
  return { ...validRun, events, ipv4Events: events };
}

/** The place of the first (or a later) event of a type that fits. */
export function indexOfEvent(
  type: Type,
  fits: (packet: Packet) => boolean = () => true,
  skip = 0,
): number {
  const indices = validRun.events.flatMap((event, index) =>
    event.type === type && 'packet' in event && fits(event.packet) ? [index] : [],
  );
  const index = indices[skip];
  if (index === undefined) throw new Error(`the scenario has no such ${type}`);
  return index;
}

/** The same on one node. */
export function indexOfEventOn(
  node: string,
  type: Type,
  fits: (packet: Packet) => boolean,
  skip = 0,
): number {
  const indices = validRun.events.flatMap((event, index) =>
    event.type === type &&
    'packet' in event &&
    'host' in event &&
    event.host === node &&
    fits(event.packet)
      ? [index]
      : [],
  );
  const index = indices[skip];
  if (index === undefined) throw new Error(`${node} has no such ${type}`);
  return index;
}

/** The recording with one event that tells something else. */
export function altered(index: number, change: (event: SimulationEvent) => object): Recording {
  return withEvents(
    validRun.events.map((event, at) =>
      at === index ? Object.assign({}, event, change(event)) : event,
    ),
  );
}

export function withPacket(index: number, change: (packet: Packet) => Partial<Packet>): Recording {
  return altered(index, (event) =>
    'packet' in event ? { packet: { ...event.packet, ...change(event.packet) } } : {},
  );
}

/** Octets set, counted from the first or (negative) the last one. */
export function withOctets(index: number, octets: Readonly<Record<number, number>>): Recording {
  return withPacket(index, ({ octets: before = new Uint8Array(0) }) => {
    const after = before.slice();
    for (const [at, value] of Object.entries(octets)) {
      after[Number(at) < 0 ? after.length + Number(at) : Number(at)] = value;
    }
    return { octets: after };
  });
}

/** The first event of a type over and over. */
export function again(type: Type, times: number, fits?: (packet: Packet) => boolean): Recording {
  const event = validRun.events[indexOfEvent(type, fits)] as SimulationEvent;
  return withEvents(Array.from({ length: times }, () => event));
}

export function without(index: number): Recording {
  return withEvents(validRun.events.filter((_, at) => at !== index));
}

export const isFragment = ({ flagsAndFragmentOffset }: Packet) =>
  (flagsAndFragmentOffset & 0x1fff) !== 0;
export const isIgmp = ({ protocol }: Packet) => protocol === 2;
export const isUdp = ({ protocol }: Packet) => protocol === 17;
export const isError = ({ protocol, transport }: Packet) =>
  protocol === 1 && transport >>> 8 === 11;
export const isQuery = ({ protocol, octets }: Packet) => protocol === 2 && octets?.[24] === 0x11;
