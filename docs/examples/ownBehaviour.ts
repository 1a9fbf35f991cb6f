import { ANY, Host, ipv4Address, PacketPool, parseIpv4Address, STANDARD } from '@packetloom/core';
import { ManualClock, RecordingLink, SeededRandom } from '@packetloom/core/testing';
import { encodeIpv4, ipv4Ttl } from '@packetloom/core/wire';

const clock = new ManualClock();
const pool = new PacketPool();
const random = new SeededRandom();
const behaviour = { ...STANDARD, ttlExpiry: 'zero' } as const;
const router = new Host({ clock, pool, random, behaviour, forwarding: true, igmp: false });
const links = [1, 2].map(() => new RecordingLink({ clock, pool }));
links.forEach((link, index) => {
  const nic = router.addNic({ name: `eth${index}`, link });
  const subnet = { address: ipv4Address(0x0a000001 + index * 256), length: 24 };
  nic.addAddress(subnet);
  router.routes.add({ destination: subnet, gateway: null, nic: nic.id });
});

const source = parseIpv4Address('10.0.0.9') ?? ANY;
const destination = parseIpv4Address('10.0.1.9') ?? ANY;
links[0]?.arrive(encodeIpv4({ source, destination, protocol: 17, ttl: 1 }));
const [sent = new Uint8Array(20)] = links[1]?.take() ?? [];
console.log(`forwarded with TTL ${ipv4Ttl(new DataView(sent.buffer, sent.byteOffset), 0)}`);
