import type { Ipv4Address } from '@packetloom/core';
import type {
  AddressPlan,
  AppEvent,
  AppScope,
  PingEvent,
  PingScope,
  TracerouteEvent,
  UdpEvent,
} from '@packetloom/language';
import { type App, DurationSamples, type PingReport, type Simulation } from '@packetloom/sim';
import { addressOf, receiverOf } from './addresses.js';
import { Launch, oneWayScope, withHistogram } from './appScopes.js';
import { multicastApp } from './multicastApp.js';
import { trafficApp } from './trafficApps.js';
import { typeOfService } from './typeOfService.js';

/** An app of a scenario: one program, or several pings under one name. */
export interface ScenarioApp {
  readonly event: AppEvent;
  /** Sets up what happens at the time of the event. */
  schedule(): void;
  /** What came of it so far, as expectations see it. */
  readonly scope: AppScope;
  /** The pings of which it consists, that have begun; empty for other apps. */
  readonly pings: readonly StartedPing[];
}

/** A ping that has begun. */
export interface StartedPing {
  readonly from: string;
  readonly to: string | Ipv4Address;
  readonly startNs: number;
  readonly report: PingReport;
}

/** An app for an event. */
export function scenarioApp(
  simulation: Simulation,
  plan: AddressPlan,
  event: AppEvent,
): ScenarioApp {
  switch (event.kind) {
    case 'ping':
      return new ScenarioPing(simulation, plan, event);
    case 'traceroute':
      return tracerouteOf(simulation, plan, event);
    case 'udp':
      return udpOf(simulation, plan, event);
    case 'multicast':
      return multicastApp(simulation, event);
    default:
      return trafficApp(simulation, plan, event);
  }
}

function tracerouteOf(
  simulation: Simulation,
  plan: AddressPlan,
  event: TracerouteEvent,
): ScenarioApp {
  const { name, from, atNs, probe, maxHops, probesPerHop, timeoutNs } = event;
  const to = addressOf(plan, event.to);
  const spec = { name, from, to, probe, maxHops, probesPerHop, timeoutNs };
  const launch = new Launch(simulation.makeApp('traceroute', spec));
  return {
    event,
    pings: [],
    schedule: () => simulation.at(atNs, () => launch.start()),
    get scope() {
      const { report, distributions } = launch.app;
      return {
        kind: 'traceroute' as const,
        ...launch.state,
        ...report,
        unsent: 0,
        rtt: withHistogram(report.rtt, distributions?.rtt),
        failures: report.failures.map(({ error }) => error),
      };
    },
  };
}

function udpOf(simulation: Simulation, plan: AddressPlan, event: UdpEvent): ScenarioApp {
  const { name, from, atNs, port, count, intervalNs, payload } = event;
  const to = addressOf(plan, event.to);
  const made = simulation.makeApp('udp', {
    name,
    from,
    to,
    port,
    count,
    intervalNs,
    payload,
    dontFragment: event.df,
    typeOfService: typeOfService(event),
    ...receiverOf(plan, event, to),
    ...(event.sourcePort === null ? {} : { sourcePort: event.sourcePort }),
    ...(event.ttl === null ? {} : { ttl: event.ttl }),
  });
  const launch = new Launch(made);
  return {
    event,
    pings: [],
    schedule: () => simulation.at(atNs, () => launch.start()),
    get scope() {
      return { kind: 'udp' as const, ...oneWayScope(launch) };
    },
  };
}

/** Pings between every two of some nodes; made when they begin, as there can be a great many. */
class ScenarioPing implements ScenarioApp {
  readonly event: PingEvent;
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
    this.event = event;
    const { from, to } = event;
    this.#pairs = from.flatMap((source) =>
      to.filter((target) => target !== source).map((target) => [source, target] as const),
    );
  }

  schedule(): void {
    const { atNs, staggerNs } = this.event;
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

  get scope(): AppScope {
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
      unsent: this.#pairs.length * this.event.count - sent,
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
    const { name, count, intervalNs, sizeBytes, df, ttl, timeoutNs } = this.event;
    const app = this.#simulation.makeApp('ping', {
      name,
      from,
      to: addressOf(this.#plan, to),
      count,
      intervalNs,
      sizeBytes,
      dontFragment: df,
      typeOfService: typeOfService(this.event),
      timeoutNs,
      ...(ttl === null ? {} : { ttl }),
    });
    this.#started.push({ from, to, startNs: this.#simulation.nowNs, app });
    app.start();
  }
}
