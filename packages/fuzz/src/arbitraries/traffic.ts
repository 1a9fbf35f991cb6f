import type { WrittenScenario } from '@packetloom/language';
import fc, { type Arbitrary } from 'fast-check';

type WrittenEvent = NonNullable<WrittenScenario['events']>[number];
type WrittenFlow = NonNullable<WrittenEvent['flow']>;
type WrittenRequests = NonNullable<WrittenEvent['request-response']>;

/** A flow by a pattern, but for where it goes. Every pattern has a count, so that it ends. */
export type FlowPlan = Omit<WrittenFlow, 'from' | 'to'>;

/** Requests and responses, but for where they go. */
export type RequestsPlan = Omit<WrittenRequests, 'from' | 'to'>;

const size = fc.constantFrom('64b', '1b', '0b', '1400b', '3000b');
const gap = fc.constantFrom('1ms', '10us', '0.5s');
const varying = fc.oneof(gap, fc.record({ exponential: gap }));
const rate = fc.constantFrom('1mbit', '64kbit', '9999bit');
const sizedRate = fc.record({ rate, size: fc.constantFrom('64b', '1b', '1400b') });

const pattern: Arbitrary<FlowPlan['udp']> = fc.oneof(
  sizedRate,
  fc.record({ interval: gap, size }),
  fc.record({ poisson: fc.record({ gap }), size }),
  fc.record({ poisson: fc.record({ rate }), size: fc.constantFrom('64b', '1400b') }),
  fc.record({
    'on-off': fc.record({ rate, on: varying, off: varying }),
    size: fc.constantFrom('64b', '1400b'),
  }),
  fc.record({
    burst: fc.record({ datagrams: fc.integer({ min: 1, max: 6 }), every: gap }),
    size,
  }),
);

/** Traffic patterns. */
export const flowPlan: Arbitrary<FlowPlan> = fc.record(
  {
    udp: pattern,
    count: fc.integer({ min: 1, max: 12 }),
    until: fc.constantFrom('2s', '1001ms', '60s'),
    receive: fc.boolean(),
    df: fc.boolean(),
    ttl: fc.constantFrom(1, 2, 64),
  },
  { requiredKeys: ['udp', 'count'] },
);

/** Requests, answered or not. */
export const requestsPlan: Arbitrary<RequestsPlan> = fc.record(
  {
    count: fc.integer({ min: 1, max: 4 }),
    serve: fc.boolean(),
    request: size,
    response: size,
    think: varying,
    service: varying,
    timeout: fc.constantFrom('1s', '1ms', '50us'),
    retries: fc.nat({ max: 3 }),
    df: fc.boolean(),
    ttl: fc.constantFrom(1, 2, 64),
  },
  { requiredKeys: ['count'] },
);

const streamSize = fc.constantFrom('1b', '100b', '1448b', '5000b', '20kb');

/** Requests over TCP, answered or not. */
export const streamRequestsPlan: Arbitrary<RequestsPlan> = fc.record(
  {
    protocol: fc.constant('tcp' as const),
    count: fc.integer({ min: 1, max: 4 }),
    'keep-alive': fc.boolean(),
    serve: fc.constantFrom(true, true, true, false),
    request: streamSize,
    response: streamSize,
    think: varying,
    service: varying,
    congestion: fc.constantFrom('cubic', 'reno', 'dctcp', 'bbr'),
  },
  { requiredKeys: ['protocol', 'count'] },
);
