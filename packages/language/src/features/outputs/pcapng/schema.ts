import type { Definitions, JsonSchema } from '../../define/jsonSchema.js';

export const SCHEMA: JsonSchema = {
  description:
    'NICs to capture at: NODE:NIC, NODE:* for all of a node, or * for all there are. Default all.',
  type: 'array',
  items: { type: 'string', form: 'capture-point' },
  examples: [['*'], ['r1:eth0', 'h2:*']],
};

/** Keys that go with it. */
export const KEYS: Definitions = {
  comments: {
    description:
      "Whether captures carry the number of each packet's datagram (for --explain) as its packet id, and a comment on each packet that is dropped: where, why, and by which rule. Packets are dropped as well where nobody captures them, so one that is lost after it was sent is shown once more, when it ends. Default true.",
    type: 'boolean',
    examples: [false],
  },
};
