import type { PacketBuffer, PassingType } from '@packetloom/core';
import type { EventSource, EventTap, Simulation, SimulationEvent } from '@packetloom/sim';
import type { PacketName } from './packetName.js';
import { type SegmentNote, SegmentReader } from './segmentReader.js';

/** A segment by its connection and a sequence number. */
export type SegmentName = Extract<PacketName, { readonly kind: 'tcp' }>;

type SegmentListener = (identity: number, host: string, note: SegmentNote) => void;

/** Reads all segments of a run as they leave their hosts. To be made before anything happens. */
class SegmentTap implements EventTap {
  readonly #reader = new SegmentReader();
  readonly #made = new Set<number>();

  readonly #told: SegmentListener;

  constructor(simulation: Simulation, told: SegmentListener) {
    this.#told = told;
    simulation.bus.addTap(this);
  }

  originated(_source: EventSource, { identity }: PacketBuffer): void {
    this.#made.add(identity);
  }

  passed(type: PassingType, { name }: EventSource, packet: PacketBuffer): void {
    if (type !== 'transmitted' || !this.#made.delete(packet.identity)) return;
    const note = this.#reader.read(name, packet);
    if (note !== null) this.#told(packet.identity, name, note);
  }

  other(event: SimulationEvent): void {
    if (event.type === 'tcp-retransmit') this.#reader.hears(event);
  }

  delivered(): void {}

  ended(): void {}

  linkDropped(): void {}

  linkImpaired(): void {}
}

/** What the segment of an identity is, which is known when it is made; asked for when the run is over. */
export function noteOf(
  simulation: Simulation,
  identity: () => number | undefined,
): () => SegmentNote | null {
  let found: SegmentNote | null = null;
  new SegmentTap(simulation, (candidate, _host, note) => {
    if (candidate === identity()) found = note;
  });
  return () => found;
}

/** Finds the packet that carries an octet of a connection, for the so-many-th time. */
export class SegmentFinder {
  readonly #name: SegmentName;
  #count = 0;
  #largest = 0;
  #identity: number | null = null;

  constructor(simulation: Simulation, name: SegmentName) {
    this.#name = name;
    new SegmentTap(simulation, (identity, host, note) => this.#look(identity, host, note));
  }

  get identity(): number | null {
    return this.#identity;
  }

  /** Why there is none, when the run is over. */
  problem(): string {
    const { node, port, sequence, number } = this.#name;
    const connection = `${node} from port ${port}`;
    if (this.#largest === 0) return `no segment of TCP leaves ${connection}`;
    if (this.#count === 0) {
      return `no segment of ${connection} carries octet ${sequence}: the last is ${this.#largest - 1}`;
    }
    const times = this.#count === 1 ? 'once' : `${this.#count} times`;
    return `octet ${sequence} of ${connection} is sent ${times}: there is no number ${number}`;
  }

  #look(identity: number, host: string, note: SegmentNote): void {
    const { node, port, sequence, number } = this.#name;
    if (host !== node || note.localPort !== port || note.sequence === null) return;
    this.#largest = Math.max(this.#largest, note.sequence + note.length);
    if (sequence < note.sequence || sequence >= note.sequence + note.length) return;
    this.#count++;
    if (this.#count === number) this.#identity = identity;
  }
}
