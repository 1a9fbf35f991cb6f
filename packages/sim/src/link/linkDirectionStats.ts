/** Counts of one direction. */
export interface LinkDirectionStats {
  /** Packets and octets that the sender handed over, dropped ones included. */
  readonly sentPackets: number;
  readonly sentBytes: number;
  readonly deliveredPackets: number;
  readonly deliveredBytes: number;
  /** Dropped packets by reason; only reasons that occurred. */
  readonly drops: Readonly<Record<string, number>>;
  /** Packets and octets (link headers included) that wait for the rate stage now, lost ones included. */
  readonly queuePackets: number;
  readonly queueBytes: number;
  /** Most packets that ever waited. */
  readonly largestQueuePackets: number;
  /** Packets that were marked with CE (RFC 3168), by the queue or instead of being lost. */
  readonly markedPackets: number;
  /** Copies made by duplication. */
  readonly duplicatedPackets: number;
  readonly corruptedPackets: number;
  /** Packets that arrived after one that was sent later (RFC 4737), by jitter or reordering. */
  readonly reorderedPackets: number;
  /** Packets queued, being sent or propagating now. */
  readonly inFlightPackets: number;
}
