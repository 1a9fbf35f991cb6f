import { type Disposition, dispositionKind, dispositionName } from '../packet/disposition.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import type {
  ObservedNic,
  OtherStackEvent,
  PassingType,
  StackEvent,
  StackObserver,
} from './observer.js';

/** Makes an object of everything that happens on a host. */
export class EventObserver implements StackObserver {
  readonly #host: string;
  readonly #listener: (event: StackEvent) => void;

  /** `host` is the name of the host; what `listener` is given is borrowed for the call. */
  constructor(host: string, listener: (event: StackEvent) => void) {
    this.#host = host;
    this.#listener = listener;
  }

  passed(type: PassingType, { name: nic }: ObservedNic, packet: PacketBuffer): void {
    this.#listener({ type, host: this.#host, nic, packet });
  }

  originated({ name: nic }: ObservedNic, packet: PacketBuffer, cause: string): void {
    this.#listener({ type: 'originated', host: this.#host, nic, packet, cause });
  }

  delivered(
    { name: nic }: ObservedNic,
    packet: PacketBuffer,
    protocol: number,
    port: number,
  ): void {
    this.#listener({ type: 'delivered', host: this.#host, nic, packet, protocol, port });
  }

  ended(nic: ObservedNic | null, packet: PacketBuffer, disposition: Disposition): void {
    const type = dispositionKind(disposition);
    if (type === 'delivered') return;
    const reason = dispositionName(disposition);
    this.#listener({ type, host: this.#host, nic: nic?.name ?? null, packet, reason });
  }

  observe(event: OtherStackEvent): void {
    this.#listener(event);
  }
}
