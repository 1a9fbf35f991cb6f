// Hot path while somebody observes: three calls a hop.
import type {
  Disposition,
  ObservedNic,
  PacketBuffer,
  PassingType,
  RareStackEvent,
  StackObserver,
} from '@packetloom/core';
import type { EventBus } from './eventBus.js';
import type { EventPlace } from './eventTap.js';

/** Brings what one host tells onto the bus. */
export class HostObserver implements StackObserver {
  readonly #bus: EventBus;
  readonly #host: string;
  /** By the number of the NIC; 0, which no NIC has, is the host itself. */
  readonly #places: (EventPlace | undefined)[] = [];

  constructor(bus: EventBus, host: string) {
    this.#bus = bus;
    this.#host = host;
  }

  passed(type: PassingType, nic: ObservedNic, packet: PacketBuffer): void {
    this.#bus.passed(type, this.#placeOf(nic), packet);
  }

  originated(nic: ObservedNic, packet: PacketBuffer, cause: string): void {
    this.#bus.originated(this.#placeOf(nic), packet, cause);
  }

  delivered(nic: ObservedNic, packet: PacketBuffer, protocol: number, port: number): void {
    this.#bus.delivered(this.#placeOf(nic), packet, protocol, port);
  }

  ended(nic: ObservedNic | null, packet: PacketBuffer, disposition: Disposition): void {
    this.#bus.ended(this.#placeOf(nic), packet, disposition);
  }

  observe(event: RareStackEvent): void {
    this.#bus.rareOnHost(event);
  }

  #placeOf(nic: ObservedNic | null): EventPlace {
    return this.#places[nic === null ? 0 : nic.id] ?? this.#newPlace(nic);
  }

  #newPlace(nic: ObservedNic | null): EventPlace {
    const place = this.#bus.place('host', this.#host, nic?.name ?? null);
    this.#places[nic?.id ?? 0] = place;
    return place;
  }
}
