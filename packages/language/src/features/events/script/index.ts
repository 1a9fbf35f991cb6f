import { defineEvent } from '../../define/event.js';
import { normalise } from './normalise.js';
import { KEYS, SCHEMA } from './schema.js';

export const SCRIPT = defineEvent({ key: 'script', schema: SCHEMA, keys: KEYS, normalise });
