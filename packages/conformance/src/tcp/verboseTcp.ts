// Everything about one run of a TCP vector, in the order of time: steps, what was expected, what was sent.

import type { TcpVector } from '../vector/tcpVector.js';
import type { HostPacket, TcpRecording } from './packetsOfHost.js';

interface Line {
  readonly atMs: number;
  readonly rank: number;
  readonly text: string;
}

/** Steps (`>`), expected packets (`-`) and those sent (`+`) by time; then calls and events. */
export function tcpLines(vector: TcpVector, recording: TcpRecording | null): string[] {
  const lines: Line[] = [
    ...vector.steps.map((step, index) => lineOf(step.at, 0, `> ${index} ${JSON.stringify(step)}`)),
    ...vector.expect.sent.map((packet, index) =>
      lineOf(packet.at, 1, `- ${index + 1} ${JSON.stringify(packet)}`),
    ),
    ...(recording?.sent ?? []).map((packet, index) =>
      lineOf(packet.atMs, 2, `+ ${index + 1} ${packetText(packet)}`),
    ),
  ];
  lines.sort((one, other) => one.atMs - other.atMs || one.rank - other.rank);
  return [
    `  host: ${JSON.stringify(vector.host)}`,
    ...(vector.peers ?? []).map((peer) => `  peer: ${JSON.stringify(peer)}`),
    ...lines.map(({ text }) => `  ${text}`),
    ...vector.expect.calls.flatMap((call) => [
      `  - call ${JSON.stringify(call)}`,
      `  + call ${JSON.stringify(recording?.calls.find(({ step }) => step === call.step))}`,
    ]),
    ...vector.expect.events.map((event) => `  - event ${JSON.stringify(event)}`),
    ...(recording?.events ?? []).map((event) => `  + event ${JSON.stringify(event)}`),
  ];
}

function lineOf(atMs: number, rank: number, text: string): Line {
  return { atMs, rank, text };
}

function packetText(packet: HostPacket): string {
  const { atMs, conn, flags, seq, ack, win, opts, len, urg, tos, id } = packet;
  return JSON.stringify({ at: atMs, conn, flags, seq, ack, win, opts, len, urg, tos, id });
}
