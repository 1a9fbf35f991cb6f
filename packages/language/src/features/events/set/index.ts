import { defineEvent } from '../../define/event.js';
import { normalise } from './normalise.js';
import { SCHEMA } from './schema.js';

export const SET = defineEvent({
  key: 'set',
  schema: { $ref: '#/definitions/linkChange' },
  parts: { linkChange: { what: 'a change of a link', title: 'set', schema: SCHEMA } },
  normalise,
});
