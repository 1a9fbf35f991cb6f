/** What was measured of one benchmark; a line of JSON. */
export interface Measurement {
  /** Name and options as on the command line. */
  readonly benchmark: string;
  /** Link traversals of packets in a run. */
  readonly hops: number;
  /** Seconds of the processor: median of the timed runs, and each of them in order. */
  readonly seconds: number;
  readonly runSeconds: readonly number[];
  readonly hopsPerSecond: number;
  readonly events: number;
  readonly eventsPerSecond: number;
  /** Most memory that the process had at a time. */
  readonly peakRssBytes: number;
  /** Median of the set-ups, in seconds of the processor. */
  readonly setupSeconds: number;
  /** Memory that the network takes after its set-up, for each node; null where there are no nodes. */
  readonly bytesPerNode: number | null;
  /** What counts here besides hops: `payloadBytesPerSecond`, `timersFiredPerSecond`. */
  readonly extra: Readonly<Record<string, number>>;
}

/** The figure that a benchmark is judged by, with its unit; higher is better. */
export interface Rate {
  readonly value: number;
  readonly unit: string;
}

/** Payload or timers where they are counted, else hops, else events. */
export function rateOf({ extra, hopsPerSecond, eventsPerSecond }: Measurement): Rate {
  const { payloadBytesPerSecond, timersFiredPerSecond } = extra;
  if (payloadBytesPerSecond !== undefined) {
    return { value: payloadBytesPerSecond / 1e6, unit: 'MB/s' };
  }
  if (timersFiredPerSecond !== undefined) return { value: timersFiredPerSecond, unit: 'timers/s' };
  if (hopsPerSecond > 0) return { value: hopsPerSecond, unit: 'hops/s' };
  return { value: eventsPerSecond, unit: 'events/s' };
}
