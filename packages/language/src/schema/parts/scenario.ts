import { DIRECTION_PROPERTIES } from '../../features/define/directionSchema.js';
import type { JsonSchema } from '../../features/define/jsonSchema.js';

/** The scenario itself: its keys, in the order of the reference. */
export const SCENARIO: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'https://packetloom.dev/schema/scenario.schema.json',
  title: 'WrittenScenario',
  description: 'A scenario: a network, what happens in it and when, and what is expected of it.',
  type: 'object',
  additionalProperties: false,
  required: ['schema', 'name'],
  properties: {
    schema: { description: 'Version of the scenario language.', const: 1, examples: [1] },
    name: {
      description: 'Name of the scenario; files written by a run are called after it.',
      type: 'string',
      pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$',
      form: 'scenario-name',
      examples: ['two-hosts'],
    },
    description: {
      description: 'What the scenario shows, in a sentence or a few.',
      type: 'string',
      examples: ['Path MTU discovery dies when a router may not send ICMP 3/4.'],
    },
    seed: {
      description:
        'Where all random numbers come from: same scenario and seed, same packets. The option --seed wins. Default 1.',
      type: 'integer',
      minimum: 0,
      maximum: 4294967295,
      examples: [42],
    },
    stop: {
      description: 'Scenario time at which the run ends. Default: when nothing is left to happen.',
      $ref: '#/definitions/duration',
      examples: ['30s'],
    },
    epoch: {
      description:
        'What clocks show at scenario time 0, in UTC: time stamps of captures and of IP options count from here. Default 2026-01-01T00:00:00Z.',
      type: 'string',
      pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$',
      form: 'epoch',
      examples: ['2026-01-01T00:00:00Z'],
    },
    defaults: {
      description: 'What holds for every node and every link that does not say otherwise.',
      type: 'object',
      additionalProperties: false,
      properties: {
        node: {
          description: 'Defaults of nodes.',
          type: 'object',
          additionalProperties: false,
          properties: {
            profile: { $ref: '#/definitions/profile' },
            ttl: { $ref: '#/definitions/ttl' },
            tcp: { $ref: '#/definitions/tcpSettings' },
            iptables: { $ref: '#/definitions/iptables' },
            multicast: { $ref: '#/definitions/multicastRouting' },
          },
          examples: [{ profile: 'standard' }],
        },
        link: {
          description:
            'Defaults of links. Without them: rate 1gbit, delay 1ms, mtu 1500, queue 100p.',
          type: 'object',
          additionalProperties: false,
          properties: {
            ...DIRECTION_PROPERTIES,
          },
          examples: [{ rate: '100mbit', delay: '5ms' }],
        },
      },
      examples: [{ node: { ttl: 32 }, link: { delay: '5ms' } }],
    },
    addressing: {
      description:
        'Where the addresses of links come from that have none given: each takes the next subnet of the pool that nothing else uses.',
      type: 'object',
      additionalProperties: false,
      properties: {
        pool: {
          description: 'Addresses to take subnets from. Default 10.0.0.0/8.',
          type: 'string',
          form: 'prefix',
          examples: ['10.0.0.0/16'],
        },
        prefix: {
          description: 'Prefix length of each subnet. Default 30.',
          type: 'integer',
          minimum: 1,
          maximum: 31,
          examples: [30],
        },
        loopbacks: {
          description:
            'Where loopback addresses come from: each router takes the next one, for its NIC lo, unless its addresses give it one. The name of a router means this address, so that the way to it is the shortest to the router and not to one of its links. Default 172.16.0.0/12 (192.168.0.0/16 where the pool overlaps that); none where routing is static, or where a router, or a host without a default route, lists its own routes. With none, the name of a router means the first address of its first NIC, as that of a host does.',
          type: 'string',
          form: 'prefix-or-none',
          examples: ['192.168.255.0/24', 'none'],
        },
      },
      examples: [{ pool: '10.0.0.0/16', prefix: 30 }],
    },
    import: {
      description:
        "Takes nodes and links from a topology file, in GML or GraphML. They come in front of the scenario's own. Nodes are called after their labels (New York is New_York; a second one is New_York_2; other scripts are written in Latin letters), links after their ends (New_York_Chicago), and each node's NICs are eth0, eth1 and so on in the order of the file's edges. Of an edge, LinkSpeedRaw (bits a second) is the rate, delay (with its unit, such as 25ms) the delay, and weight the weight. Edges of a node to itself are left out. Whatever of a file is left out, renamed or filled in is reported in a warning.",
      type: 'object',
      additionalProperties: false,
      required: ['file'],
      properties: {
        file: {
          description: 'GML or GraphML file, relative to the scenario file and inside its folder.',
          type: 'string',
          minLength: 1,
          examples: ['topologies/Abilene.gml'],
        },
        delay: {
          description:
            'Delay of the imported links: one for all, or geo, which computes each from the coordinates of its ends: the distance on a great circle (mean radius of the Earth, 6,371.0088 km) divided by two thirds of the speed of light, which is about 200 km a millisecond. Default: what the file says about a link (delay), else that of every link.',
          type: 'string',
          form: 'duration-or-geo',
          examples: ['geo'],
        },
        missingDelay: {
          description:
            'With delay: geo, the delay of links with an end that has no coordinates. Default: that of every link.',
          $ref: '#/definitions/duration',
          examples: ['5ms'],
        },
        rate: {
          description:
            'Rate of all imported links. Default: what the file says about a link (LinkSpeedRaw), else that of every link.',
          type: 'string',
          pattern: '^(unlimited|\\d+(\\.\\d+)?(bit|kbit|mbit|gbit))$',
          form: 'rate',
          examples: ['10gbit'],
        },
        kind: {
          description: 'What the imported nodes are. Default router.',
          type: 'string',
          enum: ['router', 'host'],
          examples: ['router'],
        },
      },
      examples: [{ file: 'topologies/Abilene.gml', delay: 'geo' }],
    },
    include: {
      description:
        "Scenario files whose nodes, links, segments, events, expectations, templates, groups and parameters this one has too, in front of its own; relative to this file and inside the scenario's folder. Other keys, and values of parameters, count as far as this file does not say them itself. Each file is included once, also if several files name it. Files that are named in an included file are looked for from the scenario's folder.",
      type: ['string', 'array'],
      minLength: 1,
      minItems: 1,
      items: { type: 'string', minLength: 1 },
      examples: ['common.yaml', ['parts/core.yaml', 'parts/traffic.yaml']],
    },
    parameters: {
      description: `Values by name: \${name} puts one into any value of the file, and --set name=value of the command changes it. A parameter may be worked out of others: "\${2 * rtt}".`,
      type: 'object',
      examples: [{ senders: 16, cc: 'cubic', rtt: '40ms' }],
    },
    templates: {
      description:
        'What several entries have in common, by name: an entry that says `use: NAME` has all that it does not say itself.',
      type: 'object',
      additionalProperties: false,
      properties: {
        nodes: {
          description: 'Templates of nodes.',
          type: 'object',
          additionalProperties: { type: 'object' },
          examples: [{ quiet: { kind: 'host', iptables: ['-A OUTPUT -p icmp -j DROP'] } }],
        },
        links: {
          description: 'Templates of links.',
          type: 'object',
          additionalProperties: { type: 'object' },
          examples: [{ dsl: { rate: '16mbit', delay: '10ms', reverse: { rate: '1mbit' } } }],
        },
        events: {
          description:
            'Templates of events. Of an app, each key counts by itself: an entry adds from and to.',
          type: 'object',
          additionalProperties: { type: 'object' },
          examples: [{ bulk: { at: '1s', tcp: { octets: '1mb' } } }],
        },
      },
      examples: [{ links: { dsl: { rate: '16mbit', delay: '10ms' } } }],
    },
    groups: {
      description:
        'Groups of nodes, by name: names, patterns (* stands for any letters) and groups that stand before. Generated networks have groups of their own.',
      type: 'object',
      additionalProperties: {
        type: ['string', 'array'],
        items: { type: 'string' },
      },
      examples: [{ clients: ['pc*', 'laptop'], all: ['clients', 'servers'] }],
    },
    generate: {
      description:
        'Networks that are made from a few numbers, by their kinds; a list of such where a kind is there more than once. Their nodes and links come in front of the others. NICs of each node are eth0, eth1 and so on, in the order of links. What stands under nodes with the name of a generated node, of a group or with a pattern is added to these nodes.',
      anyOf: [
        { $ref: '#/definitions/generatedNetworks' },
        { type: 'array', minItems: 1, items: { $ref: '#/definitions/generatedNetworks' } },
      ],
      examples: [
        { ring: { routers: 6, hosts: 2 } },
        [{ ring: { routers: 6, prefix: 'a-' } }, { ring: { routers: 8, prefix: 'b-' } }],
      ],
    },
    nodes: {
      description: 'The hosts and routers, by name.',
      type: 'object',
      propertyNames: { $ref: '#/definitions/name' },
      additionalProperties: { $ref: '#/definitions/scenarioNode' },
      examples: [{ h1: { kind: 'host' }, r1: { kind: 'router' } }],
    },
    links: {
      description: 'The point-to-point links.',
      type: 'array',
      items: { $ref: '#/definitions/scenarioLink' },
      examples: [[{ endpoints: ['h1:eth0', 'r1:eth0'], delay: '5ms' }]],
    },
    segments: {
      description:
        'Broadcast domains with ARP, by name: hubs and switches that join NICs. What has a link has a name of its own, so no segment is called as a link is.',
      type: 'object',
      propertyNames: { $ref: '#/definitions/name' },
      additionalProperties: { $ref: '#/definitions/scenarioSegment' },
      examples: [
        {
          lan: { kind: 'switch', attach: ['h3:eth0', 'h4:eth0', 'r1:eth2'], subnet: '10.9.1.0/24' },
        },
      ],
    },
    routing: {
      description:
        'Where routes come from. shortest-path: every node that lists no routes of its own gets the shortest path to every subnet, and a host with one link a default route; links that go down change no route. static: there are only the routes that nodes list, and those to their own subnets.',
      anyOf: [
        { type: 'string', enum: ['shortest-path', 'static'] },
        {
          type: 'object',
          additionalProperties: false,
          properties: {
            kind: {
              description: 'shortest-path or static. Default shortest-path.',
              type: 'string',
              enum: ['shortest-path', 'static'],
              examples: ['shortest-path'],
            },
            by: {
              description:
                'What makes a path short: the sum of the delays of its links, their number, or the sum of their weights. Default delay.',
              type: 'string',
              enum: ['delay', 'hops', 'weight'],
              examples: ['hops'],
            },
          },
        },
      ],
      examples: ['shortest-path', { kind: 'shortest-path', by: 'hops' }],
    },
    events: {
      description: 'What happens, and when.',
      type: 'array',
      items: { $ref: '#/definitions/scenarioEvent' },
      examples: [[{ at: '1s', name: 'probe', ping: { from: 'h1', to: 'h2' } }]],
    },
    expect: {
      description: 'What must be true of the run for it to pass.',
      type: 'array',
      items: { $ref: '#/definitions/expectation' },
      examples: [[{ that: 'app.probe.lost == 0' }]],
    },
  },
};
