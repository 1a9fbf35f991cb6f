import { misunderstood, type Reading, understood } from './quantity.js';

const FORM = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?Z$/;
/** Captures count nanoseconds since 1970 in 64 bits. */
const LAST_YEAR = 2200;

/** `2026-01-01T00:00:00Z` as milliseconds since 1970. UTC only. */
export function readEpoch(text: string): Reading<number> {
  const expected = 'an epoch is a date and time in UTC, such as 2026-01-01T00:00:00Z';
  if (!FORM.test(text)) {
    const day = /^\d{4}-\d{2}-\d{2}$/.test(text);
    return misunderstood(`is no epoch: ${expected}`, day ? `${text}T00:00:00Z` : undefined);
  }
  const milliseconds = Date.parse(text);
  // Date.parse takes 30 February for 1 March; such a day reads back differently.
  const exists =
    Number.isFinite(milliseconds) &&
    new Date(milliseconds).toISOString().startsWith(text.slice(0, 19));
  if (!exists) return misunderstood('is a day or a time that does not exist');
  if (milliseconds < 0 || Number(text.slice(0, 4)) > LAST_YEAR) {
    return misunderstood(`is not between 1970 and ${LAST_YEAR}`);
  }
  return understood(milliseconds);
}
