import { defineApp } from '../../define/app.js';
import { DATAGRAM_FIELDS } from '../common/oneWayFields.js';
import { NOTHING_ONE_WAY, type UdpScope } from '../common/scope.js';
import { normalise } from './normalise.js';
import { SCHEMA } from './schema.js';

const IDLE: UdpScope<'udp'> = { kind: 'udp', ...NOTHING_ONE_WAY };

export const UDP = defineApp({
  kind: 'udp',
  what: 'a UDP flow',
  schema: SCHEMA,
  normalise,
  fields: DATAGRAM_FIELDS,
  idle: IDLE,
});
