import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatIpv4Address, LIMITED_BROADCAST } from '../address/ipv4Address.js';
import { anyAddress } from '../testing/arbitraries/addresses.js';
import { addressOf as ip, testHost } from '../testing/testHost.js';
import { addressBits, isInSecondWord } from './localAddresses.js';

it('has the bits of every address that it may own, few or many', () => {
  // Limited broadcast is every NIC's, without bits.
  const address = anyAddress.filter((each) => each !== LIMITED_BROADCAST);
  const several = fc.uniqueArray(address, { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(several, anyAddress, (addresses, other) => {
      const texts = addresses.map((address) => `${formatIpv4Address(address)}/24`);
      const { localAddresses } = testHost([{ addresses: texts }]).host;
      for (const address of addresses) {
        const bits = localAddresses.bits(isInSecondWord(address));
        expect(localAddresses.mayOwn(address)).toBe(true);
        expect(bits & addressBits(address)).toBe(addressBits(address));
      }
      const isOwned = addresses.some((own) => own === other || (own | 255) >>> 0 === other);
      expect(localAddresses.mayOwn(other)).toBe(isOwned || other === LIMITED_BROADCAST);
    }),
  );
});

it('forgets what it knew when addresses change', () => {
  const { host, nics } = testHost([{ addresses: ['10.0.0.1/24'] }]);
  const { localAddresses } = host;
  const later = ip('10.0.5.1');
  expect(localAddresses.mayOwn(later)).toBe(false);
  nics[0]?.addAddress({ address: later, length: 24 });
  expect(localAddresses.ownerOf(later, host.nics)).toBe(nics[0]);
  nics[0]?.removeAddress(later);
  expect([localAddresses.mayOwn(later), localAddresses.ownerOf(later, host.nics)]).toEqual([
    false,
    null,
  ]);
});

it('names no owner of an address whose NIC is disabled', () => {
  const { host, nics } = testHost([{ addresses: ['10.0.0.1/24'] }]);
  nics[0]?.disable();
  const own = ip('10.0.0.1');
  expect(host.localAddresses.mayOwn(own)).toBe(true);
  expect(host.localAddresses.ownerOf(own, host.nics)).toBeNull();
});
