/** A column of a time series: one value, by its path from `node`, `link`, `segment`, `app` or `run`. */
export interface SeriesColumn {
  /** As expectations name it: `link.tail.forward.queue.packets`. */
  readonly name: string;
  /** What its numbers count; empty where the name says it. */
  readonly unit: string;
  readonly path: readonly string[];
}
