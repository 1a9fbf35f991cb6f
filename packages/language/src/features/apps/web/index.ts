import { defineApp } from '../../define/app.js';
import { FIELDS, IDLE } from './fields.js';
import { normalise } from './normalise.js';
import { SCHEMA } from './schema.js';

export const WEB = defineApp({
  kind: 'web',
  what: 'a web client',
  schema: SCHEMA,
  example: `events:
  - { at: 1s, name: surf, web: { from: h1, to: "h2:80", until: 60s, objects: [5, 40], think: { exponential: 5s } } }`,
  normalise,
  speaksTcp: () => true,
  fields: FIELDS,
  idle: IDLE,
});
