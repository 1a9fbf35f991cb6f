import type { Ipv4Address } from '@packetloom/core';
import {
  type AddressNames,
  formatDuration,
  type ScenarioDocument,
  type ScenarioEvent,
} from '@packetloom/language';
import { isApp } from '@packetloom/language/internal';
import { appText, eventText } from '@packetloom/language/run';
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
  const upDown = 'up' in event ? event.up : undefined;
  const tone = upDown === undefined ? 'neutral' : upDown ? 'good' : 'bad';
  const host = (target: string | Ipv4Address) =>
    typeof target === 'string' ? target : nameOf(target);
  const { subject, text } = isApp(event)
    ? { subject: event.name, text: appText(event, host) }
    : eventText(event);
  return { timeNs: event.atNs, where: subject, what: text, tone };
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
