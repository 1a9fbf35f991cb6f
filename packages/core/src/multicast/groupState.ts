import type { Ipv4Address } from '../address/ipv4Address.js';
import { NO_TIMER, type Timer, type TimerId } from '../ports/clock.js';

/**
 * States of a host group on one NIC (RFC 2236 6), and two for reports that could not be sent:
 * - `non-member`: joined, but the protocol does not run.
 * - `pending`: the report of the join could not be sent yet.
 * - `delaying`: a timer runs, at whose end a report is sent.
 * - `queued-delaying`: the timer ended, but the report could not be sent yet.
 * - `idle`: nothing to do.
 */
export type MembershipState = 'non-member' | 'pending' | 'delaying' | 'queued-delaying' | 'idle';

/** Sends the delayed report of a group. */
export interface DelayedReporter {
  reportDelayed(group: GroupState): void;
}

/** One group joined on one NIC: its state, and its timer. */
export class GroupState implements Timer {
  readonly group: Ipv4Address;
  /** How often it was joined and not left. */
  joinCount = 1;
  state: MembershipState = 'non-member';
  /** The last report for the group on this link was ours: leaving it is news for routers. */
  isLastReporter = false;
  timer: TimerId = NO_TIMER;
  /** When the timer fires; of meaning in `delaying` only. */
  firesAtNs = 0;
  readonly #reporter: DelayedReporter;

  constructor(group: Ipv4Address, reporter: DelayedReporter) {
    this.group = group;
    this.#reporter = reporter;
  }

  fire(): void {
    this.timer = NO_TIMER;
    this.#reporter.reportDelayed(this);
  }
}
