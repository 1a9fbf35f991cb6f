import {
  formatPrefix,
  type Ipv4Address,
  type Ipv4Prefix,
  ipv4Address,
  networkOf,
} from '@packetloom/core';
import type {
  AddressPool,
  ScenarioLink,
  ScenarioNode,
  ScenarioPort,
  ScenarioSegment,
} from '../document/document.js';
import type { Endpoint } from '../document/endpoint.js';
import { LOOPBACK_NIC } from '../document/names.js';
import { type AddressPlan, planOf } from './addressPlan.js';
import { firstHostOf, lastOf, SubnetPool } from './subnetPool.js';

/** What of a scenario decides addresses. */
export interface AddressedNetwork {
  readonly addressing: AddressPool;
  readonly nodes: readonly Pick<ScenarioNode, 'name' | 'kind' | 'addresses'>[];
  readonly links: readonly Pick<ScenarioLink, 'name' | 'endpoints'>[];
  readonly segments: readonly AddressedSegment[];
}

/** What of a segment decides addresses. */
export interface AddressedSegment extends Pick<ScenarioSegment, 'name' | 'subnet'> {
  readonly ports: readonly Pick<ScenarioPort, 'end'>[];
}

/** Links or segments that no addresses are left for. */
export interface AddressingFault {
  /** Their names, in the order of the scenario. */
  readonly links: readonly string[];
  readonly message: string;
}

/**
 * Gives every end of every link its addresses. Given ones stay. A link without any takes the next
 * subnet of the pool that overlaps no given one; its first host address goes to its first end, the
 * second to its second. An end without address, opposite to one with, takes the first free address of
 * the other's subnet. The same holds for the NICs of a segment, in their order: they take the free
 * addresses of its subnet, which is the given one, that of the first given address, or the next of the
 * pool that has room for all. Links come first. Routers have a loopback address too, the given one or
 * the next of the pool of loopbacks. Depends on the order of nodes, links and segments alone.
 */
export function planAddresses(
  network: AddressedNetwork,
): { readonly plan: AddressPlan } | { readonly fault: AddressingFault } {
  const planner = new Planner(network);
  for (const link of network.links) planner.completeLink(link);
  for (const segment of network.segments) planner.completeSegment(segment);
  for (const link of network.links) planner.numberLink(link);
  for (const segment of network.segments) planner.numberSegment(segment);
  for (const node of network.nodes) if (node.kind === 'router') planner.numberLoopback(node);
  const fault = planner.fault();
  return fault === null ? { plan: planOf(planner.plan) } : { fault };
}

class Planner {
  readonly plan = new Map<string, Map<string, readonly Ipv4Prefix[]>>();
  readonly #network: AddressedNetwork;
  readonly #taken = new Set<number>();
  readonly #pool: SubnetPool;
  readonly #full: { readonly link: string; readonly subnet: Ipv4Prefix; readonly whom: string }[] =
    [];
  readonly #unnumbered: string[] = [];
  /** Addresses of loopbacks, one by one; null where there are none but given ones. */
  readonly #loopbacks: SubnetPool | null;
  readonly #withoutLoopback: string[] = [];

  constructor(network: AddressedNetwork) {
    this.#network = network;
    const subnets: Ipv4Prefix[] = [];
    const given = new Map<string, ReadonlyMap<string, readonly Ipv4Prefix[]>>();
    for (const { name, addresses } of network.nodes) {
      given.set(name, new Map(addresses.map((entry) => [entry.nic, entry.addresses])));
      for (const prefix of addresses.flatMap((entry) => entry.addresses)) {
        subnets.push(prefix);
        this.#taken.add(prefix.address);
      }
    }
    const { pool, prefixLength, loopbacks } = network.addressing;
    for (const { subnet } of network.segments) if (subnet !== null) subnets.push(subnet);
    const reserved = loopbacks === null ? [] : [loopbacks];
    this.#pool = new SubnetPool(pool, prefixLength, [...subnets, ...reserved]);
    this.#loopbacks = loopbacks && loopbackPool(loopbacks, subnets);
    // NICs in the order in which links name them, then segments.
    const ends = [
      ...network.links.flatMap(({ endpoints }) => endpoints),
      ...network.segments.flatMap(({ ports }) => ports.map(({ end }) => end)),
    ];
    for (const end of ends) this.#set(end, given.get(end.node)?.get(end.nic) ?? []);
  }

  /** Numbers the end whose opposite has addresses. */
  completeLink({ name, endpoints: [first, second] }: AddressedNetwork['links'][number]): void {
    const [a] = this.#of(first);
    const [b] = this.#of(second);
    if ((a === undefined) === (b === undefined)) return;
    const subnet = (a ?? b) as Ipv4Prefix;
    const address = this.#freeIn(subnet);
    if (address === undefined) {
      this.#full.push({ link: name, subnet, whom: 'the other end' });
      return;
    }
    this.#taken.add(address);
    this.#set(a === undefined ? first : second, [{ address, length: subnet.length }]);
  }

  /** Gives a link a subnet of its own, if neither end has an address. */
  numberLink({ name, endpoints: [first, second] }: AddressedNetwork['links'][number]): void {
    if (this.#of(first).length > 0 || this.#of(second).length > 0) return;
    const subnet = this.#pool.next();
    if (subnet === undefined) {
      this.#unnumbered.push(name);
      return;
    }
    const { length } = subnet;
    const address = firstHostOf(subnet);
    this.#set(first, [{ address, length }]);
    this.#set(second, [{ address: ipv4Address(address + 1), length }]);
  }

  /** Numbers the NICs of a segment whose subnet is known. */
  completeSegment({ name, subnet, ports }: AddressedSegment): void {
    const known = subnet ?? ports.flatMap(({ end }) => this.#of(end))[0];
    if (known === undefined) return;
    let address: number = firstHostOf(known);
    for (const { end } of ports) {
      if (this.#of(end).length > 0) continue;
      while (this.#taken.has(address)) address += 1;
      if (address > lastHostOf(known)) {
        this.#full.push({ link: name, subnet: known, whom: `${end.node}:${end.nic}` });
        return;
      }
      this.#taken.add(address);
      this.#set(end, [{ address: ipv4Address(address), length: known.length }]);
    }
  }

  /** Gives a segment a subnet of its own, if nothing says which. */
  numberSegment({ name, subnet: given, ports }: AddressedSegment): void {
    const isKnown = given !== null || ports.some(({ end }) => this.#of(end).length > 0);
    if (isKnown || ports.length === 0) return;
    const length = lengthFor(ports.length, this.#network.addressing.prefixLength);
    const subnet = this.#pool.next(length);
    if (subnet === undefined) {
      this.#unnumbered.push(name);
      return;
    }
    const first = firstHostOf(subnet);
    for (const [index, { end }] of ports.entries()) {
      this.#set(end, [{ address: ipv4Address(first + index), length }]);
    }
  }

  /** Gives a router its loopback address; a link's NIC of that name is none. */
  numberLoopback({ name, addresses }: AddressedNetwork['nodes'][number]): void {
    if (this.plan.get(name)?.has(LOOPBACK_NIC) === true) return;
    const given = addresses.find(({ nic }) => nic === LOOPBACK_NIC)?.addresses;
    if (given === undefined && this.#loopbacks === null) return;
    const next = given ?? this.#nextLoopback();
    if (next === undefined) this.#withoutLoopback.push(name);
    else this.#set({ node: name, nic: LOOPBACK_NIC }, next);
  }

  #nextLoopback(): readonly Ipv4Prefix[] | undefined {
    const next = this.#loopbacks?.next();
    return next && [next];
  }

  fault(): AddressingFault | null {
    const [full] = this.#full;
    if (full !== undefined) {
      const subnet = formatPrefix({ ...full.subnet, address: networkOf(full.subnet) });
      return { links: [full.link], message: `no address of ${subnet} is left for ${full.whom}` };
    }
    if (this.#unnumbered.length === 0) return this.#loopbackFault();
    const { pool, prefixLength } = this.#network.addressing;
    const all = this.#unnumbered.length + this.#pool.used;
    const isMixed = this.#network.segments.length > 0;
    const [lengths, who] = isMixed
      ? [`/${prefixLength} or larger`, 'links and segments']
      : [`/${prefixLength}`, 'the links'];
    const message = `the pool ${formatPrefix(pool)} has room for ${this.#pool.used} of the ${all} subnets (${lengths}) that ${who} need`;
    return { links: this.#unnumbered, message };
  }

  #loopbackFault(): AddressingFault | null {
    const [first] = this.#withoutLoopback;
    const { loopbacks } = this.#network.addressing;
    if (first === undefined || loopbacks === null) return null;
    const message = `the pool of loopback addresses ${formatPrefix(loopbacks)} has none left for '${first}': addressing needs other loopbacks, or none`;
    return { links: [], message };
  }

  #freeIn(subnet: Ipv4Prefix): Ipv4Address | undefined {
    // At most as many steps as addresses are taken.
    for (let address: number = firstHostOf(subnet); address <= lastHostOf(subnet); address += 1) {
      if (!this.#taken.has(address)) return ipv4Address(address);
    }
    return undefined;
  }

  #of({ node, nic }: Endpoint): readonly Ipv4Prefix[] {
    return this.plan.get(node)?.get(nic) ?? [];
  }

  #set({ node, nic }: Endpoint, addresses: readonly Ipv4Prefix[]): void {
    const nics = this.plan.get(node) ?? new Map<string, readonly Ipv4Prefix[]>();
    this.plan.set(node, nics.set(nic, addresses));
  }
}

/** A prefix of one address. */
const HOST_LENGTH = 32;

/** Addresses one by one; the first of a prefix, which names it, would confuse readers. */
function loopbackPool(loopbacks: Ipv4Prefix, avoided: readonly Ipv4Prefix[]): SubnetPool {
  const name = { address: networkOf(loopbacks), length: HOST_LENGTH };
  const left = loopbacks.length >= 31 ? avoided : [...avoided, name];
  return new SubnetPool(loopbacks, HOST_LENGTH, left);
}

/** The longest prefix, up to `longest`, of a subnet with that many addresses for hosts. */
function lengthFor(hosts: number, longest: number): number {
  let length = longest;
  const room = () => (length >= 31 ? 2 : 2 ** (32 - length) - 2);
  while (room() < hosts) length -= 1;
  return length;
}

/** The last address that a host may have: a subnet's last one is its broadcast address (RFC 919 7). */
function lastHostOf(subnet: Ipv4Prefix): Ipv4Address {
  return subnet.length >= 31 ? lastOf(subnet) : ipv4Address(lastOf(subnet) - 1);
}
