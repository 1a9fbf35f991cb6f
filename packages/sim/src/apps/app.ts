import type { Ipv4Address, NetError } from '@packetloom/core';
import type { Distributions } from './flowMeter.js';

/** A program on a host. It starts when told to, and is done when nothing more will come of it. */
export interface App<Report> {
  /** Name in reports and expectations. */
  readonly name: string;
  readonly kind: string;
  /** Whether it has finished. */
  readonly done: boolean;
  /** Begins, at the present instant. To be called once. */
  start(): void;
  /** What came of it so far. */
  readonly report: Report;
  /** Of what it measures, for histograms. */
  readonly distributions?: Distributions;
}

/** A call on a socket that failed. */
export interface SendFailure {
  readonly error: NetError;
  readonly timeNs: number;
  /** Number of the message, from 0. */
  readonly sequence: number;
}

/** An ICMP error that came about a message of an app. */
export interface IcmpErrorReport {
  /** Number of the message, from 0. */
  readonly sequence: number;
  readonly type: number;
  readonly code: number;
  /** Octets 4 to 7: next-hop MTU in the low half for fragmentation needed. */
  readonly restOfHeader: number;
  readonly from: Ipv4Address;
  readonly timeNs: number;
}
