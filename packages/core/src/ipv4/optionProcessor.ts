import { NO_ADDRESS } from '../address/addressTable.js';
import { type CounterValues, count, NicCounter } from '../ports/counters.js';
import {
  OPTION_END_OF_LIST,
  OPTION_LOOSE_SOURCE_ROUTE,
  OPTION_NO_OPERATION,
  OPTION_RECORD_ROUTE,
  OPTION_ROUTER_ALERT,
  OPTION_STRICT_SOURCE_ROUTE,
  OPTION_TIMESTAMP,
} from '../wire/options.js';

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
  readonly localAddress: number;
  /** Which prespecified addresses of timestamps are this host's; null: `localAddress` alone. */
  readonly isOwn: ((address: number) => boolean) | null;
  /** Milliseconds since midnight UT (RFC 791 3.1). */
  readonly timeOfDayMs: number;
  /** Counters of the NIC. */
  readonly counters: CounterValues;
  /** Loose and strict source routes are silent problems. */
  readonly dropSourceRoutes: boolean;
}

const MAX_OPTIONS_LENGTH = 40;
const HEADER_LENGTH = 20;

// Timestamp (RFC 791 3.1): type, length, pointer, overflow and flags; then the entries.
const TIMESTAMP_HEADER = 4;
const TIMESTAMP_FLAG_PRESPECIFIED = 3;
// Record route (RFC 791 3.1): type, length, pointer; then the addresses.
const RECORD_ROUTE_HEADER = 3;
const ROUTER_ALERT_LENGTH = 4;

/** Offset of the octet at fault within an option, or -1. */
type OptionFault = number;
const NO_FAULT: OptionFault = -1;

/**
 * Processes the options of IPv4 headers (RFC 791 3.1, RFC 2113). The header is not changed: a new list
 * is built in `options`, so that an ICMP error quotes what came.
 */
export class OptionProcessor {
  /** The new list after `process` returned `ok`: its first `length` octets. Valid until the next call. */
  readonly options = new Uint8Array(MAX_OPTIONS_LENGTH);
  /** Length of the new list, a multiple of 4. */
  length = 0;
  /** Octet of the IPv4 header at fault after `parameter-problem`. */
  pointer = 0;
  /** Whether a router alert was among the options (RFC 2113). */
  routerAlert = false;

  readonly #view = new DataView(this.options.buffer);
  readonly #seen = new Uint8Array(256);

  /** Processes the options of the header at `start`, `headerLength` octets in all. */
  process(
    view: DataView,
    start: number,
    headerLength: number,
    usage: OptionUsage,
    context: OptionContext,
  ): OptionOutcome {
    this.length = 0;
    this.routerAlert = false;
    if (context.localAddress === NO_ADDRESS) return 'silent-problem';
    this.#seen.fill(0);
    const end = start + headerLength;
    let at = start + HEADER_LENGTH;
    while (at < end) {
      const type = view.getUint8(at);
      if (type === OPTION_NO_OPERATION || type === OPTION_END_OF_LIST) {
        this.options[this.length++] = type;
        if (type === OPTION_END_OF_LIST) break;
        at++;
        continue;
      }
      const length = at + 1 < end ? view.getUint8(at + 1) : 0;
      const fault = this.#frameFault(type, length, end - at);
      if (fault !== NO_FAULT) return this.#problem(at - start + fault);
      if (this.#seen[type] === 1) return this.#problem(at - start);
      this.#seen[type] = 1;
      if (context.dropSourceRoutes && isSourceRoute(type)) return 'silent-problem';
      const content = this.#content(view, at, type, length, usage, context);
      if (content !== NO_FAULT) return this.#problem(at - start + content);
      at += length;
    }
    while ((this.length & 3) !== 0) this.options[this.length++] = OPTION_END_OF_LIST;
    return 'ok';
  }

  /** Length that no option of this type can have (RFC 791 3.1, RFC 2113 2.1). Not counted. */
  #frameFault(type: number, length: number, room: number): OptionFault {
    if (length < 2 || length > room) return 0;
    if (type === OPTION_TIMESTAMP && length < TIMESTAMP_HEADER) return 1;
    if (type === OPTION_RECORD_ROUTE && length < RECORD_ROUTE_HEADER) return 1;
    if (type === OPTION_ROUTER_ALERT && length !== ROUTER_ALERT_LENGTH) return 1;
    return NO_FAULT;
  }

  #content(
    view: DataView,
    from: number,
    type: number,
    length: number,
    usage: OptionUsage,
    context: OptionContext,
  ): OptionFault {
    // Copied first: a problem quotes the octets as they came.
    const at = this.length;
    this.#copy(view, from, length);
    let fault = NO_FAULT;
    switch (type) {
      case OPTION_TIMESTAMP:
        count(context.counters, NicCounter['ip.optionTimestampReceived']);
        fault = timestamp(this.#view, at, length, usage, context);
        break;
      case OPTION_RECORD_ROUTE:
        count(context.counters, NicCounter['ip.optionRecordRouteReceived']);
        fault = recordRoute(this.#view, at, length, usage, context.localAddress);
        break;
      case OPTION_ROUTER_ALERT:
        count(context.counters, NicCounter['ip.optionRouterAlertReceived']);
        this.routerAlert = true;
        // RFC 2113 2.1: only the value 0 is defined.
        fault = this.#view.getUint16(at + 2) === 0 ? NO_FAULT : 2;
        break;
      default:
        count(context.counters, NicCounter['ip.optionUnknownReceived']);
        if (usage === 'verify' || usage === 'echo') this.length = at;
    }
    return fault;
  }

  #copy(view: DataView, at: number, length: number): void {
    for (let index = 0; index < length; index++) {
      this.options[this.length++] = view.getUint8(at + index);
    }
  }

  #problem(pointer: number): OptionOutcome {
    this.pointer = pointer;
    return 'parameter-problem';
  }
}

function isSourceRoute(type: number): boolean {
  return type === OPTION_LOOSE_SOURCE_ROUTE || type === OPTION_STRICT_SOURCE_ROUTE;
}

/** RFC 791 3.1, "Internet Timestamp". The pointer counts from 1. */
function timestamp(
  view: DataView,
  at: number,
  length: number,
  usage: OptionUsage,
  context: OptionContext,
): OptionFault {
  const flags = view.getUint8(at + 3) & 0x0f;
  if (flags !== 0 && flags !== 1 && flags !== TIMESTAMP_FLAG_PRESPECIFIED) return 3;
  const entryLength = flags === 0 ? 4 : 8;
  const pointer = view.getUint8(at + 2);
  if (pointer <= TIMESTAMP_HEADER) return 2;
  if (pointer > length)
    return flags === TIMESTAMP_FLAG_PRESPECIFIED ? NO_FAULT : overflow(view, at, usage);
  if (pointer - 1 + entryLength > length) return 2;
  if (usage === 'verify') return NO_FAULT;
  const entry = at + pointer - 1;
  if (flags === TIMESTAMP_FLAG_PRESPECIFIED && !isOurs(context, view.getUint32(entry))) {
    return NO_FAULT;
  }
  if (flags === 1) view.setUint32(entry, context.localAddress);
  view.setUint32(entry + entryLength - 4, context.timeOfDayMs);
  view.setUint8(at + 2, pointer + entryLength);
  return NO_FAULT;
}

function isOurs({ localAddress, isOwn }: OptionContext, address: number): boolean {
  return address === localAddress || isOwn?.(address) === true;
}

/** No room is left: count a host that could not note its time; the count itself may not overflow. */
function overflow(view: DataView, at: number, usage: OptionUsage): OptionFault {
  const octet = view.getUint8(at + 3);
  const hosts = (octet >>> 4) + 1;
  if (usage !== 'verify') view.setUint8(at + 3, ((hosts & 0x0f) << 4) | (octet & 0x0f));
  return hosts > 0x0f ? 3 : NO_FAULT;
}

/** RFC 791 3.1, "Record Route". The pointer counts from 1. */
function recordRoute(
  view: DataView,
  at: number,
  length: number,
  usage: OptionUsage,
  localAddress: number,
): OptionFault {
  if (length < RECORD_ROUTE_HEADER + 4) return 1;
  const pointer = view.getUint8(at + 2);
  if (pointer <= RECORD_ROUTE_HEADER) return 2;
  if (pointer > length) return NO_FAULT;
  if (pointer - 1 + 4 > length) return 2;
  if (usage === 'verify') return NO_FAULT;
  view.setUint32(at + pointer - 1, localAddress);
  view.setUint8(at + 2, pointer + 4);
  return NO_FAULT;
}
