import type { Definitions } from '../../features/define/jsonSchema.js';

/** Keys of every event. */
export const EVENT_KEYS: Definitions = {
  at: {
    description:
      'Scenario time at which it happens. Events of the same time happen in the order of the file.',
    $ref: '#/definitions/duration',
    examples: ['1s'],
  },
  name: {
    description:
      'Name of the ping or other app in expectations. Default: ping1, ping2, traceroute1, udp1 and so on.',
    $ref: '#/definitions/name',
    examples: ['probe'],
  },
  node: {
    description:
      'Node to which it happens (with inject, join, leave, iptables, and with set to take it down or up).',
    $ref: '#/definitions/name',
    examples: ['h1'],
  },
  nic: {
    description: 'With node and set: the NIC that goes down or comes up. Default: the whole node.',
    $ref: '#/definitions/name',
    examples: ['eth0'],
  },
  link: {
    description: 'Link to which it happens (with set).',
    $ref: '#/definitions/name',
    examples: ['tail'],
  },
  segment: {
    description: 'Segment to which it happens (with set).',
    $ref: '#/definitions/name',
    examples: ['lan'],
  },
  port: {
    description:
      'With segment: the port that is changed, by its node and NIC. Default: every port.',
    type: 'string',
    form: 'endpoint',
    examples: ['h3:eth0'],
  },
};

/** Keys that others go with. */
export const EVENT_DEPENDENCIES: Readonly<Record<string, readonly string[]>> = {
  link: ['set'],
  segment: ['set'],
  port: ['segment'],
  nic: ['node'],
};
