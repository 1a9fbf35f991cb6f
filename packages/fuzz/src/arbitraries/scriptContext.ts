import { ANY, type Ipv4Address } from '@packetloom/core';
import fc, { type Arbitrary } from 'fast-check';
import type { AddressContext } from './address.js';
import { linkName, nodeName, segmentName } from './network.js';
import type { FilterContext } from './rules.js';

/** What events of a plan may name. */
export interface ScriptContext extends AddressContext {
  /** NICs by the index of their node. */
  readonly nics: readonly (readonly string[])[];
  /** What rules can name, likewise. */
  readonly filters: readonly FilterContext[];
  /** The nodes at the first and second end of each link, by their indices. */
  readonly ends: readonly (readonly [number, number])[];
}

/** A NIC, by numbers that are taken modulo what there is. */
export interface NicPlan {
  readonly node: number;
  readonly nic: number;
}

/** A number that is taken modulo what there is. */
export const index = fc.nat({ max: 11 });

/** Any NIC. */
export const nicPlan: Arbitrary<NicPlan> = fc.record({ node: index, nic: index });

/** A node that has a link. */
export function nodeWithNic(number: number, { nics }: ScriptContext): number {
  const attached = nics.flatMap((list, node) => (list.length > 0 ? [node] : []));
  return attached[number % attached.length] as number;
}

/** A NIC and its node, by their names. */
export function nicAt(plan: NicPlan, context: ScriptContext): { node: string; nic: string } {
  const node = nodeWithNic(plan.node, context);
  const nics = context.nics[node] as readonly string[];
  return { node: nodeName(node), nic: nics[plan.nic % nics.length] as string };
}

/** The address of a NIC. */
export function addressAt(plan: NicPlan, context: ScriptContext): Ipv4Address {
  const own = context.filters[nodeWithNic(plan.node, context)]?.own ?? [];
  return own[plan.nic % own.length] ?? ANY;
}

/** A link, or a segment, which count on where links end. */
export function mediumAt(number: number, { linkCount, segmentCount }: ScriptContext) {
  const index = number % (linkCount + segmentCount);
  return index < linkCount
    ? { link: linkName(index) }
    : { segment: segmentName(index - linkCount) };
}
