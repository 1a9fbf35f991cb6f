import {
  formatMacAddress,
  formatPrefix,
  type Ipv4Prefix,
  isLoopback,
  type MacAddress,
  networkOf,
  parseMacAddress,
  parsePrefix,
} from '@packetloom/core';
import { DEFAULT_SEGMENT_PORT } from '@packetloom/sim';
import { derivedLinkAddress } from '@packetloom/sim/internal';
import { accepted } from '../context/accepted.js';
import type { Context } from '../context/context.js';
import type { DocumentPath } from '../diagnostics/diagnostic.js';
import type { LinkDirection, ScenarioPort, ScenarioSegment } from '../document/document.js';
import { type Endpoint, readEndpoint } from '../document/endpoint.js';
import { checkDirection, checkWritten } from '../features/direction/checkDirection.js';
import { writtenDirection } from '../features/direction/linkDirections.js';
import { readDuration } from '../quantity/units.js';
import type {
  Attachment,
  ScenarioSegment as WrittenSegment,
} from '../schema/generated/writtenScenario.js';
import { freeNic } from './links.js';
import type { AddressedSegment } from './nodes.js';

/** What the segments of a scenario are built on. */
export interface SegmentInputs {
  readonly nodeNames: ReadonlySet<string>;
  readonly linkNames: ReadonlySet<string>;
  /** What each NIC is on, by NODE:NIC: filled in with the segments. */
  readonly users: Map<string, string>;
}

/** 224.0.0.0: no host has an address from here on (RFC 1122 3.2.1.3). */
const FIRST_GROUP = 0xe0000000;

type WrittenSegments = Readonly<Record<string, WrittenSegment>>;

/** The segments of the file, in its order. */
export function normaliseSegments(
  written: WrittenSegments,
  inputs: SegmentInputs,
  context: Context,
): ScenarioSegment[] {
  return Object.entries(written).map(([name, segment]) => {
    const path = context.pathOf(segment);
    if (inputs.linkNames.has(name)) {
      const message = `a link is named '${name}' already`;
      context.findings.add({ path, about: 'key', message });
    }
    checkSwitchKeys(segment, path, context);
    const sound = checkWritten(segment, path, context);
    const port = { ...DEFAULT_SEGMENT_PORT, ...writtenDirection(segment, context.distributions) };
    if (sound) checkDirection(port, path, context);
    const { kind, announce = false } = segment;
    return {
      name,
      kind,
      ports: portsOf(name, segment, port, inputs, context),
      subnet: subnetOf(segment, path, context),
      macAgeingNs: ageingOf(segment, path, context),
      igmpSnooping: kind === 'hub' ? null : snoopingOf(segment),
      announce,
      allowConflicts: segment['allow-conflicts'] ?? false,
    };
  });
}

/** The attached NICs of a segment as it is written. */
export function attachedEnds({ attach }: WrittenSegment): Endpoint[] {
  return attach.map(endOf);
}

/** The segment that each attached NIC, by NODE:NIC, is on. */
export function segmentsByEnd(
  written: WrittenSegments,
): (end: string) => AddressedSegment | undefined {
  const segments = new Map<string, AddressedSegment>();
  for (const [name, segment] of Object.entries(written)) {
    const about = { name, allowConflicts: segment['allow-conflicts'] ?? false };
    for (const { node, nic } of attachedEnds(segment)) segments.set(`${node}:${nic}`, about);
  }
  return (end) => segments.get(end);
}

function endOf(attachment: Attachment): Endpoint {
  const text = typeof attachment === 'string' ? attachment : attachment.endpoint;
  return accepted(readEndpoint(text));
}

function checkSwitchKeys(segment: WrittenSegment, path: DocumentPath, { findings }: Context): void {
  if (segment.kind !== 'hub') return;
  for (const key of ['mac-ageing', 'igmp-snooping'] as const) {
    if (segment[key] === undefined) continue;
    const message = `a hub has no '${key}': it learns nothing, and sends every frame to every port`;
    findings.add({ path: [...path, key], about: 'key', message });
  }
}

function portsOf(
  name: string,
  segment: WrittenSegment,
  port: LinkDirection,
  inputs: SegmentInputs,
  context: Context,
): ScenarioPort[] {
  const list = context.pathOf(segment.attach);
  const owners = new Map<number, string>();
  // One object for all, so that a change of all is checked once.
  const same = { forward: port, reverse: port };
  return segment.attach.map((attachment, index) => {
    const end = endOf(attachment);
    const long = typeof attachment === 'string' ? null : attachment;
    const path = long === null ? [...list, index] : context.pathOf(long);
    checkEnd(end, name, long === null ? path : [...path, 'endpoint'], inputs, context);
    const linkAddress = long?.mac === undefined ? null : (parseMacAddress(long.mac) ?? null);
    checkMac(end, linkAddress, owners, long?.mac === undefined ? path : [...path, 'mac'], context);
    const directions = long === null ? same : directionsOf(long, port, path, context);
    return { end, linkAddress, ...directions };
  });
}

function directionsOf(
  written: Exclude<Attachment, string>,
  port: LinkDirection,
  path: DocumentPath,
  context: Context,
): Pick<ScenarioPort, 'forward' | 'reverse'> {
  const { reverse: back = {} } = written;
  const forward = { ...port, ...writtenDirection(written, context.distributions) };
  const reverse = { ...forward, ...writtenDirection(back, context.distributions) };
  const sound = [
    checkWritten(written, path, context),
    checkWritten(back, [...path, 'reverse'], context),
  ].every(Boolean);
  if (sound) {
    checkDirection(forward, path, context);
    if (written.reverse !== undefined) checkDirection(reverse, [...path, 'reverse'], context);
  }
  return { forward, reverse };
}

function checkEnd(
  { node, nic }: Endpoint,
  segment: string,
  path: DocumentPath,
  { nodeNames, users }: SegmentInputs,
  { findings }: Context,
): void {
  if (!nodeNames.has(node)) findings.unknown(path, 'node', node, nodeNames);
  const key = `${node}:${nic}`;
  const user = users.get(key);
  if (user !== undefined) {
    const message =
      user === `the segment '${segment}'`
        ? `the NIC '${key}' is attached twice`
        : `the NIC '${key}' is on ${user} already`;
    findings.add({ path, message, ...freeNic(node, users, findings) });
  }
  users.set(key, `the segment '${segment}'`);
}

/** Also of those that are made of names: they could be the same by chance, or be written elsewhere. */
function checkMac(
  { node, nic }: Endpoint,
  given: MacAddress | null,
  owners: Map<number, string>,
  path: DocumentPath,
  { findings }: Context,
): void {
  const address = given ?? derivedLinkAddress(node, nic);
  const owner = owners.get(address);
  const end = `${node}:${nic}`;
  if (owner !== undefined && owner !== end) {
    const message = `'${owner}' has the MAC address ${formatMacAddress(address)} already`;
    findings.add({ path, message });
  }
  owners.set(address, end);
}

function subnetOf(
  { subnet }: WrittenSegment,
  path: DocumentPath,
  { findings }: Context,
): Ipv4Prefix | null {
  if (subnet === undefined) return null;
  const prefix = parsePrefix(subnet) as Ipv4Prefix;
  const problem = subnetProblem(prefix);
  if (problem !== null) findings.add({ path: [...path, 'subnet'], ...problem });
  return prefix;
}

function subnetProblem(prefix: Ipv4Prefix): { message: string; suggestion?: string } | null {
  const { address, length } = prefix;
  const network = networkOf(prefix);
  const text = formatPrefix(prefix);
  if (network !== address) {
    const suggestion = formatPrefix({ address: network, length });
    return { message: `the subnet ${text} has host bits set`, suggestion };
  }
  if (length === 0) return { message: 'the subnet holds every address' };
  const last = address + 2 ** (32 - length) - 1;
  if (address === 0 || isLoopback(address) || last >= FIRST_GROUP) {
    return { message: `hosts cannot have the addresses of the subnet ${text}` };
  }
  return null;
}

function ageingOf(
  { 'mac-ageing': ageing }: WrittenSegment,
  path: DocumentPath,
  { findings }: Context,
): number | null {
  if (ageing === undefined) return null;
  const ageingNs = accepted(readDuration(ageing));
  if (ageingNs > 0) return ageingNs;
  const message = 'an ageing time of 0 would forget every MAC address at once; a hub learns none';
  findings.add({ path: [...path, 'mac-ageing'], message });
  return null;
}

function snoopingOf({
  'igmp-snooping': snooping = true,
}: WrittenSegment): ScenarioSegment['igmpSnooping'] {
  if (snooping === false) return null;
  return { fastLeave: snooping !== true && (snooping['fast-leave'] ?? false) };
}
