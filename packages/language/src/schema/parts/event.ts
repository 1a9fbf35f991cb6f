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

/** What happens beside apps, one in an event. */
export const CHANGES = ['iptables', 'inject', 'set', 'join', 'leave', 'script'] as const;

/** Their keys. */
export const CHANGE_KEYS: Definitions = {
  iptables: { $ref: '#/definitions/iptables' },
  inject: { $ref: '#/definitions/inject' },
  set: { $ref: '#/definitions/linkChange' },
  join: { $ref: '#/definitions/membership' },
  leave: { $ref: '#/definitions/membership' },
  script: {
    description:
      "A TypeScript (or JavaScript) module inside the scenario file's folder, of which a function is called. Only with --allow-scripts. Its timers, Date, await and RxJS live in scenario time; Math.random draws from the seed.",
    type: 'string',
    form: 'script-path',
    examples: ['./storm.ts'],
  },
  export: {
    description: 'Name of the function that the script exports. Default: its default export.',
    type: 'string',
    form: 'export-name',
    examples: ['burst'],
  },
};

/** Keys that others go with. */
export const EVENT_DEPENDENCIES: Readonly<Record<string, readonly string[]>> = {
  export: ['script'],
  inject: ['node'],
  iptables: ['node'],
  join: ['node'],
  leave: ['node'],
  link: ['set'],
  segment: ['set'],
  port: ['segment'],
  nic: ['node'],
};

/** Mappings of what happens beside apps. */
export const EVENT_DEFINITIONS: Definitions = {
  inject: {
    description:
      'Makes a packet appear at a NIC, as if it had just come from the link. Nothing in it is checked first.',
    type: 'object',
    additionalProperties: false,
    required: ['nic', 'packet'],
    properties: {
      nic: {
        description: 'The NIC that receives it.',
        $ref: '#/definitions/name',
        examples: ['eth0'],
      },
      packet: {
        description: 'The IPv4 packet in hexadecimal; white space means nothing.',
        type: 'string',
        form: 'octets',
        examples: ['4500001c 00010000 401166ce 0a000001 0a000002 00350035 00080000'],
      },
    },
    examples: [{ nic: 'eth0', packet: '4500 001c …' }],
  },
  linkChange: {
    description:
      'Changes a link, a segment or one of its ports: takes it down or up, or gives it other parameters. Of a node and of a NIC it changes up alone.',
    type: 'object',
    additionalProperties: false,
    minProperties: 1,
    properties: {
      up: {
        description:
          'Whether the link, segment or port carries packets: going down drops what is waiting and what is on its way. Of a NIC: whether it sends and receives. Of a node: whether it does anything at all; going down, it loses what it holds and what it has learnt (neighbours, fragments), and keeps how it is set up.',
        type: 'boolean',
        examples: [false],
      },
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
      reverse: { $ref: '#/definitions/reverseDirection' },
    },
    examples: [{ up: false }, { delay: '100ms', reverse: { delay: '10ms' } }],
  },
  membership: {
    description: 'A NIC joins or leaves a multicast group.',
    type: 'object',
    additionalProperties: false,
    required: ['nic', 'group'],
    properties: {
      nic: { description: 'The NIC.', $ref: '#/definitions/name', examples: ['eth0'] },
      group: {
        description: "The group's address.",
        type: 'string',
        form: 'group',
        examples: ['224.1.1.2'],
      },
    },
    examples: [{ nic: 'eth0', group: '224.1.1.2' }],
  },
};
