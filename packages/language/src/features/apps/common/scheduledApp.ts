import type {
  App,
  DurationStatistics,
  FlowCounts,
  IcmpErrorReport,
  SendFailure,
  Simulation,
} from '@packetloom/sim';
import type { DurationSamples } from '@packetloom/sim/internal';
import type { TimesScope } from '../../../fields/types/scope.js';
import type { RunningApp } from '../../define/appRun.js';
import type { AppState, OneWayScope } from './scope.js';

/** A program of a scenario, and whether it has begun. */
export class ScheduledApp<Report> {
  readonly app: App<Report>;
  #begun = false;

  constructor(app: App<Report>) {
    this.app = app;
  }

  start(): void {
    this.#begun = true;
    this.app.start();
  }

  get state(): AppState {
    return { begun: this.#begun, finished: this.app.done };
  }
}

/** What an app that counts datagrams one way reports. */
type OneWayReport = FlowCounts & {
  readonly unsent: number;
  readonly errors: readonly IcmpErrorReport[];
  readonly failures: readonly SendFailure[];
};

/** Times with their histogram, which is made when it is asked for. */
export function withHistogram(
  statistics: DurationStatistics | null,
  samples: DurationSamples | undefined,
): TimesScope | null {
  if (statistics === null) return null;
  return {
    ...statistics,
    get histogram() {
      return samples?.histogram() ?? [];
    },
  };
}

/** What expressions see of an app that counts datagrams one way. */
export function oneWayScope<Report extends OneWayReport>({
  app: { report, distributions },
  state,
}: ScheduledApp<Report>): OneWayScope {
  const { failures, delay, jitter, ...counts } = report;
  return {
    ...state,
    ...counts,
    delay: withHistogram(delay, distributions?.delay),
    jitter: withHistogram(jitter, distributions?.jitter),
    failures: failures.map(({ error }) => error),
  };
}

/** A program that begins at the time of its event. */
export function runningApp<Report, Scope>(
  scheduled: ScheduledApp<Report>,
  { simulation, atNs }: { readonly simulation: Simulation; readonly atNs: number },
  scopeOf: () => Scope,
): RunningApp<Scope> {
  return {
    schedule: () => simulation.at(atNs, () => scheduled.start()),
    get scope() {
      return scopeOf();
    },
  };
}
