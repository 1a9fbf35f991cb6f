import { contains, type Ipv4Address, type Ipv4Prefix, type RouteEntry } from '@packetloom/core';
import type { Simulation, SimulationEvent } from '@packetloom/sim';
import type { NetworkFacts } from './network.js';

/** A NIC as the model knows it; `name` is `node:nic`. */
interface ModelNic {
  readonly name: string;
  readonly node: string;
  readonly prefixes: readonly Ipv4Prefix[];
  /** All NICs on its link or segment, itself included. */
  peers: readonly ModelNic[];
}

/** The way of a router to a source. `upstream`: the next router on it; null at the source's own link. */
interface Reverse {
  readonly incoming: ModelNic;
  readonly upstream: string | null;
}

/** What a router does with what a source sends to a group. */
export interface ExpectedForwarding {
  /** `node:nic` by which it must come; null where the router has no way to the source. */
  readonly incoming: string | null;
  readonly outgoing: ReadonlySet<string>;
}

/**
 * Multicast routing, the simple way: nothing is remembered but who is up and where members are, every tree is
 * worked out anew from its leaves, and each question is asked again by whoever needs the answer.
 */
export class MulticastModel {
  readonly #simulation: Simulation;
  readonly #network: NetworkFacts;
  readonly #nics = new Map<string, ModelNic>();
  readonly #routers: ReadonlySet<string>;
  readonly #downNodes = new Set<string>();
  readonly #downNics = new Set<string>();
  /** `node:nic group`. */
  readonly #members = new Set<string>();

  constructor(network: NetworkFacts, simulation: Simulation) {
    this.#network = network;
    this.#simulation = simulation;
    this.#routers = network.multicastRouters;
    for (const link of network.attachments) {
      const peers = link.map((name): ModelNic => {
        const prefixes = network.addresses.get(name) ?? [];
        return { name, node: name.slice(0, name.indexOf(':')), prefixes, peers: [] };
      });
      for (const nic of peers) this.#nics.set(nic.name, Object.assign(nic, { peers }));
    }
  }

  /** Something happened. */
  see(event: SimulationEvent): void {
    if (event.type === 'host-state') setTo(this.#downNodes, event.host, !event.up);
    if (event.type === 'nic-state') setTo(this.#downNics, `${event.host}:${event.nic}`, !event.up);
    if (event.type !== 'group-members') return;
    setTo(this.#members, `${event.host}:${event.nic} ${event.group}`, event.state === 'present');
  }

  /** What a router does now. */
  forwarding(router: string, source: Ipv4Address, group: Ipv4Address): ExpectedForwarding {
    const own = [...this.#nics.values()].filter(({ node }) => node === router);
    const outgoing = own.filter((nic) => this.#feeds(nic, source, group));
    const incoming = this.#reverse(router, source)?.incoming.name ?? null;
    return { incoming, outgoing: new Set(outgoing.map(({ name }) => name)) };
  }

  /** Whether the group goes onto a link by this NIC: it is the link's, and needed there. */
  #feeds(nic: ModelNic, source: Ipv4Address, group: Ipv4Address): boolean {
    if (this.#forwarderOn(nic.peers, source) !== nic) return false;
    if (this.#members.has(`${nic.name} ${group}`)) return true;
    return nic.peers.some(({ node }) => {
      const reverse = this.#reverse(node, source);
      if (reverse === null || reverse.upstream === null) return false;
      if (!nic.peers.includes(reverse.incoming)) return false;
      return this.forwarding(node, source, group).outgoing.size > 0;
    });
  }

  /** Of the routers that do not hear the source by this link the one nearest to it, then the highest address. */
  #forwarderOn(link: readonly ModelNic[], source: Ipv4Address): ModelNic | null {
    if (link.some((nic) => owns(nic, source))) return null;
    const candidates = link
      .filter((nic) => this.#routers.has(nic.node) && this.#isUp(nic))
      .filter((nic) => this.#reverse(nic.node, source)?.incoming !== nic)
      .map((nic) => ({ nic, distance: this.#distance(nic.node, source) }))
      .filter(({ distance }) => distance < Number.POSITIVE_INFINITY);
    const [best] = candidates.sort(
      (one, other) => one.distance - other.distance || addressOf(other.nic) - addressOf(one.nic),
    );
    return best?.nic ?? null;
  }

  #distance(router: string, source: Ipv4Address): number {
    const passed = new Set<string>();
    for (let at: string | null = router; at !== null; ) {
      const reverse = this.#reverse(at, source);
      if (reverse === null || passed.has(at)) return Number.POSITIVE_INFINITY;
      passed.add(at);
      at = reverse.upstream;
    }
    return passed.size;
  }

  #reverse(router: string, source: Ipv4Address): Reverse | null {
    if (!this.#routers.has(router)) return null;
    const reverseRoute = this.#reverseRoute(router, source);
    if (reverseRoute === null) return null;
    const { nic: incoming, gateway } = reverseRoute;
    if (incoming.peers.some((nic) => owns(nic, source))) return { incoming, upstream: null };
    const others = incoming.peers.filter((nic) => nic !== incoming);
    const next =
      gateway === null
        ? others.length === 1
          ? others[0]
          : undefined
        : others.find((nic) => this.#isUp(nic) && owns(nic, gateway));
    if (next === undefined || !this.#routers.has(next.node)) return null;
    return { incoming, upstream: next.node };
  }

  /** The unicast route. */
  #reverseRoute(
    router: string,
    source: Ipv4Address,
  ): { nic: ModelNic; gateway: number | null } | null {
    const own = [...this.#nics.values()].find(
      (nic) => nic.node === router && this.#isUp(nic) && owns(nic, source),
    );
    const byPrefix = this.#network.behaviours.get(router)?.routeChoice === 'longest-prefix';
    // Netstack asks first whether the address is its own.
    if (own !== undefined && !byPrefix) return { nic: own, gateway: null };
    let best: (RouteEntry & { readonly modelNic: ModelNic }) | null = null;
    const host = this.#simulation.host(router);
    for (const entry of host.routes.list()) {
      const modelNic = this.#nics.get(`${router}:${host.nic(entry.nic)?.name}`);
      if (modelNic === undefined || !this.#isUp(modelNic)) continue;
      if (!contains(entry.destination, source)) continue;
      if (best === null || (byPrefix && isBetter(entry, best))) best = { ...entry, modelNic };
    }
    if (best !== null) return { nic: best.modelNic, gateway: best.gateway ?? null };
    return own === undefined ? null : { nic: own, gateway: null };
  }

  #isUp({ name, node }: ModelNic): boolean {
    return !this.#downNodes.has(node) && !this.#downNics.has(name);
  }
}

function isBetter(one: RouteEntry, other: RouteEntry): boolean {
  const longer = one.destination.length - other.destination.length;
  return longer > 0 || (longer === 0 && (one.metric ?? 0) < (other.metric ?? 0));
}

function owns({ prefixes }: ModelNic, address: number): boolean {
  return prefixes.some((prefix) => prefix.address === address);
}

function addressOf({ prefixes }: ModelNic): number {
  return prefixes[0]?.address ?? 0;
}

function setTo<Item>(set: Set<Item>, item: Item, isIn: boolean): void {
  if (isIn) set.add(item);
  else set.delete(item);
}
