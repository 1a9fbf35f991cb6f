// Made from schema/scenario.schema.json by tools/generate.mjs; not to be edited.
export const SCENARIO_SCHEMA = {
 "$schema": "http://json-schema.org/draft-07/schema#",
 "$id": "https://packetloom.dev/schema/scenario.schema.json",
 "title": "WrittenScenario",
 "description": "A scenario: a network, what happens in it and when, and what is expected of it.",
 "type": "object",
 "additionalProperties": false,
 "required": [
  "schema",
  "name"
 ],
 "properties": {
  "schema": {
   "description": "Version of the scenario language.",
   "const": 1,
   "examples": [
    1
   ]
  },
  "name": {
   "description": "Name of the scenario; files written by a run are called after it.",
   "type": "string",
   "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$",
   "form": "scenario-name",
   "examples": [
    "two-hosts"
   ]
  },
  "description": {
   "description": "What the scenario shows, in a sentence or a few.",
   "type": "string",
   "examples": [
    "Path MTU discovery dies when a router may not send ICMP 3/4."
   ]
  },
  "seed": {
   "description": "Where all random numbers come from: same scenario and seed, same packets. The option --seed wins. Default 1.",
   "type": "integer",
   "minimum": 0,
   "maximum": 4294967295,
   "examples": [
    42
   ]
  },
  "stop": {
   "description": "Scenario time at which the run ends. Default: when nothing is left to happen.",
   "$ref": "#/definitions/duration",
   "examples": [
    "30s"
   ]
  },
  "epoch": {
   "description": "What clocks show at scenario time 0, in UTC: time stamps of captures and of IP options count from here. Default 2026-01-01T00:00:00Z.",
   "type": "string",
   "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$",
   "form": "epoch",
   "examples": [
    "2026-01-01T00:00:00Z"
   ]
  },
  "defaults": {
   "description": "What holds for every node and every link that does not say otherwise.",
   "type": "object",
   "additionalProperties": false,
   "properties": {
    "node": {
     "description": "Defaults of nodes.",
     "type": "object",
     "additionalProperties": false,
     "properties": {
      "profile": {
       "$ref": "#/definitions/profile"
      },
      "ttl": {
       "$ref": "#/definitions/ttl"
      },
      "iptables": {
       "$ref": "#/definitions/iptables"
      },
      "multicast": {
       "$ref": "#/definitions/multicastRouting"
      }
     },
     "examples": [
      {
       "profile": "standard"
      }
     ]
    },
    "link": {
     "description": "Defaults of links. Without them: rate 1gbit, delay 1ms, mtu 1500, queue 100p.",
     "type": "object",
     "additionalProperties": false,
     "properties": {
      "rate": {
       "$ref": "#/definitions/rate"
      },
      "delay": {
       "$ref": "#/definitions/delay"
      },
      "mtu": {
       "$ref": "#/definitions/mtu"
      },
      "queue": {
       "$ref": "#/definitions/queue"
      },
      "loss": {
       "$ref": "#/definitions/loss"
      },
      "duplicate": {
       "$ref": "#/definitions/duplicate"
      },
      "corrupt": {
       "$ref": "#/definitions/corrupt"
      },
      "reorder": {
       "$ref": "#/definitions/reorder"
      },
      "slot": {
       "$ref": "#/definitions/slot"
      },
      "ecn": {
       "$ref": "#/definitions/ecn"
      },
      "netem": {
       "$ref": "#/definitions/netem"
      }
     },
     "examples": [
      {
       "rate": "100mbit",
       "delay": "5ms"
      }
     ]
    }
   },
   "examples": [
    {
     "node": {
      "ttl": 32
     },
     "link": {
      "delay": "5ms"
     }
    }
   ]
  },
  "addressing": {
   "description": "Where the addresses of links come from that have none given: each takes the next subnet of the pool that nothing else uses.",
   "type": "object",
   "additionalProperties": false,
   "properties": {
    "pool": {
     "description": "Addresses to take subnets from. Default 10.0.0.0/8.",
     "type": "string",
     "form": "prefix",
     "examples": [
      "10.0.0.0/16"
     ]
    },
    "prefix": {
     "description": "Prefix length of each subnet. Default 30.",
     "type": "integer",
     "minimum": 1,
     "maximum": 31,
     "examples": [
      30
     ]
    },
    "loopbacks": {
     "description": "Where loopback addresses come from: each router takes the next one, for its NIC lo, unless its addresses give it one. The name of a router means this address, so that the way to it is the shortest to the router and not to one of its links. Default 172.16.0.0/12 (192.168.0.0/16 where the pool overlaps that); none where routing is static, or where a router, or a host without a default route, lists its own routes. With none, the name of a router means the first address of its first NIC, as that of a host does.",
     "type": "string",
     "form": "prefix-or-none",
     "examples": [
      "192.168.255.0/24",
      "none"
     ]
    }
   },
   "examples": [
    {
     "pool": "10.0.0.0/16",
     "prefix": 30
    }
   ]
  },
  "import": {
   "description": "Takes nodes and links from a topology file, in GML or GraphML. They come in front of the scenario's own. Nodes are called after their labels (New York is New_York; a second one is New_York_2; other scripts are written in Latin letters), links after their ends (New_York_Chicago), and each node's NICs are eth0, eth1 and so on in the order of the file's edges. Of an edge, LinkSpeedRaw (bits a second) is the rate, delay (with its unit, such as 25ms) the delay, and weight the weight. Edges of a node to itself are left out. Whatever of a file is left out, renamed or filled in is told in a warning.",
   "type": "object",
   "additionalProperties": false,
   "required": [
    "file"
   ],
   "properties": {
    "file": {
     "description": "GML or GraphML file, relative to the scenario file and inside its folder.",
     "type": "string",
     "minLength": 1,
     "examples": [
      "topologies/Abilene.gml"
     ]
    },
    "delay": {
     "description": "Delay of the imported links: one for all, or geo, which computes each from the coordinates of its ends: the distance on a great circle (mean radius of the Earth, 6,371.0088 km) divided by two thirds of the speed of light, which is about 200 km a millisecond. Default: what the file says about a link (delay), else that of every link.",
     "type": "string",
     "form": "duration-or-geo",
     "examples": [
      "geo"
     ]
    },
    "missingDelay": {
     "description": "With delay: geo, the delay of links with an end that has no coordinates. Default: that of every link.",
     "$ref": "#/definitions/duration",
     "examples": [
      "5ms"
     ]
    },
    "rate": {
     "description": "Rate of all imported links. Default: what the file says about a link (LinkSpeedRaw), else that of every link.",
     "type": "string",
     "pattern": "^(unlimited|\\d+(\\.\\d+)?(bit|kbit|mbit|gbit))$",
     "form": "rate",
     "examples": [
      "10gbit"
     ]
    },
    "kind": {
     "description": "What the imported nodes are. Default router.",
     "type": "string",
     "enum": [
      "router",
      "host"
     ],
     "examples": [
      "router"
     ]
    }
   },
   "examples": [
    {
     "file": "topologies/Abilene.gml",
     "delay": "geo"
    }
   ]
  },
  "nodes": {
   "description": "The hosts and routers, by name.",
   "type": "object",
   "propertyNames": {
    "$ref": "#/definitions/name"
   },
   "additionalProperties": {
    "$ref": "#/definitions/scenarioNode"
   },
   "examples": [
    {
     "h1": {
      "kind": "host"
     },
     "r1": {
      "kind": "router"
     }
    }
   ]
  },
  "links": {
   "description": "The point-to-point links.",
   "type": "array",
   "items": {
    "$ref": "#/definitions/scenarioLink"
   },
   "examples": [
    [
     {
      "endpoints": [
       "h1:eth0",
       "r1:eth0"
      ],
      "delay": "5ms"
     }
    ]
   ]
  },
  "segments": {
   "description": "Broadcast domains with ARP, by name: hubs and switches that join NICs. What has a link has a name of its own, so no segment is called as a link is.",
   "type": "object",
   "propertyNames": {
    "$ref": "#/definitions/name"
   },
   "additionalProperties": {
    "$ref": "#/definitions/scenarioSegment"
   },
   "examples": [
    {
     "lan": {
      "kind": "switch",
      "attach": [
       "h3:eth0",
       "h4:eth0",
       "r1:eth2"
      ],
      "subnet": "10.9.1.0/24"
     }
    }
   ]
  },
  "routing": {
   "description": "Where routes come from. shortest-path: every node that lists no routes of its own gets the shortest path to every subnet, and a host with one link a default route; links that go down change no route. static: there are only the routes that nodes list, and those to their own subnets.",
   "anyOf": [
    {
     "type": "string",
     "enum": [
      "shortest-path",
      "static"
     ]
    },
    {
     "type": "object",
     "additionalProperties": false,
     "properties": {
      "kind": {
       "description": "shortest-path or static. Default shortest-path.",
       "type": "string",
       "enum": [
        "shortest-path",
        "static"
       ],
       "examples": [
        "shortest-path"
       ]
      },
      "by": {
       "description": "What makes a path short: the sum of the delays of its links, their number, or the sum of their weights. Default delay.",
       "type": "string",
       "enum": [
        "delay",
        "hops",
        "weight"
       ],
       "examples": [
        "hops"
       ]
      }
     }
    }
   ],
   "examples": [
    "shortest-path",
    {
     "kind": "shortest-path",
     "by": "hops"
    }
   ]
  },
  "events": {
   "description": "What happens, and when.",
   "type": "array",
   "items": {
    "$ref": "#/definitions/scenarioEvent"
   },
   "examples": [
    [
     {
      "at": "1s",
      "name": "probe",
      "ping": {
       "from": "h1",
       "to": "h2"
      }
     }
    ]
   ]
  },
  "expect": {
   "description": "What must be true of the run for it to pass.",
   "type": "array",
   "items": {
    "$ref": "#/definitions/expectation"
   },
   "examples": [
    [
     {
      "that": "app.probe.lost == 0"
     }
    ]
   ]
  },
  "outputs": {
   "description": "What a run writes into the folder that --out names.",
   "type": "object",
   "additionalProperties": false,
   "properties": {
    "pcapng": {
     "description": "NICs to capture at: NODE:NIC, NODE:* for all of a node, or * for all there are. Default all.",
     "type": "array",
     "items": {
      "type": "string",
      "form": "capture-point"
     },
     "examples": [
      [
       "*"
      ],
      [
       "r1:eth0",
       "h2:*"
      ]
     ]
    },
    "comments": {
     "description": "Whether captures carry the number of each packet's datagram (for --explain) as its packet id, and a comment on each packet that is dropped: where, why, and by which rule. Packets are dropped as well where nobody captures them, so one that is lost after it was sent is shown once more, when it ends. Default true.",
     "type": "boolean",
     "examples": [
      false
     ]
    },
    "events": {
     "$ref": "#/definitions/eventStream"
    },
    "series": {
     "$ref": "#/definitions/timeSeries"
    }
   },
   "examples": [
    {
     "pcapng": [
      "r1:*"
     ]
    }
   ]
  }
 },
 "definitions": {
  "eventStream": {
   "description": "Everything that happens, as a file of JSON Lines: an event on each line, in order, each with its time, its type and what it is about; packets with the number of their datagram (identity). true: all of them, in NAME.events.jsonl. Default false.",
   "anyOf": [
    {
     "type": "boolean"
    },
    {
     "type": "object",
     "additionalProperties": false,
     "properties": {
      "file": {
       "description": "Name of the file. Default: that of the scenario with the ending .events.jsonl.",
       "type": "string",
       "form": "file-name",
       "examples": [
        "drops.jsonl"
       ]
      },
      "kinds": {
       "description": "Types of events that are written. Default all.",
       "type": "array",
       "items": {
        "type": "string",
        "enum": [
         "originated",
         "received",
         "transmitted",
         "forwarded",
         "fragment-held",
         "reassembled",
         "fragmented",
         "delivered",
         "consumed",
         "dropped",
         "icmp-error",
         "send-failed",
         "app-failed",
         "membership",
         "neighbour",
         "group-members",
         "querier",
         "address-conflict",
         "link-dropped",
         "link-duplicated",
         "link-corrupted",
         "link-reordered",
         "link-changed",
         "rules-changed",
         "link-state",
         "host-state",
         "nic-state",
         "scripted"
        ]
       },
       "examples": [
        [
         "dropped",
         "link-dropped"
        ]
       ]
      },
      "nodes": {
       "description": "Nodes whose events are written, with those of their links. Default all.",
       "type": "array",
       "items": {
        "$ref": "#/definitions/name"
       },
       "examples": [
        [
         "r1"
        ]
       ]
      }
     }
    }
   ],
   "examples": [
    true,
    {
     "kinds": [
      "dropped",
      "link-dropped"
     ]
    }
   ]
  },
  "timeSeries": {
   "description": "Values at equal distances of scenario time, and at the end of the run, as a file of comma-separated values: a row for each time, a column for each value, named with its unit.",
   "type": "object",
   "additionalProperties": false,
   "required": [
    "every",
    "of"
   ],
   "properties": {
    "every": {
     "description": "Scenario time between two rows.",
     "$ref": "#/definitions/duration",
     "examples": [
      "100ms"
     ]
    },
    "of": {
     "description": "What is sampled: any number or duration that expectations can name (link.tail.forward.queue, app.probe.rtt.p99, node.r1.ip.packetsSent), with * for every name; a group of values stands for each of them. Directions of links also have throughput (bits delivered a second; ports of segments too) and delay (mean and max, from the sender's NIC to the receiver's), both over the time since the row before.",
     "type": "array",
     "minItems": 1,
     "items": {
      "type": "string",
      "form": "series-selector"
     },
     "examples": [
      [
       "link.tail.forward.queue"
      ],
      [
       "link.*.forward.throughput"
      ]
     ]
    },
    "file": {
     "description": "Name of the file. Default: that of the scenario with the ending .series.csv.",
     "type": "string",
     "form": "file-name",
     "examples": [
      "queue.csv"
     ]
    }
   },
   "examples": [
    {
     "every": "100ms",
     "of": [
      "link.tail.forward.queue"
     ]
    }
   ]
  },
  "name": {
   "type": "string",
   "pattern": "^[A-Za-z][A-Za-z0-9_-]{0,62}$",
   "form": "name"
  },
  "duration": {
   "type": "string",
   "pattern": "^\\d+(\\.\\d+)?(ns|us|ms|s|m|h)$",
   "form": "duration"
  },
  "address": {
   "type": "string",
   "form": "address"
  },
  "prefix": {
   "type": "string",
   "form": "prefix"
  },
  "profile": {
   "description": "How the IPv4 stack behaves where stacks differ: standard (the RFCs' rules for hosts and routers), netstack (gVisor's netstack of May 2021, to the byte), or one of these with choices of one's own. Default standard.",
   "anyOf": [
    {
     "type": "string",
     "enum": [
      "standard",
      "netstack"
     ]
    },
    {
     "type": "object",
     "additionalProperties": false,
     "required": [
      "base"
     ],
     "properties": {
      "base": {
       "description": "Profile to start from.",
       "type": "string",
       "enum": [
        "standard",
        "netstack"
       ],
       "examples": [
        "standard"
       ]
      },
      "ttlExpiry": {
       "description": "Received TTL at which a router does not forward: only zero, or zero and one (RFC 1812 5.3.1).",
       "type": "string",
       "enum": [
        "zero",
        "one"
       ],
       "examples": [
        "one"
       ]
      },
      "dontFragment": {
       "description": "A datagram with DF that does not fit the next link: fragment it all the same, or report it with ICMP 3/4 (RFC 1191).",
       "type": "string",
       "enum": [
        "fragment",
        "report"
       ],
       "examples": [
        "report"
       ]
      },
      "refragmentation": {
       "description": "Offsets when a fragment is fragmented again: restart from 0, or add the fragment's own (RFC 791 3.2).",
       "type": "string",
       "enum": [
        "restart",
        "add"
       ],
       "examples": [
        "add"
       ]
      },
      "routeChoice": {
       "description": "Which of several routes that match is used (RFC 1812 5.2.4.3).",
       "type": "string",
       "enum": [
        "first-match",
        "longest-prefix"
       ],
       "examples": [
        "longest-prefix"
       ]
      },
      "forwardChain": {
       "description": "Whether the FORWARD chain of the packet filter is asked.",
       "type": "boolean",
       "examples": [
        true
       ]
      },
      "unresolvedNextHop": {
       "description": "What the sender learns of a next hop that does not answer.",
       "type": "string",
       "enum": [
        "silent",
        "host-unreachable"
       ],
       "examples": [
        "host-unreachable"
       ]
      },
      "fragmentOptions": {
       "description": "IP options in fragments after the first: all, or those with the copied bit (RFC 791 3.1).",
       "type": "string",
       "enum": [
        "all",
        "copied-only"
       ],
       "examples": [
        "copied-only"
       ]
      },
      "echoToBroadcast": {
       "description": "Echo requests to broadcast and multicast addresses (RFC 1122 3.2.2.6).",
       "type": "string",
       "enum": [
        "answer",
        "ignore"
       ],
       "examples": [
        "ignore"
       ]
      },
      "sourceRoute": {
       "description": "Datagrams with a source route option.",
       "type": "string",
       "enum": [
        "pass",
        "drop"
       ],
       "examples": [
        "drop"
       ]
      },
      "forwardingErrorSource": {
       "description": "Source address of ICMP errors about forwarded datagrams (RFC 1812 4.3.2.4).",
       "type": "string",
       "enum": [
        "receiving",
        "outgoing"
       ],
       "examples": [
        "outgoing"
       ]
      },
      "unspecifiedSource": {
       "description": "Datagrams from 0.0.0.0.",
       "type": "string",
       "enum": [
        "accept",
        "discard"
       ],
       "examples": [
        "discard"
       ]
      },
      "ownSource": {
       "description": "Which of a host's own addresses are impossible as sources of what arrives (RFC 1122 3.2.1.3).",
       "type": "string",
       "enum": [
        "receiving-nic",
        "any-nic"
       ],
       "examples": [
        "any-nic"
       ]
      },
      "multicastForwarding": {
       "description": "Multicast that a router receives where multicast routing is off (multicast: false): routed as unicast is, or not at all.",
       "type": "string",
       "enum": [
        "unicast-routes",
        "multicast-routes"
       ],
       "examples": [
        "multicast-routes"
       ]
      },
      "nat": {
       "description": "Address translation by rules of the table nat. stateless: UDP only and one way, packet by packet. tracked: connections are remembered, and translated both ways with all checksums and the ICMP errors about them.",
       "type": "string",
       "enum": [
        "stateless",
        "tracked"
       ],
       "examples": [
        "tracked"
       ]
      },
      "laterFragmentErrors": {
       "description": "ICMP errors about fragments other than the first: sent as about any datagram, or never (RFC 1122 3.2.2).",
       "type": "string",
       "enum": [
        "send",
        "none"
       ],
       "examples": [
        "none"
       ]
      },
      "rateLimitedIcmp": {
       "description": "ICMP messages that the rate limit of a node counts: errors and echo replies, or errors alone (RFC 1812 4.3.2.8).",
       "type": "string",
       "enum": [
        "errors-and-replies",
        "errors"
       ],
       "examples": [
        "errors"
       ]
      },
      "zeroUdpChecksum": {
       "description": "A UDP checksum that comes out as 0: sent as it is, or as all ones (RFC 768).",
       "type": "string",
       "enum": [
        "zero",
        "ones"
       ],
       "examples": [
        "ones"
       ]
      },
      "reservedAddresses": {
       "description": "Datagrams from or, at a router, to addresses of 0/8 and 240/4, which no host has (RFC 1812 5.3.7).",
       "type": "string",
       "enum": [
        "accept",
        "discard"
       ],
       "examples": [
        "discard"
       ]
      },
      "oversizedDatagrams": {
       "description": "Datagrams that fragments would make larger than 65,535 octets with their header (RFC 791 3.1).",
       "type": "string",
       "enum": [
        "wrap",
        "drop"
       ],
       "examples": [
        "drop"
       ]
      },
      "changedHeaders": {
       "description": "Checksum of headers that change on delivery (put together from fragments, or with options filled in), as raw sockets and the quotations of ICMP errors show them.",
       "type": "string",
       "enum": [
        "stale-checksum",
        "new-checksum"
       ],
       "examples": [
        "new-checksum"
       ]
      },
      "igmpVersion1": {
       "description": "Queries and reports of IGMP version 1: taken only with the router alert of version 2, or as they are in RFC 1112.",
       "type": "string",
       "enum": [
        "as-version-2",
        "rfc-1112"
       ],
       "examples": [
        "rfc-1112"
       ]
      },
      "arpMerge": {
       "description": "ARP packets that change the link address of a known neighbour: requests for an own address, or every one (RFC 826).",
       "type": "string",
       "enum": [
        "requests-to-us",
        "every-packet"
       ],
       "examples": [
        "every-packet"
       ]
      },
      "recordedAddress": {
       "description": "Address that record route and timestamp options get at a router: that of the NIC by which a datagram came, or by which it goes on (RFC 1812 4.2.2.2).",
       "type": "string",
       "enum": [
        "receiving",
        "outgoing"
       ],
       "examples": [
        "outgoing"
       ]
      },
      "prespecifiedTimestamp": {
       "description": "Timestamp options with prespecified addresses: filled in where the next address is the one that would be recorded, or any own one (RFC 1812 5.3.13.6).",
       "type": "string",
       "enum": [
        "recorded-address",
        "any-own-address"
       ],
       "examples": [
        "any-own-address"
       ]
      },
      "tightQuote": {
       "description": "An ICMP error whose way back is too narrow for a whole quotation.",
       "type": "string",
       "enum": [
        "silent",
        "quote-what-fits"
       ],
       "examples": [
        "quote-what-fits"
       ]
      }
     }
    }
   ],
   "examples": [
    "standard",
    {
     "base": "standard",
     "ttlExpiry": "zero"
    }
   ]
  },
  "ttl": {
   "description": "TTL of what a node sends. Default 64.",
   "type": "integer",
   "minimum": 1,
   "maximum": 255,
   "examples": [
    64
   ]
  },
  "dscp": {
   "description": "Differentiated services code point of the packets sent (RFC 2474), which priority queues look at. Default 0, best effort; 46 is EF (RFC 3246), 8 is CS1.",
   "type": "integer",
   "minimum": 0,
   "maximum": 63,
   "examples": [
    46
   ]
  },
  "rate": {
   "description": "Bits a second that a link carries in each direction (bit, kbit, mbit, gbit), or unlimited. Default 1gbit. The long form counts what packets take beside their own octets (netem's rate).",
   "type": [
    "string",
    "object"
   ],
   "pattern": "^(unlimited|\\d+(\\.\\d+)?(bit|kbit|mbit|gbit))$",
   "form": "rate",
   "additionalProperties": false,
   "required": [
    "bits"
   ],
   "properties": {
    "bits": {
     "description": "The rate, long form.",
     "type": "string",
     "form": "rate",
     "examples": [
      "10mbit"
     ]
    },
    "overhead": {
     "description": "Octets for each packet; with a minus, octets that are not sent. Default 0b.",
     "type": "string",
     "form": "overhead",
     "examples": [
      "20b",
      "-14b"
     ]
    },
    "cell": {
     "description": "Packets go out in cells that carry so many octets; the last one is filled up. Default: no cells.",
     "type": "string",
     "form": "size",
     "examples": [
      "48b"
     ]
    },
    "cellOverhead": {
     "description": "Octets for each cell. Default 0b.",
     "type": "string",
     "form": "overhead",
     "examples": [
      "5b"
     ]
    }
   },
   "examples": [
    "10mbit",
    "unlimited",
    {
     "bits": "10mbit",
     "cell": "48b",
     "cellOverhead": "5b"
    }
   ]
  },
  "delay": {
   "description": "Time from the end of sending to arrival, one way. Default 1ms. The long form varies it (netem's delay).",
   "type": [
    "string",
    "object"
   ],
   "pattern": "^\\d+(\\.\\d+)?(ns|us|ms|s|m|h)$",
   "form": "duration",
   "additionalProperties": false,
   "required": [
    "mean"
   ],
   "properties": {
    "mean": {
     "description": "The delay, long form.",
     "$ref": "#/definitions/duration",
     "examples": [
      "20ms"
     ]
    },
    "jitter": {
     "description": "How far the delay varies around its mean: the half width of uniform jitter, the standard deviation of the others.",
     "$ref": "#/definitions/duration",
     "examples": [
      "2ms"
     ]
    },
    "distribution": {
     "description": "How jitter is distributed. Default uniform.",
     "type": "string",
     "enum": [
      "uniform",
      "normal",
      "pareto",
      "paretonormal"
     ],
     "examples": [
      "normal"
     ]
    },
    "correlation": {
     "description": "How much each variation depends on the one before. Default 0%.",
     "$ref": "#/definitions/percent",
     "examples": [
      "25%"
     ]
    },
    "order": {
     "description": "Whether packets overtake each other when their delays differ. Default keep.",
     "type": "string",
     "enum": [
      "keep",
      "reorder"
     ],
     "examples": [
      "reorder"
     ]
    },
    "limit": {
     "description": "Packets that may wait for the rate or be on their way at once (netem's limit); more are dropped, as by a queue that is full. Default: no limit.",
     "type": "string",
     "pattern": "^\\d+p$",
     "form": "packets",
     "examples": [
      "1000p"
     ]
    }
   },
   "examples": [
    "20ms",
    {
     "mean": "20ms",
     "jitter": "2ms",
     "distribution": "normal",
     "correlation": "25%"
    }
   ]
  },
  "mtu": {
   "description": "Bytes of the largest IPv4 packet that a link carries, header included. Default 1500.",
   "type": "integer",
   "minimum": 68,
   "maximum": 65535,
   "examples": [
    1280
   ]
  },
  "queue": {
   "description": "The queue in front of a link, in each direction. Default 100p: first in, first out.",
   "type": [
    "string",
    "object"
   ],
   "pattern": "^\\d+p$",
   "form": "queue",
   "additionalProperties": false,
   "properties": {
    "kind": {
     "description": "Queue discipline: fifo (default), red (Floyd and Jacobson 1993), codel (RFC 8289), fq-codel (RFC 8290), or priority by DSCP. fq_codel and prio are other names of the last two.",
     "type": "string",
     "enum": [
      "fifo",
      "red",
      "codel",
      "fq-codel",
      "priority",
      "fq_codel",
      "prio"
     ],
     "examples": [
      "codel"
     ]
    },
    "limit": {
     "description": "Packets (100p) or bytes (64kb, fifo only) that may wait; the one being sent does not count.",
     "type": "string",
     "form": "queue-limit",
     "examples": [
      "100p",
      "64kb"
     ]
    },
    "min": {
     "description": "red: average length from which packets are dropped early.",
     "type": "string",
     "pattern": "^\\d+p$",
     "form": "packets",
     "examples": [
      "5p"
     ]
    },
    "max": {
     "description": "red: average length from which (nearly) all are.",
     "type": "string",
     "pattern": "^\\d+p$",
     "form": "packets",
     "examples": [
      "15p"
     ]
    },
    "probability": {
     "description": "red: share that is dropped at max. Default 10%.",
     "$ref": "#/definitions/percent",
     "examples": [
      "10%"
     ]
    },
    "weight": {
     "description": "red: weight of the present length in the average. Default 0.2%.",
     "$ref": "#/definitions/percent",
     "examples": [
      "0.2%"
     ]
    },
    "gentle": {
     "description": "red: from max on, drops grow to all at twice max instead of at once. Default true.",
     "type": "boolean",
     "examples": [
      true
     ]
    },
    "target": {
     "description": "codel, fq-codel: standing delay that is tolerated. Default 5ms.",
     "$ref": "#/definitions/duration",
     "examples": [
      "5ms"
     ]
    },
    "interval": {
     "description": "codel, fq-codel: time in which the target must be met once. Default 100ms.",
     "$ref": "#/definitions/duration",
     "examples": [
      "100ms"
     ]
    },
    "flows": {
     "description": "fq-codel: queues that flows are spread over. Default 1024.",
     "type": "integer",
     "minimum": 1,
     "maximum": 65536,
     "examples": [
      1024
     ]
    },
    "quantum": {
     "description": "fq-codel: bytes a flow may send in its turn. Default 1514b.",
     "type": "string",
     "form": "size",
     "examples": [
      "1514b"
     ]
    },
    "bands": {
     "description": "priority: DSCP values of each band, the most urgent band first; the last takes all others.",
     "type": "array",
     "minItems": 1,
     "items": {
      "type": "array",
      "items": {
       "type": "integer",
       "minimum": 0,
       "maximum": 63
      }
     },
     "examples": [
      [
       [
        46
       ],
       [
        0
       ]
      ]
     ]
    }
   },
   "examples": [
    "100p",
    {
     "kind": "fifo",
     "limit": "64kb"
    },
    {
     "kind": "codel",
     "target": "5ms"
    }
   ]
  },
  "iptables": {
   "description": "Rules of the packet filter, as iptables(8) writes them: commands -A, -I, -D (by number or with the rule), -P, -N, -X and -F, in order. Tables filter (the default), nat and mangle; matches -p, -s, -d, -i, -o, --sport, --dport and --icmp-type, and with -m conntrack in front --ctstate (with -m state, --state) of NEW, ESTABLISHED, RELATED and INVALID, each with ! in front for the contrary; targets ACCEPT, DROP, RETURN, chains of one's own, and in the table nat SNAT, DNAT, MASQUERADE and REDIRECT. Of a node: rules from the start, in the place of those of the defaults. As an event: changes at a time.",
   "type": "array",
   "minItems": 1,
   "items": {
    "type": "string"
   },
   "examples": [
    [
     "-A OUTPUT -p icmp --icmp-type fragmentation-needed -j DROP"
    ]
   ]
  },
  "multicastRouting": {
   "description": "Whether a router routes multicast: asks its links for members with IGMP (RFC 2236) and sends datagrams on to where they are, along shortest paths. A mapping sets timers. Default: true for routers of scenarios in which somebody joins a group (groups, join, or a multicast app). Hosts never do.",
   "type": [
    "boolean",
    "object"
   ],
   "additionalProperties": false,
   "properties": {
    "robustness": {
     "description": "Losses in a row that links may have, and how many queries follow a leave (RFC 2236 8.1). Default 2.",
     "type": "integer",
     "minimum": 1,
     "maximum": 255,
     "examples": [
      2
     ]
    },
    "query-interval": {
     "description": "Time between two general queries (RFC 2236 8.2). Default 125s.",
     "$ref": "#/definitions/duration",
     "examples": [
      "125s"
     ]
    },
    "query-response-interval": {
     "description": "Time in which members answer a general query, in tenths of a second, at most 25.5s (RFC 2236 8.3). Default 10s.",
     "$ref": "#/definitions/duration",
     "examples": [
      "10s"
     ]
    },
    "last-member-query-interval": {
     "description": "Time between two queries after a leave, in which they are answered, in tenths of a second, at most 25.5s (RFC 2236 8.8). Default 1s.",
     "$ref": "#/definitions/duration",
     "examples": [
      "1s"
     ]
    }
   },
   "examples": [
    true,
    {
     "robustness": 3,
     "query-interval": "60s"
    }
   ]
  },
  "multicast": {
   "description": "UDP datagrams to a multicast group, and receivers that are members of it.",
   "type": "object",
   "additionalProperties": false,
   "required": [
    "from",
    "group",
    "port",
    "receivers"
   ],
   "properties": {
    "from": {
     "description": "Node that sends.",
     "$ref": "#/definitions/name",
     "examples": [
      "source"
     ]
    },
    "nic": {
     "description": "NIC of the sender by which the datagrams leave. Default: its first.",
     "$ref": "#/definitions/name",
     "examples": [
      "eth0"
     ]
    },
    "group": {
     "description": "Multicast group.",
     "type": "string",
     "form": "group",
     "examples": [
      "224.1.1.1"
     ]
    },
    "port": {
     "description": "UDP port of the receivers.",
     "type": "integer",
     "minimum": 1,
     "maximum": 65535,
     "examples": [
      5004
     ]
    },
    "sourcePort": {
     "description": "UDP port of the sender. Default: a free one.",
     "type": "integer",
     "minimum": 1,
     "maximum": 65535,
     "examples": [
      40000
     ]
    },
    "receivers": {
     "description": "Nodes that receive: each by its name, or with times of its own.",
     "type": "array",
     "minItems": 1,
     "items": {
      "$ref": "#/definitions/multicastReceiver"
     },
     "examples": [
      [
       "h1",
       {
        "node": "h2",
        "leave": "5s"
       }
      ]
     ]
    },
    "join": {
     "description": "Scenario time at which receivers join that say nothing themselves: before the event, so that routers know of them. Default: the time of the event.",
     "$ref": "#/definitions/duration",
     "examples": [
      "0s"
     ]
    },
    "count": {
     "description": "How many datagrams are sent. Default 1, or with until: as many as fit.",
     "type": "integer",
     "minimum": 1,
     "maximum": 1000000,
     "examples": [
      100
     ]
    },
    "interval": {
     "description": "Time between two datagrams. Default 1s.",
     "$ref": "#/definitions/duration",
     "examples": [
      "20ms"
     ]
    },
    "until": {
     "description": "Scenario time from which on nothing is sent.",
     "$ref": "#/definitions/duration",
     "examples": [
      "10s"
     ]
    },
    "size": {
     "description": "Data of each datagram, without headers. Default 64b.",
     "type": "string",
     "form": "size",
     "examples": [
      "160b"
     ]
    },
    "payload": {
     "description": "Text that each datagram holds, instead of size.",
     "type": "string",
     "examples": [
      "hello"
     ]
    },
    "ttl": {
     "description": "TTL of the datagrams. Default 16: the 1 of RFC 1112 6.1 would never leave the link.",
     "$ref": "#/definitions/ttl",
     "examples": [
      16
     ]
    },
    "dscp": {
     "$ref": "#/definitions/dscp"
    },
    "loop": {
     "description": "Whether members on the sender's own node get them too. Default false.",
     "type": "boolean",
     "examples": [
      true
     ]
    }
   },
   "not": {
    "required": [
     "size",
     "payload"
    ]
   },
   "examples": [
    {
     "from": "source",
     "group": "224.1.1.1",
     "port": 5004,
     "receivers": [
      "h1",
      "h2"
     ]
    }
   ]
  },
  "multicastReceiver": {
   "type": [
    "string",
    "object"
   ],
   "form": "name",
   "additionalProperties": false,
   "required": [
    "node"
   ],
   "properties": {
    "node": {
     "description": "Node that receives.",
     "$ref": "#/definitions/name",
     "examples": [
      "h2"
     ]
    },
    "nic": {
     "description": "NIC that joins the group. Default: its first.",
     "$ref": "#/definitions/name",
     "examples": [
      "eth0"
     ]
    },
    "join": {
     "description": "Scenario time at which it joins. Default: that of all receivers.",
     "$ref": "#/definitions/duration",
     "examples": [
      "2s"
     ]
    },
    "leave": {
     "description": "Scenario time at which it leaves. Default: never.",
     "$ref": "#/definitions/duration",
     "examples": [
      "5s"
     ]
    }
   }
  },
  "scenarioNode": {
   "type": "object",
   "additionalProperties": false,
   "required": [
    "kind"
   ],
   "properties": {
    "kind": {
     "description": "A router forwards what is not for itself; a host does not.",
     "type": "string",
     "enum": [
      "host",
      "router"
     ],
     "examples": [
      "router"
     ]
    },
    "profile": {
     "$ref": "#/definitions/profile"
    },
    "ttl": {
     "$ref": "#/definitions/ttl"
    },
    "iptables": {
     "$ref": "#/definitions/iptables"
    },
    "multicast": {
     "$ref": "#/definitions/multicastRouting"
    },
    "addresses": {
     "description": "Addresses of NICs, each with its prefix length; the first is the main one.",
     "type": "object",
     "propertyNames": {
      "$ref": "#/definitions/name"
     },
     "additionalProperties": {
      "type": [
       "string",
       "array"
      ],
      "form": "prefix",
      "minItems": 1,
      "items": {
       "$ref": "#/definitions/prefix"
      }
     },
     "examples": [
      {
       "eth0": "10.9.0.2/24",
       "eth1": [
        "10.1.0.1/30",
        "10.2.0.1/30"
       ]
      }
     ]
    },
    "routes": {
     "description": "Routes as `ip route` writes them: PREFIX via ADDRESS, dev NIC, metric N. A node that lists routes gets no computed ones.",
     "type": "array",
     "items": {
      "type": "string",
      "form": "route"
     },
     "examples": [
      [
       "default via 10.9.0.1",
       "10.2.0.0/16 via 10.0.0.1 dev eth0 metric 10"
      ]
     ]
    },
    "groups": {
     "description": "Multicast groups that NICs are members of from the start.",
     "type": "object",
     "propertyNames": {
      "$ref": "#/definitions/name"
     },
     "additionalProperties": {
      "type": "array",
      "items": {
       "type": "string",
       "form": "group"
      }
     },
     "examples": [
      {
       "eth0": [
        "224.1.1.1"
       ]
      }
     ]
    }
   }
  },
  "scenarioLink": {
   "type": "object",
   "additionalProperties": false,
   "required": [
    "endpoints"
   ],
   "properties": {
    "name": {
     "description": "Name in events and expectations. Default: the names of its nodes, such as h1_r1; a second one is h1_r1_2.",
     "$ref": "#/definitions/name",
     "examples": [
      "tail"
     ]
    },
    "endpoints": {
     "description": "The two ends, each a node and its NIC. The direction from the first to the second is called forward.",
     "type": "array",
     "minItems": 2,
     "maxItems": 2,
     "items": {
      "type": "string",
      "form": "endpoint"
     },
     "examples": [
      [
       "h1:eth0",
       "r1:eth0"
      ]
     ]
    },
    "rate": {
     "$ref": "#/definitions/rate"
    },
    "delay": {
     "$ref": "#/definitions/delay"
    },
    "mtu": {
     "$ref": "#/definitions/mtu"
    },
    "queue": {
     "$ref": "#/definitions/queue"
    },
    "loss": {
     "$ref": "#/definitions/loss"
    },
    "duplicate": {
     "$ref": "#/definitions/duplicate"
    },
    "corrupt": {
     "$ref": "#/definitions/corrupt"
    },
    "reorder": {
     "$ref": "#/definitions/reorder"
    },
    "slot": {
     "$ref": "#/definitions/slot"
    },
    "ecn": {
     "$ref": "#/definitions/ecn"
    },
    "netem": {
     "$ref": "#/definitions/netem"
    },
    "reverse": {
     "$ref": "#/definitions/reverseDirection"
    },
    "weight": {
     "$ref": "#/definitions/linkWeight"
    }
   }
  },
  "reverseDirection": {
   "description": "The direction from the second end to the first, where it differs: what is not named is the same.",
   "type": "object",
   "additionalProperties": false,
   "properties": {
    "rate": {
     "$ref": "#/definitions/rate"
    },
    "delay": {
     "$ref": "#/definitions/delay"
    },
    "mtu": {
     "$ref": "#/definitions/mtu"
    },
    "queue": {
     "$ref": "#/definitions/queue"
    },
    "loss": {
     "$ref": "#/definitions/loss"
    },
    "duplicate": {
     "$ref": "#/definitions/duplicate"
    },
    "corrupt": {
     "$ref": "#/definitions/corrupt"
    },
    "reorder": {
     "$ref": "#/definitions/reorder"
    },
    "slot": {
     "$ref": "#/definitions/slot"
    },
    "ecn": {
     "$ref": "#/definitions/ecn"
    },
    "netem": {
     "$ref": "#/definitions/netem"
    }
   },
   "examples": [
    {
     "rate": "1mbit",
     "delay": "40ms"
    }
   ]
  },
  "scenarioEvent": {
   "type": "object",
   "additionalProperties": false,
   "required": [
    "at"
   ],
   "oneOf": [
    {
     "required": [
      "ping"
     ]
    },
    {
     "required": [
      "traceroute"
     ]
    },
    {
     "required": [
      "udp"
     ]
    },
    {
     "required": [
      "flow"
     ]
    },
    {
     "required": [
      "request-response"
     ]
    },
    {
     "required": [
      "replay"
     ]
    },
    {
     "required": [
      "raw"
     ]
    },
    {
     "required": [
      "multicast"
     ]
    },
    {
     "required": [
      "iptables"
     ]
    },
    {
     "required": [
      "inject"
     ]
    },
    {
     "required": [
      "set"
     ]
    },
    {
     "required": [
      "join"
     ]
    },
    {
     "required": [
      "leave"
     ]
    },
    {
     "required": [
      "script"
     ]
    }
   ],
   "dependencies": {
    "export": [
     "script"
    ],
    "inject": [
     "node"
    ],
    "iptables": [
     "node"
    ],
    "join": [
     "node"
    ],
    "leave": [
     "node"
    ],
    "link": [
     "set"
    ],
    "segment": [
     "set"
    ],
    "port": [
     "segment"
    ],
    "nic": [
     "node"
    ]
   },
   "properties": {
    "at": {
     "description": "Scenario time at which it happens. Events of the same time happen in the order of the file.",
     "$ref": "#/definitions/duration",
     "examples": [
      "1s"
     ]
    },
    "name": {
     "description": "Name of the ping or other app in expectations. Default: ping1, ping2, traceroute1, udp1 and so on.",
     "$ref": "#/definitions/name",
     "examples": [
      "probe"
     ]
    },
    "node": {
     "description": "Node to which it happens (with inject, join, leave, iptables, and with set to take it down or up).",
     "$ref": "#/definitions/name",
     "examples": [
      "h1"
     ]
    },
    "nic": {
     "description": "With node and set: the NIC that goes down or comes up. Default: the whole node.",
     "$ref": "#/definitions/name",
     "examples": [
      "eth0"
     ]
    },
    "link": {
     "description": "Link to which it happens (with set).",
     "$ref": "#/definitions/name",
     "examples": [
      "tail"
     ]
    },
    "segment": {
     "description": "Segment to which it happens (with set).",
     "$ref": "#/definitions/name",
     "examples": [
      "lan"
     ]
    },
    "port": {
     "description": "With segment: the port that is changed, by its node and NIC. Default: every port.",
     "type": "string",
     "form": "endpoint",
     "examples": [
      "h3:eth0"
     ]
    },
    "ping": {
     "$ref": "#/definitions/ping"
    },
    "traceroute": {
     "$ref": "#/definitions/traceroute"
    },
    "udp": {
     "$ref": "#/definitions/udp"
    },
    "flow": {
     "$ref": "#/definitions/flow"
    },
    "request-response": {
     "$ref": "#/definitions/requestResponse"
    },
    "replay": {
     "$ref": "#/definitions/replay"
    },
    "raw": {
     "$ref": "#/definitions/raw"
    },
    "multicast": {
     "$ref": "#/definitions/multicast"
    },
    "iptables": {
     "$ref": "#/definitions/iptables"
    },
    "inject": {
     "$ref": "#/definitions/inject"
    },
    "set": {
     "$ref": "#/definitions/linkChange"
    },
    "join": {
     "$ref": "#/definitions/membership"
    },
    "leave": {
     "$ref": "#/definitions/membership"
    },
    "script": {
     "description": "A TypeScript (or JavaScript) module inside the scenario file's folder, of which a function is called. Only with --allow-scripts. Its timers, Date, await and RxJS live in scenario time; Math.random draws from the seed.",
     "type": "string",
     "form": "script-path",
     "examples": [
      "./storm.ts"
     ]
    },
    "export": {
     "description": "Name of the function that the script exports. Default: its default export.",
     "type": "string",
     "form": "export-name",
     "examples": [
      "burst"
     ]
    }
   }
  },
  "ping": {
   "description": "Sends ICMP echo requests and waits for the replies.",
   "type": "object",
   "additionalProperties": false,
   "required": [
    "from",
    "to"
   ],
   "properties": {
    "from": {
     "description": "The node that pings; a list of nodes; or *, all that have a link. With several, each pings every destination but itself, and the numbers in expectations are those of all together.",
     "$ref": "#/definitions/nodeSelection",
     "examples": [
      "h1",
      [
       "h1",
       "h2"
      ],
      "*"
     ]
    },
    "to": {
     "description": "A node (its main address), an address, a list of these; or *, all nodes that have a link.",
     "$ref": "#/definitions/hostSelection",
     "examples": [
      "h2",
      "10.9.0.2",
      "*"
     ]
    },
    "count": {
     "description": "Requests to each destination. Default 4.",
     "type": "integer",
     "minimum": 1,
     "maximum": 65535,
     "examples": [
      20
     ]
    },
    "interval": {
     "description": "Time between two requests to one destination. Default 1s.",
     "$ref": "#/definitions/duration",
     "examples": [
      "200ms"
     ]
    },
    "size": {
     "description": "Bytes of data in each request, behind 20 of IPv4 and 8 of ICMP header. Default 56.",
     "type": "integer",
     "minimum": 0,
     "maximum": 65507,
     "examples": [
      1472
     ]
    },
    "df": {
     "description": "Whether requests carry the DF bit: do not fragment. Default false.",
     "type": "boolean",
     "examples": [
      true
     ]
    },
    "ttl": {
     "description": "TTL of the requests. Default: that of the node.",
     "type": "integer",
     "minimum": 1,
     "maximum": 255,
     "examples": [
      3
     ]
    },
    "dscp": {
     "$ref": "#/definitions/dscp"
    },
    "timeout": {
     "description": "How long after the last request replies still count. Default 10s.",
     "$ref": "#/definitions/duration",
     "examples": [
      "2s"
     ]
    },
    "stagger": {
     "description": "With several pairs, the time between the starts of two. Default 0s: all at once.",
     "$ref": "#/definitions/duration",
     "examples": [
      "1ms"
     ]
    }
   },
   "examples": [
    {
     "from": "h1",
     "to": "h2",
     "count": 20,
     "size": 1472,
     "df": true
    },
    {
     "from": "*",
     "to": "*",
     "count": 1
    }
   ]
  },
  "traceroute": {
   "description": "Finds the routers on the way by the ICMP errors that datagrams of growing TTL cause.",
   "type": "object",
   "additionalProperties": false,
   "required": [
    "from",
    "to"
   ],
   "properties": {
    "from": {
     "description": "The node that asks.",
     "$ref": "#/definitions/name",
     "examples": [
      "h1"
     ]
    },
    "to": {
     "description": "A node (its main address) or an address.",
     "type": "string",
     "form": "host",
     "examples": [
      "h2"
     ]
    },
    "probe": {
     "description": "What is sent: UDP datagrams to ports that nobody uses, or ICMP echo requests. Default udp.",
     "type": "string",
     "enum": [
      "udp",
      "icmp"
     ],
     "examples": [
      "icmp"
     ]
    },
    "maxHops": {
     "description": "Largest TTL that is tried. Default 30.",
     "type": "integer",
     "minimum": 1,
     "maximum": 255,
     "examples": [
      30
     ]
    },
    "probesPerHop": {
     "description": "Probes for each TTL. Default 3.",
     "type": "integer",
     "minimum": 1,
     "maximum": 10,
     "examples": [
      3
     ]
    },
    "timeout": {
     "description": "How long to wait for the answer to a probe. Default 3s.",
     "$ref": "#/definitions/duration",
     "examples": [
      "1s"
     ]
    }
   },
   "examples": [
    {
     "from": "h1",
     "to": "h2"
    }
   ]
  },
  "udp": {
   "description": "Sends UDP datagrams to a port, where a receiver counts them.",
   "type": "object",
   "additionalProperties": false,
   "required": [
    "from",
    "to"
   ],
   "properties": {
    "from": {
     "description": "The node that sends.",
     "$ref": "#/definitions/name",
     "examples": [
      "h1"
     ]
    },
    "to": {
     "description": "Where to: a node (its main address) or an address, and a port. If an address belongs to no node, nobody receives.",
     "type": "string",
     "form": "udp-target",
     "examples": [
      "h2:5004",
      "10.9.0.2:53"
     ]
    },
    "receive": {
     "description": "Whether a receiver is opened at the destination, or at the receiver. false: no port is opened; what a socket takes counts nevertheless. Default true.",
     "type": "boolean",
     "examples": [
      false
     ]
    },
    "receiver": {
     "description": "The node at which what arrives is counted, and at which the receiver is opened: NODE, or NODE:PORT where NAT changes the port. Default: it counts wherever a socket takes it, behind NAT too, and the receiver is opened at the node with the destination address.",
     "type": "string",
     "form": "socket-place",
     "examples": [
      "h2",
      "h2:8080"
     ]
    },
    "sourcePort": {
     "description": "Port to send from. Default: a free one.",
     "type": "integer",
     "minimum": 1,
     "maximum": 65535,
     "examples": [
      40000
     ]
    },
    "count": {
     "description": "Datagrams to send. Default 1.",
     "type": "integer",
     "minimum": 1,
     "maximum": 10000000,
     "examples": [
      100
     ]
    },
    "interval": {
     "description": "Time between two datagrams. Default 1s.",
     "$ref": "#/definitions/duration",
     "examples": [
      "20ms"
     ]
    },
    "size": {
     "description": "Bytes of data in each datagram, behind 20 of IPv4 and 8 of UDP header (b, kb, mb; kib, mib). Default 64b; not with payload.",
     "type": "string",
     "pattern": "^\\d+(\\.\\d+)?(b|kb|mb|kib|mib)$",
     "form": "size",
     "examples": [
      "160b"
     ]
    },
    "payload": {
     "description": "Data of each datagram, as text in UTF-8, in place of a size.",
     "type": "string",
     "maxLength": 65507,
     "examples": [
      "hello"
     ]
    },
    "df": {
     "description": "Whether datagrams carry the DF bit: do not fragment. Default false.",
     "type": "boolean",
     "examples": [
      true
     ]
    },
    "ttl": {
     "description": "TTL of the datagrams. Default: that of the node.",
     "type": "integer",
     "minimum": 1,
     "maximum": 255,
     "examples": [
      3
     ]
    },
    "dscp": {
     "$ref": "#/definitions/dscp"
    }
   },
   "examples": [
    {
     "from": "h1",
     "to": "h2:5004",
     "count": 50,
     "interval": "20ms",
     "size": "160b"
    }
   ],
   "not": {
    "required": [
     "size",
     "payload"
    ]
   }
  },
  "inject": {
   "description": "Makes a packet appear at a NIC, as if it had just come from the link. Nothing in it is checked first.",
   "type": "object",
   "additionalProperties": false,
   "required": [
    "nic",
    "packet"
   ],
   "properties": {
    "nic": {
     "description": "The NIC that receives it.",
     "$ref": "#/definitions/name",
     "examples": [
      "eth0"
     ]
    },
    "packet": {
     "description": "The IPv4 packet in hexadecimal; white space means nothing.",
     "type": "string",
     "form": "octets",
     "examples": [
      "4500001c 00010000 401166ce 0a000001 0a000002 00350035 00080000"
     ]
    }
   },
   "examples": [
    {
     "nic": "eth0",
     "packet": "4500 001c …"
    }
   ]
  },
  "linkChange": {
   "description": "Changes a link, a segment or one of its ports: takes it down or up, or gives it other parameters. Of a node and of a NIC it changes up alone.",
   "type": "object",
   "additionalProperties": false,
   "minProperties": 1,
   "properties": {
    "up": {
     "description": "Whether the link, segment or port carries packets: going down drops what is waiting and what is on its way. Of a NIC: whether it sends and receives. Of a node: whether it does anything at all; going down, it loses what it holds and what it has learnt (neighbours, fragments), and keeps how it is set up.",
     "type": "boolean",
     "examples": [
      false
     ]
    },
    "rate": {
     "$ref": "#/definitions/rate"
    },
    "delay": {
     "$ref": "#/definitions/delay"
    },
    "mtu": {
     "$ref": "#/definitions/mtu"
    },
    "queue": {
     "$ref": "#/definitions/queue"
    },
    "loss": {
     "$ref": "#/definitions/loss"
    },
    "duplicate": {
     "$ref": "#/definitions/duplicate"
    },
    "corrupt": {
     "$ref": "#/definitions/corrupt"
    },
    "reorder": {
     "$ref": "#/definitions/reorder"
    },
    "slot": {
     "$ref": "#/definitions/slot"
    },
    "ecn": {
     "$ref": "#/definitions/ecn"
    },
    "netem": {
     "$ref": "#/definitions/netem"
    },
    "reverse": {
     "$ref": "#/definitions/reverseDirection"
    }
   },
   "examples": [
    {
     "up": false
    },
    {
     "delay": "100ms",
     "reverse": {
      "delay": "10ms"
     }
    }
   ]
  },
  "membership": {
   "description": "A NIC joins or leaves a multicast group.",
   "type": "object",
   "additionalProperties": false,
   "required": [
    "nic",
    "group"
   ],
   "properties": {
    "nic": {
     "description": "The NIC.",
     "$ref": "#/definitions/name",
     "examples": [
      "eth0"
     ]
    },
    "group": {
     "description": "The group's address.",
     "type": "string",
     "form": "group",
     "examples": [
      "224.1.1.2"
     ]
    }
   },
   "examples": [
    {
     "nic": "eth0",
     "group": "224.1.1.2"
    }
   ]
  },
  "expectation": {
   "type": "object",
   "additionalProperties": false,
   "oneOf": [
    {
     "required": [
      "that"
     ]
    },
    {
     "required": [
      "never"
     ]
    },
    {
     "required": [
      "eventually"
     ]
    }
   ],
   "dependencies": {
    "at": [
     "that"
    ],
    "within": [
     "eventually"
    ]
   },
   "properties": {
    "that": {
     "description": "A CEL expression that must be true at the end of the run, or at the time that `at` names.",
     "type": "string",
     "examples": [
      "app.probe.received == 20"
     ]
    },
    "at": {
     "description": "With `that`: the scenario time at which it is looked at, after all that happens at that time. Default: the end of the run.",
     "$ref": "#/definitions/duration",
     "examples": [
      "4s"
     ]
    },
    "never": {
     "description": "A CEL expression that must not be true at any time of the run.",
     "type": "string",
     "examples": [
      "link.tail.forward.queue.packets > 100"
     ]
    },
    "eventually": {
     "description": "A CEL expression that must be true at some time of the run.",
     "type": "string",
     "examples": [
      "app.probe.received >= 1"
     ]
    },
    "within": {
     "description": "With `eventually`: the scenario time until which it must have been true. Default: the end of the run.",
     "$ref": "#/definitions/duration",
     "examples": [
      "8s"
     ]
    },
    "because": {
     "description": "Why this is expected: shown beside the outcome.",
     "type": "string",
     "examples": [
      "the error that would have lowered the MTU never leaves r2"
     ]
    }
   }
  },
  "nodeSelection": {
   "type": [
    "string",
    "array"
   ],
   "form": "node-selection",
   "minItems": 1,
   "items": {
    "type": "string",
    "form": "name"
   }
  },
  "hostSelection": {
   "type": [
    "string",
    "array"
   ],
   "form": "host-selection",
   "minItems": 1,
   "items": {
    "type": "string",
    "form": "host"
   }
  },
  "percent": {
   "type": "string",
   "pattern": "^\\d+(\\.\\d+)?%$",
   "form": "percent"
  },
  "loss": {
   "description": "Packets that are lost on the way: each by chance, or by one of the models of netem. 0% turns loss off.",
   "type": [
    "string",
    "object"
   ],
   "pattern": "^\\d+(\\.\\d+)?%$",
   "form": "percent",
   "additionalProperties": false,
   "minProperties": 1,
   "maxProperties": 1,
   "properties": {
    "random": {
     "description": "Each packet by chance.",
     "type": [
      "string",
      "object"
     ],
     "pattern": "^\\d+(\\.\\d+)?%$",
     "form": "percent",
     "additionalProperties": false,
     "required": [
      "probability"
     ],
     "properties": {
      "probability": {
       "description": "How likely it is for each packet.",
       "$ref": "#/definitions/percent",
       "examples": [
        "1%"
       ]
      },
      "correlation": {
       "description": "How much each decision depends on the one before. Default 0%.",
       "$ref": "#/definitions/percent",
       "examples": [
        "25%"
       ]
      }
     },
     "examples": [
      "1%",
      {
       "probability": "1%",
       "correlation": "25%"
      }
     ]
    },
    "gemodel": {
     "description": "The model of Gilbert and Elliott: a good and a bad state (netem's loss gemodel).",
     "type": "object",
     "additionalProperties": false,
     "required": [
      "p"
     ],
     "properties": {
      "p": {
       "description": "Chance to go from the good state to the bad one, at each packet.",
       "$ref": "#/definitions/percent",
       "examples": [
        "1%"
       ]
      },
      "r": {
       "description": "Chance to go back. Default 100% less p.",
       "$ref": "#/definitions/percent",
       "examples": [
        "30%"
       ]
      },
      "1-h": {
       "description": "Loss in the bad state. Default 100%.",
       "$ref": "#/definitions/percent",
       "examples": [
        "80%"
       ]
      },
      "1-k": {
       "description": "Loss in the good state. Default 0%.",
       "$ref": "#/definitions/percent",
       "examples": [
        "0.1%"
       ]
      }
     },
     "examples": [
      {
       "p": "1%",
       "r": "30%"
      }
     ]
    },
    "state": {
     "description": "netem's model of four states: received and lost, in bursts and gaps (loss state).",
     "type": "object",
     "additionalProperties": false,
     "required": [
      "p13"
     ],
     "properties": {
      "p13": {
       "description": "A chance of a transition of the model; see tc-netem(8).",
       "$ref": "#/definitions/percent",
       "examples": [
        "1%"
       ]
      },
      "p31": {
       "description": "A chance of a transition of the model; see tc-netem(8).",
       "$ref": "#/definitions/percent",
       "examples": [
        "50%"
       ]
      },
      "p32": {
       "description": "A chance of a transition of the model; see tc-netem(8).",
       "$ref": "#/definitions/percent",
       "examples": [
        "10%"
       ]
      },
      "p23": {
       "description": "A chance of a transition of the model; see tc-netem(8).",
       "$ref": "#/definitions/percent",
       "examples": [
        "40%"
       ]
      },
      "p14": {
       "description": "A chance of a transition of the model; see tc-netem(8).",
       "$ref": "#/definitions/percent",
       "examples": [
        "0.1%"
       ]
      }
     },
     "examples": [
      {
       "p13": "1%",
       "p31": "50%"
      }
     ]
    },
    "burst": {
     "description": "Bursts of one length.",
     "type": "object",
     "additionalProperties": false,
     "required": [
      "probability",
      "length"
     ],
     "properties": {
      "probability": {
       "description": "Chance that a burst begins, at each packet outside of one.",
       "$ref": "#/definitions/percent",
       "examples": [
        "0.5%"
       ]
      },
      "length": {
       "description": "Packets of a burst, such as 5p.",
       "type": "string",
       "pattern": "^\\d+p$",
       "form": "packets",
       "examples": [
        "5p"
       ]
      }
     },
     "examples": [
      {
       "probability": "0.5%",
       "length": "5p"
      }
     ]
    },
    "packets": {
     "description": "The numbers of the packets that are lost, from 1 for the first.",
     "type": "array",
     "minItems": 1,
     "items": {
      "type": "integer",
      "minimum": 1
     },
     "examples": [
      [
       3,
       7
      ]
     ]
    }
   },
   "examples": [
    "1%",
    {
     "gemodel": {
      "p": "1%",
      "r": "30%"
     }
    },
    {
     "packets": [
      3,
      7
     ]
    }
   ]
  },
  "duplicate": {
   "description": "Packets that arrive twice (netem's duplicate). 0% turns it off.",
   "type": [
    "string",
    "object"
   ],
   "pattern": "^\\d+(\\.\\d+)?%$",
   "form": "percent",
   "additionalProperties": false,
   "required": [
    "probability"
   ],
   "properties": {
    "probability": {
     "description": "How likely it is for each packet.",
     "$ref": "#/definitions/percent",
     "examples": [
      "1%"
     ]
    },
    "correlation": {
     "description": "How much each decision depends on the one before. Default 0%.",
     "$ref": "#/definitions/percent",
     "examples": [
      "25%"
     ]
    }
   },
   "examples": [
    "1%",
    {
     "probability": "1%",
     "correlation": "25%"
    }
   ]
  },
  "corrupt": {
   "description": "Packets of which one bit is inverted (netem's corrupt); checksums fail then as they should. 0% turns it off.",
   "type": [
    "string",
    "object"
   ],
   "pattern": "^\\d+(\\.\\d+)?%$",
   "form": "percent",
   "additionalProperties": false,
   "required": [
    "probability"
   ],
   "properties": {
    "probability": {
     "description": "How likely it is for each packet.",
     "$ref": "#/definitions/percent",
     "examples": [
      "0.1%"
     ]
    },
    "correlation": {
     "description": "How much each decision depends on the one before. Default 0%.",
     "$ref": "#/definitions/percent",
     "examples": [
      "25%"
     ]
    }
   },
   "examples": [
    "0.1%",
    {
     "probability": "0.1%",
     "correlation": "25%"
    }
   ]
  },
  "reorder": {
   "description": "Packets that go without delay and so overtake others (netem's reorder). 0% turns it off.",
   "type": [
    "string",
    "object"
   ],
   "pattern": "^\\d+(\\.\\d+)?%$",
   "form": "percent",
   "additionalProperties": false,
   "required": [
    "probability"
   ],
   "properties": {
    "probability": {
     "description": "How likely it is for each packet.",
     "$ref": "#/definitions/percent",
     "examples": [
      "25%"
     ]
    },
    "correlation": {
     "description": "How much each decision depends on the one before. Default 0%.",
     "$ref": "#/definitions/percent",
     "examples": [
      "25%"
     ]
    },
    "gap": {
     "description": "Only every packet of this number may go early. Default 1.",
     "type": "integer",
     "minimum": 1,
     "examples": [
      5
     ]
    }
   },
   "examples": [
    "25%",
    {
     "probability": "25%",
     "correlation": "25%"
    }
   ]
  },
  "slot": {
   "description": "Packets arrive in slots, several together (netem's slot): how long after a slot is over the next one opens. The long form draws that time, and limits what a slot lets through. 0ms turns slots off.",
   "type": [
    "string",
    "object"
   ],
   "pattern": "^\\d+(\\.\\d+)?(ns|us|ms|s|m|h)$",
   "form": "duration",
   "additionalProperties": false,
   "minProperties": 1,
   "properties": {
    "min": {
     "description": "The least time until the next slot.",
     "$ref": "#/definitions/duration",
     "examples": [
      "4ms"
     ]
    },
    "max": {
     "description": "The most; drawn evenly from min on. Default min.",
     "$ref": "#/definitions/duration",
     "examples": [
      "6ms"
     ]
    },
    "mean": {
     "description": "In the place of min and max: the mean time.",
     "$ref": "#/definitions/duration",
     "examples": [
      "5ms"
     ]
    },
    "jitter": {
     "description": "How far it varies around its mean, as the jitter of delay. Default 0ms.",
     "$ref": "#/definitions/duration",
     "examples": [
      "1ms"
     ]
    },
    "distribution": {
     "description": "How it is distributed around its mean. Default uniform.",
     "type": "string",
     "enum": [
      "uniform",
      "normal",
      "pareto",
      "paretonormal"
     ],
     "examples": [
      "normal"
     ]
    },
    "packets": {
     "description": "Packets that a slot lets through. Default: all.",
     "type": "string",
     "pattern": "^\\d+p$",
     "form": "packets",
     "examples": [
      "10p"
     ]
    },
    "bytes": {
     "description": "Octets after which a slot is over, link headers included. Default: no end.",
     "type": "string",
     "form": "size",
     "examples": [
      "3000b"
     ]
    }
   },
   "examples": [
    "5ms",
    {
     "min": "4ms",
     "max": "6ms",
     "packets": "10p"
    },
    {
     "mean": "5ms",
     "jitter": "1ms",
     "distribution": "normal"
    }
   ]
  },
  "ecn": {
   "description": "Whether packets whose transport understands ECN (RFC 3168) are marked in the place of being lost (netem's ecn). Default false.",
   "type": "boolean",
   "examples": [
    true
   ]
  },
  "scenarioSegment": {
   "description": "A hub or a switch. Of the parameters of links, those that stand here hold for both directions of every port; without them: rate 1gbit, delay 1us, mtu 1500, queue 100p. The defaults of links are not for segments.",
   "type": "object",
   "additionalProperties": false,
   "required": [
    "kind",
    "attach"
   ],
   "properties": {
    "kind": {
     "description": "hub: every frame goes to every other port. switch: a learning bridge (IEEE 802.1D), which sends a frame where its MAC address was seen, and everywhere while it was not.",
     "type": "string",
     "enum": [
      "switch",
      "hub"
     ],
     "examples": [
      "switch"
     ]
    },
    "attach": {
     "description": "The NICs, each with a port of its own: NODE:NIC, or the long form with what differs at this port.",
     "type": "array",
     "minItems": 1,
     "items": {
      "$ref": "#/definitions/attachment"
     },
     "examples": [
      [
       "h1:eth0",
       "h2:eth0",
       "r1:eth0"
      ],
      [
       "h1:eth0",
       {
        "endpoint": "h2:eth0",
        "mac": "02:00:00:00:00:02",
        "rate": "10mbit"
       }
      ]
     ]
    },
    "subnet": {
     "description": "Subnet from which the NICs get addresses that have none given under nodes, in the order of attach. Default: that of the first address given to one of the NICs, else the next of the pool, large enough for all.",
     "type": "string",
     "form": "prefix",
     "examples": [
      "10.9.1.0/24"
     ]
    },
    "rate": {
     "$ref": "#/definitions/rate"
    },
    "delay": {
     "$ref": "#/definitions/delay"
    },
    "mtu": {
     "$ref": "#/definitions/mtu"
    },
    "queue": {
     "$ref": "#/definitions/queue"
    },
    "loss": {
     "$ref": "#/definitions/loss"
    },
    "duplicate": {
     "$ref": "#/definitions/duplicate"
    },
    "corrupt": {
     "$ref": "#/definitions/corrupt"
    },
    "reorder": {
     "$ref": "#/definitions/reorder"
    },
    "slot": {
     "$ref": "#/definitions/slot"
    },
    "ecn": {
     "$ref": "#/definitions/ecn"
    },
    "netem": {
     "$ref": "#/definitions/netem"
    },
    "mac-ageing": {
     "description": "switch: how long it remembers where a MAC address was. Default 300s.",
     "$ref": "#/definitions/duration",
     "examples": [
      "10s"
     ]
    },
    "igmp-snooping": {
     "description": "switch: whether multicast goes only where IGMP shows members and routers (RFC 4541). With fast-leave a port is left at once on a leave message, not when the querier's question remains unanswered. Default true, without fast-leave.",
     "anyOf": [
      {
       "type": "boolean"
      },
      {
       "type": "object",
       "additionalProperties": false,
       "properties": {
        "fast-leave": {
         "description": "Whether a port is left at once on a leave message. Default false.",
         "type": "boolean",
         "examples": [
          true
         ]
        }
       }
      }
     ],
     "examples": [
      false,
      {
       "fast-leave": true
      }
     ]
    },
    "announce": {
     "description": "Whether every NIC announces its addresses by ARP at the start (RFC 5227 2.3), which shows conflicts. Default false.",
     "type": "boolean",
     "examples": [
      true
     ]
    },
    "allow-conflicts": {
     "description": "Whether NICs of this segment may have the same address: for a conflict that is wanted. Default false: an address that is there twice is a mistake.",
     "type": "boolean",
     "examples": [
      true
     ]
    }
   }
  },
  "attachment": {
   "description": "A NIC on a segment. Parameters that stand here are those of its port: forward leads to the segment, reverse to the NIC.",
   "type": [
    "string",
    "object"
   ],
   "form": "endpoint",
   "additionalProperties": false,
   "required": [
    "endpoint"
   ],
   "properties": {
    "endpoint": {
     "description": "The node and its NIC.",
     "type": "string",
     "form": "endpoint",
     "examples": [
      "h2:eth0"
     ]
    },
    "mac": {
     "description": "MAC address of the NIC. Default: one made of the names, which begins with 02.",
     "type": "string",
     "form": "mac",
     "examples": [
      "02:00:00:00:00:02"
     ]
    },
    "rate": {
     "$ref": "#/definitions/rate"
    },
    "delay": {
     "$ref": "#/definitions/delay"
    },
    "mtu": {
     "$ref": "#/definitions/mtu"
    },
    "queue": {
     "$ref": "#/definitions/queue"
    },
    "loss": {
     "$ref": "#/definitions/loss"
    },
    "duplicate": {
     "$ref": "#/definitions/duplicate"
    },
    "corrupt": {
     "$ref": "#/definitions/corrupt"
    },
    "reorder": {
     "$ref": "#/definitions/reorder"
    },
    "slot": {
     "$ref": "#/definitions/slot"
    },
    "ecn": {
     "$ref": "#/definitions/ecn"
    },
    "netem": {
     "$ref": "#/definitions/netem"
    },
    "reverse": {
     "$ref": "#/definitions/reverseDirection"
    }
   },
   "examples": [
    "h1:eth0",
    {
     "endpoint": "h2:eth0",
     "mac": "02:00:00:00:00:02",
     "rate": "10mbit"
    }
   ]
  },
  "varyingDuration": {
   "description": "A time that is the same each time, or drawn from the exponential distribution with a mean.",
   "type": [
    "string",
    "object"
   ],
   "pattern": "^\\d+(\\.\\d+)?(ns|us|ms|s|m|h)$",
   "form": "duration",
   "additionalProperties": false,
   "required": [
    "exponential"
   ],
   "properties": {
    "exponential": {
     "description": "The mean of the distribution.",
     "$ref": "#/definitions/duration",
     "examples": [
      "350ms"
     ]
    }
   },
   "examples": [
    "1s",
    {
     "exponential": "350ms"
    }
   ]
  },
  "flow": {
   "description": "Sends UDP datagrams by a traffic pattern to a port, where a receiver counts them.",
   "type": "object",
   "additionalProperties": false,
   "required": [
    "from",
    "to",
    "udp"
   ],
   "properties": {
    "from": {
     "description": "The node that sends.",
     "$ref": "#/definitions/name",
     "examples": [
      "h1"
     ]
    },
    "to": {
     "description": "Where to: a node (its main address) or an address, and a port. If an address belongs to no node, nobody receives.",
     "type": "string",
     "form": "udp-target",
     "examples": [
      "h2:5004",
      "10.9.0.2:53"
     ]
    },
    "udp": {
     "$ref": "#/definitions/flowPattern"
    },
    "until": {
     "description": "Scenario time from which on nothing is sent. Default: with a count no end, without one the end of the scenario (stop).",
     "$ref": "#/definitions/duration",
     "examples": [
      "10s"
     ]
    },
    "count": {
     "description": "Datagrams to send, at most. Default: no limit.",
     "type": "integer",
     "minimum": 1,
     "maximum": 10000000,
     "examples": [
      100
     ]
    },
    "receive": {
     "description": "Whether a receiver is opened at the destination, or at the receiver. false: no port is opened; what a socket takes counts nevertheless. Default true.",
     "type": "boolean",
     "examples": [
      false
     ]
    },
    "receiver": {
     "description": "The node at which what arrives is counted, and at which the receiver is opened: NODE, or NODE:PORT where NAT changes the port. Default: it counts wherever a socket takes it, behind NAT too, and the receiver is opened at the node with the destination address.",
     "type": "string",
     "form": "socket-place",
     "examples": [
      "h2",
      "h2:8080"
     ]
    },
    "sourcePort": {
     "description": "Port to send from. Default: a free one.",
     "type": "integer",
     "minimum": 1,
     "maximum": 65535,
     "examples": [
      40000
     ]
    },
    "df": {
     "description": "Whether datagrams carry the DF bit: do not fragment. Default false.",
     "type": "boolean",
     "examples": [
      true
     ]
    },
    "ttl": {
     "description": "TTL of the datagrams. Default: that of the node.",
     "type": "integer",
     "minimum": 1,
     "maximum": 255,
     "examples": [
      3
     ]
    },
    "dscp": {
     "$ref": "#/definitions/dscp"
    }
   },
   "examples": [
    {
     "from": "h1",
     "to": "h2:5004",
     "udp": {
      "rate": "64kbit",
      "size": "160b"
     },
     "until": "10s"
    }
   ]
  },
  "flowPattern": {
   "description": "When datagrams are sent, by exactly one of rate, interval, poisson, on-off and burst; and how large they are.",
   "type": "object",
   "additionalProperties": false,
   "oneOf": [
    {
     "required": [
      "rate"
     ]
    },
    {
     "required": [
      "interval"
     ]
    },
    {
     "required": [
      "poisson"
     ]
    },
    {
     "required": [
      "on-off"
     ]
    },
    {
     "required": [
      "burst"
     ]
    }
   ],
   "properties": {
    "size": {
     "description": "Bytes of data in each datagram, behind 20 of IPv4 and 8 of UDP header (b, kb, mb; kib, mib). Default 64b; not with payload.",
     "type": "string",
     "pattern": "^\\d+(\\.\\d+)?(b|kb|mb|kib|mib)$",
     "form": "size",
     "examples": [
      "160b"
     ]
    },
    "payload": {
     "description": "Data of each datagram, as text in UTF-8, in place of a size.",
     "type": "string",
     "maxLength": 65507,
     "examples": [
      "hello"
     ]
    },
    "rate": {
     "description": "A constant rate of data (bit, kbit, mbit, gbit; headers not counted): datagram n leaves n × size / rate after the first, to the nanosecond, without drift.",
     "type": "string",
     "pattern": "^\\d+(\\.\\d+)?(bit|kbit|mbit|gbit)$",
     "form": "bit-rate",
     "examples": [
      "64kbit"
     ]
    },
    "interval": {
     "description": "A constant interval between two datagrams.",
     "$ref": "#/definitions/duration",
     "examples": [
      "20ms"
     ]
    },
    "poisson": {
     "$ref": "#/definitions/poissonPattern"
    },
    "on-off": {
     "$ref": "#/definitions/onOffPattern"
    },
    "burst": {
     "$ref": "#/definitions/burstPattern"
    }
   },
   "examples": [
    {
     "rate": "64kbit",
     "size": "160b"
    },
    {
     "poisson": {
      "gap": "10ms"
     }
    },
    {
     "on-off": {
      "rate": "64kbit",
      "on": "1s",
      "off": {
       "exponential": "350ms"
      }
     }
    }
   ],
   "not": {
    "required": [
     "size",
     "payload"
    ]
   }
  },
  "poissonPattern": {
   "description": "A Poisson process: independent, exponentially distributed gaps, also before the first datagram.",
   "type": "object",
   "additionalProperties": false,
   "oneOf": [
    {
     "required": [
      "gap"
     ]
    },
    {
     "required": [
      "rate"
     ]
    }
   ],
   "properties": {
    "gap": {
     "description": "The mean gap between two datagrams.",
     "$ref": "#/definitions/duration",
     "examples": [
      "10ms"
     ]
    },
    "rate": {
     "description": "The mean rate of data, in place of a gap.",
     "type": "string",
     "pattern": "^\\d+(\\.\\d+)?(bit|kbit|mbit|gbit)$",
     "form": "bit-rate",
     "examples": [
      "64kbit"
     ]
    }
   },
   "examples": [
    {
     "gap": "10ms"
    },
    {
     "rate": "64kbit"
    }
   ]
  },
  "onOffPattern": {
   "description": "A constant rate of data while on, nothing while off. It begins on; the mean rate is rate × on / (on + off).",
   "type": "object",
   "additionalProperties": false,
   "required": [
    "rate",
    "on",
    "off"
   ],
   "properties": {
    "rate": {
     "description": "Rate of data while on.",
     "type": "string",
     "pattern": "^\\d+(\\.\\d+)?(bit|kbit|mbit|gbit)$",
     "form": "bit-rate",
     "examples": [
      "64kbit"
     ]
    },
    "on": {
     "description": "How long it is on each time.",
     "$ref": "#/definitions/varyingDuration",
     "examples": [
      "1s",
      {
       "exponential": "1s"
      }
     ]
    },
    "off": {
     "description": "How long it is off each time.",
     "$ref": "#/definitions/varyingDuration",
     "examples": [
      "350ms",
      {
       "exponential": "1350ms"
      }
     ]
    }
   },
   "examples": [
    {
     "rate": "64kbit",
     "on": "1s",
     "off": {
      "exponential": "1350ms"
     }
    }
   ]
  },
  "burstPattern": {
   "description": "So many datagrams at one instant, again and again.",
   "type": "object",
   "additionalProperties": false,
   "required": [
    "datagrams",
    "every"
   ],
   "properties": {
    "datagrams": {
     "description": "Datagrams in each burst.",
     "type": "integer",
     "minimum": 1,
     "maximum": 100000,
     "examples": [
      10
     ]
    },
    "every": {
     "description": "Time from one burst to the next.",
     "$ref": "#/definitions/duration",
     "examples": [
      "100ms"
     ]
    }
   },
   "examples": [
    {
     "datagrams": 10,
     "every": "100ms"
    }
   ]
  },
  "requestResponse": {
   "description": "A client that sends requests over UDP, one after another, and a server that answers each. An unanswered request is sent again, and given up in the end.",
   "type": "object",
   "additionalProperties": false,
   "required": [
    "from",
    "to"
   ],
   "properties": {
    "from": {
     "description": "The node of the client.",
     "$ref": "#/definitions/name",
     "examples": [
      "h1"
     ]
    },
    "to": {
     "description": "The server: a node (its main address) or an address, and a port.",
     "type": "string",
     "form": "udp-target",
     "examples": [
      "h2:80"
     ]
    },
    "serve": {
     "description": "Whether a server is opened at the destination, or at the server. false: no port is opened. Default true.",
     "type": "boolean",
     "examples": [
      false
     ]
    },
    "server": {
     "description": "The node on which the server is opened: NODE, or NODE:PORT where NAT changes the port. Default: the node with the destination address.",
     "type": "string",
     "form": "socket-place",
     "examples": [
      "h2",
      "h2:8080"
     ]
    },
    "count": {
     "description": "Requests. Default: 1, or with until no limit.",
     "type": "integer",
     "minimum": 1,
     "maximum": 10000000,
     "examples": [
      100
     ]
    },
    "until": {
     "description": "Scenario time from which on no request begins.",
     "$ref": "#/definitions/duration",
     "examples": [
      "10s"
     ]
    },
    "request": {
     "description": "Bytes of data of a request (b, kb, mb; kib, mib). Default 100b.",
     "type": "string",
     "pattern": "^\\d+(\\.\\d+)?(b|kb|mb|kib|mib)$",
     "form": "size",
     "examples": [
      "200b"
     ]
    },
    "response": {
     "description": "Bytes of data of a response (b, kb, mb; kib, mib). Default 1kb.",
     "type": "string",
     "pattern": "^\\d+(\\.\\d+)?(b|kb|mb|kib|mib)$",
     "form": "size",
     "examples": [
      "10kb"
     ]
    },
    "think": {
     "description": "Time from the end of a request to the next one. Default 0s.",
     "$ref": "#/definitions/varyingDuration",
     "examples": [
      "100ms",
      {
       "exponential": "1s"
      }
     ]
    },
    "service": {
     "description": "Time from the arrival of a request to its response. Requests do not wait for each other. Default 0s.",
     "$ref": "#/definitions/varyingDuration",
     "examples": [
      "5ms",
      {
       "exponential": "5ms"
      }
     ]
    },
    "timeout": {
     "description": "How long a response is waited for before the request is sent again. Default 1s.",
     "$ref": "#/definitions/duration",
     "examples": [
      "200ms"
     ]
    },
    "retries": {
     "description": "How often a request is sent again. Default 3.",
     "type": "integer",
     "minimum": 0,
     "maximum": 1000,
     "examples": [
      0
     ]
    },
    "sourcePort": {
     "description": "Port to send from. Default: a free one.",
     "type": "integer",
     "minimum": 1,
     "maximum": 65535,
     "examples": [
      40000
     ]
    },
    "df": {
     "description": "Whether requests carry the DF bit: do not fragment. Default false.",
     "type": "boolean",
     "examples": [
      true
     ]
    },
    "ttl": {
     "description": "TTL of the requests. Default: that of the node.",
     "type": "integer",
     "minimum": 1,
     "maximum": 255,
     "examples": [
      3
     ]
    },
    "dscp": {
     "$ref": "#/definitions/dscp"
    }
   },
   "examples": [
    {
     "from": "h1",
     "to": "h2:80",
     "count": 20,
     "response": "10kb",
     "think": {
      "exponential": "1s"
     }
    }
   ]
  },
  "replay": {
   "description": "Sends the IPv4 packets of a capture again, at the times they have there, counted from the first.",
   "type": "object",
   "additionalProperties": false,
   "required": [
    "from",
    "file"
   ],
   "properties": {
    "from": {
     "description": "The node that sends.",
     "$ref": "#/definitions/name",
     "examples": [
      "h1"
     ]
    },
    "file": {
     "description": "The capture, pcap or pcapng, in the folder of the scenario file. Of link types Ethernet, raw IP, Linux cooked (SLL, SLL2) and BSD loopback (NULL, LOOP). Packets that are not IPv4 are left out; the report says how many, and why.",
     "type": "string",
     "minLength": 1,
     "maxLength": 1000,
     "examples": [
      "voice.pcapng"
     ]
    },
    "nic": {
     "description": "The NIC by which packets leave, or at which they appear with mode inject. Default: by route.",
     "$ref": "#/definitions/name",
     "examples": [
      "eth0"
     ]
    },
    "mode": {
     "description": "send: as by a raw socket, so that the packet needs a sound IPv4 header. inject: as if it had just come from the link of nic; nothing in it is checked first. Default send.",
     "type": "string",
     "enum": [
      "send",
      "inject"
     ],
     "examples": [
      "inject"
     ]
    },
    "receiver": {
     "description": "The node at which arriving packets are counted. Default: the node with the destination address of the first packet; without one nothing counts as received.",
     "$ref": "#/definitions/name",
     "examples": [
      "h2"
     ]
    },
    "speed": {
     "description": "How many times as fast as captured: 2 halves all times. Default 1.",
     "type": "number",
     "minimum": 0.000001,
     "maximum": 1000000,
     "examples": [
      2,
      0.5
     ]
    }
   },
   "examples": [
    {
     "from": "h1",
     "file": "voice.pcapng",
     "receiver": "h2"
    }
   ]
  },
  "raw": {
   "description": "Sends a packet that is written in hexadecimal, and counts what arrives of it.",
   "type": "object",
   "additionalProperties": false,
   "required": [
    "from",
    "packet"
   ],
   "properties": {
    "from": {
     "description": "The node that sends.",
     "$ref": "#/definitions/name",
     "examples": [
      "h1"
     ]
    },
    "packet": {
     "description": "The IPv4 packet in hexadecimal, header included; white space means nothing. When sent, its header checksum and total length are filled in.",
     "type": "string",
     "form": "octets",
     "examples": [
      "4500001c 00010000 401166ce 0a000001 0a000002 00350035 00080000"
     ]
    },
    "nic": {
     "description": "The NIC by which packets leave, or at which they appear with mode inject. Default: by route.",
     "$ref": "#/definitions/name",
     "examples": [
      "eth0"
     ]
    },
    "mode": {
     "description": "send: as by a raw socket, so that the packet needs a sound IPv4 header. inject: as if it had just come from the link of nic; nothing in it is checked first. Default send.",
     "type": "string",
     "enum": [
      "send",
      "inject"
     ],
     "examples": [
      "inject"
     ]
    },
    "receiver": {
     "description": "The node at which arriving packets are counted. Default: the node with the destination address; without one nothing counts as received.",
     "$ref": "#/definitions/name",
     "examples": [
      "h2"
     ]
    },
    "count": {
     "description": "How often it is sent. Default: 1, or with until no limit.",
     "type": "integer",
     "minimum": 1,
     "maximum": 10000000,
     "examples": [
      100
     ]
    },
    "interval": {
     "description": "Time between two packets. Default 1s.",
     "$ref": "#/definitions/duration",
     "examples": [
      "20ms"
     ]
    },
    "until": {
     "description": "Scenario time from which on nothing is sent.",
     "$ref": "#/definitions/duration",
     "examples": [
      "10s"
     ]
    }
   },
   "examples": [
    {
     "from": "h1",
     "packet": "4500 001c …",
     "receiver": "h2"
    }
   ]
  },
  "netem": {
   "description": "The impairments of a link in the words of Linux's tc … netem: delay TIME [JITTER [CORRELATION]], distribution, loss (random, state, gemodel), ecn, duplicate, corrupt, reorder, gap, limit, rate RATE [OVERHEAD [CELL [CELL-OVERHEAD]]], slot. Each word, what it does and where Linux differs: docs/netem.md. Impairments that it does not name, and no key beside it, are off; delay, rate and queue stay as they are. With a delay or slots, at most 1,000 packets are held, or limit. Jitter changes the order of packets unless a rate is named, as in Linux. Keys may stand beside it for what it does not name.",
   "type": "string",
   "minLength": 1,
   "maxLength": 300,
   "examples": [
    "delay 20ms 2ms distribution normal loss gemodel 1% 30%",
    "delay 50ms reorder 25% 50% gap 5"
   ]
  },
  "linkWeight": {
   "description": "What the link counts for with routing by weight: in both directions, or in each its own. Default 1.",
   "anyOf": [
    {
     "type": "integer",
     "minimum": 1,
     "maximum": 65535
    },
    {
     "type": "object",
     "additionalProperties": false,
     "properties": {
      "forward": {
       "description": "From the first end to the second. Default 1.",
       "type": "integer",
       "minimum": 1,
       "maximum": 65535,
       "examples": [
        10
       ]
      },
      "reverse": {
       "description": "From the second end to the first. Default 1.",
       "type": "integer",
       "minimum": 1,
       "maximum": 65535,
       "examples": [
        20
       ]
      }
     }
    }
   ],
   "examples": [
    10,
    {
     "forward": 10,
     "reverse": 20
    }
   ]
  }
 }
};
