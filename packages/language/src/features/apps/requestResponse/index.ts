import { defineApp } from '../../define/app.js';
import { FIELDS, IDLE } from './fields.js';
import { normalise } from './normalise.js';
import { SCHEMA } from './schema.js';

export const REQUEST_RESPONSE = defineApp({
  kind: 'request-response',
  what: 'a request-response app',
  schema: SCHEMA,
  normalise,
  speaksTcp: ({ protocol }) => protocol === 'tcp',
  fields: FIELDS,
  idle: IDLE,
});
