// UTF-8 (RFC 3629) straight into a buffer that is there already: TextEncoder is no part of the language,
// and would make an array for each text. A lone surrogate becomes U+FFFD, as it does there.

const REPLACEMENT = 0xfffd;

/** Octets that {@link writeUtf8} writes for a text. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    if (unit < 0x800) {
      length++;
    } else {
      length += 2;
      // Two code units make four octets.
      if (pairsAt(text, at)) at++;
    }
  }
  return length;
}

/** Writes a text from `offset` on, where there must be room for it; returns the offset after it. */
export function writeUtf8(text: string, target: Uint8Array, offset: number): number {
  let to = offset;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) {
      target[to++] = unit;
    } else if (unit < 0x800) {
      target[to++] = 0xc0 | (unit >> 6);
      target[to++] = 0x80 | (unit & 0x3f);
    } else if (pairsAt(text, at)) {
      const point = text.codePointAt(at) as number;
      at++;
      target[to++] = 0xf0 | (point >> 18);
      target[to++] = 0x80 | ((point >> 12) & 0x3f);
      target[to++] = 0x80 | ((point >> 6) & 0x3f);
      target[to++] = 0x80 | (point & 0x3f);
    } else {
      const point = (unit & 0xf800) === 0xd800 ? REPLACEMENT : unit;
      target[to++] = 0xe0 | (point >> 12);
      target[to++] = 0x80 | ((point >> 6) & 0x3f);
      target[to++] = 0x80 | (point & 0x3f);
    }
  }
  return to;
}

/** A text in octets of its own. */
export function encodeUtf8(text: string): Uint8Array {
  const octets = new Uint8Array(utf8Length(text));
  writeUtf8(text, octets, 0);
  return octets;
}

/** Whether a high and a low surrogate stand at `at`. */
function pairsAt(text: string, at: number): boolean {
  return (text.codePointAt(at) as number) > 0xffff;
}
