import { PROTOCOL_ICMP, PROTOCOL_TCP, PROTOCOL_UDP } from '../wire/protocolNumber.js';
import { Flow } from './flow.js';
import { tcpTimeoutNs } from './tcpTracking.js';

const SECOND_NS = 1_000_000_000;
// As Linux: nf_conntrack_udp_timeout, …_udp_timeout_stream, …_icmp_timeout, …_generic_timeout.
const UDP_TIMEOUT_NS = 30 * SECOND_NS;
const UDP_REPLIED_TIMEOUT_NS = 120 * SECOND_NS;
const ICMP_TIMEOUT_NS = 30 * SECOND_NS;
const GENERIC_TIMEOUT_NS = 600 * SECOND_NS;

/**
 * What tracking knows about two flows that answer each other. `original` is the first packet's flow as
 * it arrived; `reply` that of answers as they arrive. Without NAT each is the other one inverted.
 */
export class Connection {
  readonly original = new Flow();
  readonly reply = new Flow();
  /** Its first packet made it through every hook; it is in the table. */
  isConfirmed = false;
  /** An answer came. */
  isReplied = false;
  /** TCP: an index of `TCP_TRACKING_STATES`. */
  tcpState = 0;
  /** Name of the NIC whose address MASQUERADE gave it; `null` if none. */
  masqueradedBy: string | null = null;
  /** When it is forgotten. */
  expiresAtNs = 0;

  constructor(first: Flow) {
    this.original.copyFrom(first);
    this.reply.invertFrom(first);
  }

  /** A packet of it was seen: it lasts from now on. */
  refresh(nowNs: number): void {
    this.expiresAtNs = nowNs + this.#timeoutNs();
  }

  #timeoutNs(): number {
    switch (this.original.protocol) {
      case PROTOCOL_UDP:
        return this.isReplied ? UDP_REPLIED_TIMEOUT_NS : UDP_TIMEOUT_NS;
      case PROTOCOL_ICMP:
        return ICMP_TIMEOUT_NS;
      case PROTOCOL_TCP:
        return tcpTimeoutNs(this.tcpState, this.isReplied);
      default:
        return GENERIC_TIMEOUT_NS;
    }
  }
}
