// Characters that mean something in YAML, and which of them may begin or end what.

export const TAB = 0x09;
export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
export const SPACE = 0x20;
export const QUOTE = 0x22;
export const HASH = 0x23;
export const APOSTROPHE = 0x27;
export const COMMA = 0x2c;
export const AMPERSAND = 0x26;
export const ASTERISK = 0x2a;
export const DASH = 0x2d;
export const GREATER = 0x3e;
export const BAR = 0x7c;
export const COLON = 0x3a;
export const OPENING_BRACKET = 0x5b;
export const CLOSING_BRACKET = 0x5d;
export const OPENING_BRACE = 0x7b;
export const CLOSING_BRACE = 0x7d;
const LAST_PRINTABLE = 0x7e;

/** A text, not a number, which would not keep its place among the keys of an object; no merge key. */
export function isKey(value: unknown): value is string {
  return typeof value === 'string' && value !== '<<' && !/^\d/.test(value);
}

export function isFlowIndicator(code: number): boolean {
  return (
    code === COMMA ||
    code === OPENING_BRACKET ||
    code === CLOSING_BRACKET ||
    code === OPENING_BRACE ||
    code === CLOSING_BRACE
  );
}

/** Any that stands for itself: no blanks but the usual one, no ends of lines, no byte order mark. */
export function isPrintable(code: number): boolean {
  if (code <= LAST_PRINTABLE) return code >= SPACE;
  if (code < 0x1680) return code > 0xa0;
  if (code < 0x2070) return code >= 0x2010 && code < 0x205f && (code < 0x2028 || code > 0x202f);
  return code !== 0x3000 && code < 0xfeff;
}

/** Letters, digits, `_`, `.`, `/` and `(`; a sign before one of the first four. */
export function isPlainStart(code: number, next: number): boolean {
  if (code === DASH || code === 0x2b) return isWordCharacter(next);
  return isWordCharacter(code) || code === 0x2f || code === 0x28;
}

function isWordCharacter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f ||
    code === 0x2e
  );
}
