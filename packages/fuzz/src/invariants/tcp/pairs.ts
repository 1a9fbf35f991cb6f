import type { SimulationEvent } from '@packetloom/sim';
import type { Recording } from '../../observe/recording.js';
import type { ProgramEnd } from '../../observe/tcp/socketTap.js';

/** The end with which this one spoke: each knows the number that the other began with; null: none had a program. */
export function otherEnd(
  { connection }: ProgramEnd,
  ends: readonly ProgramEnd[],
): ProgramEnd | null {
  const { iss, irs } = connection;
  if (irs === 0) return null;
  return (
    ends.find(({ connection: other }) => {
      return other !== connection && other.irs === iss && other.iss === irs;
    }) ?? null
  );
}

/** For messages: which end it is. */
export function nameOf({ connection: { tuple } }: ProgramEnd): string {
  return `${tuple.local}:${tuple.localPort} to ${tuple.remote}:${tuple.remotePort}`;
}

/** Ends that failed, and why, as the event stream tells it: the last of each pair of addresses and ports. */
export function failuresIn(events: readonly SimulationEvent[]): ReadonlyMap<string, string> {
  const failures = new Map<string, string>();
  for (const event of events) {
    if (event.type !== 'tcp-state' || event.error === null) continue;
    const { local, localPort, remote, remotePort, error } = event;
    failures.set(`${local}:${localPort} to ${remote}:${remotePort}`, error);
  }
  return failures;
}

/** Whether bits of a segment were inverted twice: then its checksum may be right again. */
export function mayHideCorruption({ events }: Recording): boolean {
  const corrupted = new Set<number>();
  for (const event of events) {
    if (event.type !== 'link-corrupted') continue;
    if (corrupted.has(event.packet.identity)) return true;
    corrupted.add(event.packet.identity);
  }
  return false;
}
