import { Disposition, type PacketBuffer, type PacketPool } from '@packetloom/core';
import type { EventBus, LinkDirectionName } from '../bus/eventBus.js';
import { ImpairedPath, type ImpairmentSpec } from '../impairment/index.js';
import { type QueueDiscipline, QueuedRateStage, type QueueSpec } from '../queue/index.js';
import type { VirtualClock } from '../time/virtualClock.js';
import type { LinkModels } from './linkModels.js';
import { NetemQdisc } from './netemQdisc.js';

/** What a direction lets its pipeline use. */
export interface PipelineContext {
  readonly clock: VirtualClock;
  readonly pool: PacketPool;
  readonly bus: EventBus;
  readonly name: LinkDirectionName;
  readonly models: LinkModels;
  /** When the line is free again. */
  busyUntilNs(): number;
  /** Null sends at once. */
  rateBitsPerSecond(): number | null;
  /** Plans the transmission of a packet after all planned before: its end, or −1 if the FIFO is full. */
  plan(packet: PacketBuffer): number;
  deliver(packet: PacketBuffer): void;
  drop(packet: PacketBuffer, disposition: Disposition): void;
}

/** What a pipeline does: impairments, and a queue discipline instead of the FIFO of packets. */
export interface PipelineSpec extends ImpairmentSpec {
  readonly delayNs: number;
  readonly queue?: QueueSpec | null;
}

/** The way of packets through a direction that has a queue discipline or impairments. */
export class LinkPipeline {
  readonly path: ImpairedPath;
  readonly #context: PipelineContext;
  #stage: QueuedRateStage | null = null;
  readonly #qdisc: NetemQdisc;
  #inQdisc = false;
  #queue: QueueSpec | null = null;
  #largestQueuePackets = 0;
  #markedByQueue = 0;

  /** Packets that were marked by ECN, by the queue or instead of being lost. */
  get markedPackets(): number {
    return this.#markedByQueue + this.path.markedPackets;
  }

  constructor(context: PipelineContext) {
    const { clock, pool, bus, name, models } = context;
    const { lossModel, delayModel } = models;
    const random = models.random.forOwner(`link/${name.link}/${name.direction}`);
    const { deliver, drop } = context;
    this.#context = context;
    this.path = new ImpairedPath({
      clock,
      pool,
      bus,
      name,
      random,
      lossModel,
      delayModel,
      deliver,
      drop,
    });
    const { busyUntilNs, plan } = context;
    this.#qdisc = new NetemQdisc({
      path: this.path,
      nowNs: () => clock.nowNs,
      busyUntilNs,
      waiting: () => this.queuePackets,
      forward: (packet) => this.#forward(packet),
      plan,
      drop,
    });
  }

  /** Packets and octets that wait in the discipline, and the most packets that ever did. */
  get queuePackets(): number {
    return this.#stage?.discipline.packets ?? 0;
  }

  get queueBytes(): number {
    return this.#stage?.discipline.bytes ?? 0;
  }

  get largestQueuePackets(): number {
    return Math.max(this.#largestQueuePackets, this.#stage?.largestPackets ?? 0);
  }

  /** Packets that wait or are on their way. */
  get inFlightPackets(): number {
    return this.queuePackets + this.path.inFlightPackets;
  }

  get inFlightBytes(): number {
    return this.queueBytes + this.path.inFlightBytes;
  }

  /** Replaces what differs. What is in flight keeps its times. */
  set(spec: PipelineSpec): void {
    this.path.delayNs = spec.delayNs;
    this.path.set(spec);
    this.#inQdisc = spec.inQdisc ?? false;
    this.#qdisc.ownRate = spec.qdiscRate ?? false;
    const queue = spec.queue ?? null;
    if (queue === this.#queue) return;
    this.#queue = queue;
    if (queue === null) this.#leaveDiscipline();
    else this.#enterDiscipline(this.#disciplineOf(queue));
  }

  /** Whether packets wait by plan, as in a FIFO, and then meet what there is on the line. */
  get isPlanned(): boolean {
    return this.#stage === null && !this.#inQdisc;
  }

  /** Takes over a packet that fits the link. */
  send(packet: PacketBuffer): void {
    if (this.#inQdisc) this.#qdisc.send(packet);
    else this.#forward(packet);
  }

  /** Loses everything to the link being down. */
  clear(): void {
    this.#stage?.clear(Disposition['link-down']);
    this.path.clear();
  }

  /** Loses what waits: all in the discipline, and the last `planned` that wait by plan. How many these were. */
  dropWaiting(planned: number, disposition: Disposition): number {
    this.#stage?.clear(disposition);
    return this.path.dropWaiting(planned, disposition);
  }

  #forward(packet: PacketBuffer): void {
    if (this.#stage === null) this.#transmit(packet);
    else this.#stage.offer(packet);
  }

  #transmit(packet: PacketBuffer): void {
    if (this.#inQdisc) this.#qdisc.transmit(packet);
    else this.#sendByPlan(packet);
  }

  #sendByPlan(packet: PacketBuffer): void {
    if (this.path.isFull) {
      this.path.refuse(packet);
      return;
    }
    const { clock, busyUntilNs, drop, plan } = this.#context;
    const waits = busyUntilNs() > clock.nowNs;
    const endNs = plan(packet);
    if (endNs < 0) drop(packet, Disposition['queue-full']);
    else this.path.launch(packet, endNs, waits);
  }

  #enterDiscipline(discipline: QueueDiscipline): void {
    if (this.#stage !== null) {
      this.#stage.replaceDiscipline(discipline);
      return;
    }
    const { clock, busyUntilNs, drop } = this.#context;
    const transmit = (packet: PacketBuffer) => this.#transmit(packet);
    this.#stage = new QueuedRateStage({ clock, busyUntilNs, transmit, drop }, discipline);
  }

  /** What waits is planned as a FIFO would have. */
  #leaveDiscipline(): void {
    this.#largestQueuePackets = this.largestQueuePackets;
    const packets = this.#stage?.drain() ?? [];
    this.#stage = null;
    for (const packet of packets) this.#transmit(packet);
  }

  #disciplineOf(queue: QueueSpec): QueueDiscipline {
    const { models, name, drop, rateBitsPerSecond } = this.#context;
    const random = models.random.forOwner(`link/${name.link}/${name.direction}`);
    const stream = (purpose: string) => random.stream(`queue/${purpose}`);
    return models.queueDiscipline(queue, {
      stream,
      rateBitsPerSecond,
      drop,
      marked: () => {
        this.#markedByQueue++;
      },
    });
  }
}
