import type { AddressEntry, Host, Ipv4Address, MulticastRoute, Nic } from '@packetloom/core';
import type { LinkPeers, LinkPeerTable } from '../network/linkPeers.js';

/** How a router reaches the source: its reverse path (RFC 1812 5.2.6). */
interface ReversePath {
  readonly incoming: Nic;
  /** The next router towards the source; null where the source is on the link of `incoming`. */
  readonly upstream: Host | null;
}

const UNREACHABLE = Number.POSITIVE_INFINITY;

/**
 * The tree of one source and group. On each link one router forwards: of those whose way to the source
 * does not lead over that link the one with the fewest routers up to the source, of these the one with
 * the highest address there (as PIM's assert decides, RFC 7761 4.6.1). It forwards if it knows members on
 * the link by IGMP, or if the reverse path of a router that needs the group leads over it. Each router is
 * nearer to the source than those that it feeds, so there is no loop, and no link gets anything twice.
 */
export class MulticastTree {
  readonly #peers: LinkPeerTable;
  readonly #routers: ReadonlySet<Host>;
  readonly #source: Ipv4Address;
  readonly #reverse = new Map<Host, ReversePath | null>();
  readonly #distances = new Map<Host, number>();
  readonly #forwarders = new Map<LinkPeers, Nic | null>();
  readonly #outgoing = new Map<Host, Set<Nic>>();
  readonly #routes = new Map<Host, MulticastRoute | null>();

  constructor(
    peers: LinkPeerTable,
    routers: ReadonlySet<Host>,
    source: Ipv4Address,
    group: Ipv4Address,
  ) {
    this.#peers = peers;
    this.#routers = routers;
    this.#source = source;
    for (const router of routers) {
      for (const nic of router.nics) {
        const knowsMembers = nic.ipv4.igmp.router?.hasMembers(group) ?? false;
        if (knowsMembers && this.#forwarderOn(peers.of(nic)) === nic) this.#feed(nic);
      }
    }
  }

  /** What a router does; null where it has no way to the source. */
  routeOf(router: Host): MulticastRoute | null {
    let route = this.#routes.get(router);
    if (route === undefined) {
      route = this.#workOut(router);
      this.#routes.set(router, route);
    }
    return route;
  }

  #workOut(router: Host): MulticastRoute | null {
    const reverse = this.#reversePathOf(router);
    if (reverse === null) return null;
    const outgoing = [...(this.#outgoing.get(router) ?? [])].map(({ id }) => id);
    return { incoming: reverse.incoming.id, outgoing: outgoing.sort((a, b) => a - b) };
  }

  /** A router forwards by `nic`, and so needs to be fed itself. */
  #feed(nic: Nic): void {
    for (let forwarder: Nic | null = nic; forwarder !== null; ) {
      const { host } = forwarder;
      let outgoing = this.#outgoing.get(host);
      const isFed = outgoing !== undefined;
      outgoing ??= new Set();
      outgoing.add(forwarder);
      this.#outgoing.set(host, outgoing);
      const reverse = this.#reversePathOf(host);
      if (isFed || reverse === null || reverse.upstream === null) return;
      forwarder = this.#forwarderOn(this.#peers.of(reverse.incoming));
    }
  }

  /** The NIC by which the group comes onto a link; null where the source is on it, or none reaches it. */
  #forwarderOn(link: LinkPeers): Nic | null {
    const known = this.#forwarders.get(link);
    if (known !== undefined) return known;
    const forwarder = link.some((nic) => this.#ownsSource(nic)) ? null : this.#choose(link);
    this.#forwarders.set(link, forwarder);
    return forwarder;
  }

  #choose(link: LinkPeers): Nic | null {
    let best: Nic | null = null;
    let bestDistance = UNREACHABLE;
    for (const nic of link) {
      if (!this.#routers.has(nic.host) || !nic.enabled) continue;
      if (this.#reversePathOf(nic.host)?.incoming === nic) continue;
      const distance = this.#distanceOf(nic.host);
      if (distance > bestDistance || distance === UNREACHABLE) continue;
      const wins = distance < bestDistance || best === null || addressOf(nic) > addressOf(best);
      if (!wins) continue;
      best = nic;
      bestDistance = distance;
    }
    return best;
  }

  /** Routers between this one and the source. */
  #distanceOf(router: Host): number {
    const known = this.#distances.get(router);
    if (known !== undefined) return known;
    // Stands while the way is followed, so that routes in a circle end.
    this.#distances.set(router, UNREACHABLE);
    const reverse = this.#reversePathOf(router);
    let distance = UNREACHABLE;
    if (reverse !== null) {
      distance = reverse.upstream === null ? 0 : this.#distanceOf(reverse.upstream) + 1;
    }
    this.#distances.set(router, distance);
    return distance;
  }

  #reversePathOf(router: Host): ReversePath | null {
    let reverse = this.#reverse.get(router);
    if (reverse === undefined) {
      reverse = this.#findReversePath(router);
      this.#reverse.set(router, reverse);
    }
    return reverse;
  }

  #findReversePath(router: Host): ReversePath | null {
    const route = this.#routers.has(router) ? router.forwardingRoutes.find(this.#source) : null;
    if (route === null) return null;
    const incoming = router.nic(route.nic.id);
    if (incoming === undefined) return null;
    const link = this.#peers.of(incoming);
    if (link.some((nic) => this.#ownsSource(nic))) return { incoming, upstream: null };
    const upstream = upstreamOn(link, incoming, route.gateway);
    return upstream !== null && this.#routers.has(upstream.host)
      ? { incoming, upstream: upstream.host }
      : null;
  }

  /** Also while it is down: what it sent before is in flight, and nobody is told when a host comes up. */
  #ownsSource(nic: Nic): boolean {
    const isSource = ({ kind, address }: AddressEntry) =>
      kind === 'permanent' && address === this.#source;
    return nic.ipv4.addresses.entries.some(isSource);
  }
}

/** The NIC of the gateway; without a gateway the other end, if there is just one. */
function upstreamOn(link: LinkPeers, incoming: Nic, gateway: Ipv4Address): Nic | null {
  if (gateway >= 0) return link.find((nic) => nic !== incoming && owns(nic, gateway)) ?? null;
  const others = link.filter((nic) => nic !== incoming);
  return others.length === 1 ? (others[0] ?? null) : null;
}

function owns(nic: Nic, address: Ipv4Address): boolean {
  const entry = nic.ipv4.addresses.findLocal(address, false);
  return entry !== null && entry.address === address;
}

function addressOf(nic: Nic): number {
  return nic.ipv4.addresses.main()?.address ?? 0;
}
