// Deliberate faults where standard does otherwise than the reference: see `list.mjs`.

/** @type {readonly import('./list.mjs').Fault[]} */
export const CHOICE_FAULTS = [
  {
    name: 'standard hosts send ICMP errors about later fragments',
    file: 'core/src/ipv4/behaviour.ts',
    find: "  laterFragmentErrors: 'none',\n",
    replace: "  laterFragmentErrors: 'send',\n",
    breaks: ['no-error-about-error'],
  },
  {
    name: 'standard hosts limit echo replies like errors',
    file: 'core/src/ipv4/behaviour.ts',
    find: "  rateLimitedIcmp: 'errors',\n",
    replace: "  rateLimitedIcmp: 'errors-and-replies',\n",
    breaks: ['only-errors-are-limited'],
  },
  {
    name: 'standard hosts send a UDP checksum of 0 as it is',
    file: 'core/src/ipv4/behaviour.ts',
    find: "  zeroUdpChecksum: 'ones',\n",
    replace: "  zeroUdpChecksum: 'zero',\n",
    breaks: ['udp-checksums-are-sent'],
  },
  {
    name: 'standard hosts take datagrams of more than 65,535 octets',
    file: 'core/src/ipv4/behaviour.ts',
    find: "  oversizedDatagrams: 'drop',\n",
    replace: "  oversizedDatagrams: 'wrap',\n",
    breaks: ['datagrams-have-a-size'],
  },
  {
    name: 'standard hosts leave the checksum of a header that changes',
    file: 'core/src/ipv4/behaviour.ts',
    find: "  changedHeaders: 'new-checksum',\n",
    replace: "  changedHeaders: 'stale-checksum',\n",
    breaks: ['headers-are-their-own'],
  },
  {
    name: 'what cannot be sent is shown with the header of another packet',
    file: 'core/src/ipv4/send.ts',
    find: '    writeHeader(route, packet, fields, 0);\n    return fail',
    replace: '    return fail',
    breaks: ['headers-are-their-own'],
  },
  {
    name: 'standard routers record the address of the receiving NIC',
    file: 'core/src/ipv4/behaviour.ts',
    find: "  recordedAddress: 'outgoing',\n",
    replace: "  recordedAddress: 'receiving',\n",
    breaks: ['recorded-address-leads-on'],
  },
  {
    name: 'standard hosts leave link addresses as they are while others speak',
    file: 'core/src/ipv4/behaviour.ts',
    find: "  arpMerge: 'every-packet',\n",
    replace: "  arpMerge: 'requests-to-us',\n",
    breaks: ['neighbours-are-believed'],
  },
  {
    name: 'standard hosts want a router alert in messages of IGMP version 1',
    file: 'core/src/ipv4/behaviour.ts',
    find: "  igmpVersion1: 'rfc-1112',\n",
    replace: "  igmpVersion1: 'as-version-2',\n",
    breaks: ['igmp-version-1-is-understood'],
  },
  {
    name: 'standard hosts take reserved addresses like any other',
    file: 'core/src/ipv4/behaviour.ts',
    find: "  reservedAddresses: 'discard',\n",
    replace: "  reservedAddresses: 'accept',\n",
    breaks: ['reserved-addresses-stay-out'],
  },
];
