// What writes outputs. Only the runner comes here, by `@packetloom/language/run`.
import type { OutputRun } from './define/outputRun.js';
import { EVENTS_RUN } from './events/run.js';
import type { OutputKind, OutputValues } from './index.js';
import { PCAPNG_RUN } from './pcapng/run.js';
import { SERIES_RUN } from './series/run.js';

/** Every output: one that nothing writes is an error of types. */
export const OUTPUT_RUNS: { readonly [Kind in OutputKind]: OutputRun<OutputValues[Kind]> } = {
  pcapng: PCAPNG_RUN,
  events: EVENTS_RUN,
  series: SERIES_RUN,
};
