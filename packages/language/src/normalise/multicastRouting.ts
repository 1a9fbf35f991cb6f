import type { IgmpRouterSettings } from '@packetloom/core';
import { accepted } from '../context/accepted.js';
import type { Context } from '../context/context.js';
import { readDuration } from '../quantity/units.js';
import type {
  MulticastRouting,
  ScenarioNode as WrittenNode,
  WrittenScenario,
} from '../schema/generated/writtenScenario.js';

const TENTH_NS = 100_000_000;
const MAX_RESPONSE_NS = 25_500_000_000;
const DEFAULT_QUERY_INTERVAL_NS = 125_000_000_000;
const DEFAULT_RESPONSE_NS = 10_000_000_000;

/** Whether somebody joins a group: then routers route multicast that say nothing about it. */
export function usesGroups({ nodes = {}, events = [] }: WrittenScenario): boolean {
  const members = Object.values(nodes).some(({ groups = {} }) =>
    Object.values(groups).some((list) => list.length > 0),
  );
  return members || events.some((event) => event.join ?? event.multicast);
}

/** Timers of the multicast routing of a node, or null where it routes none. */
export function multicastOf(
  kind: WrittenNode['kind'],
  own: MulticastRouting | undefined,
  otherwise: MulticastRouting,
): IgmpRouterSettings | null {
  const written = own ?? otherwise;
  if (kind !== 'router' || written === false) return null;
  return written === true ? {} : settingsOf(written);
}

/** Tells of timers that cannot be (RFC 2236 8.3 and 8.8). */
export function checkMulticast(
  written: MulticastRouting | undefined,
  { findings, pathOf }: Context,
): void {
  if (typeof written !== 'object') return;
  const path = pathOf(written);
  const settings = settingsOf(written);
  for (const [key, value] of [
    ['query-response-interval', settings.queryResponseIntervalNs],
    ['last-member-query-interval', settings.lastMemberQueryIntervalNs],
  ] as const) {
    if (value === undefined) continue;
    if (value >= TENTH_NS && value <= MAX_RESPONSE_NS && value % TENTH_NS === 0) continue;
    const message = `queries carry this time in tenths of a second: expected 100ms to 25.5s, such as 1.5s`;
    findings.add({ path: [...path, key], message });
  }
  const { queryIntervalNs, queryResponseIntervalNs } = settings;
  const key = queryIntervalNs === undefined ? 'query-response-interval' : 'query-interval';
  const responseNs = queryResponseIntervalNs ?? DEFAULT_RESPONSE_NS;
  if ((queryIntervalNs ?? DEFAULT_QUERY_INTERVAL_NS) > responseNs) return;
  const message = `members must have answered before the next query: query-interval must be longer than query-response-interval (default 10s)`;
  findings.add({ path: [...path, key], message });
}

function settingsOf(written: Exclude<MulticastRouting, boolean>): IgmpRouterSettings {
  const { robustness } = written;
  return {
    ...(robustness === undefined ? {} : { robustness }),
    ...timer('queryIntervalNs', written['query-interval']),
    ...timer('queryResponseIntervalNs', written['query-response-interval']),
    ...timer('lastMemberQueryIntervalNs', written['last-member-query-interval']),
  };
}

function timer(key: keyof IgmpRouterSettings, text: string | undefined): IgmpRouterSettings {
  return text === undefined ? {} : { [key]: accepted(readDuration(text)) };
}
