import type { Ipv4Behaviour } from '@packetloom/core';
import { type Comparison, compareVector } from '../compare/compareVector.js';
import { newRecording, type Recording } from '../testbed/recording.js';
import type { Vector } from '../vector/vector.js';
import { HostUnderTest } from './hostUnderTest.js';

/** A run of one vector: what the host did, and how that compares. */
export interface VectorRun {
  readonly recording: Recording;
  readonly comparison: Comparison;
}

/** How long the recording of each source went on after the last step; what is due then still counts. */
const RECORDED_AFTER_MS = { 'gvisor-2021-05-11': 0, 'linux-6.18': 60 } as const;

/** Runs a vector on a new host; `observed` records what the host tells its observer, too. */
export function runVector(vector: Vector, behaviour: Ipv4Behaviour, observed = false): VectorRun {
  const recording = newRecording();
  const host = new HostUnderTest(vector, behaviour, recording, observed);
  for (const [index, step] of vector.steps.entries()) {
    host.advanceTo(step.at);
    if (observed) recording.events.push(`${step.at} ms  step ${index}: ${step.do}`);
    const failure = host.perform(step);
    if (failure !== null) recording.failures.set(index, failure);
    host.takeSocketErrors();
  }
  host.advanceTo((vector.steps.at(-1)?.at ?? 0) + RECORDED_AFTER_MS[vector.source]);
  recording.counters = host.counters();
  recording.lostPackets = host.lostPackets();
  return { recording, comparison: compareVector(vector, recording) };
}
