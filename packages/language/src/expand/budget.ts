import type { Place } from './place.js';
import type { Report } from './report.js';

/** More than any scenario can be run with; a loop within loops writes as many without meaning to. */
const MAX_ENTRIES = 2_000_000;

/** Counts the entries that a document is expanded to. */
export class Budget {
  readonly #report: Report;
  #left = MAX_ENTRIES;

  constructor(report: Report) {
    this.#report = report;
  }

  /** Takes some; false if there are not so many left, which the report tells once. */
  take(place: Place, count = 1): boolean {
    if (this.#left < 0) return false;
    this.#left -= count;
    if (this.#left >= 0) return true;
    const message = `this makes more than ${MAX_ENTRIES} entries`;
    this.#report.add(place, { message });
    return false;
  }
}
