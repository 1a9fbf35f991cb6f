import { describe, expect, it } from 'vitest';
import { formatIpv4Address, ipv4Address } from '../address/ipv4Address.js';
import { icmpOctets, ip } from '../testing/packets.js';
import { testHost } from '../testing/testHost.js';
import { decodeIpv4, encodeIgmp, encodeIpv4, isCodecError } from '../wire/index.js';

type Profile = 'standard' | 'netstack';

const RECORD_ROUTE = Uint8Array.of(7, 7, 4, 0, 0, 0, 0, 0);
const GROUP = '239.1.1.1';

/** A timestamp option with one entry of a time, and with an address where there is one. */
function timestamp(flags: number, address = '0.0.0.0'): Uint8Array {
  const option = new Uint8Array(flags === 0 ? 8 : 12);
  option.set([68, option.length, 5, flags]);
  if (flags > 0) new DataView(option.buffer).setUint32(4, ip(address));
  return option;
}

/** A router with .1 on each of three links, and a second address on the first. */
function router(behaviour: Profile) {
  return testHost(
    [
      { addresses: ['10.0.0.1/24', '10.0.0.77/24'] },
      { addresses: ['10.1.0.1/24'] },
      { addresses: ['10.2.0.1/24'] },
    ],
    { behaviour, forwarding: true, multicastRouting: true },
  );
}

/** The first address in the option of each packet, and whether something was filled in. */
function recorded(octets: readonly Uint8Array[], at: number): string[] {
  return octets.flatMap((packet) => {
    const datagram = decodeIpv4(packet);
    if (isCodecError(datagram)) return [datagram.message];
    const { options, protocol } = datagram;
    if (protocol === 2) return [];
    const { buffer, byteOffset } = options;
    const address = formatIpv4Address(ipv4Address(new DataView(buffer, byteOffset).getUint32(at)));
    return [`${address} ${(options[2] ?? 0) > 5}`];
  });
}

describe('the address that options record', () => {
  function sentBy(behaviour: Profile, to: string, options: Uint8Array, at = 3): string[] {
    const { nics, links } = router(behaviour);
    nics[0]?.inject(icmpOctets('10.0.0.9', to, { type: 8 }, { options }));
    return recorded(
      links.flatMap((link) => link.take()),
      at,
    );
  }

  it('is that of the outgoing NIC where a router forwards (RFC 791 3.1, RFC 1812 4.2.2.2)', () => {
    expect(sentBy('standard', '10.1.0.9', RECORD_ROUTE)).toEqual(['10.1.0.1 true']);
    expect(sentBy('standard', '10.1.0.9', timestamp(1), 4)).toEqual(['10.1.0.1 true']);
    expect(sentBy('netstack', '10.1.0.9', RECORD_ROUTE)).toEqual(['10.0.0.1 true']);
    expect(sentBy('netstack', '10.1.0.9', timestamp(1), 4)).toEqual(['10.0.0.1 true']);
  });

  it('is the one that an echo request was sent to (RFC 1122 3.2.2.6)', () => {
    expect(sentBy('standard', '10.0.0.77', RECORD_ROUTE)).toEqual(['10.0.0.77 true']);
    expect(sentBy('standard', '10.0.0.1', RECORD_ROUTE)).toEqual(['10.0.0.1 true']);
    expect(sentBy('standard', '10.0.0.255', RECORD_ROUTE)).toEqual(['10.0.0.1 true']);
    expect(sentBy('netstack', '10.0.0.77', RECORD_ROUTE)).toEqual(['10.0.0.1 true']);
  });

  it('is recorded once where another NIC has the destination', () => {
    const twice = Uint8Array.of(7, 11, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    const pointerOf = (behaviour: Profile) => {
      const { nics, links } = router(behaviour);
      nics[0]?.inject(icmpOctets('10.0.0.9', '10.1.0.1', { type: 8 }, { options: twice }));
      const reply = decodeIpv4(links[0]?.take()[0] ?? new Uint8Array());
      return isCodecError(reply) ? reply.message : reply.options[2];
    };
    expect([pointerOf('standard'), pointerOf('netstack')]).toEqual([8, 12]);
  });

  it('is that of each way on which a multicast router sends a copy', () => {
    const copiesBy = (behaviour: Profile) => {
      const { nics, links } = router(behaviour);
      const report = encodeIgmp({ kind: 'membership-report', version: 2, group: ip(GROUP) });
      const options = Uint8Array.of(148, 4, 0, 0);
      for (const link of [1, 2]) {
        const header = {
          source: ip(`10.${link}.0.9`),
          destination: ip(GROUP),
          protocol: 2,
          ttl: 1,
        };
        nics[link]?.inject(encodeIpv4({ ...header, options }, report));
      }
      const header = { source: ip('10.0.0.9'), destination: ip(GROUP), protocol: 17 };
      nics[0]?.inject(encodeIpv4({ ...header, options: RECORD_ROUTE }, new Uint8Array(8)));
      return links.flatMap((link) => recorded(link.take(), 3));
    };
    expect(copiesBy('standard')).toEqual(['10.1.0.1 true', '10.2.0.1 true']);
    expect(copiesBy('netstack')).toEqual(['10.0.0.1 true', '10.0.0.1 true']);
  });

  it('may be any own one where a timestamp names it (RFC 1812 5.3.13.6)', () => {
    const stampedBy = (behaviour: Profile, address: string, to = '10.1.0.9') =>
      sentBy(behaviour, to, timestamp(3, address), 4);
    for (const address of ['10.0.0.1', '10.0.0.77', '10.1.0.1', '10.2.0.1']) {
      expect(stampedBy('standard', address)).toEqual([`${address} true`]);
      expect(stampedBy('standard', address, '10.0.0.1')).toEqual([`${address} true`]);
    }
    for (const address of ['10.1.0.9', '10.0.0.255', '255.255.255.255']) {
      expect(stampedBy('standard', address)).toEqual([`${address} false`]);
    }
    expect(stampedBy('netstack', '10.0.0.1')).toEqual(['10.0.0.1 true']);
    expect(stampedBy('netstack', '10.0.0.77')).toEqual(['10.0.0.77 false']);
  });
});

describe('an option that is broken', () => {
  it('is reported before a missing route is, and after a TTL that ends, either way', () => {
    const errorsBy = (behaviour: Profile) => {
      const { nics, links } = router(behaviour);
      const options = Uint8Array.of(7, 7, 3, 0, 0, 0, 0, 0);
      const types = [{}, { ttl: 0 }].flatMap((fields) => {
        const header = { options, ...fields };
        nics[0]?.inject(icmpOctets('10.0.0.9', '172.16.0.1', { type: 8 }, header));
        return links[0]?.take().map((octets) => octets[20]) ?? [];
      });
      return types;
    };
    expect(errorsBy('standard')).toEqual([12, 11]);
    expect(errorsBy('netstack')).toEqual([12, 11]);
  });
});
