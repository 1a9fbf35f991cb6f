import { type ParseResult, parsed, parseFailure } from './quantity.js';

const FORM = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?Z$/;
/** Captures count nanoseconds since 1970 in 64 bits. */
const LAST_YEAR = 2200;

/** `2026-01-01T00:00:00Z` as milliseconds since 1970. UTC only. */
export function readEpoch(text: string): ParseResult<number> {
  const expected = 'an epoch is a date and time in UTC, such as 2026-01-01T00:00:00Z';
  if (!FORM.test(text)) {
    const midnight = `${text}T00:00:00Z`;
    const isDay = FORM.test(midnight) && exists(midnight);
    return parseFailure(`is no epoch: ${expected}`, isDay ? midnight : undefined);
  }
  if (!exists(text)) return parseFailure('is a day or a time that does not exist');
  const milliseconds = Date.parse(text);
  if (milliseconds < 0 || Number(text.slice(0, 4)) > LAST_YEAR) {
    return parseFailure(`is not between 1970 and ${LAST_YEAR}`);
  }
  return parsed(milliseconds);
}

/** Date.parse takes 30 February for 2 March; such a day reads back differently. */
function exists(text: string): boolean {
  const milliseconds = Date.parse(text);
  if (!Number.isFinite(milliseconds)) return false;
  return new Date(milliseconds).toISOString().startsWith(text.slice(0, 19));
}
