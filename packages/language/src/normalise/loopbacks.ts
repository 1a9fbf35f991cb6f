import { type Ipv4Prefix, parsePrefix } from '@packetloom/core';
import type { Context } from '../context/context.js';
import type { AddressPool, Routing, ScenarioNode } from '../document/document.js';
import type { WrittenScenario } from '../schema/generated/writtenScenario.js';
import { DEFAULT_POOL, overlap, poolProblem } from './addressPools.js';

/** Private addresses (RFC 1918) that the pool of links does not use: the first of these. */
const DEFAULT_LOOPBACKS = ['172.16.0.0/12', '192.168.0.0/16'].map(
  (text) => parsePrefix(text) as Ipv4Prefix,
);

/** The word for no loopback addresses but given ones. */
const NO_LOOPBACKS = 'none';

/**
 * Where routers' loopback addresses come from. By default there are some where all routes to them are
 * computed: a node that lists its routes would not know the way.
 */
export function loopbacksOf(
  written: WrittenScenario,
  { routing, nodes }: { readonly routing: Routing; readonly nodes: readonly ScenarioNode[] },
  { findings, pathOf }: Context,
): AddressPool['loopbacks'] {
  const { loopbacks, pool = DEFAULT_POOL } = written.addressing ?? {};
  if (loopbacks === NO_LOOPBACKS) return null;
  if (loopbacks !== undefined) {
    const prefix = parsePrefix(loopbacks) as Ipv4Prefix;
    const message = poolProblem(prefix);
    const path = [...pathOf(written.addressing ?? written), 'loopbacks'];
    if (message !== null) findings.add({ path, message });
    return prefix;
  }
  if (routing.kind === 'static' || !nodes.every(usesComputedRoutes)) return null;
  const links = parsePrefix(pool) as Ipv4Prefix;
  return DEFAULT_LOOPBACKS.find((prefix) => !overlap(prefix, links)) ?? null;
}

function usesComputedRoutes({ kind, routes }: ScenarioNode): boolean {
  if (routes === null) return true;
  return kind === 'host' && routes.some(({ destination }) => destination.length === 0);
}
