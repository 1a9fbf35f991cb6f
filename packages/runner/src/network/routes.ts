import { type Ipv4Address, networkOf, type RouteEntry } from '@packetloom/core';
import type { AddressPlan, ScenarioDocument, ScenarioNode } from '@packetloom/language';
import { addressesByNode, LOOPBACK_NIC, nicTowards } from '@packetloom/language/internal';
import type { Simulation } from '@packetloom/sim';
import { ComputedRoutes } from './computedRoutes.js';

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
    const host = simulation.host(node.name);
    if (node.routes !== null) {
      routes.push(...listedRoutes(plan, node, nicId));
    } else if (computed !== null) {
      const only = computed.defaultRoute(index, host);
      if (only === null) host.routes.onDemand = computed.of(index, host);
      else routes.push(only);
    }
    host.routes.replaceAll(routes);
  }
}

/** Routes to the subnets of a node's own addresses. */
function connectedRoutes(
  plan: AddressPlan,
  node: string,
  nicId: (nic: string) => number,
): RouteEntry[] {
  return [...(addressesByNode(plan).get(node) ?? [])].flatMap(([nic, addresses]) =>
    // That a host is an address of its own needs no route.
    addresses
      .filter(({ length }) => nic !== LOOPBACK_NIC || length < 32)
      .map(({ address, length }) => {
        const destination = { address: networkOf({ address, length }), length };
        return { destination, gateway: null, nic: nicId(nic) };
      }),
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
