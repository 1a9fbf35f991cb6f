import { Disposition, type PacketBuffer } from '@packetloom/core';
import { type CodelContext, CodelControl, type CodelParameters } from './codelControl.js';
import { flowHash } from './flowHash.js';
import { PacketFifo } from './packetFifo.js';
import {
  type QueueDiscipline,
  type QueueDisciplineContext,
  queuedBytes,
} from './queueDiscipline.js';
import { assertCounts } from './queueSpecError.js';

/** Flow queueing with controlled delay (RFC 8290); see `FqCodelQueue`. */
export interface FqCodelQueueSpec {
  readonly kind: 'fq-codel';
  readonly targetNs?: number;
  readonly intervalNs?: number;
  /** Queues that flows are hashed to; default 1024. */
  readonly flows?: number;
  /** Octets that a flow may send in its turn; default 1514. */
  readonly quantumBytes?: number;
  /** Packets that may wait, in all queues together; default 10,240. */
  readonly limitPackets?: number;
  /** As of `CodelQueueSpec`, but true by default, as in Linux. */
  readonly ecn?: boolean;
  readonly ceThresholdNs?: number;
}

const DEFAULT_FLOWS = 1024;
const DEFAULT_QUANTUM_BYTES = 1514;
const DEFAULT_LIMIT_PACKETS = 10_240;
/** Packets that are dropped at once when there is no room, at most (RFC 8290, section 4.1). */
const DROP_BATCH = 64;

/** One of the queues that flows are hashed to. */
class Flow {
  readonly fifo = new PacketFifo();
  readonly control: CodelControl;
  /** Octets that it may still send in its turn; may be negative. */
  deficit = 0;
  /** In which of the lists it stands. */
  list: 'none' | 'new' | 'old' = 'none';
  /** The next one of its list. */
  next: Flow | null = null;

  constructor(context: CodelContext, spec: CodelParameters) {
    this.control = new CodelControl(this.fifo, context, spec);
  }
}

/** Flows that take turns. */
class FlowList {
  head: Flow | null = null;
  #tail: Flow | null = null;

  append(flow: Flow): void {
    flow.next = null;
    if (this.#tail === null) this.head = flow;
    else this.#tail.next = flow;
    this.#tail = flow;
  }

  removeHead(): void {
    const head = this.head as Flow;
    this.head = head.next;
    if (this.head === null) this.#tail = null;
    head.next = null;
  }
}

/**
 * Flow queueing with controlled delay (RFC 8290, section 4): flows are hashed to queues, each kept short
 * by CoDel, which take turns by deficit round robin in octets. A queue that was empty is served before
 * those that were not, once. Without room, half of the longest queue is dropped from its head, at most 64.
 */
export class FqCodelQueue implements QueueDiscipline {
  packets = 0;
  bytes = 0;
  readonly #flows: (Flow | undefined)[] = [];
  readonly #newFlows = new FlowList();
  readonly #oldFlows = new FlowList();
  readonly #spec: FqCodelQueueSpec;
  readonly #flowCount: number;
  readonly #quantum: number;
  readonly #limit: number;
  readonly #perturbation: number;
  readonly #context: QueueDisciplineContext;

  constructor(spec: FqCodelQueueSpec, context: QueueDisciplineContext) {
    // As Linux's fq_codel.
    this.#spec = { ecn: true, ...spec };
    this.#context = context;
    this.#flowCount = spec.flows ?? DEFAULT_FLOWS;
    this.#quantum = spec.quantumBytes ?? DEFAULT_QUANTUM_BYTES;
    this.#limit = spec.limitPackets ?? DEFAULT_LIMIT_PACKETS;
    this.#perturbation = context.stream('flow-hash').below(2 ** 32);
  }

  enqueue(packet: PacketBuffer, nowNs: number): void {
    const flow = this.#flowOf(packet);
    packet.timeNs = nowNs;
    flow.fifo.push(packet);
    this.packets++;
    this.bytes += queuedBytes(packet);
    if (flow.list === 'none') {
      flow.list = 'new';
      flow.deficit = this.#quantum;
      this.#newFlows.append(flow);
    }
    if (this.packets > this.#limit) this.#makeRoom();
  }

  dequeue(nowNs: number): PacketBuffer | null {
    for (;;) {
      const fromNew = this.#newFlows.head !== null;
      const list = fromNew ? this.#newFlows : this.#oldFlows;
      const flow = list.head;
      if (flow === null) return null;
      if (flow.deficit <= 0) {
        flow.deficit += this.#quantum;
        this.#moveToOld(list, flow);
        continue;
      }
      const packet = flow.control.dequeue(nowNs);
      if (packet !== null) {
        this.#uncount(packet);
        flow.deficit -= queuedBytes(packet);
        return packet;
      }
      // An emptied new flow goes round once with the old ones, so that it cannot always come first.
      if (fromNew && this.#oldFlows.head !== null) {
        this.#moveToOld(list, flow);
      } else {
        list.removeHead();
        flow.list = 'none';
      }
    }
  }

  remove(): PacketBuffer | null {
    for (const flow of this.#flows) {
      const packet = flow?.fifo.shift() ?? null;
      if (packet === null) continue;
      this.#uncount(packet);
      return packet;
    }
    return null;
  }

  #flowOf(packet: PacketBuffer): Flow {
    const index = flowHash(packet, this.#perturbation) % this.#flowCount;
    let flow = this.#flows[index];
    if (flow === undefined) {
      const drop = this.#dropOf.bind(this);
      flow = new Flow({ drop, marked: () => this.#context.marked() }, this.#spec);
      this.#flows[index] = flow;
    }
    return flow;
  }

  #moveToOld(from: FlowList, flow: Flow): void {
    from.removeHead();
    flow.list = 'old';
    this.#oldFlows.append(flow);
  }

  #makeRoom(): void {
    let longest: Flow | undefined;
    for (const flow of this.#flows) {
      if (flow !== undefined && flow.fifo.bytes > (longest?.fifo.bytes ?? 0)) longest = flow;
    }
    if (longest === undefined) return;
    const { fifo } = longest;
    const count = Math.min(DROP_BATCH, Math.ceil(fifo.packets / 2));
    for (let dropped = 0; dropped < count; dropped++) {
      this.#dropOf(fifo.shift() as PacketBuffer, Disposition['queue-full']);
    }
  }

  #dropOf(packet: PacketBuffer, disposition: Disposition): void {
    this.#uncount(packet);
    this.#context.drop(packet, disposition);
  }

  #uncount(packet: PacketBuffer): void {
    this.packets--;
    this.bytes -= queuedBytes(packet);
  }
}

/** Throws a `QueueSpecError`. */
export function checkFqCodel(spec: FqCodelQueueSpec): void {
  const times = ['targetNs', 'intervalNs', 'ceThresholdNs'] as const;
  assertCounts('fq-codel', spec, [...times, 'limitPackets', 'flows', 'quantumBytes']);
}
