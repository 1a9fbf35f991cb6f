import type {
  App,
  DurationSamples,
  DurationStatistics,
  FlowCounts,
  IcmpErrorReport,
  SendFailure,
} from '@packetloom/sim';
import type { TimesScope, UdpScope } from '../expect/index.js';

/** An app that counts datagrams one way. */
type OneWayApp = Pick<
  App<
    FlowCounts & {
      readonly errors: readonly IcmpErrorReport[];
      readonly failures: readonly SendFailure[];
    }
  >,
  'report' | 'distributions'
>;

/** Times with their histogram, which is made when it is asked for. */
export function withHistogram(
  statistics: DurationStatistics | null,
  samples: DurationSamples | undefined,
): TimesScope | null {
  if (statistics === null) return null;
  return {
    ...statistics,
    get histogram() {
      return samples?.histogram() ?? [];
    },
  };
}

/** What expressions see of an app that counts datagrams one way. */
export function oneWayScope({ report, distributions }: OneWayApp): Omit<UdpScope, 'kind'> {
  const { failures, delay, jitter, ...counts } = report;
  return {
    ...counts,
    delay: withHistogram(delay, distributions?.delay),
    jitter: withHistogram(jitter, distributions?.jitter),
    failures: failures.map(({ error }) => error),
  };
}
