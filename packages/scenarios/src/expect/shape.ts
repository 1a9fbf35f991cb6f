import { FATES, hostCounterNames, nicCounterNames } from '@packetloom/core';
import type { AppKind } from './scope.js';

/** What stands behind a name in an expression, known before time starts. */
export type Shape =
  | { readonly kind: 'int' | 'double' | 'bool' | 'string' | 'duration' | 'unknown' }
  | RecordShape
  | { readonly kind: 'list'; readonly element: Shape };

/** Something with named parts. */
export interface RecordShape {
  readonly kind: 'record';
  /** What it is; with `named`, what its parts are. */
  readonly what: string;
  readonly named: boolean;
  readonly fields: ReadonlyMap<string, Shape>;
}

/** The names that expressions of a scenario may use. */
export interface ExpectationNames {
  readonly nodes: Iterable<string>;
  readonly links: Iterable<string>;
  /** Ports as NODE:NIC. */
  readonly segments: Iterable<{ readonly name: string; readonly ports: readonly string[] }>;
  readonly apps: Iterable<{
    readonly name: string;
    readonly kind: AppKind;
    /** Nodes that receive; of multicast streams. */
    readonly receivers?: readonly string[];
  }>;
}

export const INT: Shape = { kind: 'int' };
export const DOUBLE: Shape = { kind: 'double' };
export const BOOL: Shape = { kind: 'bool' };
export const STRING: Shape = { kind: 'string' };
export const DURATION: Shape = { kind: 'duration' };
export const UNKNOWN: Shape = { kind: 'unknown' };

/** Reasons for which packets are dropped, as `drops` names them. */
export const DROP_REASONS: readonly string[] = FATES.filter((fate) => fate.kind === 'dropped').map(
  (fate) => fate.name,
);

/** Every counter of a node, by its full name. */
export const COUNTER_NAMES: readonly string[] = [...nicCounterNames, ...hostCounterNames];

/** The parts of `rtt` and `delay`. */
export const TIMES = ['min', 'mean', 'p50', 'p95', 'p99', 'max'] as const;

function record(what: string, fields: Readonly<Record<string, Shape>>): Shape {
  return { kind: 'record', what, named: false, fields: new Map(Object.entries(fields)) };
}

function eachOf(what: string, names: Iterable<string>, shape: Shape): Shape {
  const fields = new Map([...names].map((name) => [name, shape]));
  return { kind: 'record', what, named: true, fields };
}

function list(element: Shape): Shape {
  return { kind: 'list', element };
}

const DROPS = eachOf('reason for a drop', DROP_REASONS, INT);

const DIRECTION_FIELDS = {
  sent: INT,
  sentBytes: INT,
  delivered: INT,
  deliveredBytes: INT,
  drops: DROPS,
  duplicated: INT,
  corrupted: INT,
  reordered: INT,
  queue: record('a queue', { packets: INT, bytes: INT, largest: INT }),
};

const LINK = withDirections('a link');

const PORT = withDirections('a port');

/** Both directions of a link, or of a port of a segment. */
function withDirections(what: string): Shape {
  const direction = record(`a direction of ${what}`, DIRECTION_FIELDS);
  return record(what, { forward: direction, reverse: direction });
}

/** What expressions see of a segment. */
function segmentShape(ports: readonly string[]): Shape {
  return record('a segment', {
    receivedFrames: INT,
    unicastFrames: INT,
    multicastFrames: INT,
    floodedFrames: INT,
    filteredFrames: INT,
    ports: eachOf('port', ports, PORT),
    macTable: list(record('an entry of a MAC table', { mac: STRING, port: STRING, age: DURATION })),
    groups: list(record('a group of a segment', { group: STRING, ports: list(STRING) })),
    duplicateAddresses: list(STRING),
  });
}

const NODE = nodeShape();

/** Counter names are paths: `ip.forwarding.errors` is `forwarding` in `ip`. */
function nodeShape(): Shape {
  const fields = new Map<string, Shape>();
  for (const name of COUNTER_NAMES) {
    let within = fields;
    const path = name.split('.');
    const last = path.pop() as string;
    for (const [depth, part] of path.entries()) {
      const known = within.get(part);
      const inner = known?.kind === 'record' ? (known.fields as Map<string, Shape>) : new Map();
      const what = path.slice(0, depth + 1).join('.');
      if (known === undefined)
        within.set(part, { kind: 'record', what, named: false, fields: inner });
      within = inner;
    }
    within.set(last, INT);
  }
  const igmp = fields.get('igmp');
  if (igmp?.kind === 'record') (igmp.fields as Map<string, Shape>).set('groups', list(STRING));
  fields.set('drops', DROPS);
  fields.set('up', BOOL);
  const neighbour = { nic: STRING, address: STRING, mac: STRING, state: STRING };
  fields.set('neighbours', list(record('a neighbour', neighbour)));
  const conflict = { nic: STRING, address: STRING, mac: STRING };
  fields.set('addressConflicts', list(record('an address conflict', conflict)));
  return { kind: 'record', what: 'a node', named: false, fields };
}

const TIMES_RECORD = record('times', {
  count: INT,
  ...Object.fromEntries(TIMES.map((name) => [name, DURATION])),
  histogram: list(record('a bucket', { from: DURATION, to: DURATION, count: INT })),
});

const FLOW = {
  sent: INT,
  received: INT,
  lost: INT,
  duplicated: INT,
  reordered: INT,
  errors: list(record('an ICMP error', { type: INT, code: INT, from: STRING, mtu: INT })),
  failures: list(STRING),
};

const JITTER = { jitter: TIMES_RECORD, interarrivalJitter: DURATION };

function oneWay(what: string, more: Readonly<Record<string, Shape>> = {}): Shape {
  return record(what, { ...FLOW, receivedBytes: INT, delay: TIMES_RECORD, ...JITTER, ...more });
}

const LEFT_OUT = record('packets left out', {
  total: INT,
  arp: INT,
  ipv6: INT,
  otherProtocol: INT,
  malformed: INT,
  linkType: INT,
});

/** What expressions see of apps, by their kind. */
const APPS: Readonly<Record<Exclude<AppKind, 'multicast'>, Shape>> = {
  ping: record('a ping', { ...FLOW, rtt: TIMES_RECORD, ...JITTER }),
  udp: oneWay('a UDP flow'),
  flow: oneWay('a flow'),
  replay: oneWay('a replay', { leftOut: LEFT_OUT }),
  raw: oneWay('a raw packet'),
  'request-response': record('a request-response app', {
    ...FLOW,
    transmissions: INT,
    receivedBytes: INT,
    responseTime: TIMES_RECORD,
    delay: TIMES_RECORD,
    ...JITTER,
  }),
  traceroute: record('a traceroute', {
    sent: INT,
    received: INT,
    lost: INT,
    duplicated: INT,
    reordered: INT,
    rtt: TIMES_RECORD,
    reached: BOOL,
    hops: list(record('a hop', { ttl: INT, address: STRING, rtt: list(DURATION) })),
  }),
};

const MULTICAST_COUNTS = {
  received: INT,
  expected: INT,
  lost: INT,
  duplicated: INT,
  reordered: INT,
  receivedBytes: INT,
  failures: list(STRING),
};

const RECEIVER = record('a receiver', {
  ...MULTICAST_COUNTS,
  delay: TIMES_RECORD,
  ...JITTER,
  joinLatency: DURATION,
});

function multicastShape(receivers: readonly string[]): Shape {
  const each = eachOf('receiver', receivers, RECEIVER);
  return record('a multicast stream', { sent: INT, ...MULTICAST_COUNTS, receivers: each });
}

/** The roots of expressions, with all that is below them. */
export function rootShapes(names: ExpectationNames): ReadonlyMap<string, Shape> {
  const apps = new Map(
    [...names.apps].map(({ name, kind, receivers = [] }) => [
      name,
      kind === 'multicast' ? multicastShape(receivers) : APPS[kind],
    ]),
  );
  const segments = new Map(
    [...names.segments].map(({ name, ports }) => [name, segmentShape(ports)]),
  );
  return new Map<string, Shape>([
    ['run', record('the run', { now: DURATION, seed: INT, events: INT, unaccounted: INT })],
    ['node', eachOf('node', names.nodes, NODE)],
    ['link', eachOf('link', names.links, LINK)],
    ['segment', { kind: 'record', what: 'segment', named: true, fields: segments }],
    ['app', { kind: 'record', what: 'app', named: true, fields: apps }],
  ]);
}
