import type { Ipv4Address } from '@packetloom/core';
import type { FilterRule } from '../vector/vector.js';
import { addressOf, prefixOf } from './addresses.js';

/** Where a packet is sent instead. */
type Translation =
  | { readonly type: 'REDIRECT'; readonly port: number }
  | { readonly type: 'SNAT' | 'DNAT'; readonly address: Ipv4Address; readonly port: number };

/** A rule as core's packet filter takes it. */
export function filterRuleOf({ table, chain, match = {}, target }: FilterRule) {
  const { protocol, source, destination, inInterface, outInterface } = match;
  const { sourcePort, destinationPort } = match;
  return {
    table,
    chain,
    match: {
      ...(protocol !== undefined && { protocol }),
      ...(source !== undefined && { source: prefixOf(source) }),
      ...(destination !== undefined && { destination: prefixOf(destination) }),
      ...(inInterface !== undefined && { inInterface }),
      ...(outInterface !== undefined && { outInterface }),
      ...(sourcePort !== undefined && { sourcePorts: onePort(sourcePort) }),
      ...(destinationPort !== undefined && { destinationPorts: onePort(destinationPort) }),
    },
    target: typeof target === 'string' ? { type: target } : translationOf(target),
  };
}

function onePort(port: number): { readonly first: number; readonly last: number } {
  return { first: port, last: port };
}

function translationOf(target: Exclude<FilterRule['target'], string>): Translation {
  if (target.REDIRECT !== undefined) return { type: 'REDIRECT', port: target.REDIRECT.port };
  const { address = '0.0.0.0', port = 0 } = target.SNAT ?? target.DNAT ?? {};
  const type = target.SNAT === undefined ? 'DNAT' : 'SNAT';
  return { type, address: addressOf(address), port };
}
