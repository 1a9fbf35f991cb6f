// Signatures of segments (RFC 2385): a peer that sends them talks to somebody else.
import { TCP_OPTION_END, TCP_OPTION_NOP } from '../../wire/tcpOptions.js';

const TCP_OPTION_MD5 = 19;
/** Octets of the option: where fewer are left, none is sought. */
const MD5_LENGTH = 18;

/**
 * Whether options hold a signature, for which there is no key here, or are broken in a place where one could
 * be. Such segments are dropped.
 */
export function hasSignature(view: DataView, start: number, length: number): boolean {
  const end = start + length;
  for (let at = start; end - at >= MD5_LENGTH; ) {
    const kind = view.getUint8(at);
    if (kind === TCP_OPTION_END) return false;
    if (kind === TCP_OPTION_NOP) {
      at++;
      continue;
    }
    const size = view.getUint8(at + 1);
    if (size < 2 || at + size > end || kind === TCP_OPTION_MD5) return true;
    at += size;
  }
  return false;
}
