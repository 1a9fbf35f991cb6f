import { type Ipv4Address, parseIpv4Address } from '../address/ipv4Address.js';
import { parsePrefix } from '../address/prefix.js';
import { Host, type HostOptions, type Nic } from '../host/host.js';
import { PacketPool } from '../packet/packetPool.js';
import { ManualClock } from './manualClock.js';
import { RecordingLink, type RecordingLinkOptions } from './recordingLink.js';
import { SeededRandom } from './seededRandom.js';

/** How one NIC of a {@link TestHost} is made. */
export interface TestNicOptions {
  /** In CIDR notation. */
  readonly addresses: readonly string[];
  readonly mtu?: number;
  readonly kind?: RecordingLinkOptions['kind'];
  readonly promiscuous?: boolean;
  readonly spoofing?: boolean;
}

/** A host alone, on links that record what it sends: `eth0`, `eth1`, … */
export interface TestHost {
  readonly host: Host;
  readonly clock: ManualClock;
  readonly pool: PacketPool;
  readonly nics: readonly Nic[];
  readonly links: readonly RecordingLink[];
}

/** Makes a {@link TestHost}. Routes: those of its subnets, and `routes` as [destination, gateway, NIC]. */
export function testHost(
  nicOptions: readonly TestNicOptions[],
  options: Partial<HostOptions> = {},
  routes: readonly (readonly [string, string | null, number])[] = [],
): TestHost {
  const clock = new ManualClock();
  const pool = new PacketPool();
  const host = new Host({
    clock,
    pool,
    random: new SeededRandom(),
    icmpRateLimit: null,
    ...options,
  });
  const links = nicOptions.map(({ mtu, kind }) => new RecordingLink({ pool, clock, mtu, kind }));
  const nics = nicOptions.map(({ addresses, promiscuous = false, spoofing = false }, index) => {
    const link = links[index] as RecordingLink;
    const nic = host.addNic({ name: `eth${index}`, link, promiscuous, spoofing });
    for (const text of addresses) {
      const prefix = prefixOf(text);
      nic.addAddress(prefix);
      host.routes.add({ destination: prefix, gateway: null, nic: nic.id });
    }
    return nic;
  });
  for (const [destination, gateway, nic] of routes) {
    host.routes.add({
      destination: prefixOf(destination),
      gateway: gateway === null ? null : addressOf(gateway),
      nic: nic + 1,
    });
  }
  for (const link of links) link.take();
  return { host, clock, pool, nics, links };
}

/** An address that must be well written. */
export function addressOf(text: string): Ipv4Address {
  const address = parseIpv4Address(text);
  if (address === undefined) throw new Error(`not an IPv4 address: ${text}`);
  return address;
}

function prefixOf(text: string) {
  const prefix = parsePrefix(text);
  if (prefix === undefined) throw new Error(`not a prefix: ${text}`);
  return prefix;
}
