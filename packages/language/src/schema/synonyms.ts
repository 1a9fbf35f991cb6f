// Words of ns-3, Mininet, containerlab, GNS3, OMNeT++, tc, ip, ping and iperf for what the language has a key for.

/** Keys of the language, with what others call them, as folded by `fold`. */
const WORDS: Readonly<Record<string, string>> = {
  rate: 'bandwidth bw datarate capacity speed linkspeed throughput bitrate linkrate maxrate bps',
  delay: 'latency propagation propagationdelay linkdelay lag owd onewaydelay rtt',
  loss: 'packetloss lossrate lossratio losspercent plr per drop droprate errormodel receiveerrormodel errorrate',
  duplicate: 'dup duplication duplicates',
  corrupt: 'corruption biterror biterrors ber',
  reorder: 'reordering',
  queue:
    'qdisc qdiscs queuesize maxqueuesize queuelength queuelen qlen txqueuelen buffer buffersize bufferlength queuediscipline queuedisc aqm limit packetcapacity',
  mtu: 'mru maxpacket maxpacketsize',
  endpoints:
    'ends nodes interfaces intfs between connects connect peers vertices hosts ports pair adapters',
  endpoint: 'nic interface intf port end node host',
  mac: 'hwaddr lladdr linkaddress ethernetaddress macaddress',
  retries: 'retry retransmissions attempts',
  service: 'servicetime processing processingtime',
  think: 'thinktime pause idle',
  reverse: 'back backward upstream uplink downstream downlink return',
  weight: 'cost metric ospfcost w weights',
  nodes:
    'hosts routers host router devices machines computers vertices containers submodules gateways network topology stations clients servers',
  segments:
    'switches switch bridges bridge lans lan hubs hub vlans vlan csma networks broadcastdomains',
  links: 'edges connections cables channels wires link connection wiring',
  events:
    'actions apps applications app application timeline tasks commands workload schedule traffic flows ping pings programs',
  expect:
    'assert asserts assertions assertion checks check tests test verify expected expectation require conditions',
  outputs:
    'output results result capture captures pcaps trace traces log logs logging record recording statistics tracing',
  stop: 'duration end until stoptime simtime simulationtime simtimelimit runtime length maxtime time endtime',
  seed: 'rngseed randomseed rng random rngrun seedset seeds',
  name: 'id title label',
  description: 'desc comment comments about documentation summary notes title',
  schema: 'version apiversion schemaversion',
  routing: 'routes route protocol ospf rip bgp router routingprotocol globalrouting',
  import: 'include topologyfile topofile graph gml graphml file',
  defaults: 'default global globals common settings options config configuration',
  addressing: 'ipam pool subnet subnets ipbase addresses ip mgmt ipaddresses ipv4',
  epoch: 'date starttime start clock now startdate',
  kind: 'type role class nodetype device model discipline qdisc algorithm aqm image',
  addresses:
    'ip ips address ipv4 addr ipaddress ipaddresses inet interfaces ifaces nics eth0 ipv4addresses',
  routes:
    'route gateway gw defaultroute defaultgateway staticroutes nexthop via routing routingtable defaultvia',
  iptables: 'firewall acl rules filter filters nft nftables netfilter nat',
  groups: 'igmp group multicastgroups memberships',
  profile: 'stack os kernel behaviour behavior implementation',
  ttl: 'hoplimit defaultttl hops timetolive',
  at: 'time start when starttime after begin t onset atns',
  to: 'dst dest destination target server remote remoteaddress destaddress destaddr peer address host',
  from: 'src source client sender local origin host',
  ping: 'icmp icmpecho echo v4ping fping icmpping probe pingall',
  traceroute: 'tracert mtr tracepath trace',
  flow: 'iperf iperf3 onoff onoffapplication cbr traffic udpflow bulksend stream bulk',
  udp: 'udpclient udpecho udpbasicapp nc netcat datagram datagrams send pattern packets rate',
  flows: 'flowgenerator trafficgenerator poissonflows workload backgroundtraffic incast shortflows',
  sizes: 'size flowsize flowsizes cdf distribution workload bytes octets',
  poisson: 'arrivals arrivalrate load rate interarrival interarrivaltime lambda',
  'request-response': 'rpc http client rr udpechoclient requestreply query dns',
  web: 'http browser page pages webpage webtraffic surfing thinkclient www',
  objects: 'embedded images resources numobjects objectcount',
  connections: 'parallel concurrency maxconnections sockets',
  replay: 'pcap tcpreplay playback capture',
  raw: 'scapy packet hping sendpacket',
  inject: 'injectpacket receive packet',
  set: 'change update do modify action link setlink fail down up',
  join: 'subscribe igmpjoin joingroup',
  leave: 'unsubscribe igmpleave leavegroup',
  script: 'run exec module call code python',
  sourcePort: 'localport sport srcport bindport port',
  nic: 'dev interface iface intf device',
  up: 'state enabled status admin active',
  on: 'ontime',
  off: 'offtime',
  group: 'multicastgroup maddr address to dst',
  receivers: 'to receiver members listeners destinations dst',
  maxHops: 'm maxttl hops',
  probesPerHop: 'q probes nqueries',
  probe: 'protocol method type',
  payload: 'data content body',
  export: 'function fn',
  stagger: 'offset spread',
  count: 'c n number packets maxpackets repeat times num amount',
  interval: 'i period wait sendinterval every gap spacing',
  size: 's packetsize payloadsize length bytes len pktsize messagelength datasize packetlength',
  df: 'dontfragment pmtudisc m mtudiscover dontfrag',
  dscp: 'tos trafficclass qos prio diffserv q',
  timeout: 'deadline w waittime',
  until: 'end stop stoptime duration for',
  that: 'assert expr expression condition check expect if should is must',
  because: 'reason message why comment description msg note',
  within: 'timeout before by deadline',
  pcapng: 'pcap pcaps capture captures tcpdump wireshark packets',
  series: 'timeseries metrics sampling plot vectors vector statistics csv samples',
  every: 'interval period step sampling resolution',
  of: 'values metrics what fields columns names vectors',
  file: 'filename path output name',
  limit: 'size maxsize length packets buffer capacity max queuesize',
  min: 'minth thmin minthreshold',
  max: 'maxth thmax maxthreshold',
  probability: 'prob p maxp chance percent rate share',
  mean: 'value average avg base delay latency time',
  jitter: 'variation stddev sd deviation std sigma variance delayjitter',
  distribution: 'dist model',
  correlation: 'corr rho',
  random: 'rate percent probability independent uniform chance',
  gemodel: 'gilbert ge gilbertelliott gilbertelliot markov',
  attach: 'endpoints ports members hosts nodes interfaces nics links attached',
  subnet: 'network prefix cidr address pool ip',
  'mac-ageing': 'ageing aging ageingtime macaging',
  'igmp-snooping': 'snooping igmp',
  pool: 'network subnet range base ipbase',
  prefix: 'prefixlength mask netmask length',
};

/** Keys by what others call them: more than one, where the word is used for several things. */
const KEYS = new Map<string, string[]>();
for (const [key, words] of Object.entries(WORDS)) {
  for (const word of words.split(' ')) {
    const known = KEYS.get(word);
    if (known === undefined) KEYS.set(word, [key]);
    else known.push(key);
  }
}

/** The one of `known` that other programs call `word`. */
export function suggestKey(word: string, known: readonly string[]): string | undefined {
  const keys = KEYS.get(word.toLowerCase().replace(/[-_ .]/g, ''));
  return keys?.find((key) => known.includes(key));
}

/** Values of the language, with what others write for them. */
const VALUES: Readonly<Record<string, string>> = {
  host: 'pc vpcs computer server client linux station end node standardhost',
  router: 'gateway gw frr vyos quagga ceos srl nokia_srlinux l3switch',
  switch: 'bridge lan ovs ovs-bridge ethernet vlan ethernetswitch',
  hub: 'csma bus ethernethub wire',
  fifo: 'pfifo bfifo pfifo_fast droptail drop-tail tail-drop droptailqueue',
  'fq-codel': 'fq sfq cake fqcodel',
  priority: 'priorities strict pq',
  normal: 'gauss gaussian',
  'shortest-path': 'ospf rip bgp isis dijkstra global dynamic auto',
  static: 'manual none off',
  hops: 'hop hopcount rip',
  weight: 'cost metric ospf',
  delay: 'latency',
};

/** The one of `allowed` that other programs call `word`. */
export function suggestValue(word: string, allowed: readonly string[]): string | undefined {
  const folded = word.toLowerCase();
  return allowed.find(
    (value) => Object.hasOwn(VALUES, value) && VALUES[value]?.split(' ').includes(folded),
  );
}

const BROADCAST_DOMAINS = ['switch', 'bridge', 'hub', 'lan', 'ovs', 'ovs-bridge', 'ethernetswitch'];

/** Why a word is no kind of node, where it is one of something else. */
export function nodeProblem(word: string): string | undefined {
  const folded = word.toLowerCase();
  if (!BROADCAST_DOMAINS.includes(folded)) return undefined;
  const kind = folded === 'hub' ? 'hub' : 'switch';
  return `is no kind of node: it joins NICs, so it stands under segments, such as segments: { lan: { kind: ${kind}, attach: ["h1:eth0", "h2:eth0"] } }`;
}
