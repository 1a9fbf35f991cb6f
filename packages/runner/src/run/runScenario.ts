import { type AddressPlan, addressNames, type ScenarioDocument } from '@packetloom/language';
import { expectationNamesOf } from '@packetloom/language/internal';
import {
  beginOutputs,
  type OutputPhase,
  type OutputSinks,
  type RunningOutput,
} from '@packetloom/language/run';
import { createSimulation, type Segment, type Simulation } from '@packetloom/sim';
import { capturedNics } from '../expectations/index.js';
import { plannedSends, RunGuard } from '../limits/index.js';
import { addNetwork, configureNetwork, installRoutes } from '../network/index.js';
import {
  capturePackets,
  DropCounts,
  type MissingPacket,
  MissingPacketLedger,
  type Timeline,
  TimelineRecorder,
} from '../observe/index.js';
import type { ScriptHost } from '../script/index.js';
import { namesIn, type ReaderOf, ScopeReader } from '../views/readColumn.js';
import type { ScenarioApp } from './apps.js';
import { networkScope, nodeScope, segmentScope } from './networkScope.js';
import type { ScenarioResult, SegmentResult } from './result.js';
import { scheduleEvents } from './scheduleEvents.js';
import { scriptsOf } from './scripts.js';
import { ExpectationWatch } from './watch.js';

/** How a scenario is run, and where its captures (pcapng), events (JSON Lines) and time series (CSV) go. */
export interface RunOptions extends OutputSinks {
  /** Instead of the scenario's own. */
  readonly seed?: number;
  /** Which run of the seed: each draws random numbers of its own. From 0; default 0. */
  readonly run?: number;
  /** Whether the story of the run is told, and with the everyday work of IGMP. Default false. */
  readonly timeline?: boolean | 'with-control';
  /** Called with the simulation before anything is in it: whoever wants to see more listens to its bus. */
  readonly onSimulation?: (simulation: Simulation) => void;
  /**
   * Knows the packets that have no disposition in the end. Without it, a run whose packets do not add up is repeated
   * with one.
   */
  readonly ledger?: MissingPacketLedger;
  /** The run is given up with a `RunawayError` if it has more events than this. Default: no limit. */
  readonly maxEvents?: number;
  /**
   * The run is given up with a `RunawayError` if packets take more octets of memory than this. Default 256 MiB.
   */
  readonly maxPacketBytes?: number;
  /** What runs the scripts of a scenario; without it, one with scripts throws a `NoScriptHostError`. */
  readonly scriptHost?: ScriptHost;
  /** Whether the fingerprint is taken. Without it, the result has an empty text. Default true. */
  readonly fingerprint?: boolean;
  /** Asked now and then: the run ends early if it is true. */
  readonly isOver?: () => boolean;
  /** Called now and then. */
  readonly onProgress?: (nowNs: number, events: number) => void;
  /** Called as each phase begins: whoever has a clock measures them. */
  readonly onPhase?: (phase: RunPhase) => void;
}

/** What a run does: the network, its routes, what happens in it, and what came of it. */
export type RunPhase = 'build' | 'routes' | 'run' | 'report';

/** What is run: a scenario, and the addresses of its NICs. */
export interface RunnableScenario {
  readonly document: ScenarioDocument;
  readonly plan: AddressPlan;
}

const NO_TIMELINE: Timeline = { entries: [], more: 0, control: 0 };

/**
 * Runs a scenario. The result depends on the scenario and the seed alone. Throws a `RunawayError` if time stands
 * still, or with more than `maxEvents` events or `maxPacketBytes` octets of packets.
 */
export function runScenario(scenario: RunnableScenario, options: RunOptions = {}): ScenarioResult {
  const { document, plan } = scenario;
  const { seed = document.seed, run = 0, scriptHost = null } = options;
  const { ledger, onPhase } = options;
  onPhase?.('build');
  const modules = ledger === undefined ? [] : [ledger.module];
  const { maxPacketBytes } = options;
  const memory = maxPacketBytes === undefined ? {} : { maxPacketBytes };
  const simulation = createSimulation({ seed, run, epochMs: document.epochMs, modules, ...memory });
  ledger?.follow(simulation);
  options.onSimulation?.(simulation);
  const fingerprint = (options.fingerprint ?? true) ? simulation.recordFingerprint() : null;
  const drops = new DropCounts(simulation);
  const timeline =
    (options.timeline ?? false) === false
      ? null
      : new TimelineRecorder(simulation, addressNames(plan), options.timeline === 'with-control');
  const outputs: RunningOutput[] = [];
  const begin = (phase: OutputPhase) => {
    const readerOf: ReaderOf = (columns) => new ScopeReader(namesIn(columns, names), scope);
    const surroundings = { simulation, readerOf };
    outputs.push(...beginOutputs(phase, document.outputs, options, surroundings));
  };
  begin('empty');
  addNetwork(simulation, document);
  begin('network');
  const names = expectationNamesOf(document);
  const captures = capturePackets(simulation, document.name, {
    nics: capturedNics(document.expectations, names),
  });
  configureNetwork(simulation, document, plan);
  onPhase?.('routes');
  installRoutes(simulation, document, plan);
  onPhase?.('run');
  const scripts = scriptsOf(document, {
    simulation,
    plan,
    host: scriptHost,
    apps: () => scope.apps,
    add: (text) => timeline?.add({ timeNs: simulation.nowNs, where: 'script', what: text }),
  });
  const apps = scheduleEvents(simulation, document, plan, scripts);
  const scope = networkScope(simulation, apps, drops, { seed, run, captures });
  const watch = new ExpectationWatch(document.expectations, names, scope);
  begin('events');
  const guard = new RunGuard(simulation, document.name, options.maxEvents);
  guard.lookAhead(plannedSends(document));
  const { onProgress, isOver = never } = options;
  const pass = () => {
    letTimePass({ simulation, watch, guard, onProgress, isOver }, document.stopNs);
  };
  const guarded = () => guard.within(pass, scriptHost?.isHostRealmError ?? isAnything);
  if (scripts === null) guarded();
  else scripts.during(guarded);
  onPhase?.('report');
  for (const output of outputs) output.end();
  const expectations = watch.end();
  const accounting = simulation.accounting();
  return {
    name: document.name,
    seed,
    run,
    fingerprint: fingerprint?.digestHex() ?? '',
    passed: expectations.every(({ passed }) => passed) && accounting.unaccounted === 0,
    simulatedNs: simulation.nowNs,
    events: simulation.clock.events,
    expectations,
    accounting,
    missing:
      accounting.unaccounted > 0 ? (ledger?.missing ?? missingPackets(scenario, options)) : [],
    firstDropped: drops.firstDropped,
    nodes: [...simulation.hosts.values()].map((host) => {
      return { name: host.name, ...nodeScope(host, drops) };
    }),
    links: [...simulation.links.values()].map(({ name, forward, reverse }) => ({
      name,
      forward: forward.stats,
      reverse: reverse.stats,
    })),
    segments: [...simulation.segments.values()].map((segment) =>
      segmentResult(segment, simulation),
    ),
    addressConflicts: [...simulation.hosts.values()].flatMap(({ name: node, nics }) =>
      nics.flatMap(({ name: nic, ethernet }) =>
        (ethernet?.addressConflicts ?? []).map((conflict) => ({ node, nic, ...conflict })),
      ),
    ),
    apps: [...apps.values()].map(resultOf),
    timeline: timeline?.timeline ?? NO_TIMELINE,
  };
}

/** Without scripts, all that is thrown is ours. */
function isAnything(): boolean {
  return true;
}

function segmentResult(segment: Segment, simulation: Simulation): SegmentResult {
  const { name, kind } = segment;
  return { name, kind, ...structuredClone(segmentScope(segment, simulation)) };
}

/** The same run once more, which knows each packet: it takes longer, and only a bug asks for it. */
function missingPackets(
  scenario: RunnableScenario,
  { seed, run, scriptHost, onSimulation }: RunOptions,
): readonly MissingPacket[] {
  const ledger = new MissingPacketLedger();
  return runScenario(scenario, {
    ledger,
    ...(seed === undefined ? {} : { seed }),
    ...(run === undefined ? {} : { run }),
    ...(scriptHost === undefined ? {} : { scriptHost }),
    ...(onSimulation === undefined ? {} : { onSimulation }),
  }).missing;
}

function resultOf({ event, scope, pings }: ScenarioApp): ScenarioResult['apps'][number] {
  const intervalNs = 'intervalNs' in event ? event.intervalNs : 0;
  // Histograms are made when they are read: now, at the end of the run.
  const plain = structuredClone({ scope, pings: pings ?? [] });
  return { name: event.name, atNs: event.atNs, intervalNs, ...plain };
}

/** A run while time passes. */
interface Passing {
  readonly simulation: Simulation;
  readonly watch: ExpectationWatch;
  readonly guard: RunGuard;
  readonly onProgress: RunOptions['onProgress'];
  readonly isOver: () => boolean;
}

function never(): boolean {
  return false;
}

/** Runs from one time at which something is decided to the next, and then to the end. */
function letTimePass(passing: Passing, stopNs: number | null): void {
  const { simulation, watch } = passing;
  watch.afterEvent();
  for (;;) {
    const timeNs = watch.nextTimeNs(simulation.nowNs);
    if (timeNs === null) break;
    const reached = runUntil(passing, timeNs);
    if (passing.isOver()) return;
    if (reached) watch.atTime(timeNs);
  }
  runUntil(passing, stopNs);
}

/** Events between two looks at whether a run is over, or two reports of progress where they are stepped through. */
const PROGRESS_EVENTS = 65_536;

/**
 * Runs until a time, or to the end. An event may decide what was to be decided at that time: then it is
 * not waited for, and the result is false.
 */
function runUntil(passing: Passing, timeNs: number | null): boolean {
  const { simulation, watch, guard, onProgress, isOver } = passing;
  const until = timeNs === null ? {} : { untilNs: timeNs };
  while (watch.asksEachEvent && !isOver()) {
    const before = simulation.clock.events;
    const summary = simulation.run({ ...until, maxEvents: guard.allowed(1) });
    guard.look(summary);
    const { nowNs, events } = summary;
    if (events === before) return true;
    const decided = watch.afterEvent();
    if (events % PROGRESS_EVENTS === 0) onProgress?.(nowNs, events);
    if (decided && timeNs !== null && watch.nextTimeNs(nowNs) !== timeNs) return false;
  }
  const progress = onProgress === undefined ? {} : { onProgress };
  const most = isOver === never ? undefined : PROGRESS_EVENTS;
  for (;;) {
    const summary = simulation.run({ ...until, ...progress, maxEvents: guard.allowed(most) });
    guard.look(summary);
    if (summary.end !== 'max-events' || isOver()) return true;
  }
}
