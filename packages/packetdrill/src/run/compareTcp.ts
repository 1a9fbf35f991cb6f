// Whether a segment that the host sent is the one that a script expects.
import { TcpFlag } from '@packetloom/core/wire';
import type { SentSegment } from '../host/tunDevice.js';
import type { IpInfo, TcpOption, TcpPacket } from '../language/script.js';
import { flagsText, optionsText } from '../packet/notation.js';
import type { Flow } from './flow.js';
import type { TakenSegment } from './outbox.js';

const ECN_BITS = 3;

/** A segment of the host in the numbers of the script. */
export function inScriptNumbers(segment: SentSegment, flow: Flow): TcpPacket {
  return {
    kind: 'tcp',
    direction: 'out',
    ip: ipOf(segment),
    ports: null,
    flags: segment.flags,
    ace: null,
    seq: flow.hostToScript(segment.seq),
    length: segment.length,
    ack: (segment.flags & TcpFlag.ACK) !== 0 ? flow.peerToScript(segment.ack) : null,
    window: segment.window,
    urgent: segment.urgent,
    options: segment.options.map((option) => optionInScript(option, flow)),
  };
}

function ipOf({ tos }: SentSegment): IpInfo {
  return { ecn: (tos & ECN_BITS) === 0 ? null : tos & ECN_BITS, tos: null, ttl: null };
}

function optionInScript(option: TcpOption, flow: Flow): TcpOption {
  if (option.kind !== 'sack') return option;
  const blocks = option.blocks.map(([left, right]): [number, number] => [
    flow.peerToScript(left),
    flow.peerToScript(right),
  ]);
  return { kind: 'sack', blocks };
}

/** The first difference, as `field: expected …, came …`; null if there is none. */
export function firstDifference(
  expected: TcpPacket,
  segment: TakenSegment,
  flow: Flow,
): string | null {
  const came = inScriptNumbers(segment, flow);
  const differ = (field: string, wanted: string | number, found: string | number) =>
    `${field}: expected ${wanted}, came ${found}`;
  const ignored = segment.isJoined ? TcpFlag.PSH : 0;
  if (((expected.flags ^ came.flags) & ~ignored) !== 0)
    return differ('flags', flagsText(expected.flags), flagsText(came.flags));
  if (expected.seq !== came.seq) return differ('sequence number', expected.seq, came.seq);
  if (expected.length !== came.length)
    return differ('octets of data', expected.length, came.length);
  if (came.ack !== null && (expected.ack ?? 0) !== came.ack) {
    return differ('acknowledgment', expected.ack ?? 0, came.ack);
  }
  if (expected.window !== null && expected.window !== segment.window) {
    return differ('window', expected.window, segment.window);
  }
  if (expected.urgent !== came.urgent)
    return differ('urgent pointer', expected.urgent, came.urgent);
  return ipDifference(expected.ip, segment) ?? optionsDifference(expected, came);
}

function ipDifference({ ecn, tos, ttl }: IpInfo, segment: SentSegment): string | null {
  const bits = segment.tos & ECN_BITS;
  if (ecn === 'ect01' && bits !== 1 && bits !== 2) return `ECN: expected ect01, came ${bits}`;
  if (typeof ecn === 'number' && ecn !== bits) return `ECN: expected ${ecn}, came ${bits}`;
  if (tos !== null && tos !== segment.tos) return `TOS: expected ${tos}, came ${segment.tos}`;
  return ttl !== null && ttl !== segment.ttl ? `TTL: expected ${ttl}, came ${segment.ttl}` : null;
}

/** Timestamps of the host are those that the script says: they only have to be there. */
function optionsDifference(expected: TcpPacket, came: TcpPacket): string | null {
  if (expected.options === null) return null;
  const found = came.options ?? [];
  const same =
    expected.options.length === found.length &&
    expected.options.every((option, index) => isSameOption(option, found[index]));
  return same
    ? null
    : `options: expected${optionsText(expected.options) || ' none'}, came${optionsText(found) || ' none'}`;
}

function isSameOption(expected: TcpOption, found: TcpOption | undefined): boolean {
  if (found === undefined || expected.kind !== found.kind) return false;
  if (expected.kind === 'ts' && found.kind === 'ts') return expected.echo === found.echo;
  return optionsText([expected]) === optionsText([found]);
}
