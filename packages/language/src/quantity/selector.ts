import { type ParseResult, parsed, parseFailure } from './quantity.js';

/** One name of a path, and where it stands in the text; `*` in it stands for any letters. */
export interface SelectorPart {
  readonly name: string;
  readonly start: number;
  /** Offset after the last character, brackets included. */
  readonly end: number;
}

/** A name between dots. Ports of segments are named after their NICs: `h1:eth0`. */
const BARE = /[A-Za-z_*][A-Za-z0-9_:*-]*/y;
/** A name as expectations write those with a hyphen: `["my-call"]`. */
const BRACKETED = /\[\s*(?:"([^"]+)"|'([^']+)')\s*\]/y;

/** Reads a path such as `link.tail.forward.queue` or `app["my-call"].received`: two names at least. */
export function readSelector(text: string): ParseResult<readonly SelectorPart[]> {
  const parts: SelectorPart[] = [];
  let offset = 0;
  while (offset < text.length) {
    const isBracketed = text[offset] === '[' && parts.length > 0;
    if (parts.length > 0 && !isBracketed) {
      if (text[offset] !== '.') return notRead();
      offset += 1;
    }
    const form = isBracketed ? BRACKETED : BARE;
    form.lastIndex = offset;
    const found = form.exec(text);
    if (found === null) return notRead();
    const [whole, quoted, single] = found;
    const end = offset + whole.length;
    parts.push({ name: quoted ?? single ?? whole, start: offset, end });
    offset = end;
  }
  return parts.length > 1 ? parsed(parts) : notRead();
}

function notRead(): ParseResult<never> {
  return parseFailure('names no value: expected names with dots between them');
}
