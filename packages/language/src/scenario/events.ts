import type { Ipv4Address } from '@packetloom/core';
import type { LinkDirection } from '../document/document.js';
import type { Endpoint } from '../document/endpoint.js';
import type { ScriptSource } from '../document/scriptSource.js';

interface EventBase {
  readonly atNs: number;
}

/** A packet that appears at a NIC as if it came from its link. */
export interface InjectEvent extends EventBase {
  readonly kind: 'inject';
  readonly node: string;
  readonly nic: string;
  readonly octets: Uint8Array;
}

/** A change of a link. What is not named stays. */
export interface LinkEvent extends EventBase {
  readonly kind: 'link';
  readonly link: string;
  readonly up?: boolean;
  readonly forward: Partial<LinkDirection>;
  readonly reverse: Partial<LinkDirection>;
}

/** A change of a segment: of one port, or of all. What is not named stays. */
export interface SegmentEvent extends EventBase {
  readonly kind: 'segment';
  readonly segment: string;
  /** null: every port. */
  readonly port: Endpoint | null;
  readonly up?: boolean;
  readonly forward: Partial<LinkDirection>;
  readonly reverse: Partial<LinkDirection>;
}

/** A node, or one of its NICs, that goes down or comes up. */
export interface NodeStateEvent extends EventBase {
  readonly kind: 'node-state';
  readonly node: string;
  /** null: the node as a whole. */
  readonly nic: string | null;
  readonly up: boolean;
}

/** A NIC that joins or leaves a multicast group. */
export interface MembershipEvent extends EventBase {
  readonly kind: 'join' | 'leave';
  readonly node: string;
  readonly nic: string;
  readonly group: Ipv4Address;
}

/** A function of a script that is called. */
export interface ScriptEvent extends EventBase {
  readonly kind: 'script';
  /** As the scenario names it. */
  readonly file: string;
  /** Name of the function that the script exports. */
  readonly export: string;
  readonly source: ScriptSource;
}
