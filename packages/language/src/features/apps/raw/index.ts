import { defineApp } from '../../define/app.js';
import { PACKET_FIELDS } from '../common/oneWayFields.js';
import { NOTHING_ONE_WAY, type UdpScope } from '../common/scope.js';
import { normalise } from './normalise.js';
import { SCHEMA } from './schema.js';

const IDLE: UdpScope<'raw'> = { kind: 'raw', ...NOTHING_ONE_WAY };

export const RAW = defineApp({
  kind: 'raw',
  what: 'a raw packet',
  schema: SCHEMA,
  normalise,
  fields: PACKET_FIELDS,
  idle: IDLE,
});
