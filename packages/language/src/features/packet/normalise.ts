import { TcpFlag } from '@packetloom/core/wire';
import { accepted } from '../../context/accepted.js';
import type { Context } from '../../context/context.js';
import type { DocumentPath } from '../../diagnostics/diagnostic.js';
import { readHost } from '../../document/endpoint.js';
import { readChecksum } from '../../quantity/checksum.js';
import { formatOctets, readOctets } from '../../quantity/octets.js';
import type {
  Ipv4Header,
  TcpHeader,
  TcpOptions,
  UdpHeader,
} from '../../schema/generated/writtenScenario.js';
import { tcpOptionsLength } from './encode.js';
import type { BuiltPacket, BuiltTcp, BuiltTcpOptions, BuiltUdp, PacketSpec } from './packet.js';

/** How a packet is written. */
export type WrittenPacket =
  | string
  | { readonly ipv4?: Ipv4Header; readonly tcp?: TcpHeader; readonly udp?: UdpHeader };

const MAX_TCP_OPTIONS = 40;
/** What is left of the largest packet behind the longest headers. */
const MAX_PAYLOAD = 65_535 - 20 - 60;
const DEFAULT_TTL = 64;
const DEFAULT_WINDOW = 65_535;
const NO_OPTIONS: BuiltTcpOptions = {
  mss: null,
  windowScale: null,
  isSackPermitted: false,
  timestamps: null,
  sack: [],
};

/** A packet as it is run; what cannot be goes into the findings. `checkHost` looks at names of nodes. */
export function packetOf(
  written: WrittenPacket,
  path: DocumentPath,
  checkHost: (name: string, path: DocumentPath) => void,
  context: Context,
): PacketSpec {
  if (typeof written === 'string') {
    return { kind: 'octets', octets: formatOctets(accepted(readOctets(written))) };
  }
  const { ipv4, tcp, udp } = written;
  const { findings } = context;
  if (ipv4 === undefined && context.complete) {
    findings.add({ path, about: 'key', message: "a packet needs the key 'ipv4': its header" });
  }
  if ((tcp === undefined) === (udp === undefined) && context.complete) {
    const found = tcp === undefined ? 'none is here' : 'not both';
    findings.add({ path, about: 'key', message: `a packet has one of 'tcp', 'udp'; ${found}` });
  }
  const hostOf = (key: 'source' | 'destination') => {
    const text = ipv4?.[key] ?? '0.0.0.0';
    const host = readHost(text) ?? text;
    if (typeof host === 'string') checkHost(host, [...path, 'ipv4', key]);
    return host;
  };
  const built: BuiltPacket = {
    kind: 'built',
    source: hostOf('source'),
    destination: hostOf('destination'),
    ttl: ipv4?.ttl ?? DEFAULT_TTL,
    dscp: ipv4?.dscp ?? 0,
    df: ipv4?.df ?? false,
    identification: ipv4?.identification ?? 0,
    transport: tcp === undefined ? udpOf(udp) : tcpOf(tcp),
  };
  checkSizes(built, [...path, tcp === undefined ? 'udp' : 'tcp'], context);
  return built;
}

function udpOf(udp: UdpHeader | undefined): BuiltUdp {
  const { sourcePort = 0, destinationPort = 0, payload = '', checksum = 'right' } = udp ?? {};
  const ports = { sourcePort, destinationPort };
  return { kind: 'udp', ...ports, payload, checksum: accepted(readChecksum(checksum)) };
}

const FLAGS = {
  fin: TcpFlag.FIN,
  syn: TcpFlag.SYN,
  rst: TcpFlag.RST,
  psh: TcpFlag.PSH,
  ack: TcpFlag.ACK,
  urg: TcpFlag.URG,
  ece: TcpFlag.ECE,
  cwr: TcpFlag.CWR,
  ae: TcpFlag.AE,
} as const;

function tcpOf(tcp: TcpHeader): BuiltTcp {
  const { sourcePort, destinationPort, flags = [], payload = '', checksum = 'right' } = tcp;
  return {
    kind: 'tcp',
    sourcePort,
    destinationPort,
    sequence: tcp.seq ?? 0,
    acknowledgment: tcp.ack ?? 0,
    flags: flags.reduce((bits, flag) => bits | FLAGS[flag], 0),
    window: tcp.window ?? DEFAULT_WINDOW,
    urgentPointer: tcp.urgent ?? 0,
    options: tcp.options === undefined ? NO_OPTIONS : optionsOf(tcp.options),
    payload,
    checksum: accepted(readChecksum(checksum)),
  };
}

function optionsOf(options: TcpOptions): BuiltTcpOptions {
  return {
    mss: options.mss ?? null,
    windowScale: options.wscale ?? null,
    isSackPermitted: options['sack-permitted'] ?? false,
    timestamps: options.timestamps ?? null,
    sack: options.sack ?? [],
  };
}

function checkSizes({ transport }: BuiltPacket, path: DocumentPath, { findings }: Context): void {
  const data = new TextEncoder().encode(transport.payload).length;
  if (data > MAX_PAYLOAD) {
    const message = `${data} bytes do not fit into a packet: at most ${MAX_PAYLOAD}b`;
    findings.add({ path: [...path, 'payload'], message });
  }
  if (transport.kind !== 'tcp') return;
  const length = tcpOptionsLength(transport.options);
  if (length <= MAX_TCP_OPTIONS) return;
  const message = `these options take ${length} octets, and a header holds ${MAX_TCP_OPTIONS}`;
  findings.add({ path: [...path, 'options'], message });
}
