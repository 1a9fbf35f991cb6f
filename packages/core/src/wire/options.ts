// Hot path: walking the options of an IPv4 header (RFC 791 3.1) in place. Nothing is allocated; the
// same options as checked values: optionsCodec.ts.

// Option types: the copied bit, two bits of class, five bits of number.
export const OPTION_END_OF_LIST = 0;
export const OPTION_NO_OPERATION = 1;
export const OPTION_RECORD_ROUTE = 7;
export const OPTION_TIMESTAMP = 68;
/** RFC 1108 2. */
export const OPTION_SECURITY = 130;
export const OPTION_LOOSE_SOURCE_ROUTE = 131;
export const OPTION_STRICT_SOURCE_ROUTE = 137;
/** RFC 2113 2.1. */
export const OPTION_ROUTER_ALERT = 148;

/** Set in the types of options that go into every fragment (RFC 791 3.1). */
export const OPTION_COPIED_BIT = 0x80;

/** Where the fields of an option begin, counted from its type. */
export const OPTION_OFFSET = {
  type: 0,
  length: 1,
  /** Record route, source routes, timestamp: where the next entry goes, counted from 1. */
  pointer: 2,
  /** Record route, source routes. */
  route: 3,
  /** Timestamp: overflow in the high four bits, flag in the low four. */
  overflowAndFlag: 3,
  timestamps: 4,
  /** Router alert: 16 bits. */
  value: 2,
} as const;

/** Octets of a router alert option (RFC 2113 2.1). */
export const ROUTER_ALERT_LENGTH = 4;

// Flags of a timestamp option (RFC 791 3.1).
export const TIMESTAMP_ONLY = 0;
export const TIMESTAMP_AND_ADDRESS = 1;
export const TIMESTAMP_PRESPECIFIED = 3;

/** What {@link ipv4OptionLength} returns for none. */
export const OPTION_MALFORMED = 0;

/**
 * Octets of the option whose type stands at `at`, before `end`: 1 for end of list and no operation,
 * else its length octet. {@link OPTION_MALFORMED} (0) if there is no length octet before `end`, it
 * is 0 or 1, or the option would go beyond `end`.
 */
export function ipv4OptionLength(view: DataView, at: number, end: number): number {
  if (view.getUint8(at) <= OPTION_NO_OPERATION) return 1;
  if (at + 1 >= end) return OPTION_MALFORMED;
  const length = view.getUint8(at + OPTION_OFFSET.length);
  return length < 2 || at + length > end ? OPTION_MALFORMED : length;
}

/** Whether the option goes into every fragment (RFC 791 3.1). */
export function isCopiedOption(type: number): boolean {
  return (type & OPTION_COPIED_BIT) !== 0;
}

/** Octets of options padded to whole 32-bit words. */
export function paddedOptionsLength(length: number): number {
  return (length + 3) & ~3;
}
