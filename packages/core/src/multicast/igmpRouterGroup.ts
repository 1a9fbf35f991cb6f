import type { Ipv4Address } from '../address/ipv4Address.js';
import type { Clock } from '../ports/clock.js';
import { Deadline } from './deadline.js';

/**
 * What a multicast router knows of a group on one link (RFC 2236 7):
 * - `members`: there are members. `v1-members`: one of them speaks version 1, so leaves are ignored.
 * - `checking`: a member left; whether others are there is being asked.
 * Groups without members are not kept.
 */
export type RouterGroupState = 'members' | 'v1-members' | 'checking';

/** What the timers of a group ask of the router. */
export interface RouterGroupTimers {
  membershipExpired(group: IgmpRouterGroup): void;
  retransmitDue(group: IgmpRouterGroup): void;
}

/** A group with members on the link of a multicast router, and its timers. */
export class IgmpRouterGroup {
  readonly group: Ipv4Address;
  state: RouterGroupState = 'members';
  /** Of a group in `checking`: this router asks, as the querier to which the leave came. */
  isAsked = false;
  /** When it fires, the group has no members. */
  readonly membership: Deadline;
  readonly #clock: Clock;
  readonly #timers: RouterGroupTimers;
  // Most groups never need them.
  #retransmit: Deadline | null = null;
  #v1Host: Deadline | null = null;

  constructor(clock: Clock, group: Ipv4Address, timers: RouterGroupTimers) {
    this.#clock = clock;
    this.#timers = timers;
    this.group = group;
    this.membership = new Deadline(clock, () => timers.membershipExpired(this));
  }

  /** When it fires, the group-specific query is sent again. */
  get retransmit(): Deadline {
    this.#retransmit ??= new Deadline(this.#clock, () => this.#timers.retransmitDue(this));
    return this.#retransmit;
  }

  /** A host of version 1 reported the group: it counts as present for `intervalNs` (RFC 2236 5). */
  v1ReportReceived(intervalNs: number): void {
    this.state = 'v1-members';
    this.#v1Host ??= new Deadline(this.#clock, () => this.#v1HostGone());
    this.#v1Host.set(intervalNs);
  }

  /** Stops the check after a leave. */
  stopChecking(): void {
    this.#retransmit?.clear();
  }

  /** Stops all timers. */
  stop(): void {
    this.membership.clear();
    this.#retransmit?.clear();
    this.#v1Host?.clear();
  }

  #v1HostGone(): void {
    if (this.state === 'v1-members') this.state = 'members';
  }
}
