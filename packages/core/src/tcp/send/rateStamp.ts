// What a segment remembers of the moment when it was sent, for samples of the delivery rate.
import type { Connection } from '../control/connection.js';
import type { OutSegment } from '../segments/outSegment.js';

export function noteSegmentSent(connection: Connection, segment: OutSegment): void {
  const now = connection.nowUs;
  segment.sentUs = now;
  segment.ordinal = ++connection.transmissions;
  if (connection.packetsOut === 0) {
    connection.firstSentUs = now;
    connection.deliveredUs = now;
  }
  segment.firstSentUs = connection.firstSentUs;
  segment.deliveredUs = connection.deliveredUs;
  segment.delivered = connection.delivered;
  segment.appLimited = connection.appLimited > 0;
}
