import type { JsonSchema } from '../../define/jsonSchema.js';

export const SCHEMA: JsonSchema = {
  description:
    'Everything that happens, as a file of JSON Lines: an event on each line, in order, each with its time, its type and what it is about; packets with the number of their datagram (identity). true: all of them, in NAME.events.jsonl. Default false.',
  anyOf: [
    { type: 'boolean' },
    {
      type: 'object',
      additionalProperties: false,
      properties: {
        file: {
          description:
            'Name of the file. Default: that of the scenario with the ending .events.jsonl.',
          type: 'string',
          form: 'file-name',
          examples: ['drops.jsonl'],
        },
        kinds: {
          description: 'Types of events that are written. Default all.',
          type: 'array',
          items: {
            type: 'string',
            enum: [
              'originated',
              'received',
              'transmitted',
              'forwarded',
              'fragment-held',
              'reassembled',
              'fragmented',
              'delivered',
              'consumed',
              'dropped',
              'icmp-error',
              'send-failed',
              'app-failed',
              'membership',
              'neighbour',
              'group-members',
              'querier',
              'address-conflict',
              'link-dropped',
              'link-duplicated',
              'link-corrupted',
              'link-reordered',
              'link-changed',
              'rules-changed',
              'link-state',
              'host-state',
              'nic-state',
              'scripted',
              'tcp-state',
              'tcp-retransmit',
            ],
          },
          examples: [['dropped', 'link-dropped']],
        },
        nodes: {
          description: 'Nodes whose events are written, with those of their links. Default all.',
          type: 'array',
          items: { $ref: '#/definitions/name' },
          examples: [['r1']],
        },
      },
    },
  ],
  examples: [true, { kinds: ['dropped', 'link-dropped'] }],
};
