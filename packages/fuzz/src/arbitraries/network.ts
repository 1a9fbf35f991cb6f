import { formatIpv4Address, type Ipv4Address, networkOf } from '@packetloom/core';
import { groupAddress } from '@packetloom/core/testing';
import type { WrittenScenario } from '@packetloom/language';
import fc, { type Arbitrary } from 'fast-check';
import { endAddress, segmentAddress } from './address.js';
import {
  anyImpairments,
  anyJitter,
  anyQueue,
  type JitterPlan,
  type WrittenImpairments,
  type WrittenQueue,
} from './impairments.js';
import { multicastRouting, type WrittenMulticastRouting } from './multicastRouting.js';
import { natOf, nodeProfile, type ProfileName, type WrittenProfile } from './profile.js';
import {
  type CommandPlan,
  type FilterContext,
  filterPlan,
  someCommands,
  writtenFilter,
} from './rules.js';
import { type TcpSettings, tcpSettings } from './tcp.js';

type WrittenLink = NonNullable<WrittenScenario['links']>[number];
type WrittenSegment = NonNullable<WrittenScenario['segments']>[string];
type WrittenNode = NonNullable<WrittenScenario['nodes']>[string];

/** A network in numbers that stay meaningful while they shrink. */
export interface NetworkPlan {
  readonly nodes: readonly NodePlan[];
  readonly links: readonly LinkPlan[];
  readonly segments: readonly SegmentPlan[];
  /** Whether the first links join all nodes into a tree, whose inner nodes are routers. */
  readonly connected: boolean;
}

interface NodePlan {
  readonly router: boolean;
  /** null: that of all. */
  readonly profile: WrittenProfile | null;
  readonly ttl: number | null;
  /** Groups that its first NIC is a member of from the start. */
  readonly groups: readonly Ipv4Address[];
  /** Of a router; null: that of all. */
  readonly multicast: WrittenMulticastRouting | null;
  /** null: the computed ones. */
  readonly routes: readonly RoutePlan[] | null;
  /** Rules of its packet filter. */
  readonly filter: readonly CommandPlan[];
  /** How its TCP behaves; null: as that of all. */
  readonly tcp: TcpSettings | null;
}

/** A route by one of the node's NICs, to the first addresses of the pool or to a link and what is near it. */
interface RoutePlan {
  readonly link: number;
  readonly length: number;
  readonly nic: number;
  readonly metric: number;
  /** Whether a route to the same by the next NIC comes before it, with a higher metric. */
  readonly hasAlternative: boolean;
}

interface LinkPlan {
  readonly from: number;
  readonly to: number;
  readonly forward: DirectionPlan;
  readonly reverse: DirectionPlan | null;
}

/** A broadcast domain, and the nodes that are attached to it; one may be there twice. */
interface SegmentPlan {
  readonly kind: 'switch' | 'hub';
  readonly nodes: readonly number[];
  readonly direction: DirectionPlan;
  readonly snooping: boolean | 'fast-leave';
  readonly announce: boolean;
  readonly macAgeing: '300s' | '1ms';
}

/** Parameters of a direction as they are written; null: the default. */
export interface DirectionPlan {
  readonly delayUs: number;
  readonly rateKbit: number | null;
  readonly mtu: number | null;
  readonly queue: number | null;
  /** Packets that may be in flight at once. */
  readonly limit: string | null;
  /** A queue of a kind of its own, in place of the one above. */
  readonly discipline: WrittenQueue | null;
  readonly jitter: JitterPlan | null;
  readonly impairments: WrittenImpairments;
}

/** A direction as scenario files write it. */
type WrittenDirection = NonNullable<WrittenLink['reverse']>;

/** How far the parameters go. */
export interface NetworkConstraints {
  readonly smallestMtu: number;
  /** Default 2. */
  readonly minNodes?: number;
  readonly maxNodes: number;
  readonly maxSegments: number;
  /** Whether nothing happens on links but waiting, sending and delay: there, most can be said of them. */
  readonly plain?: boolean;
  /** Whether every node has rules. */
  readonly filtered?: boolean;
  /** Directions of links and segments; default those of {@link directionPlan}. */
  readonly direction?: Arbitrary<DirectionPlan>;
  /** How TCP of nodes behaves; default {@link tcpSettings}. */
  readonly tcp?: Arbitrary<TcpSettings | null>;
}

/** Parameters of a direction: no delay or odd ones, slow and fast, narrow and wide. */
export function directionPlan({
  smallestMtu,
  plain = false,
}: Pick<NetworkConstraints, 'smallestMtu' | 'plain'>): Arbitrary<DirectionPlan> {
  const mtus = [68, 69, 75, 76, 100, 296, 576, 1280, 1499, 9000];
  return fc.record({
    delayUs: fc.oneof(fc.nat({ max: 3000 }), fc.constant(0)),
    rateKbit: fc.constantFrom(null, 1_000_000, 64, 1000, 9_999, 333),
    mtu: fc.constantFrom(null, ...mtus.filter((mtu) => mtu >= smallestMtu)),
    queue: fc.constantFrom(null, 100, 0, 1, 3),
    limit: fc.constantFrom(null, null, null, null, '1p', '3p', '10p'),
    discipline: plain ? fc.constant(null) : anyQueue,
    jitter: plain ? fc.constant(null) : anyJitter,
    impairments: plain ? fc.constant({}) : anyImpairments,
  });
}

const routePlan: Arbitrary<RoutePlan> = fc.record({
  link: fc.nat({ max: 11 }),
  length: fc.constantFrom(8, 0, 24, 28, 29, 30, 31, 32),
  nic: fc.nat({ max: 3 }),
  metric: fc.nat({ max: 2 }),
  hasAlternative: fc.boolean(),
});

const routes = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.array(routePlan, { maxLength: 10 }) },
);

const groups = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.uniqueArray(groupAddress, { minLength: 1, maxLength: 2 }) },
);

/** Networks: connected or not, with cycles, parallel links, tiny MTUs. */
export function networkPlan(constraints: NetworkConstraints): Arbitrary<NetworkPlan> {
  const { minNodes = 2, maxNodes, maxSegments, filtered = false } = constraints;
  const { direction = directionPlan(constraints), tcp = tcpSettings } = constraints;
  return fc.record({
    nodes: fc.array(
      fc.record({
        router: fc.boolean(),
        profile: nodeProfile,
        ttl: fc.constantFrom(null, 64, 1, 2, 255),
        groups,
        multicast: multicastRouting,
        routes,
        filter: filtered ? someCommands : filterPlan,
        tcp,
      }),
      { minLength: minNodes, maxLength: maxNodes },
    ),
    links: fc.array(
      fc.record({
        from: fc.nat({ max: 11 }),
        to: fc.nat({ max: 11 }),
        forward: direction,
        reverse: fc.option(direction, { nil: null }),
      }),
      { minLength: minNodes - 1, maxLength: maxNodes + 3 },
    ),
    segments: fc.array(segmentPlan(direction), { maxLength: maxSegments }),
    connected: fc.boolean(),
  });
}

function segmentPlan(direction: Arbitrary<DirectionPlan>): Arbitrary<SegmentPlan> {
  return fc.record({
    kind: fc.constantFrom('switch', 'hub'),
    nodes: fc.array(fc.nat({ max: 11 }), { minLength: 2, maxLength: 4 }),
    direction,
    snooping: fc.constantFrom<SegmentPlan['snooping'][]>(true, false, 'fast-leave'),
    announce: fc.boolean(),
    macAgeing: fc.constantFrom('300s', '1ms'),
  });
}

/** Where a link is attached. */
interface Ends {
  readonly from: number;
  readonly to: number;
}

/** The ends of each link, by the indices of their nodes. */
function endsOf({ nodes, links, connected }: NetworkPlan): readonly Ends[] {
  const count = nodes.length;
  return links.map(({ from, to }, index) => {
    if (connected && index + 1 < count) return { from: index + 1, to: to % (index + 1) };
    const first = from % count;
    const second = to % count;
    return { from: first, to: second === first ? (second + 1) % count : second };
  });
}

/** Name of a node by its index. */
export function nodeName(index: number): string {
  return `n${index}`;
}

/** Name of a link by its index. */
export function linkName(index: number): string {
  return `l${index}`;
}

/** A host number that no NIC of a segment has. */
const NOBODY = 100;

/** Name of a segment by its index. */
export function segmentName(index: number): string {
  return `s${index}`;
}

/** The nodes, links and segments as a scenario file writes them. */
export function writtenNetwork(
  plan: NetworkPlan,
  defaultProfile: ProfileName,
): {
  readonly nodes: Record<string, WrittenNode>;
  readonly links: WrittenLink[];
  readonly segments: Record<string, WrittenSegment>;
  /** NICs by the index of their node. */
  readonly nics: readonly (readonly string[])[];
  /** What rules of a node can name, by its index. */
  readonly filters: readonly FilterContext[];
  /** The nodes at the first and second end of each link, by their indices. */
  readonly ends: readonly (readonly [number, number])[];
} {
  const ends = endsOf(plan);
  const nics: string[][] = plan.nodes.map(() => []);
  const own: Ipv4Address[][] = plan.nodes.map(() => []);
  const gateways: Ipv4Address[][] = plan.nodes.map(() => []);
  const attach = (node: number, address: Ipv4Address, gateway: Ipv4Address) => {
    const list = nics[node] as string[];
    const name = `eth${list.length}`;
    list.push(name);
    own[node]?.push(address);
    gateways[node]?.push(gateway);
    return `${nodeName(node)}:${name}`;
  };
  const links = plan.links.map(({ forward, reverse }, index): WrittenLink => {
    const { from, to } = ends[index] as Ends;
    return {
      name: linkName(index),
      endpoints: [
        attach(from, endAddress(index, 1), endAddress(index, 2)),
        attach(to, endAddress(index, 2), endAddress(index, 1)),
      ],
      ...writtenDirection(forward),
      ...(reverse === null ? {} : { reverse: writtenDirection(reverse) }),
    };
  });
  const segments = Object.fromEntries(
    plan.segments.map((segment, index): [string, WrittenSegment] => {
      const ends = segment.nodes.map((node) => node % plan.nodes.length);
      const [first, ...others] = ends.map((node, port) => {
        // Through the first other node, else through nobody.
        const other = ends.findIndex((end) => end !== node);
        const gateway = segmentAddress(index, other < 0 ? NOBODY : other + 1);
        return attach(node, segmentAddress(index, port + 1), gateway);
      });
      const attached: WrittenSegment['attach'] = [first as string, ...others];
      return [segmentName(index), writtenSegment(segment, index, attached)];
    }),
  );
  const counts = { linkCount: links.length, segmentCount: plan.segments.length };
  const filters = plan.nodes.map(({ profile }, index): FilterContext => {
    const nat = natOf(profile ?? defaultProfile);
    return { ...counts, own: own[index] as Ipv4Address[], nat };
  });
  const nodes = Object.fromEntries(
    plan.nodes.map(
      (
        { router, profile, ttl, groups, multicast, routes: listed, filter, tcp },
        index,
      ): [string, WrittenNode] => {
        const inner = plan.connected && (nics[index] as string[]).length > 1;
        const kind = router || inner ? 'router' : 'host';
        const own = { nics: nics[index] as string[], gateways: gateways[index] as Ipv4Address[] };
        const [first] = own.nics;
        const isMember = first !== undefined && groups.length > 0;
        const joined = isMember ? { groups: { [first]: groups.map(formatIpv4Address) } } : {};
        const isListed = listed !== null && own.nics.length > 0;
        const written = isListed
          ? { routes: listed.flatMap((route) => writtenRoutes(route, own)) }
          : {};
        const different = profile === null ? {} : { profile };
        const routed = kind === 'router' && multicast !== null ? { multicast } : {};
        const [line, ...more] = writtenFilter(filter, filters[index] as FilterContext);
        const ruled: Pick<WrittenNode, 'iptables'> =
          line === undefined ? {} : { iptables: [line, ...more] };
        return [
          nodeName(index),
          {
            kind,
            ...different,
            ...(ttl === null ? {} : { ttl }),
            ...joined,
            ...routed,
            ...written,
            ...ruled,
            ...(tcp === null ? {} : { tcp }),
          },
        ];
      },
    ),
  );
  const nodesAtEnds = ends.map(({ from, to }) => [from, to] as const);
  return { nodes, links, segments, nics, filters, ends: nodesAtEnds };
}

function writtenSegment(
  { kind, direction, snooping, announce, macAgeing }: SegmentPlan,
  index: number,
  attach: WrittenSegment['attach'],
): WrittenSegment {
  const subnet = `${formatIpv4Address(segmentAddress(index, 0))}/24`;
  const learning = {
    'mac-ageing': macAgeing,
    'igmp-snooping': snooping === 'fast-leave' ? { 'fast-leave': true } : snooping,
  };
  const common = { kind, attach, subnet, announce, ...writtenDirection(direction) };
  return kind === 'hub' ? common : { ...common, ...learning };
}

/** A route, after the one that it is better than. */
function writtenRoutes(route: RoutePlan, own: Parameters<typeof writtenRoute>[1]): string[] {
  const { nic, metric, hasAlternative } = route;
  const alternative = { ...route, nic: nic + 1, metric: metric + 1 };
  return (hasAlternative ? [alternative, route] : [route]).map((each) => writtenRoute(each, own));
}

function writtenRoute(
  { link, length, nic, metric }: RoutePlan,
  own: { readonly nics: readonly string[]; readonly gateways: readonly Ipv4Address[] },
): string {
  const index = nic % own.nics.length;
  const network = networkOf({ address: endAddress(link, 1), length });
  const destination = `${formatIpv4Address(network)}/${length}`;
  const gateway = formatIpv4Address(own.gateways[index] as Ipv4Address);
  return `${destination} via ${gateway} dev ${own.nics[index]} metric ${metric}`;
}

/** A direction as a scenario file writes it. */
export function writtenDirection(plan: DirectionPlan): WrittenDirection {
  const { delayUs, rateKbit, mtu, queue, limit, discipline, jitter, impairments } = plan;
  return {
    delay: writtenDelay(delayUs, limit, jitter),
    ...(rateKbit === null ? {} : { rate: `${rateKbit}kbit` }),
    ...(mtu === null ? {} : { mtu }),
    ...(queue === null ? {} : { queue: `${queue}p` }),
    ...(discipline === null ? {} : { queue: discipline }),
    ...impairments,
  };
}

function writtenDelay(delayUs: number, limit: string | null, jitter: JitterPlan | null) {
  const mean = `${delayUs}us`;
  if (jitter === null) return limit === null ? mean : { mean, limit };
  const { percent, distribution, order, correlation } = jitter;
  const jitterNs = Math.floor((delayUs * 1000 * percent) / 100);
  const varying = { mean, jitter: `${jitterNs}ns`, distribution, order };
  return {
    ...varying,
    ...(correlation === null ? {} : { correlation }),
    ...(limit === null ? {} : { limit }),
  };
}
