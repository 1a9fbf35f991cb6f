// The procedures in which IPv4 stacks differ, each a port with its implementations; values are in `Ipv4Behaviour`.

import type { FragmentPlacement } from '../fragmentation/fragmentPlacement.js';
import { STRICT_PLACEMENT } from '../fragmentation/strictPlacement.js';
import { TRIMMING_PLACEMENT } from '../fragmentation/trimmingPlacement.js';
import { GroupMembership } from '../multicast/groupMembership.js';
import type { HostMembershipFactory } from '../multicast/hostMembership.js';
import type { PathMtuDiscoveryFactory } from '../route/pathMtu.js';
import { PathMtuCache } from '../route/pathMtuCache.js';
import { ArrivalOptions } from './arrivalOptions.js';
import type { Ipv4Behaviour } from './behaviour.js';
import type { OptionHandlingFactory } from './optionHandling.js';
import { OptionProcessor } from './optionProcessor.js';
import {
  ErrorAndReplyRateLimiter,
  ErrorRateLimiter,
  type IcmpRateLimiterFactory,
} from './rateLimit.js';

/** Procedures of a stack. What has state is made for each host, or for each NIC. */
export interface Ipv4Strategies {
  /** Options of headers. */
  readonly options: OptionHandlingFactory;
  /** Fragments beside each other. */
  readonly fragmentPlacement: FragmentPlacement;
  /** How many ICMP messages are sent. */
  readonly icmpRateLimiter: IcmpRateLimiterFactory;
  /** What is told about groups, on each NIC. */
  readonly membership: HostMembershipFactory;
  /** MTUs of paths. */
  readonly pathMtuDiscovery: PathMtuDiscoveryFactory;
}

const ERRORS_ALONE: Ipv4Strategies = {
  options: (behaviour) => new OptionProcessor(behaviour),
  fragmentPlacement: STRICT_PLACEMENT,
  icmpRateLimiter: (clock, limit) => new ErrorRateLimiter(clock, limit),
  membership: (clock, protocol) => new GroupMembership(clock, protocol),
  pathMtuDiscovery: (clock) => new PathMtuCache(clock),
};

const ERRORS_AND_REPLIES: Ipv4Strategies = {
  ...ERRORS_ALONE,
  icmpRateLimiter: (clock, limit) => new ErrorAndReplyRateLimiter(clock, limit),
};

/** The procedures that a behaviour names. */
export function strategiesOf(behaviour: Ipv4Behaviour): Ipv4Strategies {
  const { rateLimitedIcmp, optionProcessing, reassembly } = behaviour;
  const strategies = rateLimitedIcmp === 'errors' ? ERRORS_ALONE : ERRORS_AND_REPLIES;
  if (optionProcessing === 'on-use' && reassembly === 'strict') return strategies;
  return {
    ...strategies,
    ...(optionProcessing === 'on-arrival' && { options: () => new ArrivalOptions() }),
    ...(reassembly === 'trim' && { fragmentPlacement: TRIMMING_PLACEMENT }),
  };
}
