import { defineApp } from '../../define/app.js';
import { FIELDS, IDLE } from './fields.js';
import { normalise } from './normalise.js';
import { SCHEMA } from './schema.js';

export const PING = defineApp({
  kind: 'ping',
  what: 'a ping',
  schema: SCHEMA,
  normalise,
  fields: FIELDS,
  idle: IDLE,
});
