import { ANY, type Host, type Ipv4Address, ipv4Address, type Nic } from '@packetloom/core';
import { DEFAULT_LINK_DIRECTION, type Simulation } from '@packetloom/sim';
import { BenchmarkError, mustBe } from '../benchmark.js';

/** 10.0.0.0: all addresses are counted from here. */
const BASE_ADDRESS = 0x0a000000;

/** Address `index` of the /30 with number `subnet`. */
export function inSubnet(subnet: number, index: number): Ipv4Address {
  return ipv4Address(BASE_ADDRESS + subnet * 4 + index);
}

/** Address `index` of the eight that a node of a grid has. */
export function ofNode(node: number, index: number): Ipv4Address {
  return ipv4Address(BASE_ADDRESS + node * 8 + index);
}

/** The node that an address of {@link ofNode} belongs to. */
export function nodeOf(address: Ipv4Address): number {
  return (address - BASE_ADDRESS) >> 3;
}

/** 1 Gbit/s, 1 ms, and a queue that nothing overflows: as in the comparison program. */
const LINK = { ...DEFAULT_LINK_DIRECTION, queueLimitPackets: 10_000 };

/** The names of NICs, each but once in memory. */
const nicNames: string[] = [];

function nicName({ nics }: Host): string {
  const index = nics.length;
  nicNames[index] ??= `eth${index}`;
  return nicNames[index];
}

/** Both NICs of a new link. */
export interface Ends {
  readonly from: Nic;
  readonly to: Nic;
}

/** Joins two hosts with addresses of a prefix of this length. */
export function join(
  simulation: Simulation,
  [from, to]: readonly [Host, Host],
  [fromAddress, toAddress]: readonly [Ipv4Address, Ipv4Address],
  length: number,
  mtu: number = LINK.mtu,
): Ends {
  const direction = { ...LINK, mtu };
  const names = [nicName(from), nicName(to)] as const;
  simulation.addLink({
    name: `${from.name}:${names[0]}`,
    endpoints: [
      { host: from.name, nic: names[0] },
      { host: to.name, nic: names[1] },
    ],
    forward: direction,
    reverse: direction,
  });
  const ends = { from: simulation.nic(from.name, names[0]), to: simulation.nic(to.name, names[1]) };
  for (const [nic, address] of [
    [ends.from, fromAddress],
    [ends.to, toAddress],
  ] as const) {
    const error = nic.addAddress({ address, length });
    if (error !== null) throw new BenchmarkError(`${nic.host.name} refuses an address: ${error}`);
  }
  return ends;
}

/** Adds a route of a prefix of the addresses that {@link inSubnet} gives; without one, the default route. */
export function addRoute(nic: Nic, gateway: Ipv4Address | null, subnet?: number): void {
  const destination =
    subnet === undefined
      ? { address: ANY, length: 0 }
      : { address: inSubnet(subnet, 0), length: 30 };
  nic.host.routes.add({ destination, gateway, nic: nic.id });
}

/** Link traversals, counted by the links. */
export function hopsOf(simulation: Simulation): number {
  let hops = 0;
  for (const { forward, reverse } of simulation.links.values()) {
    hops += forward.stats.deliveredPackets + reverse.stats.deliveredPackets;
  }
  return hops;
}

/** Packets that NICs took in, as the stacks count. */
export function receivedByNics(simulation: Simulation): number {
  let received = 0;
  for (const host of simulation.hosts.values()) {
    for (const nic of host.nics) received += nic.counters.get('ip.packetsReceived');
  }
  return received;
}

/**
 * Checks that everything that was sent arrived, that what every NIC received had a whole header with a right
 * checksum (hops agree with the counters of the stacks), and that all packets are accounted for.
 */
export function verifyNetwork(simulation: Simulation, delivered: number): number {
  const hops = hopsOf(simulation);
  for (const host of simulation.hosts.values()) {
    for (const nic of host.nics) {
      mustBe('malformed packets', nic.counters.get('ip.malformedPacketsReceived'), 0);
    }
  }
  mustBe('packets received by NICs', receivedByNics(simulation), hops);
  const { dropped, inFlight, unaccounted, ...accounting } = simulation.accounting();
  if (Object.keys(dropped).length > 0) {
    throw new BenchmarkError(`packets were dropped: ${JSON.stringify(dropped)}`);
  }
  mustBe('packets in flight', inFlight, 0);
  mustBe('packets unaccounted for', unaccounted, 0);
  mustBe('packets delivered', accounting.delivered, delivered);
  return hops;
}
