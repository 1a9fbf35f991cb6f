import type { LeftOut, LeftOutReason } from '@packetloom/sim';

/** Why packets of a capture are left out, in words. */
export const LEFT_OUT_REASONS = [
  ['arp', 'ARP'],
  ['ipv6', 'IPv6'],
  ['otherProtocol', 'of another protocol'],
  ['malformed', 'broken or cut within the headers'],
  ['linkType', 'of a link type that is not understood'],
] as const satisfies readonly (readonly [LeftOutReason, string])[];

/** How many packets of a capture are left out. */
export function leftOutTotal(leftOut: LeftOut): number {
  return Object.values(leftOut).reduce((total, count) => total + count, 0);
}

/** What is left out and why: `3 left out: 2 ARP, 1 IPv6`; nothing if all are taken. */
export function leftOutText(leftOut: LeftOut, unknownLinkTypes: readonly number[]): string {
  const total = leftOutTotal(leftOut);
  if (total === 0) return '';
  const reasons = LEFT_OUT_REASONS.flatMap(([reason, what]) => {
    const count = leftOut[reason];
    if (count === 0) return [];
    const numbers = reason === 'linkType' ? ` (${unknownLinkTypes.join(', ')})` : '';
    return [`${count} ${what}${numbers}`];
  });
  return `${total} left out: ${reasons.join(', ')}`;
}
