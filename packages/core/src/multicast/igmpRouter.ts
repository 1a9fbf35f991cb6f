import { type Ipv4Address, isLinkLocalMulticast, isMulticast } from '../address/ipv4Address.js';
import type { Clock } from '../ports/clock.js';
import { Deadline } from './deadline.js';
import { ALL_GROUPS } from './groupMembership.js';
import {
  IgmpRouterGroup,
  type RouterGroupState,
  type RouterGroupTimers,
} from './igmpRouterGroup.js';
import type { IgmpRouterTimes } from './igmpRouterSettings.js';

/** What speaks the protocol on the wire for an {@link IgmpRouter}, and hears what it learns. */
export interface IgmpRouterProtocol {
  /** Sends a query for the group, or for `ALL_GROUPS`; false if it could not be sent. */
  sendQuery(group: Ipv4Address, maxResponseNs: number): boolean;
  /** A group got its first member on the link, or lost the last one. */
  membersChanged(group: Ipv4Address, present: boolean): void;
  /** This router became the querier of the link, or gave way to one with a lower address. */
  querierChanged(isQuerier: boolean): void;
}

/**
 * A multicast router on one link (RFC 2236 3, 4 and 7): which groups have members there, and which
 * router asks them; free of the octets of IGMP. Groups in 224.0.0.0/24 are never forwarded and not
 * kept. Routers of version 1 are not looked out for (RFC 2236 4 leaves them to the administrator).
 */
export class IgmpRouter implements RouterGroupTimers {
  readonly times: IgmpRouterTimes;
  readonly #clock: Clock;
  readonly #protocol: IgmpRouterProtocol;
  readonly #groups = new Map<Ipv4Address, IgmpRouterGroup>();
  readonly #generalQuery: Deadline;
  readonly #otherQuerier: Deadline;
  #isQuerier = false;
  #isRunning = false;
  #startupQueries = 0;

  constructor(clock: Clock, times: IgmpRouterTimes, protocol: IgmpRouterProtocol) {
    this.#clock = clock;
    this.times = times;
    this.#protocol = protocol;
    this.#generalQuery = new Deadline(clock, () => this.#queryAll());
    this.#otherQuerier = new Deadline(clock, () => this.#becomeQuerier(1));
  }

  get isQuerier(): boolean {
    return this.#isQuerier;
  }

  /** Groups with members on the link, in the order in which they were learnt. */
  get groups(): Ipv4Address[] {
    return [...this.#groups.keys()];
  }

  hasMembers(group: Ipv4Address): boolean {
    return this.#groups.has(group);
  }

  /** State of a group, or null where it has no members. */
  stateOf(group: Ipv4Address): RouterGroupState | null {
    return this.#groups.get(group)?.state ?? null;
  }

  /** Starts as querier (RFC 2236 7); without an address, as soon as there is one. */
  start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#becomeQuerier(this.times.startupQueryCount);
  }

  /** Stops, and forgets all groups. */
  stop(): void {
    if (!this.#isRunning) return;
    this.#isRunning = false;
    this.#generalQuery.clear();
    this.#otherQuerier.clear();
    for (const group of [...this.#groups.values()]) this.#remove(group);
    this.#setQuerier(false);
  }

  /** There may be a source address for queries now. */
  addressAvailable(): void {
    const isIdle = !this.#isQuerier && !this.#otherQuerier.isSet;
    if (this.#isRunning && isIdle) this.#becomeQuerier(this.times.startupQueryCount);
  }

  /**
   * Another router asked for `group` or `ALL_GROUPS`. `isLower`: its address is lower than ours, so we give
   * way, but not while we ask for members after a leave (RFC 2236 3).
   */
  queryReceived(isLower: boolean, group: Ipv4Address, maxResponseNs: number): void {
    if (!this.#isRunning) return;
    if (isLower && !this.#isAsking()) {
      this.#setQuerier(false);
      this.#generalQuery.clear();
      this.#otherQuerier.set(this.times.otherQuerierPresentIntervalNs);
    }
    if (group !== ALL_GROUPS && !this.#isQuerier) this.#checkWith(group, maxResponseNs);
  }

  /** A host reported a group. */
  reportReceived(group: Ipv4Address, version: 1 | 2): void {
    if (!this.#isRunning || !isMulticast(group) || isLinkLocalMulticast(group)) return;
    const { groupMembershipIntervalNs } = this.times;
    let known = this.#groups.get(group);
    const isNew = known === undefined;
    known ??= new IgmpRouterGroup(this.#clock, group, this);
    this.#groups.set(group, known);
    known.membership.set(groupMembershipIntervalNs);
    known.stopChecking();
    if (version === 1) known.v1ReportReceived(groupMembershipIntervalNs);
    else if (known.state === 'checking') known.state = 'members';
    if (isNew) this.#protocol.membersChanged(group, true);
  }

  /** A host left a group: the querier asks whether others are members still (RFC 2236 3). */
  leaveReceived(group: Ipv4Address): void {
    const known = this.#groups.get(group);
    if (!this.#isQuerier || known?.state !== 'members') return;
    known.state = 'checking';
    known.isAsked = true;
    known.membership.set(this.times.lastMemberQueryTimeNs);
    this.retransmitDue(known);
  }

  /** Nobody reported the group in time; called by its timer. */
  membershipExpired(group: IgmpRouterGroup): void {
    this.#remove(group);
  }

  /** Time for a group-specific query; called by the group's timer. */
  retransmitDue(group: IgmpRouterGroup): void {
    if (!this.#isQuerier) return;
    const { lastMemberQueryIntervalNs } = this.times;
    this.#protocol.sendQuery(group.group, lastMemberQueryIntervalNs);
    // The last query has its interval left to be answered in.
    if (group.membership.remainingNs > lastMemberQueryIntervalNs) {
      group.retransmit.set(lastMemberQueryIntervalNs);
    }
  }

  /** The querier checks a group: so do we, if that ends sooner (RFC 2236 3). */
  #checkWith(group: Ipv4Address, maxResponseNs: number): void {
    const known = this.#groups.get(group);
    if (known?.state !== 'members') return;
    const withinNs = this.times.lastMemberQueryCount * maxResponseNs;
    known.state = 'checking';
    known.isAsked = false;
    if (known.membership.remainingNs > withinNs) known.membership.set(withinNs);
  }

  #isAsking(): boolean {
    for (const { state, isAsked } of this.#groups.values()) {
      if (state === 'checking' && isAsked) return true;
    }
    return false;
  }

  #becomeQuerier(startupQueries: number): void {
    this.#startupQueries = startupQueries;
    if (!this.#sendGeneralQuery()) return;
    this.#setQuerier(true);
    this.#scheduleGeneralQuery();
  }

  #queryAll(): void {
    this.#sendGeneralQuery();
    this.#scheduleGeneralQuery();
  }

  #sendGeneralQuery(): boolean {
    if (!this.#protocol.sendQuery(ALL_GROUPS, this.times.queryResponseIntervalNs)) return false;
    if (this.#startupQueries > 0) this.#startupQueries--;
    return true;
  }

  #scheduleGeneralQuery(): void {
    const { startupQueryIntervalNs, queryIntervalNs } = this.times;
    this.#generalQuery.set(this.#startupQueries > 0 ? startupQueryIntervalNs : queryIntervalNs);
  }

  #setQuerier(isQuerier: boolean): void {
    if (this.#isQuerier === isQuerier) return;
    this.#isQuerier = isQuerier;
    this.#protocol.querierChanged(isQuerier);
  }

  #remove(group: IgmpRouterGroup): void {
    group.stop();
    this.#groups.delete(group.group);
    this.#protocol.membersChanged(group.group, false);
  }
}
