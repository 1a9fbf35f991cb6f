// A network for tests: subnets of two or more hosts each, with addresses and shortest paths by hops.

import {
  type Ipv4Address,
  type Ipv4Prefix,
  ipv4Address,
  type Nic,
  parsePrefix,
} from '@packetloom/core';
import { createSimulation } from '../src/composition/index.js';
import { DEFAULT_LINK_DIRECTION } from '../src/link/linkSpec.js';
import type { Simulation } from '../src/network/simulation.js';
import { type GraphEdge, RoutePlanner, RoutingGraph } from '../src/routing/index.js';
import type { SegmentSpec } from '../src/segment/segmentSpec.js';

/** A subnet: two hosts on a link, or any number on a segment of the kind given. */
export interface Subnet {
  readonly hosts: readonly string[];
  readonly segment?: Partial<SegmentSpec>;
}

export interface RoutedNetwork {
  readonly simulation: Simulation;
  /** The NIC of a host on the n-th subnet, at 10.0.n.(1 + place of the host there). */
  nic(host: string, subnet: number): Nic;
  address(host: string, subnet: number): Ipv4Address;
}

const MS = 1e6;

/** Hosts whose names begin with `r` route, unicast and multicast. Links have a delay of 1 ms. */
export function routedNetwork(subnets: readonly Subnet[], seed = 1): RoutedNetwork {
  const simulation = createSimulation({ seed });
  const names = [...new Set(subnets.flatMap(({ hosts }) => hosts))];
  for (const name of names) {
    const isRouter = name.startsWith('r');
    simulation.addHost({ name, forwarding: isRouter, multicastRouting: isRouter });
  }
  const nic = (host: string, subnet: number) => simulation.nic(host, `eth${subnet}`);
  subnets.forEach((subnet, number) => {
    join(simulation, subnet, number);
    subnet.hosts.forEach((host, index) => {
      const prefix = { address: addressOn(number, index), length: 24 };
      nic(host, number).addAddress(prefix);
    });
  });
  const address = (host: string, subnet: number) =>
    addressOn(subnet, subnets[subnet]?.hosts.indexOf(host) ?? 0);
  installRoutes(simulation, subnets, names);
  return { simulation, nic, address };
}

function addressOn(subnet: number, index: number): Ipv4Address {
  return ipv4Address(0x0a000001 + subnet * 256 + index);
}

function join(simulation: Simulation, { hosts, segment }: Subnet, number: number): void {
  const ends = hosts.map((host) => ({ host, nic: `eth${number}` }));
  const name = `net${number}`;
  if (segment !== undefined) {
    const port = { rateBitsPerSecond: null, delayNs: MS / 2 };
    simulation.addSegment({ name, kind: 'switch', attach: ends, port, ...segment });
    return;
  }
  const [first, second] = ends;
  if (first === undefined || second === undefined) throw new Error('a link has two ends');
  const direction = { ...DEFAULT_LINK_DIRECTION, rateBitsPerSecond: null };
  const spec = { name, endpoints: [first, second] as const, forward: direction };
  simulation.addLink({ ...spec, reverse: direction });
}

function installRoutes(simulation: Simulation, subnets: readonly Subnet[], names: string[]): void {
  const edges: GraphEdge[] = [];
  const hops: { subnet: number; gateway: Ipv4Address }[] = [];
  subnets.forEach(({ hosts }, subnet) => {
    for (const from of hosts) {
      hosts.forEach((to, index) => {
        if (to === from) return;
        edges.push({ from: names.indexOf(from), to: names.indexOf(to), weight: 1 });
        hops.push({ subnet, gateway: addressOn(subnet, index) });
      });
    }
  });
  const transit = (node: number) => simulation.host(names[node] ?? '').forwarding;
  const graph = new RoutingGraph({ nodeCount: names.length, edges, transit });
  const prefixes = subnets.map(({ hosts }, subnet) => {
    const prefix = parsePrefix(`10.0.${subnet}.0/24`) as Ipv4Prefix;
    return { prefix, nodes: hosts.map((host) => names.indexOf(host)) };
  });
  const planner = new RoutePlanner({ graph, prefixes });
  names.forEach((name, node) => {
    const host = simulation.host(name);
    subnets.forEach(({ hosts }, subnet) => {
      if (!hosts.includes(name)) return;
      const destination = (prefixes[subnet] as (typeof prefixes)[number]).prefix;
      host.routes.add({ destination, gateway: null, nic: simulation.nic(name, `eth${subnet}`).id });
    });
    for (const { destination, edge } of planner.routesOf(node)) {
      const { subnet, gateway } = hops[edge] as (typeof hops)[number];
      host.routes.add({ destination, gateway, nic: simulation.nic(name, `eth${subnet}`).id });
    }
  });
}
