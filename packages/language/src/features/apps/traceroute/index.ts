import { defineApp } from '../../define/app.js';
import { FIELDS, IDLE } from './fields.js';
import { normalise } from './normalise.js';
import { SCHEMA } from './schema.js';

export const TRACEROUTE = defineApp({
  kind: 'traceroute',
  what: 'a traceroute',
  schema: SCHEMA,
  normalise,
  fields: FIELDS,
  idle: IDLE,
});
