import {
  type AddressPlan,
  type AppEvent,
  isApp,
  type ScenarioDocument,
  type ScenarioEvent,
  type ScriptEvent,
  type SegmentEvent,
} from '@packetloom/language';
import type { Simulation } from '@packetloom/sim';
import { type ScenarioApp, scenarioApp } from './apps.js';
import { setRules } from './buildNetwork.js';
import type { ScenarioScripts } from './scripts.js';

/** Sets up all events of a scenario, in the order of the file; returns its apps by name. */
export function scheduleEvents(
  simulation: Simulation,
  document: ScenarioDocument,
  plan: AddressPlan,
  scripts: ScenarioScripts | null,
): ReadonlyMap<string, ScenarioApp> {
  const apps = new Map<string, ScenarioApp>();
  for (const event of document.events) {
    if (isApp(event)) {
      const app = scenarioApp(simulation, plan, event);
      apps.set(event.name, app);
      app.schedule();
    } else if (event.kind === 'script') {
      simulation.at(event.atNs, () => scripts?.call(event));
    } else {
      simulation.at(event.atNs, () => apply(simulation, event));
    }
  }
  return apps;
}

type ScheduledEvent = Exclude<ScenarioEvent, AppEvent | ScriptEvent>;

function apply(simulation: Simulation, event: ScheduledEvent): void {
  switch (event.kind) {
    case 'inject':
      simulation.nic(event.node, event.nic).inject(event.octets);
      return;
    case 'join':
      simulation.nic(event.node, event.nic).joinGroup(event.group);
      return;
    case 'leave':
      // Leaving what was never joined changes nothing, as with a socket of Linux.
      simulation.nic(event.node, event.nic).leaveGroup(event.group);
      return;
    case 'iptables':
      setRules(simulation, event.node, event.lines);
      for (const { text } of event.lines) simulation.rulesChanged(event.node, text);
      return;
    case 'link': {
      const { up, forward, reverse } = event;
      simulation.link(event.link).set({ ...(up === undefined ? {} : { up }), forward, reverse });
      return;
    }
    case 'segment':
      changeSegment(simulation, event);
      return;
    case 'node-state':
      if (event.nic === null) simulation.setHostUp(event.node, event.up);
      else simulation.setNicUp(event.node, event.nic, event.up);
      return;
  }
}

function changeSegment(
  simulation: Simulation,
  { segment: name, port, up, forward, reverse }: SegmentEvent,
): void {
  const segment = simulation.segment(name);
  const ports = segment.ports.filter(
    ({ end }) => port === null || (end.host === port.node && end.nic === port.nic),
  );
  for (const changed of ports) changed.set({ toSegment: forward, fromSegment: reverse });
  if (up === undefined) return;
  if (port === null) segment.setUp(up);
  else for (const changed of ports) changed.setUp(up);
}
