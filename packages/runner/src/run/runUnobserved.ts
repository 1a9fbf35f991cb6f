import { createSimulation, type Simulation } from '@packetloom/sim';
import { addNetwork, configureNetwork, installRoutes } from '../network/index.js';
import type { RunnableScenario } from './runScenario.js';
import { scheduleEvents } from './scheduleEvents.js';

/** A run that nobody looked at. */
export interface UnobservedRun {
  readonly simulation: Simulation;
  /** Whether it came to its end. */
  readonly ended: boolean;
}

/**
 * Runs a scenario without fingerprint, expectations and outputs: nothing but counters tells what happened. Scripts
 * are not run.
 *
 * @param maxEvents where a run that may never end is cut off.
 */
export function runUnobserved(scenario: RunnableScenario, maxEvents: number): UnobservedRun {
  const { document, plan } = scenario;
  const simulation = createSimulation({ seed: document.seed, epochMs: document.epochMs });
  addNetwork(simulation, document);
  configureNetwork(simulation, document, plan);
  installRoutes(simulation, document, plan);
  scheduleEvents(simulation, document, plan, null);
  const until = document.stopNs === null ? {} : { untilNs: document.stopNs };
  return { simulation, ended: simulation.run({ ...until, maxEvents }).end !== 'max-events' };
}
