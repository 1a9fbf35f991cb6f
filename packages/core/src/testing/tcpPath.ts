// Two TCP engines joined by a bottleneck: a rate, a delay, a queue that drops or marks.

import { type Ipv4Address, ipv4Address } from '../address/ipv4Address.js';
import type { CongestionControlFactory } from '../tcp/congestion/congestionControl.js';
import { CONGESTION_CONTROLS } from '../tcp/congestion/registry.js';
import { Tcp } from '../tcp/engine/tcp.js';
import type { OutgoingTcp, SegmentSpace, TcpNetwork } from '../tcp/ports/network.js';
import { SegmentScratch } from '../tcp/segments/segmentScratch.js';
import { LINUX_TCP, type TcpBehaviour } from '../tcp/settings/behaviour.js';
import { TcpSocket } from '../tcp/socket/tcpSocket.js';
import { ManualClock } from './manualClock.js';
import { SeededRandom } from './seededRandom.js';

const PORT = 80;
const CE = 3;
const MS = 1_000_000;

export interface PathOptions {
  /** Octets a second of the way there; the way back is not limited. */
  readonly rate: number;
  /** One-way delay in milliseconds. */
  readonly delayMs: number;
  /** Packets that wait at most. */
  readonly queue: number;
  /** Packets that wait beyond which ECT packets are marked; none by default. */
  readonly markAbove?: number;
  readonly behaviour?: Partial<TcpBehaviour>;
  /** Controls beside the built-in ones. */
  readonly controls?: ReadonlyMap<string, CongestionControlFactory>;
}

/** One direction of the path. */
class PathEnd implements TcpNetwork {
  peer: Tcp | null = null;
  /** Departures of what waits, in nanoseconds. */
  #departures: number[] = [];
  #lastDeparture = 0;
  dropped = 0;
  readonly #address: Ipv4Address;
  readonly #clock: ManualClock;
  readonly #options: PathOptions;
  readonly #isLimited: boolean;
  readonly #scratch = new SegmentScratch();

  constructor(address: Ipv4Address, clock: ManualClock, options: PathOptions, isLimited: boolean) {
    this.#address = address;
    this.#clock = clock;
    this.#options = options;
    this.#isLimited = isLimited;
  }

  /** Packets that wait now. */
  get waiting(): number {
    const { nowNs } = this.#clock;
    this.#departures = this.#departures.filter((departure) => departure > nowNs);
    return this.#departures.length;
  }

  route(): { source: Ipv4Address } {
    return { source: this.#address };
  }

  pathMtu(): number {
    return 1500;
  }

  isPathMtuLocked(): boolean {
    return false;
  }

  linkMtu(): number {
    return 1500;
  }

  reducePathMtu(): void {
    // The path has one MTU.
  }

  begin(): SegmentSpace {
    return this.#scratch;
  }

  send({ octets, source, destination, tos }: OutgoingTcp): void {
    const { rate, queue, markAbove = Number.POSITIVE_INFINITY, delayMs } = this.#options;
    const { nowNs } = this.#clock;
    let departure = nowNs;
    let mark = tos;
    if (this.#isLimited) {
      const { waiting } = this;
      if (waiting >= queue) {
        this.dropped++;
        return;
      }
      if (waiting > markAbove && (tos & CE) !== 0) mark |= CE;
      const time = Math.round(((octets.length + 20) * 1e9) / rate);
      departure = Math.max(nowNs, this.#lastDeparture) + time;
      this.#lastDeparture = departure;
      this.#departures.push(departure);
    }
    const copy = octets.slice();
    const fire = () => this.peer?.receive({ source, destination, tos: mark, ttl: 64 }, copy);
    this.#clock.schedule(departure - nowNs + delayMs * MS, { fire });
  }
}

/** A bulk transfer over the path. */
export class TcpPath {
  readonly clock = new ManualClock();
  readonly bottleneck: PathEnd;
  readonly sender: TcpSocket;
  received = 0;
  readonly #octets = new Uint8Array(65_536);

  constructor(options: PathOptions, control: string) {
    const behaviour = { ...LINUX_TCP, congestionControl: control, ...options.behaviour };
    const controls = new Map([...CONGESTION_CONTROLS, ...(options.controls ?? [])]);
    this.bottleneck = new PathEnd(ipv4Address(1), this.clock, options, true);
    const back = new PathEnd(ipv4Address(2), this.clock, options, false);
    const make = (network: TcpNetwork, seed: number) =>
      new Tcp({
        clock: this.clock,
        random: new SeededRandom(seed),
        network,
        behaviour,
        congestionControls: controls,
      });
    const there = make(this.bottleneck, 1);
    const far = make(back, 2);
    this.bottleneck.peer = far;
    back.peer = there;
    const listener = new TcpSocket(far);
    listener.bind(PORT);
    listener.listen(1);
    listener.onChange = () => {
      const accepted = listener.accept();
      if (typeof accepted === 'string') return;
      accepted.onChange = () => this.#read(accepted);
    };
    this.sender = new TcpSocket(there);
    this.sender.connect({ address: ipv4Address(2), port: PORT });
    this.sender.onChange = () => this.#write();
  }

  #read(socket: TcpSocket): void {
    for (;;) {
      const read = socket.receive(1_000_000);
      if (typeof read === 'string' || read.eof) return;
      this.received += read.octets.length;
    }
  }

  #write(): void {
    while (typeof this.sender.send(this.#octets) === 'number') {
      // As long as there is room.
    }
  }

  /** Runs on for so long; returns octets received a second in that time. */
  run(seconds: number): number {
    const before = this.received;
    this.clock.advanceBy(seconds * 1000 * MS);
    return (this.received - before) / seconds;
  }

  /** Packets that waited on average, looked at each millisecond. */
  averageQueue(seconds: number): number {
    let sum = 0;
    for (let step = 0; step < seconds * 1000; step++) {
      this.clock.advanceBy(MS);
      sum += this.bottleneck.waiting;
    }
    return sum / (seconds * 1000);
  }
}
