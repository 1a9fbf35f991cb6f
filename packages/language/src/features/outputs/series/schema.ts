import type { JsonSchema } from '../../define/jsonSchema.js';

export const SCHEMA: JsonSchema = {
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
};
