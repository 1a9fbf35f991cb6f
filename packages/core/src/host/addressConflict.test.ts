import { describe, expect, it } from 'vitest';
import { ANY, type Ipv4Address } from '../address/ipv4Address.js';
import { BROADCAST_MAC, type MacAddress, macAddress, ZERO_MAC } from '../address/macAddress.js';
import { EventObserver } from '../ports/eventObserver.js';
import type { StackEvent } from '../ports/observer.js';
import { addressOf, testHost } from '../testing/testHost.js';
import {
  decodeArp,
  decodeEthernet,
  encodeArp,
  encodeEthernet,
  isCodecError,
} from '../wire/index.js';

const OWN = addressOf('10.0.0.1');
const OWN_MAC = macAddress(0x02_00_00_00_00_01);
const OTHER_MAC = macAddress(0x02_00_00_00_00_99);

function lanHost() {
  const made = testHost([{ addresses: ['10.0.0.1/24', '10.0.0.2/24'], kind: 'ethernet' }]);
  const [nic] = made.nics;
  const [link] = made.links;
  if (nic === undefined || link === undefined) throw new Error('no NIC');
  const conflicts = () => nic.ethernet?.addressConflicts ?? [];
  return { ...made, nic, link, conflicts };
}

function arpFrom(senderIpv4: Ipv4Address, senderMac: MacAddress, operation: 1 | 2 = 1): Uint8Array {
  const payload = encodeArp({
    operation,
    senderMac,
    senderIpv4,
    targetMac: ZERO_MAC,
    targetIpv4: addressOf('10.0.0.77'),
  });
  const destination = operation === 1 ? BROADCAST_MAC : OWN_MAC;
  return encodeEthernet({ destination, source: senderMac, etherType: 0x0806 }, payload);
}

describe('address conflict detection (RFC 5227 2.4)', () => {
  it.each([1, 2] as const)(
    'sees an own address at another station by ARP operation %d',
    (operation) => {
      const { host, link, clock, conflicts } = lanHost();
      const notified: StackEvent[] = [];
      host.observer = new EventObserver('host', (event) => void notified.push(event));
      clock.advanceTo(5);
      link.arrive(arpFrom(OWN, OTHER_MAC, operation));
      expect(conflicts()).toEqual([{ address: OWN, linkAddress: OTHER_MAC, timeNs: 5 }]);
      expect(notified).toContainEqual({
        type: 'address-conflict',
        host: 'host',
        nic: 'eth0',
        address: OWN,
        linkAddress: OTHER_MAC,
      });
    },
  );

  it('keeps each other station once', () => {
    const { link, conflicts } = lanHost();
    link.arrive(arpFrom(OWN, OTHER_MAC));
    link.arrive(arpFrom(OWN, OTHER_MAC));
    link.arrive(arpFrom(OWN, macAddress(OTHER_MAC + 1)));
    expect(conflicts()).toHaveLength(2);
  });

  it('finds nothing in the addresses of others, in probes, and in what comes back', () => {
    const { link, conflicts } = lanHost();
    link.arrive(arpFrom(addressOf('10.0.0.9'), OTHER_MAC));
    link.arrive(arpFrom(addressOf('10.0.0.255'), OTHER_MAC));
    link.arrive(arpFrom(ANY, OTHER_MAC));
    link.arrive(arpFrom(OWN, OWN_MAC));
    expect(conflicts()).toEqual([]);
  });

  it('announces every address by a request for itself (RFC 5227 2.3)', () => {
    const { nic, link } = lanHost();
    link.take();
    nic.ethernet?.announceAddresses();
    const announced = link.take().map((octets) => {
      const frame = decodeEthernet(octets);
      if (isCodecError(frame)) throw new Error(frame.message);
      expect(frame.destination).toBe(BROADCAST_MAC);
      return decodeArp(frame.payload);
    });
    expect(announced).toMatchObject(
      [OWN, addressOf('10.0.0.2')].map((address) => ({
        operation: 1,
        senderMac: OWN_MAC,
        senderIpv4: address,
        targetIpv4: address,
      })),
    );
  });
});
