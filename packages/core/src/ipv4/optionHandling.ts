import type { Ipv4Address } from '../address/ipv4Address.js';
import type { CounterValues, NicCounterName } from '../ports/counters.js';
import type { OptionBehaviour } from './optionBehaviour.js';

/**
 * What is done with options, by what becomes of the datagram:
 * verify: a fragment waits for the others; options are checked only, unknown ones removed.
 * receive: delivered here; timestamp and record route are filled in. forward: the same, going on.
 * echo: for the header of an echo reply; unknown ones removed.
 */
export type OptionUsage = 'verify' | 'receive' | 'forward' | 'echo';

/** Outcome of processing: fine, a problem that ICMP reports at `pointer`, or one nobody hears of. */
export type OptionOutcome = 'ok' | 'parameter-problem' | 'silent-problem';

/** Where and when options are filled in. */
export interface OptionContext {
  /** Address that record route and timestamp note; `NO_ADDRESS` is a silent problem. */
  readonly localAddress: Ipv4Address;
  /** Whether an address is one of this host's: those in timestamps can be prespecified. */
  isOwn(address: Ipv4Address): boolean;
  /** Whether an address is one of another host: not own, no group, no broadcast. */
  isOfOthers(address: Ipv4Address): boolean;
  /** Milliseconds since midnight UT (RFC 791 3.1). */
  readonly timeOfDayMs: number;
  /** Counters of the NIC. */
  readonly counters: CounterValues<NicCounterName>;
}

/**
 * How the options of IPv4 headers are handled (RFC 791 3.1, RFC 2113): which are sound, what is noted in them,
 * which stay. The header is not changed: a new list is built, so that an ICMP error quotes what came. Stacks differ
 * in what they refuse, in how they fill timestamps and recorded routes, and in what an echo reply returns.
 */
export interface OptionHandling {
  /** The new list after `process` returned `ok`: its first `length` octets. Valid until the next call. */
  readonly options: Uint8Array;
  /** Length of the new list: a multiple of 4, and no more than the header had. */
  readonly length: number;
  /** Octet of the IPv4 header at fault after `parameter-problem`, from its start. */
  readonly pointer: number;
  /** Whether a router alert was among the options (RFC 2113). */
  readonly routerAlert: boolean;
  /** Where in the list an address was recorded that a router replaces by that of the way out; -1 for none. */
  readonly recordedAt: number;
  /** Processes the options of the header at `start`, `headerLength` octets in all. Counts each option. */
  process(
    view: DataView,
    start: number,
    headerLength: number,
    usage: OptionUsage,
    context: OptionContext,
  ): OptionOutcome;
}

/** Makes the handling of options of one host. */
export type OptionHandlingFactory = (behaviour: OptionBehaviour) => OptionHandling;
