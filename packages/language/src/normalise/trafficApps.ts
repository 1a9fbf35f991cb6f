import {
  IPV4_MIN_HEADER_LENGTH,
  ipv4HeaderLength,
  ipv4TotalLength,
  ipv4Version,
} from '@packetloom/core/wire';
import {
  type Replay as CaptureReplay,
  isCaptureReadError,
  readCapture,
  replayDatagrams,
} from '@packetloom/sim';
import type { DocumentPath } from '../diagnostics/diagnostic.js';
import type {
  FlowEvent,
  RawEvent,
  ReplayEvent,
  RequestResponseEvent,
} from '../document/appEvents.js';
import { readUdpTarget } from '../document/endpoint.js';
import { leftOutText } from '../document/leftOutText.js';
import { readOctets } from '../quantity/octets.js';
import { formatDuration, readDuration, readSize } from '../quantity/units.js';
import type { Flow, Raw, Replay, RequestResponse } from '../schema/generated/writtenScenario.js';
import {
  type AboutApp,
  checkNode,
  durationOr,
  MAX_UDP_BYTES,
  payloadOf,
  socketPlaceOf,
} from './apps.js';
import type { Context } from './context.js';
import { accepted } from './reading.js';
import { patternOf, varyingOf } from './traffic.js';

/** What is known of an app that sends by itself. */
export interface AboutTraffic extends AboutApp {
  readonly nicsOf: (node: string) => ReadonlySet<string>;
  readonly stopNs: number | null;
}

const SECOND_NS = 1_000_000_000;
/** Speeds are given to six decimal places. */
const SPEED_DENOMINATOR = 1_000_000;

/** UDP datagrams by a traffic pattern, as they are run. */
export function normaliseFlow(flow: Flow, about: AboutTraffic, context: Context): FlowEvent {
  const { name, atNs } = about;
  const path = context.pathOf(flow);
  const payload = payloadOf(flow.udp, context.pathOf(flow.udp), context);
  const pattern = patternOf(flow.udp, payload.length, context);
  const extent = extentOf(flow, path, about, context);
  const { count } = extent;
  const untilNs = extent.untilNs ?? (count === null ? about.stopNs : null);
  if (count === null && untilNs === null) {
    const message = 'this flow never ends: give it until or count, or the scenario a stop';
    context.findings.add({ path, about: 'key', message });
  }
  if (count === null && pattern.kind === 'constant-interval' && pattern.intervalNs === 0) {
    const message = 'an interval of 0s sends everything at once: say how much by count';
    context.findings.add({ path: [...context.pathOf(flow.udp), 'interval'], message });
  }
  return {
    kind: 'flow',
    name,
    atNs,
    ...udpPathOf(flow, path, about, context),
    receive: flow.receive ?? true,
    receiver: socketPlaceOf(flow.receiver, [...path, 'receiver'], about, context),
    pattern,
    payload,
    count,
    untilNs,
  };
}

/** Requests and responses as they are run. */
export function normaliseRequestResponse(
  app: RequestResponse,
  about: AboutTraffic,
  context: Context,
): RequestResponseEvent {
  const { name, atNs } = about;
  const path = context.pathOf(app);
  const extent = extentOf(app, path, about, context);
  const timeoutNs = durationOr(app.timeout, SECOND_NS);
  if (timeoutNs === 0) {
    context.findings.add({ path: [...path, 'timeout'], message: "'timeout' cannot be 0s" });
  }
  return {
    kind: 'request-response',
    name,
    atNs,
    ...udpPathOf(app, path, about, context),
    serve: app.serve ?? true,
    server: socketPlaceOf(app.server, [...path, 'server'], about, context),
    count: extent.count ?? (extent.untilNs === null ? 1 : null),
    untilNs: extent.untilNs,
    requestBytes: bytesOf(app.request ?? '100b', [...path, 'request'], context),
    responseBytes: bytesOf(app.response ?? '1kb', [...path, 'response'], context),
    thinkTime: varyingOf(app.think, [...path, 'think'], context),
    serviceTime: varyingOf(app.service, [...path, 'service'], context),
    timeoutNs,
    retries: app.retries ?? 3,
  };
}

/** A replay as it is run. */
export function normaliseReplay(
  replay: Replay,
  about: AboutTraffic,
  context: Context,
): ReplayEvent {
  const { name, atNs } = about;
  const { file, speed = 1 } = replay;
  const numerator = Math.round(speed * SPEED_DENOMINATOR);
  const path = packetPathOf(replay, about, context);
  const parts = replayOf(file, [...context.pathOf(replay), 'file'], context);
  const { datagrams } = parts;
  if (path.mode === 'send') {
    const index = datagrams.findIndex(({ octets }) => !hasHeader(octets));
    if (index >= 0) {
      const message = `IPv4 packet ${index + 1} of '${file}' has no sound header: it can only appear at a NIC, with mode: inject`;
      context.findings.add({ path: [...context.pathOf(replay), 'file'], message });
    }
  }
  const times = { numerator, denominator: SPEED_DENOMINATOR };
  return { kind: 'replay', name, atNs, ...path, file, ...parts, speed: times };
}

/** A packet in hexadecimal, as it is run. */
export function normaliseRaw(raw: Raw, about: AboutTraffic, context: Context): RawEvent {
  const { name, atNs } = about;
  const path = context.pathOf(raw);
  const { count, untilNs } = extentOf(raw, path, about, context);
  const octets = accepted(readOctets(raw.packet));
  const packetPath = packetPathOf(raw, about, context);
  if (packetPath.mode === 'send' && !hasHeader(octets)) {
    const message =
      'this is no IPv4 packet with a sound header: it can only appear at a NIC, with mode: inject';
    context.findings.add({ path: [...path, 'packet'], message });
  }
  const intervalNs = durationOr(raw.interval, SECOND_NS);
  if (intervalNs === 0 && count === null && untilNs !== null) {
    const message = 'an interval of 0s sends everything at once: say how much by count';
    context.findings.add({ path: [...path, 'interval'], message });
  }
  const limit = count ?? (untilNs === null ? 1 : null);
  return { kind: 'raw', name, atNs, ...packetPath, octets, intervalNs, count: limit, untilNs };
}

interface WrittenUdpPath {
  readonly from: string;
  readonly to: string;
  readonly sourcePort?: number;
  readonly df?: boolean;
  readonly ttl?: number;
  readonly dscp?: number;
}

function udpPathOf(
  { from, to, sourcePort, df, ttl, dscp }: WrittenUdpPath,
  path: DocumentPath,
  about: AboutApp,
  context: Context,
): Pick<FlowEvent, 'from' | 'to' | 'port' | 'sourcePort' | 'df' | 'ttl' | 'dscp'> {
  const { host, port } = accepted(readUdpTarget(to));
  if (typeof host === 'string') checkNode(host, [...path, 'to'], about, context);
  checkNode(from, [...path, 'from'], about, context);
  return {
    from,
    to: host,
    port,
    sourcePort: sourcePort ?? null,
    df: df ?? false,
    ttl: ttl ?? null,
    dscp: dscp ?? 0,
  };
}

/** How often something is sent: until when, and how often at most. */
function extentOf(
  { count, until }: { readonly count?: number; readonly until?: string },
  path: DocumentPath,
  { atNs, stopNs }: AboutTraffic,
  { findings }: Context,
): Pick<FlowEvent, 'count' | 'untilNs'> {
  if (until === undefined) return { count: count ?? null, untilNs: null };
  const untilNs = accepted(readDuration(until));
  const untilPath = [...path, 'until'];
  if (untilNs <= atNs) {
    const message = `nothing is sent: ${formatDuration(untilNs)} is not after the start at ${formatDuration(atNs)} (until is a time of the scenario, not a duration)`;
    findings.add({ path: untilPath, message });
  } else if (stopNs !== null && untilNs > stopNs) {
    const message = `${formatDuration(untilNs)} is after the scenario stops (stop: ${formatDuration(stopNs)})`;
    findings.add({ path: untilPath, message });
  }
  return { count: count ?? null, untilNs };
}

function packetPathOf(
  written: Pick<Raw, 'from' | 'nic' | 'mode' | 'receiver'>,
  about: AboutTraffic,
  context: Context,
): Pick<RawEvent, 'from' | 'nic' | 'mode' | 'receiver'> {
  const { from, nic, mode = 'send', receiver } = written;
  const { findings, complete } = context;
  const path = context.pathOf(written);
  checkNode(from, [...path, 'from'], about, context);
  if (receiver !== undefined) checkNode(receiver, [...path, 'receiver'], about, context);
  const nics = about.nicsOf(from);
  if (nic !== undefined && about.nodeNames.has(from) && complete && !nics.has(nic)) {
    findings.unknown([...path, 'nic'], `NIC of '${from}' called`, nic, nics);
  }
  if (mode === 'inject' && nic === undefined) {
    const message = "mode: inject needs the key 'nic' too: where the packets appear";
    findings.add({ path: [...path, 'mode'], message });
  }
  return { from, nic: nic ?? null, mode, receiver: receiver ?? null };
}

function bytesOf(text: string, path: DocumentPath, { findings }: Context): number {
  const bytes = accepted(readSize(text));
  if (bytes <= MAX_UDP_BYTES) return bytes;
  const message = `${bytes} bytes do not fit into a datagram: at most ${MAX_UDP_BYTES}b`;
  findings.add({ path, message });
  return 0;
}

/** Of a capture that cannot be replayed. */
const NOTHING: CaptureReplay = replayDatagrams({ format: 'pcap', packets: [] });

/** The IPv4 packets of a capture beside the scenario. */
function replayOf(
  file: string,
  path: DocumentPath,
  { findings, readSibling }: Context,
): CaptureReplay {
  const sibling = readSibling(file);
  if ('message' in sibling) {
    findings.add({ path, message: sibling.message });
    return NOTHING;
  }
  const capture = readCapture(sibling.bytes);
  if (isCaptureReadError(capture)) {
    const { offset, message } = capture;
    findings.add({ path, message: `'${file}' cannot be read, at octet ${offset}: ${message}` });
    return NOTHING;
  }
  const replay = replayDatagrams(capture);
  const { datagrams, leftOut, unknownLinkTypes } = replay;
  if (datagrams.length === 0) {
    const why = leftOutText(leftOut, unknownLinkTypes) || 'it is empty';
    findings.add({ path, message: `there is no IPv4 packet in '${file}' (${why})` });
  }
  const lastNs = datagrams.at(-1)?.timeNs ?? 0;
  if (!Number.isSafeInteger(lastNs)) {
    findings.add({ path, message: `the capture '${file}' lasts longer than a scenario can` });
    return NOTHING;
  }
  return replay;
}

/** Whether a raw socket takes it: its lengths hold. */
function hasHeader(octets: Uint8Array): boolean {
  if (octets.length < IPV4_MIN_HEADER_LENGTH) return false;
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const headerLength = ipv4HeaderLength(view, 0);
  const totalLength = ipv4TotalLength(view, 0);
  if (ipv4Version(view, 0) !== 4 || headerLength < IPV4_MIN_HEADER_LENGTH) return false;
  return headerLength <= totalLength && totalLength <= octets.length;
}
