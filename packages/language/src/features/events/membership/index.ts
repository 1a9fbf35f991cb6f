import { defineEvent } from '../../define/event.js';
import { normaliseMembership } from './normalise.js';
import { SCHEMA } from './schema.js';

export const JOIN = defineEvent({
  key: 'join',
  schema: { $ref: '#/definitions/membership' },
  needs: ['node'],
  parts: { membership: { what: 'a membership', title: 'join and leave', schema: SCHEMA } },
  normalise: (written, inputs, context) => normaliseMembership('join', written, inputs, context),
});

export const LEAVE = defineEvent({
  key: 'leave',
  schema: { $ref: '#/definitions/membership' },
  needs: ['node'],
  normalise: (written, inputs, context) => normaliseMembership('leave', written, inputs, context),
});
