import { defineOutput, fileNamed } from '../define/output.js';
import { normalise } from './normalise.js';
import { SCHEMA } from './schema.js';

export const EVENTS = defineOutput({
  kind: 'events',
  sink: 'events',
  schema: { $ref: '#/definitions/eventStream' },
  parts: {
    eventStream: {
      what: 'an event file',
      title: 'outputs.events',
      example: 'outputs: { events: { kinds: [dropped, link-dropped] } }',
      schema: SCHEMA,
    },
  },
  normalise,
  file: ({ file }, name) => fileNamed(file, name, '.events.jsonl'),
});
