import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Ipv4Address, ipv4Address } from '../address/ipv4Address.js';
import { maskOf } from '../address/prefix.js';
import { Disposition } from '../packet/disposition.js';
import { PacketPool } from '../packet/packetPool.js';
import { type ChainRule, ruleSet } from '../testing/arbitraries/filterRules.js';
import { ManualClock } from '../testing/manualClock.js';
import { encodeIpv4 } from '../wire/ipv4Codec.js';
import { FilterContext } from './filterContext.js';
import { PacketFilter } from './packetFilter.js';
import { type FilterMatch, HOOK_FORWARD } from './rule.js';

interface Packet {
  readonly protocol: number;
  readonly source: Ipv4Address;
  readonly destination: Ipv4Address;
  readonly words: readonly [number, number];
  readonly isLaterFragment: boolean;
  readonly inInterface: string;
  readonly outInterface: string;
}

type Chains = Readonly<Record<string, readonly ChainRule[]>>;

// A naive evaluation of rules, straight from their description ------------------------------------

const isIn = (address: number, network: { address: number; length: number }) =>
  (address & maskOf(network.length)) >>> 0 === (network.address & maskOf(network.length)) >>> 0;

const isNamed = (name: string, pattern: string) =>
  pattern.endsWith('+') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;

function applies(match: FilterMatch, packet: Packet): boolean {
  const checks: (boolean | undefined)[] = [];
  const add = (value: boolean, isInverted: boolean | undefined) =>
    checks.push(value !== (isInverted ?? false));
  const { source, destination, inInterface, outInterface, protocol } = match;
  if (protocol !== undefined) add(packet.protocol === protocol, match.protocolInverted);
  if (source) add(isIn(packet.source, source), match.sourceInverted);
  if (destination) add(isIn(packet.destination, destination), match.destinationInverted);
  if (inInterface) add(isNamed(packet.inInterface, inInterface), match.inInterfaceInverted);
  if (outInterface) add(isNamed(packet.outInterface, outInterface), match.outInterfaceInverted);
  const [first, second] = packet.words;
  if (match.sourcePorts || match.destinationPorts || match.icmpType !== undefined) {
    checks.push(!packet.isLaterFragment);
  }
  if (match.sourcePorts) {
    add(
      first >= match.sourcePorts.first && first <= match.sourcePorts.last,
      match.sourcePortsInverted,
    );
  }
  if (match.destinationPorts) {
    const { first: least, last } = match.destinationPorts;
    add(second >= least && second <= last, match.destinationPortsInverted);
  }
  if (match.icmpType !== undefined) {
    const isCode = match.icmpCode === undefined || (first & 0xff) === match.icmpCode;
    add(first >>> 8 === match.icmpType && isCode, match.icmpInverted);
  }
  return checks.every((check) => check === true);
}

function verdict(chains: Chains, chain: string, packet: Packet): 'ACCEPT' | 'DROP' | 'RETURN' {
  for (const { match, target } of chains[chain] ?? []) {
    if (!applies(match, packet)) continue;
    if (target.type !== 'JUMP') return target.type as 'ACCEPT' | 'DROP' | 'RETURN';
    const inner = verdict(chains, target.chain, packet);
    if (inner !== 'RETURN') return inner;
  }
  return 'RETURN';
}

const address = fc.constantFrom(0x0a000001, 0x0a000002, 0x0a010001, 0xc0a80001).map(ipv4Address);

const anyPacket: fc.Arbitrary<Packet> = fc.record({
  protocol: fc.constantFrom(1, 6, 17, 99),
  source: address,
  destination: address,
  words: fc.tuple(
    fc.oneof(
      fc.nat(4),
      fc.tuple(fc.nat(3), fc.nat(3)).map(([a, b]) => a * 256 + b),
    ),
    fc.nat(4),
  ),
  isLaterFragment: fc.boolean(),
  inInterface: fc.constantFrom('eth0', 'eth1', 'wlan0', ''),
  outInterface: fc.constantFrom('eth0', 'eth1', 'wlan0', ''),
});

describe('the filter against a naive evaluation of its rules', () => {
  it('decides the same for any rules, chains and packets', () => {
    const pool = new PacketPool();
    const context = new FilterContext();
    fc.assert(
      fc.property(
        ruleSet(address),
        fc.array(anyPacket, { minLength: 1, maxLength: 10 }),
        ({ builtIn, outer, inner, policy }, packets) => {
          const chains: Chains = { FORWARD: builtIn, outer, inner };
          const filter = new PacketFilter({ clock: new ManualClock(), nat: 'tracked' });
          filter.addChain('filter', 'outer');
          filter.addChain('filter', 'inner');
          filter.setPolicy('filter', 'FORWARD', policy);
          for (const [chain, list] of Object.entries(chains)) {
            for (const rule of list) {
              expect(filter.append({ table: 'filter', chain, ...rule })).toBeNull();
            }
          }
          for (const described of packets) {
            const { protocol, source, destination, words, isLaterFragment } = described;
            const payload = Uint8Array.from(words.flatMap((word) => [word >>> 8, word & 0xff]));
            const fragmentOffsetBytes = isLaterFragment ? 8 : 0;
            const fields = { protocol, source, destination, fragmentOffsetBytes };
            const packet = pool.from(encodeIpv4(fields, payload));
            context.inInterface = described.inInterface;
            context.outInterface = described.outInterface;
            const decided = verdict(chains, 'FORWARD', described);
            const expected = (decided === 'RETURN' ? policy : decided) === 'ACCEPT';
            expect(filter.check(HOOK_FORWARD, packet, context)).toBe(expected);
            pool.end(packet, Disposition.delivered);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
