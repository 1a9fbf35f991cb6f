import { DIRECTION_PROPERTIES } from '../define/directionSchema.js';
import type { JsonSchema } from '../define/jsonSchema.js';
import type { SchemaPart } from '../define/schemaPart.js';
import { GENERATORS, type Generator } from './index.js';

const LINK_SETTINGS: SchemaPart = {
  what: 'settings of links',
  title: 'Settings of generated links',
  schema: {
    description: 'What generated links have, as those of `links` have it.',
    type: 'object',
    additionalProperties: false,
    properties: {
      use: {
        description: 'Template of links, or several, below what is said here.',
        $ref: '#/definitions/templateNames',
        examples: ['backbone'],
      },
      ...DIRECTION_PROPERTIES,
      reverse: { $ref: '#/definitions/reverseDirection' },
      weight: { $ref: '#/definitions/linkWeight' },
    },
    examples: [{ rate: '10gbit', delay: '2us' }],
  },
};

const NODE_SETTINGS: SchemaPart = {
  what: 'settings of nodes',
  title: 'Settings of generated nodes',
  schema: {
    description: 'What generated nodes have, as those of `nodes` have it.',
    type: 'object',
    additionalProperties: false,
    properties: {
      use: {
        description: 'Template of nodes, or several, below what is said here.',
        $ref: '#/definitions/templateNames',
        examples: ['quiet'],
      },
      profile: { $ref: '#/definitions/profile' },
      ttl: { $ref: '#/definitions/ttl' },
      tcp: { $ref: '#/definitions/tcpSettings' },
      iptables: { $ref: '#/definitions/iptables' },
      multicast: { $ref: '#/definitions/multicastRouting' },
    },
    examples: [{ ttl: 32 }],
  },
};

const HOST_SETTINGS: SchemaPart = {
  what: 'generated hosts',
  title: 'Generated hosts',
  schema: {
    description:
      'Hosts at each router (of a star or tree, at its leaves): how many, or with settings. They are called after their router: r1-host1. Group: hosts.',
    type: ['integer', 'object'],
    minimum: 0,
    maximum: 1000,
    additionalProperties: false,
    properties: {
      count: {
        description: 'How many at each router.',
        type: 'integer',
        minimum: 0,
        maximum: 1000,
        examples: [4],
      },
      link: { $ref: '#/definitions/generatedLinks' },
      node: { $ref: '#/definitions/generatedNodes' },
    },
    examples: [4, { count: 4, link: { rate: '1gbit' } }],
  },
};

const SEED: JsonSchema = {
  description:
    'Where the random numbers of the network come from: for each seed the same network, whatever the seed of the run. Default 1.',
  type: 'integer',
  minimum: 0,
  maximum: 4294967295,
  examples: [7],
};

const PREFIX: JsonSchema = {
  description: 'What stands in front of the names of its nodes and groups. Default: nothing.',
  type: 'string',
  pattern: '^[A-Za-z][A-Za-z0-9_-]{0,20}$',
  examples: ['east-'],
};

function networkPart(kind: string, generator: Generator): SchemaPart {
  const { description, properties, required, example, isRandom, hasUplinks } = generator;
  const uplink = {
    description: 'Settings of links between switches, on top of `link`.',
    $ref: '#/definitions/generatedLinks',
  };
  return {
    what: `a ${kind}`,
    title: `A generated ${kind}`,
    example: `generate: { ${kind}: ${flowText(example)} }`,
    schema: {
      description,
      type: 'object',
      additionalProperties: false,
      required,
      properties: {
        ...properties,
        ...(isRandom === undefined ? {} : { seed: SEED }),
        hosts: { $ref: '#/definitions/generatedHosts' },
        link: { $ref: '#/definitions/generatedLinks' },
        ...(hasUplinks === undefined ? {} : { uplink }),
        node: { $ref: '#/definitions/generatedNodes' },
        prefix: PREFIX,
      },
      examples: [example],
    },
  };
}

/** A value as YAML on one line. */
function flowText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([key, inner]) => `${key}: ${flowText(inner)}`);
  return `{ ${entries.join(', ')} }`;
}

/** The name in the schema of the settings of a kind. */
function definitionOf(kind: string): string {
  return `${kind.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())}Network`;
}

/** Generated networks, and what they have in common, by their names in the schema. */
export const GENERATOR_PARTS: ReadonlyMap<string, SchemaPart> = new Map([
  ...Object.entries(GENERATORS).map(
    ([kind, generator]) => [definitionOf(kind), networkPart(kind, generator)] as const,
  ),
  ['generatedHosts', HOST_SETTINGS],
  ['generatedLinks', LINK_SETTINGS],
  ['generatedNodes', NODE_SETTINGS],
]);

/** `generate` of a scenario. */
export const GENERATED_NETWORKS: SchemaPart = {
  what: 'generate',
  title: 'Generated networks',
  example: 'generate: { ring: { routers: 6, hosts: 2, link: { rate: 100mbit, delay: 5ms } } }',
  schema: {
    description: 'Networks by their kinds, each with its settings.',
    type: 'object',
    additionalProperties: false,
    minProperties: 1,
    properties: Object.fromEntries(
      Object.keys(GENERATORS).map((kind) => [
        kind,
        { $ref: `#/definitions/${definitionOf(kind)}` },
      ]),
    ),
  },
};
