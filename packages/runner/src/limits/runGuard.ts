import { PacketMemoryError } from '@packetloom/core';
import { formatDuration } from '@packetloom/language';
import type { RunSummary, Simulation } from '@packetloom/sim';
import { packetMemoryMessage } from './packetMemory.js';
import type { PlannedSends } from './plannedSends.js';

/** Events between two looks at whether time goes on. */
const LOOK_EVENTS = 1_000_000;
/** More than any network has that is meant: a million nodes may all send at once. */
const MAX_EVENTS_PER_INSTANT = 10_000_000;

const MORE_EVENTS = '--max-events allows more';

/**
 * A run that was given up, as it seemed to have no end.
 * - `max-events`: it reached the limit of its events, or its apps would.
 * - `time-stands-still`: no event let time go on any more.
 * - `packet-memory`: packets took more memory than they may.
 * - `captured-packets`: more packets passed a NIC than an expectation can look at.
 */
export class RunawayError extends Error {
  override readonly name = 'RunawayError';
  readonly code: 'max-events' | 'time-stands-still' | 'packet-memory' | 'captured-packets';

  constructor(code: RunawayError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Watches over a run that may never end. By counts of events alone: the same run ends the same way. */
export class RunGuard {
  readonly #simulation: Simulation;
  readonly #name: string;
  readonly #maxEvents: number;
  readonly #maxEventsPerInstant: number;
  #instantNs = -1;
  #eventsBefore = 0;

  /** `name` is that of the scenario; without `maxEvents` a run may be as long as it likes. */
  constructor(
    simulation: Simulation,
    name: string,
    maxEvents = Number.POSITIVE_INFINITY,
    maxEventsPerInstant = MAX_EVENTS_PER_INSTANT,
  ) {
    this.#simulation = simulation;
    this.#name = name;
    this.#maxEvents = maxEvents;
    this.#maxEventsPerInstant = maxEventsPerInstant;
  }

  /** Looks at what apps are going to send, before the run: each datagram takes an event at least. */
  lookAhead(planned: readonly PlannedSends[]): void {
    const most = this.#maxEvents;
    const sum = planned.reduce((total, { datagrams }) => total + datagrams, 0);
    const [largest] = planned;
    if (sum <= most || largest === undefined) return;
    const who =
      planned.length > 1 ? `, of which '${largest.name}' ${about(largest.datagrams)}` : '';
    const what = `apps would send about ${about(sum)} datagrams${who}`;
    const advice = `let the run be shorter or send less; ${MORE_EVENTS}`;
    this.#giveUp(
      'max-events',
      `${what}, with more than ${most} events, the most allowed: ${advice}`,
    );
  }

  /** Events that may fire before the next look, `most` at most. */
  allowed(most = LOOK_EVENTS): number {
    return Math.min(most, this.#maxEvents - this.#simulation.clock.events);
  }

  /** Lets a run go on; packets that take too much memory end it with a {@link RunawayError}.
   * `isHostRealmError` tells what scripts threw from what we did. */
  within(run: () => void, isHostRealmError: (thrown: unknown) => boolean): void {
    try {
      run();
    } catch (error) {
      // What a script threw may throw again when it is asked what it is.
      if (!(isHostRealmError(error) && error instanceof PacketMemoryError)) throw error;
      this.#giveUp('packet-memory', packetMemoryMessage(this.#simulation, error.maxBytes));
    }
  }

  /** Looks at what came of a part of the run. Throws a {@link RunawayError} if there should be no other. */
  look({ end, nowNs, events }: RunSummary): void {
    if (end !== 'max-events') return;
    const when = formatDuration(nowNs);
    if (events >= this.#maxEvents) {
      const advice = `a scenario that does not end by itself needs a stop; ${MORE_EVENTS}`;
      this.#giveUp(
        'max-events',
        `more than ${events} events at ${when}, the most allowed: ${advice}`,
      );
    }
    if (nowNs !== this.#instantNs) {
      this.#instantNs = nowNs;
      this.#eventsBefore = events;
    } else if (events - this.#eventsBefore >= this.#maxEventsPerInstant) {
      const advice =
        'something causes itself without any delay (a script, or links without rate and delay)';
      const count = events - this.#eventsBefore;
      this.#giveUp(
        'time-stands-still',
        `${count} events at ${when}, and time stands still: ${advice}`,
      );
    }
  }

  #giveUp(code: RunawayError['code'], message: string): never {
    throw new RunawayError(code, `${this.#name}: ${message}`);
  }
}

/** A number to three digits. */
function about(count: number): string {
  return count < 1e15 ? String(Number(count.toPrecision(3))) : count.toExponential(2);
}
