// Two hosts joined by a link with delay and losses, for tests of what they say to each other.

import { ANY, type Ipv4Address } from '../src/address/ipv4Address.js';
import { ZERO_MAC } from '../src/address/macAddress.js';
import {
  type Clock,
  Host,
  type HostOptions,
  type LinkEndpoint,
  type LinkReceiver,
  type PacketBuffer,
  PacketPool,
  parseIpv4Address,
  parsePrefix,
} from '../src/index.js';
import { Disposition } from '../src/packet/disposition.js';
import { ManualClock, SeededRandom } from '../src/testing/index.js';

const DEFAULT_DELAY_NS = 10_000_000;

/** One end of the link; what is sent arrives at the other end after the delay. */
class JoinedLink implements LinkEndpoint {
  readonly kind = 'point-to-point';
  readonly linkAddress = ZERO_MAC;
  readonly mtu: number;
  /** Whether the n-th packet, from 0, is lost. */
  loses: (index: number) => boolean = () => false;
  /** Changes a packet that is sent, in place. */
  changes: (octets: Uint8Array) => void = () => {};
  sent = 0;
  peer: JoinedLink | null = null;
  #receiver: LinkReceiver | null = null;
  readonly #clock: Clock;
  readonly #pool: PacketPool;
  readonly #delayNs: number;

  constructor(clock: Clock, pool: PacketPool, delayNs: number, mtu: number) {
    this.#clock = clock;
    this.#pool = pool;
    this.#delayNs = delayNs;
    this.mtu = mtu;
  }

  send(packet: PacketBuffer): null {
    const octets = packet.bytes.slice(packet.start, packet.start + packet.length);
    this.#pool.end(packet, Disposition['left-the-network']);
    if (this.loses(this.sent++)) return null;
    this.changes(octets);
    const fire = () => this.peer?.arrive(octets);
    this.#clock.schedule(this.#delayNs, { fire });
    return null;
  }

  attach(receiver: LinkReceiver): void {
    this.#receiver = receiver;
  }

  arrive(octets: Uint8Array): void {
    this.#receiver?.receiveFromLink(this.#pool.from(octets));
  }
}

export interface JoinedHosts {
  readonly clock: ManualClock;
  readonly hosts: readonly [Host, Host];
  readonly links: readonly [JoinedLink, JoinedLink];
  readonly addresses: readonly [Ipv4Address, Ipv4Address];
}

/** 10.0.0.1 and 10.0.0.2. */
export function joinedHosts(
  options: { delayNs?: number; mtu?: number; host?: Partial<HostOptions> } = {},
): JoinedHosts {
  const { delayNs = DEFAULT_DELAY_NS, mtu = 1500 } = options;
  const clock = new ManualClock();
  const pool = new PacketPool();
  const links = [
    new JoinedLink(clock, pool, delayNs, mtu),
    new JoinedLink(clock, pool, delayNs, mtu),
  ] as const;
  links[0].peer = links[1];
  links[1].peer = links[0];
  const hostAt = (which: 0 | 1) => {
    const random = new SeededRandom(which);
    const host = new Host({ clock, pool, random, name: `h${which + 1}`, ...options.host });
    const nic = host.addNic({ name: 'eth0', link: links[which] });
    const prefix = parsePrefix(`10.0.0.${which + 1}/24`);
    if (prefix === undefined) throw new Error('no prefix');
    nic.addAddress(prefix);
    host.routes.add({ destination: prefix, gateway: null, nic: nic.id });
    return host;
  };
  const addressOf = (text: string) => parseIpv4Address(text) ?? ANY;
  return {
    clock,
    hosts: [hostAt(0), hostAt(1)],
    links,
    addresses: [addressOf('10.0.0.1'), addressOf('10.0.0.2')],
  };
}
