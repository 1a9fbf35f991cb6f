// Hot path while somebody observes: three calls a hop.
import type {
  Disposition,
  ObservedNic,
  OtherStackEvent,
  PacketBuffer,
  PassingType,
  StackObserver,
} from '@packetloom/core';
import type { EventBus } from './eventBus.js';
import type { EventSource } from './eventTap.js';

/** Brings what one host tells onto the bus. */
export class HostObserver implements StackObserver {
  readonly #bus: EventBus;
  readonly #host: string;
  /** By the number of the NIC; 0, which no NIC has, is the host itself. */
  readonly #sources: (EventSource | undefined)[] = [];

  constructor(bus: EventBus, host: string) {
    this.#bus = bus;
    this.#host = host;
  }

  passed(type: PassingType, nic: ObservedNic, packet: PacketBuffer): void {
    this.#bus.passed(type, this.#sourceOf(nic), packet);
  }

  originated(nic: ObservedNic, packet: PacketBuffer, cause: string): void {
    this.#bus.originated(this.#sourceOf(nic), packet, cause);
  }

  delivered(nic: ObservedNic, packet: PacketBuffer, protocol: number, port: number): void {
    this.#bus.delivered(this.#sourceOf(nic), packet, protocol, port);
  }

  ended(nic: ObservedNic | null, packet: PacketBuffer, disposition: Disposition): void {
    this.#bus.ended(this.#sourceOf(nic), packet, disposition);
  }

  observe(event: OtherStackEvent): void {
    this.#bus.otherOnHost(event);
  }

  #sourceOf(nic: ObservedNic | null): EventSource {
    return this.#sources[nic === null ? 0 : nic.id] ?? this.#newSource(nic);
  }

  #newSource(nic: ObservedNic | null): EventSource {
    const source = this.#bus.source('host', this.#host, nic?.name ?? null);
    this.#sources[nic?.id ?? 0] = source;
    return source;
  }
}
