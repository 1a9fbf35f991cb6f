import {
  broadcastOf,
  formatIpv4Address,
  type Ipv4Address,
  type Ipv4Behaviour,
  type Ipv4Prefix,
  isClassE,
  isLoopback,
  isMulticast,
  networkOf,
  PROFILES,
  parseIpv4Address,
  parsePrefix,
  type TcpBehaviour,
} from '@packetloom/core';
import { accepted } from '../context/accepted.js';
import type { Context } from '../context/context.js';
import type { DocumentPath } from '../diagnostics/diagnostic.js';
import type { NicAddresses, NicGroups, ScenarioNode } from '../document/document.js';
import { LOOPBACK_NIC } from '../document/names.js';
import { readRoute } from '../document/route.js';
import { checkTcp } from '../features/apps/common/tcpChanges.js';
import type {
  Iptables,
  MulticastRouting,
  Profile,
  TcpSettings,
  Ttl,
  ScenarioNode as WrittenNode,
} from '../schema/generated/writtenScenario.js';
import type { FilterRules } from './filterRules.js';
import { checkMulticast, multicastOf } from './multicastRouting.js';
import { tcpBehaviourOf } from './tcpSettings.js';

/** Defaults of nodes. */
export interface NodeDefaults {
  readonly profile: Profile;
  readonly ttl: Ttl | null;
  readonly iptables: Iptables | undefined;
  readonly multicast: MulticastRouting;
  /** null: no node speaks TCP. */
  readonly tcp: TcpSettings | null;
}

/** A segment as far as addresses that are there twice concern it. */
export interface AddressedSegment {
  readonly name: string;
  readonly allowConflicts: boolean;
}

/** Who has which address, and who may have the same. */
interface Claims extends Pick<NodeInputs, 'segmentOf'> {
  readonly owners: Map<number, string>;
}

/** What is known of the nodes before they are looked at one by one. */
export interface NodeInputs {
  readonly imported: readonly ScenarioNode[];
  readonly filters: FilterRules;
  readonly defaults: NodeDefaults;
  /** NICs that each node has by its links. */
  readonly nicsOf: (node: string) => ReadonlySet<string>;
  /** The segment that a NIC, by NODE:NIC, is on. */
  readonly segmentOf: (end: string) => AddressedSegment | undefined;
}

/** The nodes of the file, behind the imported ones. */
export function normaliseNodes(
  written: Readonly<Record<string, WrittenNode>>,
  inputs: NodeInputs,
  context: Context,
): ScenarioNode[] {
  const { defaults, filters } = inputs;
  const imported = inputs.imported.map((node) => ({
    ...node,
    iptables: filters.read(defaults.iptables),
    multicast: multicastOf(node.kind, undefined, defaults.multicast),
    tcp: tcpOf(defaults.tcp, undefined),
  }));
  checkMulticast(defaults.multicast, context);
  const taken = new Set(imported.map(({ name }) => name));
  const claims = { owners: new Map<number, string>(), segmentOf: inputs.segmentOf };
  const own = Object.entries(written).map(([name, node]) => {
    const path = context.pathOf(node);
    checkName(name, path, taken, context);
    checkRouting(node, name, context);
    checkTcp(node.tcp, context);
    checkNicNames(node, inputs.nicsOf(name), name, context);
    return {
      name,
      kind: node.kind,
      ...profileOf(node.profile ?? defaults.profile),
      ttl: node.ttl ?? defaults.ttl,
      addresses: addressesOf(name, node, claims, context),
      routes: node.routes?.map((route) => accepted(readRoute(route))) ?? null,
      groups: groupsOf(node),
      iptables: filters.read(node.iptables ?? defaults.iptables),
      multicast: multicastOf(node.kind, node.multicast, defaults.multicast),
      tcp: tcpOf(defaults.tcp, node.tcp),
    };
  });
  return [...imported, ...own];
}

function tcpOf(defaults: TcpSettings | null, own: TcpSettings | undefined): TcpBehaviour | null {
  return defaults === null ? null : tcpBehaviourOf(defaults, own ?? {});
}

/** The choices of a profile, and how reports call it. */
export function profileOf(profile: Profile): { behaviour: Ipv4Behaviour; profile: string } {
  if (typeof profile === 'string') return { behaviour: PROFILES[profile], profile };
  const { base, ...choices } = profile;
  return { behaviour: { ...PROFILES[base], ...choices }, profile: `${base}*` };
}

function checkName(
  name: string,
  path: DocumentPath,
  imported: ReadonlySet<string>,
  { findings }: Context,
): void {
  if (imported.has(name)) {
    findings.add({ path, about: 'key', message: `an imported node is named '${name}' already` });
  }
}

/** Only routers route multicast. */
function checkRouting(node: WrittenNode, name: string, context: Context): void {
  checkMulticast(node.multicast, context);
  if (node.kind === 'router' || (node.multicast ?? false) === false) return;
  const path = [...context.pathOf(node), 'multicast'];
  const message = `'${name}' is a host: to route multicast it needs kind: router; members of groups need nothing`;
  context.findings.add({ path, about: 'key', message });
}

/** Addresses and groups are given to NICs, which a node has by its links. */
function checkNicNames(
  node: WrittenNode,
  nics: ReadonlySet<string>,
  name: string,
  { findings, pathOf, complete }: Context,
): void {
  for (const mapping of [node.addresses, node.groups]) {
    if (mapping === undefined || !complete) continue;
    for (const nic of Object.keys(mapping)) {
      if (nics.has(nic)) continue;
      if (nic === LOOPBACK_NIC) {
        const message = loopbackProblem(node, mapping, name);
        if (message !== null)
          findings.add({ path: [...pathOf(mapping), nic], about: 'key', message });
        continue;
      }
      const path = [...pathOf(mapping), nic];
      if (nics.size > 0) findings.unknown(path, `NIC of '${name}' on a link called`, nic, nics);
      else
        findings.add({ path, about: 'key', message: `'${name}' has no NICs: no link ends at it` });
    }
  }
}

/** Why a node cannot have this of a loopback NIC, or null. */
function loopbackProblem(node: WrittenNode, mapping: object, name: string): string | null {
  if (mapping !== node.addresses)
    return 'no datagrams of groups come to lo: name the NIC of a link';
  if (node.kind !== 'router') {
    return `'${name}' is a host: only routers take in at lo what comes by other NICs`;
  }
  const given = [node.addresses?.[LOOPBACK_NIC] ?? []].flat();
  if (given.every((text) => parsePrefix(text)?.length === 32)) return null;
  return 'no link is at lo, so its addresses are of no subnet: they end with /32';
}

function addressesOf(
  name: string,
  node: WrittenNode,
  claims: Claims,
  context: Context,
): NicAddresses[] {
  const { addresses } = node;
  if (addresses === undefined) return [];
  const path = context.pathOf(addresses);
  return Object.entries(addresses).map(([nic, given]) => {
    const texts = typeof given === 'string' ? [given] : given;
    const prefixes = texts.map((text, index) => {
      const prefix = parsePrefix(text) as Ipv4Prefix;
      const at = typeof given === 'string' ? [...path, nic] : [...path, nic, index];
      checkAddress(prefix, `${name}:${nic}`, at, claims, context);
      return prefix;
    });
    return { nic, addresses: prefixes };
  });
}

function checkAddress(
  prefix: Ipv4Prefix,
  owner: string,
  path: DocumentPath,
  claims: Claims,
  { findings }: Context,
): void {
  const { address } = prefix;
  const text = formatIpv4Address(address);
  const impossible = addressProblem(prefix);
  if (impossible !== null) findings.add({ path, message: `${text} ${impossible}` });
  const other = claims.owners.get(address);
  if (other !== undefined) {
    const segment = claims.segmentOf(owner);
    const isShared =
      segment !== undefined && claims.segmentOf(other) === segment && other !== owner;
    const hint = isShared
      ? `: if that is wanted, segment '${segment.name}' needs allow-conflicts: true`
      : '';
    if (!(isShared && segment.allowConflicts)) {
      findings.add({ path, message: `${text} is the address of '${other}' already${hint}` });
    }
  }
  claims.owners.set(address, owner);
}

/** The first address behind 0.0.0.0/8. */
const THIS_NETWORK_END = 2 ** 24;

/** Why a NIC cannot have an address, or null (RFC 1122 3.2.1.3). */
function addressProblem(prefix: Ipv4Prefix): string | null {
  const { address, length } = prefix;
  if (address === 0) return 'means "any address" and belongs to no NIC';
  if (address < THIS_NETWORK_END) return 'is of 0.0.0.0/8, "this network", and belongs to no NIC';
  if (isMulticast(address)) return 'is a multicast group: put it under groups';
  if (isClassE(address)) return 'is reserved (class E)';
  if (isLoopback(address)) return 'is a loopback address and belongs to no link';
  if (length === 0) return 'has the prefix length 0: every address would be on the link';
  if (length < 31 && address === networkOf(prefix))
    return `is the network of its own subnet /${length}`;
  if (address === broadcastOf(prefix))
    return `is the broadcast address of its own subnet /${length}`;
  return null;
}

function groupsOf(node: WrittenNode): NicGroups[] {
  return Object.entries(node.groups ?? {}).map(([nic, groups]) => ({
    nic,
    groups: groups.map((group) => parseIpv4Address(group) as Ipv4Address),
  }));
}
