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
