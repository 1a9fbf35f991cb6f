import { accepted } from '../../../context/accepted.js';
import type { Context } from '../../../context/context.js';
import { listed } from '../../../diagnostics/suggestion.js';
import type { ScenarioLink } from '../../../document/document.js';
import { type Endpoint, readEndpoint } from '../../../document/endpoint.js';
import type { ScenarioEvent as WrittenEvent } from '../../../schema/generated/writtenScenario.js';
import type { EventInputs, Written } from '../../define/event.js';
import { checkDirection, checkWritten } from '../../direction/checkDirection.js';
import { writtenDirection } from '../../direction/linkDirections.js';
import type { LinkEvent, NodeStateEvent, SegmentEvent } from './event.js';

/** An event with `set`. */
type WrittenChange = WrittenEvent & { readonly set: NonNullable<WrittenEvent['set']> };

function isChange(event: WrittenEvent): event is WrittenChange {
  return event.set !== undefined;
}

const SUBJECTS = ['link', 'segment', 'node'] as const;

/** A change of a link, a segment, a port, a node or a NIC; null if it cannot be told which. */
export function normalise(
  { event, atNs }: Written<'set'>,
  inputs: EventInputs,
  context: Context,
): LinkEvent | SegmentEvent | NodeStateEvent | null {
  const { findings, pathOf } = context;
  if (!isChange(event)) return null;
  const [subject, ...others] = SUBJECTS.filter((key) => event[key] !== undefined);
  if (subject === undefined || others.length > 0) {
    const found =
      subject === undefined ? 'none is here' : `here are ${listed([subject, ...others])}`;
    const message = `a change is of one: link, segment or node; ${found}`;
    // What was wrong has been told of and cut out.
    if (subject !== undefined || context.complete) {
      findings.add({ path: [...pathOf(event), 'set'], about: 'key', message });
    }
    return null;
  }
  switch (subject) {
    case 'link':
      return linkChange(event, atNs, inputs, context);
    case 'segment':
      return segmentChange(event, atNs, inputs, context);
    case 'node':
      return nodeChange(event, atNs, inputs, context);
  }
}

function linkChange(
  event: WrittenChange,
  atNs: number,
  { links, linkNames, segmentNames }: EventInputs,
  context: Context,
): LinkEvent | null {
  const name = event.link ?? '';
  const link = links.get(name);
  if (link === undefined) {
    if (linkNames.has(name)) return null;
    const path = [...context.pathOf(event), 'link'];
    if (segmentNames.has(name)) {
      const message = `'${name}' is a segment: write segment instead of link`;
      context.findings.add({ path, about: 'key', message });
    } else context.findings.unknown(path, 'link', name, linkNames);
    return null;
  }
  return { kind: 'link', atNs, link: name, ...changed(event, [link], context) };
}

function segmentChange(
  event: WrittenChange,
  atNs: number,
  inputs: EventInputs,
  context: Context,
): SegmentEvent | null {
  const { segments, segmentNames, linkNames } = inputs;
  const name = event.segment ?? '';
  const segment = segments.get(name);
  if (segment === undefined) {
    if (segmentNames.has(name)) return null;
    const path = [...context.pathOf(event), 'segment'];
    if (linkNames.has(name)) {
      const message = `'${name}' is a link: write link instead of segment`;
      context.findings.add({ path, about: 'key', message });
    } else context.findings.unknown(path, 'segment', name, segmentNames);
    return null;
  }
  const end = event.port === undefined ? null : accepted(readEndpoint(event.port));
  const ports = segment.ports.filter((port) => end === null || isSame(port.end, end));
  if (ports.length === 0) {
    const names = segment.ports.map((port) => `${port.end.node}:${port.end.nic}`);
    const path = [...context.pathOf(event), 'port'];
    context.findings.unknown(path, `port of '${name}' called`, event.port ?? '', names);
    return null;
  }
  return { kind: 'segment', atNs, segment: name, port: end, ...changed(event, ports, context) };
}

function isSame(a: Endpoint, b: Endpoint): boolean {
  return a.node === b.node && a.nic === b.nic;
}

/** What is changed of a link, or of ports; all of them must be possible afterwards. */
function changed(
  event: WrittenChange,
  before: readonly Pick<ScenarioLink, 'forward' | 'reverse'>[],
  context: Context,
): Pick<LinkEvent, 'up' | 'forward' | 'reverse'> {
  const { set } = event;
  const path = [...context.pathOf(event), 'set'];
  const forward = writtenDirection(set, context.distributions);
  const reverse = { ...forward, ...writtenDirection(set.reverse ?? {}, context.distributions) };
  const sound = [
    checkWritten(set, path, context),
    checkWritten(set.reverse ?? {}, [...path, 'reverse'], context),
  ].every(Boolean);
  const found = context.findings.problems.length;
  const distinct = new Map(before.map((one) => [one.forward, one.reverse]));
  for (const [forwardBefore, reverseBefore] of sound ? distinct : []) {
    checkDirection({ ...forwardBefore, ...forward }, path, context);
    checkDirection({ ...reverseBefore, ...reverse }, path, context);
    if (context.findings.problems.length > found) break;
  }
  return { ...(set.up === undefined ? {} : { up: set.up }), forward, reverse };
}

function nodeChange(
  event: WrittenChange,
  atNs: number,
  { nodeNames, nicsOf }: EventInputs,
  { findings, pathOf, complete }: Context,
): NodeStateEvent | null {
  const { node = '', nic = null, set } = event;
  const path = pathOf(event);
  if (!nodeNames.has(node)) findings.unknown([...path, 'node'], 'node', node, nodeNames);
  else if (nic !== null && !nicsOf(node).has(nic) && complete) {
    findings.unknown([...path, 'nic'], `NIC of '${node}' called`, nic, nicsOf(node));
  }
  for (const key of Object.keys(set)) {
    if (key === 'up') continue;
    const message = `a node has no '${key}', only up: ${key} is of its links and ports`;
    findings.add({ path: [...path, 'set', key], about: 'key', message });
  }
  return set.up === undefined ? null : { kind: 'node-state', atNs, node, nic, up: set.up };
}
