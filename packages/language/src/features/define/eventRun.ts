import type { Simulation } from '@packetloom/sim';
import type { AddressPlan } from '../../addressing/index.js';
import type { ScriptCall } from '../../document/scriptSource.js';
import type { EventBase } from './event.js';

/** Where an event happens. */
export interface EventSurroundings {
  readonly simulation: Simulation;
  readonly plan: AddressPlan;
  /** Calls a function of a script. */
  readonly callScript: (call: ScriptCall) => void;
}

/** What makes an event happen, and what is told of it. */
export interface EventRun<Event> {
  /** Called at its time. */
  readonly apply: (event: Event, surroundings: EventSurroundings) => void;
  /** What it happens to, in the timeline: a node, a link. */
  readonly subject: (event: Event) => string;
  /** What happens, in a line of the timeline. */
  readonly text: (event: Event) => string;
}

/** The other half of an event, for the list in `features/events/run.ts`. */
export function defineEventRun<Event extends EventBase<string>>(
  run: EventRun<Event>,
): EventRun<Event> {
  return run;
}
