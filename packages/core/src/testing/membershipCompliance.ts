import { ANY, ipv4Address } from '../address/ipv4Address.js';
import type { HostMembership, HostMembershipFactory } from '../multicast/hostMembership.js';
import { assertThat, type ComplianceCase, demandEqual } from './compliance.js';
import { ManualClock } from './manualClock.js';

const SECOND_NS = 1_000_000_000;
const ALL_SYSTEMS = ipv4Address(0xe0000001);
const GROUP = ipv4Address(0xe0000105);
const OTHER = ipv4Address(0xe0000106);

/** What every membership of a host does, whatever versions of IGMP it speaks. */
export function membershipCompliance(make: HostMembershipFactory): readonly ComplianceCase[] {
  return [
    { name: 'counts joins, and leaves with the last', run: () => countsJoins(make) },
    {
      name: 'refuses what is no group, and leaves of what was not joined',
      run: () => refuses(make),
    },
    { name: 'never tells of the group of all systems', run: () => keepsAllSystems(make) },
    { name: 'says nothing before it is enabled, then reports all groups', run: () => starts(make) },
    { name: 'reports what is asked for in time', run: () => answers(make) },
    { name: 'reports again once there is an address', run: () => waitsForAddress(make) },
    { name: 'says nothing after it was disabled, and stays a member', run: () => stops(make) },
  ];
}

/** A membership on a link, and what it said. */
class Link {
  readonly clock = new ManualClock();
  readonly said: string[] = [];
  readonly membership: HostMembership;
  hasAddress = true;

  constructor(make: HostMembershipFactory, enabled = true) {
    this.membership = make(this.clock, {
      sendReport: (group) => {
        if (this.hasAddress) this.said.push(`report ${group & 0xff}`);
        return this.hasAddress;
      },
      sendLeave: (group) => void this.said.push(`leave ${group & 0xff}`),
      drawDelayNs: (_, maxNs) => Math.floor(maxNs / 2),
    });
    if (enabled) this.membership.enable();
  }

  /** What was said since the last call, once each. */
  take(): string[] {
    return [...new Set(this.said.splice(0))];
  }
}

function countsJoins(make: HostMembershipFactory): void {
  const link = new Link(make);
  const { membership, clock } = link;
  demandEqual([membership.join(GROUP), membership.join(GROUP)], [null, null]);
  clock.advanceBy(60 * SECOND_NS);
  demandEqual(link.take(), ['report 5']);
  demandEqual([membership.leave(GROUP), membership.isMember(GROUP), link.take()], [null, true, []]);
  demandEqual([membership.leave(GROUP), membership.isMember(GROUP)], [null, false]);
  clock.advanceBy(60 * SECOND_NS);
  demandEqual(link.take(), ['leave 5']);
}

function refuses(make: HostMembershipFactory): void {
  const { membership } = new Link(make);
  demandEqual(membership.join(ipv4Address(0x0a000001)), 'bad-address');
  demandEqual(membership.leave(GROUP), 'bad-local-address');
  demandEqual(membership.groups, []);
}

function keepsAllSystems(make: HostMembershipFactory): void {
  const link = new Link(make);
  link.membership.join(GROUP);
  link.clock.advanceBy(60 * SECOND_NS);
  link.take();
  link.membership.join(ALL_SYSTEMS);
  demandEqual(link.membership.groups, [ALL_SYSTEMS, GROUP]);
  link.membership.query(ALL_SYSTEMS, SECOND_NS);
  link.membership.leave(ALL_SYSTEMS);
  link.clock.advanceBy(60 * SECOND_NS);
  demandEqual([link.take(), link.membership.isMember(ALL_SYSTEMS)], [[], false]);
}

function starts(make: HostMembershipFactory): void {
  const link = new Link(make, false);
  link.membership.join(GROUP);
  link.membership.join(OTHER);
  link.clock.advanceBy(60 * SECOND_NS);
  demandEqual([link.take(), link.membership.isMember(GROUP)], [[], true]);
  link.membership.enable();
  link.clock.advanceBy(60 * SECOND_NS);
  demandEqual(link.take(), ['report 5', 'report 6']);
}

function answers(make: HostMembershipFactory): void {
  const link = new Link(make);
  link.membership.join(GROUP);
  link.membership.join(OTHER);
  link.clock.advanceBy(60 * SECOND_NS);
  link.take();
  link.membership.query(OTHER, SECOND_NS);
  link.clock.advanceBy(SECOND_NS);
  demandEqual(link.take(), ['report 6']);
  link.membership.query(ANY, SECOND_NS);
  link.clock.advanceBy(SECOND_NS);
  demandEqual(link.take().sort(), ['report 5', 'report 6']);
  link.membership.query(ipv4Address(0xe0000107), SECOND_NS);
  link.clock.advanceBy(SECOND_NS);
  demandEqual(link.take(), []);
}

function waitsForAddress(make: HostMembershipFactory): void {
  const link = new Link(make);
  link.hasAddress = false;
  link.membership.join(GROUP);
  link.clock.advanceBy(60 * SECOND_NS);
  demandEqual(link.take(), []);
  link.hasAddress = true;
  link.membership.addressAvailable();
  link.clock.advanceBy(60 * SECOND_NS);
  demandEqual(link.take(), ['report 5']);
}

function stops(make: HostMembershipFactory): void {
  const link = new Link(make);
  link.membership.join(GROUP);
  link.membership.disable();
  link.take();
  link.membership.query(ANY, SECOND_NS);
  link.membership.join(OTHER);
  link.clock.advanceBy(60 * SECOND_NS);
  const { membership } = link;
  assertThat(
    membership.isMember(GROUP) && membership.isMember(OTHER),
    'both groups',
    membership.groups,
  );
  demandEqual(link.take(), []);
}
