// Runs in a browser: a host is built, an echo request arrives, and the page shows the echo reply.

import { ipv4Address } from '../src/address/ipv4Address.js';
import { ZERO_MAC } from '../src/address/macAddress.js';
import {
  type Clock,
  Disposition,
  formatIpv4Address,
  Host,
  type LinkEndpoint,
  PacketPool,
} from '../src/index.js';
import {
  decodeIcmpv4,
  decodeIpv4,
  encodeIcmpv4,
  encodeIpv4,
  isCodecError,
} from '../src/wire/index.js';

/** Of the page, this script needs no more. */
declare const document: { readonly body: { textContent: string } };

const clock: Clock = { nowNs: 0, epochMs: 0, schedule: () => 1, cancel: () => {} };
const random = { stream: () => ({ below: () => 0 }) };
const pool = new PacketPool();
const sent: Uint8Array[] = [];
const link: LinkEndpoint = {
  kind: 'point-to-point',
  mtu: 1500,
  linkAddress: ZERO_MAC,
  attach: () => {},
  send: (packet) => {
    sent.push(packet.toBytes());
    pool.end(packet, Disposition['left-the-network']);
    return null;
  },
};

const host = new Host({ clock, random, pool });
const nic = host.addNic({ name: 'eth0', link });
const subnet = { address: ipv4Address(0x0a000001), length: 24 };
nic.addAddress(subnet);
host.routes.add({ destination: subnet, gateway: null, nic: nic.id });

const data = new TextEncoder().encode('from a browser');
const message = encodeIcmpv4({ kind: 'echo', code: 0, identifier: 1, sequenceNumber: 2, data });
nic.inject(
  encodeIpv4(
    { source: ipv4Address(0x0a000009), destination: ipv4Address(0x0a000001), protocol: 1 },
    message,
  ),
);

document.body.textContent = sent.map(describe).join('\n');

function describe(octets: Uint8Array): string {
  const datagram = decodeIpv4(octets);
  if (isCodecError(datagram)) return datagram.message;
  const reply = decodeIcmpv4(datagram.payload);
  if (isCodecError(reply) || reply.kind !== 'echo-reply') return 'no echo reply';
  const { source, destination } = datagram;
  const direction = `${formatIpv4Address(source)} > ${formatIpv4Address(destination)}`;
  return `${direction} ${reply.kind} ${reply.sequenceNumber} "${new TextDecoder().decode(reply.data)}"`;
}
