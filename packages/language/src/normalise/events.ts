import { accepted } from '../context/accepted.js';
import type { Context } from '../context/context.js';
import type { DocumentPath } from '../diagnostics/diagnostic.js';
import { APP_KINDS, type AppEvent } from '../features/apps/index.js';
import { normaliseApp } from '../features/apps/normaliseApp.js';
import type { AppInputs } from '../features/define/app.js';
import { camelCase } from '../features/define/camelCase.js';
import type { EventInputs } from '../features/define/event.js';
import { normaliseChange } from '../features/events/normaliseChange.js';
import { formatDuration, readDuration } from '../quantity/units.js';
import type { ScenarioEvent } from '../scenario/scenarioDocument.js';
import type { ScenarioEvent as WrittenEvent } from '../schema/generated/writtenScenario.js';

/** What events happen to, and until when. */
export interface EventSurroundings extends EventInputs {
  readonly stopNs: number | null;
}

/** The events of the file, in its order. */
export function normaliseEvents(
  written: readonly WrittenEvent[],
  inputs: EventSurroundings,
  context: Context,
): ScenarioEvent[] {
  const names = nameApps(written, context);
  const events: ScenarioEvent[] = [];
  for (const event of written) {
    const atNs = accepted(readDuration(event.at));
    checkTime(atNs, [...context.pathOf(event), 'at'], inputs.stopNs, context);
    const normalised =
      appOf(event, atNs, names.get(event) ?? '', inputs, context) ??
      normaliseChange(event, atNs, inputs, context);
    if (normalised !== null) events.push(normalised);
  }
  return events;
}

/** Tells about what would happen after the end. */
export function checkTime(
  atNs: number,
  path: DocumentPath,
  stopNs: number | null,
  { findings }: Context,
): void {
  if (stopNs === null || atNs <= stopNs) return;
  const message = `${formatDuration(atNs)} is after the scenario stops (stop: ${formatDuration(stopNs)})`;
  findings.add({ path, message });
}

/** What is said of apps where a thing goes with none of them, or with them alone. */
const APPS_BY_NAME = 'a ping, traceroute or other app';

function nameApps(
  written: readonly WrittenEvent[],
  { findings, pathOf }: Context,
): Map<WrittenEvent, string> {
  const taken = new Set<string>();
  const names = new Map<WrittenEvent, string>();
  for (const event of written) {
    if (event.name === undefined) continue;
    const path = [...pathOf(event), 'name'];
    if (!APP_KINDS.some((kind) => event[kind] !== undefined)) {
      const message = `only ${APPS_BY_NAME} has a name`;
      findings.add({ path, about: 'key', message });
    } else if (taken.has(event.name)) {
      findings.add({ path, message: `another event is named '${event.name}' already` });
    }
    taken.add(event.name);
    names.set(event, event.name);
  }
  for (const kind of APP_KINDS) {
    let number = 1;
    // A name that expressions can write.
    const word = camelCase(kind);
    for (const event of written) {
      if (event[kind] === undefined || names.has(event)) continue;
      while (taken.has(`${word}${number}`)) number += 1;
      taken.add(`${word}${number}`);
      names.set(event, `${word}${number}`);
    }
  }
  return names;
}

function appOf(
  event: WrittenEvent,
  atNs: number,
  name: string,
  { nodeNames, nicsOf, links, linkNames, stopNs }: EventSurroundings,
  context: Context,
): AppEvent | null {
  const isLinked = (node: string) => nicsOf(node).size > 0;
  const network = { nodeNames, isLinked, nicsOf, links, linkNames };
  const about: AppInputs = { name, atNs, ...network, stopNs };
  for (const key of ['node', 'nic', 'link', 'segment', 'port'] as const) {
    if (event[key] === undefined || !APP_KINDS.some((kind) => event[kind] !== undefined)) continue;
    const message = `'${key}' does not go with ${APPS_BY_NAME}: they say from and to`;
    context.findings.add({ path: [...context.pathOf(event), key], about: 'key', message });
  }
  return normaliseApp(event, about, context);
}
