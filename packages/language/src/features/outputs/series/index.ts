import { defineOutput, fileNamed } from '../define/output.js';
import { normalise } from './normalise.js';
import { SCHEMA } from './schema.js';

export const SERIES = defineOutput({
  kind: 'series',
  sink: 'series',
  schema: { $ref: '#/definitions/timeSeries' },
  parts: {
    timeSeries: {
      what: 'a time series',
      title: 'outputs.series',
      example: 'outputs: { series: { every: 100ms, of: [link.tail.forward.queue] } }',
      schema: SCHEMA,
    },
  },
  normalise,
  file: ({ file }, name) => fileNamed(file, name, '.series.csv'),
});
