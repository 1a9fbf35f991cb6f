import type { Outcome } from '../run/runSuite.js';
import { quirksOf, totalsOf } from './text.js';

/** Everything as one JSON document: totals, failed vectors with all differences, skipped ones. */
export function jsonReport(outcomes: readonly Outcome[], warnings: readonly string[]): string {
  const failed = [];
  const skipped = [];
  for (const outcome of outcomes) {
    const { vector, file, line } = outcome.located;
    const location = { name: vector.name, file, line };
    if (outcome.status === 'failed') {
      const quirks = quirksOf(outcome.located);
      const named = quirks === undefined ? {} : { quirks };
      failed.push({ ...location, ...named, differences: outcome.differences });
    } else if (outcome.status === 'skipped') {
      skipped.push({ ...location, reason: outcome.reason });
    }
  }
  const report = { totals: totalsOf(outcomes), failed, skipped, warnings };
  return JSON.stringify(report, null, 2);
}
