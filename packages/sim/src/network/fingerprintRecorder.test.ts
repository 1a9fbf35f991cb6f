import {
  Disposition,
  type Host,
  type Ipv4Address,
  ipv4Address,
  type PacketBuffer,
  PacketPool,
  parseIpv4Address,
} from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { EventBus } from '../bus/eventBus.js';
import type { EventTap, OtherEvent } from '../bus/eventTap.js';
import type { SimulationEventType } from '../bus/simulationEvent.js';
import { createSimulation } from '../composition/index.js';
import { DEFAULT_LINK_DIRECTION, type LinkDirectionSpec } from '../link/linkSpec.js';
import { RunningHash } from '../record/index.js';
import { VirtualClock } from '../time/virtualClock.js';
import { eventFieldsOf, SIMULATION_EVENT_TYPES } from './eventFields.js';
import { FINGERPRINT_FORMAT, FingerprintRecorder } from './fingerprintRecorder.js';
import type { Simulation } from './simulation.js';

const address = (text: string) => parseIpv4Address(text) as Ipv4Address;

/** Two hosts on a link; the second one takes datagrams at port 9. */
function pair(link: Partial<LinkDirectionSpec> = {}): { simulation: Simulation; first: Host } {
  const simulation = createSimulation();
  const [first, second] = ['a', 'b'].map((name) => simulation.addHost({ name }));
  if (first === undefined || second === undefined) throw new Error('no hosts');
  const direction = { ...DEFAULT_LINK_DIRECTION, rateBitsPerSecond: null, ...link };
  simulation.addLink({
    name: 'l',
    endpoints: [
      { host: 'a', nic: 'eth0' },
      { host: 'b', nic: 'eth0' },
    ],
    forward: direction,
    reverse: direction,
  });
  for (const [source, host] of [first, second].entries()) {
    const nic = host.nic('eth0');
    nic?.addAddress({ address: ipv4Address(address('10.0.0.1') + source), length: 24 });
    const destination = { address: address('10.0.0.0'), length: 24 };
    host.routes.add({ destination, gateway: null, nic: nic?.id ?? 0 });
  }
  simulation.udpPorts.open(second, 9);
  return { simulation, first };
}

interface Sent {
  readonly payload?: Uint8Array;
  readonly atNs?: number;
  readonly port?: number;
  readonly link?: Partial<LinkDirectionSpec>;
  readonly count?: number;
}

/** The fingerprint of a run in which datagrams are sent. */
function digestOf({
  payload = Uint8Array.of(1, 2, 3),
  atNs = 5,
  port = 9,
  link = {},
  count = 1,
}: Sent = {}): string {
  const { simulation, first } = pair(link);
  const fingerprint = simulation.recordFingerprint();
  const socket = first.udp.createSocket();
  socket.bind({ port: 5000 });
  for (let number = 0; number < count; number++) {
    simulation.at(atNs, () => {
      expect(socket.send({ payload, to: address('10.0.0.2'), port })).toBeNull();
    });
  }
  simulation.run();
  return fingerprint.digestHex();
}

describe('the fingerprint of a run', () => {
  // Must never change within a version of the format: runs are compared by it.
  it('is the same on every machine', () => {
    expect(digestOf()).toMatchInlineSnapshot(
      `"cb9554b0af8749490c4b926378d70023b724eb730b50fcce1543cae5ba791a92"`,
    );
    expect(digestOf({ port: 10, count: 3 })).toMatchInlineSnapshot(
      `"445656bb208a150a7b0984a84c44a3c5e14e1f21f6a7f71a5fc4fd4c6c0d547e"`,
    );
  });

  it('is the running hash of the records of what happens', () => {
    const hash = new RunningHash();
    const packet = Uint8Array.from([
      ...[0x45, 0, 0, 31, 4, 157, 0, 0, 64, 17, 0x62, 0x2f, 10, 0, 0, 1, 10, 0, 0, 2],
      ...[0x13, 0x88, 0, 9, 0, 11, 0xd4, 0x42, 1, 2, 3],
    ]);
    const octets = () => hash.octets(new DataView(packet.buffer), 0, packet.length);
    const source = (name: string) => {
      hash.block(0, 0, 0, 0);
      for (const value of ['host', name, 'eth0']) hash.value(value);
    };
    const length = 31 * 65_536;
    hash.block(255, 0, 0, 0);
    hash.value('udp');
    source('a');
    // Originated: at another time than 0, by text 0.
    hash.block(1 + length, 0, 1, 5);
    hash.block(0, 0, 0, 0);
    octets();
    // Transmitted.
    hash.block(3 + length, 0, 1, 0);
    octets();
    source('b');
    // Received.
    hash.block(2 + length, 1, 1, DEFAULT_LINK_DIRECTION.delayNs);
    octets();
    // Delivered by protocol 17 to port 9.
    hash.block(8 + length, 1, 1, 0);
    hash.block(17, 9, 0, 0);
    octets();
    expect(digestOf()).toBe(Buffer.from(hash.digest(FINGERPRINT_FORMAT)).toString('hex'));
  });

  it('is another for any difference', () => {
    const all = [
      {},
      { payload: Uint8Array.of(1, 2, 4) },
      { payload: Uint8Array.of(1, 2, 3, 0) },
      { atNs: 6 },
      { port: 10 },
      { count: 2 },
      { link: { delayNs: 1 } },
      { link: { mtu: 68 }, payload: new Uint8Array(90) },
      { link: { mtu: 80 }, payload: new Uint8Array(90) },
      { link: { queueLimitPackets: 1, rateBitsPerSecond: 1e6 }, count: 3 },
      { link: { queueLimitPackets: 2, rateBitsPerSecond: 1e6 }, count: 3 },
      { link: { corrupt: { probability: 1 } } },
      { link: { duplicate: { probability: 1 } } },
      { link: { loss: { kind: 'independent', probability: 1 } } },
    ] satisfies readonly Sent[];
    const digests = all.map((sent) => digestOf(sent));
    expect(new Set(digests).size).toBe(all.length);
    expect(all.map((sent) => digestOf(sent))).toEqual(digests);
  });

  it('may be asked for at any time', () => {
    const { simulation } = pair();
    const fingerprint = simulation.recordFingerprint();
    const digests = [fingerprint.digestHex()];
    simulation.setHostUp('b', false);
    digests.push(fingerprint.digestHex(), fingerprint.digestHex());
    simulation.setHostUp('b', true);
    digests.push(fingerprint.digestHex());
    expect(new Set(digests).size).toBe(3);
    expect(fingerprint.events).toBe(2);
    fingerprint.stop();
    simulation.setHostUp('b', false);
    expect(fingerprint.events).toBe(2);
    expect(fingerprint.digestHex()).toBe(digests[3]);
  });

  it('does not depend on who else observes', () => {
    const observed = () => {
      const { simulation, first } = pair();
      simulation.bus.events$.subscribe();
      simulation.bus.onDrop(() => undefined);
      simulation.setHostUp('a', false);
      simulation.setHostUp('a', true);
      return { simulation, first };
    };
    const [plain, watched] = [pair, observed].map((make) => {
      const { simulation, first } = make();
      const fingerprint = simulation.recordFingerprint();
      const payload = new Uint8Array(4);
      first.udp.createSocket().send({ payload, to: address('10.0.0.2'), port: 10 });
      simulation.run();
      return fingerprint.digestHex();
    });
    expect(watched).toBe(plain);
  });
});

/** What a tap is told of one event about a packet. */
interface Told {
  readonly kind: 'host' | 'link';
  readonly name: string;
  readonly part: string | null;
  readonly timeNs: number;
  readonly serial: number;
  readonly identity: number;
  readonly cause: number;
  readonly octets: Uint8Array;
  readonly text: string;
  readonly disposition: Disposition;
  readonly protocol: number;
  readonly port: number;
}

type Tell = (
  recorder: EventTap,
  source: Parameters<EventTap['passed']>[1],
  packet: PacketBuffer,
  told: Told,
) => void;

const passing = (type: Parameters<EventTap['passed']>[0]): Tell => {
  return (recorder, source, packet) => recorder.passed(type, source, packet);
};
const impaired = (type: Parameters<EventTap['linkImpaired']>[0]): Tell => {
  return (recorder, source, packet) => recorder.linkImpaired(type, source, packet);
};
const ended: Tell = (recorder, source, packet, { disposition }) => {
  recorder.ended(source, packet, disposition);
};

/** Events about packets: how they are told, what else they tell, and whether all octets count, headers, or none. */
const ABOUT_PACKETS: Readonly<
  Record<string, readonly [tell: Tell, more: Partial<Told>, octets: 'all' | 'headers' | 'none']>
> = {
  received: [passing('received'), {}, 'headers'],
  transmitted: [passing('transmitted'), {}, 'headers'],
  forwarded: [passing('forwarded'), {}, 'none'],
  'fragment-held': [passing('fragment-held'), {}, 'headers'],
  reassembled: [passing('reassembled'), {}, 'headers'],
  originated: [
    (recorder, source, packet, { text }) => recorder.originated(source, packet, text),
    { text: 'ping' },
    'all',
  ],
  delivered: [
    (recorder, source, packet, { protocol, port }) => {
      recorder.delivered(source, packet, protocol, port);
    },
    { protocol: 6, port: 10 },
    'all',
  ],
  consumed: [ended, { disposition: Disposition.icmp }, 'all'],
  dropped: [ended, { disposition: Disposition['ttl-exceeded'] }, 'all'],
  'link-dropped': [
    (recorder, source, packet, { disposition }) => {
      recorder.linkDropped(source, packet, disposition);
    },
    { disposition: Disposition['ttl-exceeded'] },
    'all',
  ],
  'link-duplicated': [impaired('link-duplicated'), {}, 'headers'],
  'link-corrupted': [impaired('link-corrupted'), {}, 'headers'],
  'link-reordered': [impaired('link-reordered'), {}, 'headers'],
};

const MUCH = 2 ** 33;

describe.each(Object.entries(ABOUT_PACKETS))(
  'in the record of %s',
  (type, [tell, more, counts]) => {
    const isDrop = type.endsWith('dropped');
    const told: Told = {
      kind: 'host',
      name: 'a',
      part: 'eth0',
      timeNs: 7,
      serial: 3,
      identity: 3,
      cause: 0,
      octets: Uint8Array.from({ length: 101 }, (_, at) => (at === 0 ? 0x45 : 7 * at)),
      text: 'udp',
      disposition: isDrop ? Disposition['no-route'] : Disposition.fragmented,
      protocol: 17,
      port: 9,
    };
    const digest = (change: Partial<Told>) => {
      const event = { ...told, ...change };
      const clock = new VirtualClock();
      const bus = new EventBus(clock);
      const recorder = new FingerprintRecorder(bus, clock);
      const packet = new PacketPool().from(event.octets);
      Object.assign(packet, { serial: event.serial, identity: event.identity, cause: event.cause });
      const source = bus.source(event.kind, event.name, event.part);
      // A second event, at the same time, tells whether the record of the first has an end.
      for (const timeNs of [event.timeNs, event.timeNs]) {
        clock.nowNs = timeNs;
        tell(recorder, source, packet, event);
      }
      return recorder.digestHex();
    };
    const plain = digest({});

    it('every number and name counts', () => {
      const changes: Partial<Told>[] = [
        { kind: 'link' },
        { name: 'b' },
        { part: 'eth1' },
        { part: null },
        ...[0, 8, 7 + MUCH, 8 + MUCH, 7 + 2 ** 31, 7 + 2 ** 32, 2 ** 52].map((timeNs) => ({
          timeNs,
        })),
        ...[1, 3 + MUCH, 4 + MUCH, 2 ** 31].map((serial) => ({ serial })),
        ...[1, 3 + MUCH].map((identity) => ({ identity })),
        ...[4, MUCH].map((serial) => ({ serial, identity: serial })),
        ...[1, MUCH, MUCH + 1].map((cause) => ({ cause })),
        ...Object.keys(more).map((name) => ({ [name]: Reflect.get(more, name) })),
      ];
      const digests = [plain, ...changes.map(digest)];
      expect(new Set(digests).size).toBe(digests.length);
      expect(digest({})).toBe(plain);
    });

    it('the length counts, and the octets that shall', () => {
      const digests = [plain];
      for (let length = 0; length <= told.octets.length - 1; length++) {
        digests.push(digest({ octets: told.octets.subarray(0, length) }));
      }
      for (const length of [102, 65_535, 65_536, 65_637]) {
        const octets = new Uint8Array(length);
        octets.set(told.octets);
        digests.push(digest({ octets }));
      }
      expect(new Set(digests).size).toBe(digests.length);
      for (const first of [0x45, 0x4a]) {
        const octets = Uint8Array.from(told.octets);
        octets[0] = first;
        const before = digest({ octets });
        const last = { all: octets.length, headers: (first & 15) * 4 + 20, none: 0 }[counts];
        for (const [at] of octets.entries()) {
          const wrong = Uint8Array.from(octets);
          wrong[at] = (wrong[at] as number) ^ 0x10;
          expect(digest({ octets: wrong }) !== before, `octet ${at}`).toBe(at < last);
        }
      }
    });
  },
);

describe('in the records of other events', () => {
  const others = SIMULATION_EVENT_TYPES.filter((type) => !(type in ABOUT_PACKETS));

  it.each(others)('every field of %s counts', (type) => {
    const digest = (fields: Readonly<Record<string, unknown>>, timeNs = 5, length = 0) => {
      const clock = new VirtualClock();
      const recorder = new FingerprintRecorder(new EventBus(clock), clock);
      clock.nowNs = timeNs;
      const event = { type, timeNs, ...fields };
      if (!isOther(event)) throw new Error('no event');
      const packet = length === 0 ? null : new PacketPool().from(new Uint8Array(length));
      recorder.other(event, packet);
      return recorder.digestHex();
    };
    const names = eventFieldsOf(type as SimulationEventType);
    const fields = Object.fromEntries(names.map((name, index) => [name, index]));
    const digests = [
      digest(fields),
      digest(fields, 6),
      digest(fields, 5, 40),
      digest(fields, 5, 41),
    ];
    for (const name of names) {
      for (const value of [99, 'a', true, null]) digests.push(digest({ ...fields, [name]: value }));
    }
    expect(new Set(digests).size).toBe(digests.length);
  });

  it('each type has a number of its own', () => {
    expect(new Set(SIMULATION_EVENT_TYPES).size).toBe(SIMULATION_EVENT_TYPES.length);
    expect(SIMULATION_EVENT_TYPES.length).toBeLessThan(255);
  });
});

/** Fields may be anything here: what counts is that each of them does. */
function isOther(event: { readonly type: string }): event is OtherEvent {
  return SIMULATION_EVENT_TYPES.includes(event.type);
}
