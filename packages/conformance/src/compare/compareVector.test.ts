import { describe, expect, it } from 'vitest';
import { newRecording, type Recording } from '../testbed/recording.js';
import { exampleExpecting } from '../testing/exampleVector.js';
import type { Vector } from '../vector/vector.js';
import { compareVector } from './compareVector.js';

function differences(expectation: Partial<Vector['expect']>, got: Partial<Recording>): string[] {
  return differencesFrom(exampleExpecting({ sent: [], stats: {}, ...expectation }), got);
}

function differencesFrom(vector: Vector, got: Partial<Recording>): string[] {
  const comparison = compareVector(vector, { ...newRecording(), ...got });
  return comparison.differences.map(({ subject, field, expected, got: found }) =>
    [subject, field, expected, found].filter((part) => part !== null).join(' | '),
  );
}

describe('errors', () => {
  const noRoute = { code: 'no-route', errno: 'EHOSTUNREACH' };

  it('are compared by the reference’s name', () => {
    const errors = [{ step: 0, error: 'ErrNoRoute', errno: 'EHOSTUNREACH' }];
    expect(differences({ errors }, { failures: new Map([[0, noRoute]]) })).toEqual([]);
    expect(differences({ errors }, {})).toEqual([
      'error at step 0 (inject) | ErrNoRoute (no-route) | success',
    ]);
    const invalid = { code: 'malformed-header', errno: 'EINVAL' };
    const state = [{ step: 0, error: 'ErrInvalidEndpointState', errno: 'EINVAL' }];
    expect(differences({ errors: state }, { failures: new Map([[0, invalid]]) })).toEqual([
      'error at step 0 (inject) | ErrInvalidEndpointState (invalid-endpoint-state) | malformed-header',
    ]);
  });

  it('are compared by errno where the vector has no more', () => {
    const errors = [{ step: 0, errno: 'EHOSTUNREACH' }];
    expect(differences({ errors }, { failures: new Map([[0, noRoute]]) })).toEqual([]);
    expect(differences({ errors: [{ step: 0, errno: 'EINVAL' }] }, {})).toEqual([
      'error at step 0 (inject) | EINVAL | success',
    ]);
  });

  it('that nobody expects are differences', () => {
    expect(differences({}, { failures: new Map([[0, noRoute]]) })).toEqual([
      'error at step 0 (inject) | success | no-route',
    ]);
  });

  it('of the set-up are differences', () => {
    expect(differences({}, { setUpFailures: ['bind of socket 1: port-in-use'] })).toEqual([
      'set-up | success | bind of socket 1: port-in-use',
    ]);
  });

  it('of sockets are compared with instant and socket', () => {
    const socketErrors = [
      { at: 5, socket: 1, error: 'ErrConnectionRefused', errno: 'ECONNREFUSED' },
    ];
    const refused = { code: 'connection-refused', errno: 'ECONNREFUSED', socket: 1, timeNs: 5e6 };
    expect(differences({ socketErrors }, { socketErrors: [refused] })).toEqual([]);
    expect(differences({ socketErrors }, { socketErrors: [{ ...refused, socket: 2 }] })).toEqual([
      'error 1 of sockets | ErrConnectionRefused (connection-refused) for socket 1 at 5 ms | ' +
        'connection-refused for socket 2 at 5 ms',
    ]);
    expect(differences({ socketErrors }, {})).toHaveLength(1);
    expect(differences({}, { socketErrors: [refused] })).toHaveLength(1);
  });
});

describe('deliveries', () => {
  const delivered = [
    { at: 5, socket: 1, from: '10.0.0.2', fromPort: 9, payload: '0102', payloadZeros: 64 },
  ];
  const payload = new Uint8Array(66);
  payload.set([1, 2]);
  const got = {
    timeNs: 5e6,
    socket: 1,
    from: '10.0.0.2',
    fromPort: 9,
    payload,
    options: new Uint8Array(0),
  };

  it.each([
    [{}, []],
    [{ timeNs: 6e6 }, ['delivery 1 to socket 1 | time | 5 ms | 6 ms']],
    [{ from: '10.0.0.3' }, ['delivery 1 to socket 1 | source address | 10.0.0.2 | 10.0.0.3']],
    [{ fromPort: 10 }, ['delivery 1 to socket 1 | source port | 9 | 10']],
    [
      { payload: payload.subarray(0, 65) },
      ['delivery 1 to socket 1 | length of the payload | 66 octets | 65 octets'],
    ],
    [{ payload: payload.with(65, 7) }, ['delivery 1 to socket 1 | payload octet 65 | 00 | 07']],
  ])('that differ in %o are told apart', (change, expected) => {
    expect(differences({ delivered }, { delivered: [{ ...got, ...change }] })).toEqual(expected);
  });

  it('have the IP options that the vector names, but for what it masks', () => {
    const differ = (options: Uint8Array, optionsMask: [number, number][] = []) => {
      const named = delivered.map((one) => ({ ...one, options: '07070800', optionsMask }));
      return differences({ delivered: named }, { delivered: [{ ...got, options }] });
    };
    expect(differ(Uint8Array.of(7, 7, 8, 0))).toEqual([]);
    expect(differ(Uint8Array.of(7, 7, 4, 0))).toEqual([
      'delivery 1 to socket 1 | IP options | 07070800 | 07070400',
    ]);
    expect(differ(Uint8Array.of(7, 7, 4, 0), [[2, 3]])).toEqual([]);
  });

  it('that are missing, too many or of another socket are named', () => {
    const summary = '66 octets from 10.0.0.2:9';
    expect(differences({ delivered }, {})).toEqual([
      `delivery 1 to socket 1 | ${summary} | nothing`,
    ]);
    expect(differences({}, { delivered: [got] })).toEqual([
      `delivery 1 to socket 1 | nothing | ${summary}`,
    ]);
    expect(differences({ delivered }, { delivered: [{ ...got, socket: 2 }] })).toHaveLength(2);
  });
});

describe('counters', () => {
  it('that are not zero must be equal, none may be added', () => {
    const stats = { 'ip.packetsSent': 2, 'udp.packetsSent': 1 };
    expect(differences({ stats }, { counters: stats })).toEqual([]);
    const counters = { 'ip.packetsSent': 1, droppedPackets: 1 };
    expect(differences({ stats }, { counters })).toEqual([
      'counter ip.packetsSent | 2 | 1',
      'counter udp.packetsSent | 1 | 0',
      'counter droppedPackets | 0 | 1',
    ]);
  });

  it('of ARP are not in the vectors', () => {
    expect(differences({}, { counters: { 'arp.packetsReceived': 1 } })).toEqual([]);
  });

  it('are not compared where the vector has none', () => {
    const counters = { 'ip.packetsSent': 1 };
    const vector = exampleExpecting({ sent: [] });
    const { stats: _, ...others } = vector.expect;
    expect(differencesFrom({ ...vector, expect: others }, { counters })).toEqual([]);
  });

  it('come after what has an instant', () => {
    const stats = { 'ip.packetsSent': 2 };
    const errors = [{ step: 0, errno: 'EINVAL' }];
    expect(differences({ stats, errors }, {}).map((text) => text.split(' ')[0])).toEqual([
      'error',
      'counter',
    ]);
  });
});

describe('packets', () => {
  it('that have no disposition are a difference', () => {
    expect(differences({}, { lostPackets: 2 })).toEqual([
      'packets that neither ended nor are held | 0 | 2',
    ]);
  });
});
