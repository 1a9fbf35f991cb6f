import type { App } from '../apps/index.js';
import type { Simulation } from '../network/simulation.js';
import { assertSame, assertThat, type ComplianceCase } from './compliance.js';

/** An app to be judged. */
export interface AppSubject {
  /** A new network with a new app in it that has not begun, the same each time. */
  create(): { readonly simulation: Simulation; readonly app: App<object> };
  /** When it is over, for apps that never rest; by default, when nothing is left to happen. */
  readonly untilNs?: number;
}

/** The app begins here, so that one that began by itself at 0 is found out. */
const START_NS = 1_000_000_007;

/**
 * What every app does, whoever wrote it: a list of cases for any test runner, such as
 * `for (const { name, run } of appCompliance(subject)) it(name, run)`.
 */
export function appCompliance(subject: AppSubject): readonly ComplianceCase[] {
  return [
    { name: 'has a name and a kind', run: () => hasNames(subject) },
    { name: 'does nothing before it is started', run: () => isIdle(subject) },
    { name: 'begins at the present instant', run: () => beginsNow(subject) },
    { name: 'comes to its end, and stays there', run: () => ends(subject) },
    { name: 'reports plain values, the same when asked again', run: () => reports(subject) },
    { name: 'counts so that its numbers add up', run: () => addsUp(subject) },
    { name: 'keeps distributions of what it reports', run: () => distributes(subject) },
    { name: 'is the same each time, whatever others draw', run: () => repeats(subject) },
    { name: 'leaves every packet accounted for', run: () => accounts(subject) },
  ];
}

function hasNames(subject: AppSubject): void {
  const { simulation, app } = subject.create();
  const before = [app.name, app.kind];
  assertThat(
    app.name !== '' && app.kind !== '',
    `a name and a kind, found ${JSON.stringify(before)}`,
  );
  start({ simulation, app });
  finish(subject, simulation);
  assertSame('name and kind after a run', [app.name, app.kind], before);
}

function isIdle(subject: AppSubject): void {
  const { simulation, app } = subject.create();
  const report = JSON.stringify(app.report);
  assertThat(!app.done, 'an app is not done before it begins');
  let sent = 0;
  const subscription = simulation.bus.events$.subscribe((event) => {
    if (event.type === 'originated' && event.app === app.name) sent++;
  });
  simulation.run({ untilNs: START_NS });
  subscription.unsubscribe();
  assertThat(sent === 0, `nothing is sent before the start: ${sent} packets`);
  assertSame('the report before the start', JSON.stringify(app.report), report);
}

function beginsNow(subject: AppSubject): void {
  const { simulation, app } = subject.create();
  const timesNs: number[] = [];
  simulation.bus.events$.subscribe((event) => {
    if (event.type === 'originated' && event.app === app.name) timesNs.push(event.timeNs);
  });
  simulation.run({ untilNs: START_NS });
  app.start();
  assertSame('the instant after the start', simulation.nowNs, START_NS);
  assertThat(simulation.bus.sender === null, 'after it has sent, bus.sender is null again');
  finish(subject, simulation);
  const [first] = timesNs;
  assertThat(first === undefined || first >= START_NS, `it sent at ${first} ns, before its start`);
  assertThat(simulation.bus.sender === null, 'at the end bus.sender is null again');
}

function ends(subject: AppSubject): void {
  const { simulation, app } = begun(subject);
  let wasDone = app.done;
  const limit = subject.untilNs === undefined ? {} : { untilNs: START_NS + subject.untilNs };
  for (;;) {
    const { events } = simulation.clock;
    if (simulation.run({ ...limit, maxEvents: 1 }).events === events) break;
    assertThat(app.done || !wasDone, `it was done, and is not any more at ${simulation.nowNs} ns`);
    wasDone = app.done;
  }
  assertThat(
    app.done || subject.untilNs !== undefined,
    'nothing is left to happen, and it is not done',
  );
}

function reports(subject: AppSubject): void {
  const { app } = finished(subject);
  assertSame('a report that is read again', app.report, app.report);
  assertThat(
    isPlain(app.report),
    'a report holds plain values: texts, finite numbers, lists, mappings',
  );
}

/** Numbers of apps that count messages. */
const COUNTS = [
  'sent',
  'received',
  'lost',
  'inFlight',
  'unsent',
  'duplicated',
  'reordered',
  'receivedBytes',
];

/** At every moment, not at the end alone. */
function addsUp(subject: AppSubject): void {
  const { simulation, app } = begun(subject);
  countsAddUp(simulation, app);
  const limit = subject.untilNs === undefined ? {} : { untilNs: START_NS + subject.untilNs };
  for (;;) {
    const { events } = simulation.clock;
    if (simulation.run({ ...limit, maxEvents: 1 }).events === events) break;
    countsAddUp(simulation, app);
  }
  const inFlight: unknown = Reflect.get(app.report, 'inFlight');
  if (inFlight === undefined || subject.untilNs !== undefined) return;
  assertSame('messages in flight when nothing is left to happen', inFlight, 0);
}

function countsAddUp({ nowNs }: Simulation, { report }: App<object>): void {
  for (const key of COUNTS) {
    const count: unknown = Reflect.get(report, key);
    const isCount = count === undefined || (Number.isSafeInteger(count) && Number(count) >= 0);
    assertThat(isCount, `${key} is a count, found ${String(count)} at ${nowNs} ns`);
  }
  const counts = report as Record<string, number | undefined>;
  const { expected, received, lost, inFlight = 0 } = counts;
  const all = expected ?? counts.sent;
  if (all === undefined || received === undefined || lost === undefined) return;
  const what = expected === undefined ? 'sent' : 'expected';
  assertSame(
    `${what}, as received and lost and in flight, at ${nowNs} ns`,
    all,
    received + lost + inFlight,
  );
}

function distributes(subject: AppSubject): void {
  const { app } = finished(subject);
  for (const key of ['delay', 'jitter', 'rtt', 'responseTime'] as const) {
    const samples = app.distributions?.[key];
    if (samples === undefined) continue;
    assertSame(`the report's ${key}`, Reflect.get(app.report, key), samples.statistics());
    const counted = samples.histogram().reduce((sum, { count }) => sum + count, 0);
    assertSame(`the histogram of ${key}`, counted, samples.count);
  }
}

function repeats(subject: AppSubject): void {
  const expected = finished(subject).app.report;
  assertSame('the report of a second run', finished(subject).app.report, expected);
  const { simulation, app } = subject.create();
  simulation.random.forOwner('app/somebody else').stream('gaps').unit();
  start({ simulation, app });
  finish(subject, simulation);
  assertSame('the report beside somebody who draws', app.report, expected);
}

function accounts(subject: AppSubject): void {
  const { simulation } = finished(subject);
  assertSame('packets that are not accounted for', simulation.accounting().unaccounted, 0);
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isPlain);
  return value === null || typeof value === 'string' || typeof value === 'boolean';
}

interface TestedApp {
  readonly simulation: Simulation;
  readonly app: App<object>;
}

function start({ simulation, app }: TestedApp): void {
  simulation.run({ untilNs: START_NS });
  app.start();
}

function begun(subject: AppSubject): TestedApp {
  const tested = subject.create();
  start(tested);
  return tested;
}

function finished(subject: AppSubject): TestedApp {
  const tested = begun(subject);
  finish(subject, tested.simulation);
  return tested;
}

function finish({ untilNs }: AppSubject, simulation: Simulation): void {
  simulation.run(untilNs === undefined ? {} : { untilNs: START_NS + untilNs });
}
