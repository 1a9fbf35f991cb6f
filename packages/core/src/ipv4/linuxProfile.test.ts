import { describe, expect, it } from 'vitest';
import { icmpOctets } from '../testing/packets.js';
import { testHost } from '../testing/testHost.js';
import { decodeIpv4, isCodecError } from '../wire/index.js';

const ECHO = { type: 8 };
const RECORD_ROUTE = Uint8Array.of(7, 11, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0);

/** What a host with .1 on two links sends when this arrives on the first. */
function answers(behaviour: 'linux' | 'standard', octets: Uint8Array, forwarding = false) {
  const { nics, links } = testHost(
    [{ addresses: ['10.0.0.1/24'] }, { addresses: ['10.0.1.1/24'] }],
    { behaviour, forwarding },
  );
  nics[0]?.inject(octets);
  return links
    .flatMap((link) => link.take())
    .flatMap((packet) => {
      const datagram = decodeIpv4(packet);
      return isCodecError(datagram) || datagram.protocol === 2 ? [] : [datagram];
    });
}

describe('a host of profile linux', () => {
  it('answers for an address of another NIC (weak host model)', () => {
    const octets = icmpOctets('10.0.0.9', '10.0.1.1', ECHO);
    expect(answers('linux', octets)).toHaveLength(1);
    expect(answers('standard', octets)).toHaveLength(0);
  });

  it('records its address twice in the route of an echo reply: as it arrives, as it is answered', () => {
    const octets = icmpOctets('10.0.0.9', '10.0.0.1', ECHO, { options: RECORD_ROUTE });
    const [reply] = answers('linux', octets);
    expect([...(reply?.options ?? [])].slice(0, 11)).toEqual([7, 11, 12, 10, 0, 0, 1, 10, 0, 0, 1]);
  });

  it('gives ICMP errors precedence 6, and the route of what they are about', () => {
    const octets = icmpOctets('10.0.0.9', '192.0.2.1', ECHO, { options: RECORD_ROUTE });
    const [error] = answers('linux', octets, true);
    expect(error?.typeOfService).toBe(0xc0);
    expect([...(error?.options ?? [])].slice(0, 3)).toEqual([7, 11, 12]);
  });
});
