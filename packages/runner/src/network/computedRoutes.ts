import {
  ANY,
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
import { AttachedPrefixes } from './attachedPrefixes.js';
import { PrefixNumbers } from './prefixNumbers.js';

const EVERYWHERE: Ipv4Prefix = { address: ANY, length: 0 };

/**
 * An edge of the graph: a direction of a link, or the way over a segment to one of its routers, with what a route
 * over it says.
 */
interface Hop {
  readonly nic: string;
  readonly gateway: Ipv4Address;
}

/** A NIC of a node, by the node's index, with its addresses. */
interface AddressedEnd {
  readonly node: number;
  readonly nic: string;
  readonly addresses: readonly Ipv4Prefix[];
}

/** Shortest paths from each node to each subnet, worked out when somebody asks for a destination. */
export class ComputedRoutes {
  readonly #document: ScenarioDocument;
  readonly #by: 'delay' | 'hops' | 'weight';
  readonly #plan: AddressPlan;
  readonly #planner: RoutePlanner;
  readonly #prefixes: PrefixNumbers;
  readonly #hops: Hop[] = [];
  /** Of hosts. */
  readonly #firstHops = new Map<number, Hop[]>();

  constructor(document: ScenarioDocument, plan: AddressPlan) {
    const { routing } = document;
    this.#document = document;
    this.#plan = plan;
    this.#by = routing.kind === 'shortest-path' ? routing.by : 'hops';
    const indices = new Map(document.nodes.map(({ name }, index) => [name, index]));
    const byNode = addressesByNode(plan);
    // Looked up once for each end: in a large network each look waits for memory.
    const endOf = ({ node, nic }: Endpoint): AddressedEnd => {
      const addresses = byNode.get(node)?.get(nic) ?? [];
      return { node: indices.get(node) as number, nic, addresses };
    };
    const isRouter = (index: number) => document.nodes[index]?.kind === 'router';
    const edges: GraphEdge[] = [];
    const attached = new AttachedPrefixes();
    const add = (from: AddressedEnd, to: AddressedEnd, weight: number) => {
      const hop = { nic: from.nic, gateway: gatewayOf(from, to) };
      edges.push({ from: from.node, to: to.node, weight });
      this.#hops.push(hop);
      if (isRouter(from.node)) return;
      const hops = this.#firstHops.get(from.node);
      if (hops === undefined) this.#firstHops.set(from.node, [hop]);
      else hops.push(hop);
    };
    for (const { endpoints, forward, reverse, weight } of document.links) {
      const [first, second] = [endOf(endpoints[0]), endOf(endpoints[1])];
      add(first, second, this.#weightOf(forward, weight?.forward));
      add(second, first, this.#weightOf(reverse, weight?.reverse));
      attached.add(first.node, first.addresses);
      attached.add(second.node, second.addresses);
    }
    for (const { ports } of document.segments) {
      const ends = ports.map((port) => ({ port, end: endOf(port.end) }));
      const routers = ends.filter(({ end }) => isRouter(end.node));
      // Hosts of a segment forward nothing: to them there is only the route to the subnet.
      for (const from of ends) {
        for (const to of routers) {
          if (from.end.node === to.end.node || !areNear(from.end, to.end)) continue;
          add(from.end, to.end, this.#acrossSegment(from.port, to.port));
        }
      }
      for (const { end } of routers.length > 0 ? routers : ends) {
        attached.add(end.node, end.addresses);
      }
    }
    // Ways to a loopback address are the shortest to its node.
    for (const [index, { name }] of document.nodes.entries()) {
      attached.add(index, byNode.get(name)?.get(LOOPBACK_NIC) ?? []);
    }
    const graph = new RoutingGraph({ nodeCount: document.nodes.length, edges, transit: isRouter });
    const prefixes = attached.list();
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
function areNear(from: AddressedEnd, to: AddressedEnd): boolean {
  return sharedBy(from, to) !== undefined;
}

/** The address of the other end, in a subnet that both ends share. */
function gatewayOf(from: AddressedEnd, to: AddressedEnd): Ipv4Address {
  return (sharedBy(from, to) ?? (to.addresses[0] as Ipv4Prefix)).address;
}

/** The first address of an end that is in a subnet of another one. */
function sharedBy(from: AddressedEnd, to: AddressedEnd): Ipv4Prefix | undefined {
  return to.addresses.find(({ address }) => {
    return from.addresses.some((prefix) => contains(prefix, address));
  });
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
