import type { WrittenScenario } from '@packetloom/language';
import type { SimulationEvent } from '@packetloom/sim';
import { deterministicForwardingScenario } from '../arbitraries/scenario.js';
import { record } from '../observe/recording.js';
import type { Property } from './property.js';
import { hasUniquePaths } from './uniquePaths.js';

const name = 'profiles-agree';

/** The scenario with one profile for all nodes. */
export function withProfile(
  scenario: WrittenScenario,
  profile: 'standard' | 'netstack',
): WrittenScenario {
  const nodes = Object.fromEntries(
    Object.entries(scenario.nodes ?? {}).map(([name, { profile: _, ...node }]) => [name, node]),
  );
  return { ...scenario, defaults: { ...scenario.defaults, node: { profile } }, nodes };
}

/** Where RFC 1812 and the reference ask for the same, they get the same. */
export const profilesAgree: Property = {
  invariants: [
    {
      name,
      meaning:
        'Where no TTL ends, everything fits every link, and only ordinary unicast is sent, no faster than netstack answers echo requests, and no UDP checksum comes out as 0, standard and netstack make the same run, octet by octet and to the nanosecond.',
    },
  ],
  scenarios: deterministicForwardingScenario,
  admits: isTame,
  weight: 1,
  examine(scenario) {
    const standard = record(withProfile(scenario, 'standard'));
    if (standard.events.some(({ type }) => type === 'icmp-error')) return null;
    const netstack = record(withProfile(scenario, 'netstack'));
    const isLimited = netstack.events.some(
      (event) => event.type === 'dropped' && event.reason === 'icmp-rate-limited',
    );
    if (isLimited || standard.events.some(hasChecksumOfOnes)) return null;
    const [one, other] = [standard, netstack].map(({ result }) => result?.fingerprint);
    return one === other ? null : { name, message: `fingerprints ${one} and ${other}` };
  },
};

const UDP = 17;
const UDP_CHECKSUM_AT = 26;

/** RFC 768: a UDP checksum that came out as 0, which netstack sends as it is. */
function hasChecksumOfOnes(event: SimulationEvent): boolean {
  if (event.type !== 'originated' || event.packet.protocol !== UDP) return false;
  const { octets = new Uint8Array() } = event.packet;
  return octets[UDP_CHECKSUM_AT] === 0xff && octets[UDP_CHECKSUM_AT + 1] === 0xff;
}

const WIDE_MTU = 1500;

/** Wide links, and no choice between two ways. */
function isTame(scenario: WrittenScenario): boolean {
  const { links = [] } = scenario;
  const mtus = links.flatMap(({ mtu, reverse }) => [mtu, reverse?.mtu]);
  return hasUniquePaths(scenario) && mtus.every((mtu = WIDE_MTU) => Number(mtu) >= WIDE_MTU);
}
