/** Characters that are made at once: arguments of a call have a limit. */
const CHUNK = 8_192;

/** Octets in base64 (RFC 4648, section 4). */
export function toBase64(octets: Uint8Array): string {
  let characters = '';
  for (let start = 0; start < octets.length; start += CHUNK) {
    characters += String.fromCharCode(...octets.subarray(start, start + CHUNK));
  }
  return btoa(characters);
}

/** The octets of a text in base64; null if it is none. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
