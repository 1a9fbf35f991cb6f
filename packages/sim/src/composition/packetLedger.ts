import { type Disposition, type PacketBuffer, PacketPool } from '@packetloom/core';
import { ContainerModule } from 'inversify';
import { summaryOf } from '../bus/packetSummary.js';
import type { PacketSummary } from '../bus/simulationEvent.js';
import { TOKENS } from './tokens.js';

/**
 * Knows every packet that has not ended, for a simulation that is made with its module: where an
 * accounting does not add up, it says which packets are missing. Costs a table of all live packets.
 */
export class PacketLedger {
  /** For `createSimulation`. */
  readonly module: ContainerModule;
  readonly #pool = new LedgerPool();

  constructor() {
    this.module = new ContainerModule(({ rebind }) => {
      rebind(TOKENS.pool).toConstantValue(this.#pool);
    });
  }

  /** The packets that have not ended, in the order in which they were made. */
  get livePackets(): readonly PacketSummary[] {
    return [...this.#pool.live.values()].map((packet) => summaryOf(packet, false));
  }
}

class LedgerPool extends PacketPool {
  readonly live = new Map<number, PacketBuffer>();

  override allocate(length: number): PacketBuffer {
    return this.#written(super.allocate(length));
  }

  override allocateFor(origin: PacketBuffer, length: number): PacketBuffer {
    return this.#written(super.allocateFor(origin, length));
  }

  override end(packet: PacketBuffer, disposition: Disposition): void {
    this.live.delete(packet.serial);
    super.end(packet, disposition);
  }

  #written(packet: PacketBuffer): PacketBuffer {
    this.live.set(packet.serial, packet);
    return packet;
  }
}
