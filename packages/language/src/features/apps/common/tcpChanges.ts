import { STANDARD_TCP, type TcpBehaviour } from '@packetloom/core';
import { accepted } from '../../../context/accepted.js';
import type { Context } from '../../../context/context.js';
import { readDuration, readSize } from '../../../quantity/units.js';
import type { FlowSettings, TcpSettings } from '../../../schema/generated/writtenScenario.js';

/** What nodes and flows may say. */
type Written = Omit<FlowSettings, 'nagle'>;

const MS = 1_000_000;
const US = 1000;
/** RFC 1122 4.2.3.2: an ACK waits less than half a second. */
const MAX_DELAYED_ACK_MS = 500;
/** Less than this holds no segment (Linux's SOCK_MIN_SNDBUF, SOCK_MIN_RCVBUF). */
const MIN_BUFFER = 4608;
const MAX_BUFFER = 2 ** 30;

/** What differs from the stack, as the core takes it. */
export function tcpChangesOf(written: Written): Partial<TcpBehaviour> {
  const minRto = written['min-rto'];
  const delayedAck = written['delayed-ack'];
  const initialWindow = written['initial-window'];
  const windowScaling = written['window-scaling'];
  const { ecn, sack, timestamps } = written;
  return {
    ...(ecn === undefined ? {} : { ecn: ecn ? 1 : 0 }),
    ...(sack === undefined ? {} : { sack, dsack: sack }),
    ...(timestamps === undefined ? {} : { timestamps: timestamps ? 1 : 0 }),
    ...(windowScaling === undefined ? {} : { windowScaling }),
    ...(initialWindow === undefined ? {} : { initialWindowSegments: initialWindow }),
    ...(minRto === undefined ? {} : { rtoMinUs: accepted(readDuration(minRto)) / US }),
    ...(delayedAck === undefined ? {} : delaysOf(accepted(readDuration(delayedAck)) / MS)),
    ...buffersOf(written),
  };
}

function delaysOf(ms: number) {
  return { delayedAckMinMs: Math.min(ms, STANDARD_TCP.delayedAckMinMs), delayedAckMaxMs: ms };
}

function buffersOf(written: Written) {
  const send = written['send-buffer'];
  const receive = written['receive-buffer'];
  const fixed = (text: string, least: number): readonly [number, number, number] => {
    const octets = accepted(readSize(text));
    return [Math.min(least, octets), octets, octets];
  };
  return {
    ...(send === undefined ? {} : { wmem: fixed(send, STANDARD_TCP.wmem[0]) }),
    ...(receive === undefined ? {} : { rmem: fixed(receive, STANDARD_TCP.rmem[0]) }),
  };
}

/** Tells of settings that make no sense. */
export function checkTcp(written: TcpSettings | FlowSettings | undefined, context: Context): void {
  if (written === undefined) return;
  const { findings } = context;
  const path = context.pathOf(written);
  const minRto = written['min-rto'];
  if (minRto !== undefined && !isBetween(readDuration(minRto), MS, 120_000 * MS)) {
    const message = 'a retransmission time-out is at least 1ms, and at most 120s';
    findings.add({ path: [...path, 'min-rto'], message });
  }
  const delayedAck = written['delayed-ack'];
  if (
    delayedAck !== undefined &&
    !isBetween(readDuration(delayedAck), MS, MAX_DELAYED_ACK_MS * MS)
  ) {
    const message = `an ACK waits for 1ms to ${MAX_DELAYED_ACK_MS}ms (RFC 1122 4.2.3.2)`;
    findings.add({ path: [...path, 'delayed-ack'], message });
  }
  for (const key of ['send-buffer', 'receive-buffer'] as const) {
    const text = written[key];
    if (text === undefined || isBetween(readSize(text), MIN_BUFFER, MAX_BUFFER)) continue;
    const message = `a buffer takes from ${MIN_BUFFER}b to ${MAX_BUFFER / 2 ** 20}mib`;
    findings.add({ path: [...path, key], message });
  }
}

function isBetween(reading: ReturnType<typeof readDuration>, least: number, most: number): boolean {
  if (!reading.ok) return true;
  return reading.value >= least && reading.value <= most;
}

/** Settings of a flow, as programs take them. */
export interface FlowTcp {
  readonly behaviour: Partial<TcpBehaviour>;
  readonly noDelay: boolean;
}

/** What a flow says of its TCP; null: nothing. */
export function flowTcpOf(settings: FlowSettings | undefined, context: Context): FlowTcp | null {
  if (settings === undefined) return null;
  checkTcp(settings, context);
  return { behaviour: tcpChangesOf(settings), noDelay: settings.nagle === false };
}
