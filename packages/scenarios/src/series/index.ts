// Values over time, as a file.
export { type SelectorFault, SelectorResolver, type SeriesColumn } from './columns.js';
export { type SeriesFile, type SeriesFileParts, writeSeries } from './seriesFile.js';
