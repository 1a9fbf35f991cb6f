// What happened, as a file.
export { EventFile } from './eventFile.js';
export { eventRecord } from './eventRecord.js';
