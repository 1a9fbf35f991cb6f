import type { Invariant } from './invariant.js';

/** Exceptions are bugs, whatever the scenario. */
export const noException: Invariant = {
  name: 'no-exception',
  meaning: 'A valid scenario runs to its end without an exception.',
  check: ({ error }) =>
    error === null ? null : { message: error.stack ?? `${error.name}: ${error.message}` },
};

/** One clock. */
export const timeGoesOn: Invariant = {
  name: 'time-goes-on',
  meaning: 'Nothing happens before what happened before it: simulated time never goes back.',
  check({ events }) {
    let nowNs = 0;
    for (const { type, timeNs } of events) {
      if (timeNs < nowNs) return { message: `after ${nowNs} ns, ${type} at ${timeNs} ns` };
      nowNs = timeNs;
    }
    return null;
  },
};

/** Routing loops end by the TTL, timers end by themselves. */
export const runsEnd: Invariant = {
  name: 'runs-end',
  meaning:
    'Without new traffic a network falls silent: no packet lives for ever. (Where links duplicate packets, routing loops multiply them; such runs are cut off.)',
  check({ endless, events }) {
    if (!endless) return null;
    return { message: `${events.length} events, and no end`, stopNs: events.at(-1)?.timeNs ?? 0 };
  },
};
