import { accepted } from '../../../context/accepted.js';
import type { Context } from '../../../context/context.js';
import type { DocumentPath } from '../../../diagnostics/diagnostic.js';
import { readDuration, readSize } from '../../../quantity/units.js';
import type { Payload } from './event.js';

export const MAX_UDP_BYTES = 65_507;

/** The data that an app says by its size or as a text. */
export function payloadOf(
  udp: { readonly size?: string; readonly payload?: string },
  path: DocumentPath,
  { findings }: Context,
): Payload {
  const { payload: text = null } = udp;
  const key = text === null ? 'size' : 'payload';
  const size =
    text === null ? accepted(readSize(udp.size ?? '64b')) : new TextEncoder().encode(text).length;
  if (size > MAX_UDP_BYTES) {
    const message = `${size} bytes do not fit into a datagram: at most ${MAX_UDP_BYTES}b`;
    findings.add({ path: [...path, key], message });
    return { bytes: 0, text };
  }
  return { bytes: size, text };
}

export function durationOr(text: string | undefined, otherwiseNs: number): number {
  return text === undefined ? otherwiseNs : accepted(readDuration(text));
}
