import { counterReference, DELIVERY_REFERENCE, errorReference } from '../decode/references.js';
import type { Failure, RecordedDelivery, Recording } from '../testbed/recording.js';
import { type Delivery, hexOf, octetsOf, type Vector } from '../vector/vector.js';
import { compareSent } from './compareSent.js';
import { type Difference, millisecondsOf, type PacketPair } from './difference.js';
import { codeOfGvisorError } from './gvisorErrors.js';

/** How a run compares with its vector. */
export interface Comparison {
  /** In the order of time; what has no instant comes last. */
  readonly differences: readonly Difference[];
  readonly packets: readonly PacketPair[];
}

/** Everything in which a run differs from what its vector expects. */
export function compareVector(vector: Vector, recording: Recording): Comparison {
  const sent = compareSent(vector, recording.sent);
  const timed = [
    ...setUpDifferences(recording),
    ...failureDifferences(vector, recording),
    ...sent.differences,
    ...deliveryDifferences(vector, recording.delivered),
    ...socketErrorDifferences(vector, recording),
  ].sort((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0));
  const differences = [
    ...timed,
    ...counterDifferences(vector, recording.counters),
    ...lossDifferences(recording),
  ];
  return { differences, packets: sent.pairs };
}

function setUpDifferences(recording: Recording): Difference[] {
  return recording.setUpFailures.map((failure) => ({
    atMs: 0,
    subject: 'set-up',
    field: null,
    expected: 'success',
    got: failure,
    reference: 'RFC 1122 3.4',
  }));
}

interface ExpectedFailure {
  readonly error?: string;
  readonly errno: string;
}

function nameOf(failure: ExpectedFailure | undefined): string {
  if (failure === undefined) return 'success';
  const { error, errno } = failure;
  return error === undefined ? errno : `${error} (${codeOfGvisorError(error) ?? errno})`;
}

function isSame(expected: ExpectedFailure | undefined, got: Failure | undefined): boolean {
  if (expected === undefined || got === undefined) return expected === got;
  const code = expected.error === undefined ? undefined : codeOfGvisorError(expected.error);
  return code === undefined ? expected.errno === got.errno : code === got.code;
}

function failureDifferences(vector: Vector, recording: Recording): Difference[] {
  const expectedByStep = new Map(vector.expect.errors?.map((error) => [error.step, error]));
  return vector.steps.flatMap((step, index) => {
    const expected = expectedByStep.get(index);
    const got = recording.failures.get(index);
    if (isSame(expected, got)) return [];
    return {
      atMs: step.at,
      subject: `error at step ${index} (${step.do})`,
      field: null,
      expected: nameOf(expected),
      got: got?.code ?? 'success',
      reference: errorReference(expected?.errno ?? got?.errno ?? ''),
    };
  });
}

function socketErrorDifferences(vector: Vector, recording: Recording): Difference[] {
  const expected = vector.expect.socketErrors ?? [];
  const got = recording.socketErrors;
  const differences: Difference[] = [];
  for (let i = 0; i < Math.max(expected.length, got.length); i++) {
    const e = expected[i];
    const g = got[i];
    const gotAt = g === undefined ? undefined : millisecondsOf(g.timeNs);
    if (e?.at === gotAt && e?.socket === g?.socket && isSame(e, g)) continue;
    differences.push({
      atMs: e?.at ?? gotAt ?? 0,
      subject: `error ${i + 1} of sockets`,
      field: null,
      expected: e === undefined ? 'none' : `${nameOf(e)} for socket ${e.socket} at ${e.at} ms`,
      got: g === undefined ? 'none' : `${g.code} for socket ${g.socket} at ${gotAt} ms`,
      reference: 'RFC 1122 4.1.3.3',
    });
  }
  return differences;
}

/** Deliveries are compared socket by socket: between sockets no order is specified. */
function deliveryDifferences(vector: Vector, delivered: readonly RecordedDelivery[]): Difference[] {
  const sockets = new Set([...vector.expect.delivered, ...delivered].map(({ socket }) => socket));
  return [...sockets].flatMap((socket) => {
    const expected = vector.expect.delivered.filter((entry) => entry.socket === socket);
    const got = delivered.filter((entry) => entry.socket === socket);
    const length = Math.max(expected.length, got.length);
    return Array.from({ length }, (_, i) => deliveryDifference(expected[i], got[i], i + 1)).flatMap(
      (difference) => difference ?? [],
    );
  });
}

function deliveryDifference(
  expected: Delivery | undefined,
  got: RecordedDelivery | undefined,
  nth: number,
): Difference | null {
  const socket = expected?.socket ?? got?.socket;
  const difference = (field: string | null, e: string, g: string): Difference => ({
    atMs: expected?.at ?? (got === undefined ? 0 : millisecondsOf(got.timeNs)),
    subject: `delivery ${nth} to socket ${socket}`,
    field,
    expected: e,
    got: g,
    reference: DELIVERY_REFERENCE,
  });
  if (expected === undefined || got === undefined) {
    return difference(null, summaryOfExpected(expected), summaryOfGot(got));
  }
  const at = millisecondsOf(got.timeNs);
  if (at !== expected.at) return difference('time', `${expected.at} ms`, `${at} ms`);
  if (got.from !== expected.from) return difference('source address', expected.from, got.from);
  if (got.fromPort !== expected.fromPort) {
    return difference('source port', String(expected.fromPort), String(got.fromPort));
  }
  return (
    payloadDifference(expected, got, difference) ?? optionsDifference(expected, got, difference)
  );
}

/** Vectors say what options a socket was shown where there were any. */
function optionsDifference(
  { options, optionsMask = [] }: Delivery,
  got: RecordedDelivery,
  difference: (field: string, expected: string, got: string) => Difference,
): Difference | null {
  if (options === undefined) return null;
  const expected = octetsOf(options);
  const isMasked = (index: number) =>
    optionsMask.some(([from = 0, to = 0]) => index >= from && index < to);
  const isSame =
    expected.length === got.options.length &&
    expected.every((octet, index) => octet === got.options[index] || isMasked(index));
  return isSame ? null : difference('IP options', options, hexOf(got.options));
}

function payloadDifference(
  expected: Delivery,
  got: RecordedDelivery,
  difference: (field: string, expected: string, got: string) => Difference,
): Difference | null {
  const payload = octetsOf(expected.payload, expected.payloadZeros);
  if (payload.length !== got.payload.length) {
    const field = 'length of the payload';
    return difference(field, `${payload.length} octets`, `${got.payload.length} octets`);
  }
  const offset = payload.findIndex((octet, index) => octet !== got.payload[index]);
  if (offset === -1) return null;
  const show = (octets: Uint8Array) => hexOf(octets.subarray(offset, offset + 8));
  return difference(`payload octet ${offset}`, show(payload), show(got.payload));
}

function summaryOfExpected(delivery: Delivery | undefined): string {
  if (delivery === undefined) return 'nothing';
  const size = delivery.payload.length / 2 + (delivery.payloadZeros ?? 0);
  return `${size} octets from ${delivery.from}:${delivery.fromPort}`;
}

function summaryOfGot(delivery: RecordedDelivery | undefined): string {
  if (delivery === undefined) return 'nothing';
  return `${delivery.payload.length} octets from ${delivery.from}:${delivery.fromPort}`;
}

/** Counters that the vectors do not show: those of ARP, and of calls that sockets refuse. */
function isCompared(counter: string): boolean {
  return !counter.startsWith('arp.') && !counter.startsWith('socket.');
}

function counterDifferences(
  vector: Vector,
  counters: Readonly<Record<string, number>>,
): Difference[] {
  const expected = vector.expect.stats;
  if (expected === undefined) return [];
  const names = new Set([...Object.keys(expected), ...Object.keys(counters).filter(isCompared)]);
  return [...names]
    .filter((name) => (expected[name] ?? 0) !== (counters[name] ?? 0))
    .map((name) => ({
      atMs: null,
      subject: `counter ${name}`,
      field: null,
      expected: String(expected[name] ?? 0),
      got: String(counters[name] ?? 0),
      reference: counterReference(name),
    }));
}

/** Every packet ends once, or is held: no vector says so, it always holds. */
function lossDifferences({ lostPackets }: Recording): Difference[] {
  if (lostPackets === 0) return [];
  return [
    {
      atMs: null,
      subject: 'packets that neither ended nor are held',
      field: null,
      expected: '0',
      got: String(lostPackets),
      reference: 'a bug: every packet has a disposition',
    },
  ];
}
