import type { EventSurroundings } from '../define/eventRun.js';
import type { ChangeEvent, ChangeEvents, ChangeKind } from './index.js';
import { EVENT_RUNS } from './run.js';

/** Makes an event happen, now. */
export function applyEvent(event: ChangeEvent, surroundings: EventSurroundings): void {
  apply(event.kind, event, surroundings);
}

function apply<Kind extends ChangeKind>(
  kind: Kind,
  event: ChangeEvents[Kind],
  surroundings: EventSurroundings,
): void {
  EVENT_RUNS[kind].apply(event, surroundings);
}

/** What an event happens to, and what happens, in words. */
export function eventText(event: ChangeEvent): {
  readonly subject: string;
  readonly text: string;
} {
  return textOf(event.kind, event);
}

function textOf<Kind extends ChangeKind>(kind: Kind, event: ChangeEvents[Kind]) {
  const { subject, text } = EVENT_RUNS[kind];
  return { subject: subject(event), text: text(event) };
}
