import {
  contains,
  formatIpv4Address,
  formatPrefix,
  type Ipv4Address,
  type Ipv4Prefix,
  networkOf,
} from '@packetloom/core';
import { type AddressPlan, addressesByNode } from '../addressing/index.js';
import type { Context } from '../context/context.js';
import { listed } from '../diagnostics/suggestion.js';
import type { ScenarioLink, ScenarioNode, ScenarioSegment } from '../document/document.js';
import type { Endpoint } from '../document/endpoint.js';
import type { RouteText } from '../document/route.js';
import type { ScenarioDocument } from '../scenario/scenarioDocument.js';
import type { WrittenScenario } from '../schema/generated/writtenScenario.js';

/**
 * What must hold of addresses once every NIC has some: links and segments join NICs of one subnet, gateways are near.
 */
export function checkAddresses(
  document: ScenarioDocument,
  plan: AddressPlan,
  written: WrittenScenario,
  context: Context,
): void {
  const ownLinks = written.links ?? [];
  const imported = document.links.length - ownLinks.length;
  for (const [index, link] of ownLinks.entries()) {
    checkLink(document.links[imported + index] as ScenarioLink, plan, context, [
      ...context.pathOf(link),
      'endpoints',
    ]);
  }
  for (const segment of document.segments) {
    const attach = written.segments?.[segment.name]?.attach;
    if (attach !== undefined) checkSegment(segment, plan, context.pathOf(attach), context);
  }
  for (const node of document.nodes) {
    const routes = written.nodes?.[node.name]?.routes;
    if (routes === undefined) continue;
    const path = context.pathOf(routes);
    for (const [index, route] of (node.routes ?? []).entries()) {
      checkRoute(node, route, plan, [...path, index], context);
    }
  }
}

function checkLink(
  link: ScenarioLink,
  plan: AddressPlan,
  { findings }: Context,
  path: readonly (string | number)[],
): void {
  const [first, second] = link.endpoints.map((end) => addressesAt(plan, end));
  if (first === undefined || second === undefined) return;
  const joined = first.some((a) =>
    second.some((b) => contains(a, b.address) && contains(b, a.address)),
  );
  if (joined) return;
  const [a, b] = link.endpoints.map(({ node, nic }) => `${node}:${nic}`);
  const message = `the ends of this link share no subnet: '${a}' has ${shown(first)}, '${b}' has ${shown(second)}`;
  findings.add({ path, message });
}

/** Every NIC shares a subnet with another one, unless it is alone. */
function checkSegment(
  { name, ports }: ScenarioSegment,
  plan: AddressPlan,
  path: readonly (string | number)[],
  { findings }: Context,
): void {
  if (ports.length < 2) return;
  const users = new Map<string, number>();
  const subnetsOf = (end: Endpoint) => new Set(addressesAt(plan, end).map(subnetText));
  for (const { end } of ports) {
    for (const subnet of subnetsOf(end)) users.set(subnet, (users.get(subnet) ?? 0) + 1);
  }
  for (const [index, { end }] of ports.entries()) {
    const subnets = [...subnetsOf(end)];
    if (subnets.some((subnet) => (users.get(subnet) ?? 0) > 1)) continue;
    const message = `'${end.node}:${end.nic}' shares no subnet with any other NIC of segment '${name}': it has ${shown(addressesAt(plan, end))}`;
    findings.add({ path: [...path, index], message });
  }
}

function addressesAt(plan: AddressPlan, { node, nic }: Endpoint): readonly Ipv4Prefix[] {
  return addressesByNode(plan).get(node)?.get(nic) ?? [];
}

function shown(prefixes: readonly Ipv4Prefix[]): string {
  return prefixes.map(formatPrefix).join(', ');
}

/** A NIC of a node with its addresses. */
type NicAddresses = readonly [nic: string, addresses: readonly Ipv4Prefix[]];

function checkRoute(
  node: ScenarioNode,
  route: RouteText,
  plan: AddressPlan,
  path: readonly (string | number)[],
  { findings }: Context,
): void {
  const nics: readonly NicAddresses[] = [...(addressesByNode(plan).get(node.name) ?? [])];
  const names = nics.map(([nic]) => nic);
  if (route.nic !== null && !names.includes(route.nic)) {
    findings.unknown(path, `NIC of '${node.name}' called`, route.nic, names);
    return;
  }
  const { gateway } = route;
  if (gateway === null || nicTowards(plan, node.name, gateway, route.nic) !== undefined) {
    const own = nics.some(([, addresses]) => addresses.some(({ address }) => address === gateway));
    if (own) {
      const message = `the gateway ${formatIpv4Address(gateway as Ipv4Address)} is '${node.name}' itself`;
      findings.add({ path, message });
    }
    return;
  }
  const usable = nics.filter(([nic]) => route.nic === null || nic === route.nic);
  const subnets = usable.flatMap(([, addresses]) => addresses.map(subnetText));
  const where =
    route.nic === null ? `any subnet of '${node.name}'` : `the subnet of '${route.nic}'`;
  const message = `the gateway ${formatIpv4Address(gateway)} is not in ${where} (${listed(subnets)}), so it cannot be reached`;
  findings.add({ path, message });
}

function subnetText(prefix: Ipv4Prefix): string {
  return formatPrefix({ address: networkOf(prefix), length: prefix.length });
}

/** The NIC of a node in whose subnet an address is: `only`, if it is given, or the first there is. */
export function nicTowards(
  plan: AddressPlan,
  node: string,
  address: Ipv4Address,
  only: string | null,
): string | undefined {
  for (const [nic, addresses] of addressesByNode(plan).get(node) ?? []) {
    if (only !== null && nic !== only) continue;
    if (addresses.some((prefix) => contains(prefix, address))) return nic;
  }
  return undefined;
}
