// The format of conformance vectors: what a host is set up with, what happens to it and when, and
// what it must then send, deliver and count. Times are milliseconds of simulated time.
import {
  boolean,
  integer,
  list,
  nullable,
  object,
  oneOf,
  pair,
  record,
  type TypeOf,
  text,
  textLike,
  textOr,
  variant,
} from './shape.js';

const OCTET = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const QUAD = `${OCTET}(\\.${OCTET}){3}`;

const hex = textLike(/^([0-9a-f]{2})*$/i, 'octets in hexadecimal');
const address = textLike(new RegExp(`^${QUAD}$`), 'an IPv4 address');
const prefix = textLike(new RegExp(`^${QUAD}/(3[0-2]|[12]?\\d)$`), 'an IPv4 prefix a.b.c.d/length');
const time = integer(0, 1e12);
const count = integer(0, Number.MAX_SAFE_INTEGER);
const port = integer(0, 0xffff);
const octet = integer(0, 0xff);
/** Number of a NIC or a socket. */
const number = integer(0, 0x7fffffff);

const nic = object(
  {
    id: number,
    name: text,
    /** Octets, without link header. */
    mtu: integer(0, 0xffffffff),
    loopback: boolean,
    promiscuous: boolean,
    addresses: list(prefix),
  },
  {
    disabled: boolean,
    spoofing: boolean,
    /** The link takes this many transmissions; every later one fails. */
    writeLimit: count,
  },
);

const route = object(
  { destination: prefix },
  {
    gateway: nullable(address),
    nic: number,
    type: oneOf('unreachable', 'prohibit', 'blackhole'),
  },
);

const translation = object({}, { address, port });
const rule = object(
  {
    table: oneOf('filter', 'nat', 'mangle'),
    chain: oneOf('PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'),
    target: textOr(
      oneOf('ACCEPT', 'DROP'),
      object({}, { REDIRECT: object({ port }, {}), SNAT: translation, DNAT: translation }),
    ),
  },
  {
    match: object(
      {},
      {
        protocol: octet,
        source: prefix,
        destination: prefix,
        inInterface: text,
        outInterface: text,
        destinationPort: port,
        sourcePort: port,
      },
    ),
  },
);

const udpSocket = object(
  { socket: number, address, port },
  {
    broadcast: boolean,
    /** Default true. */
    multicastLoop: boolean,
    multicastNic: number,
    multicastTtl: octet,
    tos: octet,
    /** Outgoing NIC of a bind with a scope. */
    nic: number,
    connect: object({ address, port }, {}),
    mtuDiscover: oneOf('dont', 'want', 'do', 'probe', 'interface', 'omit'),
    /** IP options of what it sends. */
    options: hex,
  },
);

const host = object(
  { nics: list(nic) },
  {
    routes: list(route),
    forwarding: boolean,
    handleLocal: boolean,
    defaultTtl: octet,
    igmp: object({}, { enabled: boolean, version: integer(0, 3) }),
    allowExternalLoopbackTraffic: boolean,
    iptables: list(rule),
    udp: list(udpSocket),
    /** `limit`: tokens a second. */
    icmpRateLimit: object({ limit: count, burst: count }, {}),
    sysctl: record<number | string>({
      check: (value) => typeof value === 'number' || typeof value === 'string',
    }),
  },
);

const withNic = (kind: 'enableNic' | 'disableNic') =>
  object({ at: time, do: oneOf(kind), nic: number }, {});
const withGroup = (kind: 'joinGroup' | 'leaveGroup') =>
  object({ at: time, do: oneOf(kind), nic: number, group: address }, {});
const withAddress = (kind: 'addAddress' | 'removeAddress') =>
  object({ at: time, do: oneOf(kind), nic: number, address: prefix }, {});

const step = variant('do', {
  inject: object(
    { at: time, do: oneOf('inject'), nic: number, packet: hex },
    { padZeros: integer(0, 0x20000) },
  ),
  sendUdp: object(
    { at: time, do: oneOf('sendUdp'), socket: number, payload: hex },
    { to: address, toPort: port, nic: number, ttl: octet, payloadZeros: integer(0, 0x20000) },
  ),
  sendRaw: object(
    { at: time, do: oneOf('sendRaw'), packet: hex },
    { to: address, nic: number, padZeros: integer(0, 0x20000) },
  ),
  joinGroup: withGroup('joinGroup'),
  leaveGroup: withGroup('leaveGroup'),
  setForwarding: object({ at: time, do: oneOf('setForwarding'), value: boolean }, {}),
  enableNic: withNic('enableNic'),
  disableNic: withNic('disableNic'),
  addAddress: withAddress('addAddress'),
  removeAddress: withAddress('removeAddress'),
  setDefaultTtl: object({ at: time, do: oneOf('setDefaultTtl'), value: octet }, {}),
  setPromiscuous: object(
    { at: time, do: oneOf('setPromiscuous'), nic: number, value: boolean },
    {},
  ),
  advance: object({ at: time, do: oneOf('advance') }, {}),
});

const sentPacket = object(
  { at: time, nic: number, packet: hex },
  {
    /** What is drawn at random: `id` is the IPv4 identification, and with it the header checksum. */
    random: list(text),
    /** Ranges of octets, the end not included, that are not compared. */
    mask: list(pair),
    padZeros: count,
    /** `at` is the trigger; the instant lies within so many milliseconds of it. */
    timeRandomUpTo: count,
    /** The instant of the recorded run. */
    measuredAt: time,
    /** The recorded run was up to so many milliseconds late. */
    timeTolerance: count,
    anyOrder: boolean,
  },
);

const delivery = object(
  { at: time, socket: number, from: address, fromPort: port, payload: hex },
  { payloadZeros: count, options: hex, optionsMask: list(pair) },
);

const expectation = object(
  { sent: list(sentPacket), delivered: list(delivery) },
  {
    errors: list(object({ step: count, errno: text }, { error: text })),
    socketErrors: list(object({ at: time, socket: number, errno: text }, { error: text })),
    draws: list(object({ at: time, nic: number, group: address, value: count }, { max: count })),
    needsDraws: boolean,
    stats: record(count),
  },
);

/** One vector, as its line in a file says. */
export const vectorShape = object(
  {
    name: textLike(/\S/, 'a name'),
    source: oneOf('gvisor-2021-05-11', 'linux-6.18'),
    host,
    steps: list(step),
    expect: expectation,
  },
  {
    note: text,
    /** What of the outcome no RFC asks for. */
    quirks: list(text),
    /** Packets sent with these protocols are not compared. */
    ignoreProtocols: list(octet),
    windows: list(pair),
  },
);

export type Vector = TypeOf<typeof vectorShape>;
export type HostSpec = TypeOf<typeof host>;
export type NicSpec = TypeOf<typeof nic>;
export type FilterRule = TypeOf<typeof rule>;
export type UdpSocketSpec = TypeOf<typeof udpSocket>;
export type Step = TypeOf<typeof step>;
export type SentPacket = TypeOf<typeof sentPacket>;
export type Delivery = TypeOf<typeof delivery>;
export type Draw = NonNullable<Vector['expect']['draws']>[number];

/** The octets that hexadecimal text and a number of zeros behind it stand for. */
export function octetsOf(hexText: string, zeros = 0): Uint8Array {
  const written = hexText.length / 2;
  const octets = new Uint8Array(written + zeros);
  for (let i = 0; i < written; i++) {
    octets[i] = Number.parseInt(hexText.slice(2 * i, 2 * i + 2), 16);
  }
  return octets;
}

/** Octets in hexadecimal. */
export function hexOf(octets: Uint8Array): string {
  let out = '';
  for (const octetValue of octets) out += octetValue.toString(16).padStart(2, '0');
  return out;
}
