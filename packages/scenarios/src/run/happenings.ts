import type { Simulation } from '@packetloom/sim';
import type { AddressPlan } from '../addressing/index.js';
import {
  isApp,
  type ScenarioDocument,
  type ScenarioEvent,
  type SegmentEvent,
} from '../language/document.js';
import { type ScenarioApp, scenarioApp } from './apps.js';

/** Sets up all events of a scenario, in the order of the file; returns its apps by name. */
export function scheduleEvents(
  simulation: Simulation,
  document: ScenarioDocument,
  plan: AddressPlan,
): ReadonlyMap<string, ScenarioApp> {
  const apps = new Map<string, ScenarioApp>();
  for (const event of document.events) {
    if (isApp(event)) {
      const app = scenarioApp(simulation, plan, event);
      apps.set(event.name, app);
      app.schedule();
    } else {
      simulation.at(event.atNs, () => happen(simulation, event));
    }
  }
  return apps;
}

function happen(simulation: Simulation, event: Exclude<ScenarioEvent, { name: string }>): void {
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
