import type { Fault } from '../diagnostics/diagnostic.js';

/** Largest file that is read: engines hold texts of 512 MiB and no longer ones. */
export const MAX_FILE_BYTES = 256 * 1_048_576;

/** What is said of a file that is larger. */
export function tooLarge(bytes: number, largest = MAX_FILE_BYTES): string {
  const mebibytes = (size: number) => (size / 1_048_576).toFixed(1).replace('.0', '');
  return `the file has ${mebibytes(bytes)} MiB; at most ${mebibytes(largest)} MiB are read`;
}

/** Octets as text, or what is wrong with them. */
export type Decoded = { readonly text: string } | { readonly fault: Fault };

/** The text that a file's octets hold: UTF-8, with or without a byte order mark. */
export function decode(octets: Uint8Array): Decoded {
  const utf16 =
    (octets[0] === 0xff && octets[1] === 0xfe) || (octets[0] === 0xfe && octets[1] === 0xff);
  if (utf16) return whole('the file is UTF-16; save it as UTF-8');
  const zero = octets.indexOf(0);
  if (zero >= 0) {
    return whole(
      `the file is binary: octet ${zero} is zero; a scenario file is text (YAML or JSON)`,
    );
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(octets) };
  } catch {
    return notUtf8(octets);
  }
}

function notUtf8(octets: Uint8Array): Decoded {
  const text = new TextDecoder('utf-8').decode(octets);
  const offset = Math.max(0, text.indexOf('\ufffd'));
  const message = 'the file is not UTF-8 from here on; save it as UTF-8';
  return { fault: { offset, end: offset + 1, message } };
}

function whole(message: string): Decoded {
  return { fault: { offset: 0, end: 0, message } };
}
