// Options of a datagram that go into what answers it, as Linux chooses them: echo replies and ICMP errors.
import { ipv4Address } from '../address/ipv4Address.js';
import { IPV4_MAX_OPTIONS_LENGTH, IPV4_MIN_HEADER_LENGTH } from '../wire/ipv4.js';
import {
  ipv4OptionLength,
  OPTION_END_OF_LIST,
  OPTION_MALFORMED,
  OPTION_OFFSET,
  OPTION_RECORD_ROUTE,
  OPTION_TIMESTAMP,
  paddedOptionsLength,
  TIMESTAMP_AND_ADDRESS,
  TIMESTAMP_ONLY,
  TIMESTAMP_PRESPECIFIED,
} from '../wire/options.js';
import type { OptionContext } from './optionHandling.js';

const ABSENT = -1;
const NO_OPTIONS = new Uint8Array(0);

/**
 * The options of an answer to the datagram whose header starts at `start`: its record route, then its timestamp,
 * both filled in once more, padded to whole words. Looked for up to `end`. Null if they cannot be filled in: there
 * is no answer then. `context`: of the answer.
 */
export function echoedOptions(
  view: DataView,
  start: number,
  end: number,
  context: OptionContext,
): Uint8Array | null {
  const first = start + IPV4_MIN_HEADER_LENGTH;
  if (first >= end) return NO_OPTIONS;
  const options = new Uint8Array(IPV4_MAX_OPTIONS_LENGTH);
  const out = new DataView(options.buffer);
  let length = 0;
  for (const type of [OPTION_RECORD_ROUTE, OPTION_TIMESTAMP]) {
    const at = placeOf(view, first, end, type);
    if (at === ABSENT) continue;
    const size = view.getUint8(at + OPTION_OFFSET.length);
    for (let index = 0; index < size; index++) {
      options[length + index] = view.getUint8(at + index);
    }
    const isFilled =
      type === OPTION_RECORD_ROUTE
        ? recordRoute(out, length, size, context)
        : timestamp(out, length, size, context);
    if (!isFilled) return null;
    length += size;
  }
  return options.subarray(0, paddedOptionsLength(length));
}

function placeOf(view: DataView, first: number, end: number, type: number): number {
  let at = first;
  while (at < end && view.getUint8(at) !== OPTION_END_OF_LIST) {
    const length = ipv4OptionLength(view, at, end);
    if (length === OPTION_MALFORMED) return ABSENT;
    if (view.getUint8(at) === type) return at;
    at += length;
  }
  return ABSENT;
}

/** False if there is room, but not enough. */
function recordRoute(
  view: DataView,
  at: number,
  length: number,
  { localAddress }: OptionContext,
): boolean {
  const pointer = view.getUint8(at + OPTION_OFFSET.pointer);
  if (pointer > length) return true;
  if (pointer + 3 > length) return false;
  view.setUint32(at + pointer - 1, localAddress);
  view.setUint8(at + OPTION_OFFSET.pointer, pointer + 4);
  return true;
}

/** False if there is room, but not enough. */
function timestamp(view: DataView, at: number, length: number, context: OptionContext): boolean {
  const pointer = view.getUint8(at + OPTION_OFFSET.pointer);
  if (pointer > length) return true;
  const flag = view.getUint8(at + OPTION_OFFSET.overflowAndFlag) & 0x0f;
  const entry = at + pointer - 1;
  let size = 0;
  if (flag === TIMESTAMP_ONLY) size = 4;
  else if (flag === TIMESTAMP_AND_ADDRESS) size = 8;
  else if (flag === TIMESTAMP_PRESPECIFIED) {
    const isOurs = pointer + 7 <= length && !context.isOfOthers(ipv4Address(view.getUint32(entry)));
    if (!isOurs) return true;
    size = 8;
  }
  if (size === 0) return true;
  if (pointer - 1 + size > length) return false;
  if (flag === TIMESTAMP_AND_ADDRESS) view.setUint32(entry, context.localAddress);
  view.setUint32(entry + size - 4, context.timeOfDayMs);
  view.setUint8(at + OPTION_OFFSET.pointer, pointer + size);
  return true;
}
