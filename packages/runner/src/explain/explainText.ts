import { counted } from '@packetloom/language/internal';
import { columns, type Style } from '../text/style.js';
import type { PacketTrace, TracedPacket, TraceStep } from './tracePacket.js';

/** Lines of a life that are shown; in the middle of a longer one some are left out. */
const MAX_LINES = 200;
const LAST_LINES = 40;

/** The life of a datagram as text. */
export function explainText(trace: PacketTrace, endNs: number, style: Style): string {
  const { packets, steps, ends } = trace;
  const rows = packets.map((packet) => [
    style.bold(`Packet ${packet.identity}`),
    packetLine(packet),
  ]);
  const [main] = packets;
  const end =
    ends.length > 0
      ? ends.map(({ timeNs, where, what }) => `${secondsText(timeNs).trim()}  ${where} ${what}`)
      : [`packet ${main?.identity} is still on its way at ${secondsText(endNs).trim()}`];
  const lines = [
    ...columns(rows),
    '',
    ...stepLines(steps, packets.length > 1, style),
    '',
    ...columns(end.map((line, index) => [index === 0 ? style.bold('End') : '', line])),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function packetLine({ text, app, cause }: TracedPacket): string {
  if (app !== null) return `${text}, of app ${app}`;
  return cause === 0 ? text : `${text}, because of packet ${cause}`;
}

function stepLines(steps: readonly TraceStep[], withPackets: boolean, style: Style): string[] {
  const shown =
    steps.length > MAX_LINES
      ? [...steps.slice(0, MAX_LINES - LAST_LINES), ...steps.slice(-LAST_LINES)]
      : steps;
  const rows = shown.map(({ timeNs, identity, where, what, tone }) => [
    secondsText(timeNs),
    ...(withPackets ? [String(identity)] : []),
    where,
    { neutral: (text: string) => text, good: style.green, bad: style.red }[tone](what),
  ]);
  const lines = columns(rows);
  const left = steps.length - shown.length;
  if (left > 0) lines.splice(MAX_LINES - LAST_LINES, 0, `… ${counted(left, 'line')} left out …`);
  return lines;
}

function secondsText(ns: number): string {
  return `${(ns / 1e9).toFixed(9).padStart(15)}s`;
}
