import { defineOutputRun } from '../define/outputRun.js';
import { EventFile } from './eventFile.js';
import { EVENTS } from './index.js';

export const EVENTS_RUN = defineOutputRun(EVENTS, {
  phase: 'empty',
  begin: (output, { simulation, sink }) => new EventFile(simulation, output, sink),
});
