import type { Ipv4Address } from '../address/ipv4Address.js';
import type { Ipv4Prefix } from '../address/prefix.js';
import type { ConnectionState } from './connectionState.js';

/** Tables of rules, in the order in which a hook asks them. */
export const FILTER_TABLES = ['mangle', 'nat', 'filter'] as const;
/** One of {@link FILTER_TABLES}. */
export type FilterTableName = (typeof FILTER_TABLES)[number];

/** Points on the path of a packet at which rules are evaluated; built-in chains have their names. */
export const HOOKS = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'] as const;
/** One of {@link HOOKS}. */
export type HookName = (typeof HOOKS)[number];

/** A hook as the hot path knows it: its index in {@link HOOKS}. */
export type Hook = number;
export const HOOK_PREROUTING: Hook = 0;
export const HOOK_INPUT: Hook = 1;
export const HOOK_FORWARD: Hook = 2;
export const HOOK_OUTPUT: Hook = 3;
export const HOOK_POSTROUTING: Hook = 4;

/** Hooks that each table has a chain for. */
export const TABLE_HOOKS: Readonly<Record<FilterTableName, readonly HookName[]>> = Object.freeze({
  mangle: ['PREROUTING', 'OUTPUT', 'POSTROUTING'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
});

/** What REJECT answers with. */
export const REJECT_ANSWERS = [
  'icmp-net-unreachable',
  'icmp-host-unreachable',
  'icmp-port-unreachable',
  'icmp-proto-unreachable',
  'icmp-net-prohibited',
  'icmp-host-prohibited',
  'icmp-admin-prohibited',
  'tcp-reset',
] as const;
export type RejectWith = (typeof REJECT_ANSWERS)[number];

/** Ports from `first` to `last`, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** Ports that `-m multiport` looks at, and for which. */
export interface MultiportMatch {
  readonly side: 'source' | 'destination' | 'either';
  readonly ranges: readonly PortRange[];
}

/**
 * What a packet must be for a rule to apply: everything that is given, each reversed by its
 * `…Inverted`. Ports and ICMP types never match a packet in which they cannot be seen.
 */
export interface FilterMatch {
  /** Protocol number of the IPv4 header. */
  readonly protocol?: number;
  readonly protocolInverted?: boolean;
  readonly source?: Ipv4Prefix;
  readonly sourceInverted?: boolean;
  readonly destination?: Ipv4Prefix;
  readonly destinationInverted?: boolean;
  /** Name of the NIC by which it came; a `+` at the end matches every name that begins so. */
  readonly inInterface?: string;
  readonly inInterfaceInverted?: boolean;
  /** Name of the NIC by which it leaves; a `+` at the end matches every name that begins so. */
  readonly outInterface?: string;
  readonly outInterfaceInverted?: boolean;
  /** Of UDP and TCP. */
  readonly sourcePorts?: PortRange;
  readonly sourcePortsInverted?: boolean;
  /** Of UDP and TCP. */
  readonly destinationPorts?: PortRange;
  readonly destinationPortsInverted?: boolean;
  /** One of several ranges of source ports, of destination ports, or of either (`-m multiport`). */
  readonly multiport?: MultiportMatch;
  readonly multiportInverted?: boolean;
  /** Of the flags of `mask`, those of `set` and no others are set, as in octet 13 of the TCP header. */
  readonly tcpFlags?: { readonly mask: number; readonly set: number };
  readonly tcpFlagsInverted?: boolean;
  readonly icmpType?: number;
  /** Any code of the type unless given. */
  readonly icmpCode?: number;
  readonly icmpInverted?: boolean;
  /** What it is to the connections of the host: one of these. With connection tracking only. */
  readonly states?: readonly ConnectionState[];
  readonly statesInverted?: boolean;
}

/**
 * What is done with a packet to which a rule applies.
 * - `ACCEPT`: the table lets it pass; the next one is asked. `DROP`: it ends here.
 * - `REJECT`: as `DROP`, and the sender is told; in the table filter only.
 * - `RETURN`: on after the jump to this chain; in a built-in chain, its policy.
 * - `JUMP`: on in a chain of the user, and after the jump when that ends.
 * - `REDIRECT`: to this host, at another port.
 * - `SNAT`, `DNAT`: another source or destination. A port of 0 keeps the port (with tracking).
 * - `MASQUERADE`: the main address of the NIC by which it leaves becomes its source, and one of `ports`
 *   its port if they are given. With tracking only.
 */
export type FilterTarget =
  | { readonly type: 'ACCEPT' | 'DROP' | 'RETURN' }
  | { readonly type: 'REJECT'; readonly with: RejectWith }
  | { readonly type: 'JUMP'; readonly chain: string }
  | { readonly type: 'REDIRECT'; readonly port: number }
  | { readonly type: 'SNAT' | 'DNAT'; readonly address: Ipv4Address; readonly port: number }
  | { readonly type: 'MASQUERADE'; readonly ports: PortRange | null };

/** A rule, and the chain that it is in. */
export interface FilterRule {
  readonly table: FilterTableName;
  /** A built-in chain or one of the user. */
  readonly chain: string;
  readonly match: FilterMatch;
  readonly target: FilterTarget;
}

/** What becomes of packets that no rule of a built-in chain decides about. */
export type ChainPolicy = 'ACCEPT' | 'DROP';

/** Why a change of the rules was refused. Nothing has changed then. */
export interface FilterError {
  readonly code:
    | 'unknown-chain'
    | 'chain-exists'
    | 'chain-in-use'
    | 'bad-chain-name'
    | 'chain-loop'
    | 'too-many-jumps'
    | 'too-many-rules'
    | 'target-not-allowed'
    | 'match-not-allowed'
    | 'policy-not-allowed'
    | 'no-such-rule'
    | 'no-matching-rule'
    | 'bad-match'
    | 'bad-target';
  readonly message: string;
}

/** A refused change. */
export function filterError(code: FilterError['code'], message: string): FilterError {
  return { code, message };
}
