import { defineApp } from '../../define/app.js';
import { DATAGRAM_FIELDS } from '../common/oneWayFields.js';
import { NOTHING_ONE_WAY, type UdpScope } from '../common/scope.js';
import { normalise } from './normalise.js';
import { PARTS, SCHEMA } from './schema.js';

const IDLE: UdpScope<'flow'> = { kind: 'flow', ...NOTHING_ONE_WAY };

export const FLOW = defineApp({
  kind: 'flow',
  what: 'a flow',
  schema: SCHEMA,
  example: `events:
  - { at: 1s, flow: { from: h1, to: "h2:5004", udp: { rate: 64kbit }, until: 9s } }`,
  parts: PARTS,
  normalise,
  fields: DATAGRAM_FIELDS,
  idle: IDLE,
});
