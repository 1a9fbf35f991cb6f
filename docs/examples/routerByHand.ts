import {
  ANY,
  formatIpv4Address,
  Host,
  type LinkEndpoint,
  type LinkReceiver,
  PacketPool,
  parseIpv4Address,
  parsePrefix,
  ZERO_MAC,
} from '@packetloom/core';
import { ManualClock, SeededRandom } from '@packetloom/core/testing';

const clock = new ManualClock();
const random = new SeededRandom();
const pool = new PacketPool();

/** Two ends of a wire without delay. */
function wire(): [LinkEndpoint, LinkEndpoint] {
  const receivers: LinkReceiver[] = [];
  const end = (own: number): LinkEndpoint => ({
    kind: 'point-to-point',
    mtu: 1500,
    linkAddress: ZERO_MAC,
    attach: (receiver) => {
      receivers[own] = receiver;
    },
    send: (packet) => {
      receivers[1 - own]?.receiveFromLink(packet);
      return null;
    },
  });
  return [end(0), end(1)];
}

function addNic(host: Host, name: string, link: LinkEndpoint, address: string, gateway?: string) {
  const nic = host.addNic({ name, link });
  const subnet = parsePrefix(address);
  if (subnet === undefined) throw new Error(`not a prefix: ${address}`);
  nic.addAddress(subnet);
  host.routes.add({ destination: subnet, gateway: null, nic: nic.id });
  const next = gateway === undefined ? undefined : parseIpv4Address(gateway);
  if (next !== undefined) {
    host.routes.add({
      destination: { address: ANY, length: 0 },
      gateway: next,
      nic: nic.id,
    });
  }
}

const [left, routerLeft] = wire();
const [right, routerRight] = wire();
const h1 = new Host({ clock, random, pool });
const router = new Host({ clock, random, pool, forwarding: true });
const h2 = new Host({ clock, random, pool });
addNic(h1, 'eth0', left, '10.0.0.2/24', '10.0.0.1');
addNic(router, 'eth0', routerLeft, '10.0.0.1/24');
addNic(router, 'eth1', routerRight, '10.0.1.1/24');
addNic(h2, 'eth0', right, '10.0.1.2/24', '10.0.1.1');

const server = h2.udp.createSocket();
server.bind({ port: 7 });
server.onReceive = ({ payload, source, destination, ttl }) => {
  const words = new TextDecoder().decode(payload);
  const from = formatIpv4Address(source);
  console.log(`${formatIpv4Address(destination)} heard "${words}" from ${from} with TTL ${ttl}`);
};
const payload = new TextEncoder().encode('hello');
h1.udp.createSocket().send({ payload, to: parseIpv4Address('10.0.1.2'), port: 7 });
