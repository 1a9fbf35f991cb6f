import { defineOutput } from '../define/output.js';
import { normalise } from './normalise.js';
import { KEYS, SCHEMA } from './schema.js';

export const PCAPNG = defineOutput({
  kind: 'pcapng',
  sink: 'capture',
  isDefault: true,
  schema: SCHEMA,
  keys: KEYS,
  normalise,
  file: (_, stem) => ({ stem, ending: '.pcapng' }),
});
