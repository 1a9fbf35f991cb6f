import { formatIpv4Address } from '@packetloom/core';
import {
  datagramOctets,
  type FragmentsPlan,
  fragmentOctets,
  fragmentsPlan,
  groupAddress,
  type IgmpHeard,
  igmpHistory,
  igmpOctets,
  type PacketPlan,
  packetOctets,
  packetPlan,
} from '@packetloom/core/testing';
import type { WrittenScenario } from '@packetloom/scenarios';
import fc, { type Arbitrary } from 'fast-check';
import { type AddressPlaces, type AddressPlan, addressOf, addressPlan } from './address.js';
import {
  type DirectionPlan,
  directionPlan,
  linkName,
  nodeName,
  segmentName,
  writtenDirection,
} from './network.js';
import { type CommandPlan, commandPlan, type FilterPlaces, writtenChange } from './rules.js';
import { type FlowPlan, flowPlan, type RequestsPlan, requestsPlan } from './traffic.js';

type WrittenEvent = NonNullable<WrittenScenario['events']>[number];

/** Something that happens; nodes, NICs and links by numbers that are taken modulo what there is. */
export type EventPlan = { readonly atUs: number } & (
  | ({ readonly kind: 'ping' } & Traffic)
  | ({ readonly kind: 'udp' } & Traffic & { readonly receive: boolean })
  | {
      readonly kind: 'traceroute';
      readonly from: number;
      readonly to: AddressPlan;
      readonly probe: 'udp' | 'icmp';
      readonly maxHops: number;
    }
  | (Way & { readonly kind: 'flow'; readonly flow: FlowPlan })
  | (Way & { readonly kind: 'requests'; readonly requests: RequestsPlan })
  | (Pick<Way, 'from'> & { readonly kind: 'raw'; readonly packet: PacketPlan<AddressPlan> })
  | { readonly kind: 'inject'; readonly at: NicPlan; readonly packet: PacketPlan<AddressPlan> }
  | {
      readonly kind: 'fragments';
      readonly at: NicPlan;
      readonly fragments: FragmentsPlan<AddressPlan>;
    }
  | {
      readonly kind: 'igmp';
      readonly at: NicPlan;
      readonly history: readonly IgmpHeard<AddressPlan>[];
    }
  | { readonly kind: 'up' | 'down'; readonly link: number }
  | { readonly kind: 'change'; readonly link: number; readonly change: DirectionPlan }
  | { readonly kind: 'node-state'; readonly node: number; readonly up: boolean }
  | { readonly kind: 'nic-state'; readonly at: NicPlan; readonly up: boolean }
  | { readonly kind: 'iptables'; readonly node: number; readonly command: CommandPlan }
  | { readonly kind: 'join' | 'leave'; readonly at: NicPlan; readonly group: number }
);

interface Way {
  readonly from: number;
  readonly to: AddressPlan;
}

interface Traffic extends Way {
  readonly count: number;
  readonly intervalUs: number;
  readonly size: number;
  readonly df: boolean;
  readonly ttl: number | null;
}

interface NicPlan {
  readonly node: number;
  readonly nic: number;
}

const place = fc.nat({ max: 11 });
const nicPlan: Arbitrary<NicPlan> = fc.record({ node: place, nic: place });
const atUs = fc.oneof(fc.nat({ max: 5000 }), fc.constantFrom(0, 1000, 1_000_000));
const time = { atUs };

const traffic = {
  ...time,
  from: place,
  to: addressPlan,
  count: fc.integer({ min: 1, max: 8 }),
  intervalUs: fc.constantFrom(1000, 1, 100, 50_000),
  size: fc.oneof(fc.nat({ max: 100 }), fc.nat({ max: 4000 })),
  df: fc.boolean(),
  ttl: fc.constantFrom(null, 1, 2, 3, 64),
};

const appPlan: Arbitrary<EventPlan> = fc.oneof(
  fc.record({ kind: fc.constant('ping' as const), ...traffic }),
  fc.record({ kind: fc.constant('udp' as const), ...traffic, receive: fc.boolean() }),
);

const way = { ...time, from: place, to: addressPlan };

const streamPlan: Arbitrary<EventPlan> = fc.oneof(
  fc.record({ kind: fc.constant('flow' as const), ...way, flow: flowPlan }),
  fc.record({ kind: fc.constant('requests' as const), ...way, requests: requestsPlan }),
  fc.record({
    kind: fc.constant('raw' as const),
    ...time,
    from: place,
    packet: packetPlan(addressPlan),
  }),
);

const rulePlan: Arbitrary<EventPlan> = fc.record({
  kind: fc.constant('iptables' as const),
  ...time,
  node: place,
  command: commandPlan,
});

/** Anything that scenario files can let happen. */
export function eventPlan(smallestMtu: number): Arbitrary<EventPlan> {
  return fc.oneof(
    { weight: 5, arbitrary: appPlan },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('traceroute' as const),
        ...time,
        from: place,
        to: addressPlan,
        probe: fc.constantFrom('udp' as const, 'icmp' as const),
        maxHops: fc.integer({ min: 1, max: 6 }),
      }),
    },
    { weight: 2, arbitrary: streamPlan },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('inject' as const),
        ...time,
        at: nicPlan,
        packet: packetPlan(addressPlan),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('fragments' as const),
        ...time,
        at: nicPlan,
        fragments: fragmentsPlan(addressPlan),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('igmp' as const),
        ...time,
        at: nicPlan,
        history: igmpHistory(addressPlan),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constantFrom('down' as const, 'up' as const),
        ...time,
        link: place,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('change' as const),
        ...time,
        link: place,
        change: directionPlan({ smallestMtu }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.oneof(
        fc.record({
          kind: fc.constant('node-state' as const),
          ...time,
          node: place,
          up: fc.boolean(),
        }),
        fc.record({
          kind: fc.constant('nic-state' as const),
          ...time,
          at: nicPlan,
          up: fc.boolean(),
        }),
      ),
    },
    { weight: 1, arbitrary: rulePlan },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('join' as const, 'leave' as const),
        ...time,
        at: nicPlan,
        group: groupAddress,
      }),
    },
  );
}

/** Traffic that follows closely, on links that change meanwhile. */
export function busyEventPlan(smallestMtu: number): Arbitrary<EventPlan> {
  const soon = fc.nat({ max: 2000 });
  const end = fc.record({ link: fc.nat({ max: 1 }), host: fc.constantFrom(1, 2) });
  const close = {
    ...traffic,
    atUs: soon,
    to: end,
    intervalUs: fc.constantFrom(1, 100, 300),
    ttl: fc.constant(null),
  };
  return fc.oneof(
    fc.record({ kind: fc.constant('udp' as const), ...close, receive: fc.boolean() }),
    fc.record({ kind: fc.constant('ping' as const), ...close }),
    fc.record({
      kind: fc.constant('change' as const),
      atUs: soon,
      link: place,
      change: directionPlan({ smallestMtu, plain: true }),
    }),
    fc.record({ kind: fc.constantFrom('down' as const, 'up' as const), atUs: soon, link: place }),
  );
}

/** A few packets, and rules that change meanwhile. */
export const guardedEventPlan: Arbitrary<EventPlan> = fc.oneof(
  fc.record({
    kind: fc.constant('udp' as const),
    ...traffic,
    ttl: fc.constant(null),
    receive: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('ping' as const), ...traffic, ttl: fc.constant(null) }),
  fc.record({ kind: fc.constant('requests' as const), ...way, requests: requestsPlan }),
  rulePlan,
);

/** Traffic alone, of which every packet arrives in a network that is wide enough. */
export const trafficPlan: Arbitrary<EventPlan> = appPlan;

/** What events of a plan may name. */
export interface ScriptPlaces extends AddressPlaces {
  /** NICs by the place of their node. */
  readonly nics: readonly (readonly string[])[];
  /** What rules can name, likewise. */
  readonly filters: readonly FilterPlaces[];
}

/** The events as a scenario file writes them; those for which there is no place are left out. */
export function writtenEvents(plans: readonly EventPlan[], places: ScriptPlaces): WrittenEvent[] {
  return plans.flatMap((plan, number) => writtenEvent(plan, number, places));
}

function writtenEvent(plan: EventPlan, number: number, places: ScriptPlaces): WrittenEvent[] {
  const at = `${plan.atUs}us`;
  // Ends are the only places that a network without links and segments lacks.
  if (places.linkCount + places.segmentCount === 0) return [];
  const resolve = (address: AddressPlan) => addressOf(address, places);
  switch (plan.kind) {
    case 'ping': {
      const { from, to, ...request } = trafficOf(plan, places);
      return [{ at, name: `a${number}`, ping: { from, to, ...request, timeout: '1s' } }];
    }
    case 'udp': {
      const { to, size, ...flow } = trafficOf(plan, places);
      const udp = { ...flow, to: `${to}:5000`, size: `${size}b`, receive: plan.receive };
      return [{ at, name: `a${number}`, udp }];
    }
    case 'traceroute': {
      const { probe, maxHops } = plan;
      const from = nodeName(nodeWithNic(plan.from, places));
      const to = formatIpv4Address(addressOf(plan.to, places));
      const traceroute = { from, to, probe, maxHops, probesPerHop: 1, timeout: '20ms' };
      return [{ at, name: `a${number}`, traceroute }];
    }
    case 'flow':
      return [{ at, name: `a${number}`, flow: { ...wayOf(plan, places), ...plan.flow } }];
    case 'requests': {
      const requests = { ...wayOf(plan, places), ...plan.requests };
      return [{ at, name: `a${number}`, 'request-response': requests }];
    }
    case 'raw': {
      const from = nodeName(nodeWithNic(plan.from, places));
      const packet = hexadecimal(datagramOctets(plan.packet, resolve));
      return [{ at, name: `a${number}`, raw: { from, packet } }];
    }
    case 'inject':
      return [injection(at, plan.at, packetOctets(plan.packet, resolve), places)];
    case 'fragments':
      return fragmentOctets(plan.fragments, resolve).map((octets) =>
        injection(at, plan.at, octets, places),
      );
    case 'igmp': {
      let { atUs: heardUs } = plan;
      return plan.history.map(({ afterMs, source, message }) => {
        heardUs += afterMs * 1000;
        return injection(`${heardUs}us`, plan.at, igmpOctets(message, resolve(source)), places);
      });
    }
    case 'up':
    case 'down':
      return [{ at, ...mediumAt(plan.link, places), set: { up: plan.kind === 'up' } }];
    case 'change':
      return [{ at, ...mediumAt(plan.link, places), set: writtenDirection(plan.change) }];
    case 'node-state': {
      const node = nodeName(nodeWithNic(plan.node, places));
      return [{ at, node, set: { up: plan.up } }];
    }
    case 'nic-state':
      return [{ at, ...nicAt(plan.at, places), set: { up: plan.up } }];
    case 'iptables': {
      const node = nodeWithNic(plan.node, places);
      const [line, ...more] = writtenChange(plan.command, places.filters[node] as FilterPlaces);
      return line === undefined ? [] : [{ at, node: nodeName(node), iptables: [line, ...more] }];
    }
    case 'join':
    case 'leave': {
      const { node, nic } = nicAt(plan.at, places);
      const membership = { nic, group: formatIpv4Address(plan.group) };
      return [{ at, node, [plan.kind]: membership }];
    }
  }
}

function trafficOf(plan: Traffic, places: ScriptPlaces) {
  const { count, intervalUs, size, df, ttl } = plan;
  return {
    from: nodeName(nodeWithNic(plan.from, places)),
    to: formatIpv4Address(addressOf(plan.to, places)),
    count,
    interval: `${intervalUs}us`,
    size,
    df,
    ...(ttl === null ? {} : { ttl }),
  };
}

function injection(
  at: string,
  plan: NicPlan,
  octets: Uint8Array,
  places: ScriptPlaces,
): WrittenEvent {
  const { node, nic } = nicAt(plan, places);
  return { at, node, inject: { nic, packet: hexadecimal(octets) } };
}

function hexadecimal(octets: Uint8Array): string {
  return [...octets].map((octet) => octet.toString(16).padStart(2, '0')).join('');
}

function wayOf({ from, to }: Way, places: ScriptPlaces) {
  const address = formatIpv4Address(addressOf(to, places));
  return { from: nodeName(nodeWithNic(from, places)), to: `${address}:5000` };
}

function nicAt(plan: NicPlan, places: ScriptPlaces): { node: string; nic: string } {
  const node = nodeWithNic(plan.node, places);
  const nics = places.nics[node] as readonly string[];
  return { node: nodeName(node), nic: nics[plan.nic % nics.length] as string };
}

/** A link, or a segment, which count on where links end. */
function mediumAt(number: number, { linkCount, segmentCount }: ScriptPlaces) {
  const place = number % (linkCount + segmentCount);
  return place < linkCount
    ? { link: linkName(place) }
    : { segment: segmentName(place - linkCount) };
}

/** A node that has a link. */
function nodeWithNic(number: number, { nics }: ScriptPlaces): number {
  const attached = nics.flatMap((list, node) => (list.length > 0 ? [node] : []));
  return attached[number % attached.length] as number;
}
