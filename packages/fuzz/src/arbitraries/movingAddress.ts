import type { WrittenScenario } from '@packetloom/language';
import fc, { type Arbitrary } from 'fast-check';

type WrittenEvent = NonNullable<WrittenScenario['events']>[number];

/** Stations by their indices, and the last octets of their addresses: two share one, and take turns. */
const STATIONS = [1, 3, 3, 4];
const FIRST_OF_PAIR = 1;
const SECOND_OF_PAIR = 2;

interface Step {
  readonly kind: 'ping' | 'turn';
  readonly from: number;
  readonly to: number;
  readonly afterMs: number;
}

const index = fc.nat({ max: STATIONS.length - 1 });

const step: Arbitrary<Step> = fc.record({
  kind: fc.constantFrom<Step['kind'][]>('ping', 'ping', 'turn'),
  from: index,
  to: index,
  afterMs: fc.constantFrom(1000, 100, 6000, 40_000),
});

/** A segment on which an address moves from one station to another while others talk. */
export const movingAddressScenario: Arbitrary<WrittenScenario> = fc
  .record({
    kind: fc.constantFrom('switch' as const, 'hub' as const),
    announce: fc.boolean(),
    profile: fc.constantFrom('standard' as const, 'netstack' as const),
    seed: fc.integer({ min: 1, max: 1000 }),
    steps: fc.array(step, { minLength: 3, maxLength: 10 }),
  })
  .map(({ kind, announce, profile, seed, steps }) => ({
    schema: 1,
    name: 'fuzz',
    seed,
    defaults: { node: { profile } },
    nodes: Object.fromEntries(
      STATIONS.map((octet, number) => [
        `n${number}`,
        { kind: 'host' as const, addresses: { eth0: `10.9.0.${octet}/24` } },
      ]),
    ),
    segments: {
      s0: {
        kind,
        announce,
        'allow-conflicts': true,
        attach: STATIONS.map((_, number) => `n${number}:eth0`) as [string, ...string[]],
      },
    },
    events: writtenSteps(steps),
  }));

function writtenSteps(steps: readonly Step[]): WrittenEvent[] {
  let atMs = 0;
  let isFirstUp = true;
  const start: WrittenEvent = { at: '0s', node: `n${SECOND_OF_PAIR}`, set: { up: false } };
  const events = steps.flatMap(({ kind, from, to, afterMs }, number): WrittenEvent[] => {
    atMs += afterMs;
    const at = `${atMs}ms`;
    if (kind === 'ping') {
      const ping = { from: `n${from}`, to: `10.9.0.${STATIONS[to]}`, count: 1 };
      return [{ at, name: `a${number}`, ping }];
    }
    isFirstUp = !isFirstUp;
    return [
      { at, node: `n${FIRST_OF_PAIR}`, set: { up: isFirstUp } },
      { at, node: `n${SECOND_OF_PAIR}`, set: { up: !isFirstUp } },
    ];
  });
  return [start, ...events];
}
