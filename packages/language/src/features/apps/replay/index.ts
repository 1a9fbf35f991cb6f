import { defineApp } from '../../define/app.js';
import { FIELDS, IDLE } from './fields.js';
import { normalise } from './normalise.js';
import { SCHEMA } from './schema.js';

export const REPLAY = defineApp({
  kind: 'replay',
  what: 'a replay',
  schema: SCHEMA,
  normalise,
  fields: FIELDS,
  idle: IDLE,
});
