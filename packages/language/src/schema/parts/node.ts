import type { Definitions } from '../../features/define/jsonSchema.js';

/** Nodes, and what they have of their own. */
export const NODE_DEFINITIONS: Definitions = {
  scenarioNode: {
    type: 'object',
    additionalProperties: false,
    required: ['kind'],
    properties: {
      kind: {
        description: 'A router forwards what is not for itself; a host does not.',
        type: 'string',
        enum: ['host', 'router'],
        examples: ['router'],
      },
      profile: { $ref: '#/definitions/profile' },
      ttl: { $ref: '#/definitions/ttl' },
      tcp: { $ref: '#/definitions/tcpSettings' },
      iptables: { $ref: '#/definitions/iptables' },
      multicast: { $ref: '#/definitions/multicastRouting' },
      addresses: {
        description: 'Addresses of NICs, each with its prefix length; the first is the main one.',
        type: 'object',
        propertyNames: { $ref: '#/definitions/name' },
        additionalProperties: {
          type: ['string', 'array'],
          form: 'prefix',
          minItems: 1,
          items: { $ref: '#/definitions/prefix' },
        },
        examples: [{ eth0: '10.9.0.2/24', eth1: ['10.1.0.1/30', '10.2.0.1/30'] }],
      },
      routes: {
        description:
          'Routes as `ip route` writes them: PREFIX via ADDRESS, dev NIC, metric N. A node that lists routes gets no computed ones.',
        type: 'array',
        items: { type: 'string', form: 'route' },
        examples: [['default via 10.9.0.1', '10.2.0.0/16 via 10.0.0.1 dev eth0 metric 10']],
      },
      groups: {
        description: 'Multicast groups that NICs are members of from the start.',
        type: 'object',
        propertyNames: { $ref: '#/definitions/name' },
        additionalProperties: { type: 'array', items: { type: 'string', form: 'group' } },
        examples: [{ eth0: ['224.1.1.1'] }],
      },
    },
  },
  iptables: {
    description:
      "Rules of the packet filter, as iptables(8) writes them: commands -A, -I, -D (by number or with the rule), -P, -N, -X and -F, in order. Tables filter (the default), nat and mangle; matches -p, -s, -d, -i, -o, --sport, --dport and --icmp-type, and with -m conntrack in front --ctstate (with -m state, --state) of NEW, ESTABLISHED, RELATED and INVALID, each with ! in front for the contrary; targets ACCEPT, DROP, RETURN, chains of one's own, and in the table nat SNAT, DNAT, MASQUERADE and REDIRECT. Of a node: rules from the start, instead of those of the defaults. As an event: changes at a time.",
    type: 'array',
    minItems: 1,
    items: { type: 'string' },
    examples: [['-A OUTPUT -p icmp --icmp-type fragmentation-needed -j DROP']],
  },
  multicastRouting: {
    description:
      'Whether a router routes multicast: asks its links for members with IGMP (RFC 2236) and sends datagrams on to where they are, along shortest paths. A mapping sets timers. Default: true for routers of scenarios in which somebody joins a group (groups, join, or a multicast app). Hosts never do.',
    type: ['boolean', 'object'],
    additionalProperties: false,
    properties: {
      robustness: {
        description:
          'Losses in a row that links may have, and how many queries follow a leave (RFC 2236 8.1). Default 2.',
        type: 'integer',
        minimum: 1,
        maximum: 255,
        examples: [2],
      },
      'query-interval': {
        description: 'Time between two general queries (RFC 2236 8.2). Default 125s.',
        $ref: '#/definitions/duration',
        examples: ['125s'],
      },
      'query-response-interval': {
        description:
          'Time in which members answer a general query, in tenths of a second, at most 25.5s (RFC 2236 8.3). Default 10s.',
        $ref: '#/definitions/duration',
        examples: ['10s'],
      },
      'last-member-query-interval': {
        description:
          'Time between two queries after a leave, in which they are answered, in tenths of a second, at most 25.5s (RFC 2236 8.8). Default 1s.',
        $ref: '#/definitions/duration',
        examples: ['1s'],
      },
    },
    examples: [true, { robustness: 3, 'query-interval': '60s' }],
  },
};
