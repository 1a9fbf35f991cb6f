// Values over time, as a file.
export { SelectorResolver, type SeriesColumn } from './columns.js';
export { type SeriesFileParts, writeSeries } from './seriesFile.js';
