import type { AddressPlan, ScenarioDocument } from '@packetloom/language';
import { isApp } from '@packetloom/language/internal';
import { applyEvent, type EventSurroundings } from '@packetloom/language/run';
import type { Simulation } from '@packetloom/sim';
import { type ScenarioApp, scenarioApp } from './apps.js';
import type { ScenarioScripts } from './scripts.js';

/** Sets up all events of a scenario, in the order of the file; returns its apps by name. */
export function scheduleEvents(
  simulation: Simulation,
  document: ScenarioDocument,
  plan: AddressPlan,
  scripts: ScenarioScripts | null,
): ReadonlyMap<string, ScenarioApp> {
  const apps = new Map<string, ScenarioApp>();
  const surroundings: EventSurroundings = {
    simulation,
    plan,
    callScript: (call) => scripts?.call(call),
  };
  for (const event of document.events) {
    if (isApp(event)) {
      const app = scenarioApp(simulation, plan, event);
      apps.set(event.name, app);
      app.schedule();
    } else {
      simulation.at(event.atNs, () => applyEvent(event, surroundings));
    }
  }
  return apps;
}
