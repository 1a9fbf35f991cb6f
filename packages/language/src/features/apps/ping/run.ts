import type { Ipv4Address } from '@packetloom/core';
import type { App, PingReport, Simulation } from '@packetloom/sim';
import { DurationSamples } from '@packetloom/sim/internal';
import type { AddressPlan } from '../../../addressing/index.js';
import { defineAppRun, type RunningApp, type StartedPing } from '../../define/appRun.js';
import { addressOf } from '../common/addresses.js';
import { repeated } from '../common/plannedSends.js';
import { withHistogram } from '../common/scheduledApp.js';
import { typeOfService } from '../common/typeOfService.js';
import type { PingEvent } from './event.js';
import type { PingScope } from './fields.js';
import { PING } from './index.js';
import { text } from './text.js';

export const PING_RUN = defineAppRun(PING, {
  text,
  plannedSends(event, endNs) {
    const pairs = event.from.reduce(
      (sum, from) => sum + event.to.filter((to) => to !== from).length,
      0,
    );
    return pairs * repeated(event, endNs);
  },
  make: (event, { simulation, plan }) => new PingMesh(simulation, plan, event),
});

/** Pings between every two of some nodes; made when they begin, as there can be a great many. */
class PingMesh implements RunningApp<PingScope> {
  readonly #event: PingEvent;
  readonly #simulation: Simulation;
  readonly #plan: AddressPlan;
  readonly #pairs: readonly (readonly [string, string | Ipv4Address])[];
  readonly #started: {
    from: string;
    to: string | Ipv4Address;
    startNs: number;
    app: App<PingReport>;
  }[] = [];

  constructor(simulation: Simulation, plan: AddressPlan, event: PingEvent) {
    this.#simulation = simulation;
    this.#plan = plan;
    this.#event = event;
    const { from, to } = event;
    this.#pairs = from.flatMap((source) =>
      to.filter((target) => target !== source).map((target) => [source, target] as const),
    );
  }

  schedule(): void {
    const { atNs, staggerNs } = this.#event;
    const pairs = this.#pairs;
    if (staggerNs === 0) {
      this.#simulation.at(atNs, () => {
        for (const [source, target] of pairs) this.#start(source, target);
      });
      return;
    }
    for (const [index, [source, target]] of pairs.entries()) {
      this.#simulation.at(atNs + index * staggerNs, () => this.#start(source, target));
    }
  }

  get pings(): readonly StartedPing[] {
    return this.#started.map(({ app, ...ping }) => ({ ...ping, report: app.report }));
  }

  get scope(): PingScope {
    const reports = this.#started.map(({ app }) => app.report);
    const sum = (key: 'sent' | 'received' | 'lost' | 'inFlight' | 'duplicated' | 'reordered') =>
      reports.reduce((total, report) => total + report[key], 0);
    const sent = sum('sent');
    const haveAllBegun = this.#started.length === this.#pairs.length;
    return {
      kind: 'ping',
      begun: this.#started.length > 0,
      finished: haveAllBegun && this.#started.every(({ app }) => app.done),
      sent,
      received: sum('received'),
      lost: sum('lost'),
      inFlight: sum('inFlight'),
      unsent: this.#pairs.length * this.#event.count - sent,
      duplicated: sum('duplicated'),
      reordered: sum('reordered'),
      errors: reports.flatMap(({ errors }) => errors),
      failures: reports.flatMap(({ failures }) => failures.map(({ error }) => error)),
      ...this.#times(reports),
    };
  }

  /** Of all pings together; the interarrival jitter is one of a single ping. */
  #times(
    reports: readonly PingReport[],
  ): Pick<PingScope, 'rtt' | 'jitter' | 'interarrivalJitterNs'> {
    const [first, ...others] = this.#started;
    if (first !== undefined && others.length === 0) {
      const { app } = first;
      const { rtt, jitter, interarrivalJitterNs } = app.report;
      return {
        rtt: withHistogram(rtt, app.distributions?.rtt),
        jitter: withHistogram(jitter, app.distributions?.jitter),
        interarrivalJitterNs,
      };
    }
    const samples = new DurationSamples();
    for (const { replies } of reports) for (const { rttNs } of replies) samples.add(rttNs);
    return { rtt: withHistogram(samples.statistics(), samples) };
  }

  #start(from: string, to: string | Ipv4Address): void {
    const { name, count, intervalNs, sizeBytes, df, ttl, timeoutNs } = this.#event;
    const app = this.#simulation.createApp('ping', {
      name,
      from,
      to: addressOf(this.#plan, to),
      count,
      intervalNs,
      sizeBytes,
      dontFragment: df,
      typeOfService: typeOfService(this.#event),
      timeoutNs,
      ...(ttl === null ? {} : { ttl }),
    });
    this.#started.push({ from, to, startNs: this.#simulation.nowNs, app });
    app.start();
  }
}
