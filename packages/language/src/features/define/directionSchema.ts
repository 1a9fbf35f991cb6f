import type { JsonSchema } from './jsonSchema.js';

/** What can be said of a direction of a link, of a port, and of either in an event that changes it. */
export const DIRECTION_PROPERTIES: Readonly<Record<string, JsonSchema>> = {
  rate: { $ref: '#/definitions/rate' },
  delay: { $ref: '#/definitions/delay' },
  mtu: { $ref: '#/definitions/mtu' },
  queue: { $ref: '#/definitions/queue' },
  loss: { $ref: '#/definitions/loss' },
  duplicate: { $ref: '#/definitions/duplicate' },
  corrupt: { $ref: '#/definitions/corrupt' },
  reorder: { $ref: '#/definitions/reorder' },
  slot: { $ref: '#/definitions/slot' },
  ecn: { $ref: '#/definitions/ecn' },
  netem: { $ref: '#/definitions/netem' },
};
