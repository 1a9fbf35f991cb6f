import { problemsOf } from './loadText.js';

/** Two hosts on a link, whose last line can be gone on with. */
const BASE = `schema: 1
name: a
nodes: { h1: { kind: host }, h2: { kind: host } }
links:
  - name: tail
    endpoints: ['h1:eth0', 'h2:eth0']
`;

/** The same, with nodes to be filled in. */
const LINKED = `schema: 1
name: a
links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }]
nodes:
 `;

/** Nodes for segments, which can be gone on with. */
const ATTACHED = `schema: 1
name: a
nodes: { h1: { kind: host }, h2: { kind: host }, h3: { kind: host }, h4: { kind: host } }
segments:
`;

/** Hosts with addresses, two of them with the same one. */
const NUMBERED = `schema: 1
name: a
nodes:
  h1: { kind: host, addresses: { eth0: 10.0.0.1/24 } }
  h2: { kind: host, addresses: { eth0: 10.0.0.1/24 } }
  h3: { kind: host, addresses: { eth0: 10.0.1.1/24 } }
segments:
`;

/** A link and a segment, to be changed. */
const LAN = `schema: 1
name: a
nodes: { h1: { kind: host }, h2: { kind: host }, h3: { kind: host } }
links: [{ name: tail, endpoints: ['h1:eth0', 'h2:eth0'] }]
segments: { lan: { kind: switch, attach: ['h2:eth1', 'h3:eth0'] } }
`;

/** Header of a pcap file of raw IP, little-endian. */
const PCAP_HEADER = [
  ...[0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0],
  ...[0, 0, 0, 0, 0, 0, 1, 0, 101, 0, 0, 0],
];

/** Topology and capture files beside the broken documents. */
export const SIBLING_FILES = {
  'empty.pcap': Uint8Array.from(PCAP_HEADER),
  'cut.pcap': Uint8Array.from([...PCAP_HEADER, 1, 2, 3]),
  'bad.gml': 'graph [\n  node [ id 1 ]\n  edge [ source 1 target 2 ]\n]',
  'good.gml':
    'graph [ node [ id 1 label "A" ] node [ id 2 label "B" ] edge [ source 1 target 2 ] ]',
};

/** For tests: documents with mistakes, by what is wrong with them. */
export const BROKEN_DOCUMENTS = {
  'unknown keys, with what was meant': [
    `${BASE}events:\n  - { at: 1s, pnig: { from: h1, to: h2 } }`,
    'schema: 1\nname: a\nnodes: { 1h: { kind: host } }',
    'schema: 1\nname: a\nnode: {}\nsede: 3\nzzz: 1',
    'schema: 1\nname: a\nnodes: { h1: { kind: host, adresses: {} } }',
    'schema: 1\nname: a\nnodes: { h1: { kind: hots } }',
    'schema: 1\nname: a\nnodes: { h1: {} }',
    'schema: 2\nname: a b\nnodes: []',
    'name: 5',
  ],
  'scripts that are not allowed': [
    `${BASE}events:\n  - { at: 1s, script: ./storm.ts, export: burst }\n  - { at: 1s, script: storm.py, export: 'a b' }`,
    `${BASE}events:\n  - { at: 1s, script: ./storm.ts, node: h1, name: x }\n  - { at: 1s, export: burst }`,
  ],
  'outputs that cannot be': [
    `${BASE}outputs: { events: { kinds: [droped], node: [h1] }, series: {} }`,
    `${BASE}outputs: { events: { nodes: [h1, h3], file: ../x } }`,
    `${BASE}outputs: { series: { every: 0s, of: [link.tial.forward.queue, link.tail.foward.queue, link.tail, node.h1.drops.los, app.x.sent] } }`,
    `${BASE}outputs: { series: { every: 100, of: ['link tail', run, '*.tail', link.tail.forward.queue.packets.x, lnk.tail] } }`,
    `${BASE}outputs: { series: { every: 1s, of: [link.*.forward.*, link.*.*.queu, node.h1.igmp.groups] }, comments: 1 }`,
  ],
  'keys that are not built yet': [
    'schema: 1\nname: a\ngenerate: ring\nsweep: {}\nruns: 3\napps: {}\nnodes: { h1: { kind: host, profile: linux } }',
    `${BASE}outputs: { report: html }`,
    "schema: 1\nname: a\nnodes: { h1: { kind: host, routes: ['blackhole 10.0.0.0/8'] } }",
  ],
  'impairments and queues that cannot be': [
    `${BASE}    netem: delay 20ms 2ms distribtion normal\n    reverse: { netem: "los 1%" }\n    weight: 3`,
    `${BASE}    loss: 1%\n    delay: 1ms\n    netem: >-\n      delay 20ms\n      limit 10\nrouting: { by: weights }`,
    `${BASE}    netem: delay 5ms\nevents:\n  - { at: 1s, link: tail, set: { netem: 'rate 1mbps' } }\ndefaults: { link: { netem: 'loss 1% seed 7' } }`,
    `${BASE}    slot: { min: 2ms, jitter: 1ms }\n    delay: { mean: 5ms, limit: 0p }\n    rate: { overhead: 5 }\n    reverse: { slot: { packets: 5p }, netem: limit 9, delay: { mean: 1ms, limit: 5p } }`,
    `${BASE}    slot: { max: 2ms }\n    reverse: { slot: { min: 5ms, max: 4ms } }`,
    `${BASE}    jitter: 2ms\n    duplication: 1%\n    corruption: 1%\n    reordering: 1%\n    weight: { forwards: 3 }`,
    `${BASE}    loss: 5\n    duplicate: { probability: 101% }\n    corrupt: 1\n    reorder: { gap: 0 }`,
    `${BASE}    loss: { gemodel: { p: 1% }, burst: { probability: 1%, length: 2p } }`,
    `${BASE}    loss: { gemodl: { p: 1% } }\n    delay: { mean: 1ms, jitter: 1ms, distribution: gauss }`,
    `${BASE}    queue: { kind: codel, min: 5p, limit: 64kb }\n    reverse: { queue: { kind: red, limit: 10p } }`,
    `${BASE}    queue: { kind: red, min: 9p, max: 5p, limit: 10p }`,
    `${BASE}events:\n  - { at: 1s, link: tail, set: { queue: { kind: priority } } }`,
  ],
  'quantities without or with wrong units': [
    `${BASE}    delay: 20`,
    `${BASE}    delay: 20 ms\n    rate: 10Mbps\n    queue: 100`,
    `${BASE}    delay: { mean: 5 }\n    mtu: 1500b`,
    `${BASE}    rate: 0bit\n    mtu: 67\n    queue: { kind: fifo, limit: 1.5p }`,
    `${BASE}    delay: .inf\n    rate: .nan\n    mtu: 1e400`,
    `${BASE}stop: -5s\nseed: 1.5\nepoch: 2026-13-01`,
    `${BASE}    delay: 5constructor`,
  ],
  'names that dangle': [
    `${BASE}outputs: { pcapng: ['h1:eth9', 'h8:*'] }`,
    `${BASE}  - ['h1:eth1', 'h2:eth1']`,
    `${BASE}  - { endpoints: ['h1:eth1', 'h3:eth0'] }`,
    `${BASE}  - { endpoints: [h1, 'h2:eth1'] }\n  - { endpoints: ['h1:eth1'] }`,
    `${BASE}events:\n  - { at: 1s, ping: { from: h1, to: h9 } }\n  - { at: 1s, link: tial, set: { up: false } }\n  - { at: 1s, node: h1, join: { nic: eth7, group: 224.1.1.1 } }`,
    `${BASE}outputs: { pcapng: ['h1:eth9', h2, 'h8:*'] }`,
  ],
  'links that cannot be': [
    `${BASE}    queue: { kind: fifo, limit: 5 }\n  - { endpoints: ['h1:eth1', 'h2:eth1'], queue: { kind: foo } }\n  - { endpoints: ['h1:eth2', 'h2:eth2'], queue: { kind: prio, bands: 0 } }\n`,
    `${BASE}  - { endpoints: ['h1:eth0', 'h2:eth1'] }`,
    `${BASE}  - { endpoints: ['h1:eth1', 'h1:eth2'] }`,
    `${BASE}  - { name: tail, endpoints: ['h1:eth1', 'h2:eth1'] }`,
  ],
  'segments that cannot be': [
    `${ATTACHED}  lan: { kind: bridge, attach: ['h1:eth0', h2], subnet: 10.0.0.0 }`,
    `${ATTACHED}  lan: { attach: [] }\n  1an: { kind: hub, attach: ['h1:eth0'] }\n  lab: { kind: hub, attach: ['h1:eth0'], igmpsnooping: true, endpoints: [] }`,
    `${ATTACHED}  lan: { kind: hub, attach: ['h1:eth0', 'h9:eth0'], mac-ageing: 5s, igmp-snooping: { fast-leave: true } }`,
    `${ATTACHED}  lan: { kind: switch, attach: ['h1:eth0', 'h1:eth0', 'h2:eth0'] }\n  lab: { kind: switch, attach: ['h2:eth0', 'h3:eth0'] }\nlinks: [{ name: lab, endpoints: ['h3:eth0', 'h4:eth0'] }]`,
    `${ATTACHED}  lan: { kind: switch, attach: [{ endpoint: 'h1:eth0', mac: '02:00:00:00:00:01' }, { endpoint: 'h2:eth0', mac: '02-00-00-00-00-01' }, { endpoint: 'h3:eth0', mac: '03:00:00:00:00:01' }, { endpoint: 'h4:eth0', mac: 2 }] }`,
    `${ATTACHED}  lan: { kind: switch, attach: [{ endpoint: 'h1:eth0', rate: 10, reverse: { delay: 5 } }, { nic: 'h2:eth0' }, { endpoint: h3 }], delay: 1 }`,
    `${ATTACHED}  lan: { kind: switch, attach: [{ endpoint: 'h1:eth0', mac: '02:00:00:00:00:01' }, { endpoint: 'h2:eth0', mac: '02-00-00-00-00-01' }], mac-ageing: 0s, queue: { kind: codel } }`,
    `${ATTACHED}  lan: { kind: switch, attach: ['h1:eth0', 'h2:eth0'], subnet: 10.0.0.1/24 }\n  lab: { kind: switch, attach: ['h3:eth0'], subnet: 224.1.0.0/16 }\n  dmz: { kind: switch, attach: ['h4:eth0'], subnet: 127.0.0.0/8 }`,
    `${ATTACHED}  lan: { kind: switch, attach: ['h1:eth0', 'h2:eth0', 'h3:eth0'], subnet: 10.0.0.0/30 }`,
    `${ATTACHED}  lan: { kind: switch, attach: ['h1:eth0', 'h2:eth0', 'h3:eth0'] }\naddressing: { pool: 10.0.0.0/30 }`,
    `${NUMBERED}  lan: { kind: switch, attach: ['h1:eth0', 'h2:eth0'] }\n  lab: { kind: switch, attach: ['h3:eth0'] }`,
    `${NUMBERED}  lan: { kind: switch, attach: ['h1:eth0'] }\n  lab: { kind: switch, attach: ['h2:eth0', 'h3:eth0'], allow-conflicts: true }`,
    `${NUMBERED}  lan: { kind: switch, attach: ['h1:eth0', 'h2:eth0', 'h3:eth0'], allow-conflicts: true }`,
  ],
  'changes that cannot be': [
    `${LAN}events:\n  - { at: 1s, segment: lna, set: { up: false } }\n  - { at: 1s, link: lan, set: { up: false } }\n  - { at: 1s, segment: tail, set: { up: false } }\n  - { at: 1s, segment: lan, port: 'h3:eth7', set: { up: false } }`,
    `${LAN}events:\n  - { at: 1s, set: { up: false } }\n  - { at: 1s, segment: lan, link: tail, set: { up: false } }\n  - { at: 1s, node: h9, set: { up: false } }\n  - { at: 1s, node: h1, nic: eth9, set: { up: false } }\n  - { at: 1s, node: h1, set: { delay: 5ms } }`,
    `${LAN}events:\n  - { at: 1s, port: 'h3:eth0', set: { up: false } }\n  - { at: 1s, nic: eth0, set: { up: false } }\n  - { at: 1s, node: h1, nic: eth0, join: { nic: eth0, group: 224.1.1.1 } }\n  - { at: 1s, segment: lan, ping: { from: h1, to: h2 } }\n  - { at: 1s, node: h1, set: { up: off } }`,
    `${LAN}events:\n  - { at: 1s, segment: lan, set: { queue: { kind: red, min: 9p, max: 5p, limit: 10p } } }\nexpect:\n  - that: segment.lan.floodedframes == 1\n  - that: segment.lna.receivedFrames == 1\n  - that: segment.lan.ports["h3:eth9"].forward.sent == 1\n  - that: segment.lan.macTable.exists(e, e.adress == "x")`,
  ],
  'addresses that cannot be': [
    `${LINKED} h1: { kind: host, addresses: { eth0: [10.0.0.0/24, 10.0.0.255/24, 224.0.0.1/24, 127.0.0.1/8, 240.0.0.1/8, 0.0.0.0/8] } }\n  h2: { kind: host }`,
    `${LINKED} h1: { kind: host, addresses: { eth1: 10.0.0.1/24 } }\n  h2: { kind: host }\n  h3: { kind: host, groups: { eth0: [224.1.1.1] } }`,
    `${LINKED} h1: { kind: host, addresses: { eth0: 10.0.0.1/24 }, routes: [default via 10.0.1.1, default via 10.0.0.1, default dev eth5] }\n  h2: { kind: host }`,
    `${LINKED} h1: { kind: host, addresses: { eth0: 10.0.0.1/32 } }\n  h2: { kind: host }`,
    `${LINKED} h1: { kind: host, addresses: { eth0: 10.0.0.1/24 } }\n  h2: { kind: host, addresses: { eth0: 10.0.0.1/24 } }`,
    `${LINKED} h1: { kind: host, addresses: { eth0: 10.0.0.1/24 } }\n  h2: { kind: host, addresses: { eth0: 10.0.1.1/24 } }`,
    `${LINKED} h1: { kind: host, addresses: { eth0: [10.0.0.0/24, 10.0.0.255/24, 224.0.0.1/24, 127.0.0.1/8, 10.0.0.1, 10.0.0.300/24, 5] } }\n  h2: { kind: host }`,
    `${LINKED} h1: { kind: host, addresses: { eth1: 10.0.0.1/24 } }\n  h2: { kind: host, groups: { eth0: [10.0.0.1] } }`,
    `${LINKED} h1: { kind: host, addresses: { eth0: 10.0.0.1/24 }, routes: [default via 10.0.1.1, default via 10.0.0.1, default dev eth5, default] }\n  h2: { kind: host }`,
    `${BASE}addressing: { pool: 10.0.0.0/31, prefix: 30 }`,
    `${BASE}  - { endpoints: ['h1:eth1', 'h2:eth1'] }\naddressing: { pool: 10.0.0.0/30 }`,
  ],
  'events that cannot be': [
    `${BASE}events:\n  -\n  - 5\n  - ping\n  - []\n  - { at: 1s, udp: 5 }\nexpect:\n  -\n  - run.seed == 1\nnodes:\n`,
    'schema: 1\nname: a\nnodes: { h1: , h2: [], h3: { kind: {} }, h4: { kind: 5, ttl: [] } }\nlinks:\nevents: 1\nexpect: x\noutputs:\ndefaults: { node: , link: 5 }\nimport:\nrouting:\naddressing:',
    `${BASE}events:\n  - { at: 1s }\n  - { at: 1s, ping: { from: h1, to: h2 }, udp: { from: h1, to: 'h2:1' } }\n  - { ping: { from: h1, to: h2 } }`,
    `${BASE}stop: 5s\nevents:\n  - { at: 6s, ping: { from: h1, to: h2 } }\n  - { at: 1s, name: p, ping: { from: h1, to: h2, ttl: 256, size: 65508, count: 0 } }\n  - { at: 1s, name: p, traceroute: { from: h1, to: h2, probe: tcp } }`,
    `${BASE}events:\n  - { at: 1s, name: p, ping: { from: h1, to: h2 } }\n  - { at: 1s, name: p, ping: { from: h1, to: h1 } }`,
    `${BASE}events:\n  - { at: 1s, udp: { from: h1, to: h2 } }\n  - { at: 1s, udp: { from: h1, to: 'h2:99999', size: 64b, payload: x } }\n  - { at: 1s, node: h1, inject: { nic: eth0, packet: 45 0x } }\n  - { at: 1s, inject: { nic: eth0, packet: '4500' } }\n  - { at: 1s, link: tail, set: {} }\n  - { at: 1s, link: tail, set: { up: yes, mtu: 0 } }`,
  ],
  'expectations with mistakes': [
    `${BASE}expect: [{ that: node.h1.drops["no-route"] == 0 }]\n`,
    `${BASE}expect:\n  - that: run.now < 5ms\n  - that: run.now >= 1.5s && run.seed == 1\n`,
    `${BASE}expect:\n  - that: node.h1.ip.packetReceived == 1\n  - that: app.x.lost == 0\n  - { that: 1 + 1 }\n  - { that: 'app.', at: 5s }\n  - that: |\n      run.seed == 1 &&\n      link.tail.forwards.sent == 1\n  - that: "node.h1.ip.packetsSent == 'a\\u0062' || x"\n  - that: >\n      run.seed == 1 &&\n      probe.lost`,
    `${BASE}expect:\n  - that: node.h1.ip.packetReceived == 1\n  - that: app.x.lost == 0\n  - { that: 1 + 1 }\n  - { that: 'app.', at: 5 }\n  - {}\n  - that: |\n      run.seed == 1 &&\n      link.tail.forwards.sent == 1`,
    `${BASE}stop: 1s\nexpect:\n  - { that: 'true', at: 2s, never: 'false' }\n  - { that: 'true', at: 2s }\n  - { that: true }`,
  ],
  'traffic that cannot be': [
    `${BASE}events:\n  - { at: 1s, flow: { from: h1, to: 'h2:9', udp: {} } }\n  - { at: 1s, flow: { from: h1, to: h2, udp: { rate: 64, interval: 20 } } }\n  - { at: 1s, flow: { from: h1, udp: 64kbit } }`,
    `${BASE}events:\n  - { at: 1s, flow: { from: h1, to: 'h2:9', udp: { rate: unlimited, size: 1mb, payload: x } } }\n  - { at: 1s, flow: { from: h1, to: 'h2:9', udp: { poison: { gap: 1ms } } } }\n  - { at: 1s, flow: { from: h1, to: 'h2:9', udp: { poisson: {} }, until: 2s } }`,
    `${BASE}stop: 9s\nevents:\n  - { at: 2s, flow: { from: h3, to: 'h4:9', udp: { rate: 1mbit }, until: 1s } }\n  - { at: 2s, flow: { from: h1, to: 'h2:9', udp: { rate: 1mbit, size: 0b }, until: 10s } }\n  - { at: 2s, flow: { from: h1, to: 'h2:9', udp: { interval: 0s } } }`,
    `${BASE}events:\n  - { at: 1s, flow: { from: h1, to: 'h2:9', udp: { rate: 1mbit } } }\n  - { at: 1s, flow: { from: h1, to: 'h2:9', udp: { poisson: { gap: 0s } }, count: 1 } }\n  - { at: 1s, flow: { from: h1, to: 'h2:9', udp: { burst: { datagrams: 0, every: 0s } }, count: 1 } }\n  - { at: 1s, flow: { from: h1, to: 'h2:9', udp: { burst: { datagrams: 2, every: 0s } }, count: 1 } }`,
    `${BASE}events:\n  - { at: 1s, flow: { from: h1, to: 'h2:9', udp: { on-off: { rate: 1mbit, on: 0s, off: { exponential: 0s } } }, count: 1 } }\n  - { at: 1s, flow: { from: h1, to: 'h2:9', udp: { on-off: { rate: 1mbit, on: 5, off: { normal: 1s } } }, count: 1 } }`,
    `${BASE}events:\n  - { at: 1s, node: h1, request-response: { from: h1, to: 'h2:80', timeout: 0s, think: { exponential: 0s }, response: 1mb } }\n  - { at: 1s, request-response: { from: h1, to: 'h2:80', retry: 2, until: 1s } }`,
    `${BASE}events:\n  - { at: 1s, tcp: { from: h1, to: 'h2:80' } }\n  - { at: 1s, tcp: { from: h1, to: 'h1:80', until: 2s } }\n  - { at: 1s, tcp: { from: h1, to: 'h1:80', octets: 1b } }`,
    `${BASE}events:\n  - { at: 1s, raw: { from: h1, packet: '4500' } }\n  - { at: 1s, raw: { from: h1, packet: 'zz', mode: sent } }\n  - { at: 1s, raw: { from: h1, packet: '45', mode: inject, receiver: h3 } }\n  - { at: 1s, raw: { from: h1, packet: '45', mode: inject, nic: eth7 } }`,
    `${BASE}events:\n  - { at: 1s, name: voice, flow: { from: h1, to: 'h2:9', udp: { rate: 1mbit }, count: 1 } }\nexpect:\n  - that: app.voice.delay.p98 < duration('1s') && app.voice.jiter.max == duration('0s')\n  - that: app.voice.delay.histogram.all(b, b.form > duration('0s'))\n  - that: app.voice.responseTime.max > duration('0s')`,
  ],
  'rules of packet filters that cannot be': [
    `${LINKED} { h1: { kind: host, iptables: ['-A OUTPUT -p icmp -j DORP'] }, h2: { kind: router, iptables: ['-P FORWRAD DROP', '-A FORWARD -p icmp --icmptype 3 -j DROP'] } }`,
    `${LINKED} { h1: { kind: host, iptables: ['-A OUTPUT -p icmp -j DORP'] }, h2: { kind: router, iptables: ['-P FORWRAD DROP'] } }`,
    `${LINKED} { h1: { kind: host, iptables: ['-A OUTPUT -p icmp -j DORP'] }, h2: { kind: router, iptables: ["-A FORWARD -p udp --dport 80 -j"] } }`,
    `${LINKED} { h1: { kind: host, iptables: "-P INPUT DROP" }, h2: { kind: host, iptables: [] } }`,
    `${LINKED} { h1: { kind: host, iptables: [-A INPUT -p ospf -j DROP, -A INPUT -j REJECT, 7] }, h2: { kind: host } }`,
    `${LINKED} { h1: { kind: host }, h2: { kind: router, iptables: [-t nat -A PREROUTING -j MASQUERADE, -t nat -A FORWARD -j ACCEPT, -t nat -A PREROUTING -j SNAT --to-source 10.0.0.9] } }`,
    `${LINKED} { h1: { kind: host, iptables: [-A INPUT -j mine] }, h2: { kind: host, iptables: [-D INPUT 2, -D INPUT -j DROP, -P mine DROP] } }`,
    `${LINKED} { h1: { kind: host }, h2: { kind: host } }\ndefaults: { node: { iptables: [-A INPUT -s 10.0.0.300 -j DROP] } }`,
    `${BASE}events:\n  - { at: 2s, node: h1, iptables: [-D INPUT 1] }\n  - { at: 1s, node: h1, iptables: [-A INPUT -j DROP] }\n  - { at: 3s, node: h1, iptables: [-D INPUT 1] }`,
    `${BASE}events:\n  - { at: 1s, iptables: [-F] }\n  - { at: 1s, node: h3, iptables: [-F] }\n  - { at: 1s, node: h1, nic: eth0, iptables: [-F] }\n  - { at: 1s, name: x, node: h1, iptables: [-F FORWRAD] }`,
  ],
  'multicast that cannot be': [
    `${BASE}events:\n  - { at: 1s, multicast: { from: h1, group: 10.0.0.1, port: 0, receivers: [] } }\n  - { at: 1s, multicast: { from: h1, group: 224.1.1.1, receiver: h2 } }`,
    `${BASE}stop: 9s\nevents:\n  - { at: 1s, multicast: { from: h3, group: 224.1.1.1, port: 9, receivers: [h1, h2, h2], until: 1s } }\n  - { at: 2s, multicast: { from: h1, nic: eth1, group: 224.1.1.1, port: 9, receivers: [h1, { node: h2, nic: eth7, join: 3s, leave: 3s }], join: 10s } }\n  - { at: 2s, node: h1, multicast: { from: h1, group: 224.1.1.1, port: 9, receivers: [h2], interval: 0s, until: 3s, size: 1b, payload: x } }`,
    `${LINKED} { h1: { kind: host, multicast: true }, h2: { kind: router, multicast: { robustness: 0, query-interval: 5s, last-member-query-interval: 50ms, queries: 1 } } }`,
    `${LINKED} { h1: { kind: host, multicast: false }, h2: { kind: router, multicast: { query-interval: 5s, last-member-query-interval: 50ms } } }`,
    `${LINKED} { h1: { kind: host }, h2: { kind: host } }\ndefaults: { node: { multicast: { query-response-interval: 130s } } }`,
    `${BASE}events:\n  - { at: 1s, name: tv, multicast: { from: h1, group: 224.1.1.1, port: 9, receivers: [h2] } }\nexpect:\n  - that: app.tv.receivers.h1.received == 1 && app.tv.receivers.h2.joinlatency < duration('1s')\n  - that: app.tv.delay.max < duration('1s')`,
  ],
  'captures that cannot be replayed': [
    `${BASE}events:\n  - { at: 1s, replay: { from: h1, file: none.pcap } }\n  - { at: 1s, replay: { from: h1, file: good.gml } }`,
    `${BASE}events:\n  - { at: 1s, replay: { from: h1, file: cut.pcap } }\n  - { at: 1s, replay: { from: h1, file: empty.pcap, speed: 0 } }`,
    `${BASE}events:\n  - { at: 1s, replay: { from: h1, file: empty.pcap, mode: inject } }`,
  ],
  'imports with mistakes': [
    'schema: 1\nname: a\nimport: { file: none.gml }',
    'schema: 1\nname: a\nimport: { file: bad.gml, delay: geo }',
    'schema: 1\nname: a\nimport: { file: good.gml, delay: far }\nnodes: { A: { kind: host } }',
    "schema: 1\nname: a\nimport: { file: good.gml }\nnodes: { A: { kind: host } }\nlinks: [{ endpoints: ['A:eth0', 'B:eth1'] }]",
  ],
  'texts that are no YAML': [
    'schema: 1\n\tname: a',
    'schema: 1\nname: a\nnodes:\n  h1: { kind: host',
    "schema: 1\nname: 'a",
    'schema: 1\nschema: 1\nname: a',
    'schema: 1\nname: a\n---\nschema: 1',
    'a: b: c',
    '- 1',
    'just text',
    'null',
    '# nothing',
    '',
    '  ',
    '{',
    "schema: 1\nname: !!js/function 'x'",
    'schema: 1\nname: *a',
    'a: &a [*a]',
    '<<: { schema: 1 }',
    '? [x]\n: 1',
    'schema: 1\nname: a\n  nodes: {}',
  ],
  "names of Object's own": [
    'schema: 1\nname: a\n__proto__: { x: 1 }\nconstructor: 1\ntoString: 1\nnodes: { __proto__: { kind: host }, constructor: { kind: host, hasOwnProperty: 1 } }',
  ],
} as const;

/** For tests: every document of a group, with the messages about it. */
export function diagnosticsOf(group: keyof typeof BROKEN_DOCUMENTS): string {
  const documents: readonly string[] = BROKEN_DOCUMENTS[group];
  return documents.map((text) => `${text}\n=> ${problemsOf(text, SIBLING_FILES)}`).join('\n\n');
}
