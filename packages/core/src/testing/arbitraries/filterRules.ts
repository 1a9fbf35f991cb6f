import fc, { type Arbitrary } from 'fast-check';
import type { Ipv4Address } from '../../address/ipv4Address.js';
import type { FilterMatch, FilterTarget, PortRange } from '../../filter/rule.js';
import { prefixAround } from './addresses.js';

/** A rule without the chain that it is in. */
export interface ChainRule {
  readonly match: FilterMatch;
  readonly target: FilterTarget;
}

/** A chain and the chains of the user below it: each may jump to the next. */
export interface RuleSet {
  readonly builtIn: readonly ChainRule[];
  readonly outer: readonly ChainRule[];
  readonly inner: readonly ChainRule[];
  readonly policy: 'ACCEPT' | 'DROP';
}

/** Few values, so that rules apply often. */
const inverted = fc.boolean();
const interfacePattern = fc.constantFrom('eth0', 'eth1', 'eth+', '+');
const range: Arbitrary<PortRange> = fc
  .tuple(fc.nat(4), fc.nat(4))
  .map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));

/** What rules ask of packets from and to such addresses. */
export function filterMatch(addresses: Arbitrary<Ipv4Address>): Arbitrary<FilterMatch> {
  const network = prefixAround(addresses, fc.constantFrom(0, 8, 16, 24, 31, 32));
  const common = {
    source: network,
    sourceInverted: inverted,
    destination: network,
    destinationInverted: inverted,
    inInterface: interfacePattern,
    inInterfaceInverted: inverted,
    outInterface: interfacePattern,
    outInterfaceInverted: inverted,
  };
  return fc.oneof(
    fc.record(
      { ...common, protocol: fc.constantFrom(1, 6, 17, 99), protocolInverted: inverted },
      { requiredKeys: [] },
    ),
    fc.record(
      {
        ...common,
        protocol: fc.constantFrom(6, 17),
        sourcePorts: range,
        sourcePortsInverted: inverted,
        destinationPorts: range,
        destinationPortsInverted: inverted,
      },
      { requiredKeys: ['protocol'] },
    ),
    fc.record(
      {
        ...common,
        protocol: fc.constant(1),
        icmpType: fc.nat(3),
        icmpCode: fc.nat(3),
        icmpInverted: inverted,
      },
      { requiredKeys: ['protocol', 'icmpType'] },
    ),
  );
}

const plainTarget = fc.constantFrom<FilterTarget>(
  { type: 'ACCEPT' },
  { type: 'DROP' },
  { type: 'RETURN' },
);

/** Rule sets of the table `filter`: a built-in chain, and the chains `outer` and `inner` below it. */
export function ruleSet(addresses: Arbitrary<Ipv4Address>): Arbitrary<RuleSet> {
  const rules = (below: string | null): Arbitrary<ChainRule[]> => {
    const target =
      below === null
        ? plainTarget
        : fc.oneof(plainTarget, fc.constant<FilterTarget>({ type: 'JUMP', chain: below }));
    return fc.array(fc.record({ match: filterMatch(addresses), target }), { maxLength: 6 });
  };
  return fc.record({
    builtIn: rules('outer'),
    outer: rules('inner'),
    inner: rules(null),
    policy: fc.constantFrom('ACCEPT' as const, 'DROP' as const),
  });
}
