import type { QueueLimit } from '../../define/queue.js';

/** A limit in packets, where there is one. */
export function packetLimit({ limitPackets }: QueueLimit): Pick<QueueLimit, 'limitPackets'> {
  return limitPackets === undefined ? {} : { limitPackets };
}
