import type { Timer } from '@packetloom/core';
import { MAX_TIME_NS } from '../../time/virtualClock.js';
import type { AppContext } from '../appContext.js';
import { AppSpecError, assertInteger } from '../appSpecError.js';
import { createTrafficPattern } from './createTrafficPattern.js';
import type { TrafficPattern, TrafficPatternSpec } from './trafficPattern.js';

/** When datagrams are sent, as part of the specification of an app. */
export interface PaceSpec {
  /** Datagrams; default 1, or without limit if `untilNs` is given. */
  readonly count?: number;
  /** Time between them; default 1 s. Not heeded with a `pattern`. */
  readonly intervalNs?: number;
  /** How they follow each other, if not at a constant interval. */
  readonly pattern?: TrafficPatternSpec | TrafficPattern;
  /** Nothing is sent at this time of the run or later. */
  readonly untilNs?: number;
}

/** What an app paces, and with what. */
export interface Paced {
  readonly simulation: AppContext;
  /** Name of the app: that of its random streams. */
  readonly name: string;
  readonly payloadBytes: number;
  /** Sends one. */
  send(): void;
  /** No more will be sent. Called once. */
  finished(): void;
}

const SECOND_NS = 1_000_000_000;

/** Sends by a traffic pattern until a count or a time. */
export class Pacer implements Timer {
  readonly #paced: Paced;
  readonly #pattern: TrafficPattern;
  readonly #untilNs: number;
  #left: number;

  /** Throws an `AppSpecError` if the pace is impossible. */
  constructor(spec: PaceSpec, paced: Paced) {
    const { untilNs, count = untilNs === undefined ? 1 : Number.POSITIVE_INFINITY } = spec;
    if (spec.count !== undefined) assertInteger('a count of datagrams', count, 0);
    const { pattern = { kind: 'constant-interval', intervalNs: spec.intervalNs ?? SECOND_NS } } =
      spec;
    if (count === Number.POSITIVE_INFINITY && isWithoutTime(pattern)) {
      throw new AppSpecError('an interval of 0 ns without a count is impossible');
    }
    const { simulation, name, payloadBytes } = paced;
    const random = simulation.random.forOwner(`app/${name}`);
    this.#paced = paced;
    this.#pattern =
      'nextGapNs' in pattern ? pattern : createTrafficPattern(pattern, { payloadBytes, random });
    this.#left = count;
    this.#untilNs = Math.min(untilNs ?? Number.POSITIVE_INFINITY, MAX_TIME_NS);
  }

  /** Datagrams of its count that are still to be sent; 0 without a count. */
  get unsent(): number {
    return this.#left === Number.POSITIVE_INFINITY ? 0 : this.#left;
  }

  /** Begins: a datagram that is due at once is sent within the call. */
  start(): void {
    if (this.#left === 0) {
      this.#paced.finished();
      return;
    }
    const { nowNs } = this.#paced.simulation;
    const gapNs = this.#pattern.nextGapNs();
    if (gapNs === 0 && nowNs < this.#untilNs) this.fire();
    else this.#waitFor(gapNs);
  }

  fire(): void {
    this.#left--;
    this.#paced.send();
    if (this.#left === 0) this.#paced.finished();
    else this.#waitFor(this.#pattern.nextGapNs());
  }

  #waitFor(gapNs: number): void {
    const { simulation } = this.#paced;
    if (simulation.nowNs + gapNs >= this.#untilNs) {
      this.#left = 0;
      this.#paced.finished();
    } else simulation.clock.schedule(gapNs, this);
  }
}

/** All datagrams would be sent at the start. */
function isWithoutTime(pattern: TrafficPatternSpec | TrafficPattern): boolean {
  return 'kind' in pattern && pattern.kind === 'constant-interval' && pattern.intervalNs === 0;
}
