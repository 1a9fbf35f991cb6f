import type { Timer } from '@packetloom/core';
import type { ReplayDatagram } from '../capture/replayDatagrams.js';
import { MAX_TIME_NS } from '../time/virtualClock.js';
import type { App } from './app.js';
import type { AppContext } from './appContext.js';
import { AppSpecError, assertInteger } from './appSpecError.js';
import type { Distributions } from './flowMeter.js';
import { type PacketFlowReport, type PacketPathSpec, PacketSender } from './packetSender.js';

/** How many times as fast as captured: 2/1 halves all times. */
export interface ReplaySpeed {
  readonly numerator: number;
  readonly denominator: number;
}

/** Packets of a capture, sent again. */
export interface ReplaySpec extends PacketPathSpec {
  /** In ascending order of time; the times count from the start of the app. See `replayDatagrams`. */
  readonly datagrams: readonly ReplayDatagram[];
  /** Default 1/1. */
  readonly speed?: ReplaySpeed;
}

const AS_CAPTURED: ReplaySpeed = { numerator: 1, denominator: 1 };

/**
 * A replay of captured packets. Each leaves at its time divided by the speed, rounded down; those that
 * would leave after the end of all time never do.
 */
export class ReplayApp implements App<PacketFlowReport>, Timer {
  readonly kind = 'replay';
  readonly name: string;
  readonly spec: ReplaySpec;
  done = false;
  readonly #simulation: AppContext;
  readonly #sender: PacketSender;
  readonly #timesNs: readonly number[];
  #startNs = 0;
  #next = 0;

  /** Throws an {@link AppSpecError} if the specification is impossible. */
  constructor(simulation: AppContext, spec: ReplaySpec) {
    this.name = spec.name;
    this.spec = spec;
    this.#simulation = simulation;
    this.#timesNs = scaledTimes(spec.datagrams, spec.speed ?? AS_CAPTURED);
    this.#sender = new PacketSender(simulation, spec);
  }

  start(): void {
    this.#startNs = this.#simulation.nowNs;
    this.#sender.open();
    this.fire();
  }

  /** Sends what is due, and waits for the next. */
  fire(): void {
    const { clock, nowNs } = this.#simulation;
    const { datagrams } = this.spec;
    for (; this.#next < datagrams.length; this.#next++) {
      const dueNs = this.#startNs + (this.#timesNs[this.#next] as number);
      if (dueNs > MAX_TIME_NS) break;
      if (dueNs > nowNs) {
        clock.schedule(dueNs - nowNs, this);
        return;
      }
      this.#sender.send((datagrams[this.#next] as ReplayDatagram).octets);
    }
    this.done = true;
  }

  get report(): PacketFlowReport {
    return this.#sender.report(this.spec.datagrams.length - this.#next);
  }

  get distributions(): Distributions {
    return this.#sender.distributions;
  }
}

function scaledTimes(datagrams: readonly ReplayDatagram[], speed: ReplaySpeed): number[] {
  assertInteger('the numerator of a speed', speed.numerator, 1);
  assertInteger('the denominator of a speed', speed.denominator, 1);
  let lastNs = 0;
  return datagrams.map(({ timeNs }) => {
    assertInteger('the time of a packet in nanoseconds', timeNs, 0);
    if (timeNs < lastNs) throw new AppSpecError('packets that go back in time are impossible');
    lastNs = timeNs;
    // Products go beyond what numbers hold exactly.
    const scaled = (BigInt(timeNs) * BigInt(speed.denominator)) / BigInt(speed.numerator);
    return Number(scaled);
  });
}
