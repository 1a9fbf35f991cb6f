import {
  contains,
  type Host,
  type Ipv4Address,
  type Ipv4Prefix,
  networkOf,
  type RouteEntry,
  type RoutesOnDemand,
} from '@packetloom/core';
import type {
  AddressPlan,
  Endpoint,
  LinkDirection,
  ScenarioDocument,
  ScenarioPort,
} from '@packetloom/language';
import { addressesByNode, LOOPBACK_NIC } from '@packetloom/language/internal';
import { type GraphEdge, RoutePlanner, RoutingGraph } from '@packetloom/sim/internal';
import { PrefixNumbers } from './prefixNumbers.js';

const EVERYWHERE: Ipv4Prefix = { address: 0, length: 0 };

/**
 * An edge of the graph: a direction of a link, or the way over a segment to one of its routers, with what a route
 * over it says.
 */
interface Hop {
  readonly nic: string;
  readonly gateway: Ipv4Address;
}

/** Shortest paths from each node to each subnet, worked out when somebody asks for a destination. */
export class ComputedRoutes {
  readonly #document: ScenarioDocument;
  readonly #by: 'delay' | 'hops' | 'weight';
  readonly #plan: AddressPlan;
  readonly #planner: RoutePlanner;
  readonly #prefixes: PrefixNumbers;
  readonly #hops: Hop[] = [];
  readonly #firstHops = new Map<number, Hop[]>();

  constructor(document: ScenarioDocument, plan: AddressPlan) {
    const { routing } = document;
    this.#document = document;
    this.#plan = plan;
    this.#by = routing.kind === 'shortest-path' ? routing.by : 'hops';
    const indices = new Map(document.nodes.map(({ name }, index) => [name, index]));
    const indexOf = ({ node }: Endpoint) => indices.get(node) as number;
    const edges: GraphEdge[] = [];
    const add = (from: Endpoint, to: Endpoint, weight: number) => {
      const hop = { nic: from.nic, gateway: gatewayOf(plan, from, to) };
      const index = indexOf(from);
      edges.push({ from: index, to: indexOf(to), weight });
      this.#hops.push(hop);
      const hops = this.#firstHops.get(index);
      if (hops === undefined) this.#firstHops.set(index, [hop]);
      else hops.push(hop);
    };
    for (const { endpoints, forward, reverse, weight } of document.links) {
      const [first, second] = endpoints;
      add(first, second, this.#weightOf(forward, weight?.forward));
      add(second, first, this.#weightOf(reverse, weight?.reverse));
    }
    const isRouter = (index: number) => document.nodes[index]?.kind === 'router';
    // Hosts of a segment forward nothing: to them there is only the route to the subnet.
    for (const { ports } of document.segments) {
      const routers = ports.filter(({ end }) => isRouter(indexOf(end)));
      for (const from of ports) {
        for (const to of routers) {
          if (from.end.node === to.end.node || !areNear(plan, from.end, to.end)) continue;
          add(from.end, to.end, this.#acrossSegment(from, to));
        }
      }
    }
    const graph = new RoutingGraph({ nodeCount: document.nodes.length, edges, transit: isRouter });
    const prefixes = attachedPrefixes(document, plan, { indexOf, isRouter });
    this.#planner = new RoutePlanner({ graph, prefixes });
    this.#prefixes = new PrefixNumbers(prefixes.map(({ prefix }) => prefix));
  }

  /** A host with one link sends everything there; null for others, which know the way to each subnet. */
  defaultRoute(index: number, host: Host): RouteEntry | null {
    const [only, ...others] = this.#firstHops.get(index) ?? [];
    const isLeaf = this.#document.nodes[index]?.kind === 'host' && others.length === 0;
    return only === undefined || !isLeaf ? null : entryOf(EVERYWHERE, only, host);
  }

  /** The routes of the node at an index in the document, which became `host`. */
  of(index: number, host: Host): RoutesOnDemand {
    return new NodeRoutes(this, index, host);
  }

  /** Routes of a node to the subnets that contain an address, in the order of all subnets. */
  matching(index: number, host: Host, destination: Ipv4Address): RouteEntry[] {
    return this.#prefixes.containing(destination).flatMap((number) => {
      const prefix = this.#prefixes.prefix(number);
      if (this.#isOwnSubnet(index, prefix)) return [];
      const edge = this.#planner.nextEdgeToPrefix(index, number);
      return edge === null ? [] : [entryOf(prefix, this.#hops[edge] as Hop, host)];
    });
  }

  /** All routes of a node. */
  list(index: number, host: Host): RouteEntry[] {
    return this.#planner
      .routesOf(index)
      .filter(({ destination }) => !this.#isOwnSubnet(index, destination))
      .map(({ destination, edge }) => entryOf(destination, this.#hops[edge] as Hop, host));
  }

  /** Whether a node has a route to a subnet without any gateway. */
  #isOwnSubnet(index: number, { address, length }: Ipv4Prefix): boolean {
    const nics = addressesByNode(this.#plan).get(this.#document.nodes[index]?.name ?? '') ?? [];
    for (const [, own] of nics) {
      for (const prefix of own) {
        if (prefix.length === length && networkOf(prefix) === address) return true;
      }
    }
    return false;
  }

  /** Two cables, which are one hop; a segment has no weight but 1. */
  #acrossSegment(from: ScenarioPort, to: ScenarioPort): number {
    return this.#by === 'delay' ? from.forward.delayNs + to.reverse.delayNs : 1;
  }

  #weightOf({ delayNs }: LinkDirection, weight = 1): number {
    if (this.#by === 'delay') return delayNs;
    return this.#by === 'weight' ? weight : 1;
  }
}

/** Whether two NICs of a segment have a subnet in common. */
function areNear(plan: AddressPlan, from: Endpoint, to: Endpoint): boolean {
  const own = addressesByNode(plan).get(from.node)?.get(from.nic) ?? [];
  const others = addressesByNode(plan).get(to.node)?.get(to.nic) ?? [];
  return others.some(({ address }) => own.some((prefix) => contains(prefix, address)));
}

/** The address of the other end, in a subnet that both ends share. */
function gatewayOf(plan: AddressPlan, from: Endpoint, to: Endpoint): Ipv4Address {
  const own = addressesByNode(plan).get(from.node)?.get(from.nic) ?? [];
  const others = addressesByNode(plan).get(to.node)?.get(to.nic) ?? [];
  const shared = others.find(({ address }) => own.some((prefix) => contains(prefix, address)));
  return (shared ?? (others[0] as Ipv4Prefix)).address;
}

function entryOf(destination: Ipv4Prefix, { nic, gateway }: Hop, host: Host): RouteEntry {
  const id = host.nic(nic)?.id;
  if (id === undefined) throw new Error(`${host.name} has no NIC ${nic}`);
  return { destination, gateway, nic: id };
}

/** The computed routes of one node. */
class NodeRoutes implements RoutesOnDemand {
  readonly #routes: ComputedRoutes;
  readonly #index: number;
  readonly #host: Host;

  constructor(routes: ComputedRoutes, index: number, host: Host) {
    this.#routes = routes;
    this.#index = index;
    this.#host = host;
  }

  matching(destination: Ipv4Address): RouteEntry[] {
    return this.#routes.matching(this.#index, this.#host, destination);
  }

  list(): RouteEntry[] {
    return this.#routes.list(this.#index, this.#host);
  }
}

/** What is known of the nodes by their indices. */
interface Indices {
  readonly indexOf: (end: Endpoint) => number;
  readonly isRouter: (index: number) => boolean;
}

/**
 * Every subnet once, with the nodes that are in it; of a segment, its routers alone if it has some. Then the
 * loopback addresses, each at its node: ways there are the shortest to the node itself.
 */
function attachedPrefixes(
  document: ScenarioDocument,
  plan: AddressPlan,
  { indexOf, isRouter }: Indices,
): { prefix: Ipv4Prefix; nodes: number[] }[] {
  // By length, then by network.
  const attached = new Map<number, Map<Ipv4Address, Set<number>>>();
  const all: { prefix: Ipv4Prefix; nodes: Set<number> }[] = [];
  const attach = (end: Endpoint) => {
    for (const given of addressesByNode(plan).get(end.node)?.get(end.nic) ?? []) {
      const prefix = { address: networkOf(given), length: given.length };
      const ofLength = attached.get(prefix.length) ?? new Map<Ipv4Address, Set<number>>();
      attached.set(prefix.length, ofLength);
      const known = ofLength.get(prefix.address);
      if (known !== undefined) {
        known.add(indexOf(end));
        continue;
      }
      const nodes = new Set([indexOf(end)]);
      ofLength.set(prefix.address, nodes);
      all.push({ prefix, nodes });
    }
  };
  for (const { endpoints } of document.links) endpoints.forEach(attach);
  for (const { ports } of document.segments) {
    const ends = ports.map(({ end }) => end);
    const routers = ends.filter((end) => isRouter(indexOf(end)));
    for (const end of routers.length > 0 ? routers : ends) attach(end);
  }
  for (const { name: node } of document.nodes) attach({ node, nic: LOOPBACK_NIC });
  return all.map(({ prefix, nodes }) => ({ prefix, nodes: [...nodes] }));
}
