import type { EventFilter, Simulation } from '@packetloom/sim';

const BITS_PER_OCTET = 8;
const NS_PER_SECOND = 1e9;
const NS_PER_MS = 1e6;

/** Names a direction of a link. */
export interface DirectionName {
  readonly link: string;
  readonly direction: 'forward' | 'reverse';
}

/** Octets that a direction has delivered so far. */
export type DeliveredBytes = () => number;

/**
 * Throughput of a direction: what was delivered since it was asked at an earlier instant. Asked
 * again at the same instant, it tells of the same time.
 */
export class ThroughputMeter {
  readonly #simulation: Simulation;
  readonly #deliveredBytes: DeliveredBytes;
  #before = { timeNs: 0, bytes: 0 };
  #last = { timeNs: 0, bytes: 0 };

  constructor(simulation: Simulation, deliveredBytes: DeliveredBytes) {
    this.#simulation = simulation;
    this.#deliveredBytes = deliveredBytes;
  }

  /** Bits a second, IPv4 headers included; NaN where no time has passed. */
  read(): number {
    const { nowNs: timeNs } = this.#simulation;
    const bytes = this.#deliveredBytes();
    if (timeNs > this.#last.timeNs) this.#before = this.#last;
    this.#last = { timeNs, bytes };
    const passedNs = timeNs - this.#before.timeNs;
    const bits = (bytes - this.#before.bytes) * BITS_PER_OCTET;
    return passedNs === 0 ? Number.NaN : (bits * NS_PER_SECOND) / passedNs;
  }
}

/** Sums of delays. */
interface Delays {
  readonly packets: number;
  readonly sumNs: number;
  readonly maxNs: number;
}

const NO_DELAYS: Delays = { packets: 0, sumNs: 0, maxNs: 0 };

/** Times of packets from the NIC that sends into a direction of a link to the one that receives. */
export class DelayMeter {
  readonly #simulation: Simulation;
  readonly #sentNs = new Map<number, number>();
  /** Of the time before the instant at which it was asked last, and since. */
  #before = NO_DELAYS;
  #since = NO_DELAYS;
  #askedNs = -1;

  constructor(simulation: Simulation, { link, direction }: DirectionName) {
    this.#simulation = simulation;
    const { endpoints } = simulation.link(link);
    const [from, to] = direction === 'forward' ? endpoints : [endpoints[1], endpoints[0]];
    const types = ['transmitted', 'received', 'link-dropped'] as const;
    const about: EventFilter['about'] = (_type, _packet, { name }) =>
      name === from.host || name === to.host || name === link;
    simulation.bus.eventsOf({ types, about }).subscribe((event) => {
      if (event.type === 'transmitted' && event.host === from.host && event.nic === from.nic) {
        this.#sentNs.set(event.packet.serial, event.timeNs);
      } else if (event.type === 'received' && event.host === to.host && event.nic === to.nic) {
        this.#arrived(event.packet.serial, event.timeNs);
      } else if (event.type === 'link-dropped' && event.link === link) {
        this.#sentNs.delete(event.packet.serial);
      }
    });
  }

  /**
   * Mean and max in milliseconds of the packets that arrived since it was asked at an earlier instant;
   * NaN without any.
   */
  read(): { readonly mean: number; readonly max: number } {
    const { nowNs } = this.#simulation;
    if (nowNs !== this.#askedNs) {
      this.#before = this.#since;
      this.#since = NO_DELAYS;
      this.#askedNs = nowNs;
    }
    const { packets, sumNs, maxNs } = together(this.#before, this.#since);
    if (packets === 0) return { mean: Number.NaN, max: Number.NaN };
    return { mean: sumNs / packets / NS_PER_MS, max: maxNs / NS_PER_MS };
  }

  /** Copies, which have a number of their own, were not sent by the NIC: they do not count. */
  #arrived(serial: number, timeNs: number): void {
    const sentNs = this.#sentNs.get(serial);
    if (sentNs === undefined) return;
    this.#sentNs.delete(serial);
    const delayNs = timeNs - sentNs;
    this.#since = together(this.#since, { packets: 1, sumNs: delayNs, maxNs: delayNs });
  }
}

function together(one: Delays, other: Delays): Delays {
  return {
    packets: one.packets + other.packets,
    sumNs: one.sumNs + other.sumNs,
    maxNs: Math.max(one.maxNs, other.maxNs),
  };
}
