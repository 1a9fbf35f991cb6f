import type { WrittenScenario } from '@packetloom/language';
import fc, { type Arbitrary } from 'fast-check';
import { hostilelyNamed } from './hostileNames.js';
import { movingAddressScenario } from './movingAddress.js';
import { type DirectionPlan, type NetworkPlan, networkPlan, writtenNetwork } from './network.js';
import type { ProfileName } from './profile.js';
import {
  busyEventPlan,
  type EventPlan,
  eventPlan,
  groupEventPlan,
  guardedEventPlan,
  trafficPlan,
  transferEventPlan,
} from './script.js';
import { someTcpSettings } from './tcp.js';
import { transferDirection } from './transferPath.js';
import { writtenEvents } from './writtenScript.js';

const MIN_MTU = 68;

const seed = fc.integer({ min: 1, max: 1000 });
const profile = fc.constantFrom<ProfileName[]>('standard', 'netstack');

/** Networks and scripts of every kind. */
const wideScenario: Arbitrary<WrittenScenario> = fc
  .record({
    network: networkPlan({ smallestMtu: MIN_MTU, maxNodes: 6, maxSegments: 2 }),
    events: fc.array(eventPlan(MIN_MTU), { minLength: 1, maxLength: 8 }),
    profile,
    seed,
    by: fc.constantFrom('delay' as const, 'hops' as const),
  })
  .map(({ by, ...plan }) => ({ ...written(plan), routing: { by } }));

/** A small network of plain links. */
const SMALL = { smallestMtu: MIN_MTU, maxSegments: 0, plain: true };

/** Two or three nodes, plain links that are never quiet. */
const busyScenario: Arbitrary<WrittenScenario> = fc
  .record({
    network: networkPlan({ ...SMALL, maxNodes: 3 }),
    events: fc.array(busyEventPlan(MIN_MTU), { minLength: 2, maxLength: 6 }),
    profile,
    seed,
  })
  .map(({ network, ...plan }) => written({ network: { ...network, connected: true }, ...plan }));

/** Nodes that do nothing but what they must. */
const PLAIN_NODE = { profile: null, ttl: null, groups: [], multicast: null, routes: null };

/** Networks in a row, links of ever other MTUs, datagrams that do not fit them. */
const chainScenario: Arbitrary<WrittenScenario> = fc
  .record({
    network: networkPlan({ ...SMALL, maxNodes: 6 }),
    events: fc.array(trafficPlan, { minLength: 1, maxLength: 3 }),
    profile,
    seed,
  })
  .map(({ network, events, ...plan }) =>
    written({ network: inRow(network), events: events.map(fromEnd), ...plan }),
  );

/** Wide links in a row, traffic from end to end, and rules on the way that filter and translate it. */
const guardedScenario: Arbitrary<WrittenScenario> = fc
  .record({
    network: networkPlan({ ...SMALL, minNodes: 3, maxNodes: 4, filtered: true }),
    events: fc.array(guardedEventPlan, { minLength: 1, maxLength: 6 }),
    profile: fc.constantFrom<ProfileName[]>('standard', 'standard', 'netstack'),
    seed,
  })
  .map(({ network, events, ...plan }) => {
    const row = inRow({ ...network, links: network.links.map(wide) });
    const last = row.links.length - 1;
    return written({ network: row, events: events.map((event) => across(event, last)), ...plan });
  });

/** Routers between all nodes, with cycles and segments, and streams to members who come and go. */
const groupScenario: Arbitrary<WrittenScenario> = fc
  .record({
    network: networkPlan({ smallestMtu: 576, minNodes: 3, maxNodes: 6, maxSegments: 2 }),
    events: fc.array(groupEventPlan, { minLength: 1, maxLength: 5 }),
    profile,
    seed,
  })
  .map(({ network, ...plan }) => {
    const nodes = network.nodes.map((node) => ({ ...node, routes: null }));
    return written({ network: { ...network, nodes, connected: true }, ...plan });
  });

/** Small networks that TCP gets through, transfers, and what may happen to them. */
export const transferScenario: Arbitrary<WrittenScenario> = fc
  .record({
    network: networkPlan({
      smallestMtu: MIN_MTU,
      maxNodes: 4,
      maxSegments: 1,
      direction: transferDirection,
      tcp: someTcpSettings,
    }),
    events: fc.array(transferEventPlan, { minLength: 1, maxLength: 4 }),
    profile: fc.constantFrom<ProfileName[]>('standard', 'standard', 'netstack'),
    seed,
  })
  .map(({ network, ...plan }) => {
    const nodes = network.nodes.map((node) => ({ ...node, ...PLAIN_NODE }));
    return written({ network: { ...network, nodes, connected: true }, ...plan });
  });

/** Scenarios of every kind, whose things are called n0, l0, a0 and so on. */
export const plainlyNamedScenario: Arbitrary<WrittenScenario> = fc.oneof(
  { weight: 6, arbitrary: wideScenario },
  { weight: 3, arbitrary: busyScenario },
  { weight: 1, arbitrary: chainScenario },
  { weight: 2, arbitrary: guardedScenario },
  { weight: 3, arbitrary: groupScenario },
  { weight: 2, arbitrary: transferScenario },
  { weight: 1, arbitrary: movingAddressScenario },
);

/**
 * Scenarios of every kind, as they are written in files; in some of them things have names that mean something
 * elsewhere.
 */
export const anyScenario: Arbitrary<WrittenScenario> = fc.oneof(
  { weight: 7, arbitrary: plainlyNamedScenario },
  { weight: 1, arbitrary: hostilelyNamed(plainlyNamedScenario) },
);

/**
 * Scenarios in which only one way is the shortest, and where nobody joins a group of its own accord: the
 * delay of each link is larger than that of all before it together. Loopback addresses would be those of other
 * routers in another order.
 */
export const unambiguousScenario: Arbitrary<WrittenScenario> = fc
  .record({
    network: networkPlan({ smallestMtu: MIN_MTU, maxNodes: 6, maxSegments: 0 }).map(
      withUniquePaths,
    ),
    events: fc.array(eventPlan(MIN_MTU), { minLength: 1, maxLength: 6 }),
    profile,
    seed,
  })
  .map((plan) => ({ ...written(plan), addressing: { loopbacks: 'none' } }));

const WIDE_MTU = 1500;
/** Headers of IPv4 and of UDP or ICMP. */
const HEADERS = 28;

/**
 * Scenarios of which RFC 1812 and the reference must make the same: no TTL ends on the way, and nothing is
 * too large for a link.
 */
export const deterministicForwardingScenario: Arbitrary<WrittenScenario> = fc
  .record({
    network: networkPlan({ smallestMtu: WIDE_MTU, maxNodes: 6, maxSegments: 0 }).map(
      withoutImpairments,
    ),
    events: fc.array(trafficPlan.map(withinLimits), { minLength: 1, maxLength: 6 }),
    profile: fc.constant<ProfileName>('standard'),
    seed,
  })
  .map(written);

interface ScenarioPlan {
  readonly network: NetworkPlan;
  readonly events: readonly EventPlan[];
  readonly profile: ProfileName;
  readonly seed: number;
}

function written({ network, events, profile, seed }: ScenarioPlan): WrittenScenario {
  const { nodes, links, segments, nics, filters, ends } = writtenNetwork(network, profile);
  return {
    schema: 1,
    name: 'fuzz',
    seed,
    defaults: { node: { profile } },
    nodes,
    links,
    ...(network.segments.length === 0 ? {} : { segments }),
    events: writtenEvents(events, {
      nics,
      filters,
      ends,
      linkCount: links.length,
      segmentCount: network.segments.length,
    }),
  };
}

/** As many of its nodes as its links can join, each to the one before. */
function inRow({ nodes, links, segments }: NetworkPlan): NetworkPlan {
  const joined = nodes.slice(0, links.length + 1);
  return {
    nodes: joined.map((node) => ({ ...node, ttl: null, routes: null })),
    links: links.slice(0, joined.length - 1).map((link, index) => ({ ...link, to: index })),
    segments,
    connected: true,
  };
}

/** Large, from the first node to any other. */
function fromEnd(event: EventPlan): EventPlan {
  if (event.kind !== 'ping' && event.kind !== 'udp') return event;
  return { ...event, from: 0, ttl: null, df: false, size: event.size + 576 };
}

/** Nothing is lost and nothing cut on it. */
function wide(link: NetworkPlan['links'][number]): NetworkPlan['links'][number] {
  const { forward, reverse } = link;
  const widened = (direction: DirectionPlan) => ({
    ...direction,
    mtu: null,
    queue: null,
    limit: null,
  });
  return {
    ...link,
    forward: widened(forward),
    reverse: reverse === null ? null : widened(reverse),
  };
}

/** From one end of the row to the other. */
function across(event: EventPlan, last: number): EventPlan {
  if (!('to' in event)) return event;
  const forth = event.from % 2 === 0;
  return forth
    ? { ...event, from: 0, to: { link: last, host: 1 } }
    : { ...event, from: last + 1, to: { link: 0, host: 2 } };
}

/** Delays of 1, 2, 4, … µs: no two sets of links have the same sum. */
function withUniquePaths(network: NetworkPlan): NetworkPlan {
  const nodes = network.nodes.map((node) => ({ ...node, groups: [] }));
  const links = network.links.map((link, index) => {
    const delayUs = 2 ** index;
    const reverse = link.reverse === null ? null : { ...link.reverse, delayUs };
    return { ...link, forward: { ...link.forward, delayUs }, reverse };
  });
  return { ...network, nodes, links };
}

function withoutImpairments(network: NetworkPlan): NetworkPlan {
  const nodes = network.nodes.map((node) => ({
    ...node,
    ...PLAIN_NODE,
    filter: [],
  }));
  const links = network.links.map((link) => ({
    ...link,
    forward: plain(link.forward),
    reverse: link.reverse === null ? null : plain(link.reverse),
  }));
  return withUniquePaths({ ...network, nodes, links });
}

function plain(direction: DirectionPlan): DirectionPlan {
  return { ...direction, limit: null, discipline: null, jitter: null, impairments: {} };
}

/** To a unicast address of a link, small enough for all links. */
function withinLimits(event: EventPlan): EventPlan {
  if (event.kind !== 'ping' && event.kind !== 'udp') return event;
  const { to } = event;
  const end = 'special' in to ? { link: 0, host: 1 } : { ...to, host: 1 + (to.host % 2) };
  return { ...event, to: end, ttl: null, size: event.size % (WIDE_MTU - HEADERS) };
}
