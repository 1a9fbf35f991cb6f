import type { Disposition, PacketBuffer, PassingType } from '@packetloom/core';
import type { LinkImpairment, SimulationEvent } from './simulationEvent.js';

/** Where something happens: a NIC of a host, a host, or a direction of a link. One object for each. */
export interface EventSource {
  readonly kind: 'host' | 'link';
  /** Name of the host or the link. */
  readonly name: string;
  /** Name of the NIC, or `forward` or `reverse`; null where no NIC is concerned. */
  readonly part: string | null;
  /** Counts the sources of a bus from 0, in no order that means anything. */
  readonly index: number;
}

/** An event that is told as an object, also to a tap. */
export type OtherEvent = Exclude<
  SimulationEvent,
  {
    readonly type:
      | PassingType
      | 'originated'
      | 'delivered'
      | 'consumed'
      | 'dropped'
      | 'link-dropped'
      | LinkImpairment;
  }
>;

/**
 * Told of everything that happens in a simulation as it happens, before any subscriber, and without an object
 * for what happens to each packet. Packets are borrowed for the call. A tap must cause nothing.
 */
export interface EventTap {
  passed(type: PassingType, source: EventSource, packet: PacketBuffer): void;
  originated(source: EventSource, packet: PacketBuffer, cause: string): void;
  delivered(source: EventSource, packet: PacketBuffer, protocol: number, port: number): void;
  /** A host consumed or dropped a packet. */
  ended(source: EventSource, packet: PacketBuffer, disposition: Disposition): void;
  linkDropped(source: EventSource, packet: PacketBuffer, disposition: Disposition): void;
  linkImpaired(type: LinkImpairment, source: EventSource, packet: PacketBuffer): void;
  /** Anything else; with the packet that the event is about, if it is about one. */
  other(event: OtherEvent, packet: PacketBuffer | null): void;
}

/** Told of each packet that a host or a link drops. Packets are borrowed for the call. */
export type DropListener = (
  source: EventSource,
  packet: PacketBuffer,
  disposition: Disposition,
) => void;
