import type { Ipv4Address, MacAddress } from '@packetloom/core';
import type { AppScope, LinkScope, NodeScope, SegmentScope } from '@packetloom/language';
import type { StartedPing } from '@packetloom/language/run';
import type { Accounting } from '@packetloom/sim';
import type { ExpectationOutcome } from '../expectations/index.js';
import type { MissingPacket, Timeline } from '../observe/index.js';

/** What came of a run of a scenario. Plain data: it is the same after a journey as JSON. */
export interface ScenarioResult {
  readonly name: string;
  readonly seed: number;
  /** Which run of the seed. */
  readonly run: number;
  /** Of everything that happened, as 64 hexadecimal digits; empty if it was not taken. */
  readonly fingerprint: string;
  /** All expectations held, and every packet is accounted for. */
  readonly passed: boolean;
  /** Scenario time at the end. */
  readonly simulatedNs: number;
  /** Events that fired. */
  readonly events: number;
  readonly expectations: readonly ExpectationOutcome[];
  readonly accounting: Accounting;
  /** Packets that have no disposition, where the accounting does not add up: at most ten. Empty in a sound run. */
  readonly missing: readonly MissingPacket[];
  /** Identity of the first datagram that was dropped, as `--explain` takes it; null if none was. */
  readonly firstDropped: number | null;
  readonly nodes: readonly NodeResult[];
  readonly links: readonly LinkResult[];
  readonly segments: readonly SegmentResult[];
  /** Conflicts of addresses that ARP showed, in the order of nodes. */
  readonly addressConflicts: readonly AddressConflictResult[];
  readonly apps: readonly AppResult[];
  /** What happened, for people; empty unless it was asked for. */
  readonly timeline: Timeline;
}

/** A node in the end. */
export interface NodeResult extends Required<NodeScope> {
  readonly name: string;
}

/** What a link carried. */
export interface LinkResult extends LinkScope {
  readonly name: string;
}

/** What a segment did. */
export interface SegmentResult extends SegmentScope {
  readonly name: string;
  readonly kind: 'hub' | 'switch';
}

/** A node saw one of its addresses at another MAC address (RFC 5227 2.4). */
export interface AddressConflictResult {
  readonly node: string;
  readonly nic: string;
  readonly address: Ipv4Address;
  readonly linkAddress: MacAddress;
  readonly timeNs: number;
}

/** What came of an app. */
export interface AppResult {
  readonly name: string;
  readonly atNs: number;
  /** Time between two messages. */
  readonly intervalNs: number;
  readonly scope: AppScope;
  /** The pings of which it consists, that have begun; empty for other apps. */
  readonly pings: readonly StartedPing[];
}
