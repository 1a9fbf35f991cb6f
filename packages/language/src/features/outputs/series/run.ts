import { defineOutputRun } from '../define/outputRun.js';
import { SERIES } from './index.js';
import { writeSeries } from './seriesFile.js';

export const SERIES_RUN = defineOutputRun(SERIES, {
  phase: 'events',
  begin: ({ columns, everyNs }, { simulation, sink, readerOf }) =>
    writeSeries(columns, everyNs, { simulation, sink, reader: readerOf(columns) }),
});
