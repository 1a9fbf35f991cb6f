// Everything about one run, both ways, for whoever looks for the reason of a difference.
import { differingFields, maskOf, octetsOfExpected } from '../compare/comparePackets.js';
import { millisecondsOf, type PacketPair } from '../compare/difference.js';
import { packetSummary } from '../decode/names.js';
import { packetFields } from '../decode/packetFields.js';
import type { Outcome } from '../run/runSuite.js';
import type { VectorRun } from '../run/runVector.js';
import { tcpLines } from '../tcp/verboseTcp.js';
import { hexOf, octetsOf, type Step, type Vector } from '../vector/vector.js';
import { differenceLine, quirksOf } from './text.js';

/** Set-up, steps, events, packets field by field, deliveries, errors, counters, differences. */
export function verboseText(outcome: Outcome): string {
  const { located } = outcome;
  const { vector, file, line } = located;
  const lines = [`${outcome.status.toUpperCase()} ${vector.name} (${file}:${line})`];
  if (vector.note !== undefined) lines.push(`  note: ${vector.note}`);
  const quirks = quirksOf(located);
  if (quirks !== undefined) lines.push(`  quirks: ${quirks.join(', ')}`);
  if (located.kind === 'ipv4')
    lines.push(...setUpLines(located.vector), ...stepLines(located.vector));
  if (outcome.status === 'skipped') lines.push(`  ${outcome.reason}`);
  else if (outcome.kind === 'tcp') lines.push(...tcpLines(outcome.located.vector, outcome.run));
  else if (outcome.run !== null) lines.push(...runLines(outcome.located.vector, outcome.run));
  if (outcome.status === 'failed') {
    lines.push('  differences:');
    for (const difference of outcome.differences) {
      lines.push(`    ${differenceLine(difference)}`);
      if (difference.detail !== undefined) lines.push(`      ${difference.detail}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function setUpLines(vector: Vector): string[] {
  const { nics, routes = [], iptables = [], udp = [], ...settings } = vector.host;
  const listed = (title: string, entries: readonly unknown[]) =>
    entries.map((entry) => `    ${title} ${JSON.stringify(entry)}`);
  return [
    `  host: ${JSON.stringify(settings)}`,
    ...listed('nic', nics),
    ...listed('route', routes),
    ...listed('rule', iptables),
    ...listed('udp', udp),
  ];
}

function stepLines(vector: Vector): string[] {
  return ['  steps:', ...vector.steps.map((step, index) => `    ${index}: ${stepText(step)}`)];
}

function stepText(step: Step): string {
  if (step.do !== 'inject' && step.do !== 'sendRaw') return JSON.stringify(step);
  const { packet, padZeros, ...rest } = step;
  const octets = octetsOf(packet, padZeros);
  return `${JSON.stringify(rest)} ${packetSummary(octets)}\n       ${packet}${zeros(padZeros)}`;
}

function zeros(count: number | undefined): string {
  return count === undefined || count === 0 ? '' : ` and ${count} zeros`;
}

function runLines(vector: Vector, run: VectorRun): string[] {
  const { recording, comparison } = run;
  return [
    ...(recording.events.length > 0 ? ['  events:'] : []),
    ...recording.events.map((event) => `    ${event}`),
    '  sent:',
    ...comparison.packets.flatMap(pairLines),
    '  delivered, expected:',
    ...vector.expect.delivered.map((entry) => `    ${JSON.stringify(entry)}`),
    '  delivered, got:',
    ...recording.delivered.map(({ timeNs, payload, ...rest }) => {
      const shown = {
        at: millisecondsOf(timeNs),
        ...rest,
        payload: hexOf(payload.subarray(0, 64)),
      };
      return `    ${JSON.stringify(shown)} ${payload.length} octets`;
    }),
    ...errorLines(vector, run),
    '  draws expected:',
    ...(vector.expect.draws ?? []).map((draw) => `    ${JSON.stringify(draw)}`),
    ...counterLines(vector, run),
  ];
}

function pairLines({ expected, got, matches }: PacketPair): string[] {
  const lines: string[] = [];
  if (expected !== null) {
    const { packet, padZeros, ...rest } = expected;
    lines.push(`    ${matches ? '=' : '-'} ${JSON.stringify(rest)}`);
    lines.push(`        ${packetSummary(octetsOfExpected(expected))}`);
    lines.push(`        ${packet}${zeros(padZeros)}`);
  }
  if (got !== null && !matches) {
    lines.push(`    + at ${millisecondsOf(got.timeNs)} ms on NIC ${got.nic}`);
    lines.push(`        ${packetSummary(got.octets)}`);
    lines.push(`        ${hexOf(got.octets.subarray(0, 160))}`);
    const fields = expected === null ? gotFields(got.octets) : fieldTable(expected, got.octets);
    lines.push(...fields.map((field) => `          ${field}`));
  }
  return lines;
}

function gotFields(octets: Uint8Array): string[] {
  return packetFields(octets).map((field) => `${field.name} ${field.show(octets)}`);
}

function fieldTable(expected: NonNullable<PacketPair['expected']>, got: Uint8Array): string[] {
  const octets = octetsOfExpected(expected);
  const differing = new Map(
    differingFields(octets, got, maskOf(expected)).map((entry) => [entry.field, entry]),
  );
  const rows = packetFields(octets).map((field) => {
    const difference = [...differing.values()].find(
      (entry) => entry.field === field.name || entry.field.startsWith(`${field.name} octet`),
    );
    if (difference === undefined) return `  ${field.name} ${field.show(octets)}`;
    differing.delete(difference.field);
    return `! ${difference.field} expected ${difference.expected}, got ${difference.got}`;
  });
  const rest = [...differing.values()].map(
    (entry) => `! ${entry.field} expected ${entry.expected}, got ${entry.got}`,
  );
  return [...rows, ...rest];
}

function errorLines(vector: Vector, { recording }: VectorRun): string[] {
  const { errors = [], socketErrors = [] } = vector.expect;
  return [
    '  errors expected:',
    ...[...errors, ...socketErrors].map((entry) => `    ${JSON.stringify(entry)}`),
    '  errors got:',
    ...[...recording.failures].map(([step, { code }]) => `    step ${step}: ${code}`),
    ...recording.socketErrors.map((entry) => `    ${JSON.stringify(entry)}`),
  ];
}

function counterLines(vector: Vector, { recording }: VectorRun): string[] {
  const expected = vector.expect.stats ?? {};
  const got = recording.counters;
  const names = [...new Set([...Object.keys(expected), ...Object.keys(got)])].sort();
  return [
    '  counters (expected, got):',
    ...names.map((name) => {
      const [e, g] = [expected[name] ?? 0, got[name] ?? 0];
      return `    ${e === g ? ' ' : '!'} ${name} ${e} ${g}`;
    }),
  ];
}
