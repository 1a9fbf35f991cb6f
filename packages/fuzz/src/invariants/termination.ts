import type { RunInvariant } from './invariant.js';

/** Exceptions are bugs, whatever the scenario. */
export const noException: RunInvariant = {
  name: 'no-exception',
  meaning: 'A valid scenario runs to its end without an exception.',
  check: ({ error }) =>
    error === null ? null : { message: error.stack ?? `${error.name}: ${error.message}` },
};

/** One clock. */
export const timeGoesOn: RunInvariant = {
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

/** The TTL has eight bits. */
const MAX_HOPS = 255;
/** More datagrams than a generated scenario and what answers it can make; of IGMP, in a span of time. */
const MAX_DATAGRAMS = 5000;
/** Queriers ask for as long as anything else goes on, though not often. */
const IGMP_SPAN_NS = 10_000_000_000;

/** Routing loops end by the TTL, timers end by themselves. */
export const runsEnd: RunInvariant = {
  name: 'runs-end',
  meaning:
    'Without new traffic a network falls silent: no packet is sent on more than 255 times, and nothing makes datagrams for ever: no more than 5,000, and of IGMP, which has timers, no more than 5,000 in 10 seconds. (A run of more than 60,000 events is cut off; if neither is seen until then, it says nothing.)',
  check({ endless, events }) {
    if (!endless) return null;
    const stopNs = events.at(-1)?.timeNs ?? 0;
    const hops = new Map<number, number>();
    let made = 0;
    const igmpNs: number[] = [];
    for (const event of events) {
      if (event.type === 'originated' && event.cause !== 'igmp') made++;
      if (event.type === 'originated' && event.cause === 'igmp') igmpNs.push(event.timeNs);
      if (event.type !== 'forwarded') continue;
      const { serial } = event.packet;
      const sentOn = (hops.get(serial) ?? 0) + 1;
      hops.set(serial, sentOn);
      if (sentOn <= MAX_HOPS) continue;
      return { message: `packet ${serial} was sent on ${sentOn} times, and no end`, stopNs };
    }
    if (made > MAX_DATAGRAMS) return { message: `${made} datagrams, and no end`, stopNs };
    const isStorm = igmpNs.some(
      (timeNs, index) => timeNs - (igmpNs[index - MAX_DATAGRAMS] ?? -Infinity) < IGMP_SPAN_NS,
    );
    return isStorm ? { message: `${igmpNs.length} IGMP messages, and no end`, stopNs } : null;
  },
};
