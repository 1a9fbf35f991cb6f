import { defineEvent } from '../../define/event.js';
import { normalise } from './normalise.js';

export const IPTABLES = defineEvent({
  key: 'iptables',
  schema: { $ref: '#/definitions/iptables' },
  needs: ['node'],
  normalise,
});
