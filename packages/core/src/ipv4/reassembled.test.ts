import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventObserver } from '../ports/eventObserver.js';
import type { StackEvent } from '../ports/observer.js';
import { ip, wrongChecksums } from '../testing/packets.js';
import { testHost } from '../testing/testHost.js';
import { decodeIpv4, encodeIpv4, type Ipv4HeaderFields, isCodecError } from '../wire/index.js';

const ROUTER_ALERT = Uint8Array.of(148, 4, 0, 0);
const RECORD_ROUTE = Uint8Array.of(7, 7, 4, 0, 0, 0, 0, 0);

type Profile = 'standard' | 'netstack';

function router(behaviour: Profile = 'standard') {
  const nics = [{ addresses: ['10.0.0.1/24'], mtu: 65_535 }, { addresses: ['10.1.0.1/24'] }];
  return testHost(nics, { behaviour, forwarding: true });
}

function fragment(fields: Partial<Ipv4HeaderFields>, length: number, octet = 0): Uint8Array {
  const header = {
    source: ip('10.0.0.9'),
    destination: ip('10.0.0.1'),
    protocol: 17,
    identification: 7,
    ...fields,
  };
  return encodeIpv4(header, new Uint8Array(length).fill(octet));
}

/** Header checksums that are wrong in what these packets become here, and in what is sent about it. */
function faultsOf(behaviour: Profile, packets: readonly Uint8Array[]): string[] {
  const { host, nics, links, pool } = router(behaviour);
  const faults: string[] = [];
  const raw = host.createRawSocket({ protocol: 17 });
  raw.onReceive = ({ payload }) => faults.push(...wrongChecksums(pool.from(payload)));
  for (const octets of packets) nics[0]?.inject(octets);
  const answers = links[0]?.take() ?? [];
  expect(answers).toHaveLength(1);
  return faults.concat(answers.flatMap((octets) => wrongChecksums(pool.from(octets))));
}

describe('a datagram of more than 65,535 octets (RFC 791 3.1)', () => {
  /** What becomes of a datagram with a header and data of these lengths, cut at `cut`. */
  function outcome(behaviour: Profile, options: Uint8Array, data: number, cut: number): string {
    const { host, nics, pool } = router(behaviour);
    const notified: StackEvent['type'][] = [];
    host.observer = new EventObserver(host.name, ({ type }) => notified.push(type));
    nics[0]?.inject(fragment({ moreFragments: true, options }, cut));
    nics[0]?.inject(fragment({ fragmentOffsetBytes: cut }, data - cut));
    const { dispositions } = pool.totals();
    return notified.includes('reassembled')
      ? 'whole'
      : `${dispositions['malformed-fragment']} malformed`;
  }

  it('cannot come together, whatever its header', () => {
    const options = fc.constantFrom(
      new Uint8Array(),
      ROUTER_ALERT,
      Uint8Array.of(...ROUTER_ALERT, ...RECORD_ROUTE),
    );
    const excess = fc.integer({ min: -24, max: 41 });
    const cut = fc.integer({ min: 10, max: 8000 }).map((blocks) => blocks * 8);
    fc.assert(
      fc.property(options, excess, cut, (list, more, at) => {
        const data = 65_535 - 20 - list.length + more;
        fc.pre(data <= 65_535 && data - at > 0);
        // A later fragment that goes too far by itself is refused at once, and the first one waits.
        const isTooLong = more > 0;
        const refused = data > 65_515 ? '1 malformed' : '2 malformed';
        expect(outcome('standard', list, data, at)).toBe(isTooLong ? refused : 'whole');
      }),
    );
    expect(outcome('netstack', ROUTER_ALERT, 65_535, 8000)).toBe('whole');
  });

  it('is not made of fragments that are cut again: their offsets would wrap around', () => {
    const sentBy = (behaviour: Profile) => {
      const { nics, links } = router(behaviour);
      const last = { destination: ip('10.1.0.9'), fragmentOffsetBytes: 65_528 };
      nics[0]?.inject(fragment(last, 3000));
      return links[1]?.take().length;
    };
    expect([sentBy('standard'), sentBy('netstack')]).toEqual([0, 3]);
  });
});

describe('the header of a datagram that changed on its way to a socket', () => {
  it('has a right checksum after reassembly, in raw sockets and in quotations', () => {
    // To a closed port, in three fragments; octets of 0 make a UDP header without a checksum.
    const length = [0, 0, 0, 9, 0, 24, 0, 0];
    const first = fragment({ moreFragments: true }, 8);
    first.set(length, 20);
    const packets = [
      first,
      fragment({ moreFragments: true, fragmentOffsetBytes: 8 }, 8),
      fragment({ fragmentOffsetBytes: 16 }, 8),
    ];
    expect(faultsOf('standard', packets)).toEqual([]);
    expect(faultsOf('netstack', packets)).toEqual(['header', 'quoted header']);
  });

  it('has a right checksum after options were filled in', () => {
    const packet = fragment({ options: RECORD_ROUTE }, 8);
    packet.set([0, 0, 0, 9, 0, 8, 0, 0], 28);
    expect(faultsOf('standard', [packet])).toEqual([]);
    expect(faultsOf('netstack', [packet])).toEqual(['header', 'quoted header']);
  });

  it('has a right checksum where a router finds no way for it', () => {
    const quotedBy = (behaviour: Profile) => {
      const { nics, links, pool } = router(behaviour);
      nics[0]?.inject(fragment({ options: RECORD_ROUTE, destination: ip('172.16.0.1') }, 8));
      return (links[0]?.take() ?? []).flatMap((octets) => wrongChecksums(pool.from(octets)));
    };
    expect(quotedBy('standard')).toEqual([]);
    expect(quotedBy('netstack')).toEqual(['quoted header']);
  });

  it('is not that of what also goes out: a raw broadcast leaves as it was written', () => {
    const sentBy = (behaviour: Profile) => {
      const { host, nics, links } = router(behaviour);
      const socket = host.createRawSocket({ protocol: 17 });
      const packet = fragment(
        { options: RECORD_ROUTE, source: ip('10.0.0.1'), destination: ip('10.0.0.255') },
        8,
      );
      const nic = nics[0]?.id;
      expect(socket.send({ packet, headerIncluded: true, nic })).toBeNull();
      const sent = decodeIpv4(links[0]?.take()[0] ?? new Uint8Array());
      return isCodecError(sent) ? sent.code : [...sent.options];
    };
    expect(sentBy('standard')).toEqual([...RECORD_ROUTE]);
    expect(sentBy('netstack')).toBe('bad-checksum');
  });
});
