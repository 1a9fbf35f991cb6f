import type { Invariant } from './invariant.js';

/** Packets made = delivered + dropped + consumed + in flight, and the events tell the same numbers. */
export const accountingAddsUp: Invariant = {
  name: 'accounting-adds-up',
  meaning:
    'Every packet is delivered, dropped, consumed or still under way, and the event stream tells each drop and each end exactly as the accounting counts it.',
  check({ result, events }) {
    if (result === null) return null;
    const { unaccounted, dropped, consumed, inFlight } = result.accounting;
    if (unaccounted !== 0) {
      const message = `${unaccounted} packets have no fate`;
      return { message, expectation: 'run.unaccounted == 0' };
    }
    if (inFlight !== 0)
      return { message: `nothing is left to happen, yet ${inFlight} packets wait` };
    const told: Record<string, number> = {};
    let toldConsumed = 0;
    for (const event of events) {
      if (event.type === 'consumed') toldConsumed++;
      if (event.type !== 'dropped' && event.type !== 'link-dropped') continue;
      told[event.reason] = (told[event.reason] ?? 0) + 1;
    }
    if (toldConsumed !== consumed) {
      return { message: `${consumed} packets were consumed, ${toldConsumed} events say so` };
    }
    for (const reason of new Set([...Object.keys(told), ...Object.keys(dropped)])) {
      const counted = dropped[reason] ?? 0;
      const said = told[reason] ?? 0;
      if (counted !== said) {
        return { message: `${counted} packets ended as ${reason}, ${said} events say so` };
      }
    }
    return null;
  },
};
