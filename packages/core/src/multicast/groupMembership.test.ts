import { beforeEach, describe, expect, it } from 'vitest';
import { ANY, ipv4Address } from '../address/ipv4Address.js';
import { ManualClock } from '../testing/manualClock.js';
import { GroupMembership } from './groupMembership.js';

const SECOND = 1_000_000_000;
const G1 = ipv4Address(0xe0000105);
const G2 = ipv4Address(0xe0000106);
const ALL_SYSTEMS = ipv4Address(0xe0000001);

describe('GroupMembership (RFC 2236)', () => {
  let clock: ManualClock;
  let membership: GroupMembership;
  let sent: string[];
  let draws: number[];
  let delaysNs: number[];
  let hasSource: boolean;

  beforeEach(() => {
    clock = new ManualClock();
    sent = [];
    draws = [];
    delaysNs = [];
    hasSource = true;
    const note = (what: string, group: number) =>
      sent.push(`${clock.nowNs / SECOND} ${what} ${group & 0xff}`);
    membership = new GroupMembership(clock, {
      sendReport(group, version) {
        if (hasSource) note(version === 1 ? 'report-v1' : 'report', group);
        return hasSource;
      },
      sendLeave: (group) => void note('leave', group),
      drawDelayNs(_, maxNs) {
        draws.push(maxNs / SECOND);
        return delaysNs.shift() ?? maxNs / 2;
      },
    });
    membership.enable();
  });

  it('reports a group when it is joined, and again within 10 s', () => {
    expect(membership.join(G1)).toBeNull();
    expect(membership.stateOf(G1)).toBe('delaying');
    clock.runUntilIdle();
    expect(sent).toEqual(['0 report 5', '5 report 5']);
    expect(draws).toEqual([10]);
    expect(membership.stateOf(G1)).toBe('idle');
  });

  it('counts joins and leaves with the last one', () => {
    membership.join(G1);
    membership.join(G1);
    clock.runUntilIdle();
    sent.length = 0;
    expect(membership.leave(G1)).toBeNull();
    expect([membership.isMember(G1), sent]).toEqual([true, []]);
    expect(membership.leave(G1)).toBeNull();
    expect([membership.isMember(G1), sent]).toEqual([false, ['5 leave 5']]);
    expect(membership.leave(G1)).toBe('bad-local-address');
  });

  it('stops the timer of a group that is left', () => {
    membership.join(G1);
    membership.leave(G1);
    expect(clock.pendingCount).toBe(0);
    expect(sent).toEqual(['0 report 5', '0 leave 5']);
  });

  it('joins multicast addresses only', () => {
    expect(membership.join(ipv4Address(0x0a000001))).toBe('bad-address');
    expect(membership.join(ipv4Address(0xffffffff))).toBe('bad-address');
    expect(membership.leave(ipv4Address(0x0a000001))).toBe('bad-local-address');
    expect(membership.groups).toEqual([]);
  });

  it('joins the group of all systems without ever telling', () => {
    expect(membership.stateOf(ALL_SYSTEMS)).toBe('non-member');
    membership.join(ALL_SYSTEMS);
    membership.join(ALL_SYSTEMS);
    membership.query(ANY, SECOND);
    membership.query(ALL_SYSTEMS, SECOND);
    membership.reportReceived(ALL_SYSTEMS);
    expect(membership.stateOf(ALL_SYSTEMS)).toBe('idle');
    expect(membership.leave(ALL_SYSTEMS)).toBeNull();
    expect(membership.isMember(ALL_SYSTEMS)).toBe(true);
    expect(membership.leave(ALL_SYSTEMS)).toBeNull();
    expect(membership.leave(ALL_SYSTEMS)).toBe('bad-local-address');
    expect(membership.isMember(ALL_SYSTEMS)).toBe(false);
    expect([sent, draws, clock.pendingCount]).toEqual([[], [], 0]);
  });

  it('lists groups in order of joining, all systems first', () => {
    membership.join(G2);
    expect(membership.groups).toEqual([G2]);
    membership.join(G1);
    membership.join(ALL_SYSTEMS);
    expect(membership.groups).toEqual([ALL_SYSTEMS, G2, G1]);
  });

  it('answers a general query for every group and a specific one for its group', () => {
    membership.join(G1);
    membership.join(G2);
    clock.runUntilIdle();
    sent.length = 0;
    membership.query(ANY, 2 * SECOND);
    clock.runUntilIdle();
    membership.query(G2, 4 * SECOND);
    membership.query(ipv4Address(0xe0000107), 4 * SECOND);
    clock.runUntilIdle();
    expect(sent).toEqual(['6 report 5', '6 report 6', '8 report 6']);
    expect(draws).toEqual([10, 10, 2, 2, 4]);
  });

  it('keeps a running timer that fires in time, and draws anew for one that does not', () => {
    membership.join(G1);
    membership.query(ANY, 6 * SECOND);
    expect(draws).toEqual([10]);
    membership.query(ANY, 5 * SECOND);
    expect(draws).toEqual([10, 5]);
    clock.runUntilIdle();
    expect(sent).toEqual(['0 report 5', '2.5 report 5']);
  });

  it('does not report what another host reported, nor leaves it on the wire', () => {
    membership.join(G1);
    membership.reportReceived(G1);
    membership.reportReceived(G2);
    expect([membership.stateOf(G1), clock.pendingCount]).toEqual(['idle', 0]);
    membership.leave(G1);
    expect(sent).toEqual(['0 report 5']);
  });

  it('is the last reporter again once it answered a query', () => {
    membership.join(G1);
    membership.reportReceived(G1);
    membership.query(ANY, 2 * SECOND);
    clock.runUntilIdle();
    membership.leave(G1);
    expect(sent).toEqual(['0 report 5', '1 report 5', '1 leave 5']);
  });

  it('is not the last reporter any more after it was disabled', () => {
    membership.join(G1);
    membership.disable();
    hasSource = false;
    membership.enable();
    membership.leave(G1);
    expect(sent).toEqual(['0 report 5', '0 leave 5']);
  });

  it('stays the last reporter when a report comes while it is idle', () => {
    membership.join(G1);
    clock.runUntilIdle();
    membership.reportReceived(G1);
    membership.leave(G1);
    expect(sent.at(-1)).toBe('5 leave 5');
  });

  it('reports a join once there is a source address', () => {
    hasSource = false;
    membership.join(G1);
    expect([membership.stateOf(G1), draws]).toEqual(['pending', []]);
    membership.reportReceived(G1);
    expect(membership.stateOf(G1)).toBe('pending');
    hasSource = true;
    membership.addressAvailable();
    clock.runUntilIdle();
    expect(sent).toEqual(['0 report 5', '5 report 5']);
    membership.addressAvailable();
    expect(sent).toHaveLength(2);
  });

  it('says nothing when it leaves a group that it never could report', () => {
    hasSource = false;
    membership.join(G1);
    membership.leave(G1);
    expect(sent).toEqual([]);
  });

  it('keeps a delayed report that could not be sent until it can be, or another host sends it', () => {
    membership.join(G1);
    membership.join(G2);
    hasSource = false;
    clock.runUntilIdle();
    expect(membership.stateOf(G1)).toBe('queued-delaying');
    membership.reportReceived(G2);
    expect(membership.stateOf(G2)).toBe('idle');
    hasSource = true;
    membership.addressAvailable();
    expect(sent).toEqual(['0 report 5', '0 report 6', '5 report 5']);
    expect(membership.stateOf(G1)).toBe('idle');
  });

  it('starts a timer on a query for what is pending or queued', () => {
    hasSource = false;
    membership.join(G1);
    membership.query(G1, SECOND);
    expect(membership.stateOf(G1)).toBe('delaying');
    clock.runUntilIdle();
    expect(membership.stateOf(G1)).toBe('queued-delaying');
    hasSource = true;
    membership.query(ANY, SECOND);
    clock.runUntilIdle();
    expect(sent).toEqual(['1 report 5']);
  });

  it('leaves on the wire when it is disabled, and reports anew when it is enabled', () => {
    membership.join(G1);
    membership.join(ALL_SYSTEMS);
    membership.disable();
    membership.disable();
    expect([membership.isEnabled, membership.stateOf(G1)]).toEqual([false, 'non-member']);
    expect(membership.isMember(G1)).toBe(true);
    membership.query(ANY, SECOND);
    membership.queryV1(ANY);
    membership.reportReceived(G1);
    membership.join(G2);
    membership.leave(G2);
    expect(clock.pendingCount).toBe(0);
    membership.enable();
    membership.enable();
    expect(sent).toEqual(['0 report 5', '0 leave 5', '0 report 5']);
    clock.runUntilIdle();
    expect(sent).toHaveLength(4);
  });

  it('only counts joins while the protocol does not run', () => {
    membership.disable();
    membership.join(G1);
    membership.addressAvailable();
    expect([membership.stateOf(G1), membership.isMember(G1)]).toEqual(['non-member', true]);
    membership.leave(G1);
    expect(sent).toEqual([]);
  });

  it('needs no groups to be asked and told things', () => {
    membership.disable();
    membership.enable();
    membership.addressAvailable();
    membership.query(ANY, SECOND);
    expect([membership.isMember(G1), membership.stateOf(G1)]).toEqual([false, 'non-member']);
  });

  describe('towards a router of version 1 (RFC 2236 4)', () => {
    it('takes 10 s for the response time, and lets no group be left on the wire', () => {
      membership.join(G1);
      clock.runUntilIdle();
      membership.queryV1(ANY);
      expect(draws).toEqual([10, 10]);
      clock.advanceBy(5 * SECOND);
      membership.leave(G1);
      expect(sent.slice(2)).toEqual(['10 report-v1 5']);
    });

    it('remembers it for 400 s after its last query', () => {
      membership.queryV1(ANY);
      clock.advanceTo(399 * SECOND);
      membership.queryV1(ANY);
      clock.advanceTo(799 * SECOND - 1);
      expect(membership.isV1RouterPresent).toBe(true);
      clock.advanceTo(799 * SECOND);
      expect(membership.isV1RouterPresent).toBe(false);
    });

    it('forgets it when it is disabled, after leaving silently', () => {
      membership.join(G1);
      membership.queryV1(ANY);
      membership.disable();
      expect(membership.isV1RouterPresent).toBe(false);
      expect(clock.pendingCount).toBe(0);
      expect(sent).toEqual(['0 report 5']);
    });
  });
});
