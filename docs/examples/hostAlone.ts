import { Host, PacketPool, parseIpv4Address, parsePrefix } from '@packetloom/core';
import { ManualClock, RecordingLink, SeededRandom } from '@packetloom/core/testing';

const clock = new ManualClock();
const pool = new PacketPool();
const host = new Host({ clock, pool, random: new SeededRandom() });
const link = new RecordingLink({ clock, pool });
const nic = host.addNic({ name: 'eth0', link });
const subnet = parsePrefix('10.0.0.1/24');
if (subnet !== undefined) {
  nic.addAddress(subnet);
  host.routes.add({ destination: subnet, gateway: null, nic: nic.id });
}

const socket = host.udp.createSocket();
const payload = new TextEncoder().encode('hello');
const error = socket.send({ payload, to: parseIpv4Address('10.0.0.2'), port: 9 });

console.log(error, link.take().length, host.counters.nonZero());
