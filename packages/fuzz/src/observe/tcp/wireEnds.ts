import { TcpFlag, type TcpOption } from '@packetloom/core/wire';
import type { SimulationEvent } from '@packetloom/sim';
import { injectedIdentities } from '../packets.js';
import { type ObservedSegment, segmentOf } from './segment.js';

/** A segment that one end of a connection sent, or that came to it. */
export interface WireSegment {
  readonly direction: 'in' | 'out';
  readonly timeNs: number;
  readonly segment: ObservedSegment;
}

/** One end of a connection as the packets of its host show it. */
export interface WireEnd {
  readonly host: string;
  /** As the end itself sees both: `ADDRESS:PORT`. */
  readonly local: string;
  readonly remote: string;
  /** In the order in which they were sent, and in which it began to work on them. */
  readonly segments: readonly WireSegment[];
  /** Numbers of the SYNs; null unless exactly one was sent, or came. */
  readonly iss: number | null;
  readonly irs: number | null;
  /** What both SYNs say; null unless there are both. */
  readonly agreed: Agreement | null;
}

/** What the ends of a connection agree upon (RFC 9293 3.7.1, RFC 7323, RFC 2018). */
export interface Agreement {
  readonly timestamps: boolean;
  readonly sack: boolean;
  /** Shifts of the windows that this end sends, and of those that come. */
  readonly sentShift: number;
  readonly receivedShift: number;
  /** MSS that the other end announced. */
  readonly mss: number;
}

const DEFAULT_MSS = 536;

const known = new WeakMap<readonly SimulationEvent[], readonly WireEnd[]>();

/** All ends that any host knows, but those to which something came out of nowhere. */
export function wireEnds(events: readonly SimulationEvent[]): readonly WireEnd[] {
  const before = known.get(events);
  if (before !== undefined) return before;
  const made = endsIn(events);
  known.set(events, made);
  return made;
}

function endsIn(events: readonly SimulationEvent[]): readonly WireEnd[] {
  const injected = injectedIdentities(events);
  const ends = new Map<string, { readonly segments: WireSegment[]; isTrusted: boolean }>();
  const of = (key: string) => {
    const end = ends.get(key) ?? { segments: [], isTrusted: true };
    ends.set(key, end);
    return end;
  };
  const arrivals = arrivalsOf(events);
  events.forEach((event, index) => {
    const { timeNs } = event;
    if (event.type === 'originated' && event.cause === 'tcp') {
      const segment = segmentOf(event.packet);
      if (segment !== null) {
        of(`${event.host} ${segment.from} ${segment.to}`).segments.push({
          direction: 'out',
          timeNs,
          segment,
        });
      }
    }
    for (const { host, segment, identity } of arrivals.get(index) ?? []) {
      const end = of(`${host} ${segment.to} ${segment.from}`);
      end.segments.push({ direction: 'in', timeNs, segment });
      if (injected.has(identity)) end.isTrusted = false;
    }
  });
  return [...ends].flatMap(([key, { segments, isTrusted }]) => {
    const [host = '', local = '', remote = ''] = key.split(' ');
    if (!isTrusted) return [];
    const iss = onlySyn(segments, 'out');
    const irs = onlySyn(segments, 'in');
    return [{ host, local, remote, segments, iss, irs, agreed: agreementOf(segments) }];
  });
}

interface Arrival {
  readonly host: string;
  readonly identity: number;
  readonly segment: ObservedSegment;
}

/** Packets that reached the TCP of a host, by the place of the event with which its work on them began. */
function arrivalsOf(events: readonly SimulationEvent[]): ReadonlyMap<number, readonly Arrival[]> {
  const begun = new Map<string, number>();
  const arrivals = new Map<number, Arrival[]>();
  events.forEach((event, index) => {
    if (!('packet' in event && 'host' in event)) return;
    const { type, host, packet } = event;
    const key = `${host} ${packet.identity}`;
    if (type === 'received' || type === 'originated') begun.set(key, index);
    // Data is told of twice: where a socket took it, and where the packet ended.
    if (!isEndAtTcp(event)) return;
    const segment = segmentOf(packet);
    const at = begun.get(key);
    if (segment === null || at === undefined) return;
    const list = arrivals.get(at) ?? [];
    list.push({ host, identity: packet.identity, segment });
    arrivals.set(at, list);
  });
  return arrivals;
}

/** Whether TCP looked at the packet and found its checksum right. */
function isEndAtTcp(event: SimulationEvent): boolean {
  if (event.type === 'delivered') return event.protocol === 6;
  if (event.type === 'consumed') return event.reason === 'tcp';
  if (event.type !== 'dropped') return false;
  const { reason } = event;
  if (reason === 'receive-buffer-full') return true;
  return reason.startsWith('tcp-') && reason !== 'tcp-checksum' && reason !== 'tcp-no-socket';
}

function isSyn({ flags }: ObservedSegment): boolean {
  return (flags & TcpFlag.SYN) !== 0 && (flags & TcpFlag.RST) === 0;
}

function onlySyn(segments: readonly WireSegment[], wanted: 'in' | 'out'): number | null {
  const numbers = new Set(
    segments.flatMap(({ direction, segment }) =>
      direction === wanted && isSyn(segment) ? [segment.sequence] : [],
    ),
  );
  const [number = null] = numbers;
  return numbers.size === 1 ? number : null;
}

function agreementOf(segments: readonly WireSegment[]): Agreement | null {
  const synOf = (wanted: 'in' | 'out') =>
    segments.find(({ direction, segment }) => direction === wanted && isSyn(segment))?.segment;
  const [sent, received] = [synOf('out')?.options, synOf('in')?.options];
  if (sent === undefined || received === undefined) return null;
  const both = (kind: TcpOption['kind']) => has(sent, kind) && has(received, kind);
  const scaled = both('window-scale');
  return {
    timestamps: both('timestamps'),
    sack: both('sack-permitted'),
    sentShift: scaled ? shiftOf(sent) : 0,
    receivedShift: scaled ? shiftOf(received) : 0,
    mss: received.flatMap((option) => (option.kind === 'mss' ? option.mss : []))[0] ?? DEFAULT_MSS,
  };
}

export function has(options: readonly TcpOption[], kind: TcpOption['kind']): boolean {
  return options.some((option) => option.kind === kind);
}

function shiftOf(options: readonly TcpOption[]): number {
  return options.flatMap((option) => (option.kind === 'window-scale' ? option.shift : []))[0] ?? 0;
}
