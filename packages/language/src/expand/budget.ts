import type { Place } from './place.js';
import type { Report } from './report.js';

/** More than any scenario can be run with; a loop within loops writes as many without meaning to. */
const MAX_ENTRIES = 1_000_000;

/** Long values that are put into one another double each time. */
const MAX_OCTETS = 64 * 2 ** 20;

/** Counts what a document is expanded to. */
export class Budget {
  readonly #report: Report;
  #left = MAX_ENTRIES;
  #octetsLeft = MAX_OCTETS;

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

  /** The same of octets that values of parameters and loops take where they are put in. */
  takeOctets(place: Place, count: number): boolean {
    if (this.#octetsLeft < 0) return false;
    this.#octetsLeft -= count;
    if (this.#octetsLeft >= 0) return true;
    const message = `the values that are put in take more than ${MAX_OCTETS / 2 ** 20} MiB`;
    this.#report.add(place, { message });
    return false;
  }
}
