import { describe, expect, it } from 'vitest';
import type { DispositionName } from '../packet/disposition.js';
import { ip, udpOctets } from '../testing/packets.js';
import { type TestHost, testHost } from '../testing/testHost.js';

const TO_US = '10.0.0.1:6';

function host(options: Parameters<typeof testHost>[1] = {}): TestHost {
  const nics = [{ addresses: ['10.0.0.1/24'] }, { addresses: ['10.0.1.1/24'] }];
  return testHost(nics, { behaviour: 'standard', ...options });
}

/** What became of one packet that arrived at the first NIC. */
function arrive(test: TestHost, octets: Uint8Array): DispositionName | undefined {
  const before = test.pool.totals().dispositions;
  test.links[0]?.arrive(octets);
  test.links[0]?.take();
  const after = test.pool.totals().dispositions;
  const changed = Object.keys(after) as DispositionName[];
  return changed.find((name) => name !== 'left-the-network' && after[name] !== before[name]);
}

function changed(octets: Uint8Array, offset: number, value: number): Uint8Array {
  const copy = octets.slice();
  copy[offset] = value;
  return copy;
}

describe('what arrives', () => {
  it('is taken if a socket waits for it, and answered if none does', () => {
    const test = host();
    expect(arrive(test, udpOctets('10.0.0.2:5', TO_US))).toBe('port-unreachable');
    test.host.udp.createSocket().bind({ port: 6 });
    expect(arrive(test, udpOctets('10.0.0.2:5', TO_US))).toBe('delivered');
  });

  it.each([
    ['another version', 0, 0x55],
    ['a header of four words', 0, 0x44],
    ['a total length beyond the packet', 3, 255],
    ['a total length within the header', 3, 19],
    ['a wrong checksum', 10, 0],
  ])('with %s is malformed', (_, offset, value) => {
    const test = host();
    const octets = changed(udpOctets('10.0.0.2:5', TO_US), offset, value);
    expect(arrive(test, octets)).toBe('malformed-header');
    expect(test.host.counters.get('ip.malformedPacketsReceived')).toBe(1);
  });

  it('is cut off at its total length', () => {
    const test = host();
    const socket = test.host.udp.createSocket();
    socket.bind({ port: 6 });
    const octets = udpOctets('10.0.0.2:5', TO_US);
    const padded = new Uint8Array(60);
    padded.set(octets);
    expect(arrive(test, padded)).toBe('delivered');
    expect(socket.receive()?.payload.length).toBe(3);
  });

  it.each<[string, string, string, DispositionName]>([
    ['loopback as a source', '127.0.0.1:5', TO_US, 'invalid-source'],
    ['loopback as a destination', '10.0.0.2:5', '127.0.0.1:6', 'invalid-destination'],
    ['a group as a source', '224.0.0.5:5', TO_US, 'invalid-source'],
    ['broadcast as a source', '255.255.255.255:5', TO_US, 'invalid-source'],
    ['broadcast of the subnet as a source', '10.0.0.255:5', TO_US, 'invalid-source'],
    ['an own address as a source', '10.0.0.1:5', TO_US, 'invalid-source'],
    ['the address of another own NIC as a source', '10.0.1.1:5', TO_US, 'invalid-source'],
    ['no address as a source', '0.0.0.0:5', TO_US, 'invalid-source'],
    ['a group that was not joined', '10.0.0.2:5', '239.1.1.1:6', 'invalid-destination'],
    ['somebody else as a destination', '10.0.0.2:5', '10.0.0.3:6', 'invalid-destination'],
  ])('with %s is dropped', (_, from, to, disposition) => {
    expect(arrive(host(), udpOctets(from, to))).toBe(disposition);
  });

  it('may come from, and go to, 127/8 where the host is told so', () => {
    const test = host({ allowExternalLoopback: true, handleLocal: false });
    expect(arrive(test, udpOctets('127.0.0.2:5', TO_US))).not.toBe('invalid-source');
  });

  it('goes to groups that were joined', () => {
    const test = host();
    test.nics[0]?.joinGroup(ip('239.1.1.1'));
    test.host.udp.createSocket().bind({ port: 6 });
    expect(arrive(test, udpOctets('10.0.0.2:5', '239.1.1.1:6'))).toBe('delivered');
  });

  it('as a fragment without data is malformed', () => {
    const test = host();
    const empty = udpOctets('10.0.0.2:5', TO_US, undefined, { moreFragments: true }).slice(0, 20);
    empty[3] = 20;
    let sum = 0;
    for (let at = 0; at < 20; at += 2) {
      if (at !== 10) sum += ((empty[at] as number) << 8) | (empty[at + 1] as number);
    }
    const folded = ~((sum & 0xffff) + (sum >>> 16)) & 0xffff;
    [empty[10], empty[11]] = [folded >>> 8, folded & 255];
    expect(arrive(test, empty)).toBe('malformed-fragment');
    expect(test.host.counters.get('ip.malformedFragmentsReceived')).toBe(1);
  });
});
