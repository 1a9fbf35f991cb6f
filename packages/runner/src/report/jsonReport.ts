import { formatIpv4Address, formatMacAddress } from '@packetloom/core';
import { type Diagnostic, LINK_FIELDS, NODE_FIELDS, SEGMENT_FIELDS } from '@packetloom/language';
import { bound, boundApp, type Field } from '@packetloom/language/internal';
import { FINGERPRINT_FORMAT } from '@packetloom/sim';
import type { ExpectationOutcome } from '../expectations/index.js';
import type { AddressConflictResult, MissingPacket, ScenarioResult } from '../run/index.js';
import { VERSION } from '../version.js';
import { jsonOf } from './jsonFields.js';

/** Files that a run wrote, by what they are; paths are relative to the folder of --out. */
export type Artifacts = Readonly<Record<string, string>>;

/** A run that is over, with what the command line knows of it. */
export interface FinishedRun {
  /** The file as the user named it. */
  readonly file: string;
  readonly result: ScenarioResult;
  readonly artifacts: Artifacts;
  /** What was told of its files before it was run. Default none. */
  readonly warnings?: readonly Diagnostic[];
  /** Values of parameters that were set from outside, by name. Default none. */
  readonly parameters?: Readonly<Record<string, string>>;
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
    errors: errors.map((error) => ('file' in error ? reported(error) : { message: error.message })),
  });
}

function reported({ file, line, column, message, suggestion, uses }: Diagnostic) {
  return {
    file,
    line,
    column,
    message,
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(uses === undefined ? {} : { uses }),
  };
}

function document(content: object): string {
  return `${JSON.stringify({ version: VERSION, ...content })}\n`;
}

function scenario({ file, result, artifacts, warnings = [], parameters = {} }: FinishedRun) {
  const { name, seed, run, fingerprint, passed, simulatedNs, events, accounting } = result;
  const { sent, delivered, dropped, consumed, inFlight, unaccounted } = accounting;
  return {
    name,
    file,
    seed,
    run,
    ...(Object.keys(parameters).length === 0 ? {} : { parameters }),
    fingerprint,
    fingerprintFormat: FINGERPRINT_FORMAT,
    passed,
    simulatedNs,
    events,
    ...(warnings.length === 0 ? {} : { warnings: warnings.map(reported) }),
    expectations: result.expectations.map((outcome) => ({
      that: expectationText(outcome),
      passed: outcome.passed,
      actual: outcome.error ?? outcome.actual,
      ...(outcome.warning === null ? {} : { warning: outcome.warning }),
    })),
    accounting: { sent, delivered, dropped, consumed, inFlight, unaccounted },
    nodes: result.nodes.map(({ name, ...node }) => ({ name, ...fieldsOf(NODE_FIELDS, node) })),
    links: result.links.map(({ name, ...link }) => ({ name, ...fieldsOf(LINK_FIELDS, link) })),
    segments: result.segments.map(({ name, kind, ...segment }) => {
      return { name, kind, ...fieldsOf(SEGMENT_FIELDS, segment) };
    }),
    apps: result.apps.map(({ name, atNs, scope }) => {
      return { name, kind: scope.kind, atNs, ...jsonOf((visitor) => boundApp(scope, visitor)) };
    }),
    addressConflicts: result.addressConflicts.map(addressConflict),
    ...(result.missing.length === 0 ? {} : { missing: result.missing.map(missingPacket) }),
    artifacts,
  };
}

function fieldsOf<Subject>(fields: readonly Field<Subject>[], subject: Subject) {
  return jsonOf((visitor) => bound(fields, subject, visitor));
}

function addressConflict({ node, nic, address, linkAddress, timeNs }: AddressConflictResult) {
  const mac = formatMacAddress(linkAddress);
  return { node, nic, address: formatIpv4Address(address), mac, timeNs };
}

function missingPacket({ packet: { identity, serial }, last }: MissingPacket) {
  return { identity, serial, last };
}

/** The expression; those of `never` and `eventually` with that word in front. */
export function expectationText({ kind, that }: ExpectationOutcome): string {
  return kind === 'that' ? that : `${kind} ${that}`;
}
