import {
  Disposition,
  type DispositionName,
  dispositionKind,
  type PacketTotals,
} from '@packetloom/core';

/**
 * What became of all packets of a run: sent = delivered + dropped + consumed + in flight + unaccounted.
 * Fragments and reassembled packets count as packets of their own.
 */
export interface Accounting {
  /** Packets made. */
  readonly sent: number;
  /** Packets of which a socket took the data. */
  readonly delivered: number;
  /** Packets dropped, by reason; only reasons that occurred, in the order of their names. */
  readonly dropped: Readonly<Record<string, number>>;
  /** Packets that a stack acted on itself, or that went on in others. */
  readonly consumed: number;
  /** Packets in queues, on links and in the hands of hosts. */
  readonly inFlight: number;
  /** Packets without a disposition; anything but 0 is a bug of the simulator. */
  readonly unaccounted: number;
}

/** The accounting of a run, from the sums of its pool and a count of the packets that have not ended. */
export function accountingOf(totals: PacketTotals, inFlight: number): Accounting {
  const ended = { delivered: 0, consumed: 0, dropped: 0 };
  const drops: [DispositionName, number][] = [];
  for (const [name, count] of Object.entries(totals.dispositions) as [DispositionName, number][]) {
    const kind = dispositionKind(Disposition[name]);
    ended[kind] += count;
    if (kind === 'dropped' && count > 0) drops.push([name, count]);
  }
  const { delivered, consumed } = ended;
  return {
    sent: totals.created,
    delivered,
    dropped: Object.fromEntries(drops.sort(([one], [other]) => (one < other ? -1 : 1))),
    consumed,
    inFlight,
    unaccounted: totals.created - delivered - ended.dropped - consumed - inFlight,
  };
}
