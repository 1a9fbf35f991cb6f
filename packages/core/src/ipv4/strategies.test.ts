import { describe, expect, it } from 'vitest';
import { STRICT_PLACEMENT } from '../fragmentation/strictPlacement.js';
import { GroupMembership } from '../multicast/groupMembership.js';
import type { ComplianceCase } from '../testing/compliance.js';
import { ManualClock } from '../testing/manualClock.js';
import { membershipCompliance } from '../testing/membershipCompliance.js';
import { optionCompliance } from '../testing/optionCompliance.js';
import { pathMtuCompliance } from '../testing/pathMtuCompliance.js';
import { placementCompliance } from '../testing/placementCompliance.js';
import { rateLimiterCompliance } from '../testing/rateLimiterCompliance.js';
import { testHost } from '../testing/testHost.js';
import { PROFILES, type ProfileName } from './behaviour.js';
import { OptionProcessor } from './optionProcessor.js';
import { ErrorRateLimiter } from './rateLimit.js';
import { strategiesOf } from './strategies.js';

describe.each(Object.keys(PROFILES) as ProfileName[])('of %s', (profile) => {
  const behaviour = PROFILES[profile];
  const { options, fragmentPlacement, icmpRateLimiter, membership, pathMtuDiscovery } =
    strategiesOf(behaviour);
  const suites: readonly [string, readonly ComplianceCase[]][] = [
    ['the handling of options', optionCompliance(() => options(behaviour))],
    ['the placement of fragments', placementCompliance(fragmentPlacement)],
    ['the rate limit of ICMP', rateLimiterCompliance(icmpRateLimiter)],
    ['the membership', membershipCompliance(membership)],
    ['the discovery of path MTUs', pathMtuCompliance(pathMtuDiscovery)],
  ];
  describe.each(suites)('%s', (_, cases) => {
    it.each(cases)('$name', ({ run }) => {
      run();
    });
  });
});

/** Names of the cases that fail. */
function failing(cases: readonly ComplianceCase[]): string[] {
  return cases.flatMap(({ name, run }) => {
    try {
      run();
      return [];
    } catch {
      return [name];
    }
  });
}

const { standard } = PROFILES;

describe('a suite finds', () => {
  it('a pointer that leaves the header', () => {
    class Astray extends OptionProcessor {
      override process(...given: Parameters<OptionProcessor['process']>) {
        const outcome = super.process(...given);
        this.pointer += 60;
        return outcome;
      }
    }
    expect(failing(optionCompliance(() => new Astray(standard)))).toEqual([
      'points at an octet of the options',
    ]);
  });

  it('fragments that are taken twice', () => {
    const placement = {
      ...STRICT_PLACEMENT,
      place: (...[datagram, fragment]: Parameters<typeof STRICT_PLACEMENT.place>) => {
        const result = STRICT_PLACEMENT.place(datagram, fragment);
        return result === 'duplicate' ? 'overlap' : result;
      },
    };
    expect(failing(placementCompliance(placement))).toEqual([
      'gets over fragments that come twice',
    ]);
  });

  it('a limit that is none', () => {
    expect(failing(rateLimiterCompliance((clock) => new ErrorRateLimiter(clock, null)))).toEqual([
      'lets no burst of errors be larger than the limit',
      'lets errors go on at the rate of the limit',
    ]);
  });

  it('a membership that forgets to leave', () => {
    class Silent extends GroupMembership {
      override leave() {
        return null;
      }
    }
    const found = failing(membershipCompliance((...given) => new Silent(...given)));
    expect(found).toContain('counts joins, and leaves with the last');
  });

  it('an MTU that is believed for ever, and too small', () => {
    const forever = () => {
      const mtus = new Map<number, number>();
      return {
        find: (destination: number) => {
          const mtu = mtus.get(destination);
          return mtu === undefined ? null : { mtu, isLocked: false };
        },
        learn: (destination: number, mtu: number) => void mtus.set(destination, mtu),
      };
    };
    expect(failing(pathMtuCompliance(forever))).toEqual([
      'believes no less than the least',
      'forgets within a day, so that larger packets are tried again',
    ]);
  });
});

it('takes one of a host’s own in place of what its profile names', () => {
  const own = new ErrorRateLimiter(new ManualClock(), null);
  const { host } = testHost([], { strategies: { icmpRateLimiter: () => own } });
  expect(host.strategies.fragmentPlacement).toBe(STRICT_PLACEMENT);
  expect(host.icmpRateLimiter).toBe(own);
});
