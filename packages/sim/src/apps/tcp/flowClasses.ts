import { AppSpecError, assertInteger } from '../appSpecError.js';
import { RatioSamples, type RatioStatistics } from '../ratioStatistics.js';
import { DurationSamples, type DurationStatistics } from '../statistics.js';

/** Flows of up to so many octets, and more than those of the class before. */
export interface FlowClassSpec {
  readonly name: string;
  /** null, of the last class alone: all that are larger. */
  readonly mostBytes: number | null;
}

/** What came of some flows. */
export interface FlowTimes {
  /** Flows begun. */
  readonly sent: number;
  /** Flows of which the receiver read all, and the end. */
  readonly received: number;
  /** Flows whose connection failed before. */
  readonly lost: number;
  /** Flows that go on. */
  readonly inFlight: number;
  /** Octets of the flows that are complete. */
  readonly receivedBytes: number;
  /** From the first SYN to when the receiver has read all and the end, in nanoseconds. */
  readonly completionTime: DurationStatistics | null;
  /** Completion times by what each flow would take alone, without slow start. */
  readonly slowdown: RatioStatistics | null;
}

/** The same of one class. */
export interface FlowClassReport extends FlowTimes {
  readonly name: string;
  readonly mostBytes: number | null;
}

/** Counts of flows, and their times. */
export class FlowMeasure {
  #sent = 0;
  #received = 0;
  #lost = 0;
  #receivedBytes = 0;
  readonly completionTime = new DurationSamples();
  readonly #slowdown = new RatioSamples();

  begun(): void {
    this.#sent++;
  }

  failed(): void {
    this.#lost++;
  }

  /** `idealNs`: null where it is not known. */
  completed(bytes: number, completionNs: number, idealNs: number | null): void {
    this.#received++;
    this.#receivedBytes += bytes;
    this.completionTime.add(completionNs);
    if (idealNs !== null && idealNs > 0) this.#slowdown.add(completionNs / idealNs);
  }

  get report(): FlowTimes {
    return {
      sent: this.#sent,
      received: this.#received,
      lost: this.#lost,
      inFlight: this.#sent - this.#received - this.#lost,
      receivedBytes: this.#receivedBytes,
      completionTime: this.completionTime.statistics(),
      slowdown: this.#slowdown.statistics(),
    };
  }
}

/** Flows by their sizes. */
export class FlowClasses {
  readonly #specs: readonly FlowClassSpec[];
  readonly measures: readonly FlowMeasure[];

  constructor(specs: readonly FlowClassSpec[]) {
    let before = 0;
    for (const [index, { mostBytes }] of specs.entries()) {
      if (mostBytes === null) {
        if (index === specs.length - 1) continue;
        throw new AppSpecError('only the last class has no limit');
      }
      assertInteger('the limit of a class', mostBytes, before + 1);
      before = mostBytes;
    }
    this.#specs = specs;
    this.measures = specs.map(() => new FlowMeasure());
  }

  /** The class of flows of a size; null where none is so large. */
  of(bytes: number): FlowMeasure | null {
    const index = this.#specs.findIndex(
      ({ mostBytes }) => mostBytes === null || bytes <= mostBytes,
    );
    return this.measures[index] ?? null;
  }

  get report(): FlowClassReport[] {
    return this.#specs.map(({ name, mostBytes }, index) => ({
      name,
      mostBytes,
      ...(this.measures[index] as FlowMeasure).report,
    }));
  }
}
