import fc, { type Arbitrary } from 'fast-check';
import type { AddressPlaces } from './address.js';
import { linkName, nodeName, segmentName } from './network.js';
import type { FilterPlaces } from './rules.js';

/** What events of a plan may name. */
export interface ScriptPlaces extends AddressPlaces {
  /** NICs by the place of their node. */
  readonly nics: readonly (readonly string[])[];
  /** What rules can name, likewise. */
  readonly filters: readonly FilterPlaces[];
  /** The nodes at the first and second end of each link, by their places. */
  readonly ends: readonly (readonly [number, number])[];
}

/** A NIC, by numbers that are taken modulo what there is. */
export interface NicPlan {
  readonly node: number;
  readonly nic: number;
}

/** A number that is taken modulo what there is. */
export const place = fc.nat({ max: 11 });

/** Any NIC. */
export const nicPlan: Arbitrary<NicPlan> = fc.record({ node: place, nic: place });

/** A node that has a link. */
export function nodeWithNic(number: number, { nics }: ScriptPlaces): number {
  const attached = nics.flatMap((list, node) => (list.length > 0 ? [node] : []));
  return attached[number % attached.length] as number;
}

/** A NIC and its node, by their names. */
export function nicAt(plan: NicPlan, places: ScriptPlaces): { node: string; nic: string } {
  const node = nodeWithNic(plan.node, places);
  const nics = places.nics[node] as readonly string[];
  return { node: nodeName(node), nic: nics[plan.nic % nics.length] as string };
}

/** The address of a NIC. */
export function addressAt(plan: NicPlan, places: ScriptPlaces): number {
  const own = places.filters[nodeWithNic(plan.node, places)]?.own ?? [];
  return own[plan.nic % own.length] ?? 0;
}

/** A link, or a segment, which count on where links end. */
export function mediumAt(number: number, { linkCount, segmentCount }: ScriptPlaces) {
  const place = number % (linkCount + segmentCount);
  return place < linkCount
    ? { link: linkName(place) }
    : { segment: segmentName(place - linkCount) };
}
