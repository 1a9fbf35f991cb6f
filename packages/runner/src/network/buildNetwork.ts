import { LoopbackLink } from '@packetloom/core';
import type { AddressPlan, ScenarioDocument, ScenarioSegment } from '@packetloom/language';
import { addressesByNode, LOOPBACK_NIC } from '@packetloom/language/internal';
import { setRules } from '@packetloom/language/run';
import type { Simulation } from '@packetloom/sim';

/** Adds the nodes, links and segments of a scenario to a simulation: nothing is sent yet. */
export function addNetwork(simulation: Simulation, document: ScenarioDocument): void {
  for (const { name, kind, behaviour, ttl, tcp, iptables, multicast } of document.nodes) {
    const forwarding = kind === 'router';
    const host = simulation.addHost({
      name,
      forwarding,
      behaviour,
      multicastRouting: multicast ?? false,
      ...(ttl === null ? {} : { defaultTtl: ttl }),
    });
    if (tcp !== null) host.tcp.behaviour = tcp;
    setRules(simulation, name, iptables);
  }
  for (const { name, endpoints, forward, reverse } of document.links) {
    const [first, second] = endpoints.map(({ node, nic }) => ({ host: node, nic }));
    if (first === undefined || second === undefined) throw new Error(`link ${name} lacks an end`);
    simulation.addLink({ name, endpoints: [first, second], forward, reverse });
  }
  for (const segment of document.segments) addSegment(simulation, segment);
}

/** Gives the nodes of a scenario their addresses and groups; what joins says so on the wire. */
export function configureNetwork(
  simulation: Simulation,
  document: ScenarioDocument,
  plan: AddressPlan,
): void {
  for (const [node, nics] of addressesByNode(plan)) {
    const host = simulation.host(node);
    // Behind the NICs of links, so that these keep their numbers.
    if (nics.has(LOOPBACK_NIC) && host.nic(LOOPBACK_NIC) === undefined) {
      host.addNic({ name: LOOPBACK_NIC, link: new LoopbackLink() });
    }
    for (const [nic, addresses] of nics) {
      for (const prefix of addresses) {
        expectSuccess(simulation.nic(node, nic).addAddress(prefix), `address of ${node}:${nic}`);
      }
    }
  }
  for (const { name, groups } of document.nodes) {
    for (const { nic, groups: joined } of groups) {
      for (const group of joined) {
        expectSuccess(simulation.nic(name, nic).joinGroup(group), `group of ${name}:${nic}`);
      }
    }
  }
}

function addSegment(simulation: Simulation, segment: ScenarioSegment): void {
  const { name, kind, ports, macAgeingNs, igmpSnooping, announce } = segment;
  simulation.addSegment({
    name,
    kind,
    announce,
    igmpSnooping: igmpSnooping ?? false,
    ...(macAgeingNs === null ? {} : { macAgeingNs }),
    attach: ports.map(({ end, linkAddress, forward, reverse }) => ({
      host: end.node,
      nic: end.nic,
      ...(linkAddress === null ? {} : { linkAddress }),
      toSegment: forward,
      fromSegment: reverse,
    })),
  });
}

/** What was checked before the run cannot fail in it. */
function expectSuccess(error: string | null, what: string): void {
  if (error !== null) throw new Error(`${what} was refused: ${error}`);
}
