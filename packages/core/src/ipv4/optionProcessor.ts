import { NO_ADDRESS } from '../address/addressTable.js';
import { type Ipv4Address, ipv4Address } from '../address/ipv4Address.js';
import { count, NicCounter } from '../ports/counters.js';
import { IPV4_MAX_OPTIONS_LENGTH, IPV4_MIN_HEADER_LENGTH } from '../wire/ipv4.js';
import {
  OPTION_END_OF_LIST,
  OPTION_LOOSE_SOURCE_ROUTE,
  OPTION_NO_OPERATION,
  OPTION_RECORD_ROUTE,
  OPTION_ROUTER_ALERT,
  OPTION_STRICT_SOURCE_ROUTE,
  OPTION_TIMESTAMP,
} from '../wire/options.js';
import type { OptionBehaviour } from './optionBehaviour.js';
import type {
  OptionContext,
  OptionHandling,
  OptionOutcome,
  OptionUsage,
} from './optionHandling.js';

// Timestamp (RFC 791 3.1): type, length, pointer, overflow and flags; then the entries.
const TIMESTAMP_HEADER = 4;
const TIMESTAMP_FLAG_PRESPECIFIED = 3;
// Record route (RFC 791 3.1): type, length, pointer; then the addresses.
const RECORD_ROUTE_HEADER = 3;
const ROUTER_ALERT_LENGTH = 4;

/** Offset of the octet at fault within an option, or -1. */
type OptionFault = number;
const NO_FAULT: OptionFault = -1;

/** The handling of options of the reference, and of the RFCs where `OptionBehaviour` says so. */
export class OptionProcessor implements OptionHandling {
  readonly options = new Uint8Array(IPV4_MAX_OPTIONS_LENGTH);
  length = 0;
  pointer = 0;
  routerAlert = false;
  readonly recordedAt = -1;
  readonly #dropSourceRoutes: boolean;
  /** Prespecified timestamps: any address of the host, not only the one that would be recorded. */
  readonly #anyOwnAddress: boolean;
  readonly #view = new DataView(this.options.buffer);
  readonly #seen = new Uint8Array(256);

  constructor({ sourceRoute, prespecifiedTimestamp }: OptionBehaviour) {
    this.#dropSourceRoutes = sourceRoute === 'drop';
    this.#anyOwnAddress = prespecifiedTimestamp === 'any-own-address';
  }

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
    let at = start + IPV4_MIN_HEADER_LENGTH;
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
      if (this.#dropSourceRoutes && isSourceRoute(type)) return 'silent-problem';
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
        fault = this.#timestamp(at, length, usage, context);
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

  /** RFC 791 3.1, "Internet Timestamp". The pointer counts from 1. */
  #timestamp(at: number, length: number, usage: OptionUsage, context: OptionContext): OptionFault {
    const view = this.#view;
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
    if (
      flags === TIMESTAMP_FLAG_PRESPECIFIED &&
      !this.#isOurs(context, ipv4Address(view.getUint32(entry)))
    ) {
      return NO_FAULT;
    }
    if (flags === 1) view.setUint32(entry, context.localAddress);
    view.setUint32(entry + entryLength - 4, context.timeOfDayMs);
    view.setUint8(at + 2, pointer + entryLength);
    return NO_FAULT;
  }

  #isOurs(context: OptionContext, address: Ipv4Address): boolean {
    return address === context.localAddress || (this.#anyOwnAddress && context.isOwn(address));
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
  localAddress: Ipv4Address,
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
