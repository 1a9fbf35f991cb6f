import { describe, expect, it } from 'vitest';
import { readNetem } from './netem.js';

const OFF = {
  inQdisc: true,
  jitter: null,
  loss: null,
  ecn: false,
  duplicate: null,
  corrupt: null,
  reorder: null,
  slot: null,
};
const MS = 1_000_000;

describe('words of netem', () => {
  it.each([
    ['delay 20ms', { delayNs: 20 * MS, limitPackets: 1000 }],
    [
      'delay 20ms 2ms',
      {
        delayNs: 20 * MS,
        limitPackets: 1000,
        jitter: { jitterNs: 2 * MS, correlation: 0, distribution: 'uniform', keepOrder: false },
      },
    ],
    [
      'delay 20ms 2ms 25% distribution pareto rate 1mbit',
      {
        delayNs: 20 * MS,
        rateBitsPerSecond: 1_000_000,
        qdiscRate: true,
        framing: null,
        limitPackets: 1000,
        queue: null,
        queueLimitPackets: 1000,
        jitter: { jitterNs: 2 * MS, correlation: 0.25, distribution: 'pareto', keepOrder: true },
      },
    ],
    ['delay 20ms 0ms', { delayNs: 20 * MS, limitPackets: 1000 }],
    ['loss 1%', { loss: { kind: 'independent', probability: 0.01, correlation: 0 } }],
    ['loss 1% 25%', { loss: { kind: 'independent', probability: 0.01, correlation: 0.25 } }],
    ['loss random 2%', { loss: { kind: 'independent', probability: 0.02, correlation: 0 } }],
    ['loss 0%', {}],
    ['loss gemodel 1%', { loss: { kind: 'gilbert-elliott', p: 0.01 } }],
    [
      'loss gemodel 1% 30% 80% 0.1%',
      { loss: { kind: 'gilbert-elliott', p: 0.01, r: 0.3, lossInBad: 0.8, lossInGood: 0.001 } },
    ],
    [
      'loss state 1% 50% 20% 90% 3%',
      { loss: { kind: 'four-state', p13: 0.01, p31: 0.5, p32: 0.2, p23: 0.9, p14: 0.03 } },
    ],
    ['duplicate 2% 50%', { duplicate: { probability: 0.02, correlation: 0.5 } }],
    ['corrupt 0.1%', { corrupt: { probability: 0.001, correlation: 0 } }],
    [
      'reorder 25% 50% gap 5 delay 10ms',
      {
        delayNs: 10 * MS,
        limitPackets: 1000,
        reorder: { probability: 0.25, correlation: 0.5, gap: 5 },
      },
    ],
    ['limit 500', { queue: null, queueLimitPackets: 500 }],
    [
      'delay 1s limit 100',
      { delayNs: 1000 * MS, limitPackets: 100, queue: null, queueLimitPackets: 100 },
    ],
    [
      'rate 1mbit',
      {
        rateBitsPerSecond: 1_000_000,
        framing: null,
        qdiscRate: true,
        queue: null,
        queueLimitPackets: 1000,
      },
    ],
    [
      'rate 1mbit -14 48 5',
      {
        rateBitsPerSecond: 1_000_000,
        qdiscRate: true,
        framing: { overheadBytes: -14, cellBytes: 48, cellOverheadBytes: 5 },
        queue: null,
        queueLimitPackets: 1000,
      },
    ],
    [
      'slot 800us',
      {
        slot: { delay: { kind: 'range', minNs: 800_000, maxNs: 800_000 } },
        limitPackets: 1000,
      },
    ],
    [
      'slot 1ms 2ms bytes 3000 packets 4',
      {
        slot: { delay: { kind: 'range', minNs: MS, maxNs: 2 * MS }, maxPackets: 4, maxBytes: 3000 },
        limitPackets: 1000,
      },
    ],
    [
      'slot distribution pareto 5ms 1ms packets 9 limit 7',
      {
        slot: {
          delay: { kind: 'distribution', distribution: 'pareto', meanNs: 5 * MS, jitterNs: MS },
          maxPackets: 9,
        },
        limitPackets: 7,
        queue: null,
        queueLimitPackets: 7,
      },
    ],
    [
      'loss 1% ecn',
      { loss: { kind: 'independent', probability: 0.01, correlation: 0 }, ecn: true },
    ],
  ])('%s', (text, settings) => {
    expect(readNetem(text)).toEqual({
      ok: true,
      direction: { ...OFF, ...settings },
      keys: expect.any(Set),
    });
  });

  it.each([
    ['', 'says nothing', '', undefined],
    ['delay', "'delay' needs a time, such as 20ms", 'delay', undefined],
    ['delay 20', "'20' has no unit", '20', '20us'],
    ['delay 20ms 2', "'2' has no unit", '2', '2us'],
    ['delay 1ms distribution normal', 'a distribution is of the jitter', 'distribution', undefined],
    ['delay 9ms 1ms distribution norml', "no distribution 'norml'", 'norml', 'normal'],
    ['loss', "'loss' needs a share", 'loss', undefined],
    ['loss 1', "'1' has no unit", '1', '1%'],
    ['loss gmodel 1%', "no loss model 'gmodel'", 'gmodel', 'gemodel'],
    ['delay 1ms ecn', 'ecn marks what would be lost', 'ecn', undefined],
    ['loss 1% seed 7', "'seed' of netem is not built", 'seed', undefined],
    ['loss 1% loss 2%', "'loss' is there twice", 'loss', undefined],
    ['loss 101%', 'more than all', '101%', '100%'],
    ['los 1%', "'los' is no word of netem here", 'los', 'loss'],
    ['latency 5ms', "'latency' is no word of netem here", 'latency', 'delay'],
    ['reorder 5%', 'reordering needs a delay', 'reorder', undefined],
    ['delay 5ms gap 5', 'a gap is of the reordering', 'gap', undefined],
    ['delay 0ms reorder 5%', 'reordering needs a delay', 'reorder', undefined],
    ['slot', "'slot' needs a time", 'slot', undefined],
    ['slot 5ms packets 0', "'0' is not a number of packets", '0', undefined],
    ['slot 5ms bytes 0', "'0' is not a number of octets", '0', undefined],
    ['slot distribution norml 1ms 1ms', "no distribution 'norml'", 'norml', 'normal'],
    [
      'slot distribution normal 1ms',
      "'distribution' needs a mean and a jitter",
      'distribution',
      undefined,
    ],
    ['rate 1mbps', 'bytes a second', '1mbps', '8mbit'],
    ['rate unlimited', 'netem has no unlimited rate', 'unlimited', undefined],
    ['rate 1mbit 20b', "'20b' is not a number of octets", '20b', undefined],
    ['rate 1mbit 20 48 -49', "'-49' is not a number of octets", '-49', undefined],
    ['limit 100p', "'100p' is not a number of packets", '100p', '100'],
    ['delay 5ms 1ms 5% 7%', "'7%' is no word of netem here", '7%', undefined],
    ['constructor 1%', "'constructor' is no word", 'constructor', undefined],
  ])('refuses %j', (text, message, index, suggestion) => {
    const reading = readNetem(text);
    if (reading.ok) return expect.unreachable(JSON.stringify(reading));
    const { problem } = reading;
    expect(problem.message).toContain(message);
    expect(text.slice(problem.start, problem.end)).toBe(index);
    expect(problem.suggestion).toBe(suggestion);
  });
});
