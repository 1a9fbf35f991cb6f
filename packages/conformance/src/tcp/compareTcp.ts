// What a run did against what its vector expects, with the tolerances of the format.
import type { Difference } from '../compare/difference.js';
import type { ExpectedCall, ExpectedSent, Json, TcpVector } from '../vector/tcpVector.js';
import type { HostPacket, SocketEvent, TcpRecording } from './packetsOfHost.js';

const DEFAULT_TOLERANCE_MS = 4;
const TIMESTAMP_SLACK = 2;
/** Tolerances of TCP_INFO, in milliseconds. */
const INFO_TOLERANCE: Readonly<Record<string, number>> = {
  rtoMs: 8,
  rttMs: 1,
  rttvarMs: 1,
  atoMs: 8,
  minRttMs: 1,
};
const REFERENCE = 'Linux 6.18';

/** All differences, in the order of time. */
export function compareTcp(vector: TcpVector, recording: TcpRecording): Difference[] {
  return [
    ...compareSent(vector.expect.sent, recording.sent),
    ...compareCalls(vector.expect.calls, recording.calls),
    ...compareEvents(vector, recording.events),
  ].sort((one, other) => (one.atMs ?? 0) - (other.atMs ?? 0));
}

function difference(
  atMs: number | null,
  subject: string,
  field: string | null,
  expected: unknown,
  got: unknown,
): Difference {
  const show = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return {
    atMs,
    subject,
    field,
    expected: show(expected) ?? 'nothing',
    got: show(got) ?? 'nothing',
    reference: REFERENCE,
  };
}

function compareSent(expected: readonly ExpectedSent[], got: readonly HostPacket[]): Difference[] {
  const differences: Difference[] = [];
  for (let index = 0; index < Math.max(expected.length, got.length); index++) {
    const [want, have] = [expected[index], got[index]];
    const subject = `packet ${index + 1} sent`;
    if (want === undefined) {
      differences.push(difference(have?.atMs ?? null, subject, null, 'none', shown(have)));
    } else if (have === undefined) {
      differences.push(difference(want.at, subject, null, want, 'none'));
    } else {
      const fields = differingFields(want, have);
      for (const [field, one, other] of fields) {
        differences.push(difference(want.at, subject, field, one, other));
      }
    }
  }
  return differences;
}

function shown(packet: HostPacket | undefined): unknown {
  if (packet === undefined) return 'none';
  const { atMs, flags, seq, ack, win, len, opts } = packet;
  return { at: atMs, flags, seq, ack, win, len, opts };
}

function differingFields(want: ExpectedSent, have: HostPacket): [string, unknown, unknown][] {
  const tolerance = want.tol ?? DEFAULT_TOLERANCE_MS;
  const fields: [string, unknown, unknown, boolean][] = [
    ['conn', want.conn ?? null, have.conn, want.conn === have.conn],
    ['flags', want.flags, have.flags, want.flags === have.flags],
    ['seq', want.seq, have.seq, want.seq === have.seq],
    ['ack', want.ack, have.ack, want.ack === have.ack],
    ['len', want.len ?? 0, have.len, (want.len ?? 0) === have.len],
    ['win', want.win, have.win, want.win === have.win],
    ['opts', want.opts, have.opts, sameOptions(want.opts ?? [], have.opts, tolerance)],
    ['at', want.at, have.atMs, Math.abs(want.at - have.atMs) <= tolerance],
    ['urg', want.urg, have.urg, want.urg === have.urg],
    ['ttl', want.ttl ?? 64, have.ttl, (want.ttl ?? 64) === have.ttl],
    ['tos', want.tos ?? 0, have.tos, (want.tos ?? 0) === have.tos],
    ['df', want.df ?? true, have.dontFragment, (want.df ?? true) === have.dontFragment],
    ['id', want.id, have.id, want.id === undefined || want.id === have.id],
    ['reserved', want.reserved, have.reserved, want.reserved === have.reserved],
    ['shifted', want.shifted, have.shifted, same(want.shifted, have.shifted)],
    ['ackFieldRaw', want.ackFieldRaw, have.ackFieldRaw, want.ackFieldRaw === have.ackFieldRaw],
    ['isnStep', want.isnStep, have.isnStep, want.isnStep === have.isnStep],
  ];
  return fields.filter(([, , , equal]) => !equal).map(([field, one, two]) => [field, one, two]);
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Equal in order and kind; timestamps within the tolerance. */
function sameOptions(want: readonly Json[], have: readonly Json[], tolerance: number): boolean {
  if (want.length !== have.length) return false;
  return want.every((option, index) => {
    const other = have[index];
    if (!Array.isArray(option) || option[0] !== 'ts' || !Array.isArray(other)) {
      return same(option, other);
    }
    return (
      other[0] === 'ts' &&
      [1, 2].every((field) => {
        const [one, two] = [option[field], other[field]];
        if (one === null || two === null) return one === two;
        return Math.abs(Number(one) - Number(two)) <= tolerance + TIMESTAMP_SLACK;
      })
    );
  });
}

function compareCalls(
  expected: readonly ExpectedCall[],
  got: readonly { readonly step: number; readonly [field: string]: unknown }[],
): Difference[] {
  const differences: Difference[] = [];
  for (const want of expected) {
    const have = got.find(({ step }) => step === want.step);
    const subject = `call of step ${want.step}`;
    if (have === undefined) {
      differences.push(difference(null, subject, null, want, 'none'));
      continue;
    }
    const { info, tol, ...plain } = want;
    const { info: haveInfo, ...havePlain } = have;
    for (const field of new Set([...Object.keys(plain), ...Object.keys(havePlain)])) {
      const [one, two] = [Reflect.get(plain, field), Reflect.get(havePlain, field)];
      if (!same(one, two)) differences.push(difference(null, subject, field, one, two));
    }
    if (info !== undefined) differences.push(...compareInfo(subject, info, haveInfo, tol ?? {}));
  }
  return differences;
}

function compareInfo(
  subject: string,
  want: Readonly<Record<string, Json>>,
  have: unknown,
  tolerances: Readonly<Record<string, number>>,
): Difference[] {
  const differences: Difference[] = [];
  for (const [field, one] of Object.entries(want)) {
    const two = typeof have === 'object' && have !== null ? Reflect.get(have, field) : undefined;
    const tolerance = tolerances[field] ?? INFO_TOLERANCE[field] ?? 0;
    const close =
      typeof one === 'number' && typeof two === 'number' && Math.abs(one - two) <= tolerance;
    if (!close && one !== two) {
      differences.push(difference(null, subject, `info.${field}`, one, two));
    }
  }
  return differences;
}

function compareEvents(vector: TcpVector, got: readonly SocketEvent[]): Difference[] {
  const left = [...got];
  const differences: Difference[] = [];
  for (const want of vector.expect.events) {
    const index = left.findIndex((have) => have.sock === want.sock && have.event === want.event);
    const subject = `event ${want.event} of socket ${want.sock}`;
    const have = left[index];
    if (have === undefined) {
      differences.push(difference(want.at, subject, null, want.at, 'none'));
      continue;
    }
    left.splice(index, 1);
    const tolerance = Math.max(want.tol ?? DEFAULT_TOLERANCE_MS, want.at / 8) + TIMESTAMP_SLACK;
    if (Math.abs(have.atMs - want.at) > tolerance) {
      differences.push(difference(want.at, subject, 'at', want.at, have.atMs));
    }
  }
  for (const have of left) {
    const subject = `event ${have.event} of socket ${have.sock}`;
    differences.push(difference(have.atMs, subject, null, 'none', have.atMs));
  }
  return differences;
}
