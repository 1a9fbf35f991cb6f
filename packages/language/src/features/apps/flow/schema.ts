import type { JsonSchema } from '../../define/jsonSchema.js';
import type { SchemaPart } from '../../define/schemaPart.js';
import { UDP_ENDS, UDP_HEADER, UDP_RECEIVER } from '../common/udpSchema.js';
import { VARYING_DURATION } from '../common/varying.js';

export const SCHEMA: JsonSchema = {
  description: 'Sends UDP datagrams by a traffic pattern to a port, where a receiver counts them.',
  type: 'object',
  additionalProperties: false,
  required: ['from', 'to', 'udp'],
  properties: {
    ...UDP_ENDS,
    udp: { $ref: '#/definitions/flowPattern' },
    until: {
      description:
        'Scenario time from which on nothing is sent. Default: with a count no end, without one the end of the scenario (stop).',
      $ref: '#/definitions/duration',
      examples: ['10s'],
    },
    count: {
      description: 'Datagrams to send, at most. Default: no limit.',
      type: 'integer',
      minimum: 1,
      maximum: 10000000,
      examples: [100],
    },
    ...UDP_RECEIVER,
    ...UDP_HEADER,
  },
  examples: [{ from: 'h1', to: 'h2:5004', udp: { rate: '64kbit', size: '160b' }, until: '10s' }],
};

/** Mappings inside of it. */
export const PARTS: Readonly<Record<string, SchemaPart>> = {
  flowPattern: {
    what: 'a pattern',
    title: 'flow.udp',
    schema: {
      description:
        'When datagrams are sent, by exactly one of rate, interval, poisson, on-off and burst; and how large they are.',
      type: 'object',
      additionalProperties: false,
      oneOf: [
        { required: ['rate'] },
        { required: ['interval'] },
        { required: ['poisson'] },
        { required: ['on-off'] },
        { required: ['burst'] },
      ],
      properties: {
        size: {
          description:
            'Bytes of data in each datagram, behind 20 of IPv4 and 8 of UDP header (b, kb, mb; kib, mib). Default 64b; not with payload.',
          type: 'string',
          pattern: '^\\d+(\\.\\d+)?(b|kb|mb|kib|mib)$',
          form: 'size',
          examples: ['160b'],
        },
        payload: {
          description: 'Data of each datagram, as text in UTF-8, instead of a size.',
          type: 'string',
          maxLength: 65507,
          examples: ['hello'],
        },
        rate: {
          description:
            'A constant rate of data (bit, kbit, mbit, gbit; headers not counted): datagram n leaves n × size / rate after the first, to the nanosecond, without drift.',
          type: 'string',
          pattern: '^\\d+(\\.\\d+)?(bit|kbit|mbit|gbit)$',
          form: 'bit-rate',
          examples: ['64kbit'],
        },
        interval: {
          description: 'A constant interval between two datagrams.',
          $ref: '#/definitions/duration',
          examples: ['20ms'],
        },
        poisson: { $ref: '#/definitions/poissonPattern' },
        'on-off': { $ref: '#/definitions/onOffPattern' },
        burst: { $ref: '#/definitions/burstPattern' },
      },
      examples: [
        { rate: '64kbit', size: '160b' },
        { poisson: { gap: '10ms' } },
        { 'on-off': { rate: '64kbit', on: '1s', off: { exponential: '350ms' } } },
      ],
      not: { required: ['size', 'payload'] },
    },
  },
  poissonPattern: {
    what: 'a Poisson process',
    title: 'flow.udp.poisson',
    schema: {
      description:
        'A Poisson process: independent, exponentially distributed gaps, also before the first datagram.',
      type: 'object',
      additionalProperties: false,
      oneOf: [{ required: ['gap'] }, { required: ['rate'] }],
      properties: {
        gap: {
          description: 'The mean gap between two datagrams.',
          $ref: '#/definitions/duration',
          examples: ['10ms'],
        },
        rate: {
          description: 'The mean rate of data, instead of a gap.',
          type: 'string',
          pattern: '^\\d+(\\.\\d+)?(bit|kbit|mbit|gbit)$',
          form: 'bit-rate',
          examples: ['64kbit'],
        },
      },
      examples: [{ gap: '10ms' }, { rate: '64kbit' }],
    },
  },
  onOffPattern: {
    what: 'an on-off pattern',
    title: 'flow.udp.on-off',
    schema: {
      description:
        'A constant rate of data while on, nothing while off. It begins on; the mean rate is rate × on / (on + off).',
      type: 'object',
      additionalProperties: false,
      required: ['rate', 'on', 'off'],
      properties: {
        rate: {
          description: 'Rate of data while on.',
          type: 'string',
          pattern: '^\\d+(\\.\\d+)?(bit|kbit|mbit|gbit)$',
          form: 'bit-rate',
          examples: ['64kbit'],
        },
        on: {
          description: 'How long it is on each time.',
          $ref: '#/definitions/varyingDuration',
          examples: ['1s', { exponential: '1s' }],
        },
        off: {
          description: 'How long it is off each time.',
          $ref: '#/definitions/varyingDuration',
          examples: ['350ms', { exponential: '1350ms' }],
        },
      },
      examples: [{ rate: '64kbit', on: '1s', off: { exponential: '1350ms' } }],
    },
  },
  burstPattern: {
    what: 'a burst',
    title: 'flow.udp.burst',
    schema: {
      description: 'So many datagrams at one instant, again and again.',
      type: 'object',
      additionalProperties: false,
      required: ['datagrams', 'every'],
      properties: {
        datagrams: {
          description: 'Datagrams in each burst.',
          type: 'integer',
          minimum: 1,
          maximum: 100000,
          examples: [10],
        },
        every: {
          description: 'Time from one burst to the next.',
          $ref: '#/definitions/duration',
          examples: ['100ms'],
        },
      },
      examples: [{ datagrams: 10, every: '100ms' }],
    },
  },
  varyingDuration: VARYING_DURATION,
};
