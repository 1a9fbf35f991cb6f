import {
  contains,
  type Ipv4Address,
  type Ipv4Prefix,
  networkOf,
  type RouteEntry,
} from '@packetloom/core';
import {
  type AddressPlan,
  type Endpoint,
  type LinkDirection,
  LOOPBACK_NIC,
  nicTowards,
  type ScenarioDocument,
  type ScenarioNode,
  type ScenarioPort,
} from '@packetloom/language';
import { type GraphEdge, RoutePlanner, RoutingGraph, type Simulation } from '@packetloom/sim';

const EVERYWHERE: Ipv4Prefix = { address: 0, length: 0 };

/** Gives every node its routes: to its own subnets, then those that it lists, or computed ones. */
export function installRoutes(
  simulation: Simulation,
  document: ScenarioDocument,
  plan: AddressPlan,
): void {
  const computed = document.routing.kind === 'static' ? null : new ComputedRoutes(document, plan);
  for (const [index, node] of document.nodes.entries()) {
    const nicId = (nic: string) => simulation.nic(node.name, nic).id;
    const routes = connectedRoutes(plan, node.name, nicId);
    if (node.routes !== null) routes.push(...listedRoutes(plan, node, nicId));
    else if (computed !== null) routes.push(...computed.of(index, nicId));
    simulation.host(node.name).routes.replaceAll(routes);
  }
}

/** Routes to the subnets of a node's own addresses. */
function connectedRoutes(
  plan: AddressPlan,
  node: string,
  nicId: (nic: string) => number,
): RouteEntry[] {
  return [...(plan.get(node) ?? [])].flatMap(([nic, addresses]) =>
    // That a host is an address of its own needs no route.
    addresses
      .filter(({ length }) => nic !== LOOPBACK_NIC || length < 32)
      .map((prefix) => ({ destination: subnetOf(prefix), gateway: null, nic: nicId(nic) })),
  );
}

function listedRoutes(
  plan: AddressPlan,
  node: ScenarioNode,
  nicId: (nic: string) => number,
): RouteEntry[] {
  return (node.routes ?? []).map(({ destination, gateway, nic, metric }) => {
    const out = nic ?? nicTowards(plan, node.name, gateway as Ipv4Address, null);
    return { destination, gateway, nic: nicId(out as string), metric };
  });
}

function subnetOf(prefix: Ipv4Prefix): Ipv4Prefix {
  return { address: networkOf(prefix), length: prefix.length };
}

/** An edge of the graph: a direction of a link, or the way over a segment to one of its routers, with what a route over it says. */
interface Hop {
  readonly nic: string;
  readonly gateway: Ipv4Address;
}

/** Shortest paths from each node to each subnet. */
class ComputedRoutes {
  readonly #document: ScenarioDocument;
  readonly #by: 'delay' | 'hops' | 'weight';
  readonly #plan: AddressPlan;
  readonly #planner: RoutePlanner;
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
    this.#planner = new RoutePlanner({
      graph,
      prefixes: attachedPrefixes(document, plan, { indexOf, isRouter }),
    });
  }

  /** A host with one link sends everything there; others know the way to each subnet. */
  of(index: number, nicId: (nic: string) => number): RouteEntry[] {
    const [only, ...others] = this.#firstHops.get(index) ?? [];
    if (only !== undefined && others.length === 0 && this.#document.nodes[index]?.kind === 'host') {
      return [{ destination: EVERYWHERE, gateway: only.gateway, nic: nicId(only.nic) }];
    }
    const own = this.#ownSubnets(index);
    const routes = this.#planner.routesOf(index);
    return routes.flatMap(({ destination, edge }) => {
      if (own.has(keyOf(destination))) return [];
      const { gateway, nic } = this.#hops[edge] as Hop;
      return [{ destination, gateway, nic: nicId(nic) }];
    });
  }

  /** Subnets to which a node has routes without any gateway. */
  #ownSubnets(index: number): ReadonlySet<string> {
    const nics = this.#plan.get(this.#document.nodes[index]?.name ?? '')?.values() ?? [];
    return new Set([...nics].flat().map((prefix) => keyOf(subnetOf(prefix))));
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
  const own = plan.get(from.node)?.get(from.nic) ?? [];
  const others = plan.get(to.node)?.get(to.nic) ?? [];
  return others.some(({ address }) => own.some((prefix) => contains(prefix, address)));
}

/** The address of the other end, in a subnet that both ends share. */
function gatewayOf(plan: AddressPlan, from: Endpoint, to: Endpoint): Ipv4Address {
  const own = plan.get(from.node)?.get(from.nic) ?? [];
  const others = plan.get(to.node)?.get(to.nic) ?? [];
  const shared = others.find(({ address }) => own.some((prefix) => contains(prefix, address)));
  return (shared ?? (others[0] as Ipv4Prefix)).address;
}

function keyOf({ address, length }: Ipv4Prefix): string {
  return `${address}/${length}`;
}

/** What is known of the nodes by their indices. */
interface NodeIndices {
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
  { indexOf, isRouter }: NodeIndices,
): { prefix: Ipv4Prefix; nodes: number[] }[] {
  const attached = new Map<string, { prefix: Ipv4Prefix; nodes: Set<number> }>();
  const attach = (end: Endpoint) => {
    for (const given of plan.get(end.node)?.get(end.nic) ?? []) {
      const prefix = subnetOf(given);
      const key = keyOf(prefix);
      const known = attached.get(key);
      if (known === undefined) attached.set(key, { prefix, nodes: new Set([indexOf(end)]) });
      else known.nodes.add(indexOf(end));
    }
  };
  for (const { endpoints } of document.links) endpoints.forEach(attach);
  for (const { ports } of document.segments) {
    const ends = ports.map(({ end }) => end);
    const routers = ends.filter((end) => isRouter(indexOf(end)));
    for (const end of routers.length > 0 ? routers : ends) attach(end);
  }
  for (const { name: node } of document.nodes) attach({ node, nic: LOOPBACK_NIC });
  return [...attached.values()].map(({ prefix, nodes }) => ({ prefix, nodes: [...nodes] }));
}
