/** A column of a time series: one value, by its path from `node`, `link`, `segment`, `app` or `run`. */
export interface SeriesColumn {
  /** As expectations name it: `link.tail.forward.queue.packets`. */
  readonly name: string;
  /** What its numbers count; empty where the name says it. */
  readonly unit: string;
  readonly path: readonly string[];
}

/** What is wrong with a selector, and where in its text. */
export interface SelectorFault {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly suggestion?: string;
  /** Whether it is about a name that the scenario gives. */
  readonly isAboutName: boolean;
}

/** Parts of a direction of a link that only time series have: they are about the time between two rows. */
export const BETWEEN_ROWS = { throughput: 'throughput', delay: 'delay' } as const;

/** What a selector stands for, in the order of the scenario; or what is wrong with it. */
export type SelectorReading =
  | { readonly columns: readonly SeriesColumn[] }
  | { readonly fault: SelectorFault };
