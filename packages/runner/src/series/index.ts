// Values over time, as a file.
export { type SeriesFileParts, writeSeries } from './seriesFile.js';
