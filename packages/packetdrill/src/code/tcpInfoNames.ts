// Names that the code of scripts finds: the fields of TCP_INFO, and constants of the kernel.
import type { TcpInfo, TcpSocket } from '@packetloom/core';
import type { Value } from './value.js';

const STATES = [
  'ESTABLISHED',
  'SYN_SENT',
  'SYN_RECV',
  'FIN_WAIT1',
  'FIN_WAIT2',
  'TIME_WAIT',
  'CLOSE',
  'CLOSE_WAIT',
  'LAST_ACK',
  'LISTEN',
  'CLOSING',
];
const CA_STATES = ['Open', 'Disorder', 'CWR', 'Recovery', 'Loss'];
const US_PER_MS = 1000;
const INFINITE = 0x7fffffff;

type Reader = (info: TcpInfo, socket: TcpSocket) => number;

/** Times are microseconds, as the kernel tells them. */
const FIELDS: Readonly<Record<string, Reader>> = {
  tcpi_state: (info) => STATES.indexOf(info.state) + 1,
  tcpi_ca_state: (info) => CA_STATES.indexOf(info.caState),
  tcpi_retransmits: (info) => info.retransmits,
  tcpi_probes: (info) => info.probes,
  tcpi_backoff: (info) => info.backoff,
  tcpi_rto: (info) => info.rtoMs * US_PER_MS,
  tcpi_ato: (info) => info.atoMs * US_PER_MS,
  tcpi_snd_mss: (info) => info.sndMss,
  tcpi_rcv_mss: (info) => info.rcvMss,
  tcpi_advmss: (info) => info.advMss,
  tcpi_pmtu: (info) => info.pmtu,
  tcpi_unacked: (info) => info.unacked,
  tcpi_sacked: (info) => info.sacked,
  tcpi_lost: (info) => info.lost,
  tcpi_retrans: (info) => info.retrans,
  tcpi_snd_cwnd: (info) => info.cwnd,
  tcpi_snd_ssthresh: (info) => (Number.isFinite(info.ssthresh) ? info.ssthresh : INFINITE),
  tcpi_reordering: (info) => info.reordering,
  tcpi_rcv_ssthresh: (info) => info.rcvSsthresh,
  tcpi_rcv_space: (info) => info.rcvSpace,
  tcpi_snd_wnd: (info) => info.sndWnd,
  tcpi_rcv_wnd: (info) => info.rcvWnd,
  tcpi_rtt: (info) => Math.round(info.rttMs * US_PER_MS),
  tcpi_rttvar: (info) => Math.round(info.rttvarMs * US_PER_MS),
  tcpi_min_rtt: (info) =>
    info.minRttMs === null ? 0xffffffff : Math.round(info.minRttMs * US_PER_MS),
  tcpi_total_retrans: (info) => info.totalRetrans,
  tcpi_delivered: (info) => info.delivered,
  tcpi_dsack_dups: (info) => info.dsackDups,
  tcpi_reord_seen: (info) => info.reordSeen,
  tcpi_delivered_ce: (_, socket) => socket.connection?.deliveredCe ?? 0,
  tcpi_bytes_acked: (_, socket) => socket.connection?.bytesAcked ?? 0,
  tcpi_bytes_received: (_, { connection }) =>
    connection === null ? 0 : (connection.rcvNxt - connection.irs - 1) >>> 0,
  SK_MEMINFO_RCVBUF: (_, socket) => socket.options.rcvbuf,
  SK_MEMINFO_SNDBUF: (_, socket) => socket.options.sndbuf,
  SK_MEMINFO_RMEM_ALLOC: (_, socket) => socket.connection?.rmem ?? 0,
  SK_MEMINFO_WMEM_QUEUED: (_, socket) => socket.connection?.wmem ?? 0,
  tcpi_notsent_bytes: (_, socket) => socket.queues().notsent,
  tcpi_options: (_, socket) => optionBits(socket),
  tcpi_snd_wscale: (_, socket) => socket.connection?.sndWscale ?? 0,
  tcpi_rcv_wscale: (_, socket) => socket.connection?.rcvWscale ?? 0,
};

const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ...STATES.map((name, index): [string, number] => [`TCP_${name}`, index + 1]),
  ...CA_STATES.map((name, index): [string, number] => [`TCP_CA_${name}`, index]),
  ['TCPI_OPT_TIMESTAMPS', 1],
  ['TCPI_OPT_SACK', 2],
  ['TCPI_OPT_WSCALE', 4],
  ['TCPI_OPT_ECN', 8],
  ['TCPI_OPT_ECN_SEEN', 16],
  ['TCPI_OPT_SYN_DATA', 32],
]);

/** The bits of tcpi_options. */
function optionBits({ connection }: TcpSocket): number {
  if (connection === null) return 0;
  const { timestampsOk, sackOk, wscaleOk, ecn } = connection;
  return (timestampsOk ? 1 : 0) | (sackOk ? 2 : 0) | (wscaleOk ? 4 : 0) | ((ecn & 1) !== 0 ? 8 : 0);
}

/** The value of a name for the socket under test; undefined if it has no meaning here. */
export function tcpInfoValue(name: string, socket: TcpSocket | null): Value | undefined {
  const constant = CONSTANTS.get(name);
  if (constant !== undefined) return constant;
  const reader = FIELDS[name];
  const info = socket?.info() ?? null;
  if (reader === undefined || socket === null) return undefined;
  if (info === null) return name === 'tcpi_state' ? STATES.indexOf('CLOSE') + 1 : 0;
  return reader(info, socket);
}
