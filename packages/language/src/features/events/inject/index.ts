import { defineEvent } from '../../define/event.js';
import { PACKET_PARTS } from '../../packet/schema.js';
import { normalise } from './normalise.js';
import { SCHEMA } from './schema.js';

export const INJECT = defineEvent({
  key: 'inject',
  schema: { $ref: '#/definitions/inject' },
  needs: ['node'],
  parts: { inject: { what: 'an injection', title: 'inject', schema: SCHEMA }, ...PACKET_PARTS },
  normalise,
});
