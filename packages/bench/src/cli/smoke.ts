import { type Measurement, rateOf } from '../measure/measurement.js';

/**
 * A tenth of what a machine with two busy cores does. A smoke run does not measure: it fails where something is
 * out of all proportion.
 */
const MIN_RATES: Readonly<Record<string, number>> = {
  'hops/s': 250_000,
  'events/s': 200_000,
  'timers/s': 20_000,
  'MB/s': 30,
};

/** What is wrong with a measurement of a smoke run, or null. */
export function smokeComplaint(measurement: Measurement): string | null {
  const { value, unit } = rateOf(measurement);
  const least = MIN_RATES[unit] ?? 0;
  if (value >= least) return null;
  return `${measurement.benchmark} reaches ${Math.round(value)} ${unit}; expected at least ${least}`;
}
