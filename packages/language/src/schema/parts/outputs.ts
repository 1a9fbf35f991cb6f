import type { Definitions } from '../../features/define/jsonSchema.js';

/** What a run writes. */
export const OUTPUTS_DEFINITIONS: Definitions = {
  eventStream: {
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
  },
  timeSeries: {
    description:
      'Values at equal distances of scenario time, and at the end of the run, as a file of comma-separated values: a row for each time, a column for each value, named with its unit.',
    type: 'object',
    additionalProperties: false,
    required: ['every', 'of'],
    properties: {
      every: {
        description: 'Scenario time between two rows.',
        $ref: '#/definitions/duration',
        examples: ['100ms'],
      },
      of: {
        description:
          "What is sampled: any number or duration that expectations can name (link.tail.forward.queue, app.probe.rtt.p99, node.r1.ip.packetsSent), with * for every name; a group of values stands for each of them. Directions of links also have throughput (bits delivered a second; ports of segments too) and delay (mean and max, from the sender's NIC to the receiver's), both over the time since the row before.",
        type: 'array',
        minItems: 1,
        items: { type: 'string', form: 'series-selector' },
        examples: [['link.tail.forward.queue'], ['link.*.forward.throughput']],
      },
      file: {
        description: 'Name of the file. Default: that of the scenario with the ending .series.csv.',
        type: 'string',
        form: 'file-name',
        examples: ['queue.csv'],
      },
    },
    examples: [{ every: '100ms', of: ['link.tail.forward.queue'] }],
  },
};
