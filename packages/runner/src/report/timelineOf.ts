import { formatIpv4Address, type Ipv4Address } from '@packetloom/core';
import {
  type AddressNames,
  counted,
  formatDuration,
  formatRate,
  isApp,
  type LinkDirection,
  type LinkEvent,
  type ScenarioDocument,
  type ScenarioEvent,
} from '@packetloom/language';
import { appText } from '@packetloom/language/run';
import type { AppResult, ScenarioResult, TimelineEntry } from '../run/index.js';
import { icmpErrorText } from '../run/index.js';

/** Pings of one app whose replies are told one by one. */
const MAX_REPORTED_PINGS = 4;

/** The story of a run: what the scenario did, what came of it, what was lost and changed. */
export function timelineOf(
  document: ScenarioDocument,
  result: ScenarioResult,
  nameOf: AddressNames,
): TimelineEntry[] {
  const entries = [
    ...document.events.map((event) => eventEntry(event, nameOf)),
    ...result.timeline.entries,
    ...result.apps.flatMap((app) => appEntries(app, nameOf)),
  ];
  return entries
    .map((entry, index) => ({ entry, index }))
    .sort((a, b) => a.entry.timeNs - b.entry.timeNs || a.index - b.index)
    .map(({ entry }) => entry)
    .filter(({ timeNs }) => timeNs <= result.simulatedNs);
}

function eventEntry(event: ScenarioEvent, nameOf: AddressNames): TimelineEntry {
  const where = subjectOf(event);
  const upDown = 'up' in event ? event.up : undefined;
  const tone = upDown === undefined ? 'neutral' : upDown ? 'good' : 'bad';
  return { timeNs: event.atNs, where, what: eventText(event, nameOf), tone };
}

/** What an event happens to. */
function subjectOf(event: ScenarioEvent): string {
  if (isApp(event)) return event.name;
  if (event.kind === 'script') return 'script';
  if (event.kind === 'link') return event.link;
  if (event.kind === 'segment') return event.segment;
  return event.node;
}

function eventText(event: ScenarioEvent, nameOf: AddressNames): string {
  const host = (target: string | Ipv4Address) =>
    typeof target === 'string' ? target : nameOf(target);
  if (isApp(event)) return appText(event, host);
  switch (event.kind) {
    case 'inject':
      return `${counted(event.octets.length, 'octet')} appear at ${event.nic}`;
    case 'join':
    case 'leave':
      return `asked to ${event.kind} ${formatIpv4Address(event.group)} on ${event.nic}`;
    case 'iptables':
      return event.lines.map(({ text }) => `iptables ${text.trim()}`).join('; ');
    case 'link':
      return linkText(event);
    case 'segment': {
      const { port } = event;
      const text = linkText(event);
      return port === null ? text : `port ${port.node}:${port.nic} ${text}`;
    }
    case 'node-state':
      return `${event.nic === null ? '' : `${event.nic} `}${event.up ? 'comes up' : 'goes down'}`;
    case 'script':
      return `${event.file} runs ${event.export}`;
  }
}

function linkText(event: Pick<LinkEvent, 'up' | 'forward' | 'reverse'>): string {
  const parts: string[] = [];
  if (event.up !== undefined) parts.push(event.up ? 'comes up' : 'goes down');
  const forward = directionText(event.forward);
  const reverse = directionText(event.reverse);
  if (forward === reverse && forward !== '') parts.push(`now has ${forward}`);
  else if (forward !== reverse) parts.push(`now has ${forward} and, in reverse, ${reverse}`);
  return parts.join(', ');
}

/** The parameters of a direction that are there: `10mbit, 5ms, MTU 1280`. */
export function directionText(direction: Partial<LinkDirection>): string {
  const { rateBitsPerSecond, delayNs, jitter, mtu, queueLimitPackets, queue, limitPackets } =
    direction;
  const parts: string[] = [];
  if (rateBitsPerSecond !== undefined) parts.push(formatRate(rateBitsPerSecond));
  const varied = jitter ? ` ± ${formatDuration(jitter.jitterNs)}` : '';
  if (delayNs !== undefined) parts.push(`${formatDuration(delayNs)}${varied}`);
  if (mtu !== undefined) parts.push(`MTU ${mtu}`);
  if (queue) parts.push(`queue ${queue.kind}`);
  else if (queueLimitPackets !== undefined) parts.push(`queue ${queueLimitPackets}p`);
  if (limitPackets) parts.push(`holds ${limitPackets}p at most`);
  return [...parts, ...impairmentTexts(direction)].join(', ');
}

/** What a direction does to packets beside carrying them: `loses 1%, duplicates 0.5%`. */
function impairmentTexts(direction: Partial<LinkDirection>): string[] {
  const { loss, ecn, duplicate, corrupt, reorder, slot } = direction;
  return [
    ...(loss
      ? [loss.kind === 'independent' ? `loses ${share(loss)}` : `loses (${loss.kind})`]
      : []),
    ...(loss && ecn ? ['marks instead of losing'] : []),
    ...(loss === null ? ['no loss'] : []),
    ...(duplicate ? [`duplicates ${share(duplicate)}`] : []),
    ...(duplicate === null ? ['no duplicates'] : []),
    ...(corrupt ? [`corrupts ${share(corrupt)}`] : []),
    ...(corrupt === null ? ['no corruption'] : []),
    ...(reorder ? [`reorders ${share(reorder)}`] : []),
    ...(reorder === null ? ['no reordering'] : []),
    ...(slot ? ['in slots'] : []),
  ];
}

function share({ probability }: { readonly probability: number }): string {
  return `${Number((probability * 100).toFixed(8))}%`;
}

/** Replies and errors of pings. What could not be sent is in the timeline already. */
function appEntries({ name, pings, intervalNs }: AppResult, nameOf: AddressNames): TimelineEntry[] {
  if (pings.length > MAX_REPORTED_PINGS) return [];
  return pings.flatMap(({ startNs, report }) => [
    ...report.replies.map(({ sequence, rttNs, ttl, from }): TimelineEntry => {
      const what = `reply ${sequence + 1} from ${nameOf(from)}: ${formatDuration(rttNs)}, TTL ${ttl}`;
      const timeNs = startNs + sequence * intervalNs + rttNs;
      return { timeNs, where: name, what, tone: 'good' };
    }),
    ...report.errors.map(({ sequence, type, code, from, timeNs }): TimelineEntry => {
      const what = `request ${sequence + 1}: ${nameOf(from)} says ${icmpErrorText(type, code)}`;
      return { timeNs, where: name, what, tone: 'bad' };
    }),
  ]);
}
