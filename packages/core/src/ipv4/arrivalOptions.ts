// Options as Linux handles them: once, as a datagram arrives, whatever becomes of it.
import { NO_ADDRESS } from '../address/addressTable.js';
import { ipv4Address } from '../address/ipv4Address.js';
import { IPV4_MAX_OPTIONS_LENGTH, IPV4_MIN_HEADER_LENGTH } from '../wire/ipv4.js';
import {
  ipv4OptionLength,
  OPTION_END_OF_LIST,
  OPTION_LOOSE_SOURCE_ROUTE,
  OPTION_MALFORMED,
  OPTION_OFFSET,
  OPTION_RECORD_ROUTE,
  OPTION_ROUTER_ALERT,
  OPTION_STRICT_SOURCE_ROUTE,
  OPTION_TIMESTAMP,
  ROUTER_ALERT_LENGTH,
  TIMESTAMP_AND_ADDRESS,
  TIMESTAMP_ONLY,
  TIMESTAMP_PRESPECIFIED,
} from '../wire/options.js';
import type {
  OptionContext,
  OptionHandling,
  OptionOutcome,
  OptionUsage,
} from './optionHandling.js';

/** Where the first entry goes, counted from 1 (RFC 791 3.1). */
const FIRST_ADDRESS = 4;
const FIRST_TIMESTAMP = 5;
const MAX_OVERFLOW = 15;
const NO_FAULT = -1;
const NOWHERE = -1;

/**
 * Options are filled in where they stand, none is left out; what is unknown passes. After a problem the list
 * holds what was filled in before it. Source routes that are sound drop the datagram (accept_source_route 0).
 */
export class ArrivalOptions implements OptionHandling {
  readonly options = new Uint8Array(IPV4_MAX_OPTIONS_LENGTH);
  length = 0;
  pointer = 0;
  routerAlert = false;
  recordedAt = NOWHERE;
  readonly #view = new DataView(this.options.buffer);
  readonly #seen = new Set<number>();
  #hasSourceRoute = false;

  process(
    view: DataView,
    start: number,
    headerLength: number,
    _usage: OptionUsage,
    context: OptionContext,
  ): OptionOutcome {
    this.length = headerLength - IPV4_MIN_HEADER_LENGTH;
    this.routerAlert = false;
    this.recordedAt = NOWHERE;
    this.#hasSourceRoute = false;
    this.#seen.clear();
    if (context.localAddress === NO_ADDRESS) return 'silent-problem';
    for (let index = 0; index < this.length; index++) {
      this.options[index] = view.getUint8(start + IPV4_MIN_HEADER_LENGTH + index);
    }
    const fault = this.#walk(context);
    if (fault !== NO_FAULT) {
      this.pointer = IPV4_MIN_HEADER_LENGTH + fault;
      return 'parameter-problem';
    }
    return this.#hasSourceRoute ? 'silent-problem' : 'ok';
  }

  /** The octet at fault, from the start of the list, or `NO_FAULT`. */
  #walk(context: OptionContext): number {
    let at = 0;
    while (at < this.length) {
      if (this.options[at] === OPTION_END_OF_LIST) {
        this.options.fill(OPTION_END_OF_LIST, at, this.length);
        break;
      }
      const length = ipv4OptionLength(this.#view, at, this.length);
      if (length === OPTION_MALFORMED) return at;
      const fault = this.#fill(at, length, context);
      if (fault !== NO_FAULT) return at + fault;
      at += length;
    }
    return NO_FAULT;
  }

  #fill(at: number, length: number, context: OptionContext): number {
    switch (this.options[at]) {
      case OPTION_LOOSE_SOURCE_ROUTE:
      case OPTION_STRICT_SOURCE_ROUTE:
        return this.#sourceRoute(at, length);
      case OPTION_RECORD_ROUTE:
        return this.#recordRoute(at, length, context);
      case OPTION_TIMESTAMP:
        return this.#timestamp(at, length, context);
      case OPTION_ROUTER_ALERT:
        if (length < ROUTER_ALERT_LENGTH) return OPTION_OFFSET.length;
        if (this.#view.getUint16(at + OPTION_OFFSET.value) === 0) this.routerAlert = true;
        return NO_FAULT;
      default:
        return NO_FAULT;
    }
  }

  #sourceRoute(at: number, length: number): number {
    if (length < OPTION_OFFSET.route) return OPTION_OFFSET.length;
    if (this.#pointer(at) < FIRST_ADDRESS) return OPTION_OFFSET.pointer;
    if (this.#hasSourceRoute) return OPTION_OFFSET.type;
    this.#hasSourceRoute = true;
    return NO_FAULT;
  }

  #recordRoute(at: number, length: number, { localAddress }: OptionContext): number {
    if (!this.#isFirst(OPTION_RECORD_ROUTE)) return OPTION_OFFSET.type;
    if (length < OPTION_OFFSET.route) return OPTION_OFFSET.length;
    const pointer = this.#pointer(at);
    if (pointer < FIRST_ADDRESS) return OPTION_OFFSET.pointer;
    if (pointer > length) return NO_FAULT;
    if (pointer + 3 > length) return OPTION_OFFSET.pointer;
    this.recordedAt = at + pointer - 1;
    this.#view.setUint32(this.recordedAt, localAddress);
    this.options[at + OPTION_OFFSET.pointer] = pointer + 4;
    return NO_FAULT;
  }

  #timestamp(at: number, length: number, context: OptionContext): number {
    if (!this.#isFirst(OPTION_TIMESTAMP)) return OPTION_OFFSET.type;
    if (length < OPTION_OFFSET.timestamps) return OPTION_OFFSET.length;
    const pointer = this.#pointer(at);
    if (pointer < FIRST_TIMESTAMP) return OPTION_OFFSET.pointer;
    const flag = this.#view.getUint8(at + OPTION_OFFSET.overflowAndFlag) & 0x0f;
    if (pointer > length) return this.#overflow(at, flag);
    const entry = at + pointer - 1;
    if (pointer + 3 > length) return OPTION_OFFSET.pointer;
    if (flag === TIMESTAMP_ONLY) {
      this.#view.setUint32(entry, context.timeOfDayMs);
      this.options[at + OPTION_OFFSET.pointer] = pointer + 4;
      return NO_FAULT;
    }
    if (flag !== TIMESTAMP_AND_ADDRESS && flag !== TIMESTAMP_PRESPECIFIED) return NO_FAULT;
    if (pointer + 7 > length) return OPTION_OFFSET.pointer;
    if (flag === TIMESTAMP_AND_ADDRESS) this.#view.setUint32(entry, context.localAddress);
    else if (context.isOfOthers(ipv4Address(this.#view.getUint32(entry)))) return NO_FAULT;
    this.#view.setUint32(entry + 4, context.timeOfDayMs);
    this.options[at + OPTION_OFFSET.pointer] = pointer + 8;
    return NO_FAULT;
  }

  /** No room is left: a host that could not note its time is counted, unless addresses are prespecified. */
  #overflow(at: number, flag: number): number {
    if (flag === TIMESTAMP_PRESPECIFIED) return NO_FAULT;
    const hosts = this.#view.getUint8(at + OPTION_OFFSET.overflowAndFlag) >>> 4;
    if (hosts === MAX_OVERFLOW) return OPTION_OFFSET.overflowAndFlag;
    this.options[at + OPTION_OFFSET.overflowAndFlag] = ((hosts + 1) << 4) | flag;
    return NO_FAULT;
  }

  #pointer(at: number): number {
    return this.#view.getUint8(at + OPTION_OFFSET.pointer);
  }

  #isFirst(type: number): boolean {
    if (this.#seen.has(type)) return false;
    this.#seen.add(type);
    return true;
  }
}
