import type { Ipv4Behaviour } from '@packetloom/core';

/** The choices of a node that invariants ask for. */
export type KnownBehaviour = Pick<
  Ipv4Behaviour,
  | 'refragmentation'
  | 'routeChoice'
  | 'nat'
  | 'forwardChain'
  | 'laterFragmentErrors'
  | 'changedHeaders'
  | 'rateLimitedIcmp'
  | 'zeroUdpChecksum'
  | 'reservedAddresses'
  | 'oversizedDatagrams'
  | 'igmpVersion1'
  | 'arpMerge'
  | 'recordedAddress'
>;

/** Section 10 of the specification: what the profiles do, as this file understands them, not as they are run. */
export const KNOWN_BEHAVIOURS: Readonly<Record<string, KnownBehaviour>> = {
  standard: {
    refragmentation: 'add',
    routeChoice: 'longest-prefix',
    nat: 'tracked',
    forwardChain: true,
    laterFragmentErrors: 'none',
    changedHeaders: 'new-checksum',
    rateLimitedIcmp: 'errors',
    zeroUdpChecksum: 'ones',
    reservedAddresses: 'discard',
    oversizedDatagrams: 'drop',
    igmpVersion1: 'rfc-1112',
    arpMerge: 'every-packet',
    recordedAddress: 'outgoing',
  },
  netstack: {
    refragmentation: 'restart',
    routeChoice: 'first-match',
    nat: 'stateless',
    forwardChain: false,
    laterFragmentErrors: 'send',
    changedHeaders: 'stale-checksum',
    rateLimitedIcmp: 'errors-and-replies',
    zeroUdpChecksum: 'zero',
    reservedAddresses: 'accept',
    oversizedDatagrams: 'wrap',
    igmpVersion1: 'as-version-2',
    arpMerge: 'requests-to-us',
    recordedAddress: 'receiving',
  },
};
