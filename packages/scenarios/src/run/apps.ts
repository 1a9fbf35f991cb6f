import type { Ipv4Address } from '@packetloom/core';
import { type App, DurationSamples, type PingReport, type Simulation } from '@packetloom/sim';
import type { AddressPlan } from '../addressing/index.js';
import type { AppScope, PingScope } from '../expect/index.js';
import type { AppEvent, PingEvent, TracerouteEvent, UdpEvent } from '../language/document.js';
import { addressOf, ownerOf } from './addresses.js';
import { oneWayScope, withHistogram } from './appScopes.js';
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
  const app = simulation.makeApp('traceroute', spec);
  return {
    event,
    pings: [],
    schedule: () => simulation.at(atNs, () => app.start()),
    get scope() {
      const rtt = withHistogram(app.report.rtt, app.distributions?.rtt);
      return { kind: 'traceroute' as const, ...app.report, rtt };
    },
  };
}

function udpOf(simulation: Simulation, plan: AddressPlan, event: UdpEvent): ScenarioApp {
  const { name, from, atNs, port, count, intervalNs, payload } = event;
  const to = addressOf(plan, event.to);
  const app = simulation.makeApp('udp', {
    name,
    from,
    to,
    port,
    count,
    intervalNs,
    payload,
    dontFragment: event.df,
    typeOfService: typeOfService(event),
    receiver: event.receive ? ownerOf(plan, to) : null,
    ...(event.sourcePort === null ? {} : { sourcePort: event.sourcePort }),
    ...(event.ttl === null ? {} : { ttl: event.ttl }),
  });
  return {
    event,
    pings: [],
    schedule: () => simulation.at(atNs, () => app.start()),
    get scope() {
      return { kind: 'udp' as const, ...oneWayScope(app) };
    },
  };
}

/** Pings between every two of some nodes; made when they begin, as there can be a great many. */
class ScenarioPing implements ScenarioApp {
  readonly event: PingEvent;
  readonly #simulation: Simulation;
  readonly #plan: AddressPlan;
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
  }

  schedule(): void {
    const { from, to, atNs, staggerNs } = this.event;
    const pairs = from.flatMap((source) =>
      to.filter((target) => target !== source).map((target) => [source, target] as const),
    );
    if (staggerNs === 0) {
      this.#simulation.at(atNs, () => {
        for (const [source, target] of pairs) this.#start(source, target);
      });
      return;
    }
    for (const [place, [source, target]] of pairs.entries()) {
      this.#simulation.at(atNs + place * staggerNs, () => this.#start(source, target));
    }
  }

  get pings(): readonly StartedPing[] {
    return this.#started.map(({ app, ...ping }) => ({ ...ping, report: app.report }));
  }

  get scope(): AppScope {
    const reports = this.#started.map(({ app }) => app.report);
    const sum = (key: 'sent' | 'received' | 'lost' | 'duplicated' | 'reordered') =>
      reports.reduce((total, report) => total + report[key], 0);
    return {
      kind: 'ping',
      sent: sum('sent'),
      received: sum('received'),
      lost: sum('lost'),
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
