// Lies about what standard does otherwise than the reference.

import { ipv4Address } from '@packetloom/core';
import { igmpOctets } from '@packetloom/core/testing';
import { encodeIpv4 } from '@packetloom/core/wire';
import type { AppScope } from '@packetloom/scenarios';
import type { SimulationEvent } from '@packetloom/sim';
import { type Recording, record } from '../src/observe/recording.js';
import {
  again,
  altered,
  indexOfEvent,
  indexOfEventOn,
  isError,
  isTo,
  isUdp,
  type Type,
  validRun,
  withEvents,
  withOctets,
  withPacket,
} from './validRun.js';

/** The first event of a type is about another packet: these octets. */
function about(type: Type, octets: Uint8Array, change: object = {}): Recording {
  return altered(indexOfEvent(type, isUdp), (event) =>
    'packet' in event
      ? { ...change, packet: { ...event.packet, octets, identity: 4_000_000 } }
      : {},
  );
}

/** A datagram over r1 that records its route, as it came and as it went on. */
function recorded(address: number): Recording {
  const [came, went] = [
    { pointer: 4, address: 0 },
    { pointer: 8, address },
  ].map(({ pointer, address }) => {
    const entry = [address >>> 24, (address >>> 16) & 0xff, (address >>> 8) & 0xff, address & 0xff];
    const options = Uint8Array.of(7, 7, pointer, ...entry, 0);
    const ends = {
      source: ipv4Address(0x0a000001),
      destination: ipv4Address(0x0a000006),
      protocol: 99,
    };
    return encodeIpv4({ ...ends, options }, new Uint8Array(0));
  });
  const index = indexOfEventOn('r1', 'received', isUdp);
  const forwarded = indexOfEventOn('r1', 'forwarded', isUdp);
  return withEvents(
    validRun.events.map((event, at) => {
      if (!('packet' in event) || (at !== index && at !== forwarded)) return event;
      const packet = { ...event.packet, octets: at === index ? came : went, identity: 4_000_000 };
      return { ...event, packet };
    }) as SimulationEvent[],
  );
}

/** The last octet of the sender's link address in an ARP packet. */
const SENDER_MAC_END = 13;

type UdpResult = Extract<AppScope, { kind: 'udp' | 'flow' | 'raw' }>;

/** The first app, a udp, says something else. */
function withApps(change: (scope: UdpResult) => UdpResult): Recording {
  const { result } = validRun;
  if (result === null) throw new Error('the run came to no end');
  const apps = result.apps.map((app) =>
    app.scope.kind === 'udp' ? { ...app, scope: change(app.scope) } : app,
  );
  return { ...validRun, result: { ...result, apps } };
}

/** A triangle, in which a sends to c over b, though it is said that the link between them is the shorter way. */
function longPath(): Recording {
  const recording = record({
    schema: 1,
    name: 'triangle',
    nodes: { a: { kind: 'router' }, b: { kind: 'router' }, c: { kind: 'router' } },
    links: [
      { endpoints: ['a:eth0', 'b:eth0'], delay: '1ms' },
      { endpoints: ['b:eth1', 'c:eth0'], delay: '1ms' },
      { endpoints: ['a:eth1', 'c:eth1'], delay: '5ms' },
    ],
  });
  const { directions } = recording.network;
  const facts = directions.get('a:eth1');
  if (facts === undefined) throw new Error('nothing is sent from a:eth1');
  const shorter = { ...facts, spec: { ...facts.spec, delayNs: 1_000 } };
  const lied = new Map(directions).set('a:eth1', shorter);
  return { ...recording, network: { ...recording.network, directions: lied } };
}

/** What each of these invariants must see through. */
export const CHOICE_VIOLATIONS: Readonly<Record<string, readonly (() => Recording)[]>> = {
  'headers-are-their-own': [
    () => withOctets(indexOfEvent('reassembled'), { 10: 0xaa }), // the checksum of its first fragment
    () => withOctets(indexOfEvent('transmitted', isError), { 38: 0xaa }), // a stale one is quoted
    () => withOctets(indexOfEvent('delivered', isUdp), { 3: 1 }), // another length
    () => {
      const other = validRun.events[indexOfEventOn('h1', 'originated', isUdp)] as SimulationEvent;
      const packet = 'packet' in other ? { ...other.packet, identity: 4_000_000 } : null;
      const unsent = { ...other, type: 'dropped', reason: 'send-error', host: 'h2', packet };
      return withEvents([unsent as SimulationEvent, ...validRun.events]);
    },
  ],
  'only-errors-are-limited': [
    () => altered(indexOfEvent('dropped', isTo(9)), () => ({ reason: 'icmp-rate-limited' })),
    () => again('icmp-error', 52),
  ],
  'datagrams-have-a-size': [
    () => withPacket(indexOfEvent('reassembled'), () => ({ length: 65_536 })),
    () => withPacket(indexOfEvent('fragmented'), () => ({ flagsAndFragmentOffset: 0x1fff })),
  ],
  'recorded-address-leads-on': [() => recorded(0x0a000002)],
  'igmp-version-1-is-understood': [
    () => {
      const report = {
        kind: 'membership-report',
        version: 1,
        group: ipv4Address(0xef010101),
      } as const;
      const invalid = { type: 'dropped', reason: 'igmp-invalid' };
      const octets = igmpOctets(report, ipv4Address(0x0a000001), false);
      const violation = about('received', octets, invalid);
      return withEvents(
        violation.events.map((event) =>
          event.type === 'dropped' && event.reason === 'igmp-invalid'
            ? {
                ...event,
                packet: { ...event.packet, protocol: 2, ttl: 1, source: ipv4Address(0x0a000001) },
              }
            : event,
        ),
      );
    },
  ],
  'udp-checksums-are-sent': [
    () => withOctets(indexOfEvent('transmitted', isTo(9)), { 26: 0, 27: 0 }),
  ],
  'neighbours-are-believed': [
    () => {
      const nodes = { a: { kind: 'host' }, b: { kind: 'host' } } as const;
      const recording = record({
        schema: 1,
        name: 'lan',
        nodes,
        segments: { lan: { kind: 'switch', attach: ['a:eth0', 'b:eth0'] } },
        events: [{ at: '0s', ping: { from: 'a', to: 'b', count: 1 } }],
      });
      const events = recording.events.map((event) => {
        if (event.type !== 'consumed' || event.reason !== 'arp') return event;
        const octets = event.packet.octets?.slice() ?? new Uint8Array();
        octets[SENDER_MAC_END] = 0xaa;
        return { ...event, packet: { ...event.packet, octets } };
      });
      return { ...recording, events };
    },
  ],
  'apps-add-up': [
    () => withApps((app) => ({ ...app, lost: app.lost + 1 })),
    () => withApps((app) => ({ ...app, inFlight: 1, received: app.received - 1 })),
    () => withApps((app) => ({ ...app, sent: app.sent + 1, lost: app.lost + 1 })),
    () => withEvents(validRun.events.filter(({ type }) => type !== 'delivered')),
  ],
  'reserved-addresses-stay-out': [
    () =>
      withPacket(indexOfEventOn('r1', 'received', isUdp), () => ({
        source: ipv4Address(0xf0000001),
      })),
    () =>
      withPacket(indexOfEventOn('h3', 'received', isTo(1)), () => ({
        source: ipv4Address(0x00010203),
      })),
    () => withPacket(indexOfEvent('forwarded'), () => ({ destination: ipv4Address(0xf0000001) })),
    () =>
      withPacket(indexOfEvent('originated', isError), () => ({
        destination: ipv4Address(0x00010203),
      })),
  ],
  'shortest-paths-to-routers': [longPath],
};
