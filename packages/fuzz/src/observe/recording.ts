import type { CounterName } from '@packetloom/core';
import { loadScenario, type WrittenScenario } from '@packetloom/language';
import type { ScenarioResult } from '@packetloom/runner';
import { runScenario } from '@packetloom/scenarios';
import type { Simulation, SimulationEvent } from '@packetloom/sim';
import { type NetworkFacts, networkFacts } from './network.js';
import { scenarioYaml } from './scenarioYaml.js';
import { type ProgramEnd, SocketTap } from './tcp/socketTap.js';

/** More than any generated scenario causes: what goes on longer never ends. */
const MAX_EVENTS = 60_000;
/** So many events lie between two looks at the counters. */
const LOOK_EVERY = 61;

/** A counter that was smaller than before. */
export interface FallenCounter {
  readonly node: string;
  readonly counter: string;
  readonly before: number;
  readonly after: number;
}

/** A run of a scenario, with all that can be asked of it afterwards. */
export interface Recording {
  readonly network: NetworkFacts;
  readonly simulation: Simulation;
  /** Everything that happened, packets with their octets. */
  readonly events: readonly SimulationEvent[];
  /** The same without what ARP packets went through. */
  readonly ipv4Events: readonly SimulationEvent[];
  /** null: the run did not come to its end. */
  readonly result: ScenarioResult | null;
  /** What the run threw, but for what ended it here. */
  readonly error: Error | null;
  /** More happened than a scenario of this size can cause. */
  readonly endless: boolean;
  readonly fallenCounters: readonly FallenCounter[];
  /** Most octets of fragments that a node held at a time, and what the run held in the end. */
  readonly maxHeldBytes: number;
  /** Ends of TCP connections that programs had. */
  readonly tcpEnds: readonly ProgramEnd[];
  /** What was sent beyond a congestion window, in words. */
  readonly overruns: readonly string[];
}

class EndlessRun extends Error {}

/** A scenario file that should be valid and is not. */
export class RefusedScenario extends Error {
  override readonly name = 'RefusedScenario';
  readonly code = 'refused-scenario';
}

/** Loads a scenario from its text, as a file would be. */
export function loadText(text: string) {
  const bytes = new TextEncoder().encode(text);
  const loaded = loadScenario({
    file: 'fuzz.yaml',
    bytes,
    readSibling: () => ({ message: 'there are no other files' }),
  });
  if (loaded.ok) return loaded;
  throw new RefusedScenario(loaded.problems.map(({ message }) => message).join('; '));
}

/** Runs a scenario to its end and keeps everything that happens. */
export function record(written: WrittenScenario): Recording {
  const loaded = loadText(scenarioYaml(written));
  const events: SimulationEvent[] = [];
  const watch = new CounterWatch();
  const tap = new SocketTap();
  let simulation: Simulation | undefined;
  let result: ScenarioResult | null = null;
  let error: Error | null = null;
  let endless = false;
  try {
    const onSimulation = (made: Simulation) => {
      simulation = made;
      made.bus.eventsWithOctets$.subscribe((event) => {
        events.push(event);
        if (events.length > MAX_EVENTS) throw new EndlessRun();
        if (events.length % LOOK_EVERY === 0) watch.look(made);
        tap.look(event);
      });
    };
    result = tap.during(() => runScenario(loaded, { onSimulation }));
  } catch (thrown) {
    if (thrown instanceof Error && thrown.cause instanceof EndlessRun) endless = true;
    else error = thrown instanceof Error ? thrown : new Error(String(thrown));
  }
  if (simulation === undefined) throw error ?? new Error('no simulation was made');
  watch.look(simulation);
  const { fallen: fallenCounters, maxHeldBytes } = watch;
  const network = networkFacts(loaded);
  const ipv4Events = events.filter((event) => !isAboutArp(event));
  return {
    network,
    simulation,
    events,
    ipv4Events,
    result,
    error,
    endless,
    fallenCounters,
    maxHeldBytes,
    tcpEnds: tap.ends,
    overruns: tap.overruns,
  };
}

function isAboutArp(event: SimulationEvent): boolean {
  return 'packet' in event && event.packet.arpOperation !== undefined;
}

/** Looks at counters and memory now and then. */
class CounterWatch {
  readonly fallen: FallenCounter[] = [];
  maxHeldBytes = 0;
  readonly #before = new Map<string, Partial<Record<CounterName, number>>>();

  look(simulation: Simulation): void {
    for (const [node, host] of simulation.hosts) {
      this.maxHeldBytes = Math.max(this.maxHeldBytes, host.reassembler.heldBytes);
      const now = host.counters.nonZero();
      for (const [counter, before] of Object.entries(this.#before.get(node) ?? {})) {
        const after = now[counter as CounterName] ?? 0;
        if (after < before) this.fallen.push({ node, counter, before, after });
      }
      this.#before.set(node, now);
    }
  }
}
