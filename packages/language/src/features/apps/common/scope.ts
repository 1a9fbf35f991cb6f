import type { Ipv4Address } from '@packetloom/core';
import type { JitterScope, TimesScope } from '../../../fields/types/scope.js';

/** An ICMP error about a packet of an app. */
export interface IcmpErrorScope {
  readonly type: number;
  readonly code: number;
  readonly from: Ipv4Address;
  /** The low half of octets 4 to 7: the next-hop MTU of a 3/4 (RFC 1191 4). */
  readonly restOfHeader: number;
}

/** How far an app is. */
export interface AppState {
  /** Whether it has begun. */
  readonly begun: boolean;
  /** Whether nothing more will come of it. */
  readonly finished: boolean;
}

/** What an app sent, and what came of it: `sent = received + lost + inFlight` at every moment. */
export interface MessageScope extends AppState {
  readonly sent: number;
  readonly received: number;
  readonly lost: number;
  readonly inFlight: number;
  /** Of the count asked for, what was not sent. */
  readonly unsent: number;
  readonly duplicated: number;
  readonly reordered: number;
  /** Names of errors of its sockets, one for each call that failed. */
  readonly failures: readonly string[];
}

/** What an app sent that hears ICMP errors. */
export interface FlowScope extends MessageScope, JitterScope {
  readonly errors: readonly IcmpErrorScope[];
}

/** Datagrams one way. */
export interface OneWayScope extends FlowScope {
  readonly receivedBytes: number;
  /** null: nothing came yet. */
  readonly delay: TimesScope | null;
}

/** Datagrams one way, by an app that has nothing else. */
export interface UdpScope<Kind extends string> extends OneWayScope {
  readonly kind: Kind;
}

/** Counts of an app that has sent nothing. */
export const NOTHING_SENT: MessageScope = {
  begun: false,
  finished: false,
  sent: 0,
  received: 0,
  lost: 0,
  inFlight: 0,
  unsent: 0,
  duplicated: 0,
  reordered: 0,
  failures: [],
};

/** The same of datagrams one way. */
export const NOTHING_ONE_WAY: OneWayScope = {
  ...NOTHING_SENT,
  errors: [],
  receivedBytes: 0,
  delay: null,
};
