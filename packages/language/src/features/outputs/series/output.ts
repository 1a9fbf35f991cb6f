import type { SeriesColumn } from '../../../document/seriesColumn.js';

/** A file of values over time. */
export interface SeriesOutput {
  /** null: named after the scenario. */
  readonly file: string | null;
  readonly everyNs: number;
  readonly columns: readonly SeriesColumn[];
}
