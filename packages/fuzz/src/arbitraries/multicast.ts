import { formatIpv4Address, type Ipv4Address, ipv4Address } from '@packetloom/core';
import { groupAddress } from '@packetloom/core/testing';
import type { WrittenScenario } from '@packetloom/language';
import fc, { type Arbitrary } from 'fast-check';
import { type NicPlan, nicAt, nicPlan, type ScriptContext } from './scriptContext.js';

type WrittenEvent = NonNullable<WrittenScenario['events']>[number];
type WrittenStream = NonNullable<WrittenEvent['multicast']>;
type WrittenReceiver = Exclude<WrittenStream['receivers'][number], string>;

/** A receiver; what is null is left out. */
interface ReceiverPlan {
  readonly at: NicPlan;
  /** Whether it names its NIC. */
  readonly namesNic: boolean;
  readonly joinUs: number | null;
  /** How long it is a member. */
  readonly staysUs: number | null;
}

/** A multicast stream; what is null is left out. */
export interface StreamPlan {
  readonly from: NicPlan;
  readonly namesNic: boolean;
  readonly group: Ipv4Address;
  readonly receivers: readonly ReceiverPlan[];
  /** When the receivers join that do not say. */
  readonly joinUs: number | null;
  /** From the start to the end. */
  readonly untilUs: number | null;
  readonly loop: boolean;
  readonly fields: Omit<WrittenStream, 'from' | 'nic' | 'group' | 'receivers' | 'join' | 'until'>;
}

const joinUs = fc.oneof(fc.constant(null), fc.constantFrom(0, 1_000_000), fc.nat({ max: 5000 }));

const receiver: Arbitrary<ReceiverPlan> = fc.record({
  at: nicPlan,
  namesNic: fc.boolean(),
  joinUs,
  staysUs: fc.constantFrom(null, 2_000_000, 1, 5000, 30_000_000),
});

/** Mostly one for all streams. */
const group = fc.oneof(
  { weight: 3, arbitrary: fc.constant(ipv4Address(0xef010101)) },
  { weight: 1, arbitrary: groupAddress },
);

/** Ports of receivers: often that on which those of other traffic listen to all addresses. */
const port = fc.constantFrom(5000, 5001);
const pace = {
  count: fc.integer({ min: 1, max: 8 }),
  interval: fc.constantFrom('1ms', '10us', '50ms', '0s', '20s'),
  ttl: fc.constantFrom(16, 1, 2, 3, 255),
  sourcePort: fc.constantFrom(40_000, 5000),
};
const optional = { requiredKeys: ['port', 'count'] as ('port' | 'count')[] };

/** Senders with receivers who come and go. */
export const streamPlan: Arbitrary<StreamPlan> = fc.record({
  from: nicPlan,
  namesNic: fc.boolean(),
  group,
  receivers: fc.array(receiver, { minLength: 1, maxLength: 4 }),
  joinUs: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  untilUs: fc.constantFrom(null, 60_000_000, 1000),
  loop: fc.boolean(),
  fields: fc.oneof(
    fc.record({ port, ...pace, size: fc.constantFrom('64b', '0b', '1400b', '3000b') }, optional),
    fc.record({ port, ...pace, payload: fc.constant('hello') }, optional),
  ),
});

/** Here most streams begin: routers know of those who joined before. */
export const STREAMS_BEGIN_US = 1_000_000;

/** Times at which streams begin. */
export const streamStartUs = fc.oneof(
  { weight: 3, arbitrary: fc.constant(STREAMS_BEGIN_US) },
  { weight: 1, arbitrary: fc.nat({ max: 5000 }) },
);

/** The stream as a scenario file writes it. */
export function writtenStream(
  plan: StreamPlan,
  startUs: number,
  context: ScriptContext,
): WrittenStream {
  const { node: from, nic } = nicAt(plan.from, context);
  const joinedUs = plan.joinUs ?? startUs;
  const byNode = new Map<string, WrittenReceiver>();
  for (const each of plan.receivers) {
    const written = writtenReceiver(each, joinedUs, context);
    if (!byNode.has(written.node)) byNode.set(written.node, written);
  }
  const [first, ...others] = [...byNode.values()];
  return {
    from,
    ...(plan.namesNic ? { nic } : {}),
    group: formatIpv4Address(plan.group),
    receivers: [first as WrittenReceiver, ...others],
    ...(plan.joinUs === null ? {} : { join: `${plan.joinUs}us` }),
    ...(plan.untilUs === null ? {} : { until: `${startUs + plan.untilUs}us` }),
    // Else a sender cannot be a receiver.
    ...(plan.loop || byNode.has(from) ? { loop: true } : {}),
    ...plan.fields,
  };
}

function writtenReceiver(
  { at, namesNic, joinUs, staysUs }: ReceiverPlan,
  otherwiseUs: number,
  context: ScriptContext,
): WrittenReceiver {
  const { node, nic } = nicAt(at, context);
  const leaveUs = (joinUs ?? otherwiseUs) + (staysUs ?? 0);
  return {
    node,
    ...(namesNic ? { nic } : {}),
    ...(joinUs === null ? {} : { join: `${joinUs}us` }),
    ...(staysUs === null ? {} : { leave: `${leaveUs}us` }),
  };
}
