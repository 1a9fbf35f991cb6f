import { ALL_SYSTEMS, ANY, type Ipv4Address } from '@packetloom/core';
import { encodeIgmp, encodeIpv4, encodeIpv4Options, PROTOCOL_IGMP } from '@packetloom/core/wire';

/** A general query of version 2 as a packet: all groups are to be reported within so many tenths of a second. */
export function igmpQuery(source: Ipv4Address, maxRespCode: number): Uint8Array {
  const message = encodeIgmp({ kind: 'membership-query', version: 2, group: ANY, maxRespCode });
  const options = encodeIpv4Options([{ kind: 'router-alert', value: 0 }]);
  const addresses = { source, destination: ALL_SYSTEMS };
  return encodeIpv4({ ...addresses, protocol: PROTOCOL_IGMP, ttl: 1, options }, message);
}
