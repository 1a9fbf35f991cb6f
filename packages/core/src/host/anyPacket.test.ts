import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProfileName } from '../ipv4/behaviour.js';
import {
  anyAddress,
  anyFragments,
  anyPacket,
  groupAddress,
  igmpHistory,
  igmpOctets,
} from '../testing/arbitraries/index.js';
import { testHost } from '../testing/testHost.js';
import { decodeIpv4, isCodecError } from '../wire/index.js';

const SECOND = 1_000_000_000;

/** What arrives, in which order, and at which of two NICs. */
const arrivals = fc.array(
  fc.record({
    nic: fc.nat({ max: 1 }),
    afterNs: fc.constantFrom(0, 1000, SECOND),
    octets: fc.oneof(
      { weight: 3, arbitrary: anyPacket().map((packet): readonly Uint8Array[] => [packet]) },
      { weight: 1, arbitrary: anyFragments() },
      {
        weight: 1,
        arbitrary: igmpHistory(anyAddress).map((history) =>
          history.map(({ message, source, isMarked }) => igmpOctets(message, source, isMarked)),
        ),
      },
    ),
  }),
  { minLength: 1, maxLength: 12 },
);

describe.each<ProfileName>(['standard', 'netstack', 'linux'])(
  'a %s router that gets anything',
  (behaviour) => {
    it('throws nothing, gives every packet an end, and sends only valid packets that fit', () => {
      fc.assert(
        fc.property(arrivals, groupAddress, fc.boolean(), (list, group, isForwarding) => {
          const networks = [
            { addresses: ['10.0.0.1/29'] },
            { addresses: ['10.0.0.9/29'], mtu: 296 },
          ];
          const { host, clock, pool, nics, links } = testHost(networks, {
            behaviour,
            forwarding: isForwarding,
          });
          nics[0]?.joinGroup(group);
          for (const { nic, afterNs, octets } of list) {
            clock.advanceBy(afterNs);
            for (const packet of octets) links[nic]?.arrive(packet);
            expect(pool.liveCount).toBe(host.heldPackets);
          }
          clock.advanceBy(60 * SECOND);
          expect([pool.liveCount, host.heldPackets]).toEqual([0, 0]);
          for (const link of links) {
            for (const left of link.take()) {
              const datagram = decodeIpv4(left);
              if (isCodecError(datagram)) expect.fail(datagram.message);
              expect(datagram.totalLength).toBe(left.length);
              expect(left.length).toBeLessThanOrEqual(link.mtu);
            }
          }
        }),
        { numRuns: 300 },
      );
    });
  },
);
