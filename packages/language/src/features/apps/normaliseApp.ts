import type { Context } from '../../context/context.js';
import type { ScenarioEvent as WrittenEvent } from '../../schema/generated/writtenScenario.js';
import type { AppInputs } from '../define/app.js';
import { APP_KINDS, APPS, type AppEvent, type AppEvents, type AppKind } from './index.js';

/** The app of an event, as it is run; null if the event is none. */
export function normaliseApp(
  event: WrittenEvent,
  about: AppInputs,
  context: Context,
): AppEvent | null {
  for (const kind of APP_KINDS) {
    const app = normalised(kind, event, about, context);
    if (app !== null) return app;
  }
  return null;
}

/** Whether nodes have to speak TCP for the app of an event. */
export function speaksTcp(event: WrittenEvent): boolean {
  return APP_KINDS.some((kind) => speaks(kind, event));
}

function speaks<Kind extends AppKind>(kind: Kind, event: WrittenEvent): boolean {
  const written = event[kind];
  if (written === undefined || written === null) return false;
  return APPS[kind].speaksTcp?.(written) ?? false;
}

function normalised<Kind extends AppKind>(
  kind: Kind,
  event: WrittenEvent,
  about: AppInputs,
  context: Context,
): AppEvents[Kind] | null {
  const written = event[kind];
  return written === undefined || written === null
    ? null
    : APPS[kind].normalise(written, about, context);
}
