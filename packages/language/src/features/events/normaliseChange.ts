import type { Context } from '../../context/context.js';
import type { ScenarioEvent as WrittenEvent } from '../../schema/generated/writtenScenario.js';
import type { EventInputs } from '../define/event.js';
import { type ChangeEvent, EVENT_KEYS, EVENTS, type EventKey } from './index.js';

/** An event that is no app, as it is run; null if what is wrong with it leaves nothing. */
export function normaliseChange(
  event: WrittenEvent,
  atNs: number,
  inputs: EventInputs,
  context: Context,
): ChangeEvent | null {
  const key = EVENT_KEYS.find((candidate) => event[candidate] !== undefined);
  return key === undefined ? null : normalised(key, event, atNs, inputs, context);
}

function normalised<Key extends EventKey>(
  key: Key,
  event: WrittenEvent,
  atNs: number,
  inputs: EventInputs,
  context: Context,
): ChangeEvent | null {
  const detail = event[key];
  if (detail === undefined || detail === null) return null;
  return EVENTS[key].normalise({ event, detail, atNs }, inputs, context);
}
