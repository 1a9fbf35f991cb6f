import type { AddressPlan, AppEvent, AppScope } from '@packetloom/language';
import { createApp, type RunningApp } from '@packetloom/language/run';
import type { Simulation } from '@packetloom/sim';

/** An app of a scenario: one program, or several under one name. */
export interface ScenarioApp extends RunningApp<AppScope> {
  readonly event: AppEvent;
}

/** An app for an event. */
export function scenarioApp(
  simulation: Simulation,
  plan: AddressPlan,
  event: AppEvent,
): ScenarioApp {
  const running = createApp(event, { simulation, plan });
  return {
    event,
    schedule: () => running.schedule(),
    get scope() {
      return running.scope;
    },
    get pings() {
      return running.pings ?? [];
    },
  };
}
