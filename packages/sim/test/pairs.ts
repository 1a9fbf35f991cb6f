import {
  type Ipv4Address,
  type Ipv4Prefix,
  ipv4Address,
  parseIpv4Address,
  parsePrefix,
} from '@packetloom/core';
import { UdpFlowApp } from '../src/apps/udpFlow.js';
import { createSimulation, type SimulationOptions } from '../src/composition/index.js';
import { DEFAULT_LINK_DIRECTION, type LinkDirectionSpec } from '../src/link/linkSpec.js';

/** What each flow sends, one each millisecond. */
export const DATAGRAMS = 500;
const MS = 1_000_000;

/**
 * Pairs of hosts, a0 — b0, a1 — b1, …, with a flow each over a link as given. It has been run, with the times of
 * arrivals unless nobody looks at the links.
 */
export function pairs(
  specs: readonly Partial<LinkDirectionSpec>[],
  options: SimulationOptions = {},
  isLookedAt = true,
) {
  const simulation = createSimulation(options);
  const flows = specs.map((spec, index) => {
    const [from, to] = [`a${index}`, `b${index}`];
    simulation.addHost({ name: from });
    simulation.addHost({ name: to });
    const direction = { ...DEFAULT_LINK_DIRECTION, ...spec };
    simulation.addLink({
      name: `l${index}`,
      endpoints: [
        { host: from, nic: 'eth0' },
        { host: to, nic: 'eth0' },
      ],
      forward: direction,
      reverse: DEFAULT_LINK_DIRECTION,
    });
    const subnet = parsePrefix(`10.0.${index}.0/30`) as Ipv4Prefix;
    for (const [name, host] of [
      [from, 1],
      [to, 2],
    ] as const) {
      const nic = simulation.nic(name, 'eth0');
      nic.addAddress({ address: ipv4Address(subnet.address + host), length: 30 });
      nic.host.routes.add({ destination: subnet, gateway: null, nic: nic.id });
    }
    return new UdpFlowApp(simulation, {
      name: `flow${index}`,
      from,
      to: parseIpv4Address(`10.0.${index}.2`) as Ipv4Address,
      port: 9,
      payload: new Uint8Array(200).fill(0x55),
      count: DATAGRAMS,
      intervalNs: MS,
      receiver: to,
    });
  });
  const fingerprint = simulation.recordFingerprint();
  const arrivals = flows.map(() => [] as number[]);
  simulation.links.forEach((link) => {
    if (!isLookedAt) return;
    link.forward.delivered$.subscribe(() => {
      arrivals[Number(link.name.slice(1))]?.push(simulation.nowNs);
    });
  });
  for (const flow of flows) flow.start();
  simulation.run();
  return { simulation, flows, arrivals, digest: fingerprint.digestHex() };
}
