import { describe, expect, it } from 'vitest';
import { ANY, type Ipv4Address } from '../address/ipv4Address.js';
import type { ProfileName } from '../ipv4/behaviour.js';
import { SeededRandom } from '../testing/seededRandom.js';
import { addressOf, testHost } from '../testing/testHost.js';
import {
  encodeIcmpv4,
  encodeIgmp,
  encodeIpv4,
  encodeUdp,
  fillIpv4Checksum,
  ipv4HeaderLength,
} from '../wire/index.js';

/** More for a long run: PACKETLOOM_FLOOD_PACKETS=10000000 npx vitest run packages/core/src/host/flood.test.ts */
const PACKETS = Number(process.env.PACKETLOOM_FLOOD_PACKETS ?? 60_000);
const REASSEMBLY_LIMIT = 4_194_304;
const ADDRESSES = [
  '10.0.0.1',
  '10.0.0.255',
  '10.0.0.9',
  '10.1.0.1',
  '10.1.0.9',
  '192.0.2.1',
  '255.255.255.255',
  '0.0.0.0',
  '224.0.0.1',
  '239.1.1.1',
  '127.0.0.1',
  '169.254.0.1',
  '240.0.0.1',
].map(addressOf);

const random = new SeededRandom(7).stream('flood');
const pick = <Item>(items: readonly Item[]): Item => items[random.below(items.length)] as Item;
const octets = (length: number) => Uint8Array.from({ length }, () => random.below(256));

/** A datagram that is nearly always valid in its outer form. */
function datagram(): Uint8Array {
  const source = pick(ADDRESSES);
  const destination = pick(ADDRESSES);
  const kind = random.below(8);
  const protocol = kind < 3 ? 17 : kind < 6 ? 1 : kind === 6 ? 2 : random.below(256);
  const isFragment = random.below(3) === 0;
  return encodeIpv4(
    {
      source,
      destination,
      protocol,
      identification: random.below(64),
      ttl: pick([0, 1, 2, 64]),
      dontFragment: random.below(4) === 0,
      moreFragments: isFragment && random.below(2) === 0,
      fragmentOffsetBytes: isFragment ? random.below(200) * 8 : 0,
      options: random.below(4) === 0 ? octets(random.below(41)) : new Uint8Array(),
    },
    payloadOf(protocol, source, destination),
  );
}

function payloadOf(protocol: number, source: Ipv4Address, destination: Ipv4Address): Uint8Array {
  const data = octets(random.below(60) * pick([1, 8, 24]));
  if (protocol === 17) {
    const ports = { sourcePort: random.below(65_536), destinationPort: pick([53, 99]) };
    return encodeUdp(ports, data, random.below(4) === 0 ? null : { source, destination });
  }
  if (protocol === 1) {
    const type = random.below(20);
    return encodeIcmpv4({
      kind: 'unknown',
      type,
      code: random.below(4),
      restOfHeader: 0,
      data,
    });
  }
  if (protocol === 2) {
    const group = pick(ADDRESSES);
    return random.below(2) === 0
      ? encodeIgmp({ kind: 'membership-report', version: 2, group })
      : encodeIgmp({
          kind: 'membership-query',
          version: 2,
          group: ANY,
          maxRespCode: 10,
        });
  }
  return data;
}

/** Flips bits, cuts, or leaves alone; the header checksum is renewed more often than not. */
function mutated(packet: Uint8Array): Uint8Array {
  const choice = random.below(4);
  if (choice === 0) return packet;
  const result = choice === 1 ? packet.slice(0, random.below(packet.length + 1)) : packet.slice();
  if (choice > 1) {
    for (let flips = random.below(4); flips >= 0; flips--) {
      const at = random.below(Math.min(result.length, 64));
      result[at] = (result[at] as number) ^ (1 << random.below(8));
    }
  }
  const view = new DataView(result.buffer);
  const headerLength = result.length < 20 ? 0 : ipv4HeaderLength(view, 0);
  if (headerLength >= 20 && headerLength <= result.length && random.below(3) > 0) {
    fillIpv4Checksum(view, 0, headerLength);
  }
  return result;
}

/** A batch of packets made once and sent over and over, each time changed a little. */
const PROFILES: readonly ProfileName[] = ['netstack', 'standard', 'linux'];
const BATCH = Array.from({ length: 4096 }, datagram);

describe.each(PROFILES)('a host of profile %s', (behaviour) => {
  it.each([false, true])(
    'survives random and damaged packets, and accounts for each (forwarding %s)',
    (forwarding) => {
      const { host, clock, pool, nics, links } = testHost(
        [{ addresses: ['10.0.0.1/24'] }, { addresses: ['10.1.0.1/24'], mtu: 100 }],
        { behaviour, forwarding },
        [['0.0.0.0/0', '10.1.0.2', 1]],
      );
      host.udp.createSocket({ receiveBufferBytes: 1000 }).bind({ port: 53 });
      nics[0]?.joinGroup(addressOf('239.1.1.1'));
      const before = pool.totals().created;
      let injected = 0;
      for (; injected < PACKETS / 4; injected++) {
        nics[injected & 1]?.inject(mutated(pick(BATCH)));
        if ((injected & 0xff) === 0) {
          clock.advanceBy(random.below(500_000_000));
          for (const link of links) link.sent.length = 0;
          expect(host.reassembler.heldBytes).toBeLessThanOrEqual(REASSEMBLY_LIMIT);
        }
      }
      const { created, ended } = pool.totals();
      expect(created - ended).toBe(host.heldPackets);
      expect(created - before).toBeGreaterThan(injected);
      expect(host.counters.get('ip.packetsReceived')).toBeGreaterThanOrEqual(injected);
      clock.advanceBy(100_000_000_000);
      expect(pool.liveCount).toBe(0);
    },
    600_000,
  );
});
