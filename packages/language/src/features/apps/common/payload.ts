import { accepted } from '../../../context/accepted.js';
import type { Context } from '../../../context/context.js';
import type { DocumentPath } from '../../../diagnostics/diagnostic.js';
import { readDuration, readSize } from '../../../quantity/units.js';

export const MAX_UDP_BYTES = 65_507;

export function payloadOf(
  udp: { readonly size?: string; readonly payload?: string },
  path: DocumentPath,
  { findings }: Context,
): Uint8Array {
  const key = udp.payload === undefined ? 'size' : 'payload';
  const octets = udp.payload === undefined ? undefined : new TextEncoder().encode(udp.payload);
  const size = octets?.length ?? accepted(readSize(udp.size ?? '64b'));
  if (size > MAX_UDP_BYTES) {
    const message = `${size} bytes do not fit into a datagram: at most ${MAX_UDP_BYTES}b`;
    findings.add({ path: [...path, key], message });
    return new Uint8Array();
  }
  return octets ?? Uint8Array.from({ length: size }, (_, index) => index & 0xff);
}

export function durationOr(text: string | undefined, otherwiseNs: number): number {
  return text === undefined ? otherwiseNs : accepted(readDuration(text));
}
