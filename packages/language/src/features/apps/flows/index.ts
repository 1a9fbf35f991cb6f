import { defineApp } from '../../define/app.js';
import { FIELDS, IDLE } from './fields.js';
import { normalise } from './normalise.js';
import { PARTS, SCHEMA } from './schema.js';

export const FLOWS = defineApp({
  kind: 'flows',
  what: 'a generator of flows',
  schema: SCHEMA,
  example: `events:
  - at: 1s
    name: load
    flows: { from: "h*", to: server, sizes: web-search, poisson: { load: 60%, link: core }, until: 10s }`,
  parts: PARTS,
  normalise,
  speaksTcp: () => true,
  names: ({ classes }) => classes.map(({ name }) => name),
  fields: FIELDS,
  idle: IDLE,
});
