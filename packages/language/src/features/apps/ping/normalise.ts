import type { Ipv4Address } from '@packetloom/core';
import type { Context } from '../../../context/context.js';
import type { DocumentPath } from '../../../diagnostics/diagnostic.js';
import type { AppInputs, WrittenApp } from '../../define/app.js';
import { durationOr } from '../common/payload.js';
import { hostOf } from '../common/targets.js';
import type { PingEvent } from './event.js';

const SECOND_NS = 1_000_000_000;
const EVERY = '*';
/** Pairs of nodes that one ping may have: each costs memory of its own. */
const MAX_PAIRS = 1_000_000;

export function normalise(ping: WrittenApp<'ping'>, about: AppInputs, context: Context): PingEvent {
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

function nodesOf(
  selection: string | readonly string[],
  path: DocumentPath,
  about: AppInputs,
  context: Context,
): string[] {
  return hostsOf(selection, path, about, context).filter((host) => typeof host === 'string');
}

function hostsOf(
  selection: string | readonly string[],
  path: DocumentPath,
  about: AppInputs,
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
