import type { Ipv4Address } from '@packetloom/core';
import type { DocumentPath } from '../diagnostics/diagnostic.js';
import type { PingEvent, TracerouteEvent, UdpEvent } from '../document/document.js';
import {
  readHost,
  readSocketEndpoint,
  readUdpTarget,
  type SocketEndpoint,
} from '../document/endpoint.js';
import { readDuration, readSize } from '../quantity/units.js';
import type { Ping, Traceroute, Udp } from '../schema/generated/writtenScenario.js';
import type { Context } from './context.js';
import { accepted } from './reading.js';

/** What is known of an app besides what its own mapping says. */
export interface AboutApp {
  readonly name: string;
  readonly atNs: number;
  readonly nodeNames: ReadonlySet<string>;
  /** Nodes without a link have no address. */
  readonly isLinked: (node: string) => boolean;
}

const SECOND_NS = 1_000_000_000;
const EVERY = '*';
/** Pairs of nodes that one ping may have: each costs memory of its own. */
const MAX_PAIRS = 1_000_000;
/** What fits into the largest IPv4 datagram behind the headers of IPv4 and UDP. */
export const MAX_UDP_BYTES = 65_507;

/** A ping as it is run. */
export function normalisePing(ping: Ping, about: AboutApp, context: Context): PingEvent {
  const { name, atNs } = about;
  const path = context.pathOf(ping);
  const from = nodesOf(ping.from, [...path, 'from'], about, context);
  const to = hostsOf(ping.to, [...path, 'to'], about, context);
  checkPairs(from, to, path, context);
  return {
    kind: 'ping',
    name,
    atNs,
    from,
    to,
    count: ping.count ?? 4,
    intervalNs: durationOr(ping.interval, SECOND_NS),
    sizeBytes: ping.size ?? 56,
    df: ping.df ?? false,
    ttl: ping.ttl ?? null,
    dscp: ping.dscp ?? 0,
    timeoutNs: durationOr(ping.timeout, 10 * SECOND_NS),
    staggerNs: durationOr(ping.stagger, 0),
  };
}

/** A traceroute as it is run. */
export function normaliseTraceroute(
  traceroute: Traceroute,
  about: AboutApp,
  context: Context,
): TracerouteEvent {
  const { name, atNs } = about;
  const path = context.pathOf(traceroute);
  checkNode(traceroute.from, [...path, 'from'], about, context);
  return {
    kind: 'traceroute',
    name,
    atNs,
    from: traceroute.from,
    to: hostOf(traceroute.to, [...path, 'to'], about, context),
    probe: traceroute.probe ?? 'udp',
    maxHops: traceroute.maxHops ?? 30,
    probesPerHop: traceroute.probesPerHop ?? 3,
    timeoutNs: durationOr(traceroute.timeout, 3 * SECOND_NS),
  };
}

/** A UDP flow as it is run. */
export function normaliseUdp(udp: Udp, about: AboutApp, context: Context): UdpEvent {
  const { name, atNs } = about;
  const path = context.pathOf(udp);
  const { host, port } = accepted(readUdpTarget(udp.to));
  if (typeof host === 'string') checkNode(host, [...path, 'to'], about, context);
  checkNode(udp.from, [...path, 'from'], about, context);
  return {
    kind: 'udp',
    name,
    atNs,
    from: udp.from,
    to: host,
    port,
    receive: udp.receive ?? true,
    receiver: socketPlaceOf(udp.receiver, [...path, 'receiver'], about, context),
    sourcePort: udp.sourcePort ?? null,
    count: udp.count ?? 1,
    intervalNs: durationOr(udp.interval, SECOND_NS),
    payload: payloadOf(udp, path, context),
    df: udp.df ?? false,
    ttl: udp.ttl ?? null,
    dscp: udp.dscp ?? 0,
  };
}

/** The data of a datagram: a text, or octets that count up. */
export function payloadOf(
  udp: Pick<Udp, 'size' | 'payload'>,
  path: DocumentPath,
  { findings }: Context,
): Uint8Array {
  const key = udp.payload === undefined ? 'size' : 'payload';
  const octets = udp.payload === undefined ? undefined : new TextEncoder().encode(udp.payload);
  const size = octets?.length ?? accepted(readSize(udp.size ?? '64b'));
  if (size > MAX_UDP_BYTES) {
    const message = `${size} bytes do not fit into a datagram: at most ${MAX_UDP_BYTES}b`;
    findings.add({ path: [...path, key], message });
    return new Uint8Array();
  }
  return octets ?? Uint8Array.from({ length: size }, (_, index) => index & 0xff);
}

export function durationOr(text: string | undefined, otherwiseNs: number): number {
  return text === undefined ? otherwiseNs : accepted(readDuration(text));
}

/** Tells of a node that does not exist, or has no address. */
export function checkNode(
  name: string,
  path: DocumentPath,
  about: AboutApp,
  { findings, complete }: Context,
): void {
  if (!about.nodeNames.has(name)) findings.unknown(path, 'node', name, about.nodeNames);
  else if (complete && !about.isLinked(name)) {
    findings.add({ path, message: `'${name}' has no address: no link ends at it` });
  }
}

/** Where a socket is opened, if the scenario says so. */
export function socketPlaceOf(
  text: string | undefined,
  path: DocumentPath,
  about: AboutApp,
  context: Context,
): SocketEndpoint | null {
  if (text === undefined) return null;
  const index = accepted(readSocketEndpoint(text));
  checkNode(index.node, path, about, context);
  return index;
}

function hostOf(
  text: string,
  path: DocumentPath,
  about: AboutApp,
  context: Context,
): string | Ipv4Address {
  const host = readHost(text) ?? text;
  if (typeof host === 'string') checkNode(host, path, about, context);
  return host;
}

function nodesOf(
  selection: string | readonly string[],
  path: DocumentPath,
  about: AboutApp,
  context: Context,
): string[] {
  return hostsOf(selection, path, about, context).filter((host) => typeof host === 'string');
}

/** The nodes and addresses of a selection, each once, in its order. `*`: all nodes that have a link. */
function hostsOf(
  selection: string | readonly string[],
  path: DocumentPath,
  about: AboutApp,
  context: Context,
): (string | Ipv4Address)[] {
  if (selection === EVERY) return [...about.nodeNames].filter(about.isLinked);
  if (typeof selection === 'string') return [hostOf(selection, path, about, context)];
  const hosts = selection.map((text, index) => hostOf(text, [...path, index], about, context));
  return [...new Set(hosts)];
}

function checkPairs(
  from: readonly string[],
  to: readonly (string | Ipv4Address)[],
  path: DocumentPath,
  { findings }: Context,
): void {
  const pairs = from.length * to.length;
  if (pairs > MAX_PAIRS) {
    findings.add({ path, message: `${pairs} pairs of nodes are too many: at most ${MAX_PAIRS}` });
  }
  if (from.length === 1 && to.length === 1 && from[0] === to[0]) {
    const message = `'${from[0]}' would ping itself: a ping goes from a node to another`;
    findings.add({ path: [...path, 'to'], message });
  }
}
