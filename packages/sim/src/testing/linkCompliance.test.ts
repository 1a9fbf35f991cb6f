import {
  Disposition,
  ipv4Address,
  type LinkEndpoint,
  type LinkReceiver,
  type PacketBuffer,
  type PacketPool,
  ZERO_MAC,
} from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { failingCases } from '../../test/failingCases.js';
import { EventBus } from '../bus/index.js';
import { createSimulation } from '../composition/index.js';
import { DEFAULT_LINK_DIRECTION, type LinkDirectionSpec, PointToPointLink } from '../link/index.js';
import type { VirtualClock } from '../time/index.js';
import { type LinkFixture, linkCompliance } from './index.js';

/** The two ends of a link of ours; each direction is what the NIC at its sending end has below it. */
function ours(change: Partial<LinkDirectionSpec> = {}) {
  return ({ clock, pool }: LinkFixture): readonly [LinkEndpoint, LinkEndpoint] => {
    const spec = { ...DEFAULT_LINK_DIRECTION, ...change };
    const name = 'link';
    const endpoints = [
      { host: 'a', nic: 'eth0' },
      { host: 'b', nic: 'eth0' },
    ] as const;
    const bus = new EventBus(clock);
    const parts = { clock, pool, bus };
    const link = new PointToPointLink(parts, { name, endpoints, forward: spec, reverse: spec });
    return [link.forward, link.reverse];
  };
}

/** A wire of somebody else: one delay, no queue, no rate. */
class Wire implements LinkEndpoint {
  readonly kind = 'point-to-point';
  readonly linkAddress = ZERO_MAC;
  readonly mtu = 1500;
  peer: Wire | null = null;
  receiver: LinkReceiver | null = null;
  readonly clock: VirtualClock;
  readonly pool: PacketPool;

  constructor({ clock, pool }: LinkFixture) {
    this.clock = clock;
    this.pool = pool;
  }

  attach(receiver: LinkReceiver): void {
    this.receiver = receiver;
  }

  send(packet: PacketBuffer): null {
    if (packet.length > this.mtu) this.pool.end(packet, Disposition['larger-than-mtu']);
    else this.clock.schedule(5000, { fire: () => this.arrive(packet) });
    return null;
  }

  arrive(packet: PacketBuffer): void {
    this.peer?.receiver?.receiveFromLink(packet);
  }
}

class ForgetfulWire extends Wire {
  override send(packet: PacketBuffer): null {
    return packet.length > this.mtu ? null : super.send(packet);
  }
}

class DoublingWire extends Wire {
  override arrive(packet: PacketBuffer): void {
    const copy = this.pool.clone(packet);
    super.arrive(packet);
    super.arrive(copy);
  }
}

class OvertakingWire extends Wire {
  #sent = 0;

  override send(packet: PacketBuffer): null {
    const delayNs = 5000 + 900 * (this.#sent++ % 2 === 0 ? 1 : 0);
    if (packet.length > this.mtu) return super.send(packet);
    this.clock.schedule(delayNs, { fire: () => this.arrive(packet) });
    return null;
  }
}

function ends(Kind: new (around: LinkFixture) => Wire) {
  return (around: LinkFixture): readonly [LinkEndpoint, LinkEndpoint] => {
    const pair = [new Kind(around), new Kind(around)] as const;
    pair[0].peer = pair[1];
    pair[1].peer = pair[0];
    return pair;
  };
}

describe.each([
  ['as it is by default', {}],
  ['without a rate', { rateBitsPerSecond: null }],
  ['without a delay', { delayNs: 0 }],
  ['with a slow rate', { rateBitsPerSecond: 64_000 }],
] as const)('our link %s', (_, change) => {
  for (const { name, run } of linkCompliance(ours(change))) it(name, run);
});

describe('a link of somebody else', () => {
  for (const { name, run } of linkCompliance(ends(Wire))) it(name, run);

  it('is found out: one that forgets what is too large', () => {
    expect(failingCases(linkCompliance(ends(ForgetfulWire)))).toEqual([
      'ends what it takes over and does not deliver',
    ]);
  });

  it('is found out: one that delivers twice', () => {
    expect(failingCases(linkCompliance(ends(DoublingWire)))).toContain(
      'delivers each packet once to the other end, as it was, in the order of sending',
    );
  });

  it('is found out: one on which packets overtake each other', () => {
    expect(failingCases(linkCompliance(ends(OvertakingWire)))).toEqual([
      'delivers each packet once to the other end, as it was, in the order of sending',
      'does so in the other direction too',
    ]);
  });

  it('can be below NICs of a simulation', () => {
    const simulation = createSimulation();
    const hosts = ['h0', 'h1'].map((name) => simulation.addHost({ name }));
    const [{ pool }] = hosts as [(typeof hosts)[number]];
    const wires = ends(Wire)({ clock: simulation.clock, pool });
    hosts.forEach((host, index) => {
      const link = wires[index] as LinkEndpoint;
      const nic = host.addNic({ name: 'eth0', link });
      nic.addAddress({ address: ipv4Address(0x0a000001 + index), length: 24 });
      host.routes.add({
        destination: { address: ipv4Address(0x0a000000), length: 24 },
        gateway: null,
        nic: nic.id,
      });
    });
    const sender = simulation.host('h0').udp.createSocket();
    expect(
      sender.send({ payload: new Uint8Array(3), to: ipv4Address(0x0a000002), port: 9 }),
    ).toBeNull();
    simulation.run();
    expect(simulation.host('h1').counters.get('udp.unknownPortErrors')).toBe(1);
  });
});
