import { formatDuration } from '@packetloom/language';
import type { Simulation } from '@packetloom/sim';
import type { PacketHolder } from '@packetloom/sim/internal';

type LinkHolder = Extract<PacketHolder, { readonly kind: 'link' }>;

const MEBIBYTE = 2 ** 20;

/** Says when packets took more memory than they may, which link holds most of them, and what to change. */
export function packetMemoryMessage(simulation: Simulation, maxBytes: number): string {
  const holders = simulation.packetHolders();
  const limit = `packets take more than ${roundedMebibytes(maxBytes)} MiB of memory at ${formatDuration(simulation.nowNs)}`;
  const [most] = holders;
  const advice = most === undefined ? 'they belong to no link' : whoHolds(most, holders);
  return `${limit}: ${advice}; --max-memory allows more`;
}

function whoHolds(most: PacketHolder, holders: readonly PacketHolder[]): string {
  const all = holders.reduce((sum, { packets }) => sum + packets, 0);
  const what = most.kind === 'host' ? `'${most.name}'` : nameOf(most);
  const mend = most.kind === 'host' ? 'let fewer packets wait in it' : mendingOf(most);
  return `${what} holds ${most.packets} of ${all} packets: ${mend}`;
}

function nameOf({ name, direction }: LinkHolder): string {
  // Ports are named SEGMENT/NODE:NIC.
  const [segment, port] = name.split('/');
  const directionName = direction.name.direction;
  return port === undefined
    ? `the link '${name}' (${directionName})`
    : `the port '${port}' of '${segment}' (${directionName})`;
}

/** What lets a link hold less: of what it is made of, that which holds most. */
function mendingOf({ direction, packets }: LinkHolder): string {
  const { queuePackets, duplicatedPackets, deliveredPackets } = direction.stats;
  if (queuePackets * 2 > packets) return 'make its queue shorter, or its rate higher';
  if (duplicatedPackets * 4 > deliveredPackets + packets) {
    return 'it duplicates packets, which may come back to it: take duplicate or the loop away';
  }
  return 'make its delay shorter, or send less';
}

function roundedMebibytes(bytes: number): number {
  return Math.round((bytes / MEBIBYTE) * 1_000) / 1_000;
}
