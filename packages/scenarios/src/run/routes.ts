import {
  contains,
  type Ipv4Address,
  type Ipv4Prefix,
  networkOf,
  type RouteEntry,
} from '@packetloom/core';
import { type GraphEdge, RoutePlanner, RoutingGraph, type Simulation } from '@packetloom/sim';
import type { AddressPlan } from '../addressing/index.js';
import type { LinkDirection, ScenarioDocument, ScenarioNode } from '../language/document.js';
import type { Endpoint } from '../language/endpoint.js';
import { nicTowards } from '../normalise/checkAddresses.js';

const EVERYWHERE: Ipv4Prefix = { address: 0, length: 0 };

/** Gives every node its routes: to its own subnets, then those that it lists, or computed ones. */
export function installRoutes(
  simulation: Simulation,
  document: ScenarioDocument,
  plan: AddressPlan,
): void {
  const computed = document.routing.kind === 'static' ? null : new ComputedRoutes(document, plan);
  for (const [place, node] of document.nodes.entries()) {
    const nicId = (nic: string) => simulation.nic(node.name, nic).id;
    const routes = connectedRoutes(plan, node.name, nicId);
    if (node.routes !== null) routes.push(...listedRoutes(plan, node, nicId));
    else if (computed !== null) routes.push(...computed.of(place, nicId));
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
    addresses.map((prefix) => ({ destination: subnetOf(prefix), gateway: null, nic: nicId(nic) })),
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

/** An edge of the graph: a direction of a link, with what a route over it says. */
interface Hop {
  readonly nic: string;
  readonly gateway: Ipv4Address;
}

/** Shortest paths from each node to each subnet. */
class ComputedRoutes {
  readonly #document: ScenarioDocument;
  readonly #planner: RoutePlanner;
  readonly #hops: Hop[] = [];
  readonly #firstHops = new Map<number, Hop[]>();

  constructor(document: ScenarioDocument, plan: AddressPlan) {
    this.#document = document;
    const places = new Map(document.nodes.map(({ name }, place) => [name, place]));
    const placeOf = ({ node }: Endpoint) => places.get(node) as number;
    const edges: GraphEdge[] = [];
    const add = (from: Endpoint, to: Endpoint, direction: LinkDirection) => {
      const hop = { nic: from.nic, gateway: gatewayOf(plan, from, to) };
      const place = placeOf(from);
      edges.push({ from: place, to: placeOf(to), weight: this.#weightOf(direction) });
      this.#hops.push(hop);
      this.#firstHops.set(place, [...(this.#firstHops.get(place) ?? []), hop]);
    };
    for (const { endpoints, forward, reverse } of document.links) {
      const [first, second] = endpoints;
      add(first, second, forward);
      add(second, first, reverse);
    }
    const isRouter = (place: number) => document.nodes[place]?.kind === 'router';
    const graph = new RoutingGraph({ nodeCount: document.nodes.length, edges, transit: isRouter });
    this.#planner = new RoutePlanner({
      graph,
      prefixes: attachedPrefixes(document, plan, placeOf),
    });
  }

  /** A host with one link sends everything there; others know the way to each subnet. */
  of(place: number, nicId: (nic: string) => number): RouteEntry[] {
    const [only, ...others] = this.#firstHops.get(place) ?? [];
    if (only !== undefined && others.length === 0 && this.#document.nodes[place]?.kind === 'host') {
      return [{ destination: EVERYWHERE, gateway: only.gateway, nic: nicId(only.nic) }];
    }
    return this.#planner.routesOf(place).map(({ destination, edge }) => {
      const { gateway, nic } = this.#hops[edge] as Hop;
      return { destination, gateway, nic: nicId(nic) };
    });
  }

  #weightOf({ delayNs }: LinkDirection): number {
    const { routing } = this.#document;
    return routing.kind === 'shortest-path' && routing.by === 'delay' ? delayNs : 1;
  }
}

/** The address of the other end, in a subnet that both ends share. */
function gatewayOf(plan: AddressPlan, from: Endpoint, to: Endpoint): Ipv4Address {
  const own = plan.get(from.node)?.get(from.nic) ?? [];
  const others = plan.get(to.node)?.get(to.nic) ?? [];
  const shared = others.find(({ address }) => own.some((prefix) => contains(prefix, address)));
  return (shared ?? (others[0] as Ipv4Prefix)).address;
}

/** Every subnet once, with the nodes that are in it. */
function attachedPrefixes(
  document: ScenarioDocument,
  plan: AddressPlan,
  placeOf: (end: Endpoint) => number,
): { prefix: Ipv4Prefix; nodes: number[] }[] {
  const attached = new Map<string, { prefix: Ipv4Prefix; nodes: number[] }>();
  for (const { endpoints } of document.links) {
    for (const end of endpoints) {
      for (const given of plan.get(end.node)?.get(end.nic) ?? []) {
        const prefix = subnetOf(given);
        const key = `${prefix.address}/${prefix.length}`;
        const known = attached.get(key);
        if (known === undefined) attached.set(key, { prefix, nodes: [placeOf(end)] });
        else if (!known.nodes.includes(placeOf(end))) known.nodes.push(placeOf(end));
      }
    }
  }
  return [...attached.values()];
}
