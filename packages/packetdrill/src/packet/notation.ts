// Packets as scripts write them.
import { TcpFlag } from '@packetloom/core/wire';
import type { IpInfo, PacketAction, TcpOption } from '../language/script.js';

const LETTERS: readonly (readonly [string, number])[] = [
  ['S', TcpFlag.SYN],
  ['F', TcpFlag.FIN],
  ['R', TcpFlag.RST],
  ['P', TcpFlag.PSH],
  ['U', TcpFlag.URG],
  ['E', TcpFlag.ECE],
  ['W', TcpFlag.CWR],
  ['A', TcpFlag.AE],
  ['.', TcpFlag.ACK],
];
const ECN_NAMES = ['noecn', 'ect1', 'ect0', 'ce'];

export function flagsText(flags: number): string {
  const letters = LETTERS.filter(([, bit]) => (flags & bit) !== 0).map(([letter]) => letter);
  return letters.join('') || '-';
}

export function optionsText(options: readonly TcpOption[] | null): string {
  if (options === null) return ' <...>';
  return options.length === 0 ? '' : ` <${options.map(optionText).join(',')}>`;
}

function optionText(option: TcpOption): string {
  switch (option.kind) {
    case 'mss':
    case 'wscale':
      return `${option.kind} ${option.value}`;
    case 'ts':
      return `TS val ${option.value} ecr ${option.echo}`;
    case 'sack':
      return `sack ${option.blocks.map(([left, right]) => `${left}:${right}`).join(' ')}`;
    case 'other':
      return option.name;
    default:
      return option.kind;
  }
}

/** A packet, without its direction and time. */
export function packetText(packet: PacketAction): string {
  const ip = ipText(packet.ip);
  switch (packet.kind) {
    case 'udp':
      return `${ip}udp (${packet.length})`;
    case 'icmp': {
      const code = packet.code === null ? '' : ` ${packet.code}`;
      const mtu = packet.mtu === null ? '' : ` mtu ${packet.mtu}`;
      return `${ip}icmp ${packet.type}${code}${mtu}`;
    }
    case 'tcp': {
      const { seq, length, ack, window, urgent } = packet;
      return [
        `${ip}${flagsText(packet.flags)} ${seq}:${(seq + length) >>> 0}(${length})`,
        ack === null ? '' : ` ack ${ack}`,
        window === null ? '' : ` win ${window}`,
        urgent === 0 ? '' : ` urg ${urgent}`,
        optionsText(packet.options),
      ].join('');
    }
  }
}

function ipText({ ecn, tos, ttl }: IpInfo): string {
  const parts = [
    ecn === null ? '' : ecn === 'ect01' ? ecn : (ECN_NAMES[ecn] ?? ''),
    tos === null ? '' : `tos 0x${tos.toString(16)}`,
    ttl === null ? '' : `ttl ${ttl}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `[${parts.join(',')}] `;
}

/** An instant, as scripts write it. */
export function secondsText(us: number): string {
  return (us / 1e6).toFixed(6);
}
