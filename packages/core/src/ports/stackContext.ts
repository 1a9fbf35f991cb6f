import type { Disposition } from '../packet/disposition.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import type { PacketPool } from '../packet/packetPool.js';
import type { Clock } from './clock.js';
import type { CounterValues, HostCounterName } from './counters.js';
import type { ObservedNic, OtherStackEvent, StackObserver } from './observer.js';
import type { RandomSource } from './random.js';

/** What every layer of a host works with: who it is, its time, its chance, its packets, its counts. */
export interface StackContext {
  /** Name of the host. */
  readonly name: string;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly pool: PacketPool;
  /** Counters of the host as a whole, indexed by `HostCounter`. */
  readonly counterValues: CounterValues<HostCounterName>;
  /** Told of everything that happens; ask whether there is one before an event is built. */
  readonly observer: StackObserver | null;
  /** Whether the host is up. */
  readonly up: boolean;
  /** Tells the observer of something rare; to be called only while there is one. */
  emit(event: OtherStackEvent): void;
  /** Ends a packet: its buffer is free again, the observer hears why. */
  end(packet: PacketBuffer, disposition: Disposition, nic: ObservedNic | null): void;
  /** NICs, addresses or routes changed: what was worked out from them is void. */
  configurationChanged(): void;
}
