import { Disposition, type PacketBuffer, PacketPool } from '@packetloom/core';
import { EventBus } from '../src/bus/eventBus.js';
import { createDelayModel, createLossModel } from '../src/impairment/index.js';
import type { LinkModels } from '../src/link/linkModels.js';
import { DEFAULT_LINK_DIRECTION, type LinkDirectionSpec } from '../src/link/linkSpec.js';
import { PointToPointLink } from '../src/link/pointToPointLink.js';
import { createQueueDiscipline } from '../src/queue/index.js';
import { NamedRandom } from '../src/random/index.js';
import { VirtualClock } from '../src/time/virtualClock.js';

/** A packet that came out of the link. */
export interface Arrival {
  readonly timeNs: number;
  readonly serial: number;
  readonly identity: number;
  readonly octets: Uint8Array | null;
}

/** The built-in models with the streams of a seed. */
export function modelsOf(seed: number): LinkModels {
  return {
    random: new NamedRandom(seed),
    lossModel: createLossModel,
    delayModel: createDelayModel,
    queueDiscipline: createQueueDiscipline,
  };
}

/** Without a rate and without a delay, unless the spec has them. */
export const BARE: LinkDirectionSpec = {
  ...DEFAULT_LINK_DIRECTION,
  rateBitsPerSecond: null,
  delayNs: 0,
};

/** A link, sent over forward; arrivals are recorded (with octets on demand) and told to `onArrival`. */
export class LinkFixture {
  readonly clock = new VirtualClock();
  readonly pool = new PacketPool();
  readonly bus = new EventBus(this.clock);
  readonly link: PointToPointLink;
  readonly arrivals: Arrival[] = [];
  recordOctets = false;
  onArrival: ((packet: PacketBuffer) => void) | null = null;

  constructor(spec: Partial<LinkDirectionSpec> = {}, seed = 1, models = modelsOf(seed)) {
    const direction = { ...BARE, ...spec };
    const { clock, pool, bus } = this;
    const parts = { clock, pool, bus, models };
    this.link = new PointToPointLink(parts, {
      name: 'l1',
      endpoints: [
        { host: 'a', nic: 'eth0' },
        { host: 'b', nic: 'eth0' },
      ],
      forward: direction,
      reverse: direction,
    });
    this.link.reverse.attach({ receiveFromLink: (packet) => this.#arrive(packet) });
  }

  /** Sends a packet of zeros now; its serial. */
  send(length = 100): number {
    return this.sendOctets(new Uint8Array(length));
  }

  /** Sends a packet now; its serial. */
  sendOctets(octets: Uint8Array): number {
    const packet = this.pool.from(octets);
    const { serial } = packet;
    this.link.forward.send(packet);
    return serial;
  }

  /** Does something at an instant. */
  at(timeNs: number, action: () => void): void {
    this.clock.scheduleAt(timeNs, { fire: action });
  }

  /** Sends `count` packets, one each `intervalNs`, runs to the end, and tells what arrived. */
  sendAll(count: number, intervalNs: number, length = 100): readonly Arrival[] {
    let sent = 0;
    const sender = {
      fire: () => {
        this.send(length);
        if (++sent < count) this.clock.schedule(intervalNs, sender);
      },
    };
    this.clock.schedule(0, sender);
    this.clock.run();
    return this.arrivals;
  }

  get stats() {
    return this.link.forward.stats;
  }

  #arrive(packet: PacketBuffer): void {
    const { serial, identity } = packet;
    const octets = this.recordOctets ? packet.toBytes() : null;
    this.arrivals.push({ timeNs: this.clock.nowNs, serial, identity, octets });
    this.onArrival?.(packet);
    this.pool.end(packet, Disposition.delivered);
  }
}
