import type { Ipv4Address } from '@packetloom/core';
import type { AppEventBase } from '../../define/app.js';

/** A search for the routers on the path. */
export interface TracerouteEvent extends AppEventBase<'traceroute'> {
  readonly from: string;
  readonly to: string | Ipv4Address;
  readonly probe: 'udp' | 'icmp';
  readonly maxHops: number;
  readonly probesPerHop: number;
  readonly timeoutNs: number;
}
