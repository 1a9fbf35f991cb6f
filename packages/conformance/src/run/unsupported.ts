import type { Vector } from '../vector/vector.js';

/** Kinds of IP_MTU_DISCOVER that leave DF clear and learn nothing. */
const FRAGMENTS: readonly string[] = ['dont', 'interface', 'omit'];

/** What a vector asks for that no host of core can be set up with yet; null if there is nothing. */
export function unsupportedFeature(vector: Vector): string | null {
  const { host, expect } = vector;
  if (expect.needsDraws === true && expect.draws === undefined) {
    return 'depends on random delays that were not recorded';
  }
  if (Object.keys(host.sysctl ?? {}).length > 0) return 'sysctl settings are not built yet';
  if (host.igmp?.version === 3 || (vector.source === 'linux-6.18' && host.igmp?.version === 0)) {
    return 'IGMPv3 is not built yet';
  }
  if (host.routes?.some((route) => route.type !== undefined)) {
    return 'routes that refuse are not built yet';
  }
  for (const { options, mtuDiscover } of host.udp ?? []) {
    if (options !== undefined) return 'IP options of sockets are not built yet';
    if (mtuDiscover !== undefined && !FRAGMENTS.includes(mtuDiscover))
      return 'path MTU discovery is not built yet';
  }
  return null;
}
