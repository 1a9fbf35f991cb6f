import { defineApp } from '../../define/app.js';
import { FIELDS, IDLE } from './fields.js';
import { normalise } from './normalise.js';
import { SCHEMA } from './schema.js';

export const TCP = defineApp({
  kind: 'tcp',
  what: 'a TCP transfer',
  schema: SCHEMA,
  example: `events:
  - { at: 1s, tcp: { from: h1, to: "h2:80", octets: 1mb } }`,
  normalise,
  speaksTcp: () => true,
  fields: FIELDS,
  idle: IDLE,
});
