import type { Endpoint } from '../../../document/endpoint.js';

/** A capture. */
export interface PcapngOutput {
  /** NICs to capture at; there is one at least. */
  readonly nics: readonly Endpoint[];
  /** Whether it tells which datagram each packet is, and why packets are dropped. */
  readonly comments: boolean;
}
