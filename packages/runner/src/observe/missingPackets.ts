import type { PacketSummary, Simulation, SimulationEvent } from '@packetloom/sim';
import { PacketLedger } from '@packetloom/sim/internal';

/** A packet that was made and has neither ended nor is anywhere. */
export interface MissingPacket {
  readonly packet: Omit<PacketSummary, 'octets'>;
  /** What was heard of it last; null: nothing ever. */
  readonly last: {
    readonly timeNs: number;
    readonly type: SimulationEvent['type'];
    /** A node or a link. */
    readonly where: string;
  } | null;
}

/** Packets that are told of; more would not help to find the bug. */
const MAX_LISTED = 10;
/** After these a packet is in the hands of a link, or of a host that waits for more: it may well be there. */
const ON_ITS_WAY: ReadonlySet<string> = new Set([
  'transmitted',
  'fragment-held',
  'link-duplicated',
  'link-corrupted',
  'link-reordered',
]);

/** Finds out which packets of a run have no disposition. */
export class MissingPacketLedger {
  readonly #ledger = new PacketLedger();
  readonly #last = new Map<number, SimulationEvent>();

  /** For `createSimulation`. */
  get module(): PacketLedger['module'] {
    return this.#ledger.module;
  }

  /** Listens to a simulation that was made with the module. */
  follow(simulation: Simulation): void {
    simulation.bus.events$.subscribe((event) => {
      if ('packet' in event) this.#last.set(event.packet.serial, event);
    });
  }

  /** The first packets that nobody knows about; if all may be on their way, the first of those. */
  get missing(): readonly MissingPacket[] {
    const live = this.#ledger.livePackets.map(({ octets: _, ...packet }) => ({
      packet,
      last: lastOf(this.#last.get(packet.serial)),
    }));
    const lost = live.filter(({ last }) => last === null || !ON_ITS_WAY.has(last.type));
    return (lost.length > 0 ? lost : live).slice(0, MAX_LISTED);
  }
}

function lastOf(event: SimulationEvent | undefined): MissingPacket['last'] {
  if (event === undefined) return null;
  const { timeNs, type } = event;
  if ('host' in event) return { timeNs, type, where: event.host };
  return { timeNs, type, where: 'link' in event ? event.link : '' };
}
