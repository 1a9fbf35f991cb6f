import { ipv4Address } from '@packetloom/core';
import {
  decodeIcmpv4,
  decodeIpv4,
  decodeUdp,
  encodeIcmpv4,
  encodeIpv4,
  encodeUdp,
  isCodecError,
  PROTOCOL_UDP,
} from '@packetloom/core/wire';

const [source, destination] = [ipv4Address(0x0a000001), ipv4Address(0x0a000002)];
const probe = encodeUdp({ sourcePort: 5000, destinationPort: 33_434 }, new Uint8Array(32));
const quoted = encodeIpv4({ source, destination, protocol: PROTOCOL_UDP, ttl: 1 }, probe);
const octets = encodeIcmpv4({ kind: 'time-exceeded', code: 0, quoted });

const message = decodeIcmpv4(octets);
if (!isCodecError(message) && message.kind === 'time-exceeded') {
  const about = decodeIpv4(message.quoted, 0, message.quoted.length, { allowTruncated: true });
  const udp = isCodecError(about) ? about : decodeUdp(about.payload);
  if (!isCodecError(udp)) console.log(`${message.kind} about UDP to port ${udp.destinationPort}`);
}
