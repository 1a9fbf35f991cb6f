import { formatIpv4Address, formatMacAddress } from '@packetloom/core';
import type { AppKind, ExpectationOutcome } from '../expect/index.js';
import type { Diagnostic } from '../load/index.js';
import type { MissingPacket, ScenarioResult } from '../run/index.js';
import { jsonApp } from './jsonApps.js';

/** Files that a run wrote, by what they are; paths are relative to the folder of --out. */
export type Artifacts = Readonly<Record<string, string>>;

const TRAFFIC_KINDS: ReadonlySet<AppKind> = new Set([
  'flow',
  'request-response',
  'replay',
  'raw',
  'multicast',
]);

/** A run that is over, with what the command line knows of it. */
export interface FinishedRun {
  /** The file as the user named it. */
  readonly file: string;
  readonly result: ScenarioResult;
  readonly artifacts: Artifacts;
}

/** A message that is about no file. */
interface GeneralError {
  readonly message: string;
}

/** The document of --json, with all runs. */
export function jsonReport(runs: readonly FinishedRun[]): string {
  return document({ scenarios: runs.map(scenario) });
}

/** The document of --json where nothing was run: what is wrong with the input. */
export function jsonErrors(errors: readonly (Diagnostic | GeneralError)[]): string {
  return document({
    scenarios: [],
    errors: errors.map((error) => {
      if (!('file' in error)) return { message: error.message };
      const { file, line, column, message, suggestion } = error;
      return { file, line, column, message, ...(suggestion === undefined ? {} : { suggestion }) };
    }),
  });
}

function document(content: object): string {
  return `${JSON.stringify(content)}\n`;
}

function scenario({ file, result, artifacts }: FinishedRun) {
  const { name, seed, fingerprint, passed, simulatedNs, events, accounting } = result;
  const { sent, delivered, dropped, consumed, inFlight, unaccounted } = accounting;
  return {
    name,
    file,
    seed,
    fingerprint,
    passed,
    simulatedNs,
    events,
    expectations: result.expectations.map((outcome) => ({
      that: expectationText(outcome),
      passed: outcome.passed,
      actual: outcome.error ?? outcome.actual,
    })),
    accounting: { sent, delivered, dropped, consumed, inFlight, unaccounted },
    ...appsOf(result),
    ...(result.segments.length > 0 ? segmentsOf(result) : {}),
    ...(result.missing.length === 0 ? {} : { missing: result.missing.map(missingPacket) }),
    artifacts,
  };
}

/** Apps, where one of them sends by itself: of others, expectations tell what is wanted. */
function appsOf({ apps }: ScenarioResult): object {
  const sends = apps.some(({ scope }) => TRAFFIC_KINDS.has(scope.kind));
  return sends ? { apps: apps.map(jsonApp) } : {};
}

/** Of scenarios with segments: what these carried, and conflicts of addresses that were seen. */
function segmentsOf({ segments, addressConflicts }: ScenarioResult) {
  return {
    segments: segments.map(({ name, kind, receivedFrames, floodedFrames, filteredFrames }) => {
      return { name, kind, receivedFrames, floodedFrames, filteredFrames };
    }),
    addressConflicts: addressConflicts.map(({ node, nic, address, linkAddress, timeNs }) => {
      const mac = formatMacAddress(linkAddress);
      return { node, nic, address: formatIpv4Address(address), mac, timeNs };
    }),
  };
}

function missingPacket({ packet: { identity, serial }, last }: MissingPacket) {
  return { identity, serial, last };
}

/** The expression; those of `never` and `eventually` with that word in front. */
export function expectationText({ kind, that }: ExpectationOutcome): string {
  return kind === 'that' ? that : `${kind} ${that}`;
}
