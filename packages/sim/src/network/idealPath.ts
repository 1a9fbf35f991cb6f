import type { Host, Ipv4Address, Nic } from '@packetloom/core';
import {
  ETHERNET_HEADER_LENGTH,
  IPV4_MIN_HEADER_LENGTH,
  TCP_HEADER_LENGTH,
} from '@packetloom/core/wire';
import { framedLength } from '../link/framing.js';
import type { LinkDirectionSpec } from '../link/linkSpec.js';
import type { Simulation } from './simulation.js';

const NS_PER_SECOND = 1_000_000_000;
/** Longer ways are loops. */
const MAX_HOPS = 255;
const HEADERS = IPV4_MIN_HEADER_LENGTH + TCP_HEADER_LENGTH;
/** Octets of a SYN's options: MSS, window scale, SACK permitted, timestamps. */
const SYN_OPTIONS = 20;
/** Octets that timestamps take of every other segment (RFC 7323 appendix A). */
const TIMESTAMP_OPTIONS = 12;

/** A direction of a link that packets take on their way. */
interface Hop extends Pick<LinkDirectionSpec, 'rateBitsPerSecond' | 'delayNs' | 'mtu' | 'framing'> {
  /** Octets of the link header, which take their time too. */
  readonly headerBytes: number;
}

/**
 * How long a TCP flow takes where nothing else is on the network, and its window is open from the start: a round trip
 * for SYN and SYN-ACK, then all segments one after another at the rate of the bottleneck, headers included. No flow is
 * faster. The network is as it is now; of routes that share flows, the first is taken.
 */
export class IdealPaths {
  readonly #simulation: Simulation;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
  }

  /** In nanoseconds; null where there is no way there or back. `to` is an address of another host. */
  completionNs(from: string, to: Ipv4Address, bytes: number): number | null {
    const host = this.#simulation.host(from);
    const there = this.#pathTo(host, to);
    const source = there?.first.ipv4.addresses.main()?.address;
    if (there === null || source === undefined) return null;
    const back = this.#pathTo(there.last, source);
    if (back === null) return null;
    const syn = [HEADERS + SYN_OPTIONS];
    const handshakeNs = pipelinedNs(there.hops, syn) + pipelinedNs(back.hops, syn);
    const { timestamps } = host.tcp.behaviour;
    const headers = HEADERS + (timestamps === 0 ? 0 : TIMESTAMP_OPTIONS);
    const mtu = Math.min(...there.hops.map((hop) => hop.mtu));
    return Math.floor(handshakeNs + transferNs(there.hops, bytes, { mtu, headers }));
  }

  /** The directions of links on the way to an address, the NIC where it begins, and the host where it ends. */
  #pathTo(from: Host, to: Ipv4Address): { hops: Hop[]; first: Nic; last: Host } | null {
    const hops: Hop[] = [];
    let first: Nic | null = null;
    let host = from;
    while (hops.length < MAX_HOPS) {
      if (first !== null && owns(host, to)) return { hops, first, last: host };
      const way = wayOf(host, to);
      if (way === null) return null;
      first ??= way.nic;
      const next = this.#across(way.nic, way.gateway ?? to, hops);
      if (next === null) return null;
      host = next;
    }
    return null;
  }

  /** Over the link of a NIC to whoever has the next hop's address; adds the directions that lead there. */
  #across(nic: Nic, nextHop: Ipv4Address, hops: Hop[]): Host | null {
    const { name } = nic.link as { readonly name?: unknown };
    if (typeof name === 'object' && name !== null && 'link' in name && 'direction' in name) {
      const link = this.#simulation.links.get(String(name.link));
      if (link === undefined) return null;
      const isForward = name.direction === 'forward';
      hops.push({ ...(isForward ? link.forward : link.reverse).spec, headerBytes: 0 });
      return this.#simulation.host(link.endpoints[isForward ? 1 : 0].host);
    }
    const segment = this.#simulation.segments.get(String(name).split('/')[0] ?? '');
    const port = segment?.ports.find((each) => each.nic === nic);
    const other = segment?.ports.find((each) => each.nic !== null && hasAddress(each.nic, nextHop));
    if (port === undefined || other === undefined) return null;
    const headerBytes = ETHERNET_HEADER_LENGTH;
    hops.push({ ...port.toSegment.spec, headerBytes }, { ...other.fromSegment.spec, headerBytes });
    return this.#simulation.host(other.end.host);
  }
}

/** The NIC and the gateway by which a host sends to an address: its first route that is up. */
function wayOf(host: Host, to: Ipv4Address): { nic: Nic; gateway: Ipv4Address | null } | null {
  const { routes, behaviour } = host;
  const inOrder = behaviour.routeChoice === 'first-match';
  for (const entry of inOrder ? routes.inOrder(to) : routes.byPrefix(to)) {
    const nic = host.nics.find(({ id }) => id === entry.nic);
    if (nic?.enabled === true) return { nic, gateway: entry.gateway };
  }
  return null;
}

function owns(host: Host, address: Ipv4Address): boolean {
  return host.nics.some((nic) => hasAddress(nic, address));
}

function hasAddress(nic: Nic, address: Ipv4Address): boolean {
  return nic.ipv4.addresses.findLocal(address, false) !== null;
}

/** All segments of so much data, one behind the other. */
function transferNs(
  hops: readonly Hop[],
  bytes: number,
  { mtu, headers }: { readonly mtu: number; readonly headers: number },
): number {
  const most = Math.max(1, mtu - headers);
  const full = Math.ceil(bytes / most) - 1;
  const last = headers + bytes - full * most;
  if (full === 0) return pipelinedNs(hops, [last]);
  return pipelinedNs(hops, [mtu, last], full);
}

/**
 * From when packets begin to leave to when the last one has arrived: one hop is busy all the time, and what comes
 * before and behind it is the way of the first and of the last packet. `count`: how often the first one is sent.
 */
function pipelinedNs(hops: readonly Hop[], lengths: readonly number[], count = 1): number {
  const first = lengths[0] as number;
  const last = lengths.at(-1) as number;
  const others = lengths.length - 1;
  let delayNs = 0;
  let longestNs = 0;
  let beforeNs = 0;
  let behindNs = hops.reduce((sum, hop) => sum + serialisationNs(hop, last), 0);
  for (const hop of hops) {
    delayNs += hop.delayNs;
    const firstNs = serialisationNs(hop, first);
    const lastNs = serialisationNs(hop, last);
    behindNs -= lastNs;
    const busyNs = others === 0 ? lastNs : count * firstNs + lastNs;
    longestNs = Math.max(longestNs, beforeNs + busyNs + behindNs);
    beforeNs += firstNs;
  }
  return delayNs + longestNs;
}

function serialisationNs(hop: Hop, packetBytes: number): number {
  const { rateBitsPerSecond, framing } = hop;
  if (rateBitsPerSecond === null) return 0;
  const length = packetBytes + hop.headerBytes;
  const octets = framing == null ? length : framedLength(framing, length);
  return (octets * 8 * NS_PER_SECOND) / rateBitsPerSecond;
}
