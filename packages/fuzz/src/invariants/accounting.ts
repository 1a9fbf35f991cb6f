import type { RunInvariant } from './invariant.js';

/** Packets made = delivered + dropped + consumed + in flight, and the events tell the same numbers. */
export const accountingAddsUp: RunInvariant = {
  name: 'accounting-adds-up',
  meaning:
    'Every packet is delivered, dropped, consumed or still in flight, and the event stream reports each drop and each end exactly as the accounting counts it.',
  check({ result, events }) {
    if (result === null) return null;
    const { unaccounted, dropped, consumed, inFlight } = result.accounting;
    if (unaccounted !== 0) {
      const message = `${unaccounted} packets have no disposition`;
      return { message, expectation: 'run.unaccounted == 0' };
    }
    if (inFlight !== 0)
      return { message: `nothing is left to happen, yet ${inFlight} packets wait` };
    const observed: Record<string, number> = {};
    let observedConsumed = 0;
    for (const event of events) {
      if (event.type === 'consumed') observedConsumed++;
      if (event.type !== 'dropped' && event.type !== 'link-dropped') continue;
      observed[event.reason] = (observed[event.reason] ?? 0) + 1;
    }
    if (observedConsumed !== consumed) {
      return { message: `${consumed} packets were consumed, ${observedConsumed} events say so` };
    }
    for (const reason of new Set([...Object.keys(observed), ...Object.keys(dropped)])) {
      const counted = dropped[reason] ?? 0;
      const emitted = observed[reason] ?? 0;
      if (counted !== emitted) {
        return { message: `${counted} packets ended as ${reason}, ${emitted} events say so` };
      }
    }
    return null;
  },
};
