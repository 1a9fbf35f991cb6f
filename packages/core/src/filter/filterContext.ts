import type { AddressTable } from '../address/addressTable.js';
import { ANY } from '../address/ipv4Address.js';
import type { ActiveRule } from './activeRule.js';
import type { Chain } from './chain.js';

/**
 * What a host tells its filter about a packet besides its octets, and what the filter tells back.
 * One for each host, filled in anew for every check.
 */
export class FilterContext {
  /** Name of the NIC by which the packet came; empty if it was made here. */
  inInterface = '';
  /** Name of the NIC by which it leaves; empty before it is routed. */
  outInterface = '';
  /** Where REDIRECT in PREROUTING sends packets with tracking: the main address of the NIC, or 0. */
  localAddress = ANY;
  /** Addresses of the NIC by which it leaves, for MASQUERADE; `null` before it is routed. */
  outAddresses: AddressTable | null = null;
  /** The transport header was told apart: ports can be seen (without tracking). */
  transportParsed = false;
  /** The transport checksum is of use on the way out, so NAT without tracking renews it. */
  checksumRequired = true;
  /** What NAT without tracking writes for a UDP checksum that comes out as 0 (RFC 768). */
  zeroUdpChecksum = 0;

  /** Set by a check: NAT changed the packet's addresses or ports. */
  translated = false;
  /** Set by a check: the rule that dropped the packet; `null` if a policy did, or NAT itself. */
  rule: ActiveRule | null = null;
  /** Set by a check: the built-in chain whose policy dropped the packet; else `null`. */
  policyOf: Chain | null = null;
}
