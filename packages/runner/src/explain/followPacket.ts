import type { Simulation } from '@packetloom/sim';
import type { RunOptions, ScenarioResult } from '../run/index.js';
import { type CountedName, PacketFinder } from './packetFinder.js';
import type { PacketName } from './packetName.js';
import { PacketRecorder, type PacketStep } from './packetRecorder.js';
import { noteOf, SegmentFinder } from './segmentFinder.js';
import type { SegmentNote } from './segmentReader.js';

/** A datagram that was followed. */
export interface FollowedPacket {
  readonly identity: number;
  /** All that happened to it, in order. */
  readonly steps: readonly PacketStep[];
  /** What it is in the words of TCP; null: it is no segment. */
  readonly segment: SegmentNote | null;
  /** Scenario time at the end of the run, in nanoseconds. */
  readonly endNs: number;
}

/** Runs the scenario in which the datagram is; each time the same run. */
export type RunAgain = (
  options: Pick<RunOptions, 'onSimulation' | 'isOver' | 'fingerprint'>,
) => ScenarioResult;

/**
 * Follows the datagram that a name means, from its beginning. One that is known as soon as it is made takes one run;
 * for one that a link or a segment is given, a first run finds it. The result says what is wrong with the name
 * otherwise.
 */
export function followPacket(
  name: PacketName,
  run: RunAgain,
): FollowedPacket | { readonly problem: string } {
  switch (name.kind) {
    case 'identity':
      return byIdentity(name.identity, run);
    case 'app':
    case 'node':
      return asItIsMade(name, run);
    case 'tcp': {
      const { observer } = observedRun(run, (simulation) => new SegmentFinder(simulation, name));
      const { identity } = observer;
      return identity === null ? { problem: observer.problem() } : byIdentity(identity, run);
    }
    case 'link':
    case 'segment': {
      const { finder, identity } = find(name, run);
      return identity === null ? { problem: finder.problem() } : byIdentity(identity, run);
    }
  }
}

/** What a run leaves behind that was told to look at something. */
function observedRun<Observer>(
  run: RunAgain,
  observe: (simulation: Simulation) => Observer,
  isOver?: () => boolean,
) {
  let made: { readonly simulation: Simulation; readonly observer: Observer } | undefined;
  const { simulatedNs: endNs } = run({
    fingerprint: false,
    onSimulation: (simulation) => {
      made = { simulation, observer: observe(simulation) };
    },
    ...(isOver === undefined ? {} : { isOver }),
  });
  if (made === undefined) throw new Error('a run makes a simulation');
  return { ...made, endNs };
}

function byIdentity(identity: number, run: RunAgain) {
  const { simulation, observer, endNs } = observedRun(run, (observed) => ({
    recorder: new PacketRecorder(observed, identity),
    note: noteOf(observed, () => identity),
  }));
  const { steps } = observer.recorder;
  return steps.length > 0
    ? { identity, steps, segment: observer.note(), endNs }
    : { problem: noSuch(identity, simulation) };
}

function asItIsMade(name: CountedName, run: RunAgain) {
  const found: { readonly identity: number; readonly recorder: PacketRecorder }[] = [];
  const { observer, endNs } = observedRun(run, (simulation) => ({
    note: noteOf(simulation, () => found[0]?.identity),
    finder: new PacketFinder(simulation, name, (identity) => {
      found.push({ identity, recorder: new PacketRecorder(simulation, identity) });
    }),
  }));
  const [first] = found;
  if (first === undefined) return { problem: observer.finder.problem() };
  const { identity, recorder } = first;
  return { identity, steps: recorder.steps, segment: observer.note(), endNs };
}

function find(name: CountedName, run: RunAgain) {
  let identity: number | null = null;
  const { observer } = observedRun(
    run,
    (simulation) =>
      new PacketFinder(simulation, name, (found) => {
        identity = found;
      }),
    () => identity !== null,
  );
  return { finder: observer, identity };
}

function noSuch(identity: number, { hosts }: Simulation): string {
  const [host] = hosts.values();
  const largest = host === undefined ? 0 : host.pool.nextIdentity - 1;
  if (largest === 0) return 'the run has no packets';
  return `there is no packet ${identity}: they are numbered from 1 to ${largest}`;
}
