// Hot path while events are written: three a hop, for none of which an object is made.
import {
  type Disposition,
  type DispositionName,
  dispositionKind,
  dispositionName,
  type PacketBuffer,
  type PassingType,
} from '@packetloom/core';
import type {
  ByteSink,
  EventSource,
  EventTap,
  LinkImpairment,
  OtherEvent,
  Simulation,
  SimulationEventType,
} from '@packetloom/sim';
import { eventRecord } from './eventRecord.js';
import { EventSelection } from './eventSelection.js';
import type { EventsOutput } from './output.js';
import { PACKET_BEGIN, PacketWriter } from './packetWriter.js';
import { TextBuffer, TextPiece } from './textBuffer.js';

const LINE_BEGIN = new TextPiece('{"timeNs":');
const LINE_END = new TextPiece('}\n');
const APP = new TextPiece(',"app":');
const RULE = new TextPiece(',"rule":');
const PORT = new TextPiece(',"port":');
const PACKET = new TextPiece(`,${PACKET_BEGIN}`);

const MAX_TIME_OCTETS = 64;

/** What stands behind type and source of an event, up to its first value that differs. */
const NEXT: Readonly<Partial<Record<SimulationEventType, string>>> = {
  originated: '"cause":',
  delivered: '"protocol":',
  consumed: '"reason":',
  dropped: '"reason":',
  'link-dropped': '"reason":',
};

/** Of each type of event, what its lines of one source have in common; null where it is not wanted. */
type SourcePieces = Map<SimulationEventType, TextPiece | null>;

/** The stream of events as a file of JSON Lines: each as `eventRecord` has it. */
export class EventFile implements EventTap {
  readonly #simulation: Simulation;
  readonly #choice: EventSelection;
  readonly #buffer: TextBuffer;
  readonly #packets: PacketWriter;
  /** By the index of the source. */
  readonly #sources: (SourcePieces | undefined)[] = [];
  /** Values of fields, as JSON. */
  readonly #values = new Map<string, TextPiece>();
  readonly #stop: () => void;
  #timeNs = -1;
  /** Where that time was written last. */
  #timeChunk = -1;
  #timeAt = 0;
  #timeLength = 0;

  /** Begins at once: what is added to the simulation afterwards is in it. */
  constructor(simulation: Simulation, output: EventsOutput, sink: ByteSink) {
    this.#simulation = simulation;
    this.#choice = new EventSelection(simulation, output);
    this.#buffer = new TextBuffer(sink);
    this.#packets = new PacketWriter(this.#buffer);
    this.#stop = simulation.bus.addTap(this);
  }

  /** The run is over: everything is written. */
  end(): void {
    this.#stop();
    this.#buffer.flush();
  }

  passed(type: PassingType, source: EventSource, packet: PacketBuffer): void {
    if (this.#begin(type, source)) this.#end(packet);
  }

  originated(source: EventSource, packet: PacketBuffer, cause: string): void {
    if (!this.#begin('originated', source)) return;
    this.#value(cause);
    const app = this.#simulation.bus.senderOf(cause);
    if (app !== null) {
      this.#buffer.piece(APP);
      this.#value(app);
    }
    this.#endWithPacket(packet);
  }

  delivered(source: EventSource, packet: PacketBuffer, protocol: number, port: number): void {
    if (!this.#begin('delivered', source)) return;
    this.#buffer.integer(protocol);
    this.#buffer.piece(PORT);
    this.#buffer.integer(port);
    this.#endWithPacket(packet);
  }

  ended(source: EventSource, packet: PacketBuffer, disposition: Disposition): void {
    const isDrop = dispositionKind(disposition) === 'dropped';
    if (!this.#begin(isDrop ? 'dropped' : 'consumed', source)) return;
    const reason: DispositionName = dispositionName(disposition);
    this.#value(reason);
    const rule = isDrop ? (this.#simulation.bus.ruleOf?.(source.name, reason) ?? null) : null;
    if (rule !== null) {
      this.#buffer.piece(RULE);
      this.#value(rule);
    }
    this.#endWithPacket(packet);
  }

  linkDropped(source: EventSource, packet: PacketBuffer, disposition: Disposition): void {
    if (!this.#begin('link-dropped', source)) return;
    this.#value(dispositionName(disposition));
    this.#endWithPacket(packet);
  }

  linkImpaired(type: LinkImpairment, source: EventSource, packet: PacketBuffer): void {
    if (this.#begin(type, source)) this.#end(packet);
  }

  other(event: OtherEvent): void {
    if (this.#choice.wants(event)) this.#buffer.text(`${JSON.stringify(eventRecord(event))}\n`);
  }

  /** Time, type and source, and what follows; false if the event is not wanted. */
  #begin(type: SimulationEventType, source: EventSource): boolean {
    const known = this.#sources[source.index]?.get(type);
    const piece = known === undefined ? this.#newPiece(type, source) : known;
    if (piece === null) return false;
    this.#time();
    this.#buffer.piece(piece);
    return true;
  }

  /** Three events of a hop happen at one time. */
  #time(): void {
    const { nowNs } = this.#simulation;
    const buffer = this.#buffer;
    buffer.reserve(MAX_TIME_OCTETS);
    if (nowNs === this.#timeNs && buffer.chunk === this.#timeChunk) {
      buffer.repeat(this.#timeAt, this.#timeLength);
      return;
    }
    this.#timeNs = nowNs;
    this.#timeChunk = buffer.chunk;
    this.#timeAt = buffer.at;
    buffer.piece(LINE_BEGIN);
    buffer.integer(nowNs);
    this.#timeLength = buffer.at - this.#timeAt;
  }

  #endWithPacket(packet: PacketBuffer): void {
    this.#buffer.piece(PACKET);
    this.#end(packet);
  }

  #end(packet: PacketBuffer): void {
    this.#packets.write(packet);
    this.#buffer.piece(LINE_END);
  }

  #value(text: string): void {
    let piece = this.#values.get(text);
    if (piece === undefined) {
      piece = new TextPiece(JSON.stringify(text));
      this.#values.set(text, piece);
    }
    this.#buffer.piece(piece);
  }

  #newPiece(type: SimulationEventType, source: EventSource): TextPiece | null {
    const pieces: SourcePieces = this.#sources[source.index] ?? new Map();
    this.#sources[source.index] = pieces;
    const { kind, name, part } = source;
    const where = kind === 'host' ? { host: name, nic: part } : { link: name, direction: part };
    const begin = JSON.stringify({ type, ...where }).slice(1, -1);
    const piece = this.#choice.wantsAt(type, source)
      ? new TextPiece(`,${begin},${NEXT[type] ?? PACKET_BEGIN}`)
      : null;
    pieces.set(type, piece);
    return piece;
  }
}
