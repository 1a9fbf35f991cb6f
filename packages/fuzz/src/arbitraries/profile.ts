import type { WrittenScenario } from '@packetloom/language';
import fc, { type Arbitrary } from 'fast-check';

/** A profile as it is written: a name, or one with choices of one's own. */
export type WrittenProfile = NonNullable<NonNullable<WrittenScenario['nodes']>[string]['profile']>;

/** Profiles of nodes that scenarios may have. */
export type ProfileName = 'standard' | 'netstack';

const choices = fc.record(
  {
    ttlExpiry: fc.constantFrom('zero', 'one'),
    dontFragment: fc.constantFrom('fragment', 'report'),
    refragmentation: fc.constantFrom('restart', 'add'),
    routeChoice: fc.constantFrom('first-match', 'longest-prefix'),
    forwardChain: fc.boolean(),
    nat: fc.constantFrom('stateless', 'tracked'),
    unresolvedNextHop: fc.constantFrom('silent', 'host-unreachable'),
    fragmentOptions: fc.constantFrom('all', 'copied-only'),
    echoToBroadcast: fc.constantFrom('answer', 'ignore'),
    sourceRoute: fc.constantFrom('pass', 'drop'),
    forwardingErrorSource: fc.constantFrom('receiving', 'outgoing'),
    unspecifiedSource: fc.constantFrom('accept', 'discard'),
    ownSource: fc.constantFrom('receiving-nic', 'any-nic'),
    laterFragmentErrors: fc.constantFrom('send', 'none'),
    rateLimitedIcmp: fc.constantFrom('errors-and-replies', 'errors'),
    zeroUdpChecksum: fc.constantFrom('zero', 'ones'),
    reservedAddresses: fc.constantFrom('accept', 'discard'),
    oversizedDatagrams: fc.constantFrom('wrap', 'drop'),
    changedHeaders: fc.constantFrom('stale-checksum', 'new-checksum'),
    igmpVersion1: fc.constantFrom('as-version-2', 'rfc-1112'),
    arpMerge: fc.constantFrom('requests-to-us', 'every-packet'),
    recordedAddress: fc.constantFrom('receiving', 'outgoing'),
    prespecifiedTimestamp: fc.constantFrom('recorded-address', 'any-own-address'),
    tightQuote: fc.constantFrom('silent', 'quote-what-fits'),
  },
  { requiredKeys: [] },
);

const base = fc.constantFrom('standard' as const, 'netstack' as const);

/** What a node is beside the others: mostly what all are (null), else of the other profile or a mixture. */
export const nodeProfile: Arbitrary<WrittenProfile | null> = fc.oneof(
  { weight: 8, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: base },
  {
    weight: 1,
    arbitrary: fc
      .record({ base, choices })
      .map((mixed) => ({ base: mixed.base, ...mixed.choices })),
  },
);

/** How a node of a profile translates. */
export function natOf(profile: WrittenProfile): 'stateless' | 'tracked' {
  const { base, nat } = typeof profile === 'string' ? { base: profile, nat: undefined } : profile;
  return nat ?? (base === 'standard' ? 'tracked' : 'stateless');
}
