import { formatIpv4Address, formatPrefix, type Ipv4Address } from '@packetloom/core';
import type { AddressPlan, WrittenScenario } from '@packetloom/language';
import { addressesByNode, mainAddressOf } from '@packetloom/language/internal';
import { loadText, RefusedScenario } from '../observe/recording.js';
import { scenarioYaml } from '../observe/scenarioYaml.js';
import { readdressed } from './packets.js';

/** The addresses of a scenario. */
export interface KnownAddresses {
  /** Nodes by their main addresses, which their names stand for. */
  readonly owners: ReadonlyMap<string, string>;
  /** Those of all NICs, the lowest first. */
  readonly all: readonly Ipv4Address[];
}

/** The scenario with the address of each NIC written down, so that it stays when others go. */
export function pinned(scenario: WrittenScenario): WrittenScenario {
  const plan = addressesByNode(planOf(scenario));
  const nodes = Object.entries(scenario.nodes ?? {}).map(([name, node]) => {
    const nics = [...(plan.get(name) ?? [])];
    const addresses = nics.map(([nic, prefixes]) => [nic, prefixes.map(formatPrefix)]);
    return [name, { ...node, addresses: Object.fromEntries(addresses) }];
  });
  return { ...scenario, nodes: Object.fromEntries(nodes) };
}

/** Addresses as they are given to NICs that have none. */
export function unpinned(scenario: WrittenScenario): WrittenScenario {
  const nodes = Object.entries(scenario.nodes ?? {}).map(([name, { addresses: _, ...node }]) => [
    name,
    node,
  ]);
  return { ...scenario, nodes: Object.fromEntries(nodes) };
}

/** Likewise, and what names an address names the new one of the same NIC. */
export function renumbered(scenario: WrittenScenario): WrittenScenario {
  const free = unpinned(scenario);
  const plan = addressesByNode(planOf(free));
  const others = new Map<Ipv4Address, Ipv4Address>();
  for (const { node, nics } of planOf(scenario)) {
    for (const { nic, addresses } of nics) {
      const [before] = addresses;
      const after = plan.get(node)?.get(nic)?.[0];
      if (before !== undefined && after !== undefined) others.set(before.address, after.address);
    }
  }
  return readdress(free, others);
}

/** In what happens, one address less: in its place stands one that comes before it. */
export function* fewerAddresses(scenario: WrittenScenario): Iterable<WrittenScenario> {
  const { events = [] } = scenario;
  const { all } = addressesOf(scenario);
  for (const [index, address] of all.entries()) {
    for (const other of all.slice(0, index)) {
      yield { ...scenario, events: readdress(events, new Map([[address, other]])) };
    }
  }
}

/** The same with other addresses, also in packets. */
function readdress<Part>(part: Part, others: ReadonlyMap<Ipv4Address, Ipv4Address>): Part {
  const names = new Map([...others].map((pair) => pair.map(formatIpv4Address) as [string, string]));
  const inText = (text: string) =>
    readdressed(text, others).replace(/\d+\.\d+\.\d+\.\d+/g, (name) => names.get(name) ?? name);
  const text = JSON.stringify(part, (_, value: unknown) =>
    typeof value === 'string' ? inText(value) : value,
  );
  return JSON.parse(text);
}

/** What addresses there are; none, if the scenario is refused. */
export function addressesOf(scenario: WrittenScenario): KnownAddresses {
  const plan = planOf(scenario);
  const owners = plan.flatMap(({ node }): [string, string][] => {
    const address = mainAddressOf(plan, node);
    return address === undefined ? [] : [[formatIpv4Address(address), node]];
  });
  const prefixes = plan.flatMap(({ nics }) => nics.flatMap(({ addresses }) => addresses));
  const all = prefixes.map(({ address }) => address).toSorted((one, other) => one - other);
  return { owners: new Map(owners), all };
}

function planOf(scenario: WrittenScenario): AddressPlan {
  try {
    return loadText(scenarioYaml(scenario)).plan;
  } catch (error) {
    if (error instanceof RefusedScenario) return [];
    throw error;
  }
}
