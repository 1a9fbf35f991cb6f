import type { WrittenScenario } from '@packetloom/language';
import fc, { type Arbitrary } from 'fast-check';

type WrittenNode = NonNullable<NonNullable<WrittenScenario['nodes']>[string]>;
type WrittenTcp = NonNullable<NonNullable<WrittenScenario['events']>[number]['tcp']>;

/** How the TCP of a node behaves, as it is written. */
export type TcpSettings = NonNullable<WrittenNode['tcp']>;

/** A transfer, but for where it goes. */
export type TransferPlan = Omit<WrittenTcp, 'from' | 'to' | 'receiver' | 'until'> & {
  /** How long it may write. */
  readonly lengthMs?: number;
};

/** Few enough for small scenarios, on both sides of a segment, of the initial window and of small buffers. */
const octets = fc.oneof(
  fc.constantFrom('0b', '1b', '536b', '1448b', '1449b', '5000b', '14480b', '30kb'),
  fc.nat({ max: 20_000 }).map((size) => `${size}b`),
);

const congestion = fc.constantFrom('cubic', 'reno', 'dctcp', 'bbr');

/** Transfers. All end: by their octets, or where rates are known, by a time. */
export const transferPlan: Arbitrary<TransferPlan> = fc.record(
  {
    octets,
    lengthMs: fc.constantFrom(1, 20, 1000, 5000),
    receive: fc.constantFrom(true, true, true, false),
    sourcePort: fc.constantFrom(40_000, 40_001),
    congestion,
    ttl: fc.constantFrom(64, 64, 1, 2, 255),
    dscp: fc.constantFrom(0, 10, 46),
  },
  { requiredKeys: ['octets'] },
);

/** Mostly what comes through, over links that carry no more than 10 Mbit/s: some send as much as they can. */
export const arrivingTransferPlan: Arbitrary<TransferPlan> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ octets, congestion }, { requiredKeys: ['octets'] }) },
  { weight: 2, arbitrary: transferPlan.map((plan) => ({ ...plan, ttl: 64 })) },
  {
    weight: 1,
    arbitrary: fc.record(
      { lengthMs: fc.constantFrom(5, 30), congestion },
      { requiredKeys: ['lengthMs'] },
    ),
  },
);

const buffer = fc.constantFrom('5kb', '16kb', '64kib', '1mib');

const settings: Arbitrary<TcpSettings> = fc.record(
  {
    stack: fc.constantFrom('standard', 'linux'),
    congestion,
    ecn: fc.boolean(),
    sack: fc.boolean(),
    timestamps: fc.boolean(),
    'window-scaling': fc.boolean(),
    'initial-window': fc.constantFrom(1, 2, 3, 10, 40),
    'min-rto': fc.constantFrom('1ms', '200ms', '3s'),
    'delayed-ack': fc.constantFrom('1ms', '40ms', '500ms'),
    'send-buffer': buffer,
    'receive-buffer': buffer,
  },
  { requiredKeys: [] },
);

/** Settings of the TCP of a node; of most nodes, none (null). */
export const tcpSettings: Arbitrary<TcpSettings | null> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: settings },
);

/** Settings of the TCP of a node; of most nodes, some. */
export const someTcpSettings: Arbitrary<TcpSettings | null> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: settings },
  { weight: 1, arbitrary: fc.record({ congestion, ecn: fc.constant(true) }) },
);
