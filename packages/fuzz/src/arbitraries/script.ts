import type { Ipv4Address } from '@packetloom/core';
import {
  type FragmentsPlan,
  fragmentsPlan,
  groupAddress,
  igmpHistory,
  type PacketPlan,
  packetPlan,
  type ReceivedIgmp,
} from '@packetloom/core/testing';
import fc, { type Arbitrary } from 'fast-check';
import { type AddressPlan, addressPlan } from './address.js';
import { type LargeDatagramPlan, largeDatagramPlan } from './largeDatagrams.js';
import { STREAMS_BEGIN_US, type StreamPlan, streamPlan, streamStartUs } from './multicast.js';
import { type DirectionPlan, directionPlan } from './network.js';
import { recordedRoutePlan } from './recordedRoute.js';
import { type CommandPlan, commandPlan } from './rules.js';
import { index, type NicPlan, nicPlan } from './scriptContext.js';
import { type SegmentPlan, segmentPlan } from './segments.js';
import { arrivingTransferPlan, type TransferPlan, transferPlan } from './tcp.js';
import {
  type FlowPlan,
  flowPlan,
  type RequestsPlan,
  requestsPlan,
  streamRequestsPlan,
} from './traffic.js';
import { transferDirection } from './transferPath.js';
import { unspecifiedSourcePlan } from './unspecifiedSource.js';
import { type ZeroSumPlan, zeroSumPlan } from './zeroSum.js';

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
  | (FlowEnds & { readonly kind: 'flow'; readonly flow: FlowPlan })
  | (FlowEnds & { readonly kind: 'requests'; readonly requests: RequestsPlan })
  | (FlowEnds & { readonly kind: 'tcp'; readonly transfer: TransferPlan })
  | { readonly kind: 'segment'; readonly at: NicPlan; readonly segment: SegmentPlan }
  | (Pick<FlowEnds, 'from'> & { readonly kind: 'raw'; readonly packet: PacketPlan<AddressPlan> })
  | { readonly kind: 'inject'; readonly at: NicPlan; readonly packet: PacketPlan<AddressPlan> }
  | {
      readonly kind: 'fragments';
      readonly at: NicPlan;
      readonly fragments: FragmentsPlan<AddressPlan>;
    }
  | { readonly kind: 'large'; readonly at: NicPlan; readonly datagram: LargeDatagramPlan }
  | { readonly kind: 'zero-sum'; readonly flow: ZeroSumPlan }
  | {
      readonly kind: 'igmp';
      readonly at: NicPlan;
      readonly history: readonly ReceivedIgmp<AddressPlan>[];
    }
  | { readonly kind: 'up' | 'down'; readonly link: number }
  | { readonly kind: 'change'; readonly link: number; readonly change: DirectionPlan }
  | { readonly kind: 'node-state'; readonly node: number; readonly up: boolean }
  | { readonly kind: 'nic-state'; readonly at: NicPlan; readonly up: boolean }
  | { readonly kind: 'iptables'; readonly node: number; readonly command: CommandPlan }
  | { readonly kind: 'join' | 'leave'; readonly at: NicPlan; readonly group: Ipv4Address }
  | { readonly kind: 'multicast'; readonly stream: StreamPlan }
);

/** From a node to an address. */
export interface FlowEnds {
  readonly from: number;
  readonly to: AddressPlan;
}

/** Packets to an address. */
export interface Traffic extends FlowEnds {
  readonly count: number;
  readonly intervalUs: number;
  readonly size: number;
  readonly df: boolean;
  readonly ttl: number | null;
}

const atUs = fc.oneof(fc.nat({ max: 5000 }), fc.constantFrom(0, 1000, 1_000_000));
const time = { atUs };

const traffic = {
  ...time,
  from: index,
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

/** So many and so quickly that they would reach the rate limit of ICMP errors. */
const floodPlan: Arbitrary<EventPlan> = fc.oneof(
  fc.record({ kind: fc.constant('ping' as const), ...flood() }),
  fc.record({ kind: fc.constant('udp' as const), ...flood(), receive: fc.constant(false) }),
);

function flood() {
  return {
    ...traffic,
    count: fc.integer({ min: 51, max: 80 }),
    intervalUs: fc.constantFrom(1, 10),
    size: fc.nat({ max: 32 }),
    ttl: fc.constantFrom(null, 1),
  };
}

/** What the stack refuses, or must take care of. */
const unusualTraffic: Arbitrary<EventPlan> = fc.oneof(
  floodPlan,
  fc.record({
    kind: fc.constant('udp' as const),
    ...traffic,
    count: fc.integer({ min: 1, max: 2 }),
    size: fc.integer({ min: 65_490, max: 65_507 }),
    receive: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('large' as const),
    ...time,
    at: nicPlan,
    datagram: largeDatagramPlan,
  }),
  fc.record({ kind: fc.constant('zero-sum' as const), ...time, flow: zeroSumPlan }),
  fc.record({
    kind: fc.constant('raw' as const),
    ...time,
    from: index,
    packet: recordedRoutePlan,
  }),
  fc.record({
    kind: fc.constant('inject' as const),
    ...time,
    at: nicPlan,
    packet: unspecifiedSourcePlan,
  }),
);

const ends = { ...time, from: index, to: addressPlan };

const segmentEvent: Arbitrary<EventPlan> = fc.record({
  kind: fc.constant('segment' as const),
  ...time,
  at: nicPlan,
  segment: segmentPlan,
});

const otherTraffic: Arbitrary<EventPlan> = fc.oneof(
  fc.record({ kind: fc.constant('flow' as const), ...ends, flow: flowPlan }),
  fc.record({ kind: fc.constant('requests' as const), ...ends, requests: requestsPlan }),
  fc.record({ kind: fc.constant('tcp' as const), ...ends, transfer: transferPlan }),
  segmentEvent,
  fc.record({
    kind: fc.constant('raw' as const),
    ...time,
    from: index,
    packet: packetPlan(addressPlan),
  }),
);

const rulePlan: Arbitrary<EventPlan> = fc.record({
  kind: fc.constant('iptables' as const),
  ...time,
  node: index,
  command: commandPlan,
});

const igmpPlan: Arbitrary<EventPlan> = fc.record({
  kind: fc.constant('igmp' as const),
  ...time,
  at: nicPlan,
  history: igmpHistory(addressPlan),
});

const membershipPlan: Arbitrary<EventPlan> = fc.record({
  kind: fc.constantFrom('join' as const, 'leave' as const),
  ...time,
  at: nicPlan,
  group: groupAddress,
});

const multicastPlan: Arbitrary<EventPlan> = fc.record({
  kind: fc.constant('multicast' as const),
  atUs: streamStartUs,
  stream: streamPlan,
});

const mediumPlan: Arbitrary<EventPlan> = fc.record({
  kind: fc.constantFrom('down' as const, 'up' as const),
  ...time,
  link: index,
});

const statePlan: Arbitrary<EventPlan> = fc.oneof(
  fc.record({ kind: fc.constant('node-state' as const), ...time, node: index, up: fc.boolean() }),
  fc.record({ kind: fc.constant('nic-state' as const), ...time, at: nicPlan, up: fc.boolean() }),
);

/** Anything that scenario files can let happen. */
export function eventPlan(smallestMtu: number): Arbitrary<EventPlan> {
  return fc.oneof(
    { weight: 5, arbitrary: appPlan },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('traceroute' as const),
        ...time,
        from: index,
        to: addressPlan,
        probe: fc.constantFrom('udp' as const, 'icmp' as const),
        maxHops: fc.integer({ min: 1, max: 6 }),
      }),
    },
    { weight: 2, arbitrary: otherTraffic },
    { weight: 2, arbitrary: unusualTraffic },
    { weight: 3, arbitrary: multicastPlan },
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
    { weight: 1, arbitrary: igmpPlan },
    { weight: 1, arbitrary: mediumPlan },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('change' as const),
        ...time,
        link: index,
        change: directionPlan({ smallestMtu }),
      }),
    },
    { weight: 1, arbitrary: statePlan },
    { weight: 1, arbitrary: rulePlan },
    { weight: 2, arbitrary: membershipPlan },
  );
}

/** Traffic that follows closely, on links that change meanwhile. */
export function busyEventPlan(smallestMtu: number): Arbitrary<EventPlan> {
  const soon = fc.nat({ max: 2000 });
  const link = fc.nat({ max: 1 });
  const end = fc.record({ link, host: fc.constantFrom(1, 2) });
  const close = {
    ...traffic,
    atUs: soon,
    to: end,
    intervalUs: fc.constantFrom(1, 100, 300),
    ttl: fc.constant(null),
  };
  const change = fc.record({
    kind: fc.constant('change' as const),
    atUs: soon,
    link,
    change: directionPlan({ smallestMtu, plain: true }),
  });
  const state = fc.constantFrom('down' as const, 'up' as const);
  return fc.oneof(
    fc.record({ kind: fc.constant('udp' as const), ...close, receive: fc.boolean() }),
    fc.record({ kind: fc.constant('ping' as const), ...close }),
    { weight: 2, arbitrary: change },
    fc.record({ kind: state, atUs: soon, link }),
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
  fc.record({ kind: fc.constant('requests' as const), ...ends, requests: requestsPlan }),
  fc.record({
    kind: fc.constant('tcp' as const),
    ...ends,
    transfer: transferPlan.map((plan) => ({ ...plan, ttl: 64 })),
  }),
  rulePlan,
);

/** A few packets of transfers later; or as soon as anything else. */
const duringTransfer = fc.oneof(
  fc.nat({ max: 5000 }),
  fc.constantFrom(0, 20_000, 50_000, 300_000, 1_000_000),
);

const nearEnd = fc.record({ link: fc.nat({ max: 3 }), host: fc.constantFrom(1, 2) });

/** Transfers, and what may happen to them. */
export const transferEventPlan: Arbitrary<EventPlan> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('tcp' as const),
      atUs: fc.oneof(fc.nat({ max: 5000 }), fc.constant(0)),
      from: index,
      to: nearEnd,
      transfer: arrivingTransferPlan,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('requests' as const),
      atUs: fc.oneof(fc.nat({ max: 5000 }), fc.constant(0)),
      from: index,
      to: nearEnd,
      requests: streamRequestsPlan,
    }),
  },
  { weight: 1, arbitrary: during(mediumPlan, duringTransfer) },
  { weight: 1, arbitrary: during(statePlan, duringTransfer) },
  { weight: 1, arbitrary: during(rulePlan, duringTransfer) },
  { weight: 1, arbitrary: during(segmentEvent, duringTransfer) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('change' as const),
      atUs: duringTransfer,
      link: index,
      change: transferDirection,
    }),
  },
);

/** While streams run, or before. */
const whileStreaming = fc.oneof(
  fc.nat({ max: 5000 }).map((us) => STREAMS_BEGIN_US + us),
  fc.nat({ max: 5000 }),
);

function meanwhile(plan: Arbitrary<EventPlan>): Arbitrary<EventPlan> {
  return during(plan, whileStreaming);
}

function during(plan: Arbitrary<EventPlan>, times: Arbitrary<number>): Arbitrary<EventPlan> {
  return fc.tuple(plan, times).map(([event, atUs]) => ({ ...event, atUs }));
}

/** Streams to groups, and what changes who gets them. */
export const groupEventPlan: Arbitrary<EventPlan> = fc.oneof(
  { weight: 6, arbitrary: multicastPlan },
  { weight: 2, arbitrary: meanwhile(membershipPlan) },
  { weight: 1, arbitrary: igmpPlan },
  { weight: 1, arbitrary: meanwhile(mediumPlan) },
  { weight: 3, arbitrary: meanwhile(statePlan) },
);

/** Traffic alone, of which every packet arrives in a network that is wide enough. */
export const trafficPlan: Arbitrary<EventPlan> = appPlan;
