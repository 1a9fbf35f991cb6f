import type { FilterBehaviour } from '../filter/filterBehaviour.js';
import type { FragmentBehaviour } from '../fragmentation/fragmentBehaviour.js';
import type { IgmpBehaviour } from '../multicast/igmpBehaviour.js';
import type { NeighbourBehaviour } from '../neighbour/neighbourBehaviour.js';
import type { RouteBehaviour } from '../route/routeBehaviour.js';
import type { ErrorBehaviour } from './errorBehaviour.js';
import type { ForwardBehaviour } from './forwardBehaviour.js';
import type { OptionBehaviour } from './optionBehaviour.js';
import type { ReceiveBehaviour } from './receiveBehaviour.js';
import type { TransportBehaviour } from './transportBehaviour.js';

/**
 * The choices that IPv4 stacks make differently. Each is an option of its own; a profile is a named
 * set of them. `netstack` is the reference (gVisor, May 2021) to the byte, `standard` the reference
 * with the rules of the RFCs, above all RFC 1122 and RFC 1812, `linux` is for Linux 6.18. The choices are
 * grouped by what they are about, and each module sees its own group alone.
 */
export interface Ipv4Behaviour
  extends RouteBehaviour,
    NeighbourBehaviour,
    FilterBehaviour,
    FragmentBehaviour,
    IgmpBehaviour,
    ReceiveBehaviour,
    ForwardBehaviour,
    OptionBehaviour,
    ErrorBehaviour,
    TransportBehaviour {}

/** The reference: gVisor's netstack of May 2021. */
export const NETSTACK: Ipv4Behaviour = Object.freeze({
  ttlExpiry: 'zero',
  dontFragment: 'fragment',
  refragmentation: 'restart',
  routeChoice: 'first-match',
  forwardChain: false,
  unresolvedNextHop: 'silent',
  fragmentOptions: 'all',
  echoToBroadcast: 'answer',
  sourceRoute: 'pass',
  igmp: 'v2',
  forwardingErrorSource: 'receiving',
  unspecifiedSource: 'accept',
  ownSource: 'receiving-nic',
  multicastForwarding: 'unicast-routes',
  tightQuote: 'silent',
  laterFragmentErrors: 'send',
  rateLimitedIcmp: 'errors-and-replies',
  zeroUdpChecksum: 'zero',
  reservedAddresses: 'accept',
  oversizedDatagrams: 'wrap',
  changedHeaders: 'stale-checksum',
  igmpVersion1: 'as-version-2',
  arpMerge: 'requests-to-us',
  recordedAddress: 'receiving',
  prespecifiedTimestamp: 'recorded-address',
  nat: 'stateless',
  allRouters: 'join',
  errorPrecedence: 'routine',
  echoReplyHeader: 'of-request',
  optionProcessing: 'on-use',
  answerOptions: 'of-echo-requests',
  igmpHeader: 'routine',
  igmpChecks: 'rfc-2236',
  lastFragment: 'multiple-of-8',
  reassembly: 'strict',
  answerableIcmp: 'known-queries',
  timestampRequests: 'ignore',
  broadcastSource: 'discard',
  hostModel: 'strong',
  noRouteError: 'host-unreachable',
  shortUdpLength: 'ignore',
  sourceChoice: 'main',
  linkLocalForwarding: 'never',
  zeroIdentification: 'fill-in',
});

/** The reference with the rules of the RFCs: what scenario files get by default. */
export const STANDARD: Ipv4Behaviour = Object.freeze({
  ...NETSTACK,
  ttlExpiry: 'one',
  dontFragment: 'report',
  refragmentation: 'add',
  routeChoice: 'longest-prefix',
  forwardChain: true,
  unresolvedNextHop: 'host-unreachable',
  fragmentOptions: 'copied-only',
  forwardingErrorSource: 'outgoing',
  unspecifiedSource: 'discard',
  ownSource: 'any-nic',
  multicastForwarding: 'multicast-routes',
  tightQuote: 'quote-what-fits',
  laterFragmentErrors: 'none',
  rateLimitedIcmp: 'errors',
  zeroUdpChecksum: 'ones',
  reservedAddresses: 'discard',
  oversizedDatagrams: 'drop',
  changedHeaders: 'new-checksum',
  igmpVersion1: 'rfc-1112',
  arpMerge: 'every-packet',
  recordedAddress: 'outgoing',
  prespecifiedTimestamp: 'any-own-address',
  nat: 'tracked',
});

/** What Linux 6.18 does with its settings as they come, as far as it is built. */
export const LINUX: Ipv4Behaviour = Object.freeze({
  ...STANDARD,
  echoToBroadcast: 'ignore',
  sourceRoute: 'drop',
  reservedAddresses: 'accept',
  allRouters: 'none',
  errorPrecedence: 'internetwork-control',
  echoReplyHeader: 'new',
  fragmentOptions: 'no-operation',
  optionProcessing: 'on-arrival',
  answerOptions: 'route-and-time',
  igmpHeader: 'internetwork-control',
  igmpChecks: 'none',
  lastFragment: 'all-that-fits',
  reassembly: 'trim',
  answerableIcmp: 'all-but-errors',
  timestampRequests: 'answer',
  broadcastSource: 'accept',
  hostModel: 'weak',
  noRouteError: 'network-unreachable',
  shortUdpLength: 'obey',
  sourceChoice: 'on-link',
  linkLocalForwarding: 'like-any',
  zeroIdentification: 'keep',
});

/** Name of a built-in set of choices. */
export type ProfileName = 'netstack' | 'standard' | 'linux';

/** The built-in profiles by name. */
export const PROFILES: Readonly<Record<ProfileName, Ipv4Behaviour>> = Object.freeze({
  netstack: NETSTACK,
  standard: STANDARD,
  linux: LINUX,
});

/** What stands for a UDP checksum that comes out as 0. */
export function zeroUdpChecksum({ zeroUdpChecksum: choice }: TransportBehaviour): number {
  return choice === 'ones' ? 0xffff : 0;
}
