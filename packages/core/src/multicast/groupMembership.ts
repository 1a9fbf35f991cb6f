import { ALL_SYSTEMS, ANY, type Ipv4Address, isMulticast } from '../address/ipv4Address.js';
import { type Clock, NO_TIMER } from '../ports/clock.js';
import { type DelayedReporter, GroupState, type MembershipState } from './groupState.js';
import type { HostMembership, MembershipProtocol } from './hostMembership.js';
import { V1RouterPresence } from './v1RouterPresence.js';

/** The repeat of a report after joining comes within this time (RFC 2236 8.10). */
const UNSOLICITED_REPORT_DELAY_NS = 10_000_000_000;
/** The maximum response time that is assumed for queries of version 1 (RFC 2236 4). */
export const V1_MAX_RESPONSE_NS = 10_000_000_000;
/** In a query in place of a group: all groups (RFC 2236 2.4). */
export const ALL_GROUPS = ANY;

/** The membership of a host that speaks version 2, and version 1 to routers of that (RFC 2236 3, 4 and 6). */
export class GroupMembership implements HostMembership, DelayedReporter {
  readonly #clock: Clock;
  readonly #protocol: MembershipProtocol;
  /** Every group but that of all systems; made with the first, since most NICs never join one. */
  #groups: Map<Ipv4Address, GroupState> | null = null;
  #allSystemsJoinCount = 0;
  #isEnabled = false;
  #v1Router: V1RouterPresence | null = null;

  constructor(clock: Clock, protocol: MembershipProtocol) {
    this.#clock = clock;
    this.#protocol = protocol;
  }

  /** The protocol runs: reports are sent, queries answered. */
  get isEnabled(): boolean {
    return this.#isEnabled;
  }

  /** A router of version 1 was heard within 400 s: reports must be of version 1, too. */
  get isV1RouterPresent(): boolean {
    return this.#v1Router?.isPresent ?? false;
  }

  get groups(): Ipv4Address[] {
    const others = this.#groups === null ? [] : [...this.#groups.keys()];
    return this.#allSystemsJoinCount > 0 ? [ALL_SYSTEMS, ...others] : others;
  }

  isMember(group: Ipv4Address): boolean {
    if (group === ALL_SYSTEMS) return this.#allSystemsJoinCount > 0;
    return this.#groups?.has(group) ?? false;
  }

  /** State of a group; that of all systems never leaves `idle` while it is joined. */
  stateOf(group: Ipv4Address): MembershipState {
    if (group === ALL_SYSTEMS) return this.#allSystemsJoinCount > 0 ? 'idle' : 'non-member';
    return this.#groups?.get(group)?.state ?? 'non-member';
  }

  join(group: Ipv4Address): 'bad-address' | null {
    if (!isMulticast(group)) return 'bad-address';
    if (group === ALL_SYSTEMS) {
      this.#allSystemsJoinCount++;
      return null;
    }
    this.#groups ??= new Map();
    const joined = this.#groups.get(group);
    if (joined !== undefined) {
      joined.joinCount++;
      return null;
    }
    const added = new GroupState(group, this);
    this.#groups.set(group, added);
    if (this.#isEnabled) this.#reportJoin(added);
    return null;
  }

  leave(group: Ipv4Address): 'bad-local-address' | null {
    if (group === ALL_SYSTEMS) {
      if (this.#allSystemsJoinCount === 0) return 'bad-local-address';
      this.#allSystemsJoinCount--;
      return null;
    }
    const joined = this.#groups?.get(group);
    if (joined === undefined) return 'bad-local-address';
    joined.joinCount--;
    if (joined.joinCount > 0) return null;
    this.#groups?.delete(group);
    this.#stop(joined);
    return null;
  }

  enable(): void {
    if (this.#isEnabled) return;
    this.#isEnabled = true;
    if (this.#groups === null) return;
    for (const group of this.#groups.values()) this.#reportJoin(group);
  }

  disable(): void {
    if (!this.#isEnabled) return;
    if (this.#groups !== null) for (const group of this.#groups.values()) this.#stop(group);
    this.#isEnabled = false;
    this.#v1Router?.forget();
  }

  addressAvailable(): void {
    if (this.#groups === null) return;
    for (const group of this.#groups.values()) {
      if (group.state === 'pending') this.#reportJoin(group);
      else if (group.state === 'queued-delaying') this.reportDelayed(group);
    }
  }

  query(group: Ipv4Address, maxResponseNs: number): void {
    if (!this.#isEnabled || this.#groups === null) return;
    if (group !== ALL_GROUPS) {
      const joined = this.#groups.get(group);
      if (joined !== undefined) this.#answerWithin(joined, maxResponseNs);
      return;
    }
    for (const joined of this.#groups.values()) this.#answerWithin(joined, maxResponseNs);
  }

  queryV1(group: Ipv4Address): void {
    if (!this.#isEnabled) return;
    this.#v1Router ??= new V1RouterPresence(this.#clock);
    this.#v1Router.queryReceived();
    this.query(group, V1_MAX_RESPONSE_NS);
  }

  /** Another host reported the group: ours is not needed (RFC 2236 3). */
  reportReceived(group: Ipv4Address): void {
    const joined = this.#groups?.get(group);
    if (joined === undefined) return;
    if (joined.state !== 'delaying' && joined.state !== 'queued-delaying') return;
    this.#cancelTimer(joined);
    joined.isLastReporter = false;
    joined.state = 'idle';
  }

  /** The delayed report of a group is due; called by the group's timer. */
  reportDelayed(group: GroupState): void {
    if (this.#protocol.sendReport(group.group, this.#version)) {
      group.isLastReporter = true;
      group.state = 'idle';
    } else {
      group.state = 'queued-delaying';
    }
  }

  get #version(): 1 | 2 {
    return this.isV1RouterPresent ? 1 : 2;
  }

  #reportJoin(group: GroupState): void {
    group.state = 'pending';
    if (!this.#protocol.sendReport(group.group, this.#version)) return;
    group.isLastReporter = true;
    this.#startTimer(group, UNSOLICITED_REPORT_DELAY_NS);
  }

  #answerWithin(group: GroupState, maxResponseNs: number): void {
    if (group.state === 'delaying') {
      if (group.firesAtNs < this.#clock.nowNs + maxResponseNs) return;
      this.#cancelTimer(group);
    }
    this.#startTimer(group, maxResponseNs);
  }

  #startTimer(group: GroupState, maxNs: number): void {
    const delayNs = this.#protocol.drawDelayNs(group.group, maxNs);
    group.state = 'delaying';
    group.firesAtNs = this.#clock.nowNs + delayNs;
    group.timer = this.#clock.schedule(delayNs, group);
  }

  #cancelTimer(group: GroupState): void {
    this.#clock.cancel(group.timer);
    group.timer = NO_TIMER;
  }

  /** Makes a group a non-member; routers are told if they heard of it from us. */
  #stop(group: GroupState): void {
    if (group.state === 'non-member') return;
    this.#cancelTimer(group);
    const isNews = group.isLastReporter && !this.isV1RouterPresent;
    group.isLastReporter = false;
    group.state = 'non-member';
    if (isNews) this.#protocol.sendLeave(group.group);
  }
}
