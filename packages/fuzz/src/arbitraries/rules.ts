import {
  ANY,
  type FilterMatch,
  type FilterTableName,
  HOOKS,
  type HookName,
  type Ipv4Address,
  ipv4Address,
} from '@packetloom/core';
import { filterMatch, prefixAround } from '@packetloom/core/testing';
import fc, { type Arbitrary } from 'fast-check';
import { type AddressContext, type AddressPlan, addressOf, addressPlan } from './address.js';
import { writtenMatch, writtenTranslation } from './iptables.js';

/** A command for a packet filter, in values that make sense on every node. */
export type CommandPlan =
  | (RulePlan & { readonly kind: 'rule' | 'replace'; readonly target: PlainTarget })
  | (RulePlan & {
      readonly kind: 'translate';
      /** null: an address of the node itself. */
      readonly to: AddressPlan | null;
      readonly port: number | null;
    })
  | { readonly kind: 'policy'; readonly hook: HookName }
  | { readonly kind: 'flush'; readonly hook: HookName };

type PlainTarget = 'ACCEPT' | 'DROP' | 'RETURN' | typeof USER_CHAIN;

interface RulePlan {
  /** Another one if it has no chain for the hook. */
  readonly table: FilterTableName;
  readonly hook: HookName | typeof USER_CHAIN;
  readonly inFront: boolean;
  readonly match: FilterMatch;
}

/** What a node has that its rules can name. */
export interface FilterContext extends AddressContext {
  /** Addresses of its NICs. */
  readonly own: readonly Ipv4Address[];
  readonly nat: 'stateless' | 'tracked';
}

/** A chain of the user in the table filter, to which rules jump. */
const USER_CHAIN = 'own';

const TABLES = ['filter', 'nat', 'mangle'] as const;

const end = fc.nat({ max: 15 }).map((host) => ipv4Address(0x0a000000 + host));
const network = prefixAround(end, fc.constantFrom(30, 32, 29, 24, 0));
const nic = fc.constantFrom('eth0', 'eth1', 'eth+');
const states = fc.constantFrom<NonNullable<FilterMatch['states']>[]>(
  ['ESTABLISHED', 'RELATED'],
  ['NEW'],
  ['INVALID'],
);
const inverted = fc.constantFrom(false, true);

/** Rules that ask for much apply to little: most ask for one thing, if any. */
const match: Arbitrary<FilterMatch> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  {
    weight: 5,
    arbitrary: fc.oneof(
      fc.record({ protocol: fc.constantFrom(17, 1, 2, 6), protocolInverted: inverted }),
      fc.record({ source: network, sourceInverted: inverted }),
      fc.record({ destination: network, destinationInverted: inverted }),
      fc.record({ inInterface: nic, inInterfaceInverted: inverted }),
      fc.record({ outInterface: nic, outInterfaceInverted: inverted }),
      fc.record({
        protocol: fc.constantFrom(17, 6),
        destinationPorts: fc.constantFrom({ first: 5000, last: 5000 }, { first: 0, last: 40_000 }),
        destinationPortsInverted: inverted,
      }),
      fc.record({ protocol: fc.constant(1), icmpType: fc.constantFrom(8, 0, 3, 11) }),
      fc.record({ states, statesInverted: inverted }),
    ),
  },
  { weight: 1, arbitrary: filterMatch(end) },
);

const rule = { inFront: fc.boolean(), match };

const filtering: Arbitrary<CommandPlan> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('rule' as const, 'rule' as const, 'replace' as const),
      ...rule,
      table: fc.constantFrom(...TABLES),
      // What is forwarded meets most rules.
      hook: fc.constantFrom<RulePlan['hook'][]>('FORWARD', 'FORWARD', ...HOOKS, USER_CHAIN),
      target: fc.constantFrom<PlainTarget[]>('DROP', 'ACCEPT', 'RETURN', USER_CHAIN),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.record({ kind: fc.constant('policy' as const), hook: fc.constantFrom(...HOOKS) }),
      fc.record({ kind: fc.constant('flush' as const), hook: fc.constantFrom(...HOOKS) }),
    ),
  },
);

const translating: Arbitrary<CommandPlan> = fc.record({
  kind: fc.constant('translate' as const),
  ...rule,
  table: fc.constant('nat' as const),
  hook: fc.constantFrom('POSTROUTING' as const, 'PREROUTING' as const, 'OUTPUT' as const),
  to: fc.option(addressPlan, { nil: null, freq: 2 }),
  port: fc.constantFrom(null, 5000, 1, 40_000),
});

/** A command; mostly one that appends or inserts a rule. */
export const commandPlan: Arbitrary<CommandPlan> = fc.oneof(
  { weight: 7, arbitrary: filtering },
  { weight: 4, arbitrary: translating },
);

/** Commands of a node from the start; of some nodes, none that translates. */
export const someCommands: Arbitrary<readonly CommandPlan[]> = fc.oneof(
  { weight: 2, arbitrary: fc.array(filtering, { minLength: 1, maxLength: 4 }) },
  { weight: 1, arbitrary: fc.array(commandPlan, { minLength: 1, maxLength: 4 }) },
);

/** Commands of a node from the start; most nodes have none. */
export const filterPlan: Arbitrary<readonly CommandPlan[]> = fc.oneof(
  { weight: 6, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: someCommands },
);

/** The lines of a node's `iptables`. */
export function writtenFilter(plans: readonly CommandPlan[], context: FilterContext): string[] {
  const lines = plans.flatMap((plan) => writtenCommand(plan, context));
  const needsChain = lines.some((line) => line.split(' ').includes(USER_CHAIN));
  return needsChain ? [`-N ${USER_CHAIN}`, ...lines] : lines;
}

/** The lines of a change, which can count on no chain of the user. */
export function writtenChange(plan: CommandPlan, context: FilterContext): string[] {
  if (plan.hook === USER_CHAIN) return writtenChange({ ...plan, hook: 'FORWARD' }, context);
  const jumps = 'target' in plan && plan.target === USER_CHAIN;
  return writtenCommand(jumps ? { ...plan, target: 'RETURN' } : plan, context);
}

function writtenCommand(plan: CommandPlan, context: FilterContext): string[] {
  const { hook } = plan;
  if (plan.kind === 'flush' || plan.kind === 'policy') {
    const table = tableWith('filter', hook);
    return [`-t ${table} ${plan.kind === 'flush' ? `-F ${hook}` : `-P ${hook} DROP`}`];
  }
  const jumps = plan.kind !== 'translate' && plan.target === USER_CHAIN;
  const table = tableWith(jumps ? 'filter' : plan.table, hook);
  const verb = plan.inFront ? '-I' : '-A';
  const target =
    plan.kind === 'translate'
      ? translation(plan, context)
      : jumps
        ? jump(table, hook)
        : plan.target;
  const { states, statesInverted, ...stateless } = plan.match;
  const match = context.nat === 'tracked' ? plan.match : stateless;
  const rule = `${writtenMatch(match, hook)}-j ${target}`;
  const line = `-t ${table} ${verb} ${hook} ${rule}`;
  if (plan.kind !== 'replace') return [line];
  // What is taken out is there, whatever was before.
  return [line, `-t ${table} -D ${hook} ${plan.inFront ? 1 : rule}`];
}

/** A jump to the chain of the user, but from itself or from another table. */
function jump(table: FilterTableName, hook: RulePlan['hook']): string {
  return table === 'filter' && hook !== USER_CHAIN ? USER_CHAIN : 'DROP';
}

/** The table, or one that has the chain. */
function tableWith(wanted: FilterTableName, chain: RulePlan['hook']): FilterTableName {
  if (chain === 'FORWARD' || chain === USER_CHAIN) return 'filter';
  if (chain === 'INPUT') return wanted === 'mangle' ? 'filter' : wanted;
  return chain !== 'OUTPUT' && wanted === 'filter' ? 'nat' : wanted;
}

function translation(
  { hook, to, port }: Extract<CommandPlan, { kind: 'translate' }>,
  context: FilterContext,
): string {
  const address = to === null ? (context.own[0] ?? ANY) : addressOf(to, context);
  return writtenTranslation(hook, context.nat, address, port);
}
