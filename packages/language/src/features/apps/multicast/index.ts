import { defineApp } from '../../define/app.js';
import { FIELDS, IDLE } from './fields.js';
import { normalise } from './normalise.js';
import { PARTS, SCHEMA } from './schema.js';

export const MULTICAST = defineApp({
  kind: 'multicast',
  what: 'a multicast stream',
  schema: SCHEMA,
  example: `events:
  - { at: 1s, multicast: { from: h1, group: 239.1.1.1, port: 5004, receivers: [h2], count: 5 } }`,
  parts: PARTS,
  normalise,
  fields: FIELDS,
  names: ({ receivers }) => receivers.map(({ node }) => node),
  idle: IDLE,
});
