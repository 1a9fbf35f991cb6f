import { describe, expect, it } from 'vitest';
import { IgmpSettingsError, igmpRouterTimes } from './igmpRouterSettings.js';

const SECOND_NS = 1_000_000_000;

describe('timers of a multicast router (RFC 2236 8)', () => {
  it('are those of the RFC by default', () => {
    expect(igmpRouterTimes()).toEqual({
      robustness: 2,
      queryIntervalNs: 125 * SECOND_NS,
      queryResponseIntervalNs: 10 * SECOND_NS,
      lastMemberQueryIntervalNs: SECOND_NS,
      groupMembershipIntervalNs: 260 * SECOND_NS,
      otherQuerierPresentIntervalNs: 255 * SECOND_NS,
      startupQueryIntervalNs: 31.25 * SECOND_NS,
      startupQueryCount: 2,
      lastMemberQueryCount: 2,
      lastMemberQueryTimeNs: 2 * SECOND_NS,
    });
  });

  it('follow from what is set', () => {
    const times = igmpRouterTimes({ robustness: 3, queryIntervalNs: 20 * SECOND_NS });
    expect(times.groupMembershipIntervalNs).toBe(70 * SECOND_NS);
    expect(times.otherQuerierPresentIntervalNs).toBe(65 * SECOND_NS);
    expect([times.startupQueryCount, times.lastMemberQueryTimeNs]).toEqual([3, 3 * SECOND_NS]);
  });

  it.each([
    [{ robustness: 0 }, 'robustness of 0'],
    [{ robustness: 1.5 }, 'robustness of 1.5'],
    [{ queryIntervalNs: 10 * SECOND_NS }, 'above the query response interval'],
    [{ queryResponseIntervalNs: 25.6 * SECOND_NS }, 'from 0.1 s to 25.5 s'],
    [{ lastMemberQueryIntervalNs: 150_000_000 }, 'a last member query interval of 150000000 ns'],
  ])('cannot be those of %j', (settings, message) => {
    expect(() => igmpRouterTimes(settings)).toThrow(IgmpSettingsError);
    expect(() => igmpRouterTimes(settings)).toThrow(message);
  });
});
