import { describe, expect, it } from 'vitest';
import { ipv4Address } from '../address/ipv4Address.js';
import { ManualClock } from '../testing/manualClock.js';
import { ALL_GROUPS } from './groupMembership.js';
import { IgmpRouter } from './igmpRouter.js';
import {
  type IgmpRouterSettings,
  IgmpSettingsError,
  igmpRouterTimes,
} from './igmpRouterSettings.js';

const SECOND = 1_000_000_000;
const GROUP = ipv4Address(0xef010101);
const OTHER = ipv4Address(0xef010102);
const ROUTERS = ipv4Address(0xe0000002);

/** A router on a link, and what it says there and tells. */
function routerOnLink({ hasAddress = true, settings = {} as IgmpRouterSettings } = {}) {
  const clock = new ManualClock();
  const queries: [seconds: number, group: number, responseSeconds: number][] = [];
  const members: [seconds: number, group: number, present: boolean][] = [];
  const roles: boolean[] = [];
  const link = { hasAddress };
  const router = new IgmpRouter(clock, igmpRouterTimes(settings), {
    sendQuery: (group, maxResponseNs) => {
      if (link.hasAddress) queries.push([clock.nowNs / SECOND, group, maxResponseNs / SECOND]);
      return link.hasAddress;
    },
    membersChanged: (group, present) => void members.push([clock.nowNs / SECOND, group, present]),
    querierChanged: (isQuerier) => void roles.push(isQuerier),
  });
  const at = (seconds: number) => clock.advanceTo(seconds * SECOND);
  return { clock, router, queries, members, roles, link, at };
}

describe('timers and counters (RFC 2236 8)', () => {
  it('have the default values of the RFC', () => {
    expect(igmpRouterTimes()).toMatchObject({
      robustness: 2,
      queryIntervalNs: 125 * SECOND,
      queryResponseIntervalNs: 10 * SECOND,
      groupMembershipIntervalNs: 260 * SECOND,
      otherQuerierPresentIntervalNs: 255 * SECOND,
      startupQueryIntervalNs: 31.25 * SECOND,
      startupQueryCount: 2,
      lastMemberQueryIntervalNs: SECOND,
      lastMemberQueryCount: 2,
      lastMemberQueryTimeNs: 2 * SECOND,
    });
  });

  it.each([
    { robustness: 0 },
    { robustness: 1.5 },
    { queryIntervalNs: 10 * SECOND },
    { queryResponseIntervalNs: 26 * SECOND },
    { queryResponseIntervalNs: 50_000_000 },
    { lastMemberQueryIntervalNs: 150_000_000 },
  ])('cannot be %o', (settings) => {
    expect(() => igmpRouterTimes(settings)).toThrow(IgmpSettingsError);
  });
});

describe('the querier (RFC 2236 7)', () => {
  it('asks twice at start, a quarter of the interval apart, then each 125 s', () => {
    const { router, queries, at } = routerOnLink();
    router.start();
    at(300);
    expect(queries).toEqual([
      [0, ALL_GROUPS, 10],
      [31.25, ALL_GROUPS, 10],
      [156.25, ALL_GROUPS, 10],
      [281.25, ALL_GROUPS, 10],
    ]);
    expect(router.isQuerier).toBe(true);
  });

  it('gives way to a router with a lower address, and comes back 255 s after its last query', () => {
    const { router, queries, roles, at } = routerOnLink();
    router.start();
    at(5);
    router.queryReceived(true, ALL_GROUPS, 10 * SECOND);
    expect(router.isQuerier).toBe(false);
    at(100);
    router.queryReceived(true, ALL_GROUPS, 10 * SECOND);
    at(354);
    expect(queries).toHaveLength(1);
    at(355);
    expect(queries.slice(1)).toEqual([[355, ALL_GROUPS, 10]]);
    at(480);
    expect(queries.slice(2)).toEqual([[480, ALL_GROUPS, 10]]);
    expect(roles).toEqual([true, false, true]);
  });

  it('does not give way while it asks for members after a leave (RFC 2236 3)', () => {
    const { router, queries, roles, at } = routerOnLink();
    router.start();
    at(1);
    router.reportReceived(GROUP, 2);
    router.reportReceived(OTHER, 2);
    at(10);
    router.leaveReceived(GROUP);
    at(10.5);
    router.queryReceived(true, ALL_GROUPS, 10 * SECOND);
    router.queryReceived(true, OTHER, SECOND);
    at(11.5);
    router.queryReceived(true, GROUP, SECOND);
    expect(queries.slice(1).map(([seconds]) => seconds)).toEqual([10, 11]);
    expect([router.groups, router.stateOf(OTHER), roles]).toEqual([
      [GROUP, OTHER],
      'members',
      [true],
    ]);
    at(12);
    expect(router.groups).toEqual([OTHER]);
    router.queryReceived(true, ALL_GROUPS, 10 * SECOND);
    expect(roles).toEqual([true, false]);
  });

  it('gives way again once a report ended its questions', () => {
    const { router, roles, at } = routerOnLink();
    router.start();
    router.reportReceived(GROUP, 2);
    at(10);
    router.leaveReceived(GROUP);
    router.reportReceived(GROUP, 2);
    router.queryReceived(true, ALL_GROUPS, 10 * SECOND);
    expect(roles).toEqual([true, false]);
  });

  it('does not give way to a higher address', () => {
    const { router, roles } = routerOnLink();
    router.start();
    router.queryReceived(false, ALL_GROUPS, 10 * SECOND);
    expect(roles).toEqual([true]);
  });

  it('starts when it has an address', () => {
    const { router, queries, link, at } = routerOnLink({ hasAddress: false });
    router.start();
    at(50);
    expect(router.isQuerier).toBe(false);
    link.hasAddress = true;
    router.addressAvailable();
    router.addressAvailable();
    at(82);
    expect(queries.map(([seconds]) => seconds)).toEqual([50, 81.25]);
  });

  it('does not ask while it is stopped, and forgets its groups', () => {
    const { router, clock, members } = routerOnLink();
    router.start();
    router.reportReceived(GROUP, 2);
    router.stop();
    expect(clock.pendingCount).toBe(0);
    expect(members).toEqual([
      [0, GROUP, true],
      [0, GROUP, false],
    ]);
    router.reportReceived(GROUP, 2);
    expect(router.groups).toEqual([]);
  });
});

describe('the groups of a link (RFC 2236 3, 7)', () => {
  it('have members from the first report until none came for 260 s', () => {
    const { router, members, at } = routerOnLink();
    router.start();
    at(1);
    router.reportReceived(GROUP, 2);
    at(100);
    router.reportReceived(GROUP, 2);
    router.reportReceived(OTHER, 2);
    expect(router.groups).toEqual([GROUP, OTHER]);
    at(359);
    expect(router.hasMembers(GROUP)).toBe(true);
    at(360);
    expect(members).toEqual([
      [1, GROUP, true],
      [100, OTHER, true],
      [360, GROUP, false],
      [360, OTHER, false],
    ]);
  });

  it('are none of 224.0.0.0/24, and no unicast addresses', () => {
    const { router } = routerOnLink();
    router.start();
    router.reportReceived(ROUTERS, 2);
    router.reportReceived(ipv4Address(0x0a000001), 2);
    expect(router.groups).toEqual([]);
  });

  it('end 2 s after a leave that nobody answers: two queries, 1 s each', () => {
    const { router, queries, members, at } = routerOnLink();
    router.start();
    router.reportReceived(GROUP, 2);
    at(10);
    router.leaveReceived(GROUP);
    expect(router.stateOf(GROUP)).toBe('checking');
    at(20);
    expect(queries.slice(1)).toEqual([
      [10, GROUP, 1],
      [11, GROUP, 1],
    ]);
    expect(members.at(-1)).toEqual([12, GROUP, false]);
  });

  it('stay when another member answers', () => {
    const { router, queries, at } = routerOnLink();
    router.start();
    router.reportReceived(GROUP, 2);
    at(10);
    router.leaveReceived(GROUP);
    at(10.5);
    router.reportReceived(GROUP, 2);
    at(30);
    expect(router.stateOf(GROUP)).toBe('members');
    expect(queries.filter(([, group]) => group === GROUP)).toHaveLength(1);
    at(270);
    expect(router.hasMembers(GROUP)).toBe(true);
    at(270.5);
    expect(router.hasMembers(GROUP)).toBe(false);
  });

  it('are asked about once for many leaves at a time', () => {
    const { router, queries, members, at } = routerOnLink();
    router.start();
    router.reportReceived(GROUP, 2);
    at(10);
    router.leaveReceived(GROUP);
    at(11.5);
    router.leaveReceived(GROUP);
    router.leaveReceived(OTHER);
    at(20);
    expect(queries.filter(([, group]) => group !== ALL_GROUPS)).toHaveLength(2);
    expect(members.at(-1)).toEqual([12, GROUP, false]);
  });

  it('are not left by a leave while a member speaks version 1 (RFC 2236 5)', () => {
    const { router, queries, at } = routerOnLink();
    router.start();
    router.reportReceived(GROUP, 1);
    router.reportReceived(GROUP, 2);
    at(100);
    router.leaveReceived(GROUP);
    expect(router.stateOf(GROUP)).toBe('v1-members');
    router.reportReceived(GROUP, 2);
    at(261);
    expect(router.stateOf(GROUP)).toBe('members');
    router.leaveReceived(GROUP);
    expect(queries.at(-1)).toEqual([261, GROUP, 1]);
  });

  it('are kept by other routers, too, which ignore leaves and follow the querier', () => {
    const { router, queries, members, at } = routerOnLink();
    router.start();
    router.queryReceived(true, ALL_GROUPS, 10 * SECOND);
    router.reportReceived(GROUP, 2);
    at(10);
    router.leaveReceived(GROUP);
    expect(router.stateOf(GROUP)).toBe('members');
    router.queryReceived(true, GROUP, 3 * SECOND);
    expect(router.stateOf(GROUP)).toBe('checking');
    at(11);
    router.queryReceived(true, GROUP, 3 * SECOND);
    at(20);
    expect(members.at(-1)).toEqual([16, GROUP, false]);
    expect(queries).toHaveLength(1);
  });

  it('are asked about as often as the robustness says', () => {
    const { router, queries, members, at } = routerOnLink({ settings: { robustness: 3 } });
    router.start();
    router.reportReceived(GROUP, 2);
    at(1);
    router.leaveReceived(GROUP);
    at(10);
    expect(queries.slice(1).map(([seconds]) => seconds)).toEqual([1, 2, 3]);
    expect(members.at(-1)).toEqual([4, GROUP, false]);
  });
});
