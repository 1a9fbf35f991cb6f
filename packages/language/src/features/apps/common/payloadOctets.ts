import type { Payload } from './event.js';

/** The octets of a datagram's data. */
export function payloadOctets({ bytes, text }: Payload): Uint8Array {
  if (text !== null) return new TextEncoder().encode(text);
  return Uint8Array.from({ length: bytes }, (_, index) => index & 0xff);
}
