// How far off an instant may be.
import type { Settings } from '../host/settings.js';
import type { EventTime } from '../language/script.js';
import { secondsText } from '../packet/notation.js';

/** An instant, or a range of them, since the script began; null for any. */
export type Due = { readonly fromUs: number; readonly toUs: number } | null;

export function dueOf(time: EventTime, previousUs: number): Due {
  switch (time.kind) {
    case 'any':
      return null;
    case 'absolute':
      return { fromUs: time.us, toUs: time.us };
    case 'relative':
      return { fromUs: previousUs + time.us, toUs: previousUs + time.us };
    case 'absolute-range':
      return { fromUs: time.us, toUs: time.endUs };
    case 'relative-range':
      return { fromUs: previousUs + time.us, toUs: previousUs + time.endUs };
  }
}

/** The larger of a fixed time, and a part of that since the event before. */
export function toleranceUs(settings: Settings, sinceUs: number): number {
  return Math.max(settings.toleranceUs, (sinceUs * settings.tolerancePercent) / 100);
}

export function dueText(due: Due): string {
  if (due === null) return 'any time';
  const { fromUs, toUs } = due;
  return fromUs === toUs ? secondsText(fromUs) : `${secondsText(fromUs)}~${secondsText(toUs)}`;
}
