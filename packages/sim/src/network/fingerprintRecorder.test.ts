import { createHash } from 'node:crypto';
import { type Host, parseIpv4Address } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { createSimulation } from '../composition/index.js';
import { DEFAULT_LINK_DIRECTION, type LinkDirectionSpec } from '../link/linkSpec.js';
import type { MakeSha256 } from '../record/index.js';
import { FINGERPRINT_FORMAT } from './fingerprintRecorder.js';
import type { Simulation } from './simulation.js';

const address = (text: string) => parseIpv4Address(text) as number;

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
    nic?.addAddress({ address: address('10.0.0.1') + source, length: 24 });
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
  readonly makeHash?: MakeSha256;
}

/** The fingerprint of a run in which datagrams are sent. */
function digestOf({
  payload = Uint8Array.of(1, 2, 3),
  atNs = 5,
  port = 9,
  link = {},
  count = 1,
  makeHash,
}: Sent = {}): string {
  const { simulation, first } = pair(link);
  const fingerprint = simulation.recordFingerprint(makeHash);
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
      `"939634886545c7d79e90b6275fa64039bc5076271f5c42af19f274e75adab754"`,
    );
    expect(digestOf({ port: 10, count: 3 })).toMatchInlineSnapshot(
      `"26ded02fabcb09fb30965a3383c6e4278373d111719801a435c4a0f708a2b487"`,
    );
  });

  it('is SHA-256 over the records of what happens', () => {
    const octets: number[] = [];
    const keep: MakeSha256 = () => ({
      update: (piece) => void octets.push(...piece),
      digest: () => new Uint8Array(32),
    });
    digestOf({ makeHash: keep });
    const text = (value: string) => [value.length, 0, 0, 0, ...Buffer.from(value)];
    const source = (host: string) => {
      const parts = ['host', host, 'eth0'];
      return [0, ...parts.flatMap((part) => [4, ...text(part)])];
    };
    const double = (number: number) => {
      const buffer = Buffer.alloc(8);
      buffer.writeDoubleLE(number);
      return [...buffer];
    };
    const packet = [
      ...[0x45, 0, 0, 31, 4, 157, 0, 0, 64, 17, 0x62, 0x2f, 10, 0, 0, 1, 10, 0, 0, 2],
      ...[0x13, 0x88, 0, 9, 0, 11, 0xd4, 0x42, 1, 2, 3],
    ];
    const whole = [31, 0, 0, 0, ...packet];
    const delayNs = DEFAULT_LINK_DIRECTION.delayNs;
    expect(octets).toEqual([
      ...text(FINGERPRINT_FORMAT),
      ...[255, ...text('udp')],
      ...source('a'),
      // Originated, at another time than 0, by text 0.
      ...[1, 1, ...double(5), 0, 0, 0, 0, ...double(1), 0, 0, 0, 0, ...whole],
      // Transmitted.
      ...[3, 0, 0, 0, 0, 0, ...double(1), ...whole],
      ...source('b'),
      // Received.
      ...[2, 1, ...double(5 + delayNs), 1, 0, 0, 0, ...double(1), ...whole],
      // Delivered by protocol 17 to port 9.
      ...[8, 0, 1, 0, 0, 0, ...double(1), 17, 0, 0, 0, 9, 0, 0, 0, ...whole],
    ]);
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

  it('is the same with the SHA-256 of the machine, and may be asked for at any time', () => {
    const native: MakeSha256 = () => {
      const hash = createHash('sha256');
      return {
        update: (octets) => void hash.update(octets),
        digest: () => hash.copy().digest(),
      };
    };
    expect(digestOf({ count: 500, makeHash: native })).toBe(digestOf({ count: 500 }));
    const { simulation } = pair();
    const one = simulation.recordFingerprint();
    const other = simulation.recordFingerprint(native);
    const digests = [one.digestHex()];
    simulation.setHostUp('b', false);
    digests.push(one.digestHex());
    simulation.setHostUp('b', true);
    digests.push(one.digestHex());
    expect(new Set(digests).size).toBe(3);
    expect(other.digestHex()).toBe(one.digestHex());
    expect(one.events).toBe(2);
    one.stop();
    simulation.setHostUp('b', false);
    expect(one.events).toBe(2);
    expect(other.events).toBe(3);
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
